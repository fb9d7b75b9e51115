/// `scipy.optimize`: roots and minima of one variable, Newton-CG, least squares, assignment.
enum SciPyOptimizeModule {
  static let source = ofOneVariable + SciPyMinimizeModule.source + SciPyLeastSquaresModule.source

  private static let ofOneVariable = #"""
    import numpy as _np
    import math as _math
    from scipy._result import OptimizeResult
    from scipy.optimize._native import minimize as _minimize, wolfe_step as _wolfe

    class RootResults(OptimizeResult):
        pass

    class OptimizeWarning(UserWarning):
        pass

    _eps = 2.220446049250313e-16
    _rtol = 4 * _eps

    def _args(args):
        return args if isinstance(args, tuple) else (args,)

    # Quadratic tests.

    def rosen(x):
        x = _np.asarray(x)
        return _np.sum(100.0 * (x[1:] - x[:-1] ** 2.0) ** 2.0 + (1 - x[:-1]) ** 2.0, axis=0)

    def rosen_der(x):
        x = _np.asarray(x)
        xm, before, after = x[1:-1], x[:-2], x[2:]
        der = _np.zeros_like(x)
        der[1:-1] = 200 * (xm - before ** 2) - 400 * (after - xm ** 2) * xm - 2 * (1 - xm)
        der[0] = -400 * x[0] * (x[1] - x[0] ** 2) - 2 * (1 - x[0])
        der[-1] = 200 * (x[-1] - x[-2] ** 2)
        return der

    def rosen_hess(x):
        x = _np.atleast_1d(x)
        H = _np.diag(-400 * x[:-1], 1) - _np.diag(400 * x[:-1], -1)
        diagonal = _np.zeros(len(x), dtype=x.dtype)
        diagonal[0] = 1200 * x[0] ** 2 - 400 * x[1] + 2
        diagonal[-1] = 200
        diagonal[1:-1] = 202 + 1200 * x[1:-1] ** 2 - 400 * x[2:]
        return H + _np.diag(diagonal)

    def rosen_hess_prod(x, p):
        return _np.dot(rosen_hess(x), _np.asarray(p))

    def approx_fprime(xk, f, epsilon=1.4901161193847656e-08, *args):
        xk = _np.atleast_1d(_np.asarray(xk, dtype=float))
        f0 = _np.asarray(f(xk, *args))
        steps = _np.broadcast_to(_np.asarray(epsilon, dtype=float), xk.shape)
        rows = []
        for i in range(len(xk)):
            moved = xk.copy()
            moved[i] = xk[i] + steps[i]
            rows.append((_np.asarray(f(moved, *args)) - f0) / (moved[i] - xk[i]))
        return _np.stack(rows, axis=-1)

    def check_grad(func, grad, x0, *args, epsilon=1.4901161193847656e-08, direction='all', rng=None):
        if direction != 'all':
            raise NotImplementedError("check_grad: direction='random' is not available in agrun")
        x0 = _np.asarray(x0)
        return _np.sqrt(_np.sum(_np.abs((grad(x0, *args) - approx_fprime(x0, func, epsilon, *args)) ** 2)))

    # Roots of one variable.

    def _root_result(root, calls, iterations, converged, method, full_output, disp):
        if not converged and disp:
            raise RuntimeError("Failed to converge after %d iterations." % iterations)
        if not full_output:
            return root
        return root, RootResults(converged=converged, flag='converged' if converged
                                 else 'convergence error', function_calls=calls,
                                 iterations=iterations, root=root, method=method)

    def _bracket(f, a, b, args):
        args = _args(args)
        count = [0]
        def g(x):
            count[0] += 1
            return float(f(x, *args))
        a, b = float(a), float(b)
        fa, fb = g(a), g(b)
        if _math.isnan(fa) or _math.isnan(fb):
            raise ValueError("The function value at x=%s is NaN; solver cannot continue."
                             % (a if _math.isnan(fa) else b))
        if fa != 0 and fb != 0 and (fa < 0) == (fb < 0):
            raise ValueError("f(a) and f(b) must have different signs")
        return g, count, a, b, fa, fb

