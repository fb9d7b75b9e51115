/// `scipy.spatial.distance`: distances of two points, of all pairs, and their condensed form.
enum SpatialDistanceModule {
  static let source = #"""
    import numpy as _np


    def _vector(u):
        u = _np.asarray(u)
        if u.ndim != 1:
            raise ValueError("Input vector should be 1-D.")
        return u.astype(float) if u.dtype.kind != 'c' else u


    def _pair(u, v, w=None):
        u, v = _vector(u), _vector(v)
        if w is not None:
            w = _vector(w)
            if _np.any(w < 0):
                raise ValueError("Input weights should be all non-negative")
        return u, v, w


    def euclidean(u, v, w=None):
        return minkowski(u, v, 2, w)


    def minkowski(u, v, p=2, w=None):
        u, v, w = _pair(u, v, w)
        if p <= 0:
            raise ValueError("p must be greater than 0")
        d = _np.abs(u - v)
        if p == _np.inf:
            return _np.max(d if w is None else d[w > 0])
        if w is not None:
            d = d * w ** (1 / p)
        if p == 2:
            return _np.sqrt(_np.dot(d, d))
        if p == 1:
            return _np.sum(d)
        return _np.sum(d ** p) ** (1 / p)


    def sqeuclidean(u, v, w=None):
        u, v, w = _pair(u, v, w)
        d = u - v
        return _np.dot(d, d if w is None else w * d)


    def cityblock(u, v, w=None):
        u, v, w = _pair(u, v, w)
        d = _np.abs(u - v)
        return _np.sum(d if w is None else w * d)


    def chebyshev(u, v, w=None):
        u, v, w = _pair(u, v, w)
        d = _np.abs(u - v)
        return _np.max(d if w is None else d * (w != 0))


    def correlation(u, v, w=None, centered=True):
        u, v, w = _pair(u, v, w)
        if w is not None:
            w = w / _np.sum(w)
        if centered:
            if w is None:
                u, v = u - _np.mean(u), v - _np.mean(v)
            else:
                u, v = u - _np.dot(u, w), v - _np.dot(v, w)
        vw, uw = (v, u) if w is None else (v * w, u * w)
        distance = 1.0 - _np.dot(u, vw) / _np.sqrt(_np.dot(u, uw) * _np.dot(v, vw))
        return _np.clip(distance, 0.0, 2.0)


    def cosine(u, v, w=None):
        return correlation(u, v, w, False)


    def hamming(u, v, w=None):
        u, v = _np.asarray(u), _np.asarray(v)
        if u.shape != v.shape:
            raise ValueError('The 1d arrays must have equal lengths.')
        return _np.average(u != v, weights=w)


    def jaccard(u, v, w=None):
        u, v = _np.asarray(u), _np.asarray(v)
        unequal = _np.bitwise_xor(u != 0, v != 0)
        nonzero = _np.bitwise_or(u != 0, v != 0)
        if w is not None:
            unequal, nonzero = unequal * _np.asarray(w), nonzero * _np.asarray(w)
        a, b = _np.float64(unequal.sum()), _np.float64(nonzero.sum())
        return a / b if b != 0 else _np.float64(0)


    def canberra(u, v, w=None):
        u, v, w = _pair(u, v, w)
        total = _np.abs(u) + _np.abs(v)
        d = _np.where(total == 0, 0.0, _np.abs(u - v) / _np.where(total == 0, 1.0, total))
        return _np.sum(d if w is None else w * d)


    def braycurtis(u, v, w=None):
        u, v, w = _pair(u, v, w)
        d, s = _np.abs(u - v), _np.abs(u + v)
        if w is not None:
            d, s = w * d, w * s
        return d.sum() / s.sum()


    def mahalanobis(u, v, VI):
        u, v, _ = _pair(u, v)
        d = u - v
        return _np.sqrt(_np.dot(_np.dot(d, _np.asarray(VI)), d))


    def seuclidean(u, v, V):
        u, v, V = _pair(u, v, V)
        return euclidean(u, v, w=1 / V)


    def jensenshannon(p, q, base=None, *, axis=0, keepdims=False):
        p, q = _np.asarray(p, float), _np.asarray(q, float)
        p = p / _np.sum(p, axis=axis, keepdims=True)
        q = q / _np.sum(q, axis=axis, keepdims=True)
        m = (p + q) / 2.0

        def entropy(a):
            return _np.where(a == 0, 0.0, a * _np.log(_np.where(a == 0, 1.0, a / _np.where(m == 0, 1.0, m))))

