/// The part of `scipy.optimize` about least squares, systems of equations and assignment.
enum SciPyLeastSquaresModule {
  static let source = #"""
    # Least squares and roots of several variables.

    def _jacobian(f, x, f0, steps='2-point'):
        columns = []
        rel = 6.055454452393343e-06 if steps == '3-point' else 1.4901161193847656e-08
        for i in range(len(x)):
            h = rel * (1.0 if x[i] >= 0 else -1.0) * max(1.0, abs(x[i]))
            moved = x.copy()
            moved[i] = x[i] + h
            if steps == '3-point':
                back = x.copy()
                back[i] = x[i] - h
                columns.append((f(moved) - f(back)) / (moved[i] - back[i]))
            else:
                columns.append((f(moved) - f0) / (moved[i] - x[i]))
        return _np.stack(columns, axis=1)

    def _levenberg(f, jac, x, lower, upper, ftol, xtol, gtol, limit):
        # Marquardt's damping with steps kept inside the bounds.
        r = f(x)
        J = jac(x, r)
        cost = 0.5 * float(r.dot(r))
        damping, njev, nfev, status = None, 1, 1, 0
        D = _np.sqrt(_np.sum(J * J, axis=0))
        D = _np.where(D == 0, 1.0, D)
        while nfev < limit:
            g = J.T.dot(r)
            inside = _np.where((x <= lower) & (g > 0) | (x >= upper) & (g < 0), 0.0, 1.0)
            if _np.max(_np.abs(g * inside)) <= gtol:
                status = 1
                break
            if damping is None:
                damping = 1e-3
            improved = False
            for attempt in range(60):
                free = inside > 0
                A = _np.vstack([J * inside, _np.diag(_np.sqrt(damping) * D)])
                b = _np.concatenate([-r, _np.zeros(len(x))])
                step = _np.linalg.lstsq(A, b, rcond=None)[0] * inside
                moved = _np.minimum(_np.maximum(x + step, lower), upper)
                step = moved - x
                if _np.linalg.norm(step) <= xtol * (xtol + _np.linalg.norm(x)):
                    status = 3
                    break
                r_new = f(moved)
                nfev += 1
                new = 0.5 * float(r_new.dot(r_new))
                predicted = cost - 0.5 * float(_np.sum((r + J.dot(step)) ** 2))
                if _np.isfinite(new) and new < cost:
                    change = cost - new
                    x, r = moved, r_new
                    converged = change <= ftol * cost and (predicted <= 0 or change / predicted > 0.25)
                    cost = new
                    damping = max(damping / 10, 1e-15)
                    improved = True
                    J = jac(x, r)
                    njev += 1
                    if converged:
                        status = 2
                    break
                damping = damping * 10
            if not improved or status:
                if not status:
                    status = 2
                break
        return x, r, J, cost, nfev, njev, status

