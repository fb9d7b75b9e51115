/// `scipy.ndimage`: filters of arrays of any rank, connected regions.
enum ImageFilterModule {
  static let source = #"""
    import numpy as _np


    def _extended(x, axis, before, after, mode, cval):
        widths = [(0, 0)] * x.ndim
        widths[axis] = (before, after)
        kinds = {'reflect': 'symmetric', 'grid-mirror': 'symmetric', 'nearest': 'edge', 'mirror': 'reflect', 'wrap': 'wrap', 'grid-wrap': 'wrap'}
        if mode in ('constant', 'grid-constant'):
            return _np.pad(x, widths, mode='constant', constant_values=cval)
        if mode not in kinds:
            raise RuntimeError('boundary mode not supported')
        return _np.pad(x, widths, mode=kinds[mode])


    def correlate1d(input, weights, axis=-1, output=None, mode="reflect", cval=0.0, origin=0):
        x, weights = _np.asarray(input), _np.asarray(weights, dtype=float)
        if weights.ndim != 1 or weights.shape[0] < 1:
            raise RuntimeError('no filter weights given')
        axis = axis % x.ndim
        size = len(weights)
        before = size // 2 + origin
        extended = _extended(x.astype(float), axis, before, size - 1 - before, mode, cval)
        n = x.shape[axis]
        result = _np.zeros(x.shape)
        for k in range(size):
            part = [slice(None)] * x.ndim
            part[axis] = slice(k, k + n)
            result = result + weights[k] * extended[tuple(part)]
        return _finished(result, x, output)


    def _finished(result, x, output):
        if output is None:
            return result.astype(x.dtype)
        if isinstance(output, _np.ndarray):
            output[...] = result
            return output
        return result.astype(output)


    def convolve1d(input, weights, axis=-1, output=None, mode="reflect", cval=0.0, origin=0):
        weights = _np.asarray(weights)[::-1]
        origin = -origin
        if not len(weights) & 1:
            origin -= 1
        return correlate1d(input, weights, axis, output, mode, cval, origin)


    def correlate(input, weights, output=None, mode='reflect', cval=0.0, origin=0, *, axes=None):
        return _nd(input, weights, output, mode, cval, origin, False)


    def convolve(input, weights, output=None, mode='reflect', cval=0.0, origin=0, *, axes=None):
        return _nd(input, weights, output, mode, cval, origin, True)


    def _nd(input, weights, output, mode, cval, origin, flips):
        x, weights = _np.asarray(input), _np.asarray(weights, dtype=float)
        if weights.ndim != x.ndim:
            raise RuntimeError('filter weights array has incorrect shape.')
        origins = [origin] * x.ndim if isinstance(origin, int) else list(origin)
        if flips:
            weights = weights[(slice(None, None, -1),) * x.ndim]
            origins = [-o - (0 if size & 1 else 1) for o, size in zip(origins, weights.shape)]
        extended = x.astype(float)
        for axis, size in enumerate(weights.shape):
            before = size // 2 + origins[axis]
            extended = _extended(extended, axis, before, size - 1 - before, mode, cval)
        result = _np.zeros(x.shape)
        for index in _np.ndindex(*weights.shape):
            if weights[index] != 0:
                part = tuple(slice(k, k + n) for k, n in zip(index, x.shape))
                result = result + weights[index] * extended[part]
        return _finished(result, x, output)


    def _gaussian(sigma, order, radius):
        if order < 0:
            raise ValueError('order must be non-negative')
        x = _np.arange(-radius, radius + 1)
        phi = _np.exp(-0.5 / (sigma * sigma) * x ** 2)
        phi = phi / phi.sum()
        if order == 0:
            return phi
        # Derivatives of the Gaussian are polynomials times it: q' - q x / sigma^2 each time.
        q = _np.zeros(order + 1)
        q[0] = 1
        for _ in range(order):
            slope = _np.append(q[1:] * _np.arange(1, order + 1), 0.0)
            shifted = _np.append(0.0, q[:-1]) / -(sigma * sigma)
            q = slope + shifted
        powers = x[:, None] ** _np.arange(order + 1)
        return powers.dot(q) * phi


    def gaussian_filter1d(input, sigma, axis=-1, order=0, output=None, mode="reflect", cval=0.0, truncate=4.0, *, radius=None):
        lw = int(truncate * float(sigma) + 0.5) if radius is None else radius
        weights = _gaussian(float(sigma), order, lw)[::-1]
        return correlate1d(input, weights, axis, output, mode, cval, 0)


    def _list(value, count):
        return [value] * count if isinstance(value, (int, float, str)) else list(value)


    def gaussian_filter(input, sigma, order=0, output=None, mode="reflect", cval=0.0, truncate=4.0, *, radius=None, axes=None):
        x = _np.asarray(input)
        result = x if x.dtype.kind in 'fc' else x
        axes = list(range(x.ndim)) if axes is None else [axes] if isinstance(axes, int) else list(axes)
        for axis, s, o, m in zip(axes, _list(sigma, len(axes)), _list(order, len(axes)), _list(mode, len(axes))):
            if s > 1e-15:
                result = gaussian_filter1d(result, s, axis, o, None, m, cval, truncate, radius=radius)
        return _finished(_np.array(result), x, output)