    def bisect(f, a, b, args=(), xtol=2e-12, rtol=8.881784197001252e-16, maxiter=100,
               full_output=False, disp=True):
        g, count, a, b, fa, fb = _bracket(f, a, b, args)
        if fa == 0 or fb == 0:
            return _root_result(a if fa == 0 else b, count[0], 0, True, 'bisect', full_output, disp)
        dm, x = b - a, a
        for i in range(maxiter):
            dm *= 0.5
            xm = x + dm
            fm = g(xm)
            if (fm < 0) == (fa < 0):
                x = xm
            if fm == 0 or abs(dm) < xtol + rtol * abs(xm):
                return _root_result(xm, count[0], i + 1, True, 'bisect', full_output, disp)
        return _root_result(x, count[0], maxiter, False, 'bisect', full_output, disp)

    def brentq(f, a, b, args=(), xtol=2e-12, rtol=8.881784197001252e-16, maxiter=100,
               full_output=False, disp=True):
        return _brent(f, a, b, args, xtol, rtol, maxiter, full_output, disp, False)

    def brenth(f, a, b, args=(), xtol=2e-12, rtol=8.881784197001252e-16, maxiter=100,
               full_output=False, disp=True):
        return _brent(f, a, b, args, xtol, rtol, maxiter, full_output, disp, True)

    def _brent(f, a, b, args, xtol, rtol, maxiter, full_output, disp, hyperbolic):
        method = 'brenth' if hyperbolic else 'brentq'
        g, count, xpre, xcur, fpre, fcur = _bracket(f, a, b, args)
        if fpre == 0 or fcur == 0:
            return _root_result(xpre if fpre == 0 else xcur, count[0], 0, True, method, full_output,
                                disp)
        xblk = fblk = spre = scur = 0.0
        for i in range(maxiter):
            if fpre != 0 and fcur != 0 and (fpre < 0) != (fcur < 0):
                xblk, fblk = xpre, fpre
                spre = scur = xcur - xpre
            if abs(fblk) < abs(fcur):
                xpre, xcur, xblk = xcur, xblk, xcur
                fpre, fcur, fblk = fcur, fblk, fcur
            delta = (xtol + rtol * abs(xcur)) / 2
            sbis = (xblk - xcur) / 2
            if fcur == 0 or abs(sbis) < delta:
                return _root_result(xcur, count[0], i + 1, True, method, full_output, disp)
            if abs(spre) > delta and abs(fcur) < abs(fpre):
                if xpre == xblk:
                    stry = -fcur * (xcur - xpre) / (fcur - fpre)
                else:
                    dpre = (fpre - fcur) / (xpre - xcur)
                    dblk = (fblk - fcur) / (xblk - xcur)
                    if hyperbolic:
                        stry = -fcur * (fblk - fpre) / (fblk * dpre - fpre * dblk)
                    else:
                        stry = -fcur * (fblk * dblk - fpre * dpre) / (dblk * dpre * (fblk - fpre))
                if 2 * abs(stry) < min(abs(spre), 3 * abs(sbis) - delta):
                    spre, scur = scur, stry
                else:
                    spre = scur = sbis
            else:
                spre = scur = sbis
            xpre, fpre = xcur, fcur
            if abs(scur) > delta:
                xcur += scur
            else:
                xcur += delta if sbis > 0 else -delta
            fcur = g(xcur)
        return _root_result(xcur, count[0], maxiter, False, method, full_output, disp)

    def ridder(f, a, b, args=(), xtol=2e-12, rtol=8.881784197001252e-16, maxiter=100,
               full_output=False, disp=True):
        g, count, xa, xb, fa, fb = _bracket(f, a, b, args)
        if fa == 0 or fb == 0:
            return _root_result(xa if fa == 0 else xb, count[0], 0, True, 'ridder', full_output, disp)
        xn = 0.0
        for i in range(maxiter):
            dm = 0.5 * (xb - xa)
            xm = xa + dm
            fm = g(xm)
            dn = (1 if fb > fa else -1) * fm * dm / _math.sqrt(fm * fm - fa * fb)
            xn = xm - (1 if dn > 0 else -1) * min(abs(dn), abs(dm) - 0.5 * (xtol + rtol * abs(xm)))
            fn = g(xn)
            if (fn < 0) != (fm < 0):
                xa, fa, xb, fb = xn, fn, xm, fm
            elif (fn < 0) != (fa < 0):
                xb, fb = xn, fn
            else:
                xa, fa = xn, fn
            tol = xtol + rtol * abs(xn)
            if fn == 0 or abs(xb - xa) < tol:
                return _root_result(xn, count[0], i + 1, True, 'ridder', full_output, disp)
        return _root_result(xn, count[0], maxiter, False, 'ridder', full_output, disp)