    def least_squares(fun, x0, jac='2-point', bounds=(-_np.inf, _np.inf), method='trf', ftol=1e-08,
                      xtol=1e-08, gtol=1e-08, x_scale=None, loss='linear', f_scale=1.0, diff_step=None,
                      tr_solver=None, tr_options=None, jac_sparsity=None, max_nfev=None, verbose=0,
                      args=(), kwargs=None, callback=None, workers=None):
        if method not in ('trf', 'dogbox', 'lm'):
            raise ValueError("`method` must be 'trf', 'dogbox' or 'lm'.")
        if loss != 'linear':
            raise NotImplementedError("least_squares: loss=%r is not available in agrun" % (loss,))
        kwargs = kwargs or {}
        x = _np.atleast_1d(_np.asarray(x0, dtype=float)).copy()
        if isinstance(bounds, Bounds):
            bounds = (bounds.lb, bounds.ub)
        lower = _np.broadcast_to(_np.asarray(bounds[0], dtype=float), x.shape)
        upper = _np.broadcast_to(_np.asarray(bounds[1], dtype=float), x.shape)
        if _np.any(lower >= upper):
            raise ValueError("Each lower bound must be strictly less than each upper bound.")
        if _np.any(x < lower) or _np.any(x > upper):
            raise ValueError("`x0` is infeasible.")
        f = lambda x: _np.atleast_1d(_np.asarray(fun(x, *_args(args), **kwargs), dtype=float))
        if callable(jac):
            J = lambda x, r: _np.atleast_2d(_np.asarray(jac(x, *_args(args), **kwargs), dtype=float))
        else:
            J = lambda x, r: _jacobian(f, x, r, jac)
        if method == 'lm' and len(f(x)) < len(x):
            raise ValueError("Method 'lm' doesn't work when the number of residuals is less than the "
                             "number of variables.")
        tight = 0 if method == 'trf' else 0
        x, r, jacobian, cost, nfev, njev, status = _levenberg(
            f, J, x, lower, upper, ftol, xtol, gtol, max_nfev or 100 * len(x))
        g = jacobian.T.dot(r)
        messages = {0: "The maximum number of function evaluations is exceeded.",
                    1: "`gtol` termination condition is satisfied.",
                    2: "`ftol` termination condition is satisfied.",
                    3: "`xtol` termination condition is satisfied.",
                    4: "Both `ftol` and `xtol` termination conditions are satisfied."}
        mask = _np.where(x <= lower, -1, _np.where(x >= upper, 1, 0))
        return OptimizeResult(x=x, cost=cost, fun=r, jac=jacobian, grad=g,
                              optimality=_np.max(_np.abs(g)), active_mask=mask, nfev=nfev, njev=njev,
                              status=status, message=messages[status], success=status > 0)

    def leastsq(func, x0, args=(), Dfun=None, full_output=False, col_deriv=False, ftol=1.49012e-08,
                xtol=1.49012e-08, gtol=0.0, maxfev=0, epsfcn=None, factor=100, diag=None):
        r = least_squares(func, x0, Dfun if Dfun is not None else '2-point', ftol=1e-15, xtol=1e-15,
                          gtol=1e-15, args=args, max_nfev=maxfev or None)
        if not full_output:
            return r.x, 1
        return r.x, _np.linalg.pinv(r.jac.T.dot(r.jac)), {'nfev': r.nfev, 'fvec': r.fun}, \
            "Both actual and predicted relative reductions in the sum of squares\n  are at most 0.000000", 1

    def curve_fit(f, xdata, ydata, p0=None, sigma=None, absolute_sigma=False, check_finite=None,
                  bounds=(-_np.inf, _np.inf), method=None, jac=None, *, full_output=False,
                  nan_policy=None, **kwargs):
        if p0 is None:
            import inspect as _inspect
            n = len(_inspect.signature(f).parameters) - 1
            if n < 1:
                raise ValueError("Unable to determine number of fit parameters.")
            lower, upper = [_np.broadcast_to(_np.asarray(b, dtype=float), (n,)) for b in bounds]
            p0 = _np.where(_np.isfinite(lower) & _np.isfinite(upper), 0.5 * (lower + upper),
                           _np.where(_np.isfinite(lower), lower + 1,
                                     _np.where(_np.isfinite(upper), upper - 1, 1.0)))
        p0 = _np.atleast_1d(_np.asarray(p0, dtype=float))
        xdata = _np.asarray(xdata, dtype=float) if isinstance(xdata, (list, tuple)) else xdata
        ydata = _np.asarray(ydata, dtype=float)
        if ydata.size == 0:
            raise ValueError("`ydata` must not be empty!")
        if check_finite is not False and not _np.all(_np.isfinite(ydata)):
            raise ValueError("array must not contain infs or NaNs")
        weight, lower_factor = None, None
        if sigma is not None:
            sigma = _np.asarray(sigma, dtype=float)
            if sigma.shape == (ydata.size,) or sigma.ndim == 0:
                weight = 1.0 / sigma
            elif sigma.shape == (ydata.size, ydata.size):
                lower_factor = _np.linalg.cholesky(sigma)
            else:
                raise ValueError("`sigma` has incorrect shape.")
        def residual(p):
            r = _np.asarray(f(xdata, *p)) - ydata
            if lower_factor is not None:
                return _np.linalg.solve(lower_factor, r)
            return r if weight is None else weight * r
        if ydata.size < p0.size and (method in (None, 'lm')):
            raise TypeError("The number of func parameters=%d must not exceed the number of data points=%d"
                            % (p0.size, ydata.size))
        derivative = '2-point'
        if callable(jac):
            derivative = lambda p: (jac(xdata, *p) if weight is None else weight[:, None] * jac(xdata, *p))
        r = least_squares(residual, p0, derivative, bounds, ftol=1e-15, xtol=1e-12, gtol=1e-12,
                          max_nfev=kwargs.get('maxfev') or kwargs.get('max_nfev') or 200 * (p0.size + 1))
        if r.status == 0:
            raise RuntimeError("Optimal parameters not found: Number of calls to function has reached maxfev = %d."
                               % (kwargs.get('maxfev') or 200 * (p0.size + 1)))
        cost = 2 * r.cost
        J = r.jac
        s = _np.linalg.svd(J, full_matrices=False)
        keep = s[1] > _eps * max(J.shape) * s[1][0]
        VT = s[2][keep]
        pcov = _np.dot(VT.T / s[1][keep] ** 2, VT)
        if not absolute_sigma:
            if ydata.size > p0.size:
                pcov = pcov * (cost / (ydata.size - p0.size))
            else:
                pcov = _np.full((p0.size, p0.size), _np.inf)
        return (r.x, pcov, {'nfev': r.nfev, 'fvec': r.fun}, '', r.status) if full_output else (r.x, pcov)

