/// `scipy.stats`: distributions with moments and samples, descriptive statistics and tests.
enum SciPyStatsModule {
  static let source = #"""
    import numpy as _np
    import math as _math
    from collections import namedtuple as _namedtuple
    from scipy import special as _special
    from scipy.stats import _native
    from scipy.special._scripted import betainc as _betainc

    _Describe = _namedtuple('DescribeResult', ['nobs', 'minmax', 'mean', 'variance', 'skewness', 'kurtosis'])
    _Mode = _namedtuple('ModeResult', ['mode', 'count'])

    def _moved(a, axis):
        a = _np.asarray(a)
        return (a.ravel(), 0) if axis is None else (a, axis)

    def tmean(a, limits=None, inclusive=(True, True), axis=None):
        if limits is not None:
            raise NotImplementedError("tmean: limits are not available in agrun")
        return _np.mean(a, axis=axis)

    def gmean(a, axis=0, dtype=None, weights=None):
        return _np.exp(_np.average(_np.log(_np.asarray(a)), axis=axis, weights=weights))

    def hmean(a, axis=0, dtype=None, *, weights=None):
        return 1.0 / _np.average(1.0 / _np.asarray(a, dtype=float), axis=axis, weights=weights)

    def moment(a, order=1, axis=0, nan_policy='propagate', *, center=None):
        a, axis = _moved(a, axis)
        if center is None and order == 1:
            return _np.zeros(a.shape)[0] * 0.0 if a.ndim > 1 else _np.float64(0.0)
        middle = _np.mean(a, axis=axis, keepdims=True) if center is None else center
        return _np.mean((a - middle) ** order, axis=axis)

    def skew(a, axis=0, bias=True, nan_policy='propagate'):
        a, axis = _moved(a, axis)
        n = a.shape[axis]
        d = a - _np.mean(a, axis=axis, keepdims=True)
        m2, m3 = _np.mean(d ** 2, axis=axis), _np.mean(d ** 2 * d, axis=axis)
        value = m3 / m2 ** 1.5
        if not bias and n > 2:
            value = _np.sqrt((n - 1.0) * n) / (n - 2.0) * value
        return value

    def kurtosis(a, axis=0, fisher=True, bias=True, nan_policy='propagate'):
        a, axis = _moved(a, axis)
        n = a.shape[axis]
        d2 = (a - _np.mean(a, axis=axis, keepdims=True)) ** 2
        m2, m4 = _np.mean(d2, axis=axis), _np.mean(d2 ** 2, axis=axis)
        value = m4 / m2 ** 2.0
        if not bias and n > 3:
            value = 1.0 / (n - 2) / (n - 3) * ((n ** 2 - 1.0) * m4 / m2 ** 2.0 - 3 * (n - 1) ** 2.0) + 3.0
        return value - 3 if fisher else value

    def describe(a, axis=0, ddof=1, bias=True, nan_policy='propagate'):
        a, axis = _moved(a, axis)
        if a.size == 0:
            raise ValueError("The input must not be empty.")
        return _Describe(_np.int64(a.shape[axis]), (_np.min(a, axis=axis), _np.max(a, axis=axis)),
                         _np.mean(a, axis=axis), _np.var(a, axis=axis, ddof=ddof),
                         skew(a, axis, bias=bias), kurtosis(a, axis, bias=bias))

    def zscore(a, axis=0, ddof=0, nan_policy='propagate'):
        return zmap(a, a, axis, ddof)

    def zmap(scores, compare, axis=0, ddof=0, nan_policy='propagate'):
        a = _np.asarray(compare)
        mean = _np.mean(a, axis=axis, keepdims=True)
        std = _np.std(a, axis=axis, ddof=ddof, keepdims=True)
        return (_np.asarray(scores) - mean) / std

    def sem(a, axis=0, ddof=1, nan_policy='propagate'):
        a, axis = _moved(a, axis)
        return _np.std(a, axis=axis, ddof=ddof) / _np.sqrt(a.shape[axis])