    def newton(func, x0, fprime=None, args=(), tol=1.48e-08, maxiter=50, fprime2=None, x1=None,
               rtol=0.0, full_output=False, disp=True):
        if tol <= 0:
            raise ValueError("tol too small (%g <= 0)" % tol)
        if maxiter < 1:
            raise ValueError("maxiter must be greater than 0")
        args = _args(args)
        if _np.size(x0) > 1:
            x = _np.asarray(x0, dtype=float)
            for i in range(maxiter):
                value = _np.asarray(func(x, *args))
                slope = (_np.asarray(fprime(x, *args)) if fprime is not None else
                         (_np.asarray(func(x + 1e-7, *args)) - value) / 1e-7)
                step = _np.where(slope != 0, value / _np.where(slope != 0, slope, 1.0), 0.0)
                if fprime2 is not None:
                    step = step / (1.0 - 0.5 * step * _np.asarray(fprime2(x, *args)) / slope)
                x = x - step
                if _np.all(_np.abs(step) < tol):
                    break
            return x
        x0 = _np.asarray(x0)[()] * 1.0
        calls = [0]
        def f(x):
            calls[0] += 1
            return func(x, *args)
        def close(a, b):
            return abs(a - b) <= tol + rtol * abs(b)
        def done(root, iterations):
            method = 'secant' if fprime is None else ('halley' if fprime2 is not None else 'newton')
            return _root_result(root, calls[0], iterations, True, method, full_output, disp)
        p0 = x0
        if fprime is not None:
            for i in range(maxiter):
                value = f(p0)
                if value == 0:
                    return done(p0, i)
                slope = fprime(p0, *args)
                calls[0] += 1
                if slope == 0:
                    message = "Derivative was zero. Failed to converge after %d iterations, value is %s." % (i + 1, p0)
                    if disp:
                        raise RuntimeError(message)
                    return _root_result(p0, calls[0], i + 1, False, 'newton', full_output, disp)
                step = value / slope
                if fprime2 is not None:
                    second = fprime2(p0, *args)
                    calls[0] += 1
                    adjustment = step * second / slope / 2
                    if abs(adjustment) < 1:
                        step /= 1.0 - adjustment
                p = p0 - step
                if close(p, p0):
                    return done(p, i + 1)
                p0 = p
        else:
            if x1 is not None:
                if x1 == x0:
                    raise ValueError("x1 and x0 must be different")
                p1 = x1
            else:
                p1 = x0 * (1 + 1e-4)
                p1 += 1e-4 if p1 >= 0 else -1e-4
            q0, q1 = f(p0), f(p1)
            if abs(q1) < abs(q0):
                p0, p1, q0, q1 = p1, p0, q1, q0
            for i in range(maxiter):
                if q1 == q0:
                    if p1 != p0:
                        message = "Tolerance of %s reached. Failed to converge after %d iterations, value is %s." % (p1 - p0, i + 1, p1)
                        if disp:
                            raise RuntimeError(message)
                    p = (p1 + p0) / 2.0
                    return done(p, i + 1)
                if abs(q1) > abs(q0):
                    p = (-q0 / q1 * p1 + p0) / (1 - q0 / q1)
                else:
                    p = (-q1 / q0 * p0 + p1) / (1 - q1 / q0)
                if close(p, p1):
                    return done(p, i + 1)
                p0, q0 = p1, q1
                p1 = p
                q1 = f(p1)
            p0 = p
        if disp:
            raise RuntimeError("Failed to converge after %d iterations, value is %s." % (maxiter, p0))
        return _root_result(p0, calls[0], maxiter, False, 'newton', full_output, disp)

