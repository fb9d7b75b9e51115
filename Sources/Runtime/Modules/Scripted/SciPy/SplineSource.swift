/// The second half of `scipy.interpolate`: B-splines (de Boor 1978), `interp1d`, polynomials
/// through points, grids.
enum SplineSource {
  static let source = #"""
    def _basis(t, k, i, x):
        """Values of the k + 1 splines that do not vanish in [t[i], t[i + 1]) (de Boor 1978)."""
        values = [1.0]
        for d in range(1, k + 1):
            following = [0.0] * (d + 1)
            for j in range(d):
                low, high = t[i + j - d + 1], t[i + j + 1]
                w = values[j] / (high - low)
                following[j] += (high - x) * w
                following[j + 1] += (x - low) * w
            values = following
        return values


    def _span(t, k, n, x):
        return int(min(max(_np.searchsorted(t, x, side='right') - 1, k), n - 1))


    class BSpline:
        def __init__(self, t, c, k, extrapolate=True, axis=0):
            self.t, self.c, self.k = _np.asarray(t, dtype=float), _np.asarray(c, dtype=float), int(k)
            self.extrapolate, self.axis = extrapolate, axis
            if len(self.t) - self.k - 1 < self.k + 1:
                raise ValueError("Need at least %d knots for degree %d" % (2 * self.k + 2, self.k))
            if _np.any(_np.diff(self.t) < 0):
                raise ValueError("Knots must be in a non-decreasing order.")
            if self.c.shape[0] < len(self.t) - self.k - 1:
                raise ValueError("Knots, coefficients and degree are inconsistent.")

        @property
        def tck(self):
            return self.t, self.c, self.k

        def __call__(self, x, nu=0, extrapolate=None):
            if nu:
                return self.derivative(nu)(x, 0, extrapolate)
            extrapolate = self.extrapolate if extrapolate is None else extrapolate
            x = _np.asarray(x, dtype=float)
            n = len(self.t) - self.k - 1
            low, high = self.t[self.k], self.t[n]
            result = []
            for v in x.ravel():
                if extrapolate == 'periodic':
                    v = low + (v - low) % (high - low)
                if v != v or extrapolate is False and not low <= v <= high:
                    result.append(_np.full(self.c.shape[1:], _np.nan))
                    continue
                i = _span(self.t, self.k, n, v)
                weights = _basis(self.t, self.k, i, v)
                result.append(sum(w * self.c[i - self.k + j] for j, w in enumerate(weights)))
            return _np.array(result, dtype=float).reshape(x.shape + self.c.shape[1:])

        def derivative(self, nu=1):
            t, c, k = self.t, self.c[:len(self.t) - self.k - 1], self.k
            for _ in range(nu):
                if k == 0:
                    return BSpline(t, _np.zeros(c.shape), 0, self.extrapolate)
                width = (t[k + 1:-1] - t[1:-k - 1]).reshape((-1,) + (1,) * (c.ndim - 1))
                c = k * _np.diff(c, axis=0) / _np.where(width == 0, 1.0, width)
                t, k = t[1:-1], k - 1
            return BSpline(t, c, k, self.extrapolate)

        def antiderivative(self, nu=1):
            t, c, k = self.t, self.c[:len(self.t) - self.k - 1], self.k
            for _ in range(nu):
                width = (t[k + 1:] - t[:-k - 1]).reshape((-1,) + (1,) * (c.ndim - 1))
                c = _np.concatenate([_np.zeros((1,) + c.shape[1:]), _np.cumsum(c * width, axis=0) / (k + 1)])
                t, k = _np.concatenate([t[:1], t, t[-1:]]), k + 1
            return BSpline(t, c, k, self.extrapolate)

        def integrate(self, a, b, extrapolate=None):
            whole = self.antiderivative()
            return whole(b) - whole(a)