    def variation(a, axis=0, nan_policy='propagate', ddof=0):
        return _np.std(a, axis=axis, ddof=ddof) / _np.mean(a, axis=axis)

    def iqr(x, axis=None, rng=(25, 75), scale=1.0, nan_policy='propagate', interpolation='linear',
            keepdims=False):
        low, high = _np.percentile(x, rng, axis=axis)
        return (high - low) / (scale if scale != 'normal' else 1.3489795003921634)

    def median_abs_deviation(x, axis=0, center=_np.median, scale=1.0, nan_policy='propagate'):
        x, axis = _moved(x, axis)
        middle = _np.expand_dims(center(x, axis=axis), axis)
        return _np.median(_np.abs(x - middle), axis=axis) / (scale if scale != 'normal' else 0.6744897501960817)

    def mode(a, axis=0, nan_policy='propagate', keepdims=False):
        a, axis = _moved(a, axis)
        if a.ndim == 1:
            values, counts = _np.unique(a, return_counts=True)
            i = int(_np.argmax(counts))
            return _Mode(values[i], counts[i])
        columns = _np.moveaxis(a, axis, 0).reshape(a.shape[axis], -1)
        pairs = [mode(columns[:, j]) for j in range(columns.shape[1])]
        shape = tuple(_np.delete(_np.array(a.shape), axis).tolist())
        return _Mode(_np.array([p[0] for p in pairs]).reshape(shape),
                     _np.array([p[1] for p in pairs]).reshape(shape))

    def rankdata(a, method='average', *, axis=None, nan_policy='propagate'):
        a = _np.asarray(a).ravel()
        order = _np.argsort(a, kind='stable')
        inverse = _np.empty(len(a), dtype=int)
        inverse[order] = _np.arange(len(a))
        if method == 'ordinal':
            return inverse + 1
        s = a[order]
        fresh = _np.concatenate([[True], s[1:] != s[:-1]])
        dense = _np.cumsum(fresh)[inverse]
        if method == 'dense':
            return dense
        count = _np.concatenate([_np.nonzero(fresh)[0], [len(a)]])
        if method == 'max':
            return count[dense]
        if method == 'min':
            return count[dense - 1] + 1
        return 0.5 * (count[dense] + count[dense - 1] + 1)

    def entropy(pk, qk=None, base=None, axis=0, nan_policy='propagate', keepdims=False):
        pk = _np.asarray(pk, dtype=float)
        pk = pk / _np.sum(pk, axis=axis, keepdims=True)
        if qk is None:
            terms = _special.entr(pk)
        else:
            qk = _np.asarray(qk, dtype=float)
            terms = _special.rel_entr(pk, qk / _np.sum(qk, axis=axis, keepdims=True))
        total = _np.sum(terms, axis=axis)
        return total if base is None else total / _np.log(base)

    def _t_sf(x, df):
        x = _np.asarray(x, dtype=float)
        half = 0.5 * _betainc(0.5 * df, 0.5, df / (df + x * x))
        return _np.where(x > 0, half, 1.0 - half)[()]

    class _Result:
        def __init__(self, name, shown, **fields):
            self._name, self._shown = name, shown
            for key, value in fields.items():
                setattr(self, key, value)

        def __repr__(self):
            names = self._shown + (['intercept_stderr'] if self._name == 'LinregressResult' else [])
            return self._name + '(' + ', '.join(k + '=' + repr(getattr(self, k)) for k in names) + ')'

        def __iter__(self):
            return iter([getattr(self, k) for k in self._shown])

        def __getitem__(self, i):
            return [getattr(self, k) for k in self._shown][i]

        def __len__(self):
            return len(self._shown)

    def _tail(t, df, alternative):
        if alternative == 'two-sided':
            return 2 * _t_sf(_np.abs(t), df)
        if alternative == 'greater':
            return _t_sf(t, df)
        if alternative == 'less':
            return _t_sf(-t, df)
        raise ValueError("`alternative` must be 'less', 'greater', or 'two-sided'.")

