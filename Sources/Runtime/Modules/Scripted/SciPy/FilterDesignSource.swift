/// Filter design of `scipy.signal`: analogue prototypes, band transformations, the bilinear
/// transform.
enum FilterDesignSource {
  static let source = #"""
    def _unpacked(z, p, k, output):
        if output == 'zpk':
            return z, p, k
        if output == 'ba':
            return zpk2tf(z, p, k)
        if output == 'sos':
            return zpk2sos(z, p, k)
        raise ValueError(f"'{output}' is not a valid output form.")


    def zpk2tf(z, p, k):
        def polynomial(roots):
            c = _np.poly(roots)
            return c.real if c.dtype.kind == 'c' and _np.allclose(sorted(_np.imag(roots)), sorted(-_np.imag(roots))) else c

        return k * _np.atleast_1d(polynomial(z)), _np.atleast_1d(polynomial(p))


    def tf2zpk(b, a):
        b, a = _np.atleast_1d(_np.asarray(b, float)), _np.atleast_1d(_np.asarray(a, float))
        b, a = b / a[0], a / a[0]
        while len(b) > 1 and abs(b[0]) <= 1e-14:
            b = b[1:]
        k = b[0]
        return _np.roots(b / k), _np.roots(a), k


    def _sorted_pairs(roots):
        complex_ones = sorted([r for r in roots if r.imag > 1e-12 * abs(r)], key=lambda r: (r.real, r.imag))
        real_ones = sorted([r.real for r in roots if abs(r.imag) <= 1e-12 * abs(r)])
        return complex_ones, real_ones


    def zpk2sos(z, p, k, pairing='nearest', analog=False):
        """Second-order sections: the poles nearest the unit circle come last, each with its nearest zeros."""
        z, p = list(_np.atleast_1d(z).astype(complex)), list(_np.atleast_1d(p).astype(complex))
        if not z and not p:
            return _np.array([[k, 0.0, 0.0, 1.0, 0.0, 0.0]])
        while len(z) < len(p):
            z.append(0j)
        while len(p) < len(z):
            p.append(0j)
        if len(p) % 2:
            z.append(0j)
            p.append(0j)
        count = len(p) // 2
        poles_c, poles_r = _sorted_pairs(p)
        zeros_c, zeros_r = _sorted_pairs(z)
        sections = []
        poles = [('c', v) for v in poles_c] + [('r', v) for v in poles_r]
        zeros = [('c', v) for v in zeros_c] + [('r', v) for v in zeros_r]

        def take(pool, kind, value):
            choices = [i for i, (t, _) in enumerate(pool) if kind is None or t == kind]
            i = min(choices, key=lambda i: abs(pool[i][1] - value))
            return pool.pop(i)

        for _ in range(count):
            i = min(range(len(poles)), key=lambda i: abs(1 - abs(poles[i][1])))
            t1, p1 = poles.pop(i)
            real_poles = sum(1 for t, _ in poles if t == 'r')
            if t1 == 'r':
                i = min([i for i, (t, _) in enumerate(poles) if t == 'r'], key=lambda i: abs(1 - abs(poles[i][1])))
                p2 = poles.pop(i)[1]
                denominator = [1.0, -(p1 + p2), p1 * p2]
            else:
                denominator = [1.0, -2 * p1.real, abs(p1) ** 2]
            real_zeros = sum(1 for t, _ in zeros if t == 'r')
            kind = None if real_zeros >= 2 or real_zeros == 0 else 'c'
            if not any(t == 'c' for t, _ in zeros):
                kind = 'r'
            t2, z1 = take(zeros, kind, p1)
            if t2 == 'c':
                numerator = [1.0, -2 * z1.real, abs(z1) ** 2]
            else:
                z2 = take(zeros, 'r', p1)[1]
                numerator = [1.0, -(z1 + z2), z1 * z2]
            sections.append(numerator + denominator)
        sections = _np.array(sections[::-1])
        sections[0, :3] = sections[0, :3] * k
        return sections


