/// Peaks and extrema of `scipy.signal`.
enum PeakSource {
  static let source = #"""
    def _plateaus(x):
        """Middles of the flat tops of x, and their edges."""
        peaks, left, right = [], [], []
        i, last = 1, len(x) - 1
        while i < last:
            if x[i - 1] < x[i]:
                ahead = i + 1
                while ahead < last and x[ahead] == x[i]:
                    ahead += 1
                if x[ahead] < x[i]:
                    left.append(i)
                    right.append(ahead - 1)
                    peaks.append((i + ahead - 1) // 2)
                    i = ahead
            i += 1
        return _np.array(peaks, dtype=int), _np.array(left, dtype=int), _np.array(right, dtype=int)


    def peak_prominences(x, peaks, wlen=None):
        x, peaks = _np.asarray(x, float), _np.asarray(peaks, dtype=int)
        prominences, lefts, rights = [], [], []
        for peak in peaks:
            low, high = 0, len(x) - 1
            if wlen is not None and wlen >= 2:
                half = int(_math.ceil(wlen)) | 1
                low, high = max(peak - half // 2, low), min(peak + half // 2, high)
            i = lowest = peak
            minimum = x[peak]
            while low <= i and x[i] <= x[peak]:
                if x[i] < minimum:
                    minimum, lowest = x[i], i
                i -= 1
            left, left_minimum = lowest, minimum
            i = lowest = peak
            minimum = x[peak]
            while i <= high and x[i] <= x[peak]:
                if x[i] < minimum:
                    minimum, lowest = x[i], i
                i += 1
            prominences.append(x[peak] - max(left_minimum, minimum))
            lefts.append(left)
            rights.append(lowest)
        return _np.array(prominences, dtype=float), _np.array(lefts, dtype=int), _np.array(rights, dtype=int)


    def peak_widths(x, peaks, rel_height=0.5, prominence_data=None, wlen=None):
        x, peaks = _np.asarray(x, float), _np.asarray(peaks, dtype=int)
        prominences, lefts, rights = peak_prominences(x, peaks, wlen) if prominence_data is None else prominence_data
        widths, heights, left_ips, right_ips = [], [], [], []
        for peak, prominence, low, high in zip(peaks, prominences, lefts, rights):
            height = x[peak] - prominence * rel_height
            i = peak
            while low < i and height < x[i]:
                i -= 1
            left = float(i)
            if x[i] < height:
                left += (height - x[i]) / (x[i + 1] - x[i])
            i = peak
            while i < high and height < x[i]:
                i += 1
            right = float(i)
            if x[i] < height:
                right -= (height - x[i]) / (x[i - 1] - x[i])
            widths.append(right - left)
            heights.append(height)
            left_ips.append(left)
            right_ips.append(right)
        return tuple(_np.array(v, dtype=float) for v in (widths, heights, left_ips, right_ips))


    def _interval(condition, x, peaks):
        low, high = condition if isinstance(condition, (tuple, list)) else (condition, None)
        take = lambda bound: bound[peaks] if isinstance(bound, _np.ndarray) else bound
        return take(low), take(high)


    def _within(values, low, high):
        keep = _np.ones(len(values), dtype=bool)
        if low is not None:
            keep = keep & (low <= values)
        if high is not None:
            keep = keep & (values <= high)
        return keep


    def find_peaks(x, height=None, threshold=None, distance=None, prominence=None, width=None, wlen=None, rel_height=0.5, plateau_size=None):
        x = _np.asarray(x, dtype=float)
        if x.ndim != 1:
            raise ValueError('`x` must be a 1-D array')
        if distance is not None and distance < 1:
            raise ValueError('`distance` must be greater or equal to 1')
        peaks, left, right = _plateaus(x)
        properties = {}

        def kept(mask):
            return peaks[mask], {key: value[mask] for key, value in properties.items()}

        if plateau_size is not None:
            sizes = right - left + 1
            properties = {"plateau_sizes": sizes, "left_edges": left, "right_edges": right}
            peaks, properties = kept(_within(sizes, *_interval(plateau_size, x, peaks)))
        if height is not None:
            properties["peak_heights"] = x[peaks]
            peaks, properties = kept(_within(x[peaks], *_interval(height, x, peaks)))
        if threshold is not None:
            a, b = x[peaks] - x[peaks - 1], x[peaks] - x[peaks + 1]
            low, high = _interval(threshold, x, peaks)
            properties["left_thresholds"], properties["right_thresholds"] = a, b
            mask = _within(_np.minimum(a, b), low, None) & _within(_np.maximum(a, b), None, high)
            peaks, properties = kept(mask)
        if distance is not None:
            gap = _math.ceil(distance)
            mask = _np.ones(len(peaks), dtype=bool)
            for j in _np.argsort(x[peaks], kind='stable')[::-1]:
                if mask[j]:
                    k = j - 1
                    while 0 <= k and peaks[j] - peaks[k] < gap:
                        mask[k] = False
                        k -= 1
                    k = j + 1
                    while k < len(peaks) and peaks[k] - peaks[j] < gap:
                        mask[k] = False
                        k += 1
            peaks, properties = kept(mask)
        if prominence is not None or width is not None:
            data = peak_prominences(x, peaks, wlen)
            properties["prominences"], properties["left_bases"], properties["right_bases"] = data
        if prominence is not None:
            peaks, properties = kept(_within(properties["prominences"], *_interval(prominence, x, peaks)))
        if width is not None:
            data = (properties["prominences"], properties["left_bases"], properties["right_bases"])
            values = peak_widths(x, peaks, rel_height, data)
            for key, value in zip(("widths", "width_heights", "left_ips", "right_ips"), values):
                properties[key] = value
            peaks, properties = kept(_within(values[0], *_interval(width, x, peaks)))
        return peaks, properties


    def argrelextrema(data, comparator, axis=0, order=1, mode='clip'):
        x = _np.moveaxis(_np.asarray(data), axis, 0)
        n = x.shape[0]
        places = _np.arange(n)
        result = _np.ones(x.shape, dtype=bool)
        for shift in range(1, order + 1):
            ahead = (places + shift) % n if mode == 'wrap' else _np.clip(places + shift, 0, n - 1)
            behind = (places - shift) % n if mode == 'wrap' else _np.clip(places - shift, 0, n - 1)
            result = result & comparator(x, x[ahead]) & comparator(x, x[behind])
        return _np.nonzero(_np.moveaxis(result, 0, axis))


    def argrelmax(data, axis=0, order=1, mode='clip'):
        return argrelextrema(data, _np.greater, axis, order, mode)


    def argrelmin(data, axis=0, order=1, mode='clip'):
        return argrelextrema(data, _np.less, axis, order, mode)

    """#
}
