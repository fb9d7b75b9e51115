/// `scipy.interpolate`: polynomials by pieces (cubic, monotone, Akima); `splines` follows in the
/// same module.
enum InterpolationModule {
  static let source = #"""
    import math as _math
    import numpy as _np


    def _points(x, y, axis, name='x'):
        x, y = _np.asarray(x, dtype=float), _np.asarray(y)
        y = _np.moveaxis(y.astype(float) if y.dtype.kind != 'c' else y, axis, 0)
        if x.ndim != 1:
            raise ValueError("`x` must be 1-dimensional.")
        if len(x) < 2:
            raise ValueError("`x` must contain at least 2 elements.")
        if len(x) != y.shape[0]:
            raise ValueError(f"The length of `y` along `axis`={axis} doesn't match the length of `x`")
        if not _np.all(_np.isfinite(x)):
            raise ValueError("`x` must contain only finite values.")
        if not _np.all(_np.isfinite(y)):
            raise ValueError("`y` must contain only finite values.")
        if _np.any(_np.diff(x) <= 0):
            raise ValueError("`x` must be strictly increasing sequence.")
        return x, y


    class PPoly:
        """Polynomials by pieces: c[i, k] is the coefficient of (t - x[k])**(order - i) between x[k] and x[k + 1]."""

        def __init__(self, c, x, extrapolate=None, axis=0):
            self.c, self.x = _np.asarray(c), _np.asarray(x, dtype=float)
            self.extrapolate = True if extrapolate is None else extrapolate
            self.axis = axis

        def __call__(self, x, nu=0, extrapolate=None):
            extrapolate = self.extrapolate if extrapolate is None else extrapolate
            x = _np.asarray(x, dtype=float)
            t = x.ravel()
            if extrapolate == 'periodic':
                t = self.x[0] + (t - self.x[0]) % (self.x[-1] - self.x[0])
            k = _np.clip(_np.searchsorted(self.x, t, side='right') - 1, 0, len(self.x) - 2)
            order = self.c.shape[0] - 1
            s = (t - self.x[k]).reshape((len(t),) + (1,) * (self.c.ndim - 2))
            result = _np.zeros((len(t),) + self.c.shape[2:], dtype=self.c.dtype)
            for i in range(order + 1 - nu):
                power = order - i
                factor = 1.0
                for j in range(nu):
                    factor *= power - j
                result = result * s + factor * self.c[i, k]
            if extrapolate is False:
                result[(t < self.x[0]) | (t > self.x[-1])] = _np.nan
            result[_np.isnan(t)] = _np.nan
            result = result.reshape(x.shape + self.c.shape[2:])
            return _np.moveaxis(result, list(range(x.ndim)), [a + self.axis for a in range(x.ndim)]) if self.axis else result

        def _like(self, c):
            return PPoly(c, self.x, self.extrapolate, self.axis)

        def derivative(self, nu=1):
            if nu < 0:
                return self.antiderivative(-nu)
            c = self.c
            for _ in range(nu):
                order = c.shape[0] - 1
                if order == 0:
                    c = _np.zeros((1,) + c.shape[1:], dtype=c.dtype)
                    break
                c = c[:-1] * _np.arange(order, 0, -1).reshape((order,) + (1,) * (c.ndim - 1))
            return self._like(c)

        def antiderivative(self, nu=1):
            if nu <= 0:
                return self.derivative(-nu)
            c = self.c
            for _ in range(nu):
                order = c.shape[0]
                c = c / _np.arange(order, 0, -1).reshape((order,) + (1,) * (c.ndim - 1))
                c = _np.concatenate([c, _np.zeros((1,) + c.shape[1:], dtype=c.dtype)])
                h = _np.diff(self.x)
                for k in range(1, len(h)):
                    value = c[0, k - 1]
                    for i in range(1, c.shape[0]):
                        value = value * h[k - 1] + c[i, k - 1]
                    c[-1, k] = value
            return self._like(c)

        def integrate(self, a, b, extrapolate=None):
            whole = self.antiderivative()
            return _np.asarray(whole(b) - whole(a))

        def roots(self, discontinuity=True, extrapolate=None):
            return self.solve(0.0, discontinuity, extrapolate)

        def solve(self, y=0.0, discontinuity=True, extrapolate=None):
            if self.c.ndim != 2:
                raise ValueError("roots of several splines at once are not available in agrun; take one at a time")
            extrapolate = self.extrapolate if extrapolate is None else extrapolate
            found = []
            last = len(self.x) - 2
            for k in range(last + 1):
                c = self.c[:, k].copy()
                c[-1] -= y
                h = self.x[k + 1] - self.x[k]
                for r in sorted(r.real for r in _np.roots(c) if abs(r.imag) < 1e-10 * max(1.0, abs(r.real))):
                    inside = -1e-12 * h <= r <= h * (1 + 1e-12)
                    if inside or extrapolate and (k == 0 and r < 0 or k == last and r > h):
                        place = self.x[k] + r
                        if not found or abs(place - found[-1]) > 1e-12 * max(1.0, abs(place)):
                            found.append(place)
            return _np.array(found)


