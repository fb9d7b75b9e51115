/// `scipy.signal`: convolution and filtering; design, peaks and spectra follow in the same module.
enum SignalModule {
  static let source = #"""
    import math as _math
    import numpy as _np
    from scipy.signal.windows import get_window


    def _cut(full, shape, other, mode):
        if mode == 'full':
            return full
        if mode == 'same':
            wanted = shape
        elif mode == 'valid':
            wanted = tuple(a - b + 1 for a, b in zip(shape, other))
        else:
            raise ValueError("acceptable mode flags are 'valid', 'same', or 'full'")
        starts = [(f - w) // 2 for f, w in zip(full.shape, wanted)]
        return full[tuple(slice(s, s + w) for s, w in zip(starts, wanted))]


    def _swapped(a, b, mode):
        return mode == 'valid' and all(x <= y for x, y in zip(a.shape, b.shape)) and a.shape != b.shape


    def convolve(in1, in2, mode='full', method='auto'):
        a, b = _np.asarray(in1), _np.asarray(in2)
        if a.ndim != b.ndim:
            raise ValueError("volume and kernel should have the same dimensionality")
        if _swapped(a, b, mode):
            a, b = b, a
        if a.ndim == 1:
            return _cut(_np.convolve(a, b), a.shape, b.shape, mode)
        full = _np.zeros(tuple(x + y - 1 for x, y in zip(a.shape, b.shape)), dtype=_np.result_type(a, b))
        for index in _np.ndindex(*b.shape):
            part = tuple(slice(k, k + n) for k, n in zip(index, a.shape))
            full[part] = full[part] + b[index] * a
        return _cut(full, a.shape, b.shape, mode)


    def fftconvolve(in1, in2, mode="full", axes=None):
        a, b = _np.asarray(in1), _np.asarray(in2)
        if a.ndim != b.ndim:
            raise ValueError("in1 and in2 should have the same dimensionality")
        if axes is not None:
            raise NotImplementedError("fftconvolve with axes is not available in agrun (did you mean convolve?)")
        if _swapped(a, b, mode):
            a, b = b, a
        shape = [x + y - 1 for x, y in zip(a.shape, b.shape)]
        full = _np.fft.ifftn(_np.fft.fftn(a, shape) * _np.fft.fftn(b, shape))
        if a.dtype.kind != 'c' and b.dtype.kind != 'c':
            full = full.real
        return _cut(full, a.shape, b.shape, mode)


    def oaconvolve(in1, in2, mode="full", axes=None):
        return fftconvolve(in1, in2, mode, axes)


    def convolve2d(in1, in2, mode='full', boundary='fill', fillvalue=0):
        a, b = _np.asarray(in1), _np.asarray(in2)
        if boundary != 'fill' or fillvalue:
            p, q = b.shape
            kinds = {'fill': 'constant', 'pad': 'constant', 'wrap': 'wrap', 'circular': 'wrap', 'symm': 'symmetric', 'symmetric': 'symmetric'}
            if boundary not in kinds:
                raise ValueError("Acceptable boundary flags are 'fill', 'circular' (or 'wrap'), and 'symmetric' (or 'symm').")
            options = {'constant_values': fillvalue} if kinds[boundary] == 'constant' else {}
            padded = _np.pad(a, ((p - 1, p - 1), (q - 1, q - 1)), mode=kinds[boundary], **options)
            return _cut(convolve(padded, b, 'valid'), a.shape, b.shape, mode)
        return convolve(a, b, mode)


    def correlate(in1, in2, mode='full', method='auto'):
        a, b = _np.asarray(in1), _np.asarray(in2)
        flipped = b[(slice(None, None, -1),) * b.ndim]
        if b.dtype.kind == 'c':
            flipped = _np.conj(flipped)
        if _swapped(a, b, mode):
            return convolve(flipped, a, mode)
        return convolve(a, flipped, mode)


    def correlate2d(in1, in2, mode='full', boundary='fill', fillvalue=0):
        return convolve2d(in1, _np.conj(_np.asarray(in2)[::-1, ::-1]), mode, boundary, fillvalue)


    def correlation_lags(in1_len, in2_len, mode='full'):
        if mode == "full":
            return _np.arange(-in2_len + 1, in1_len)
        if mode == "same":
            lags = _np.arange(-in2_len + 1, in1_len)
            middle, bound = lags.size // 2, in1_len // 2
            return lags[middle - bound:middle + bound] if in1_len % 2 == 0 else lags[middle - bound:middle + bound + 1]
        bound = in1_len - in2_len
        return _np.arange(bound + 1) if bound >= 0 else _np.arange(bound, 1)


    def lfilter(b, a, x, axis=-1, zi=None):
        """The direct form II transposed."""
        b, a, x = _np.atleast_1d(_np.asarray(b, dtype=float)), _np.atleast_1d(_np.asarray(a, dtype=float)), _np.asarray(x)
        if a[0] == 0:
            raise ValueError("Filter coefficient a[0] == 0")
        x = _np.moveaxis(x.astype(float) if x.dtype.kind != 'c' else x, axis, 0)
        n = max(len(a), len(b))
        b, a = _np.concatenate([b, _np.zeros(n - len(b))]) / a[0], _np.concatenate([a, _np.zeros(n - len(a))]) / a[0]
        rest = x.shape[1:]
        state = [_np.zeros(rest) for _ in range(n - 1)] if zi is None else list(_np.moveaxis(_np.asarray(zi, dtype=float), axis, 0))
        y = []
        for value in x:
            out = b[0] * value + (state[0] if n > 1 else 0.0)
            y.append(out)
            for i in range(n - 2):
                state[i] = b[i + 1] * value + state[i + 1] - a[i + 1] * out
            if n > 1:
                state[n - 2] = b[n - 1] * value - a[n - 1] * out
        y = _np.moveaxis(_np.array(y).reshape(x.shape), 0, axis)
        if zi is None:
            return y
        return y, _np.moveaxis(_np.array(state), 0, axis)


    def lfilter_zi(b, a):
        b, a = _np.atleast_1d(_np.asarray(b, dtype=float)), _np.atleast_1d(_np.asarray(a, dtype=float))
        while len(a) > 1 and a[0] == 0.0:
            a = a[1:]
        b, a = b / a[0], a / a[0]
        n = max(len(a), len(b))
        b, a = _np.concatenate([b, _np.zeros(n - len(b))]), _np.concatenate([a, _np.zeros(n - len(a))])
        companion = _np.zeros((n - 1, n - 1))
        companion[0] = -a[1:]
        for i in range(1, n - 1):
            companion[i, i - 1] = 1
        return _np.linalg.solve(_np.eye(n - 1) - companion.T, b[1:] - a[1:] * b[0])


    def lfiltic(b, a, y, x=None):
        b, a, y = _np.atleast_1d(_np.asarray(b, float)), _np.atleast_1d(_np.asarray(a, float)), _np.asarray(y, float)
        N, M = len(a) - 1, len(b) - 1
        K = max(M, N)
        x = _np.zeros(M) if x is None else _np.asarray(x, float)
        x = _np.concatenate([x, _np.zeros(max(0, M - len(x)))])
        y = _np.concatenate([y, _np.zeros(max(0, N - len(y)))])
        zi = _np.zeros(K)
        for m in range(M):
            zi[m] = _np.sum(b[m + 1:] * x[:M - m])
        for m in range(N):
            zi[m] -= _np.sum(a[m + 1:] * y[:N - m])
        return zi


    def _odd_extended(x, n):
        return _np.concatenate([2 * x[:1] - x[n:0:-1], x, 2 * x[-1:] - x[-2:-(n + 2):-1]]) if n else x


    def filtfilt(b, a, x, axis=-1, padtype='odd', padlen=None, method='pad', irlen=None):
        if method != 'pad':
            raise NotImplementedError("filtfilt with method='gust' is not available in agrun (did you mean method='pad'?)")
        x = _np.moveaxis(_np.asarray(x, dtype=float), axis, 0)
        edge = 3 * max(len(_np.atleast_1d(a)), len(_np.atleast_1d(b))) if padlen is None else padlen
        if padtype is None:
            edge = 0
        if x.shape[0] <= edge:
            raise ValueError(f"The length of the input vector x must be greater than padlen, which is {edge}.")
        if padtype in ('odd', None):
            extended = _odd_extended(x, edge)
        elif padtype == 'even':
            extended = _np.concatenate([x[edge:0:-1], x, x[-2:-(edge + 2):-1]])
        else:
            extended = _np.concatenate([_np.repeat(x[:1], edge, axis=0), x, _np.repeat(x[-1:], edge, axis=0)])
        zi = lfilter_zi(b, a).reshape((-1,) + (1,) * (x.ndim - 1))
        y, _ = lfilter(b, a, extended, axis=0, zi=zi * extended[0])
        y, _ = lfilter(b, a, y[::-1], axis=0, zi=zi * y[-1])
        y = y[::-1]
        return _np.moveaxis(y[edge:len(y) - edge], 0, axis)


    def sosfilt(sos, x, axis=-1, zi=None):
        if zi is not None:
            raise NotImplementedError("sosfilt with zi is not available in agrun (did you mean lfilter?)")
        for section in _np.asarray(sos):
            x = lfilter(section[:3], section[3:], x, axis)
        return x

    """#
}
