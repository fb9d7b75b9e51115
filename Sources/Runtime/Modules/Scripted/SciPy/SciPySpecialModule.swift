/// Functions of `scipy.special` that nothing differentiates: incomplete beta, elliptic and exponential integrals, orthogonal polynomials.
enum SciPySpecialModule {
  static let source = #"""
    import numpy as _np
    import math as _math

    def _each(f, *operands):
        arrays = _np.broadcast_arrays(*[_np.asarray(a, dtype=float) for a in operands])
        values = [f(*v) for v in zip(*[a.ravel().tolist() for a in arrays])]
        return _np.array(values, dtype=float).reshape(arrays[0].shape)[()]

    def _beta_fraction(a, b, x):
        # Lentz's evaluation of the continued fraction (DLMF 8.17.22).
        tiny = 1e-300
        c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
        d = 1.0 / (d if abs(d) > tiny else tiny)
        h = d
        for m in range(1, 10000):
            n = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1.0 + n * d
            c = 1.0 + n / c
            d = 1.0 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            h *= d * c
            n = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1.0 + n * d
            c = 1.0 + n / c
            d = 1.0 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            h *= d * c
            if abs(d * c - 1.0) < 1e-16:
                break
        return h

    def _incomplete_beta(a, b, x):
        if _math.isnan(a) or _math.isnan(b) or _math.isnan(x) or a <= 0 or b <= 0 or x < 0 or x > 1:
            return _math.nan
        if x == 0 or x == 1:
            return x
        front = _math.exp(_math.lgamma(a + b) - _math.lgamma(a) - _math.lgamma(b)
                          + a * _math.log(x) + b * _math.log1p(-x))
        if x < (a + 1.0) / (a + b + 2.0):
            return front * _beta_fraction(a, b, x) / a
        return 1.0 - front * _beta_fraction(b, a, 1.0 - x) / b

    def betainc(a, b, x):
        return _each(_incomplete_beta, a, b, x)

    def betaincc(a, b, x):
        return betainc(b, a, 1.0 - _np.asarray(x, dtype=float))

    def binom(n, k):
        def one(n, k):
            if k == _math.floor(k) and n == _math.floor(n) and 0 <= k <= n:
                return float(_math.comb(int(n), int(k)))
            if n == _math.floor(n) and n >= 0 and k == _math.floor(k):
                return 0.0
            return _math.exp(_math.lgamma(n + 1) - _math.lgamma(k + 1) - _math.lgamma(n - k + 1))
        return _each(one, n, k)

    def perm(N, k, exact=False):
        if exact:
            return _math.perm(N, k) if 0 <= k <= N else 0
        def one(n, k):
            if k > n or n < 0 or k < 0:
                return 0.0
            value = 1.0
            for i in range(int(k)):
                value *= n - i
            return value
        return _each(one, N, k)

    def factorial2(n, exact=False):
        def one(n):
            value = 1
            while n > 1:
                value *= n
                n -= 2
            return value
        return one(int(n)) if exact else _each(lambda m: float(one(int(m))), n)

    def poch(z, m):
        return _each(lambda z, m: _math.gamma(z + m) / _math.gamma(z), z, m)

    def _agm(m, second):
        # K and E by the arithmetic-geometric mean (DLMF 19.8).
        if m == 1:
            return 1.0 if second else _math.inf
        if m > 1:
            return _math.nan
        a, b = 1.0, _math.sqrt(1 - m)
        total, power = m / 2, 0.5
        for step in range(40):
            c = (a - b) / 2
            a, b = (a + b) / 2, _math.sqrt(a * b)
            power *= 2
            total += power * c * c
            if abs(c) < 1e-16 * a:
                break
        K = _math.pi / (2 * a)
        return K * (1 - total) if second else K

    def ellipk(m):
        return _each(lambda m: _agm(m, False), m)

    def ellipe(m):
        return _each(lambda m: _agm(m, True), m)

    def ellipkm1(p):
        return ellipk(1.0 - _np.asarray(p, dtype=float))

    def _exp_integral(x):
        # E1 for x > 0: series below 1, continued fraction above.
        if x == 0:
            return _math.inf
        if x < 0 or _math.isnan(x):
            return _math.nan
        if x <= 1:
            total, term = -0.5772156649015329 - _math.log(x), 1.0
            for k in range(1, 40):
                term *= -x / k
                total -= term / k
            return total
        b, c = x + 1.0, 1e300
        d = 1.0 / b
        h = d
        for i in range(1, 500):
            a = -float(i * i)
            b += 2.0
            d = 1.0 / (a * d + b)
            c = b + a / c
            h *= c * d
            if abs(c * d - 1.0) < 1e-16:
                break
        return h * _math.exp(-x)

    def exp1(z):
        return _each(_exp_integral, z)

    def expi(x):
        def one(x):
            if x < 0:
                return -_exp_integral(-x)
            if x == 0:
                return -_math.inf
            if x > 40:
                total, term = 1.0, 1.0
                for k in range(1, 40):
                    if abs(term * k / x) > abs(term):
                        break
                    term *= k / x
                    total += term
                return _math.exp(x) / x * total
            total, term = 0.5772156649015329 + _math.log(x), 1.0
            for k in range(1, 200):
                term *= x / k
                total += term / k
            return total
        return _each(one, x)