    def make_interp_spline(x, y, k=3, t=None, bc_type=None, axis=0, check_finite=True):
        x, y = _np.asarray(x, dtype=float), _np.moveaxis(_np.asarray(y, dtype=float), axis, 0)
        if _np.any(x[1:] <= x[:-1]):
            raise ValueError("Expect x to be a 1D strictly increasing sequence.")
        if len(x) != len(y):
            raise ValueError(f'Shapes of x {x.shape} and y {y.shape} are incompatible')
        if bc_type not in (None, 'not-a-knot', (None, None)):
            if k == 3 and bc_type in ('natural', 'clamped'):
                return _from_pieces(CubicSpline(x, y, bc_type=bc_type), x, y)
            raise NotImplementedError("make_interp_spline with this bc_type is not available in agrun (did you mean CubicSpline?)")
        if t is None:
            if k == 0:
                return BSpline(_np.concatenate([x, x[-1:]]), y, 0)
            if len(x) < k + 1:
                raise ValueError("x and y must have at least k + 1 points")
            if k % 2:
                m = (k - 1) // 2
                inner = x[m + 1:-m - 1]
            else:
                m = k // 2
                inner = ((x[1:] + x[:-1]) / 2)[m:-m]
            t = _np.concatenate([_np.full(k + 1, x[0]), inner, _np.full(k + 1, x[-1])])
        t = _np.asarray(t, dtype=float)
        return BSpline(t, _np.linalg.solve(_collocation(t, k, x), y.reshape(len(x), -1)).reshape(y.shape), k)


    def _collocation(t, k, x):
        n = len(t) - k - 1
        A = _np.zeros((len(x), n))
        for row, v in enumerate(x):
            i = _span(t, k, n, v)
            A[row, i - k:i + 1] = _basis(t, k, i, v)
        return A


    def _from_pieces(spline, x, y):
        t = _np.concatenate([_np.full(3, x[0]), x, _np.full(3, x[-1])])
        A = _collocation(t, 3, x)
        n = A.shape[1]
        rows, values = [], []
        for end in (x[0], x[-1]):
            rows.append([BSpline(t, _np.eye(n)[j], 3)(end, nu=1) for j in range(n)])
            values.append(spline(end, 1))
        A = _np.concatenate([A, _np.array(rows)])
        b = _np.concatenate([y, _np.array(values)])
        return BSpline(t, _np.linalg.solve(A, b.reshape(n, -1)).reshape((n,) + y.shape[1:]), 3)


    def splrep(x, y, w=None, xb=None, xe=None, k=3, task=0, s=None, t=None, full_output=0, per=0, quiet=1):
        if s not in (None, 0, 0.0) or w is not None or t is not None or per:
            raise NotImplementedError("splrep is available in agrun without smoothing, weights, knots and periods (s=0)")
        spline = make_interp_spline(x, y, k)
        c = _np.concatenate([spline.c, _np.zeros(k + 1)])
        return spline.t, c, k


    def splev(x, tck, der=0, ext=0):
        if isinstance(tck, BSpline):
            return tck(x, nu=der)
        t, c, k = tck
        spline = BSpline(t, _np.asarray(c)[:len(t) - k - 1], k)
        values = spline(x, nu=der)
        outside = (_np.asarray(x) < t[k]) | (_np.asarray(x) > t[-k - 1])
        if ext == 1:
            return _np.where(outside, 0.0, values)
        if ext == 2 and _np.any(outside):
            raise ValueError("Error code returned by spalde: 1")
        if ext == 3:
            return spline(_np.clip(x, t[k], t[-k - 1]), nu=der)
        return values


    def splint(a, b, tck, full_output=0):
        t, c, k = tck
        return BSpline(t, _np.asarray(c)[:len(t) - k - 1], k).integrate(a, b)[()]


    class InterpolatedUnivariateSpline:
        def __init__(self, x, y, w=None, bbox=(None, None), k=3, ext=0, check_finite=False):
            self._spline, self._ext, self._k = make_interp_spline(x, y, k), ext, k

        def __call__(self, x, nu=0, ext=None):
            spline = self._spline
            tck = (spline.t, spline.c, spline.k)
            return splev(x, tck, nu, {'extrapolate': 0, 'zeros': 1, 'raise': 2, 'const': 3}.get(ext, ext) if ext is not None else self._ext)