    def uniform_filter1d(input, size, axis=-1, output=None, mode="reflect", cval=0.0, origin=0):
        if size < 1:
            raise RuntimeError('incorrect filter size')
        return correlate1d(input, _np.ones(size) / size, axis, output, mode, cval, origin)


    def uniform_filter(input, size=3, output=None, mode="reflect", cval=0.0, origin=0, *, axes=None):
        result = _np.asarray(input)
        for axis, extent in enumerate(_list(size, result.ndim)):
            if extent > 1:
                result = uniform_filter1d(result, extent, axis, None, mode, cval, origin)
        return _finished(_np.array(result), _np.asarray(input), output)


    def _ranked(input, size, mode, cval, choose):
        x = _np.asarray(input)
        sizes = _list(size, x.ndim)
        extended = x
        for axis, extent in enumerate(sizes):
            extended = _extended(extended, axis, extent // 2, extent - 1 - extent // 2, mode, cval)
        parts = [extended[tuple(slice(k, k + n) for k, n in zip(index, x.shape))] for index in _np.ndindex(*sizes)]
        return choose(_np.stack(parts)).astype(x.dtype)


    def median_filter(input, size=None, footprint=None, output=None, mode="reflect", cval=0.0, origin=0, *, axes=None):
        return _ranked(input, size, mode, cval, lambda parts: _np.sort(parts, axis=0)[len(parts) // 2])


    def maximum_filter(input, size=None, footprint=None, output=None, mode="reflect", cval=0.0, origin=0, *, axes=None):
        return _ranked(input, size, mode, cval, lambda parts: _np.max(parts, axis=0))


    def minimum_filter(input, size=None, footprint=None, output=None, mode="reflect", cval=0.0, origin=0, *, axes=None):
        return _ranked(input, size, mode, cval, lambda parts: _np.min(parts, axis=0))


    def sobel(input, axis=-1, output=None, mode="reflect", cval=0.0):
        return _gradient(input, axis, output, mode, cval, [1, 2, 1])


    def prewitt(input, axis=-1, output=None, mode="reflect", cval=0.0):
        return _gradient(input, axis, output, mode, cval, [1, 1, 1])


    def _gradient(input, axis, output, mode, cval, across):
        x = _np.asarray(input)
        axis = axis % x.ndim
        result = correlate1d(x, [-1, 0, 1], axis, None, mode, cval, 0)
        for other in range(x.ndim):
            if other != axis:
                result = correlate1d(result, across, other, None, mode, cval, 0)
        return _finished(result, x, output)


    def laplace(input, output=None, mode="reflect", cval=0.0, *, axes=None):
        x = _np.asarray(input)
        result = sum(correlate1d(x, [1, -2, 1], axis, None, mode, cval, 0) for axis in range(x.ndim))
        return _finished(result, x, output)


    def _labels(input, labels, index, function):
        x = _np.asarray(input)
        if labels is None:
            return function(x)
        labels = _np.asarray(labels)
        if index is None:
            return function(x[labels > 0])
        if _np.ndim(index) == 0:
            return function(x[labels == index])
        return _np.array([function(x[labels == i]) for i in index])


    def sum_labels(input, labels=None, index=None):
        return _labels(input, labels, index, _np.sum)


    def mean(input, labels=None, index=None):
        return _labels(input, labels, index, _np.mean)


    def center_of_mass(input, labels=None, index=None):
        x = _np.asarray(input)
        total = _np.sum(x)
        return tuple(_np.sum(x * grid) / total for grid in _np.indices(x.shape))


    def label(input, structure=None, output=None):
        """Connected regions numbered in the order of their first elements; neighbours share a face."""
        x = _np.asarray(input) != 0
        numbers = _np.zeros(x.shape, dtype=_np.int32)
        count = 0
        steps = []
        if structure is None:
            for axis in range(x.ndim):
                for direction in (-1, 1):
                    step = [0] * x.ndim
                    step[axis] = direction
                    steps.append(tuple(step))
        else:
            structure = _np.asarray(structure) != 0
            steps = [tuple(k - 1 for k in index) for index in _np.ndindex(*structure.shape) if structure[index]]
        for start in _np.ndindex(*x.shape):
            if not x[start] or numbers[start]:
                continue
            count += 1
            numbers[start] = count
            waiting = [start]
            while waiting:
                place = waiting.pop()
                for step in steps:
                    other = tuple(p + s for p, s in zip(place, step))
                    if all(0 <= o < n for o, n in zip(other, x.shape)) and x[other] and not numbers[other]:
                        numbers[other] = count
                        waiting.append(other)
        return numbers, count

    """#
}
