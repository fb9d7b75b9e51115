/// `scipy.optimize.OptimizeResult` and its like: dicts whose entries are attributes, printed in aligned rows.
enum SciPyResultModule {
  static let source = #"""
    import numpy as _np

    _order = ['message', 'success', 'status', 'fun', 'funl', 'x', 'xl', 'col_ind', 'nit', 'lower',
              'upper', 'eqlin', 'ineqlin', 'converged', 'flag', 'function_calls', 'iterations', 'root']

    def _rank(item):
        return _order.index(item[0].lower()) if item[0].lower() in _order else len(_order)

    def _number_text(x):
        if _np.isposinf(x):
            return '       inf'
        if _np.isneginf(x):
            return '      -inf'
        if _np.isnan(x):
            return '       nan'
        return _np.format_float_scientific(x, precision=3, pad_left=2, unique=False)

    def _indented(text, n):
        return text.replace('\n', '\n' + ' ' * n)

    def _text(value, n=0, extra=1):
        if isinstance(value, dict) and len(value) > 0:
            m = max(len(k) for k in value.keys()) + extra
            rows = sorted(value.items(), key=_rank)
            return '\n'.join(k.rjust(m) + ': ' + _indented(_text(v, m + n + 2, 0), m + 2)
                             for k, v in rows)
        with _np.printoptions(linewidth=76 - n, edgeitems=2, threshold=12,
                              formatter={'float_kind': _number_text}):
            return str(value)

    class RichResult(dict):
        def __getattr__(self, name):
            if name in self:
                return self[name]
            raise AttributeError(name)

        def __setattr__(self, name, value):
            self[name] = value

        def __repr__(self):
            return _text(self) if self.keys() else self.__class__.__name__ + '()'

        def __str__(self):
            return self.__repr__()

    class OptimizeResult(RichResult):
        pass
    """#
}