    def root(fun, x0, args=(), method='hybr', jac=None, tol=None, callback=None, options=None):
        name = method.lower()
        if name not in ('hybr', 'lm'):
            raise NotImplementedError("root: method %r is not available in agrun (did you mean 'hybr'?)"
                                      % method)
        args = _args(args)
        both = jac is True
        f = lambda x: _np.atleast_1d(_np.asarray(fun(x, *args)[0] if both else fun(x, *args), dtype=float))
        shape = _np.shape(x0)
        x = _np.atleast_1d(_np.asarray(x0, dtype=float)).flatten()
        r0 = f(x)
        if r0.size != x.size and name == 'hybr':
            raise TypeError("fsolve: there is a mismatch between the input and output shape of the 'func' argument")
        count = [1]
        def g(x):
            count[0] += 1
            return f(x)
        if both:
            J = lambda x, r: _np.asarray(fun(x, *args)[1], dtype=float)
        elif callable(jac):
            J = lambda x, r: _np.asarray(jac(x, *args), dtype=float)
        else:
            J = lambda x, r: _jacobian(g, x, r)
        r, status = r0, 5
        A = J(x, r)
        for i in range(100 * (x.size + 1)):
            if _np.max(_np.abs(r)) == 0:
                status = 1
                break
            try:
                step = _np.linalg.solve(A, -r)
            except _np.linalg.LinAlgError:
                step = _np.linalg.lstsq(A, -r, rcond=None)[0]
            length, size = 1.0, float(r.dot(r))
            for attempt in range(30):
                moved = x + length * step
                r_new = g(moved)
                if _np.all(_np.isfinite(r_new)) and float(r_new.dot(r_new)) < size:
                    break
                length *= 0.5
            else:
                status = 1 if _np.linalg.norm(step) <= 1e-7 * max(_np.linalg.norm(x), 1e-7) or \
                    _np.sqrt(size) < 1e-9 else 5
                break
            x, r = moved, r_new
            if _np.linalg.norm(length * step) <= (tol or 1.49012e-08) * 1e-4 * _np.linalg.norm(x):
                status = 1
                break
            A = J(x, r)
        messages = {1: "The solution converged.",
                    5: "The iteration is not making good progress, as measured by the \n  improvement from the last ten iterations."}
        Q, R = _np.linalg.qr(A)
        return OptimizeResult(x=x.reshape(shape) if shape else x, success=status == 1, status=status,
                              method=name, nfev=count[0], fjac=Q.T, r=R[_np.triu_indices(len(x))],
                              qtf=Q.T.dot(r), fun=r, message=messages[status])