    def ttest_1samp(a, popmean, axis=0, nan_policy='propagate', alternative='two-sided'):
        a, axis = _moved(a, axis)
        n = a.shape[axis]
        t = (_np.mean(a, axis) - popmean) / _np.sqrt(_np.var(a, axis, ddof=1) / n)
        return _Result('TtestResult', ['statistic', 'pvalue', 'df'], statistic=t,
                       pvalue=_tail(t, n - 1, alternative), df=_np.int64(n - 1))

    def ttest_rel(a, b, axis=0, nan_policy='propagate', alternative='two-sided'):
        return ttest_1samp(_np.asarray(a) - _np.asarray(b), 0.0, axis, alternative=alternative)

    def ttest_ind(a, b, axis=0, equal_var=True, nan_policy='propagate', alternative='two-sided',
                  trim=0, method=None):
        (a, axis), (b, _) = _moved(a, axis), _moved(b, axis)
        n, m = a.shape[axis], b.shape[axis]
        v, w = _np.var(a, axis, ddof=1), _np.var(b, axis, ddof=1)
        if equal_var:
            df = n + m - 2.0
            denom = _np.sqrt(((n - 1) * v + (m - 1) * w) / df * (1.0 / n + 1.0 / m))
        else:
            x, y = v / n, w / m
            df = (x + y) ** 2 / (x ** 2 / (n - 1) + y ** 2 / (m - 1))
            denom = _np.sqrt(x + y)
        t = (_np.mean(a, axis) - _np.mean(b, axis)) / denom
        return _Result('TtestResult', ['statistic', 'pvalue', 'df'], statistic=t,
                       pvalue=_tail(t, df, alternative), df=_np.float64(df))

    def pearsonr(x, y, *, alternative='two-sided', method=None, axis=0):
        x, y = _np.asarray(x, dtype=float), _np.asarray(y, dtype=float)
        if x.shape != y.shape:
            raise ValueError('x and y must have the same length along axis.')
        if len(x) < 2:
            raise ValueError('x and y must have length at least 2.')
        xm, ym = x - _np.mean(x), y - _np.mean(y)
        r = _np.dot(xm / _np.linalg.norm(xm), ym / _np.linalg.norm(ym))
        r = _np.float64(max(min(float(r), 1.0), -1.0))
        n = len(x)
        if n == 2:
            p = _np.float64(1.0)
        else:
            t = r * _np.sqrt((n - 2) / ((1.0 - r) * (1.0 + r))) if abs(r) < 1 else _np.float64(_np.inf)
            p = _tail(t, n - 2, alternative)
        return _Result('PearsonRResult', ['statistic', 'pvalue'], statistic=r, pvalue=p, correlation=r)

    def spearmanr(a, b=None, axis=0, nan_policy='propagate', alternative='two-sided'):
        if b is None:
            raise NotImplementedError("spearmanr of one matrix is not available in agrun")
        x, y = rankdata(a), rankdata(b)
        r = _np.corrcoef(x, y)[0, 1]
        n = len(x)
        t = r * _np.sqrt((n - 2) / ((1.0 - r) * (1.0 + r))) if abs(r) < 1 else _np.sign(r) * _np.inf
        return _Result('SignificanceResult', ['statistic', 'pvalue'], statistic=r,
                       pvalue=_tail(t, n - 2, alternative), correlation=r)