        def derivative(self, n=1):
            result = InterpolatedUnivariateSpline.__new__(InterpolatedUnivariateSpline)
            result._spline, result._ext, result._k = self._spline.derivative(n), self._ext, self._k - n
            return result

        def antiderivative(self, n=1):
            result = InterpolatedUnivariateSpline.__new__(InterpolatedUnivariateSpline)
            result._spline, result._ext, result._k = self._spline.antiderivative(n), self._ext, self._k + n
            return result

        def integral(self, a, b):
            return float(self._spline.integrate(a, b))

        def get_knots(self):
            return _np.unique(self._spline.t)

        def get_coeffs(self):
            return self._spline.c


    def UnivariateSpline(x, y, w=None, bbox=(None, None), k=3, s=None, ext=0, check_finite=False):
        if s != 0 or w is not None:
            raise NotImplementedError("UnivariateSpline is available in agrun without smoothing: give s=0")
        return InterpolatedUnivariateSpline(x, y, k=k, ext=ext)


    class interp1d:
        def __init__(self, x, y, kind='linear', axis=-1, copy=True, bounds_error=None, fill_value=_np.nan, assume_sorted=False):
            x, y = _np.array(x), _np.array(y)
            if x.ndim != 1:
                raise ValueError("the x array must have exactly one dimension.")
            if y.ndim == 0:
                raise ValueError("the y array must have at least one dimension.")
            self.axis = axis % y.ndim
            y = _np.moveaxis(y.astype(float) if y.dtype.kind not in 'fc' else y, axis, 0)
            if len(x) != len(y):
                raise ValueError("x and y arrays must be equal in length along interpolation axis.")
            orders = {'zero': 0, 'slinear': 1, 'quadratic': 2, 'cubic': 3}
            if isinstance(kind, int):
                orders = {**orders, kind: kind}
            elif kind not in orders and kind not in ('linear', 'nearest', 'nearest-up', 'previous', 'next'):
                raise NotImplementedError(f"{kind} is unsupported: Use fitpack routines for other types.")
            if not assume_sorted:
                order = _np.argsort(x, kind='mergesort')
                x, y = x[order], y[order]
            if kind in orders and len(x) <= orders[kind]:
                raise ValueError("x and y arrays must have at least %d entries" % (orders[kind] + 1))
            self.x, self.y, self._kind = x, _np.moveaxis(y, 0, self.axis), kind
            self._y = y
            self._spline = make_interp_spline(x, y, orders[kind]) if kind in orders and orders[kind] > 1 else None
            self._extrapolates = isinstance(fill_value, str) and fill_value == 'extrapolate'
            if self._extrapolates and bounds_error:
                raise ValueError("Cannot extrapolate and raise at the same time.")
            self.bounds_error = bounds_error
            if isinstance(fill_value, tuple) and len(fill_value) == 2:
                self._below, self._above = _np.asarray(fill_value[0]), _np.asarray(fill_value[1])
                given = True
            else:
                self._below = self._above = None if self._extrapolates else _np.asarray(fill_value)
                given = self._extrapolates or not (_np.ndim(fill_value) == 0 and fill_value != fill_value)
            if bounds_error is None:
                self.bounds_error = not given
            self.fill_value = fill_value

        def __call__(self, x):
            x = _np.asarray(x, dtype=float)
            t = x.ravel()
            below, above = t < self.x[0], t > self.x[-1]
            if self.bounds_error and not self._extrapolates:
                if _np.any(below):
                    raise ValueError(f"A value ({t[_np.argmax(below)]}) in x_new is below the interpolation range's minimum value ({self.x[0]}).")
                if _np.any(above):
                    raise ValueError(f"A value ({t[_np.argmax(above)]}) in x_new is above the interpolation range's maximum value ({self.x[-1]}).")
            values = self._evaluated(t)
            if not self._extrapolates:
                values[below] = self._below
                values[above] = self._above
            values = values.reshape(x.shape + self._y.shape[1:])
            return _np.moveaxis(values, list(range(x.ndim)), [self.axis + a for a in range(x.ndim)]) if self._y.ndim > 1 else values

