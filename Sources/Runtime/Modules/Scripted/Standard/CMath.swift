extension LibraryModules {
  /// `cmath`: elementary functions of a complex variable with C99's branch cuts and special values.
  static let cmath = #"""
    import math as _math

    pi = _math.pi
    e = _math.e
    tau = _math.tau
    inf = _math.inf
    nan = _math.nan
    infj = complex(0.0, inf)
    nanj = complex(0.0, nan)

    _LARGE = 8.98846567431158e+307 / 4
    _LOG_LARGE = _math.log(_LARGE)
    _LN2 = 0.6931471805599453

    def _complex(z):
        if isinstance(z, complex):
            return z
        if isinstance(z, (int, float)):
            return complex(z)
        if isinstance(z, str):
            raise TypeError(f"must be real number, not {type(z).__name__}")
        if hasattr(z, '__complex__'):
            return z.__complex__()
        if hasattr(z, '__float__') or hasattr(z, '__index__'):
            return complex(float(z))
        raise TypeError(f"must be real number, not {type(z).__name__}")

    def _domain():
        return ValueError('math domain error')

    def _range():
        return OverflowError('math range error')

    def isfinite(z, /):
        """Whether both parts are finite."""
        z = _complex(z)
        return _math.isfinite(z.real) and _math.isfinite(z.imag)

    def isinf(z, /):
        """Whether a part is infinite."""
        z = _complex(z)
        return _math.isinf(z.real) or _math.isinf(z.imag)

    def isnan(z, /):
        """Whether a part is NaN."""
        z = _complex(z)
        return _math.isnan(z.real) or _math.isnan(z.imag)

    def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
        """Whether two numbers are close to each other."""
        if rel_tol < 0.0 or abs_tol < 0.0:
            raise ValueError('tolerances must be non-negative')
        a, b = _complex(a), _complex(b)
        if a == b:
            return True
        if isinf(a) or isinf(b):
            return False
        diff = abs(a - b)
        return diff <= rel_tol * abs(b) or diff <= rel_tol * abs(a) or diff <= abs_tol

    def phase(z, /):
        """The angle of the number."""
        z = _complex(z)
        return _math.atan2(z.imag, z.real)

    def polar(z, /):
        """Absolute value and angle."""
        z = _complex(z)
        return abs(z), _math.atan2(z.imag, z.real)

    def rect(r, phi, /):
        """The number of an absolute value and an angle."""
        r, phi = float(r), float(phi)
        if not _math.isfinite(r) or not _math.isfinite(phi):
            if _math.isinf(r) and _math.isfinite(phi) and phi != 0.0:
                x, y = _math.copysign(inf, _math.cos(phi)), _math.copysign(inf, _math.sin(phi))
                return complex(x, y) if r > 0 else complex(-x, -y)
            if r == 0.0 and not _math.isnan(r):
                return 0j
            if _math.isinf(phi) and not _math.isnan(r):
                raise _domain()
            return complex(r if _math.isinf(r) else nan, 0.0 if phi == 0.0 else nan)
        if phi == 0.0:
            return complex(r, r * phi)
        return complex(r * _math.cos(phi), r * _math.sin(phi))

    def exp(z, /):
        """e to the power z."""
        z = _complex(z)
        x, y = z.real, z.imag
        if not _math.isfinite(x) or not _math.isfinite(y):
            if _math.isinf(x) and _math.isfinite(y) and y != 0.0:
                if x > 0:
                    return complex(_math.copysign(inf, _math.cos(y)), _math.copysign(inf, _math.sin(y)))
                return complex(_math.copysign(0.0, _math.cos(y)), _math.copysign(0.0, _math.sin(y)))
            if _math.isinf(y) and (_math.isfinite(x) or x == inf):
                raise _domain()
            if x == inf:
                return complex(inf, y)
            if x == -inf:
                return complex(0.0, 0.0 if y != 0.0 else y)
            return complex(nan, y if y == 0.0 else nan)
        if x > _LOG_LARGE:
            scale = _math.exp(x - 1.0)
            result = complex(scale * _math.cos(y) * e, scale * _math.sin(y) * e)
        else:
            scale = _math.exp(x)
            result = complex(scale * _math.cos(y), scale * _math.sin(y))
        if isinf(result):
            raise _range()
        return result

    def _log_abs(x, y):
        ax, ay = abs(x), abs(y)
        if ax > _LARGE or ay > _LARGE:
            return _math.log(_math.hypot(ax / 2.0, ay / 2.0)) + _LN2
        if ax < 2.2250738585072014e-308 and ay < 2.2250738585072014e-308:
            if ax > 0.0 or ay > 0.0:
                return _math.log(_math.hypot(_math.ldexp(ax, 53), _math.ldexp(ay, 53))) - 53 * _LN2
            raise _domain()
        h = _math.hypot(ax, ay)
        if 0.71 <= h <= 1.73:
            am, an = max(ax, ay), min(ax, ay)
            return _math.log1p((am - 1) * (am + 1) + an * an) / 2.0
        return _math.log(h)

    def log(z, base=None, /):
        """The logarithm, natural or to a base."""
        z = _complex(z)
        x, y = z.real, z.imag
        if _math.isfinite(x) and _math.isfinite(y):
            result = complex(_log_abs(x, y), _math.atan2(y, x))
        elif _math.isinf(x) or _math.isinf(y):
            result = complex(inf, _math.atan2(y, x))
        else:
            result = complex(nan, nan)
        if base is None:
            return result
        try:
            return result / log(base)
        except ZeroDivisionError:
            raise ZeroDivisionError('complex division by zero') from None

    def log10(z, /):
        """The decimal logarithm."""
        result = log(z)
        return complex(result.real / 2.302585092994046, result.imag / 2.302585092994046)

    def sqrt(z, /):
        """The square root with a nonnegative real part."""
        z = _complex(z)
        x, y = z.real, z.imag
        if x == 0.0 and y == 0.0:
            return complex(0.0, y)
        if _math.isinf(y):
            return complex(inf, y)
        if not _math.isfinite(x) or _math.isnan(y):
            if x == inf:
                return complex(inf, y if _math.isnan(y) else _math.copysign(0.0, y))
            if x == -inf:
                return complex(y if _math.isnan(y) else 0.0, _math.copysign(inf, y))
            return complex(nan, nan)
        ax, ay = abs(x), abs(y)
        if ax < 2.2250738585072014e-308 and ay < 2.2250738585072014e-308:
            ax = _math.ldexp(ax, 54)
            s = _math.ldexp(_math.sqrt((ax + _math.hypot(ax, _math.ldexp(ay, 54))) / 2.0), -27)
        else:
            ax /= 8.0
            s = 2.0 * _math.sqrt(ax + _math.hypot(ax, ay / 8.0))
        d = ay / (2.0 * s)
        if x >= 0.0:
            return complex(s, _math.copysign(d, y))
        return complex(d, _math.copysign(s, y))

    def cosh(z, /):
        """The hyperbolic cosine."""
        z = _complex(z)
        x, y = z.real, z.imag
        if not _math.isfinite(x) or not _math.isfinite(y):
            if _math.isinf(x) and _math.isfinite(y) and y != 0.0:
                return complex(_math.copysign(inf, _math.cos(y)),
                               _math.copysign(inf, _math.sin(y)) * _math.copysign(1.0, x))
            if _math.isinf(y) and not _math.isnan(x):
                raise _domain()
            if _math.isinf(x):
                return complex(inf, y if _math.isnan(y) else _math.copysign(0.0, y) * _math.copysign(1.0, x))
            return complex(nan, nan if y != 0.0 and x != 0.0 else 0.0)
        if abs(x) > _LOG_LARGE:
            shifted = x - _math.copysign(1.0, x)
            result = complex(_math.cos(y) * _math.cosh(shifted) * e, _math.sin(y) * _math.sinh(shifted) * e)
        else:
            result = complex(_math.cos(y) * _math.cosh(x), _math.sin(y) * _math.sinh(x))
        if isinf(result):
            raise _range()
        return result

    def sinh(z, /):
        """The hyperbolic sine."""
        z = _complex(z)
        x, y = z.real, z.imag
        if not _math.isfinite(x) or not _math.isfinite(y):
            if _math.isinf(x) and _math.isfinite(y) and y != 0.0:
                return complex(_math.copysign(inf, _math.cos(y)) * _math.copysign(1.0, x),
                               _math.copysign(inf, _math.sin(y)))
            if _math.isinf(y) and not _math.isnan(x):
                raise _domain()
            if _math.isinf(x):
                return complex(x, y)
            return complex(x if x == 0.0 else nan, y if y == 0.0 else nan)
        if abs(x) > _LOG_LARGE:
            shifted = x - _math.copysign(1.0, x)
            result = complex(_math.cos(y) * _math.sinh(shifted) * e, _math.sin(y) * _math.cosh(shifted) * e)
        else:
            result = complex(_math.cos(y) * _math.sinh(x), _math.sin(y) * _math.cosh(x))
        if isinf(result):
            raise _range()
        return result

    def tanh(z, /):
        """The hyperbolic tangent."""
        z = _complex(z)
        x, y = z.real, z.imag
        if not _math.isfinite(x) or not _math.isfinite(y):
            if _math.isinf(x):
                if _math.isfinite(y):
                    return complex(_math.copysign(1.0, x), _math.copysign(0.0, 2.0 * _math.sin(y) * _math.cos(y)))
                return complex(_math.copysign(1.0, x), 0.0)
            if _math.isinf(y) and _math.isfinite(x):
                raise _domain()
            return complex(nan, y if y == 0.0 else nan)
        if abs(x) > _LOG_LARGE:
            return complex(_math.copysign(1.0, x),
                           4.0 * _math.sin(y) * _math.cos(y) * _math.exp(-2.0 * abs(x)))
        tx, ty = _math.tanh(x), _math.tan(y)
        cx = 1.0 / _math.cosh(x)
        txty = tx * ty
        denominator = 1.0 + txty * txty
        return complex(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)

    def cos(z, /):
        """The cosine."""
        z = _complex(z)
        return cosh(complex(-z.imag, z.real))

    def sin(z, /):
        """The sine."""
        z = _complex(z)
        w = sinh(complex(-z.imag, z.real))
        return complex(w.imag, -w.real)

    def tan(z, /):
        """The tangent."""
        z = _complex(z)
        w = tanh(complex(-z.imag, z.real))
        return complex(w.imag, -w.real)

    def acos(z, /):
        """The arc cosine."""
        z = _complex(z)
        x, y = z.real, z.imag
        if _math.isnan(x) or _math.isnan(y):
            return complex(nan, nan)
        if abs(x) > _LARGE or abs(y) > _LARGE:
            real = _math.atan2(abs(y), x)
            size = _math.log(_math.hypot(x / 2.0, y / 2.0)) + 2 * _LN2
            return complex(real, -_math.copysign(size, y))
        s1 = sqrt(complex(1.0 - x, -y))
        s2 = sqrt(complex(1.0 + x, y))
        return complex(2.0 * _math.atan2(s1.real, s2.real),
                       _math.asinh(s2.real * s1.imag - s2.imag * s1.real))

    def acosh(z, /):
        """The inverse hyperbolic cosine."""
        z = _complex(z)
        x, y = z.real, z.imag
        if _math.isnan(x) or _math.isnan(y):
            return complex(nan, nan)
        if abs(x) > _LARGE or abs(y) > _LARGE:
            return complex(_math.log(_math.hypot(x / 2.0, y / 2.0)) + 2 * _LN2, _math.atan2(y, x))
        s1 = sqrt(complex(x - 1.0, y))
        s2 = sqrt(complex(x + 1.0, y))
        return complex(_math.asinh(s1.real * s2.real + s1.imag * s2.imag),
                       2.0 * _math.atan2(s1.imag, s2.real))

    def asinh(z, /):
        """The inverse hyperbolic sine."""
        z = _complex(z)
        x, y = z.real, z.imag
        if _math.isnan(x) or _math.isnan(y):
            return complex(nan, nan)
        if abs(x) > _LARGE or abs(y) > _LARGE:
            size = _math.log(_math.hypot(x / 2.0, y / 2.0)) + 2 * _LN2
            return complex(_math.copysign(size, x), _math.atan2(y, abs(x)))
        s1 = sqrt(complex(1.0 + y, -x))
        s2 = sqrt(complex(1.0 - y, x))
        return complex(_math.asinh(s1.real * s2.imag - s2.real * s1.imag),
                       _math.atan2(y, s1.real * s2.real - s1.imag * s2.imag))

    def asin(z, /):
        """The arc sine."""
        z = _complex(z)
        w = asinh(complex(-z.imag, z.real))
        return complex(w.imag, -w.real)

    def atanh(z, /):
        """The inverse hyperbolic tangent."""
        z = _complex(z)
        x, y = z.real, z.imag
        if _math.isnan(x) or _math.isnan(y):
            return complex(nan, nan)
        if x < 0.0 or (x == 0.0 and _math.copysign(1.0, x) < 0.0):
            return -atanh(-z)
        ay = abs(y)
        if x > 6.703903964971298e+153 or ay > 6.703903964971298e+153:
            h = _math.hypot(x / 2.0, y / 2.0)
            real = x / 4.0 / h / h if _math.isfinite(h) else 0.0
            return complex(real, -_math.copysign(pi / 2.0, -y))
        if x == 1.0 and ay < 1.4916681462400413e-154:
            if ay == 0.0:
                raise _domain()
            real = -_math.log(_math.sqrt(ay) / _math.sqrt(_math.hypot(ay, 2.0)))
            return complex(real, _math.copysign(_math.atan2(2.0, -ay) / 2, y))
        real = _math.log1p(4.0 * x / ((1 - x) * (1 - x) + ay * ay)) / 4.0
        return complex(real, -_math.atan2(-2.0 * y, (1 - x) * (1 + x) - ay * ay) / 2.0)

    def atan(z, /):
        """The arc tangent."""
        z = _complex(z)
        w = atanh(complex(-z.imag, z.real))
        return complex(w.imag, -w.real)
    """#
}