    def lambertw(z, k=0, tol=1e-08):
        if k not in (0, -1):
            raise NotImplementedError("lambertw: only the branches 0 and -1 are available in agrun")
        def one(x):
            if x < -1 / _math.e:
                return _math.nan
            if x == 0:
                return 0.0 if k == 0 else -_math.inf
            if k == 0:
                w = _math.log1p(x) if x > -0.3 else -1 + _math.sqrt(max(2 * (_math.e * x + 1), 0.0))
            else:
                w = _math.log(-x) - _math.log(-_math.log(-x)) if x > -0.25 else -1 - _math.sqrt(max(2 * (_math.e * x + 1), 0.0))
            for i in range(60):
                e = _math.exp(w)
                p = w * e - x
                if w == -1:
                    break
                step = p / (e * (w + 1) - (w + 2) * p / (2 * w + 2))
                w -= step
                if abs(step) <= 1e-16 * abs(w):
                    break
            return w
        value = _each(one, z)
        return value + 0j

    def huber(delta, r):
        return _each(lambda d, r: _math.inf if d < 0 else (0.5 * r * r if abs(r) <= d else d * (abs(r) - 0.5 * d)), delta, r)

    def pseudo_huber(delta, r):
        return _each(lambda d, r: d * d * (_math.sqrt(1 + (r / d) ** 2) - 1) if d else 0.0, delta, r)

    def boxcox(x, lmbda):
        return _each(lambda x, l: _math.log(x) if abs(l) < 1e-19 else _math.expm1(l * _math.log(x)) / l, x, lmbda)

    def inv_boxcox(y, lmbda):
        return _each(lambda y, l: _math.exp(y) if l == 0 else _math.exp(_math.log1p(l * y) / l), y, lmbda)

    def _recurrence(n, x, first, step):
        x = _np.asarray(x, dtype=float)
        n = int(n)
        before, current = _np.ones(x.shape), first(x)
        if n == 0:
            return before[()]
        for k in range(1, n):
            before, current = current, step(k, x, current, before)
        return current[()]

    def eval_legendre(n, x):
        return _recurrence(n, x, lambda x: x, lambda k, x, p, q: ((2 * k + 1) * x * p - k * q) / (k + 1))

    def eval_chebyt(n, x):
        return _recurrence(n, x, lambda x: x, lambda k, x, p, q: 2 * x * p - q)

    def eval_chebyu(n, x):
        return _recurrence(n, x, lambda x: 2 * x, lambda k, x, p, q: 2 * x * p - q)

    def eval_hermite(n, x):
        return _recurrence(n, x, lambda x: 2 * x, lambda k, x, p, q: 2 * x * p - 2 * k * q)

    def eval_hermitenorm(n, x):
        return _recurrence(n, x, lambda x: x, lambda k, x, p, q: x * p - k * q)

    def eval_laguerre(n, x):
        return _recurrence(n, x, lambda x: 1 - x, lambda k, x, p, q: ((2 * k + 1 - x) * p - k * q) / (k + 1))

    def eval_genlaguerre(n, alpha, x):
        return _recurrence(n, x, lambda x: 1 + alpha - x,
                           lambda k, x, p, q: ((2 * k + 1 + alpha - x) * p - (k + alpha) * q) / (k + 1))

    def eval_gegenbauer(n, alpha, x):
        return _recurrence(n, x, lambda x: 2 * alpha * x,
                           lambda k, x, p, q: (2 * (k + alpha) * x * p - (k + 2 * alpha - 1) * q) / (k + 1))

    def roots_legendre(n, mu=False):
        x, w = _np.polynomial.legendre.leggauss(n)
        return (x, w, 2.0) if mu else (x, w)

    def roots_chebyt(n, mu=False):
        x = -_np.cos(_np.pi * (2 * _np.arange(n) + 1) / (2 * n))
        w = _np.full(n, _np.pi / n)
        return (x, w, _np.pi) if mu else (x, w)

    def _golub(n, diagonal, side, total, mu):
        x, V = _np.linalg.eigh(_np.diag(diagonal) + _np.diag(side, 1) + _np.diag(side, -1))
        w = total * V[0] ** 2
        if not any(diagonal):
            x, w = (x - x[::-1]) / 2, (w + w[::-1]) / 2
        return (x, w, total) if mu else (x, w)

    def roots_hermite(n, mu=False):
        return _golub(n, _np.zeros(n), _np.sqrt(_np.arange(1, n) / 2.0), _math.sqrt(_math.pi), mu)

    def roots_hermitenorm(n, mu=False):
        return _golub(n, _np.zeros(n), _np.sqrt(_np.arange(1.0, n)), _math.sqrt(2 * _math.pi), mu)

    def roots_laguerre(n, mu=False):
        return _golub(n, 2.0 * _np.arange(n) + 1, _np.arange(1.0, n), 1.0, mu)
    """#
}