    def _hermite(x, y, slopes):
        """Coefficients of the cubic pieces with given values and slopes."""
        h = _np.diff(x).reshape((-1,) + (1,) * (y.ndim - 1))
        secant = _np.diff(y, axis=0) / h
        t = (slopes[:-1] + slopes[1:] - 2 * secant) / h
        return _np.stack([t / h, (secant - slopes[:-1]) / h - t, slopes[:-1], y[:-1]])


    class CubicHermiteSpline(PPoly):
        def __init__(self, x, y, dydx, axis=0, extrapolate=None):
            x, y = _points(x, y, axis)
            slopes = _np.moveaxis(_np.asarray(dydx, dtype=float), axis, 0)
            if slopes.shape != y.shape:
                raise ValueError("The shapes of `y` and `dydx` must be identical.")
            super().__init__(_hermite(x, y, slopes), x, extrapolate, axis)


    class PchipInterpolator(CubicHermiteSpline):
        """Monotone cubic pieces (Fritsch and Butland 1984)."""

        def __init__(self, x, y, axis=0, extrapolate=None):
            x, y = _points(x, y, axis)
            super().__init__(x, y, self._slopes(x, y), 0, extrapolate)
            self.axis = axis

        @staticmethod
        def _slopes(x, y):
            shape = y.shape
            y = y.reshape(len(x), -1)
            h = _np.diff(x)[:, None]
            m = _np.diff(y, axis=0) / h
            if len(x) == 2:
                return _np.concatenate([m, m]).reshape(shape)
            differ = (_np.sign(m[1:]) != _np.sign(m[:-1])) | (m[1:] == 0) | (m[:-1] == 0)
            w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
            left, right = _np.where(differ, 1.0, m[:-1]), _np.where(differ, 1.0, m[1:])
            mean = (w1 / left + w2 / right) / (w1 + w2)
            inner = _np.where(differ, 0.0, 1.0 / mean)

            def end(h0, h1, m0, m1):
                d = ((2 * h0 + h1) * m0 - h0 * m1) / (h0 + h1)
                away = _np.sign(d) != _np.sign(m0)
                steep = (_np.sign(m0) != _np.sign(m1)) & (_np.abs(d) > 3.0 * _np.abs(m0))
                return _np.where(away, 0.0, _np.where(steep, 3.0 * m0, d))

            first = end(h[0], h[1], m[0], m[1])
            last = end(h[-1], h[-2], m[-1], m[-2])
            return _np.concatenate([first[None], inner, last[None]]).reshape(shape)


    def pchip_interpolate(xi, yi, x, der=0, axis=0):
        return PchipInterpolator(xi, yi, axis=axis)(x, nu=der)


    class Akima1DInterpolator(CubicHermiteSpline):
        def __init__(self, x, y, axis=0, *, method="akima", extrapolate=None):
            if method not in ("akima", "makima"):
                raise NotImplementedError(f"`method`={method} is unsupported.")
            x, y = _points(x, y, axis)
            n = len(x)
            m = _np.empty((n + 3,) + y.shape[1:])
            m[2:-2] = _np.diff(y, axis=0) / _np.diff(x).reshape((-1,) + (1,) * (y.ndim - 1))
            m[1] = 2 * m[2] - m[3]
            m[0] = 2 * m[1] - m[2]
            m[-2] = 2 * m[-3] - m[-4]
            m[-1] = 2 * m[-2] - m[-3]
            slopes = 0.5 * (m[3:] + m[:-3])
            change = _np.abs(_np.diff(m, axis=0))
            if method == "makima":
                change = change + 0.5 * _np.abs(m[1:] + m[:-1])
            right, left = change[2:], change[:-2]
            total = right + left
            kept = total > 1e-9 * (_np.max(total) if total.size else 0.0)
            weighted = (right * m[1:-2] + left * m[2:-1]) / _np.where(kept, total, 1.0)
            super().__init__(x, y, _np.where(kept, weighted, slopes), 0, False if extrapolate is None else extrapolate)
            self.axis = axis


    class CubicSpline(CubicHermiteSpline):
        def __init__(self, x, y, axis=0, bc_type='not-a-knot', extrapolate=None):
            x, y = _points(x, y, axis)
            if isinstance(bc_type, str) and bc_type == 'periodic':
                if not _np.allclose(y[0], y[-1], rtol=1e-15, atol=1e-15):
                    raise ValueError("The first and last `y` point along axis 0 must be identical (within machine precision) when bc_type='periodic'.")
                extrapolate = 'periodic' if extrapolate is None else extrapolate
            slopes = self._slopes(x, y, self._conditions(bc_type, y))
            super().__init__(x, y, slopes, 0, True if extrapolate is None else extrapolate)
            self.axis = axis

