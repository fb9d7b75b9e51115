/// `scipy.signal.windows`: symmetric and periodic windows.
enum SignalWindowsModule {
  static let source = #"""
    import numpy as _np


    def _cosine_window(M, coefficients, sym):
        if M <= 1:
            return _np.ones(M)
        n = M if sym else M + 1
        fac = _np.linspace(-_np.pi, _np.pi, n)
        w = _np.zeros(n)
        for k, c in enumerate(coefficients):
            w = w + c * _np.cos(k * fac)
        return w[:M]


    def _linear_window(M, sym, shape):
        if M <= 1:
            return _np.ones(M)
        n = M if sym else M + 1
        return shape(n)[:M]


    def boxcar(M, sym=True):
        return _np.ones(M)


    def hann(M, sym=True):
        return _cosine_window(M, [0.5, 0.5], sym)


    def hamming(M, sym=True):
        return _cosine_window(M, [0.54, 1. - 0.54], sym)


    def blackman(M, sym=True):
        return _cosine_window(M, [0.42, 0.50, 0.08], sym)


    def nuttall(M, sym=True):
        return _cosine_window(M, [0.3635819, 0.4891775, 0.1365995, 0.0106411], sym)


    def blackmanharris(M, sym=True):
        return _cosine_window(M, [0.35875, 0.48829, 0.14128, 0.01168], sym)


    def flattop(M, sym=True):
        return _cosine_window(M, [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368], sym)


    def cosine(M, sym=True):
        return _linear_window(M, sym, lambda n: _np.sin(_np.pi / n * (_np.arange(0, n) + 0.5)))


    def bartlett(M, sym=True):
        def shape(n):
            k = _np.arange(0, n)
            return _np.where(k <= (n - 1) / 2.0, 2.0 * k / (n - 1), 2.0 - 2.0 * k / (n - 1))
        return _linear_window(M, sym, shape)


    def triang(M, sym=True):
        def shape(n):
            k = _np.arange(1, (n + 1) // 2 + 1)
            if n % 2 == 0:
                w = (2 * k - 1.0) / n
                return _np.concatenate([w, w[::-1]])
            w = 2 * k / (n + 1.0)
            return _np.concatenate([w, w[-2::-1]])
        return _linear_window(M, sym, shape)


    def gaussian(M, std, sym=True):
        def shape(n):
            k = _np.arange(0, n) - (n - 1.0) / 2.0
            return _np.exp(-k ** 2 / (2 * std * std))
        return _linear_window(M, sym, shape)


    def kaiser(M, beta, sym=True):
        def shape(n):
            k = _np.arange(0, n)
            alpha = (n - 1) / 2.0
            return _np.i0(beta * _np.sqrt(1 - ((k - alpha) / alpha) ** 2.0)) / _np.i0(beta)
        return _linear_window(M, sym, shape)


    def tukey(M, alpha=0.5, sym=True):
        if alpha <= 0:
            return _np.ones(M)
        if alpha >= 1.0:
            return hann(M, sym)

        def shape(n):
            k = _np.arange(0, n)
            width = int(alpha * (n - 1) / 2.0)
            rise = 0.5 * (1 + _np.cos(_np.pi * (-1 + 2.0 * k / alpha / (n - 1))))
            fall = 0.5 * (1 + _np.cos(_np.pi * (-2.0 / alpha + 1 + 2.0 * k / alpha / (n - 1))))
            return _np.where(k < width + 1, rise, _np.where(k < n - width - 1, 1.0, fall))
        return _linear_window(M, sym, shape)


    _names = {
        'boxcar': boxcar, 'box': boxcar, 'ones': boxcar, 'rect': boxcar, 'rectangular': boxcar, 'hann': hann, 'han': hann,
        'hamming': hamming, 'hamm': hamming, 'blackman': blackman, 'black': blackman, 'blk': blackman, 'bartlett': bartlett,
        'bart': bartlett, 'brt': bartlett, 'triang': triang, 'triangle': triang, 'tri': triang, 'nuttall': nuttall,
        'blackmanharris': blackmanharris, 'flattop': flattop, 'cosine': cosine, 'kaiser': kaiser, 'ksr': kaiser,
        'gaussian': gaussian, 'gauss': gaussian, 'tukey': tukey, 'tuk': tukey,
    }


    def get_window(window, Nx, fftbins=True):
        if isinstance(window, (int, float)):
            window = ('kaiser', window)
        name, *parameters = (window,) if isinstance(window, str) else window
        if name not in _names:
            raise ValueError(f"Invalid window name '{name}' in parameter {window=}!")
        return _names[name](Nx, *parameters, sym=not fftbins)

    """#
}
