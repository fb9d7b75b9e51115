extension LibraryModules {
  /// `statistics`: sums are exact fractions, so that results are the correctly rounded ones of CPython.
  static let statistics = #"""
    import math
    from fractions import Fraction
    from decimal import Decimal
    from collections import Counter, namedtuple
    from itertools import groupby
    from functools import reduce
    from bisect import bisect_left, bisect_right
    import random as _random
    _hypot, _sqrt, _exp, _log, _erf, _tau, _fabs = (
        math.hypot, math.sqrt, math.exp, math.log, math.erf, math.tau, math.fabs)

    class StatisticsError(ValueError):
        """What is wrong with the data."""

    LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))

    def _ratio(x):
        try:
            return x.as_integer_ratio()
        except AttributeError:
            raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")
        except (OverflowError, ValueError):
            return (x, None)

    def _combine(first, second):
        """The type of a sum of two types of numbers."""
        if first is second or second is int or second is bool:
            return first
        if first is int or first is bool:
            return second
        if issubclass(second, first):
            return second
        if issubclass(first, second):
            return first
        if issubclass(first, Fraction) and issubclass(second, float):
            return second
        if issubclass(first, float) and issubclass(second, Fraction):
            return first
        raise TypeError(f"don't know how to coerce {first.__name__} and {second.__name__}")

    def _sum(data):
        """Type, exact sum and count."""
        count = 0
        kind = int
        partials = {}
        special = None
        for x in data:
            count += 1
            kind = _combine(kind, type(x))
            top, bottom = _ratio(x)
            if bottom is None:
                special = x if special is None else special + x
            else:
                partials[bottom] = partials.get(bottom, 0) + top
        if special is not None:
            return kind, special, count
        total = Fraction(0)
        for bottom, top in partials.items():
            total += Fraction(top, bottom)
        return kind, total, count

    def _squares(data, center=None):
        """Type, exact sum of squared deviations, mean and count."""
        if center is not None:
            kind, total, count = _sum((x - center) ** 2 for x in data)
            return kind, total, center, count
        count = 0
        kind = int
        firsts = Fraction(0)
        seconds = Fraction(0)
        special = None
        for x in data:
            count += 1
            kind = _combine(kind, type(x))
            top, bottom = _ratio(x)
            if bottom is None:
                special = x if special is None else special + x
            else:
                exact = Fraction(top, bottom)
                firsts += exact
                seconds += exact * exact
        if special is not None:
            return kind, special - special, special, count
        if not count:
            return kind, Fraction(0), Fraction(0), 0
        return kind, (count * seconds - firsts * firsts) / count, firsts / count, count

    def _convert(value, kind):
        if type(value) is kind:
            return value
        if issubclass(kind, int) and (not isinstance(value, Fraction) or value.denominator != 1):
            kind = float
        if not isinstance(value, Fraction):
            return kind(value)
        if issubclass(kind, Decimal):
            return Decimal(value.numerator) / Decimal(value.denominator)
        return kind(value)

    def _root(top, bottom):
        """The correctly rounded square root of a ratio of ints."""
        if not top:
            return 0.0
        shift = (top.bit_length() - bottom.bit_length() - 109) // 2
        if shift >= 0:
            q, m = top, bottom << 2 * shift
        else:
            q, m = top << -2 * shift, bottom
        root = math.isqrt(q // m)
        root |= root * root * m != q
        if shift >= 0:
            return float(root << shift)
        return root / (1 << -shift)

    def _decimal_root(value):
        return Decimal(value.numerator) / Decimal(value.denominator)

    def mean(data):
        """The arithmetic mean."""
        kind, total, count = _sum(data)
        if count < 1:
            raise StatisticsError('mean requires at least one data point')
        return _convert(total / count, kind)

    def fmean(data, weights=None):
        """The mean as a float."""
        if weights is None:
            try:
                count = len(data)
            except TypeError:
                data = list(data)
                count = len(data)
            total = math.fsum(data)
            if not count:
                raise StatisticsError('fmean requires at least one data point')
            return total / count
        if not isinstance(weights, (list, tuple)):
            weights = list(weights)
        if not isinstance(data, (list, tuple)):
            data = list(data)
        if len(data) != len(weights):
            raise StatisticsError('data and weights must be the same length')
        top = math.fsum(x * w for x, w in zip(data, weights))
        bottom = math.fsum(weights)
        if not bottom:
            raise StatisticsError('sum of weights must be non-zero')
        return top / bottom

    def geometric_mean(data):
        """The mean of growth factors."""
        try:
            return _exp(fmean(map(_log, data)))
        except ValueError:
            raise StatisticsError('geometric mean requires a non-empty dataset containing positive numbers') from None

    def harmonic_mean(data, weights=None):
        """The reciprocal of the mean of reciprocals."""
        data = list(data)
        message = 'harmonic mean does not support negative values'
        count = len(data)
        if count < 1:
            raise StatisticsError('harmonic_mean requires at least one data point')
        if count == 1 and weights is None:
            x = data[0]
            if not isinstance(x, (int, float, Fraction, Decimal)):
                raise TypeError('unsupported type')
            if x < 0:
                raise StatisticsError(message)
            return x
        if weights is None:
            weights = [1] * count
            total_weight = count
        else:
            weights = list(weights)
            if len(weights) != count:
                raise StatisticsError('Number of weights does not match data size')
            for w in weights:
                if w < 0:
                    raise StatisticsError(message)
            total_weight = _sum(weights)[1]
        for x in data:
            if x < 0:
                raise StatisticsError(message)
        try:
            kind, total, count = _sum(w / x if w else 0 for w, x in zip(weights, data))
        except ZeroDivisionError:
            return 0
        if total <= 0:
            raise StatisticsError('Weighted sum must be positive')
        return _convert(total_weight / total, kind)

    def median(data):
        """The middle value; the mean of the two middle ones."""
        data = sorted(data)
        count = len(data)
        if count == 0:
            raise StatisticsError('no median for empty data')
        half = count // 2
        if count % 2 == 1:
            return data[half]
        return (data[half - 1] + data[half]) / 2

    def median_low(data):
        """The middle value, the lower one of two."""
        data = sorted(data)
        count = len(data)
        if count == 0:
            raise StatisticsError('no median for empty data')
        return data[count // 2] if count % 2 == 1 else data[count // 2 - 1]

    def median_high(data):
        """The middle value, the higher one of two."""
        data = sorted(data)
        if not data:
            raise StatisticsError('no median for empty data')
        return data[len(data) // 2]

    def median_grouped(data, interval=1.0):
        """The median of values grouped around the midpoints of intervals."""
        data = sorted(data)
        count = len(data)
        if not count:
            raise StatisticsError('no median for empty data')
        x = data[count // 2]
        i = bisect_left(data, x)
        j = bisect_right(data, x, lo=i)
        try:
            interval = float(interval)
            x = float(x)
        except ValueError:
            raise TypeError('Value cannot be converted to a float')
        lower = x - interval / 2.0
        return lower + interval * (count / 2 - i) / (j - i)

    def mode(data):
        """The most common value, the first of several."""
        pairs = Counter(iter(data)).most_common(1)
        try:
            return pairs[0][0]
        except IndexError:
            raise StatisticsError('no mode for empty data') from None

    def multimode(data):
        """All most common values in order of appearance."""
        counts = Counter(iter(data))
        if not counts:
            return []
        most = max(counts.values())
        return [value for value, count in counts.items() if count == most]

    def quantiles(data, *, n=4, method='exclusive'):
        """Cut points of n groups of equal probability."""
        if n < 1:
            raise StatisticsError('n must be at least 1')
        data = sorted(data)
        count = len(data)
        if count < 2:
            raise StatisticsError('must have at least two data points')
        if method == 'inclusive':
            m = count - 1
            result = []
            for i in range(1, n):
                j, delta = divmod(i * m, n)
                result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
            return result
        if method == 'exclusive':
            m = count + 1
            result = []
            for i in range(1, n):
                j = i * m // n
                j = 1 if j < 1 else count - 1 if j > count - 1 else j
                delta = i * m - j * n
                result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
            return result
        raise ValueError(f'Unknown method: {method!r}')

    def variance(data, xbar=None):
        """The variance of a sample."""
        kind, total, center, count = _squares(data, xbar)
        if count < 2:
            raise StatisticsError('variance requires at least two data points')
        return _convert(total / (count - 1), kind)

    def pvariance(data, mu=None):
        """The variance of a population."""
        kind, total, center, count = _squares(data, mu)
        if count < 1:
            raise StatisticsError('pvariance requires at least one data point')
        return _convert(total / count, kind)

    def _deviation(variance, kind):
        if issubclass(kind, Decimal):
            return (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
        if not isinstance(variance, Fraction):
            return _sqrt(variance)
        return _root(variance.numerator, variance.denominator)

    def stdev(data, xbar=None):
        """The standard deviation of a sample."""
        kind, total, center, count = _squares(data, xbar)
        if count < 2:
            raise StatisticsError('stdev requires at least two data points')
        return _deviation(total / (count - 1), kind)

    def pstdev(data, mu=None):
        """The standard deviation of a population."""
        kind, total, center, count = _squares(data, mu)
        if count < 1:
            raise StatisticsError('pstdev requires at least one data point')
        return _deviation(total / count, kind)

    def covariance(x, y, /):
        """The covariance of two samples."""
        n = len(x)
        if len(y) != n:
            raise StatisticsError('covariance requires that both inputs have same number of data points')
        if n < 2:
            raise StatisticsError('covariance requires at least two data points')
        xbar = math.fsum(x) / n
        ybar = math.fsum(y) / n
        return math.fsum((xi - xbar) * (yi - ybar) for xi, yi in zip(x, y)) / (n - 1)

    def correlation(x, y, /):
        """Pearson's coefficient."""
        n = len(x)
        if len(y) != n:
            raise StatisticsError('correlation requires that both inputs have same number of data points')
        if n < 2:
            raise StatisticsError('correlation requires at least two data points')
        xbar = math.fsum(x) / n
        ybar = math.fsum(y) / n
        sxy = math.fsum((xi - xbar) * (yi - ybar) for xi, yi in zip(x, y))
        sxx = math.fsum((d := xi - xbar) * d for xi in x)
        syy = math.fsum((d := yi - ybar) * d for yi in y)
        try:
            return sxy / _sqrt(sxx * syy)
        except ZeroDivisionError:
            raise StatisticsError('at least one of the inputs is constant')

    def linear_regression(x, y, /, *, proportional=False):
        """Slope and intercept of the least-squares line."""
        n = len(x)
        if len(y) != n:
            raise StatisticsError('linear regression requires that both inputs have same number of data points')
        if n < 2:
            raise StatisticsError('linear regression requires at least two data points')
        if proportional:
            sxy = math.fsum(xi * yi for xi, yi in zip(x, y))
            sxx = math.fsum(xi * xi for xi in x)
        else:
            xbar = math.fsum(x) / n
            ybar = math.fsum(y) / n
            sxy = math.fsum((xi - xbar) * (yi - ybar) for xi, yi in zip(x, y))
            sxx = math.fsum((d := xi - xbar) * d for xi in x)
        try:
            slope = sxy / sxx
        except ZeroDivisionError:
            raise StatisticsError('x is constant')
        intercept = 0.0 if proportional else ybar - slope * xbar
        return LinearRegression(slope=slope, intercept=intercept)

    def _polynomial(coefficients, x):
        value = coefficients[0]
        for c in coefficients[1:]:
            value = value * x + c
        return value

    # Wichura's algorithm AS 241 (PPND16): numerators and denominators of the three ranges.
    _CENTRE = (
        (2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
         4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
         1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
        (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
         2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
         4.23133_30701_60091_1252e+1, 1.0))
    _MIDDLE = (
        (7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
         1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
         4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
        (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
         1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
         2.05319_16266_37758_82187e+0, 1.0))
    _TAIL = (
        (2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
         2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
         5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
        (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
         7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
         5.99832_20655_58879_37690e-1, 1.0))

    def _normal_quantile(p, mu, sigma):
        q = p - 0.5
        if _fabs(q) <= 0.425:
            r = 0.180625 - q * q
            return mu + _polynomial(_CENTRE[0], r) * q / _polynomial(_CENTRE[1], r) * sigma
        r = p if q <= 0.0 else 1.0 - p
        r = _sqrt(-_log(r))
        if r <= 5.0:
            r = r - 1.6
            x = _polynomial(_MIDDLE[0], r) / _polynomial(_MIDDLE[1], r)
        else:
            r = r - 5.0
            x = _polynomial(_TAIL[0], r) / _polynomial(_TAIL[1], r)
        if q < 0.0:
            x = -x
        return mu + x * sigma

    class NormalDist:
        """A normal distribution."""

        def __init__(self, mu=0.0, sigma=1.0):
            if sigma < 0.0:
                raise StatisticsError('sigma must be non-negative')
            self._mu = float(mu)
            self._sigma = float(sigma)

        @classmethod
        def from_samples(cls, data):
            """The distribution with the mean and deviation of a sample."""
            kind, total, center, count = _squares(data)
            if count < 2:
                raise StatisticsError('stdev requires at least two data points')
            return cls(_convert(center, kind), _deviation(total / (count - 1), kind))

        def samples(self, n, *, seed=None):
            """Values drawn at random."""
            gauss = _random.gauss if seed is None else _random.Random(seed).gauss
            mu, sigma = self._mu, self._sigma
            return [gauss(mu, sigma) for i in range(n)]

        def pdf(self, x):
            """The density at x."""
            variance = self._sigma * self._sigma
            if not variance:
                raise StatisticsError('pdf() not defined when sigma is zero')
            diff = x - self._mu
            return _exp(diff * diff / (-2.0 * variance)) / _sqrt(_tau * variance)

        def cdf(self, x):
            """The probability of values up to x."""
            if not self._sigma:
                raise StatisticsError('cdf() not defined when sigma is zero')
            return 0.5 * (1.0 + _erf((x - self._mu) / (self._sigma * _sqrt(2.0))))

        def inv_cdf(self, p):
            """The value whose probability from below is p."""
            if p <= 0.0 or p >= 1.0:
                raise StatisticsError('p must be in the range 0.0 < p < 1.0')
            if self._sigma <= 0.0:
                raise StatisticsError('cdf() not defined when sigma at or below zero')
            return _normal_quantile(p, self._mu, self._sigma)

        def quantiles(self, n=4):
            """Cut points of n groups of equal probability."""
            return [self.inv_cdf(i / n) for i in range(1, n)]

        def overlap(self, other):
            """The area that two densities share."""
            if not isinstance(other, NormalDist):
                raise TypeError('Expected another NormalDist instance')
            x, y = self, other
            if (y._sigma, y._mu) < (x._sigma, x._mu):
                x, y = y, x
            x_var, y_var = x.variance, y.variance
            if not x_var or not y_var:
                raise StatisticsError('overlap() not defined when sigma is zero')
            dv = y_var - x_var
            dm = _fabs(y._mu - x._mu)
            if not dv:
                return 1.0 - _erf(dm / (2.0 * x._sigma * _sqrt(2.0)))
            a = x._mu * y_var - y._mu * x_var
            b = x._sigma * y._sigma * _sqrt(dm * dm + dv * _log(y_var / x_var))
            x1 = (a + b) / dv
            x2 = (a - b) / dv
            return 1.0 - (_fabs(y.cdf(x1) - x.cdf(x1)) + _fabs(y.cdf(x2) - x.cdf(x2)))

        def zscore(self, x):
            """Deviations that x lies from the mean."""
            if not self._sigma:
                raise StatisticsError('zscore() not defined when sigma is zero')
            return (x - self._mu) / self._sigma

        @property
        def mean(self):
            return self._mu

        @property
        def median(self):
            return self._mu

        @property
        def mode(self):
            return self._mu

        @property
        def stdev(self):
            return self._sigma

        @property
        def variance(self):
            return self._sigma * self._sigma

        def __add__(self, other):
            if isinstance(other, NormalDist):
                return NormalDist(self._mu + other._mu, _hypot(self._sigma, other._sigma))
            return NormalDist(self._mu + other, self._sigma)

        def __sub__(self, other):
            if isinstance(other, NormalDist):
                return NormalDist(self._mu - other._mu, _hypot(self._sigma, other._sigma))
            return NormalDist(self._mu - other, self._sigma)

        def __mul__(self, factor):
            return NormalDist(self._mu * factor, self._sigma * _fabs(factor))

        def __truediv__(self, divisor):
            return NormalDist(self._mu / divisor, self._sigma / _fabs(divisor))

        def __pos__(self):
            return NormalDist(self._mu, self._sigma)

        def __neg__(self):
            return NormalDist(-self._mu, self._sigma)

        __radd__ = __add__

        def __rsub__(self, other):
            return -(self - other)

        __rmul__ = __mul__

        def __eq__(self, other):
            if not isinstance(other, NormalDist):
                return NotImplemented
            return self._mu == other._mu and self._sigma == other._sigma

        def __hash__(self):
            return hash((self._mu, self._sigma))

        def __repr__(self):
            return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
    """#
}
