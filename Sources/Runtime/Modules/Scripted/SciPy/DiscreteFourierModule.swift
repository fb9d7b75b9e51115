/// `scipy.fft`: NumPy's Fourier transforms, and cosine and sine transforms of types 1 to 4 by
/// Fourier transforms of the mirrored input.
enum DiscreteFourierModule {
  static let source = #"""
    import numpy as _np
    from numpy.fft import (fft, ifft, rfft, irfft, fftn, ifftn, rfftn, irfftn, fft2, ifft2, rfft2, irfft2,
                           fftfreq, rfftfreq, fftshift, ifftshift)


    _swapped = {None: "forward", "backward": "forward", "forward": "backward", "ortho": "ortho"}


    def hfft(x, n=None, axis=-1, norm=None, overwrite_x=False, workers=None, *, plan=None):
        x = _np.asarray(x)
        n = 2 * (x.shape[axis] - 1) if n is None else n
        return irfft(_np.conj(x), n, axis, norm=_swapped[norm])


    def ihfft(x, n=None, axis=-1, norm=None, overwrite_x=False, workers=None, *, plan=None):
        return _np.conj(rfft(x, n, axis, norm=_swapped[norm]))


    def _moved(x, n, axis):
        x = _np.asarray(x)
        if x.dtype.kind != 'c':
            x = x.astype(float)
        x = _np.moveaxis(x, axis, -1)
        if n is not None:
            if n < x.shape[-1]:
                x = x[..., :n]
            elif n > x.shape[-1]:
                x = _np.concatenate([x, _np.zeros(x.shape[:-1] + (n - x.shape[-1],))], axis=-1)
        if x.shape[-1] < 1:
            raise ValueError(f"invalid number of data points ({x.shape[-1]}) specified")
        return x


    def _cosines(x, type, sine):
        """The unnormalised transform of the last axis, by a Fourier transform of the extension."""
        N = x.shape[-1]
        if type == 1:
            if sine:
                z = _np.zeros(x.shape[:-1] + (1,))
                extended = _np.concatenate([z, x, z, -x[..., ::-1]], axis=-1)
                return -_np.fft.fft(extended)[..., 1:N + 1].imag
            if N < 2:
                raise RuntimeError("zero-length FFT requested")
            return _np.fft.fft(_np.concatenate([x, x[..., -2:0:-1]], axis=-1))[..., :N].real
        k = _np.arange(N)
        if type == 2:
            mirrored = _np.concatenate([x, -x[..., ::-1] if sine else x[..., ::-1]], axis=-1)
            spectrum = _np.fft.fft(mirrored)
            if sine:
                k = k + 1
                return -(spectrum[..., 1:N + 1] * _np.exp(-0.5j * _np.pi * k / N)).imag
            return (spectrum[..., :N] * _np.exp(-0.5j * _np.pi * k / N)).real
        if type == 3:
            if sine:
                signs = (-1.0) ** k
                return signs * _cosines(x[..., ::-1], 3, False)
            y = x * _np.exp(0.5j * _np.pi * k / N)
            y = _np.concatenate([y, _np.zeros(y.shape)], axis=-1)
            return 2 * (_np.fft.ifft(y)[..., :N] * (2 * N)).real - x[..., :1]
        m = (2 * k[:, None] + 1) * (2 * k[None, :] + 1)
        table = _np.sin(_np.pi * m / (4 * N)) if sine else _np.cos(_np.pi * m / (4 * N))
        return 2 * x @ table.T


    def _transform(x, type, n, axis, norm, sine, inverse, orthogonalize):
        if type not in (1, 2, 3, 4):
            raise ValueError("invalid DCT type")
        if norm not in (None, "backward", "ortho", "forward"):
            raise ValueError(f'Invalid norm value {norm!r}, should be "backward", "ortho" or "forward"')
        x = _moved(x, n, axis)
        if x.dtype.kind == 'c':
            result = (_transform(x.real, type, None, -1, norm, sine, inverse, orthogonalize)
                      + 1j * _transform(x.imag, type, None, -1, norm, sine, inverse, orthogonalize))
            return _np.moveaxis(result, -1, axis)
        if orthogonalize is None:
            orthogonalize = norm == "ortho"
        kind = {1: 1, 2: 3, 3: 2, 4: 4}[type] if inverse else type
        N = x.shape[-1]
        length = 2 * (N - 1) if kind == 1 and not sine else 2 * (N + 1) if kind == 1 else 2 * N
        root = _np.sqrt(2.0)
        edge = -1 if sine else 0
        if orthogonalize and kind in (1, 3):
            x = x.copy()
            if kind == 3:
                x[..., edge] = x[..., edge] * root
            elif not sine:
                x[..., 0] = x[..., 0] * root
                x[..., -1] = x[..., -1] * root
        y = _cosines(x, kind, sine)
        if norm == "ortho":
            y = y / _np.sqrt(length)
        elif (norm == "forward") != inverse:
            y = y / length
        if orthogonalize and kind in (1, 2):
            if kind == 2:
                y[..., edge] = y[..., edge] / root
            elif not sine:
                y[..., 0] = y[..., 0] / root
                y[..., -1] = y[..., -1] / root
        return _np.moveaxis(y, -1, axis)


    def dct(x, type=2, n=None, axis=-1, norm=None, overwrite_x=False, workers=None, orthogonalize=None):
        return _transform(x, type, n, axis, norm, False, False, orthogonalize)


    def idct(x, type=2, n=None, axis=-1, norm=None, overwrite_x=False, workers=None, orthogonalize=None):
        return _transform(x, type, n, axis, norm, False, True, orthogonalize)


    def dst(x, type=2, n=None, axis=-1, norm=None, overwrite_x=False, workers=None, orthogonalize=None):
        return _transform(x, type, n, axis, norm, True, False, orthogonalize)


    def idst(x, type=2, n=None, axis=-1, norm=None, overwrite_x=False, workers=None, orthogonalize=None):
        return _transform(x, type, n, axis, norm, True, True, orthogonalize)


    def _each(function, x, type, s, axes, norm):
        x = _np.asarray(x)
        axes = range(x.ndim) if axes is None else [axes] if isinstance(axes, int) else axes
        sizes = [None] * len(axes) if s is None else s
        for axis, size in zip(axes, sizes):
            x = function(x, type, n=size, axis=axis, norm=norm)
        return x


    def dctn(x, type=2, s=None, axes=None, norm=None, overwrite_x=False, workers=None, *, orthogonalize=None):
        return _each(dct, x, type, s, axes, norm)


    def idctn(x, type=2, s=None, axes=None, norm=None, overwrite_x=False, workers=None, orthogonalize=None):
        return _each(idct, x, type, s, axes, norm)


    def dstn(x, type=2, s=None, axes=None, norm=None, overwrite_x=False, workers=None, orthogonalize=None):
        return _each(dst, x, type, s, axes, norm)


    def idstn(x, type=2, s=None, axes=None, norm=None, overwrite_x=False, workers=None, orthogonalize=None):
        return _each(idst, x, type, s, axes, norm)


    def next_fast_len(target, real=False):
        """The least length not below target whose prime factors are at most 5, or 11 for complex transforms."""
        n = max(int(target), 1)
        while True:
            rest = n
            for factor in (2, 3, 5) if real else (2, 3, 5, 7, 11):
                while rest % factor == 0:
                    rest //= factor
            if rest == 1:
                return n
            n += 1

    """#
}