    def linregress(x, y, alternative='two-sided', *, axis=0):
        x, y = _np.asarray(x, dtype=float), _np.asarray(y, dtype=float)
        n = len(x)
        if n != len(y):
            raise ValueError("x and y must have the same length")
        if _np.amax(x) == _np.amin(x) and n > 1:
            raise ValueError("Cannot calculate a linear regression if all x values are identical")
        xm, ym = _np.mean(x), _np.mean(y)
        c = _np.cov(x, y, bias=1)
        ssxm, ssxym, ssym = c[0, 0], c[0, 1], c[1, 1]
        r = _np.float64(0.0) if ssxm == 0.0 or ssym == 0.0 else ssxym / _np.sqrt(ssxm * ssym)
        r = _np.float64(max(min(float(r), 1.0), -1.0))
        slope = ssxym / ssxm
        intercept = ym - slope * xm
        df = n - 2
        if n == 2:
            p, err, err0 = (_np.float64(1.0) if y[0] == y[1] else _np.float64(0.0)), 0.0, 0.0
        else:
            t = r * _np.sqrt(df / ((1.0 - r + 1e-20) * (1.0 + r + 1e-20)))
            p = _tail(t, df, alternative)
            err = _np.sqrt((1 - r ** 2) * ssym / ssxm / df)
            err0 = err * _np.sqrt(ssxm + xm ** 2)
        return _Result('LinregressResult', ['slope', 'intercept', 'rvalue', 'pvalue', 'stderr'],
                       slope=slope, intercept=intercept, rvalue=r, pvalue=p, stderr=err,
                       intercept_stderr=err0)

    class gaussian_kde:
        def __init__(self, dataset, bw_method=None, weights=None):
            self.dataset = _np.atleast_2d(_np.asarray(dataset, dtype=float))
            if not self.dataset.size > 1:
                raise ValueError("`dataset` input should have multiple elements.")
            self.d, self.n = self.dataset.shape
            self.weights = _np.ones(self.n) / self.n if weights is None else \
                _np.asarray(weights, dtype=float) / _np.sum(weights)
            self.neff = 1 / _np.sum(self.weights ** 2)
            scott = _np.power(self.neff, -1.0 / (self.d + 4))
            if bw_method is None or bw_method == 'scott':
                self.factor = scott
            elif bw_method == 'silverman':
                self.factor = _np.power(self.neff * (self.d + 2.0) / 4.0, -1.0 / (self.d + 4))
            elif callable(bw_method):
                self.factor = bw_method(self)
            else:
                self.factor = bw_method
            self.covariance = _np.atleast_2d(_np.cov(self.dataset, bias=False, aweights=self.weights)) * self.factor ** 2

        def evaluate(self, points):
            points = _np.atleast_2d(_np.asarray(points, dtype=float))
            if points.shape[0] != self.d:
                points = points.reshape(self.d, -1)
            L = _np.linalg.cholesky(self.covariance)
            a, b = _np.linalg.solve(L, self.dataset), _np.linalg.solve(L, points)
            squares = _np.sum((a[:, :, None] - b[:, None, :]) ** 2, axis=0)
            scale = _np.prod(_np.diag(L)) * (2 * _np.pi) ** (self.d / 2)
            return _np.sum(self.weights[:, None] * _np.exp(-0.5 * squares), axis=0) / scale

        def __call__(self, points):
            return self.evaluate(points)

        def pdf(self, x):
            return self.evaluate(x)

        def logpdf(self, x):
            return _np.log(self.evaluate(x))

    def _stream(random_state):
        if random_state is None:
            return _np.random
        if isinstance(random_state, (int, _np.integer)):
            return _np.random.RandomState(random_state)
        return random_state

    def _inverse(cdf, q, low, high):
        # Bisection to the last bits; brackets grow where a support has no end.
        q = float(q)
        if not 0 <= q <= 1:
            return _np.nan
        if q == 0 or q == 1:
            return low if q == 0 else high
        a = low if _np.isfinite(low) else -1.0
        b = high if _np.isfinite(high) else max(1.0, a + 1.0)
        while cdf(a) > q:
            a *= 2
        while cdf(b) < q:
            b = b * 2 if b > 0 else 1.0
        for step in range(200):
            middle = 0.5 * (a + b)
            if middle == a or middle == b:
                break
            if cdf(middle) < q:
                a = middle
            else:
                b = middle
        return 0.5 * (a + b)