        @staticmethod
        def _conditions(bc_type, y):
            ends = (bc_type, bc_type) if isinstance(bc_type, str) else tuple(bc_type)
            if len(ends) != 2:
                raise ValueError("`bc_type` must contain 2 elements to specify start and end conditions.")
            result = []
            for end in ends:
                if isinstance(end, str):
                    if end == 'clamped':
                        end = (1, _np.zeros(y.shape[1:]))
                    elif end == 'natural':
                        end = (2, _np.zeros(y.shape[1:]))
                    elif end not in ('not-a-knot', 'periodic'):
                        raise ValueError(f"bc_type={end} is not allowed.")
                elif end[0] not in (1, 2):
                    raise ValueError("The specified derivative order must be 1 or 2.")
                result.append(end)
            return result

        @staticmethod
        def _slopes(x, y, conditions):
            shape = y.shape
            n = len(x)
            y = y.reshape(n, -1)
            h = _np.diff(x)
            m = _np.diff(y, axis=0) / h[:, None]
            first, last = conditions
            A = _np.zeros((n, n))
            b = _np.zeros(y.shape)
            if n == 2 and isinstance(first, str) and isinstance(last, str):
                return _np.concatenate([m, m]).reshape(shape)
            if n == 2:
                first = (1, m[0]) if isinstance(first, str) else first
                last = (1, m[0]) if isinstance(last, str) else last
            if isinstance(first, str) and first == 'periodic':
                return CubicSpline._periodic(h, m, y).reshape(shape)
            if n == 3 and isinstance(first, str) and isinstance(last, str):
                A = _np.array([[1.0, 1.0, 0.0], [h[1], 2 * (h[0] + h[1]), h[0]], [0.0, 1.0, 1.0]])
                b = _np.array([2 * m[0], 3 * (h[0] * m[1] + h[1] * m[0]), 2 * m[1]])
                return _np.linalg.solve(A, b).reshape(shape)
            for i in range(1, n - 1):
                A[i, i - 1], A[i, i], A[i, i + 1] = h[i], 2 * (h[i - 1] + h[i]), h[i - 1]
                b[i] = 3 * (h[i] * m[i - 1] + h[i - 1] * m[i])
            if isinstance(first, str):
                d = x[2] - x[0]
                A[0, 0], A[0, 1] = h[1], d
                b[0] = ((h[0] + 2 * d) * h[1] * m[0] + h[0] ** 2 * m[1]) / d
            elif first[0] == 1:
                A[0, 0] = 1
                b[0] = _np.ravel(first[1])
            else:
                A[0, 0], A[0, 1] = 2 * h[0], h[0]
                b[0] = -0.5 * _np.ravel(first[1]) * h[0] ** 2 + 3 * (y[1] - y[0])
            if isinstance(last, str):
                d = x[-1] - x[-3]
                A[-1, -1], A[-1, -2] = h[-2], d
                b[-1] = (h[-1] ** 2 * m[-2] + (2 * d + h[-1]) * h[-2] * m[-1]) / d
            elif last[0] == 1:
                A[-1, -1] = 1
                b[-1] = _np.ravel(last[1])
            else:
                A[-1, -1], A[-1, -2] = 2 * h[-1], h[-1]
                b[-1] = 0.5 * _np.ravel(last[1]) * h[-1] ** 2 + 3 * (y[-1] - y[-2])
            return _solve_tridiagonal(A, b).reshape(shape)

        @staticmethod
        def _periodic(h, m, y):
            n = len(h)
            if n == 2:
                slope = (m[0] / h[0] + m[1] / h[1]) / (1.0 / h[0] + 1.0 / h[1])
                return _np.stack([slope, slope, slope])
            A = _np.zeros((n, n))
            b = _np.zeros((n, y.shape[1]))
            for i in range(n):
                before = i - 1
                A[i, before] += h[i]
                A[i, i] += 2 * (h[before] + h[i])
                A[i, (i + 1) % n] += h[before]
                b[i] = 3 * (h[i] * m[before] + h[before] * m[i])
            s = _np.linalg.solve(A, b)
            return _np.concatenate([s, s[:1]])


    def _solve_tridiagonal(A, b):
        """Elimination down the band; the corner conditions keep it diagonal enough."""
        n = len(b)
        if n < 60:
            return _np.linalg.solve(A, b)
        lower, diagonal, upper = _np.diagonal(A, -1).copy(), _np.diagonal(A).copy(), _np.diagonal(A, 1).copy()
        b = b.copy()
        for i in range(1, n):
            w = lower[i - 1] / diagonal[i - 1]
            diagonal[i] -= w * upper[i - 1]
            b[i] -= w * b[i - 1]
        b[-1] = b[-1] / diagonal[-1]
        for i in range(n - 2, -1, -1):
            b[i] = (b[i] - upper[i] * b[i + 1]) / diagonal[i]
        return b

    """#
}