        def _evaluated(self, t):
            x, y, kind = self.x, self._y, self._kind
            if self._spline is not None:
                return self._spline(t)
            if kind in ('linear', 'slinear', 1):
                k = _np.clip(_np.searchsorted(x, t), 1, len(x) - 1)
                slope = (y[k] - y[k - 1]) / (x[k] - x[k - 1]).reshape((-1,) + (1,) * (y.ndim - 1))
                return slope * (t - x[k - 1]).reshape((-1,) + (1,) * (y.ndim - 1)) + y[k - 1]
            if kind in ('nearest', 'nearest-up'):
                middle = x[:-1] + (x[1:] - x[:-1]) / 2.0
                k = _np.searchsorted(middle, t, side='left' if kind == 'nearest' else 'right')
                return y[_np.clip(k, 0, len(x) - 1)].copy()
            if kind == 'next':
                values = y[_np.clip(_np.searchsorted(x, t, side='left'), 0, len(x) - 1)].copy()
                values[t > x[-1]] = _np.nan
            else:
                values = y[_np.clip(_np.searchsorted(x, t, side='right') - 1, 0, len(x) - 1)].copy()
                if kind == 'previous':
                    values[t < x[0]] = _np.nan
            return values


    class BarycentricInterpolator:
        def __init__(self, xi, yi=None, axis=0, *, wi=None, rng=None, random_state=None):
            self.xi = _np.asarray(xi, dtype=float)
            self.n = len(self.xi)
            scale = 4.0 / (_np.max(self.xi) - _np.min(self.xi))
            difference = scale * (self.xi[:, None] - self.xi)
            _np.fill_diagonal(difference, 1.0)
            self.wi = 1.0 / _np.prod(difference, axis=1) if wi is None else _np.asarray(wi)
            if yi is not None:
                self.set_yi(yi)

        def set_yi(self, yi, axis=None):
            self.yi = _np.asarray(yi, dtype=float)

        def __call__(self, x):
            x = _np.asarray(x, dtype=float)
            c = x.ravel()[:, None] - self.xi
            hit = c == 0
            c = self.wi / _np.where(hit, 1.0, c)
            values = _np.dot(c, self.yi) / _np.sum(c, axis=-1).reshape((-1,) + (1,) * (self.yi.ndim - 1))
            rows, places = _np.nonzero(hit)
            values[rows] = self.yi[places]
            return values.reshape(x.shape + self.yi.shape[1:])


    def barycentric_interpolate(xi, yi, x, axis=0, *, der=0, rng=None):
        if der:
            raise NotImplementedError("barycentric_interpolate with der is not available in agrun (did you mean lagrange?)")
        return BarycentricInterpolator(xi, yi)(x)


    class KroghInterpolator:
        """Newton's divided differences; equal neighbours among xi stand for derivatives."""

        def __init__(self, xi, yi, axis=0):
            self.xi, yi = _np.asarray(xi, dtype=float), _np.asarray(yi, dtype=float)
            n = len(self.xi)
            table = [None] * n
            first = 0
            value = []
            for k in range(n):
                if k and self.xi[k] != self.xi[k - 1]:
                    first = k
                value.append((yi[first], k - first))
            self.c = []
            column = [v[0] for v in value]
            self.c.append(column[0])
            for order in range(1, n):
                following = []
                for k in range(n - order):
                    if self.xi[k + order] == self.xi[k]:
                        base = k - value[k][1]
                        following.append(yi[base + order] / _math.factorial(order))
                    else:
                        following.append((column[k + 1] - column[k]) / (self.xi[k + order] - self.xi[k]))
                column = following
                self.c.append(column[0])

        def __call__(self, x):
            x = _np.asarray(x, dtype=float)
            result = 0.0
            for c, xi in zip(self.c[::-1], self.xi[::-1]):
                result = result * (x - xi) + c
            return _np.asarray(result)

