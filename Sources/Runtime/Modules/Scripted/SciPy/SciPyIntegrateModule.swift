/// `scipy.integrate`: quadrature by Gauss and Kronrod (QUADPACK), sums over samples, embedded Runge–Kutta methods.
enum SciPyIntegrateModule {
  static let source = #"""
    import numpy as _np
    import math as _math
    from scipy._result import RichResult

    class OdeResult(RichResult):
        pass

    class IntegrationWarning(UserWarning):
        pass

    _x21 = (0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845,
            0.7808177265864169, 0.6794095682990244, 0.5627571346686047, 0.4333953941292472,
            0.2943928627014602, 0.14887433898163122)
    _k21 = (0.011694638867371874, 0.032558162307964725, 0.054755896574351995, 0.07503967481091996,
            0.0931254545836976, 0.10938715880229764, 0.12349197626206584, 0.13470921731147334,
            0.14277593857706009, 0.1477391049013385, 0.1494455540029169)
    _g21 = (0.06667134430868814, 0.1494513491505806, 0.21908636251598204, 0.26926671930999635,
            0.29552422471475287)
    _x15 = (0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945,
            0.5860872354676911, 0.4058451513773972, 0.20778495500789848)
    _k15 = (0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592,
            0.1690047266392679, 0.19035057806478542, 0.20443294007529889, 0.20948214108472782)
    _g15 = (0.1294849661688697, 0.27970539148927664, 0.3818300505051189, 0.4179591836734694)