    def root_scalar(f, args=(), method=None, bracket=None, fprime=None, fprime2=None, x0=None, x1=None,
                    xtol=None, rtol=None, maxiter=None, options=None):
        args = _args(args)
        keywords = {'full_output': True, 'disp': False}
        if xtol is not None:
            keywords['xtol'] = xtol
        if rtol is not None:
            keywords['rtol'] = rtol
        if maxiter is not None:
            keywords['maxiter'] = maxiter
        if options:
            keywords.update(options)
        if fprime is True:
            pair = f
            f, fprime = (lambda x, *a: pair(x, *a)[0]), (lambda x, *a: pair(x, *a)[1])
        if method is None:
            if bracket is not None:
                method = 'brentq'
            elif x0 is not None:
                method = 'newton' if fprime else 'secant'
                if fprime and fprime2:
                    method = 'halley'
        if method is None:
            raise ValueError("Unable to select a solver as neither bracket nor starting point provided.")
        method = method.lower()
        solvers = {'bisect': bisect, 'brentq': brentq, 'brenth': brenth, 'ridder': ridder}
        if method in solvers:
            if bracket is None:
                raise ValueError("Bracket needed for " + method)
            return solvers[method](f, bracket[0], bracket[1], args, **keywords)[1]
        if method not in ('newton', 'secant', 'halley'):
            raise ValueError("Unknown solver " + method)
        if x0 is None:
            raise ValueError("x0 must not be None for " + method)
        if 'xtol' in keywords:
            keywords['tol'] = keywords.pop('xtol')
        result = newton(f, x0, None if method == 'secant' else fprime, args,
                        fprime2=fprime2 if method == 'halley' else None, x1=x1, **keywords)[1]
        return result

    def fixed_point(func, x0, args=(), xtol=1e-08, maxiter=500, method='del2'):
        x0 = _np.asarray(x0, dtype=float)
        p0 = x0
        for i in range(maxiter):
            p1 = func(p0, *args)
            if method == 'del2':
                p2 = func(p1, *args)
                d = p2 - 2.0 * p1 + p0
                p = _np.where(d != 0, p0 - (p1 - p0) ** 2 / _np.where(d != 0, d, 1.0), p2)
            else:
                p = _np.asarray(p1)
            error = _np.where(p0 != 0, (p - p0) / _np.where(p0 != 0, p0, 1.0), p)
            if _np.all(_np.abs(error) < xtol):
                return p
            p0 = p
        raise RuntimeError("Failed to converge after %d iterations, value is %s" % (maxiter, p))

    # Minima of one variable.

    def bracket(func, xa=0.0, xb=1.0, args=(), grow_limit=110.0, maxiter=1000):
        gold, tiny = 1.618034, 1e-21
        f = lambda x: func(x, *_args(args))
        fa, fb = f(xa), f(xb)
        if fa < fb:
            xa, xb, fa, fb = xb, xa, fb, fa
        xc = xb + gold * (xb - xa)
        fc = f(xc)
        calls, i = 3, 0
        while fc < fb:
            t1, t2 = (xb - xa) * (fb - fc), (xb - xc) * (fb - fa)
            val = t2 - t1
            denom = 2.0 * tiny if abs(val) < tiny else 2.0 * val
            w = xb - ((xb - xc) * t2 - (xb - xa) * t1) / denom
            wlim = xb + grow_limit * (xc - xb)
            if i > maxiter:
                raise RuntimeError("No valid bracket was found before the iteration limit was reached.")
            i += 1
            if (w - xc) * (xb - w) > 0.0:
                fw = f(w)
                calls += 1
                if fw < fc:
                    xa, xb, fa, fb = xb, w, fb, fw
                    break
                if fw > fb:
                    xc, fc = w, fw
                    break
                w = xc + gold * (xc - xb)
                fw = f(w)
                calls += 1
            elif (w - wlim) * (wlim - xc) >= 0.0:
                w = wlim
                fw = f(w)
                calls += 1
            elif (w - wlim) * (xc - w) > 0.0:
                fw = f(w)
                calls += 1
                if fw < fc:
                    xb, xc = xc, w
                    w = xc + gold * (xc - xb)
                    fb, fc = fc, fw
                    fw = f(w)
                    calls += 1
            else:
                w = xc + gold * (xc - xb)
                fw = f(w)
                calls += 1
            xa, xb, xc = xb, xc, w
            fa, fb, fc = fb, fc, fw
        return xa, xb, xc, fa, fb, fc, calls

    def _triple(f, brack):
        if brack is None:
            return bracket(f)
        if len(brack) == 2:
            return bracket(f, brack[0], brack[1])
        xa, xb, xc = brack
        if xa > xc:
            xa, xc = xc, xa
        if not (xa < xb and xb < xc):
            raise ValueError("Bracketing values (xa, xb, xc) do not fulfill this requirement: "
                             "(xa < xb) and (xb < xc)")
        fa, fb, fc = f(xa), f(xb), f(xc)
        if not (fb < fa and fb < fc):
            raise ValueError("Bracketing values (xa, xb, xc) do not fulfill this requirement: "
                             "(f(xb) < f(xa)) and (f(xb) < f(xc))")
        return xa, xb, xc, fa, fb, fc, 3