    def fsolve(func, x0, args=(), fprime=None, full_output=0, col_deriv=0, xtol=1.49012e-08, maxfev=0,
               band=None, epsfcn=None, factor=100, diag=None):
        r = root(func, x0, args, 'hybr', fprime, xtol)
        if full_output:
            return r.x, {'nfev': r.nfev, 'fjac': r.fjac, 'r': r.r, 'qtf': r.qtf, 'fvec': r.fun}, \
                r.status, r.message
        return r.x

    def nnls(A, b, *, maxiter=None):
        A, b = _np.asarray(A, dtype=float), _np.asarray(b, dtype=float)
        n = A.shape[1]
        x, passive = _np.zeros(n), _np.zeros(n, dtype=bool)
        w = A.T.dot(b)
        for step in range(maxiter or 3 * n):
            if _np.all(passive) or not _np.any(w[~passive] > 10 * _eps * _np.linalg.norm(A)):
                break
            k = int(_np.argmax(_np.where(passive, -_np.inf, w)))
            passive[k] = True
            while True:
                s = _np.zeros(n)
                s[passive] = _np.linalg.lstsq(A[:, passive], b, rcond=None)[0]
                if not _np.any(s[passive] <= 0):
                    break
                bad = passive & (s <= 0)
                alpha = _np.min(x[bad] / (x[bad] - s[bad]))
                x = x + alpha * (s - x)
                passive[x <= 1e-15] = False
                x[~passive] = 0.0
            x = s
            w = A.T.dot(b - A.dot(x))
        return x, float(_np.linalg.norm(A.dot(x) - b))

    def linear_sum_assignment(cost_matrix, maximize=False):
        C = _np.asarray(cost_matrix, dtype=float)
        if C.ndim != 2:
            raise ValueError("expected a matrix (2-D array), got a %d array" % C.ndim)
        if _np.any(_np.isnan(C)):
            raise ValueError("matrix contains invalid numeric entries")
        flipped = C.shape[1] < C.shape[0]
        cost = ((-C if maximize else C).T if flipped else (-C if maximize else C)).tolist()
        rows = len(cost)
        columns = len(cost[0]) if rows else 0
        u, v = [0.0] * rows, [0.0] * columns
        row4col, col4row = [-1] * columns, [-1] * rows
        for current in range(rows):
            path, remaining = [-1] * columns, list(range(columns - 1, -1, -1))
            seen_rows, seen_columns = [False] * rows, [False] * columns
            distance = [_math.inf] * columns
            i, least, sink = current, 0.0, -1
            while sink == -1:
                index, lowest = -1, _math.inf
                seen_rows[i] = True
                for it, j in enumerate(remaining):
                    r = least + cost[i][j] - u[i] - v[j]
                    if r < distance[j]:
                        path[j], distance[j] = i, r
                    if distance[j] < lowest or (distance[j] == lowest and row4col[j] == -1):
                        lowest, index = distance[j], it
                least = lowest
                if least == _math.inf:
                    raise ValueError("cost matrix is infeasible")
                j = remaining[index]
                if row4col[j] == -1:
                    sink = j
                else:
                    i = row4col[j]
                seen_columns[j] = True
                remaining[index] = remaining[-1]
                remaining.pop()
            u[current] += least
            for k in range(rows):
                if seen_rows[k] and k != current:
                    u[k] += least - distance[col4row[k]]
            for k in range(columns):
                if seen_columns[k]:
                    v[k] -= least - distance[k]
            j = sink
            while True:
                i = path[j]
                row4col[j] = i
                col4row[i], j = j, col4row[i]
                if i == current:
                    break
        if flipped:
            order = _np.argsort(col4row)
            return _np.array(col4row)[order], order
        return _np.arange(rows), _np.array(col4row)

    """#
}