    class _Distribution:
        def __init__(self, native, name, shapes, discrete, low, high, moments, draw, cdf=None, sf=None, ppf=None):
            self._native, self.name, self._shapes, self._discrete = native, name, shapes, discrete
            self._low, self._high, self._moments, self._draw = low, high, moments, draw
            self._cdf, self._sf, self._ppf = cdf, sf, ppf

        def __repr__(self):
            return '<scipy.stats distribution ' + self.name + '>'

        def __getattr__(self, name):
            return getattr(self._native, name)

        def _split(self, args, kwargs):
            names = self._shapes + (['loc'] if self._discrete else ['loc', 'scale'])
            if len(args) > len(names):
                raise TypeError("_parse_args() takes from %d to %d positional arguments but %d were given"
                                % (len(self._shapes) + 1, len(names) + 1, len(args) + 1))
            values = dict(zip(names, args))
            for key, value in kwargs.items():
                if key not in names:
                    raise TypeError("_parse_args() got an unexpected keyword argument '%s'" % key)
                values[key] = value
            missing = [n for n in self._shapes if n not in values]
            if missing:
                raise TypeError("_parse_args() missing %d required positional argument%s: '%s'"
                                % (len(missing), 's' if len(missing) > 1 else '', "' and '".join(missing)))
            return [values[n] for n in self._shapes], values.get('loc', 0), values.get('scale', 1)

        def __call__(self, *args, **kwargs):
            self._split(args, kwargs)
            return _Frozen(self, args, kwargs)

        def freeze(self, *args, **kwargs):
            return self(*args, **kwargs)

        def cdf(self, x, *args, **kwargs):
            if self._cdf is None:
                return self._native.cdf(x, *args, **kwargs)
            shapes, loc, scale = self._split(args, kwargs)
            return self._cdf((_np.asarray(x, dtype=float) - loc) / scale, *shapes)

        def sf(self, x, *args, **kwargs):
            if self._cdf is None:
                return self._native.sf(x, *args, **kwargs)
            shapes, loc, scale = self._split(args, kwargs)
            y = (_np.asarray(x, dtype=float) - loc) / scale
            return 1.0 - self._cdf(y, *shapes) if self._sf is None else self._sf(y, *shapes)

        def logcdf(self, x, *args, **kwargs):
            if self._cdf is None:
                return self._native.logcdf(x, *args, **kwargs)
            return _np.log(self.cdf(x, *args, **kwargs))

        def logsf(self, x, *args, **kwargs):
            if self._cdf is None:
                return self._native.logsf(x, *args, **kwargs)
            return _np.log(self.sf(x, *args, **kwargs))

        def ppf(self, q, *args, **kwargs):
            shapes, loc, scale = self._split(args, kwargs)
            if self._ppf is not None:
                return self._ppf(_np.asarray(q, dtype=float), *shapes) * scale + loc
            if hasattr(self._native, 'ppf'):
                return self._native.ppf(q, *args, **kwargs)
            q = _np.asarray(q, dtype=float)
            cdf = lambda y: float(self.cdf(y, *shapes))
            high = self._high(*shapes) if callable(self._high) else self._high
            if self._discrete:
                values = []
                for p in q.ravel().tolist():
                    if not 0 <= p <= 1:
                        values.append(_np.nan)
                        continue
                    k = self._low - 1 if p == 0 else self._low
                    top = high
                    while p > 0 and k < top and cdf(k) < p * (1 - 1e-15):
                        k += 1
                    values.append(float(k))
            else:
                values = [_inverse(cdf, p, self._low, high) for p in q.ravel().tolist()]
            return (_np.array(values).reshape(q.shape) * scale + loc)[()]

        def isf(self, q, *args, **kwargs):
            return self.ppf(1.0 - _np.asarray(q, dtype=float), *args, **kwargs)

        def median(self, *args, **kwargs):
            return self.ppf(0.5, *args, **kwargs)