        js = _np.sum(entropy(p), axis=axis, keepdims=keepdims) + _np.sum(entropy(q), axis=axis, keepdims=keepdims)
        if base is not None:
            js = js / _np.log(base)
        return _np.sqrt(js / 2.0)


    _metrics = {
        'euclidean': euclidean, 'l2': euclidean, 'sqeuclidean': sqeuclidean, 'cityblock': cityblock, 'manhattan': cityblock,
        'l1': cityblock, 'chebyshev': chebyshev, 'minkowski': minkowski, 'cosine': cosine, 'correlation': correlation,
        'hamming': hamming, 'jaccard': jaccard, 'canberra': canberra, 'braycurtis': braycurtis, 'mahalanobis': mahalanobis,
        'seuclidean': seuclidean, 'jensenshannon': jensenshannon,
    }


    def _metric(metric, points, options):
        if callable(metric):
            return metric, options
        name = metric.lower()
        if name not in _metrics:
            raise ValueError('Unknown Distance Metric: ' + metric)
        if name == 'seuclidean' and 'V' not in options:
            options = {**options, 'V': _np.var(points, axis=0, ddof=1)}
        if name == 'mahalanobis' and 'VI' not in options:
            options = {**options, 'VI': _np.linalg.inv(_np.cov(points.T)).T}
        return _metrics[name], options


    def _fast(metric, XA, XB):
        """Whole matrices of the most common metrics, or None."""
        if metric in ('euclidean', 'sqeuclidean', 'cityblock', 'chebyshev'):
            d = XA[:, None, :] - XB[None, :, :]
            if metric == 'euclidean':
                return _np.sqrt(_np.sum(d * d, axis=-1))
            if metric == 'sqeuclidean':
                return _np.sum(d * d, axis=-1)
            if metric == 'cityblock':
                return _np.sum(_np.abs(d), axis=-1)
            return _np.max(_np.abs(d), axis=-1)
        return None


    def cdist(XA, XB, metric='euclidean', *, out=None, **kwargs):
        XA, XB = _np.asarray(XA, float), _np.asarray(XB, float)
        if XA.ndim != 2:
            raise ValueError('XA must be a 2-dimensional array.')
        if XB.ndim != 2:
            raise ValueError('XB must be a 2-dimensional array.')
        if XA.shape[1] != XB.shape[1]:
            raise ValueError('XA and XB must have the same number of columns (i.e. feature dimension.)')
        result = _fast(metric, XA, XB) if not kwargs else None
        if result is None:
            function, options = _metric(metric, _np.vstack([XA, XB]), kwargs)
            result = _np.array([[function(a, b, **options) for b in XB] for a in XA], dtype=float).reshape(len(XA), len(XB))
        if out is not None:
            out[...] = result
            return out
        return result


    def pdist(X, metric='euclidean', *, out=None, **kwargs):
        X = _np.asarray(X, float)
        if X.ndim != 2:
            raise ValueError('A 2-dimensional array must be passed.')
        m = len(X)
        whole = _fast(metric, X, X) if not kwargs else None
        if whole is not None:
            result = whole[_np.triu_indices(m, 1)]
        else:
            function, options = _metric(metric, X, kwargs)
            result = _np.array([function(X[i], X[j], **options) for i in range(m) for j in range(i + 1, m)], dtype=float)
        if out is not None:
            out[...] = result
            return out
        return result


    def squareform(X, force="no", checks=True):
        X = _np.asarray(X)
        if force.lower() == 'tomatrix' and X.ndim != 1:
            raise ValueError("Forcing 'tomatrix' but input X is not a distance vector.")
        if force.lower() == 'tovector' and X.ndim != 2:
            raise ValueError("Forcing 'tovector' but input X is not a distance matrix.")
        if X.ndim == 1:
            d = int(_np.ceil(_np.sqrt(len(X) * 2)))
            if d * (d - 1) != len(X) * 2:
                raise ValueError('Incompatible vector size. It must be a binomial coefficient n choose 2 for some integer n >= 2.')
            if len(X) == 0:
                return _np.zeros((1, 1), dtype=X.dtype)
            M = _np.zeros((d, d), dtype=X.dtype)
            M[_np.triu_indices(d, 1)] = X
            return M + M.T
        if X.ndim == 2:
            if X.shape[0] != X.shape[1]:
                raise ValueError('The matrix argument must be square.')
            if checks and not _np.allclose(X, X.T):
                raise ValueError("Distance matrix 'X' must be symmetric.")
            return X[_np.triu_indices(len(X), 1)]
        raise ValueError("The first argument must be one or two dimensional array. A %d-dimensional array is not permitted" % X.ndim)

    """#
}
