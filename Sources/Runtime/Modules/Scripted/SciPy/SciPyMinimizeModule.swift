/// The part of `scipy.optimize` about minima of several variables.
enum SciPyMinimizeModule {
  static let source = #"""
    # Minima of several variables.

    def _newton_cg(fun, x0, args, jac, hess, hessp, callback, options, tol):
        xtol = options.get('xtol', tol if tol is not None else 1e-5)
        x = _np.asarray(x0, dtype=float).flatten()
        maxiter = options.get('maxiter') or len(x) * 200
        xtol = len(x) * xtol
        calls = {'f': 0, 'g': 0, 'h': 0}
        if jac is True:
            pair, memory = fun, {}
            def both(x):
                key = tuple(x.tolist())
                if key not in memory:
                    memory.clear()
                    memory[key] = pair(x, *args)
                return memory[key]
            value, slope = (lambda x: both(x)[0]), (lambda x: both(x)[1])
        else:
            value = lambda x: fun(x, *args)
            if not callable(jac):
                raise ValueError('Jacobian is required for Newton-CG method')
            slope = lambda x: jac(x, *args)
        def f(x):
            calls['f'] += 1
            return float(value(x))
        def g(x):
            calls['g'] += 1
            return _np.asarray(slope(x), dtype=float)
        old, older = f(x), None
        gradient = g(x)
        shown = gradient
        message, status, k = None, 0, 0
        update = [2 * xtol]
        while _np.sum(_np.abs(update)) > xtol:
            if k >= maxiter:
                message, status = "Maximum number of iterations has been exceeded.", 1
                break
            b = -gradient
            size = _np.sum(_np.abs(b))
            eta = min(0.5, _math.sqrt(size))
            limit = eta * size
            xs, ri, ps = _np.zeros(len(x)), -b, b
            i, dri0 = 0, _np.dot(-b, -b)
            H = None
            if hessp is None and hess is not None:
                H = _np.asarray(hess(x, *args))
                calls['h'] += 1
            for k2 in range(20 * len(x)):
                if _np.sum(_np.abs(ri)) <= limit:
                    break
                if hessp is not None:
                    Ap = _np.asarray(hessp(x, ps, *args))
                    calls['h'] += 1
                elif H is not None:
                    Ap = H.dot(ps)
                else:
                    e = 1.4901161193847656e-08
                    Ap = (g(x + e * ps) - gradient) / e
                curvature = _np.dot(ps, Ap)
                if 0 <= curvature <= 3 * 2.220446049250313e-16:
                    break
                if curvature < 0:
                    if i == 0:
                        xs = dri0 / (-curvature) * b
                    break
                alpha = dri0 / curvature
                xs = xs + alpha * ps
                ri = ri + alpha * Ap
                dri1 = _np.dot(ri, ri)
                beta = dri1 / dri0
                ps = -ri + beta * ps
                i += 1
                dri0 = dri1
            else:
                message, status = ("Warning: CG iterations didn't converge. The Hessian is not "
                                   "positive definite."), 3
                break
            slope0 = _np.dot(gradient, xs)
            start = 1.0
            if older is not None and slope0 != 0:
                start = min(1.0, 1.01 * 2 * (old - older) / slope0)
                if start < 0:
                    start = 1.0
            memo = {}
            def down(a):
                memo['g'] = g(x + a * xs)
                return float(_np.dot(memo['g'], xs))
            step = _wolfe(lambda a: f(x + a * xs), down, start, old, float(slope0))
            if step is not None:
                found = (step[0], 0, 0, step[1], old, memo['g'])
            else:
                found = line_search(f, g, x, xs, gradient, old, older)
            if found[0] is None:
                message, status = "Warning: Desired error not necessarily achieved due to precision loss.", 2
                break
            alpha, old, older = found[0], found[3], found[4]
            shown = gradient
            gradient = found[5] if found[5] is not None else g(x + alpha * xs)
            update = alpha * xs
            x = x + update
            k += 1
            if callback is not None:
                callback(x)
        if message is None:
            message = "Optimization terminated successfully."
        return OptimizeResult(fun=old, jac=shown, nfev=calls['f'], njev=calls['g'],
                              nhev=calls['h'], status=status, success=status == 0, message=message,
                              x=x, nit=k)