    def tf2sos(b, a, pairing='nearest', *, analog=False):
        return zpk2sos(*tf2zpk(b, a), pairing)


    def sos2tf(sos):
        b, a = _np.array([1.0]), _np.array([1.0])
        for section in _np.asarray(sos):
            b, a = _np.polymul(b, section[:3]), _np.polymul(a, section[3:])
        return b, a


    def _lowpass_to(z, p, k, btype, warped):
        degree = len(p) - len(z)
        if btype == 'lowpass':
            return z * warped, p * warped, k * warped ** degree
        if btype == 'highpass':
            gain = k * _np.real(_np.prod(-z) / _np.prod(-p))
            return _np.concatenate([warped / z, _np.zeros(degree)]), warped / p, gain
        bw, wo = warped[1] - warped[0], _np.sqrt(warped[0] * warped[1])
        if btype == 'bandpass':
            z, p2 = z * bw / 2, p * bw / 2
            root = lambda v: _np.concatenate([v + _np.sqrt(v ** 2 - wo ** 2 + 0j), v - _np.sqrt(v ** 2 - wo ** 2 + 0j)])
            return _np.concatenate([root(z), _np.zeros(degree)]), root(p2), k * bw ** degree
        gain = k * _np.real(_np.prod(-z) / _np.prod(-p))
        z, p2 = (bw / 2) / z, (bw / 2) / p
        root = lambda v: _np.concatenate([v + _np.sqrt(v ** 2 - wo ** 2 + 0j), v - _np.sqrt(v ** 2 - wo ** 2 + 0j)])
        z = _np.concatenate([root(z), _np.full(degree, 1j * wo), _np.full(degree, -1j * wo)])
        return z, root(p2), gain


    def _designed(z, p, k, Wn, btype, analog, output, fs):
        kinds = {'lowpass': 'lowpass', 'low': 'lowpass', 'lp': 'lowpass', 'highpass': 'highpass', 'high': 'highpass', 'hp': 'highpass',
                 'bandpass': 'bandpass', 'band': 'bandpass', 'bp': 'bandpass', 'bandstop': 'bandstop', 'bs': 'bandstop', 'stop': 'bandstop'}
        if btype not in kinds:
            raise ValueError(f"'{btype}' is an invalid bandtype for filter.")
        btype = kinds[btype]
        Wn = _np.asarray(Wn, dtype=float)
        if fs is not None:
            fs = float(fs)
            Wn = Wn / (fs / 2)
        if not analog and _np.any((Wn <= 0) | (Wn >= 1)):
            if fs is not None:
                raise ValueError(f"Digital filter critical frequencies must be 0 < Wn < fs/2 (fs={fs} -> fs/2={fs / 2})")
            raise ValueError("Digital filter critical frequencies must be 0 < Wn < 1")
        warped = Wn if analog else 4.0 * _np.tan(_np.pi * Wn / 2.0)
        if btype in ('lowpass', 'highpass') and _np.size(Wn) != 1:
            raise ValueError('Must specify a single critical frequency Wn for lowpass or highpass filter')
        if btype in ('bandpass', 'bandstop') and _np.size(Wn) != 2:
            raise ValueError('Wn must specify start and stop frequencies for bandpass or bandstop filter')
        z, p, k = _lowpass_to(z, p, k, btype, warped.reshape(()) if _np.size(Wn) == 1 else warped)
        if not analog:
            degree = len(p) - len(z)
            gain = k * _np.real(_np.prod(4.0 - z) / _np.prod(4.0 - p))
            z, p, k = _np.concatenate([(4.0 + z) / (4.0 - z), -_np.ones(degree)]), (4.0 + p) / (4.0 - p), gain
        return _unpacked(z, p, k, output)


    def buttap(N):
        m = _np.arange(-N + 1, N, 2)
        return _np.array([]), -_np.exp(1j * _np.pi * m / (2 * N)), 1