    def _minimize_brent(f, brack, tol, maxiter):
        cg, mintol = 0.3819660, 1.0e-11
        xa, xb, xc, fa, fb, fc, calls = _triple(f, brack)
        x = w = v = xb
        fw = fv = fx = fb
        a, b = (xa, xc) if xa < xc else (xc, xa)
        deltax, i, rat = 0.0, 0, 0.0
        while i < maxiter:
            tol1 = tol * abs(x) + mintol
            tol2 = 2.0 * tol1
            xmid = 0.5 * (a + b)
            if abs(x - xmid) < tol2 - 0.5 * (b - a):
                break
            if abs(deltax) <= tol1:
                deltax = a - x if x >= xmid else b - x
                rat = cg * deltax
            else:
                t1, t2 = (x - w) * (fx - fv), (x - v) * (fx - fw)
                p = (x - v) * t2 - (x - w) * t1
                t2 = 2.0 * (t2 - t1)
                if t2 > 0.0:
                    p = -p
                t2 = abs(t2)
                before, deltax = deltax, rat
                if p > t2 * (a - x) and p < t2 * (b - x) and abs(p) < abs(0.5 * t2 * before):
                    rat = p * 1.0 / t2
                    u = x + rat
                    if u - a < tol2 or b - u < tol2:
                        rat = tol1 if xmid - x >= 0 else -tol1
                else:
                    deltax = a - x if x >= xmid else b - x
                    rat = cg * deltax
            if abs(rat) < tol1:
                u = x + tol1 if rat >= 0 else x - tol1
            else:
                u = x + rat
            fu = f(u)
            calls += 1
            if fu > fx:
                if u < x:
                    a = u
                else:
                    b = u
                if fu <= fw or w == x:
                    v, w, fv, fw = w, u, fw, fu
                elif fu <= fv or v == x or v == w:
                    v, fv = u, fu
            else:
                if u >= x:
                    a = x
                else:
                    b = x
                v, w, x = w, x, u
                fv, fw, fx = fw, fx, fu
            i += 1
        ok = i < maxiter and not (_np.isnan(x) or _np.isnan(fx))
        message = ("\nOptimization terminated successfully;\nThe returned value satisfies the "
                   "termination criteria\n(using xtol = %s )" % tol) if ok else \
            "\nMaximum number of iterations exceeded"
        return OptimizeResult(fun=fx, x=x, nit=i, nfev=calls, success=ok, message=message)

    def _minimize_golden(f, brack, tol, maxiter):
        xa, xb, xc, fa, fb, fc, calls = _triple(f, brack)
        gr = 0.61803399
        gc = 1.0 - gr
        x3, x0 = xc, xa
        if abs(xc - xb) > abs(xb - xa):
            x1, x2 = xb, xb + gc * (xc - xb)
        else:
            x2, x1 = xb, xb - gc * (xb - xa)
        f1, f2 = f(x1), f(x2)
        calls += 2
        nit = 0
        for i in range(maxiter):
            if abs(x3 - x0) <= tol * (abs(x1) + abs(x2)):
                break
            if f2 < f1:
                x0, x1, x2 = x1, x2, gr * x2 + gc * x3
                f1, f2 = f2, f(x2)
            else:
                x3, x2, x1 = x2, x1, gr * x1 + gc * x0
                f2, f1 = f1, f(x1)
            calls += 1
            nit += 1
        fx, x = (f1, x1) if f1 < f2 else (f2, x2)
        ok = nit < maxiter
        message = ("\nOptimization terminated successfully;\nThe returned value satisfies the "
                   "termination criteria\n(using xtol = %s )" % tol) if ok else \
            "\nMaximum number of iterations exceeded"
        return OptimizeResult(fun=fx, nfev=calls, x=x, nit=nit, success=ok, message=message)