    def line_search(f, myfprime, xk, pk, gfk=None, old_fval=None, old_old_fval=None, args=(), c1=0.0001,
                    c2=0.9, amax=None, extra_condition=None, maxiter=10):
        calls = [0, 0]
        last = [None]
        def phi(a):
            calls[0] += 1
            return f(xk + a * pk, *args)
        def slope(a):
            calls[1] += 1
            last[0] = myfprime(xk + a * pk, *args)
            return _np.dot(last[0], pk)
        if gfk is None:
            gfk = myfprime(xk, *args)
        phi0 = f(xk, *args) if old_fval is None else old_fval
        derphi0 = _np.dot(gfk, pk)
        if old_old_fval is not None and derphi0 != 0:
            a1 = min(1.0, 1.01 * 2 * (phi0 - old_old_fval) / derphi0)
            if a1 < 0:
                a1 = 1.0
        else:
            a1 = 1.0
        a0, phi_a0, der_a0 = 0.0, phi0, derphi0
        if amax is not None:
            a1 = min(a1, amax)
        phi_a1 = phi(a1)
        star = (None, None)
        for i in range(maxiter):
            if a1 == 0 or (amax is not None and a0 > amax):
                break
            if phi_a1 > phi0 + c1 * a1 * derphi0 or (phi_a1 >= phi_a0 and i > 0):
                star = _zoom(a0, a1, phi_a0, phi_a1, der_a0, phi, slope, phi0, derphi0, c1, c2)
                break
            der_a1 = slope(a1)
            if abs(der_a1) <= -c2 * derphi0:
                star = (a1, phi_a1)
                break
            if der_a1 >= 0:
                star = _zoom(a1, a0, phi_a1, phi_a0, der_a1, phi, slope, phi0, derphi0, c1, c2)
                break
            a2 = 2 * a1
            if amax is not None:
                a2 = min(a2, amax)
            a0, a1, phi_a0, der_a0 = a1, a2, phi_a1, der_a1
            phi_a1 = phi(a1)
        else:
            return a1, calls[0], calls[1], phi_a1, phi0, None
        if star[0] is None:
            return None, calls[0], calls[1], None, old_old_fval, None
        return star[0], calls[0], calls[1], star[1], phi0, last[0]

    def _cubic(a, fa, fpa, b, fb, c, fc):
        db, dc = b - a, c - a
        denom = (db * dc) ** 2 * (db - dc)
        if denom == 0:
            return None
        r1, r2 = fb - fa - fpa * db, fc - fa - fpa * dc
        A = (dc ** 2 * r1 - db ** 2 * r2) / denom
        B = (-dc ** 3 * r1 + db ** 3 * r2) / denom
        radical = B * B - 3 * A * fpa
        if A == 0 or radical < 0:
            return None
        value = a + (-B + _math.sqrt(radical)) / (3 * A)
        return value if _math.isfinite(value) else None

    def _quadratic(a, fa, fpa, b, fb):
        db = b - a
        B = (fb - fa - fpa * db) / (db * db) if db != 0 else 0
        if B == 0:
            return None
        return a - fpa / (2.0 * B)

    def _zoom(lo, hi, phi_lo, phi_hi, der_lo, phi, slope, phi0, derphi0, c1, c2):
        phi_rec, a_rec = phi0, 0.0
        for i in range(11):
            d = hi - lo
            a, b = (hi, lo) if d < 0 else (lo, hi)
            aj = None
            if i > 0:
                cchk = 0.2 * d
                aj = _cubic(lo, phi_lo, der_lo, hi, phi_hi, a_rec, phi_rec)
            if i == 0 or aj is None or aj > b - 0.2 * abs(d) or aj < a + 0.2 * abs(d):
                qchk = 0.1 * abs(d)
                aj = _quadratic(lo, phi_lo, der_lo, hi, phi_hi)
                if aj is None or aj > b - qchk or aj < a + qchk:
                    aj = lo + 0.5 * d
            phi_aj = phi(aj)
            if phi_aj > phi0 + c1 * aj * derphi0 or phi_aj >= phi_lo:
                phi_rec, a_rec = phi_hi, hi
                hi, phi_hi = aj, phi_aj
            else:
                der_aj = slope(aj)
                if abs(der_aj) <= -c2 * derphi0:
                    return aj, phi_aj
                if der_aj * (hi - lo) >= 0:
                    phi_rec, a_rec = phi_hi, hi
                    hi, phi_hi = lo, phi_lo
                else:
                    phi_rec, a_rec = phi_lo, lo
                lo, phi_lo, der_lo = aj, phi_aj, der_aj
        return None, None