        def derivative(self, x, der=1):
            p = _np.poly1d([0.0])
            for c, xi in zip(self.c[::-1], self.xi[::-1]):
                p = p * _np.poly1d([1.0, -xi]) + c
            return _np.polyval(_np.polyder(p, der), x)


    def krogh_interpolate(xi, yi, x, der=0, axis=0):
        spline = KroghInterpolator(xi, yi)
        return spline(x) if der == 0 else spline.derivative(x, der)


    def lagrange(x, w):
        """The interpolating polynomial; its coefficients are unstable beyond some twenty points."""
        M = len(x)
        p = _np.poly1d(0.0)
        for j in range(M):
            term = _np.poly1d(w[j])
            for k in range(M):
                if k != j:
                    term = term * _np.poly1d([1.0, -x[k]]) / (x[j] - x[k])
            p = p + term
        return p


    class RegularGridInterpolator:
        def __init__(self, points, values, method="linear", bounds_error=True, fill_value=_np.nan, *, solver=None, solver_args=None):
            if method not in ("linear", "nearest"):
                raise ValueError(f"Method '{method}' is not available in agrun (did you mean 'linear'?)")
            self.grid = tuple(_np.asarray(p, dtype=float) for p in points)
            self.values = _np.asarray(values, dtype=float)
            self.method, self.bounds_error, self.fill_value = method, bounds_error, fill_value
            if len(self.grid) > self.values.ndim:
                raise ValueError(f"There are {len(self.grid)} point arrays, but values has {self.values.ndim} dimensions")
            for i, p in enumerate(self.grid):
                if not _np.all(_np.diff(p) > 0.0):
                    raise ValueError(f"The points in dimension {i} must be strictly ascending or descending")
                if len(p) != self.values.shape[i]:
                    raise ValueError(f"There are {len(p)} points and {self.values.shape[i]} values on dimension {i}")

        def __call__(self, xi, method=None, *, nu=None):
            method = self.method if method is None else method
            count = len(self.grid)
            if isinstance(xi, tuple):
                xi = _np.stack(_np.broadcast_arrays(*[_np.asarray(v, dtype=float) for v in xi]), axis=-1)
            xi = _np.asarray(xi, dtype=float)
            if xi.shape[-1] != count:
                raise ValueError(f"The requested sample points xi have dimension {xi.shape[-1]} but this RegularGridInterpolator has dimension {count}")
            shape, flat = xi.shape[:-1], xi.reshape(-1, count)
            outside = _np.zeros(len(flat), dtype=bool)
            places, parts = [], []
            for axis, grid in enumerate(self.grid):
                v = flat[:, axis]
                beyond = (v < grid[0]) | (v > grid[-1])
                if self.bounds_error and _np.any(beyond):
                    raise ValueError(f"One of the requested xi is out of bounds in dimension {axis}")
                outside = outside | beyond
                k = _np.clip(_np.searchsorted(grid, v, side='right') - 1, 0, len(grid) - 2)
                places.append(k)
                parts.append((v - grid[k]) / (grid[k + 1] - grid[k]))
            trailing = (1,) * (self.values.ndim - count)
            if method == "nearest":
                result = self.values[tuple(_np.where(p <= 0.5, k, k + 1) for k, p in zip(places, parts))]
            else:
                result = 0.0
                for corner in _np.ndindex(*(2,) * count):
                    weight = 1.0
                    for axis, side in enumerate(corner):
                        weight = weight * (parts[axis] if side else 1 - parts[axis])
                    index = tuple(k + side for k, side in zip(places, corner))
                    result = result + self.values[index] * _np.reshape(weight, (-1,) + trailing)
            if not self.bounds_error and self.fill_value is not None:
                result = _np.array(result)
                result[outside] = self.fill_value
            return result.reshape(shape + self.values.shape[count:])


    def interpn(points, values, xi, method="linear", bounds_error=True, fill_value=_np.nan):
        return RegularGridInterpolator(points, values, method, bounds_error, fill_value)(xi)

    """#
}
