/// Smoothing, resampling, spectra and wave forms of `scipy.signal`.
enum SpectrumSource {
  static let source = #"""
    def detrend(data, axis=-1, type='linear', bp=0, overwrite_data=False):
        x = _np.moveaxis(_np.asarray(data, dtype=float), axis, 0)
        if type in ('constant', 'c'):
            return _np.moveaxis(x - _np.mean(x, axis=0, keepdims=True), 0, axis)
        if type not in ('linear', 'l'):
            raise ValueError("Trend type must be 'linear' or 'constant'.")
        shape, n = x.shape, x.shape[0]
        flat = x.reshape(n, -1).copy()
        breaks = sorted(set([0, n] + list(_np.atleast_1d(bp))))
        for start, stop in zip(breaks[:-1], breaks[1:]):
            m = stop - start
            A = _np.stack([_np.arange(1, m + 1) / m, _np.ones(m)], axis=1)
            flat[start:stop] = flat[start:stop] - A @ _np.linalg.lstsq(A, flat[start:stop], rcond=None)[0]
        return _np.moveaxis(flat.reshape(shape), 0, axis)


    def medfilt(volume, kernel_size=None):
        x = _np.asarray(volume)
        size = 3 if kernel_size is None else kernel_size
        sizes = [size] * x.ndim if isinstance(size, int) else list(size)
        if any(s % 2 == 0 for s in sizes):
            raise ValueError("Each element of kernel_size should be odd.")
        padded = _np.pad(x, [(s // 2, s // 2) for s in sizes])
        parts = [padded[tuple(slice(k, k + n) for k, n in zip(index, x.shape))] for index in _np.ndindex(*sizes)]
        return _np.sort(_np.stack(parts), axis=0)[len(parts) // 2]


    def savgol_coeffs(window_length, polyorder, deriv=0, delta=1.0, pos=None, use="conv"):
        if polyorder >= window_length:
            raise ValueError("polyorder must be less than window_length.")
        half, rest = divmod(window_length, 2)
        if pos is None:
            pos = half if rest else half - 0.5
        if deriv > polyorder:
            return _np.zeros(window_length)
        x = _np.arange(-pos, window_length - pos, dtype=float)
        if use == "conv":
            x = x[::-1]
        A = x ** _np.arange(polyorder + 1).reshape(-1, 1)
        y = _np.zeros(polyorder + 1)
        y[deriv] = _math.factorial(deriv) / delta ** deriv
        return _np.linalg.lstsq(A, y, rcond=None)[0]


    def savgol_filter(x, window_length, polyorder, deriv=0, delta=1.0, axis=-1, mode='interp', cval=0.0):
        if mode not in ("mirror", "constant", "nearest", "interp", "wrap"):
            raise ValueError("mode must be 'mirror', 'constant', 'nearest' 'wrap' or 'interp'.")
        x = _np.moveaxis(_np.asarray(x, dtype=float), axis, -1)
        if mode == "interp" and window_length > x.shape[-1]:
            raise ValueError("If mode is 'interp', window_length must be less than or equal to the size of x.")
        weights = savgol_coeffs(window_length, polyorder, deriv, delta)[::-1]
        half = window_length // 2
        pads = {"mirror": "reflect", "nearest": "edge", "wrap": "wrap", "constant": "constant", "interp": "constant"}
        widths = [(0, 0)] * (x.ndim - 1) + [(half, window_length - 1 - half)]
        options = {"constant_values": cval} if pads[mode] == "constant" else {}
        extended = _np.pad(x, widths, mode=pads[mode], **options)
        n = x.shape[-1]
        y = sum(weights[k] * extended[..., k:k + n] for k in range(window_length))
        if mode == "interp":
            for window, target in ((slice(0, window_length), slice(0, half)),
                                   (slice(n - window_length, n), slice(n - half, n))):
                places = _np.arange(window_length, dtype=float)
                rows = x[..., window].reshape(-1, window_length)
                wanted = places[:half] if target.start == 0 else places[window_length - half:]
                fits = []
                for row in rows:
                    p = _np.polyfit(places, row, polyorder)
                    fits.append(_np.polyval(_np.polyder(p, deriv) if deriv else p, wanted) / delta ** deriv)
                y[..., target] = _np.array(fits).reshape(x.shape[:-1] + (half,))
        return _np.moveaxis(y, -1, axis)


    def hilbert(x, N=None, axis=-1):
        x = _np.moveaxis(_np.asarray(x), axis, -1)
        if x.dtype.kind == 'c':
            raise ValueError("x must be real.")
        n = x.shape[-1] if N is None else N
        h = _np.zeros(n)
        if n % 2 == 0:
            h[0] = h[n // 2] = 1
            h[1:n // 2] = 2
        else:
            h[0] = 1
            h[1:(n + 1) // 2] = 2
        return _np.moveaxis(_np.fft.ifft(_np.fft.fft(x, n) * h), -1, axis)


    def resample(x, num, t=None, axis=0, window=None, domain='time'):
        if window is not None or domain != 'time':
            raise NotImplementedError("resample with window or domain is not available in agrun")
        x = _np.moveaxis(_np.asarray(x, dtype=float), axis, 0)
        n = x.shape[0]
        X = _np.fft.rfft(x, axis=0)
        keep = min(num, n)
        Y = _np.zeros((num // 2 + 1,) + x.shape[1:], dtype=complex)
        count = keep // 2 + 1
        Y[:count] = X[:count]
        if keep % 2 == 0:
            if num < n:
                Y[keep // 2] = Y[keep // 2] * 2
            elif num > n:
                Y[keep // 2] = Y[keep // 2] * 0.5
        y = _np.fft.irfft(Y, num, axis=0) * (num / n)
        y = _np.moveaxis(y, 0, axis)
        if t is None:
            return y
        return y, _np.arange(0, num) * (t[1] - t[0]) * n / num + t[0]


    def _spectra(x, y, fs, window, nperseg, noverlap, nfft, detrended, scaling):
        x, y = _np.asarray(x, dtype=float), _np.asarray(y, dtype=float)
        nperseg = min(256 if nperseg is None else nperseg, x.shape[-1])
        w = get_window(window, nperseg) if isinstance(window, (str, tuple)) else _np.asarray(window, float)
        nperseg = len(w)
        noverlap = nperseg // 2 if noverlap is None else noverlap
        nfft = nperseg if nfft is None else nfft
        step = nperseg - noverlap
        scale = 1.0 / (fs * _np.sum(w * w)) if scaling == 'density' else 1.0 / _np.sum(w) ** 2

        def pieces(v):
            rows = [v[..., s:s + nperseg] for s in range(0, v.shape[-1] - nperseg + 1, step)]
            segments = _np.stack(rows, axis=-2)
            if detrended:
                segments = detrend(segments, type=detrended)
            return _np.fft.rfft(segments * w, n=nfft)

        X, Y = pieces(x), pieces(y)
        P = _np.conj(X) * Y * scale
        if nfft % 2:
            P[..., 1:] = P[..., 1:] * 2
        else:
            P[..., 1:-1] = P[..., 1:-1] * 2
        starts = _np.arange(nperseg / 2, x.shape[-1] - nperseg / 2 + 1, step) / fs
        return _np.fft.rfftfreq(nfft, 1 / fs), starts, _np.moveaxis(P, -1, -2)


    def csd(x, y, fs=1.0, window='hann', nperseg=None, noverlap=None, nfft=None, detrend='constant', return_onesided=True, scaling='density', axis=-1, average='mean'):
        f, t, P = _spectra(x, y, fs, window, nperseg, noverlap, nfft, detrend, scaling)
        return f, _np.mean(P, axis=-1) if average == 'mean' else _np.median(P.real, axis=-1)


    def welch(x, fs=1.0, window='hann', nperseg=None, noverlap=None, nfft=None, detrend='constant', return_onesided=True, scaling='density', axis=-1, average='mean'):
        f, P = csd(x, x, fs, window, nperseg, noverlap, nfft, detrend, return_onesided, scaling, axis, average)
        return f, P.real


    def periodogram(x, fs=1.0, window='boxcar', nfft=None, detrend='constant', return_onesided=True, scaling='density', axis=-1):
        n = _np.asarray(x).shape[-1]
        return welch(x, fs, 'boxcar' if window is None else window, n, 0, nfft, detrend, return_onesided, scaling)


    def coherence(x, y, fs=1.0, window='hann', nperseg=None, noverlap=None, nfft=None, detrend='constant', axis=-1):
        f, Pxx = welch(x, fs, window, nperseg, noverlap, nfft, detrend)
        _, Pyy = welch(y, fs, window, nperseg, noverlap, nfft, detrend)
        _, Pxy = csd(x, y, fs, window, nperseg, noverlap, nfft, detrend)
        return f, _np.abs(Pxy) ** 2 / Pxx / Pyy


    def spectrogram(x, fs=1.0, window=('tukey', .25), nperseg=None, noverlap=None, nfft=None, detrend='constant', return_onesided=True, scaling='density', axis=-1, mode='psd'):
        if mode != 'psd':
            raise NotImplementedError("spectrogram is available in agrun with mode='psd'")
        nperseg = min(256 if nperseg is None else nperseg, _np.asarray(x).shape[-1])
        noverlap = nperseg // 8 if noverlap is None else noverlap
        f, t, P = _spectra(x, x, fs, window, nperseg, noverlap, nfft, detrend, scaling)
        return f, t, P.real


    def square(t, duty=0.5):
        t = _np.asarray(t)
        duty = _np.asarray(duty, float)
        phase = _np.mod(t, 2 * _np.pi)
        return _np.where((duty > 1) | (duty < 0), _np.nan, _np.where(phase < duty * 2 * _np.pi, 1.0, -1.0))


    def sawtooth(t, width=1):
        t, w = _np.asarray(t, float), _np.asarray(width, float)
        phase = _np.mod(t, 2 * _np.pi)
        rising = phase / (_np.pi * _np.where(w == 0, 1.0, w)) - 1
        falling = (_np.pi * (w + 1) - phase) / (_np.pi * _np.where(w == 1, 1.0, 1 - w))
        return _np.where(phase < w * 2 * _np.pi, rising, falling)


    def chirp(t, f0, t1, f1, method='linear', phi=0, vertex_zero=True, *, complex=False):
        t = _np.asarray(t, float)
        if method in ('linear', 'lin', 'li'):
            phase = 2 * _np.pi * (f0 * t + 0.5 * (f1 - f0) / t1 * t * t)
        elif method in ('quadratic', 'quad', 'q'):
            beta = (f1 - f0) / t1 ** 2
            phase = (2 * _np.pi * (f0 * t + beta * t ** 3 / 3) if vertex_zero
                     else 2 * _np.pi * (f1 * t + beta * ((t1 - t) ** 3 - t1 ** 3) / 3))
        elif method in ('logarithmic', 'log', 'lo'):
            if f0 * f1 <= 0.0:
                raise ValueError("For a logarithmic chirp, f0 and f1 must be nonzero and have the same sign.")
            beta = t1 / _np.log(f1 / f0)
            phase = 2 * _np.pi * (f0 * t if f0 == f1 else beta * f0 * ((f1 / f0) ** (t / t1) - 1.0))
        elif method in ('hyperbolic', 'hyp'):
            sing = -f1 * t1 / (f0 - f1)
            phase = 2 * _np.pi * (f0 * t if f0 == f1 else -sing * f0 * _np.log(_np.abs(1 - t / sing)))
        else:
            raise ValueError(f"method must be 'linear', 'quadratic', 'logarithmic', or 'hyperbolic', but a value of {method!r} was given.")
        phase = phase + _np.deg2rad(phi)
        return _np.exp(1j * phase) if complex else _np.cos(phase)


    def unit_impulse(shape, idx=None, dtype=float):
        out = _np.zeros(shape, dtype)
        shape = out.shape
        if idx is None:
            idx = (0,) * len(shape)
        elif isinstance(idx, str) and idx == 'mid':
            idx = tuple(n // 2 for n in shape)
        elif isinstance(idx, int):
            idx = (idx,) * len(shape)
        out[idx] = 1
        return out


    def gausspulse(t, fc=1000, bw=0.5, bwr=-6, tpr=-60, retquad=False, retenv=False):
        ref = 10.0 ** (bwr / 20.0)
        a = -(_np.pi * fc * bw) ** 2 / (4.0 * _np.log(ref))
        envelope = _np.exp(-a * _np.asarray(t) ** 2)
        real, imaginary = envelope * _np.cos(2 * _np.pi * fc * t), envelope * _np.sin(2 * _np.pi * fc * t)
        result = (real,) + ((imaginary,) if retquad else ()) + ((envelope,) if retenv else ())
        return result[0] if len(result) == 1 else result

    """#
}