    def minimize(fun, x0, args=(), method=None, jac=None, hess=None, hessp=None, bounds=None,
                 constraints=(), tol=None, callback=None, options=None):
        args = _args(args)
        name = method.lower() if isinstance(method, str) else None
        if isinstance(bounds, Bounds):
            n = _np.size(x0)
            bounds = list(zip(_np.broadcast_to(bounds.lb, n).tolist(),
                              _np.broadcast_to(bounds.ub, n).tolist()))
        if jac == '2-point':
            jac = None
        if name == 'newton-cg':
            result = _newton_cg(fun, x0, args, jac, hess, hessp, callback, dict(options or {}), tol)
            if options and options.get('disp'):
                _report(result)
            return result
        shown = dict(options or {})
        display = shown.pop('disp', False)
        result = OptimizeResult(_minimize(fun, x0, args, method, jac, hess, hessp, bounds, constraints,
                                          tol, callback, shown))
        if display:
            _report(result)
        return result

    def _report(result):
        print(result.message)
        print("         Current function value: %f" % result.fun)
        print("         Iterations: %d" % result.nit)
        print("         Function evaluations: %d" % result.nfev)
        if 'njev' in result:
            print("         Gradient evaluations: %d" % result.njev)
        if 'nhev' in result:
            print("         Hessian evaluations: %d" % result.nhev)

    class Bounds:
        def __init__(self, lb=-_np.inf, ub=_np.inf, keep_feasible=False):
            self.lb, self.ub, self.keep_feasible = _np.atleast_1d(lb), _np.atleast_1d(ub), keep_feasible

        def __repr__(self):
            return "Bounds(%r, %r)" % (self.lb, self.ub)

    def fmin_bfgs(f, x0, fprime=None, args=(), gtol=1e-05, norm=_np.inf, epsilon=1.4901161193847656e-08,
                  maxiter=None, full_output=0, disp=1, retall=0, callback=None):
        options = {'gtol': gtol, 'disp': bool(disp)}
        if maxiter is not None:
            options['maxiter'] = maxiter
        r = minimize(f, x0, args, 'BFGS', fprime, callback=callback, options=options)
        return (r.x, r.fun, r.jac, r.hess_inv, r.nfev, r.njev, r.status) if full_output else r.x

    def fmin_cg(f, x0, fprime=None, args=(), gtol=1e-05, norm=_np.inf, epsilon=1.4901161193847656e-08,
                maxiter=None, full_output=0, disp=1, retall=0, callback=None):
        options = {'gtol': gtol, 'disp': bool(disp)}
        if maxiter is not None:
            options['maxiter'] = maxiter
        r = minimize(f, x0, args, 'CG', fprime, callback=callback, options=options)
        return (r.x, r.fun, r.nfev, r.njev, r.status) if full_output else r.x

    def fmin(func, x0, args=(), xtol=0.0001, ftol=0.0001, maxiter=None, maxfun=None, full_output=0,
             disp=1, retall=0, callback=None, initial_simplex=None):
        options = {'xatol': xtol, 'fatol': ftol, 'disp': bool(disp)}
        if maxiter is not None:
            options['maxiter'] = maxiter
        r = minimize(func, x0, args, 'Nelder-Mead', callback=callback, options=options)
        return (r.x, r.fun, r.nit, r.nfev, r.status) if full_output else r.x


    """#
}