    def _minimize_bounded(f, bounds, xatol, maxiter):
        x1, x2 = bounds
        if x1 > x2:
            raise ValueError("The lower bound exceeds the upper bound.")
        root_eps, golden = _math.sqrt(2.2e-16), 0.5 * (3.0 - _math.sqrt(5.0))
        a, b = x1, x2
        fulc = a + golden * (b - a)
        nfc, xf = fulc, fulc
        rat = e = 0.0
        x = xf
        fx = f(x)
        num, flag, fu = 1, 0, _np.inf
        ffulc = fnfc = fx
        xm = 0.5 * (a + b)
        tol1 = root_eps * abs(xf) + xatol / 3.0
        tol2 = 2.0 * tol1
        while abs(xf - xm) > tol2 - 0.5 * (b - a):
            golden_step = True
            if abs(e) > tol1:
                golden_step = False
                r = (xf - nfc) * (fx - ffulc)
                q = (xf - fulc) * (fx - fnfc)
                p = (xf - fulc) * q - (xf - nfc) * r
                q = 2.0 * (q - r)
                if q > 0.0:
                    p = -p
                q = abs(q)
                r, e = e, rat
                if abs(p) < abs(0.5 * q * r) and p > q * (a - xf) and p < q * (b - xf):
                    rat = (p + 0.0) / q
                    x = xf + rat
                    if x - a < tol2 or b - x < tol2:
                        rat = tol1 * (_np.sign(xm - xf) + (xm - xf == 0))
                else:
                    golden_step = True
            if golden_step:
                e = a - xf if xf >= xm else b - xf
                rat = golden * e
            x = xf + (_np.sign(rat) + (rat == 0)) * max(abs(rat), tol1)
            fu = f(x)
            num += 1
            if fu <= fx:
                if x >= xf:
                    a = xf
                else:
                    b = xf
                fulc, ffulc = nfc, fnfc
                nfc, fnfc = xf, fx
                xf, fx = x, fu
            else:
                if x < xf:
                    a = x
                else:
                    b = x
                if fu <= fnfc or nfc == xf:
                    fulc, ffulc = nfc, fnfc
                    nfc, fnfc = x, fu
                elif fu <= ffulc or fulc == xf or fulc == nfc:
                    fulc, ffulc = x, fu
            xm = 0.5 * (a + b)
            tol1 = root_eps * abs(xf) + xatol / 3.0
            tol2 = 2.0 * tol1
            if num >= maxiter:
                flag = 1
                break
        message = ("Solution found." if flag == 0 else
                   "Maximum number of function calls reached.")
        return OptimizeResult(fun=fx, status=flag, success=flag == 0, message=message, x=xf, nfev=num,
                              nit=num)

    def minimize_scalar(fun, bracket=None, bounds=None, args=(), method=None, tol=None, options=None):
        options = dict(options or {})
        args = _args(args)
        f = (lambda x: fun(x, *args)) if args else fun
        if method is None:
            method = 'brent' if bounds is None else 'bounded'
        name = method.lower()
        if bounds is not None and name in ('brent', 'golden'):
            raise ValueError("Use of `bounds` is incompatible with 'method=%s'." % method)
        maxiter = options.get('maxiter', 5000 if name == 'golden' else 500)
        if name == 'bounded':
            if bounds is None:
                raise ValueError('The `bounds` parameter is mandatory for method `bounded`.')
            xatol = options.get('xatol', tol if tol is not None else 1e-5)
            return _minimize_bounded(f, bounds, xatol, maxiter)
        if name == 'brent':
            return _minimize_brent(f, bracket, options.get('xtol', tol if tol is not None else 1.48e-8), maxiter)
        if name == 'golden':
            return _minimize_golden(f, bracket, options.get('xtol', tol if tol is not None else _eps ** 0.5), maxiter)
        raise ValueError('Unknown solver %s' % method)

    def brent(func, args=(), brack=None, tol=1.48e-08, full_output=0, maxiter=500):
        r = _minimize_brent(lambda x: func(x, *_args(args)), brack, tol, maxiter)
        return (r.x, r.fun, r.nit, r.nfev) if full_output else r.x

    def golden(func, args=(), brack=None, tol=1.4901161193847656e-08, full_output=0, maxiter=5000):
        r = _minimize_golden(lambda x: func(x, *_args(args)), brack, tol, maxiter)
        return (r.x, r.fun, r.nfev) if full_output else r.x

    def fminbound(func, x1, x2, args=(), xtol=1e-05, maxfun=500, full_output=0, disp=1):
        r = _minimize_bounded(lambda x: func(x, *_args(args)), (x1, x2), xtol, maxfun)
        return (r.x, r.fun, r.status, r.nfev) if full_output else r.x


    """#
}