        def interval(self, confidence, *args, **kwargs):
            return (self.ppf((1.0 - confidence) / 2, *args, **kwargs),
                    self.ppf((1.0 + confidence) / 2, *args, **kwargs))

        def _mean_var(self, args, kwargs):
            shapes, loc, scale = self._split(args, kwargs)
            mean, var = self._moments(*shapes)
            return mean * scale + loc, var * scale * scale

        def mean(self, *args, **kwargs):
            return _np.float64(self._mean_var(args, kwargs)[0])

        def var(self, *args, **kwargs):
            return _np.float64(self._mean_var(args, kwargs)[1])

        def std(self, *args, **kwargs):
            return _np.sqrt(self.var(*args, **kwargs))

        def stats(self, *args, **kwargs):
            if kwargs.pop('moments', 'mv') != 'mv':
                raise NotImplementedError("stats: only moments='mv' is available in agrun")
            return self.mean(*args, **kwargs), self.var(*args, **kwargs)

        def rvs(self, *args, **kwargs):
            size, random_state = kwargs.pop('size', None), kwargs.pop('random_state', None)
            count = len(self._shapes) + (1 if self._discrete else 2)
            if len(args) > count:
                args, size = args[:count], args[count]
            shapes, loc, scale = self._split(args, kwargs)
            value = self._draw(_stream(random_state), size, *shapes)
            return value + loc if self._discrete else value * scale + loc

    class _Frozen:
        def __init__(self, dist, args, kwds):
            self.dist, self.args, self.kwds = dist, args, kwds

        def __getattr__(self, name):
            method = getattr(self.dist, name)
            if not callable(method):
                return method
            args, kwds = self.args, self.kwds
            if name in ('mean', 'var', 'std', 'median', 'stats'):
                return lambda: method(*args, **kwds)
            if name == 'rvs':
                return lambda size=None, random_state=None: method(*args, size=size, random_state=random_state, **kwds)
            return lambda x: method(x, *args, **kwds)

    _inf = float('inf')

    def _clipped(x, low, high):
        return _np.minimum(_np.maximum(x, low), high)