    def butter(N, Wn, btype='low', analog=False, output='ba', fs=None):
        return _designed(*buttap(N), Wn, btype, analog, output, fs)


    def cheby1(N, rp, Wn, btype='low', analog=False, output='ba', fs=None):
        eps = _np.sqrt(10 ** (0.1 * rp) - 1.0)
        mu = 1.0 / N * _np.arcsinh(1 / eps)
        theta = _np.pi * _np.arange(-N + 1, N, 2) / (2 * N)
        p = -_np.sinh(mu + 1j * theta)
        k = _np.real(_np.prod(-p))
        if N % 2 == 0:
            k = k / _np.sqrt(1 + eps * eps)
        return _designed(_np.array([]), p, k, Wn, btype, analog, output, fs)


    def cheby2(N, rs, Wn, btype='low', analog=False, output='ba', fs=None):
        de = 1.0 / _np.sqrt(10 ** (0.1 * rs) - 1)
        mu = _np.arcsinh(1.0 / de) / N
        m = _np.concatenate([_np.arange(-N + 1, 0, 2), _np.arange(2, N, 2)]) if N % 2 else _np.arange(-N + 1, N, 2)
        z = -_np.conjugate(1j / _np.sin(m * _np.pi / (2.0 * N)))
        p = -1 / _np.sinh(mu + 1j * _np.pi * _np.arange(-N + 1, N, 2) / (2 * N))
        return _designed(z, p, _np.real(_np.prod(-p) / _np.prod(-z)), Wn, btype, analog, output, fs)


    def firwin(numtaps, cutoff, *, width=None, window='hamming', pass_zero=True, scale=True, fs=2):
        cutoff = _np.atleast_1d(_np.asarray(cutoff, float)) / (0.5 * fs)
        if isinstance(pass_zero, str):
            pass_zero = pass_zero in ('bandstop', 'lowpass')
        if _np.any((cutoff <= 0) | (cutoff >= 1)):
            raise ValueError("Invalid cutoff frequency: frequencies must be greater than 0 and less than fs/2.")
        nyquist = bool(len(cutoff) & 1) ^ bool(pass_zero)
        if nyquist and numtaps % 2 == 0:
            raise ValueError("A filter with an even number of coefficients must have zero response at the Nyquist frequency.")
        edges = _np.concatenate([[0.0] * bool(pass_zero), cutoff, [1.0] * nyquist])
        alpha = 0.5 * (numtaps - 1)
        m = _np.arange(numtaps) - alpha
        h = 0.0
        bands = edges.reshape(-1, 2)
        for left, right in bands:
            h = h + right * _np.sinc(right * m) - left * _np.sinc(left * m)
        h = h * get_window(window, numtaps, fftbins=False)
        if scale:
            left, right = bands[0]
            centre = 0.0 if left == 0 else 1.0 if right == 1 else 0.5 * (left + right)
            h = h / _np.sum(h * _np.cos(_np.pi * m * centre))
        return h


    def freqz(b, a=1, worN=512, whole=False, plot=None, fs=2 * _math.pi, include_nyquist=False):
        b, a = _np.atleast_1d(_np.asarray(b, float)), _np.atleast_1d(_np.asarray(a, float))
        if worN is None or isinstance(worN, int):
            N = 512 if worN is None else worN
            last = 2 * _np.pi if whole else _np.pi
            w = _np.linspace(0, last, N, endpoint=include_nyquist and not whole)
        else:
            w = 2 * _np.pi * _np.asarray(worN, float) / fs
        zm1 = _np.exp(-1j * w)
        h = _np.polyval(b[::-1], zm1) / _np.polyval(a[::-1], zm1)
        return w * (fs / (2 * _np.pi)), h


    def sosfreqz(sos, worN=512, whole=False, fs=2 * _math.pi):
        h = 1.0
        for section in _np.asarray(sos):
            w, part = freqz(section[:3], section[3:], worN, whole, fs=fs)
            h = h * part
        return w, h

    """#
}