    def _rule(f, a, b, nodes, kronrod, gauss):
        center, half = 0.5 * (a + b), 0.5 * (b - a)
        fc = f(center)
        n = len(nodes)
        resk = fc * kronrod[n]
        resg = fc * gauss[-1] if n == 7 else 0.0
        resabs = abs(resk)
        pairs = []
        for j in range(n):
            lower, upper = f(center - half * nodes[j]), f(center + half * nodes[j])
            pairs.append((lower, upper))
            resk += kronrod[j] * (lower + upper)
            resabs += kronrod[j] * (abs(lower) + abs(upper))
            if j % 2 == 1:
                resg += gauss[j // 2] * (lower + upper)
        mean = 0.5 * resk
        resasc = kronrod[n] * abs(fc - mean)
        for j in range(n):
            resasc += kronrod[j] * (abs(pairs[j][0] - mean) + abs(pairs[j][1] - mean))
        result = resk * half
        resabs, resasc = resabs * abs(half), resasc * abs(half)
        error = abs((resk - resg) * half)
        if resasc != 0 and error != 0:
            error = resasc * min(1.0, (200 * error / resasc) ** 1.5)
        if resabs > 2.2250738585072014e-308 / (50 * 2.220446049250313e-16):
            error = max(50 * 2.220446049250313e-16 * resabs, error)
        return result, error, resabs, resasc

    def _epsilon(sums):
        # Wynn's algorithm on the sequence of sums.
        previous, current = [0.0] * (len(sums) + 1), list(sums)
        best = current[-1]
        for column in range(1, len(sums)):
            following = []
            for i in range(len(current) - 1):
                gap = current[i + 1] - current[i]
                if gap == 0:
                    return best
                following.append(previous[i + 1] + 1 / gap)
            previous, current = current, following
            if column % 2 == 0 and current:
                best = current[-1]
        return best

    def _adaptive(f, a, b, rule, epsabs, epsrel, limit):
        result, error, resabs, resasc = _rule(f, a, b, *rule)
        bound = max(epsabs, epsrel * abs(result))
        if (error <= bound and error != resasc) or error == 0:
            return result, error, 0, 1
        parts = [(error, a, b, result)]
        sums = [result]
        while len(parts) < limit:
            worst = max(range(len(parts)), key=lambda i: parts[i][0])
            _, left, right, _ = parts.pop(worst)
            middle = 0.5 * (left + right)
            for low, high in ((left, middle), (middle, right)):
                value, gap, _, _ = _rule(f, low, high, *rule)
                parts.append((gap, low, high, value))
            result = _math.fsum(p[3] for p in parts)
            error = _math.fsum(p[0] for p in parts)
            sums.append(result)
            if error <= max(epsabs, epsrel * abs(result)):
                return result, error, 0, len(parts)
            if len(sums) >= 7 and len(sums) % 2 == 1:
                first, second = _epsilon(sums[-7:]), _epsilon(sums[-8:-1]) if len(sums) > 7 else _math.inf
                change = abs(first - second)
                if change <= max(epsabs * 1e-2, epsrel * 1e-2 * abs(first)):
                    return first, max(change, 1e-15 * abs(first)), 0, len(parts)
        return result, error, 1, len(parts)

    def quad(func, a, b, args=(), full_output=0, epsabs=1.49e-08, epsrel=1.49e-08, limit=50,
             points=None, weight=None, wvar=None, wopts=None, maxp1=50, limlst=50, complex_func=False):
        if weight is not None or complex_func:
            raise NotImplementedError("quad: weight and complex_func are not available in agrun")
        if not isinstance(args, tuple):
            args = (args,)
        count = [0]
        def f(x):
            count[0] += 1
            return float(func(x, *args))
        a, b = float(a), float(b)
        sign = 1.0
        if a > b:
            a, b, sign = b, a, -1.0
        if a == b:
            result, error, code, parts = 0.0, 0.0, 0, 1
        elif _math.isinf(a) or _math.isinf(b):
            def g(t):
                x = (1 - t) / t
                if _math.isinf(a) and _math.isinf(b):
                    return (f(x) + f(-x)) / (t * t)
                return (f(a + x) if _math.isinf(b) else f(b - x)) / (t * t)
            result, error, code, parts = _adaptive(g, 0.0, 1.0, (_x15, _k15, _g15), epsabs, epsrel,
                                                   limit)
        elif points is not None:
            breaks = [a] + sorted(float(p) for p in points if a < p < b) + [b]
            result, error, code, parts = 0.0, 0.0, 0, 0
            for low, high in zip(breaks[:-1], breaks[1:]):
                r, e, c, n = _adaptive(f, low, high, (_x21, _k21, _g21), epsabs, epsrel, limit)
                result, error, code, parts = result + r, error + e, max(code, c), parts + n
        else:
            result, error, code, parts = _adaptive(f, a, b, (_x21, _k21, _g21), epsabs, epsrel, limit)
        if full_output:
            return sign * result, error, {'neval': count[0], 'last': parts}
        return sign * result, error

    def dblquad(func, a, b, gfun, hfun, args=(), epsabs=1.49e-08, epsrel=1.49e-08):
        low = gfun if callable(gfun) else (lambda x: gfun)
        high = hfun if callable(hfun) else (lambda x: hfun)
        def inner(x):
            return quad(func, low(x), high(x), (x,) + tuple(args), 0, epsabs, epsrel)[0]
        worst = [0.0]
        def outer(x):
            value, error = quad(func, low(x), high(x), (x,) + tuple(args), 0, epsabs, epsrel)
            worst[0] = max(worst[0], error)
            return value
        result, error = quad(outer, a, b, (), 0, epsabs, epsrel)
        return result, max(error, worst[0])

    def tplquad(func, a, b, gfun, hfun, qfun, rfun, args=(), epsabs=1.49e-08, epsrel=1.49e-08):
        g = gfun if callable(gfun) else (lambda x: gfun)
        h = hfun if callable(hfun) else (lambda x: hfun)
        q = qfun if callable(qfun) else (lambda x, y: qfun)
        r = rfun if callable(rfun) else (lambda x, y: rfun)
        def plane(x):
            return dblquad(lambda z, y: func(z, y, x, *args), g(x), h(x), lambda y: q(x, y),
                           lambda y: r(x, y), (), epsabs, epsrel)[0]
        return quad(plane, a, b, (), 0, epsabs, epsrel)

    def fixed_quad(func, a, b, args=(), n=5):
        x, w = _np.polynomial.legendre.leggauss(n)
        y = (b - a) * (x + 1) / 2.0 + a
        return (b - a) / 2.0 * _np.sum(w * func(y, *args), axis=-1), None

    def trapezoid(y, x=None, dx=1.0, axis=-1):
        y = _np.moveaxis(_np.asarray(y), axis, -1)
        if x is None:
            d = dx
        else:
            x = _np.asarray(x)
            d = _np.diff(x) if x.ndim == 1 else _np.diff(_np.moveaxis(x, axis, -1), axis=-1)
        return (d * (y[..., 1:] + y[..., :-1]) / 2.0).sum(-1)

    def cumulative_trapezoid(y, x=None, dx=1.0, axis=-1, initial=None):
        y = _np.moveaxis(_np.asarray(y), axis, -1)
        d = dx if x is None else _np.diff(_np.asarray(x))
        result = _np.cumsum(d * (y[..., 1:] + y[..., :-1]) / 2.0, axis=-1)
        if initial is not None:
            if initial != 0:
                raise ValueError("`initial` must be `None` or `0`.")
            result = _np.concatenate([_np.zeros(result.shape[:-1] + (1,)), result], axis=-1)
        return _np.moveaxis(result, -1, axis)

    def simpson(y, x=None, *, dx=1.0, axis=-1):
        y = _np.moveaxis(_np.asarray(y, dtype=float), axis, -1)
        n = y.shape[-1]
        if x is not None:
            x = _np.asarray(x, dtype=float)
            if x.shape[-1] != n:
                raise ValueError("If given, length of x along axis must be the same as y.")
        def basic(stop):
            s0, s1, s2 = y[..., 0:stop:2], y[..., 1:stop + 1:2], y[..., 2:stop + 2:2]
            if x is None:
                return _np.sum(s0 + 4.0 * s1 + s2, axis=-1) * (dx / 3.0)
            h = _np.diff(x)
            h0, h1 = h[0:stop:2], h[1:stop + 1:2]
            hsum, hprod, ratio = h0 + h1, h0 * h1, h0 / h1
            return _np.sum(hsum / 6.0 * (s0 * (2.0 - 1.0 / ratio) + s1 * (hsum * (hsum / hprod))
                                         + s2 * (2.0 - ratio)), axis=-1)
        if n % 2 == 1:
            return basic(n - 2)
        if n == 2:
            d = dx if x is None else x[-1] - x[-2]
            return 0.5 * d * (y[..., -1] + y[..., -2])
        result = basic(n - 3)
        h0, h1 = (dx, dx) if x is None else (x[-2] - x[-3], x[-1] - x[-2])
        alpha = (2 * h1 ** 2 + 3 * h0 * h1) / (6 * (h1 + h0))
        beta = (h1 ** 2 + 3.0 * h0 * h1) / (6 * h0)
        eta = h1 ** 3 / (6 * h0 * (h0 + h1))
        return result + (alpha * y[..., -1] + beta * y[..., -2] - eta * y[..., -3])

    _c45 = (0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1)
    _a45 = ((), (1 / 5,), (3 / 40, 9 / 40), (44 / 45, -56 / 15, 32 / 9),
            (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
            (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656))
    _b45 = (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84)
    _e45 = (-71 / 57600, 0, 71 / 16695, -71 / 1920, 17253 / 339200, -22 / 525, 1 / 40)
    _p45 = ((1, -8048581381 / 2820520608, 8663915743 / 2820520608, -12715105075 / 11282082432),
            (0, 0, 0, 0),
            (0, 131558114200 / 32700410799, -68118460800 / 10900136933, 87487479700 / 32700410799),
            (0, -1754552775 / 470086768, 14199869525 / 1410260304, -10690763975 / 1880347072),
            (0, 127303824393 / 49829197408, -318862633887 / 49829197408,
             701980252875 / 199316789632),
            (0, -282668133 / 205662961, 2019193451 / 616988883, -1453857185 / 822651844),
            (0, 40617522 / 29380423, -110615467 / 29380423, 69997945 / 29380423))
    _c23 = (0, 1 / 2, 3 / 4)
    _a23 = ((), (1 / 2,), (0, 3 / 4))
    _b23 = (2 / 9, 1 / 3, 4 / 9)
    _e23 = (5 / 72, -1 / 12, -1 / 9, 1 / 8)
    _p23 = ((1, -4 / 3, 5 / 9), (0, 1, -2 / 3), (0, 4 / 3, -8 / 9), (0, -1, 1))

    def _rms(x):
        return _np.linalg.norm(x) / x.size ** 0.5

    def _first_step(fun, t0, y0, t1, max_step, f0, direction, order, rtol, atol):
        length = abs(t1 - t0)
        if length == 0.0:
            return 0.0
        scale = atol + _np.abs(y0) * rtol
        d0, d1 = _rms(y0 / scale), _rms(f0 / scale)
        h0 = 1e-6 if d0 < 1e-5 or d1 < 1e-5 else 0.01 * d0 / d1
        h0 = min(h0, length)
        f1 = fun(t0 + h0 * direction, y0 + h0 * direction * f0)
        d2 = _rms((f1 - f0) / scale) / h0
        if d1 <= 1e-15 and d2 <= 1e-15:
            h1 = max(1e-6, h0 * 1e-3)
        else:
            h1 = (0.01 / max(d1, d2)) ** (1 / (order + 1))
        return min(100 * h0, h1, length, max_step)

    class _Piece:
        def __init__(self, t_old, t, y_old, Q):
            self.t_old, self.t, self.h, self.y_old, self.Q = t_old, t, t - t_old, y_old, Q

        def __call__(self, t):
            x = (_np.asarray(t) - self.t_old) / self.h
            n = self.Q.shape[1]
            powers = _np.cumprod(_np.tile(x, n) if x.ndim == 0 else _np.tile(x, (n, 1)), axis=0)
            y = self.h * _np.dot(self.Q, powers)
            return y + (self.y_old[:, None] if y.ndim == 2 else self.y_old)

    class OdeSolution:
        def __init__(self, ts, interpolants):
            self.ts, self.interpolants = _np.asarray(ts), interpolants
            self.t_min, self.t_max = min(ts[0], ts[-1]), max(ts[0], ts[-1])

        def __call__(self, t):
            t = _np.asarray(t)
            if t.ndim == 0:
                return self._at(float(t))
            return _np.stack([self._at(float(s)) for s in t], axis=1)

        def _at(self, t):
            ascending = self.ts[-1] >= self.ts[0]
            ts = self.ts if ascending else -self.ts
            i = int(_np.searchsorted(ts, t if ascending else -t, side='left')) - 1
            return self.interpolants[min(max(i, 0), len(self.interpolants) - 1)](t)

    def _crossing(event, sol, a, b):
        from scipy.optimize import brentq
        eps = 2.220446049250313e-16
        return brentq(lambda t: event(t, sol(t)), a, b, xtol=4 * eps, rtol=4 * eps)

    def solve_ivp(fun, t_span, y0, method='RK45', t_eval=None, dense_output=False, events=None,
                  vectorized=False, args=None, **options):
        tables = {'RK45': (_c45, _a45, _b45, _e45, _p45, 4), 'RK23': (_c23, _a23, _b23, _e23, _p23, 2)}
        if method not in tables:
            if method in ('DOP853', 'Radau', 'BDF', 'LSODA'):
                raise NotImplementedError("solve_ivp: method '" + str(method)
                                          + "' is not available in agrun (did you mean 'RK45'?)")
            raise ValueError("`method` must be one of ['RK23', 'RK45', 'DOP853', 'Radau', 'BDF', "
                             "'LSODA'] or OdeSolver class.")
        C, A, B, E, P, order = tables[method]
        rtol, atol = options.pop('rtol', 1e-3), options.pop('atol', 1e-6)
        max_step, first = options.pop('max_step', _np.inf), options.pop('first_step', None)
        for name in ('jac', 'jac_sparsity', 'lband', 'uband', 'min_step'):
            options.pop(name, None)
        if options:
            raise TypeError("solve_ivp() got an unexpected keyword argument '" + list(options)[0] + "'")
        extra = () if args is None else tuple(args)
        t0, t1 = map(float, t_span)
        y = _np.atleast_1d(_np.array(y0))
        if y.ndim != 1:
            raise ValueError("`y0` must be 1-dimensional.")
        if y.dtype != complex:
            y = y.astype(float)
        kind = y.dtype
        count = [0]
        def f(t, y):
            count[0] += 1
            value = _np.asarray(fun(t, y, *extra), dtype=kind)
            return value.reshape(-1) if value.ndim != 1 else value
        if t_eval is not None:
            t_eval = _np.asarray(t_eval)
            if t_eval.ndim != 1:
                raise ValueError("`t_eval` must be 1-dimensional.")
            if _np.any(t_eval < min(t0, t1)) or _np.any(t_eval > max(t0, t1)):
                raise ValueError("Values in `t_eval` are not within `t_span`.")
            d = _np.diff(t_eval)
            if (t1 > t0 and _np.any(d <= 0)) or (t1 < t0 and _np.any(d >= 0)):
                raise ValueError("Values in `t_eval` are not properly sorted.")
        if callable(events):
            events = (events,)
        watch = [] if events is None else [lambda t, y, e=e: e(t, y, *extra) for e in events]
        limits, directions = [], []
        for e in events or ():
            terminal = getattr(e, 'terminal', None)
            limits.append(_np.inf if terminal is None or terminal == 0 else int(terminal))
            directions.append(getattr(e, 'direction', 0))
        found_t, found_y = [[] for _ in watch], [[] for _ in watch]
        direction = 1.0 if t1 >= t0 else -1.0
        t = t0
        k0 = f(t, y)
        h_abs = first if first is not None else _first_step(f, t0, y, t1, max_step, k0, direction,
                                                           order, rtol, atol)
        values = [e(t, y) for e in watch]
        stages = len(B)
        E, P = _np.array(E), _np.array(P)
        if t_eval is None:
            out_t, out_y = [t], [y]
        else:
            out_t, out_y = [], []
            position = 0
        ts, pieces = [t], []
        status, message = None, None
        while status is None:
            if t == t1:
                status = 0
                break
            min_step = 10 * abs(_np.nextafter(t, direction * _np.inf) - t)
            h_abs = min(max(h_abs, min_step), max_step)
            rejected = False
            while True:
                if h_abs < min_step:
                    status = -1
                    message = "Required step size is less than spacing between numbers."
                    break
                t_new = t + h_abs * direction
                if direction * (t_new - t1) > 0:
                    t_new = t1
                h = t_new - t
                h_abs = abs(h)
                K = [k0]
                for s in range(1, stages):
                    dy = sum(a * k for a, k in zip(A[s], K) if a != 0) * h
                    K.append(f(t + C[s] * h, y + dy))
                y_new = y + h * sum(b * k for b, k in zip(B, K) if b != 0)
                f_new = f(t + h, y_new)
                K.append(f_new)
                K = _np.array(K)
                scale = atol + _np.maximum(_np.abs(y), _np.abs(y_new)) * rtol
                error = _rms(_np.dot(K.T, E) * h / scale)
                if error < 1:
                    factor = 10 if error == 0 else min(10, 0.9 * error ** (-1 / (order + 1)))
                    h_abs *= min(1, factor) if rejected else factor
                    break
                h_abs *= max(0.2, 0.9 * error ** (-1 / (order + 1)))
                rejected = True
            if status == -1:
                break
            piece = _Piece(t, t_new, y, K.T.dot(P))
            t_old, t, y, k0 = t, t_new, y_new, f_new
            if direction * (t - t1) >= 0:
                status = 0
            if dense_output:
                pieces.append(piece)
                ts.append(t)
            if watch:
                fresh = [e(t, y) for e in watch]
                hits = []
                for i, (old, new) in enumerate(zip(values, fresh)):
                    up, down = old <= 0 and new >= 0, old >= 0 and new <= 0
                    if (up and directions[i] > 0) or (down and directions[i] < 0) or \
                            ((up or down) and directions[i] == 0):
                        hits.append((_crossing(watch[i], piece, t_old, t), i))
                hits.sort(key=lambda hit: direction * hit[0])
                for root, i in hits:
                    found_t[i].append(root)
                    found_y[i].append(piece(root))
                    if len(found_t[i]) >= limits[i]:
                        status, t, y = 1, root, piece(root)
                        break
                values = fresh
            if t_eval is None:
                out_t.append(t)
                out_y.append(y)
            else:
                start = position
                while position < len(t_eval) and direction * (t_eval[position] - t) <= 0:
                    position += 1
                if position > start:
                    step = t_eval[start:position]
                    out_t.append(step)
                    out_y.append(piece(step))
        if message is None:
            message = ("The solver successfully reached the end of the integration interval."
                       if status == 0 else "A termination event occurred.")
        if t_eval is None:
            all_t, all_y = _np.array(out_t), _np.vstack(out_y).T
        elif out_t:
            all_t, all_y = _np.hstack(out_t), _np.hstack(out_y)
        else:
            all_t, all_y = _np.array([]), _np.array([])
        return OdeResult(
            t=all_t, y=all_y, sol=OdeSolution(ts, pieces) if dense_output else None,
            t_events=[_np.asarray(e) for e in found_t] if watch else None,
            y_events=[_np.asarray(e) for e in found_y] if watch else None,
            nfev=count[0], njev=0, nlu=0, status=status, message=message, success=status >= 0)

    def odeint(func, y0, t, args=(), Dfun=None, col_deriv=0, full_output=0, ml=None, mu=None,
               rtol=None, atol=None, tcrit=None, h0=0.0, hmax=0.0, hmin=0.0, ixpr=0, mxstep=0,
               mxhnil=0, mxordn=12, mxords=5, printmessg=0, tfirst=False):
        if full_output:
            raise NotImplementedError("odeint: full_output is not available in agrun "
                                      "(did you mean solve_ivp?)")
        t = _np.asarray(t, dtype=float)
        if not isinstance(args, tuple):
            args = (args,)
        y = _np.atleast_1d(_np.array(y0, dtype=float))
        f = (lambda s, u: func(s, u, *args)) if tfirst else (lambda s, u: func(u, s, *args))
        rows = [y]
        if len(t) > 1:
            r = 1e-10 if rtol is None else rtol * 1e-2
            a = 1e-12 if atol is None else atol * 1e-2
            solution = solve_ivp(f, (t[0], t[-1]), y, t_eval=t, rtol=r, atol=a)
            return _np.ascontiguousarray(solution.y.T)
        return _np.array(rows)
    """#
}