    norm = _Distribution(_native.norm, 'norm', [], False, -_inf, _inf, lambda: (0.0, 1.0), lambda r, n: r.standard_normal(n))
    expon = _Distribution(_native.expon, 'expon', [], False, 0.0, _inf, lambda: (1.0, 1.0), lambda r, n: r.standard_exponential(n))
    uniform = _Distribution(_native.uniform, 'uniform', [], False, 0.0, 1.0, lambda: (0.5, 1 / 12), lambda r, n: r.uniform(0.0, 1.0, n))
    laplace = _Distribution(_native.laplace, 'laplace', [], False, -_inf, _inf, lambda: (0.0, 2.0), lambda r, n: r.laplace(0, 1, size=n),
                            ppf=lambda q: _np.where(q > 0.5, -_np.log(2 * (1 - q)), _np.log(2 * q)),
                            cdf=lambda x: _np.where(x > 0, 1.0 - 0.5 * _np.exp(-_np.abs(x)), 0.5 * _np.exp(-_np.abs(x)))[()],
                            sf=lambda x: _np.where(x > 0, 0.5 * _np.exp(-_np.abs(x)), 1 - 0.5 * _np.exp(-_np.abs(x)))[()])
    logistic = _Distribution(_native.logistic, 'logistic', [], False, -_inf, _inf, lambda: (0.0, _np.pi ** 2 / 3), lambda r, n: r.logistic(size=n))
    cauchy = _Distribution(_native.cauchy, 'cauchy', [], False, -_inf, _inf, lambda: (_np.nan, _np.nan), lambda r, n: r.standard_cauchy(n),
                           ppf=lambda q: _np.tan(_np.pi * q - _np.pi / 2.0))
    t = _Distribution(_native.t, 't', ['df'], False, -_inf, _inf,
                      lambda df: (0.0 if df > 1 else _np.nan, df / (df - 2.0) if df > 2 else _inf),
                      lambda r, n, df: r.standard_t(df, size=n), cdf=lambda x, df: _t_sf(-x, df), sf=_t_sf)
    gamma = _Distribution(_native.gamma, 'gamma', ['a'], False, 0.0, _inf, lambda a: (a, a), lambda r, n, a: r.standard_gamma(a, n))
    chi2 = _Distribution(_native.chi2, 'chi2', ['df'], False, 0.0, _inf, lambda df: (df, 2 * df), lambda r, n, df: r.chisquare(df, n))
    beta = _Distribution(_native.beta, 'beta', ['a', 'b'], False, 0.0, 1.0,
                         lambda a, b: (a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))), lambda r, n, a, b: r.beta(a, b, n),
                         cdf=lambda x, a, b: _betainc(a, b, _clipped(x, 0.0, 1.0)),
                         sf=lambda x, a, b: _betainc(b, a, 1.0 - _clipped(x, 0.0, 1.0)))
    lognorm = _Distribution(_native.lognorm, 'lognorm', ['s'], False, 0.0, _inf,
                            lambda s: (_np.exp(s * s / 2), (_np.exp(s * s) - 1) * _np.exp(s * s)), lambda r, n, s: _np.exp(s * r.standard_normal(n)),
                            cdf=lambda x, s: _np.where(x > 0, _native.norm.cdf(_np.log(_np.where(x > 0, x, 1.0)) / s), 0.0)[()],
                            ppf=lambda q, s: _np.exp(s * _native.norm.ppf(q)))
    pareto = _Distribution(_native.pareto, 'pareto', ['b'], False, 1.0, _inf,
                           lambda b: (b / (b - 1) if b > 1 else _inf, b / ((b - 1) ** 2 * (b - 2)) if b > 2 else _inf),
                           lambda r, n, b: 1 + r.pareto(b, n), cdf=lambda x, b: _np.where(x > 1, 1 - _np.maximum(x, 1.0) ** -b, 0.0)[()],
                           ppf=lambda q, b: (1 - q) ** (-1.0 / b))
    poisson = _Distribution(_native.poisson, 'poisson', ['mu'], True, 0, _inf, lambda mu: (mu, mu), lambda r, n, mu: r.poisson(mu, n))
    bernoulli = _Distribution(_native.bernoulli, 'bernoulli', ['p'], True, 0, 1, lambda p: (p, p * (1 - p)), lambda r, n, p: r.binomial(1, p, n),
                              cdf=lambda k, p: _np.where(k < 0, 0.0, _np.where(k < 1, 1.0 - p, 1.0))[()])
    binom = _Distribution(_native.binom, 'binom', ['n', 'p'], True, 0, lambda n, p: n, lambda n, p: (n * p, n * p * (1 - p)),
                          lambda r, size, n, p: r.binomial(n, p, size),
                          cdf=lambda k, n, p: _np.where(k < 0, 0.0, _np.where(k >= n, 1.0, _betainc(_np.maximum(n - _np.floor(k), 1e-300), _np.maximum(_np.floor(k) + 1, 1e-300), 1.0 - p)))[()],
                          sf=lambda k, n, p: _np.where(k < 0, 1.0, _np.where(k >= n, 0.0, _betainc(_np.maximum(_np.floor(k) + 1, 1e-300), _np.maximum(n - _np.floor(k), 1e-300), p)))[()])
    geom = _Distribution(_native.geom, 'geom', ['p'], True, 1, _inf, lambda p: (1.0 / p, (1 - p) / p ** 2), lambda r, n, p: r.geometric(p, n),
                         cdf=lambda k, p: _np.where(k < 1, 0.0, -_np.expm1(_np.log1p(-p) * _np.floor(k)))[()])
    multivariate_normal = _native.multivariate_normal
    dirichlet = _native.dirichlet
    """#
}
