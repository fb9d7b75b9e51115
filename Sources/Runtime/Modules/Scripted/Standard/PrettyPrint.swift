extension LibraryModules {
  /// `pprint`: containers over several lines where one is too narrow.
  static let prettyPrint = #"""
    import sys as _sys
    from collections import OrderedDict as _OrderedDict, deque as _deque
    from collections import defaultdict as _defaultdict, Counter as _Counter
    from types import SimpleNamespace as _SimpleNamespace
    import dataclasses as _dataclasses

    def _key(value):
        return (type(value).__name__, value)

    def _ordered(values):
        try:
            return sorted(values)
        except TypeError:
            return sorted(values, key=lambda v: (str(type(v)), id(v)))

    class PrettyPrinter:
        """Prints values with the layout that it was made with."""

        def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                     sort_dicts=True, underscore_numbers=False):
            if indent < 0:
                raise ValueError('indent must be >= 0')
            if depth is not None and depth <= 0:
                raise ValueError('depth must be > 0')
            if not width:
                raise ValueError('width must be != 0')
            self._indent = indent
            self._width = width
            self._depth = depth
            self._stream = stream
            self._compact = bool(compact)
            self._sort_dicts = sort_dicts
            self._underscores = underscore_numbers

        def pprint(self, object):
            """Prints a value."""
            if self._stream is None:
                print(self.pformat(object))
            else:
                self._stream.write(self.pformat(object) + '\n')

        def pformat(self, object):
            """The text of a value."""
            parts = []
            self._format(object, parts, 0, 0, [], 0)
            return ''.join(parts)

        def isreadable(self, object):
            """Whether the text evaluates to the value."""
            return '<' not in self._repr(object, [], 0)

        def isrecursive(self, object):
            """Whether the value contains itself."""
            return '<Recursion on ' in self._repr(object, [], 0)

        def format(self, object, context, maxlevels, level):
            """Text, readability and recursiveness of a value."""
            return self._repr(object, [], level), True, False

        # On one line

        def _repr(self, o, open_, level):
            kind = type(o)
            if self._underscores and kind is int:
                return f'{o:_d}'
            plain = kind.__repr__
            if issubclass(kind, dict) and plain is dict.__repr__ and kind not in (_Counter, _OrderedDict, _defaultdict):
                if not o:
                    return '{}'
                if self._depth is not None and level >= self._depth:
                    return '{...}'
                if any(x is o for x in open_):
                    return f'<Recursion on {kind.__name__} with id={id(o)}>'
                items = o.items()
                if self._sort_dicts:
                    items = self._sorted(items)
                open_ = open_ + [o]
                return '{' + ', '.join(
                    f'{self._repr(k, open_, level + 1)}: {self._repr(v, open_, level + 1)}'
                    for k, v in items) + '}'
            if kind is list or kind is tuple:
                left, right = ('[', ']') if kind is list else ('(', ')')
                if not o:
                    return left + right
                if self._depth is not None and level >= self._depth:
                    return left + '...' + right
                if any(x is o for x in open_):
                    return f'<Recursion on {kind.__name__} with id={id(o)}>'
                open_ = open_ + [o]
                body = ', '.join(self._repr(v, open_, level + 1) for v in o)
                return left + body + (',' if kind is tuple and len(o) == 1 else '') + right
            return repr(o)

        def _sorted(self, items):
            try:
                return sorted(items, key=lambda item: item[0])
            except TypeError:
                return sorted(items, key=lambda item: (str(type(item[0])), id(item[0])))

        # On several lines

        def _format(self, o, parts, indent, allowance, open_, level):
            if any(x is o for x in open_):
                parts.append(f'<Recursion on {type(o).__name__} with id={id(o)}>')
                return
            text = self._repr(o, open_, level)
            kind = type(o)
            if len(text) > self._width - indent - allowance:
                writer = self._writer(o, kind)
                if writer is not None:
                    writer(o, parts, indent, allowance, open_ + [o], level + 1)
                    return
            parts.append(text)

        def _writer(self, o, kind):
            if kind is _OrderedDict:
                return self._ordered_dict
            if kind is _defaultdict:
                return self._default_dict
            if kind is _Counter:
                return self._counter
            if kind is _deque:
                return self._deque_
            if kind is _SimpleNamespace:
                return self._namespace
            if issubclass(kind, dict) and kind.__repr__ is dict.__repr__:
                return self._dict
            if kind is list:
                return self._list
            if kind is tuple:
                return self._tuple
            if kind is set or kind is frozenset:
                return self._set
            if kind is str:
                return self._str
            if _dataclasses.is_dataclass(o) and not isinstance(o, type):
                return self._dataclass
            return None

        def _dict(self, o, parts, indent, allowance, open_, level):
            parts.append('{')
            if self._indent > 1:
                parts.append((self._indent - 1) * ' ')
            if len(o):
                items = self._sorted(o.items()) if self._sort_dicts else o.items()
                self._dict_items(items, parts, indent, allowance + 1, open_, level)
            parts.append('}')

        def _dict_items(self, items, parts, indent, allowance, open_, level):
            indent += self._indent
            separator = ',\n' + ' ' * indent
            items = list(items)
            for i, (key, value) in enumerate(items):
                last = i == len(items) - 1
                text = self._repr(key, open_, level)
                parts.append(text)
                parts.append(': ')
                self._format(value, parts, indent + len(text) + 2, allowance if last else 1, open_, level)
                if not last:
                    parts.append(separator)

        def _ordered_dict(self, o, parts, indent, allowance, open_, level):
            if not len(o):
                parts.append(repr(o))
                return
            name = type(o).__name__
            parts.append(name + '(')
            self._format(list(o.items()), parts, indent + len(name) + 1, allowance + 1, open_, level)
            parts.append(')')

        def _default_dict(self, o, parts, indent, allowance, open_, level):
            name = f'defaultdict({o.default_factory!r},\n{" " * (indent + len("defaultdict("))}'
            parts.append(name)
            self._dict(o, parts, indent + len('defaultdict('), allowance + 1, open_, level)
            parts.append(')')

        def _counter(self, o, parts, indent, allowance, open_, level):
            parts.append('Counter({')
            if self._indent > 1:
                parts.append((self._indent - 1) * ' ')
            self._dict_items(o.most_common(), parts, indent + len('Counter('), allowance + 2, open_, level)
            parts.append('})')

        def _deque_(self, o, parts, indent, allowance, open_, level):
            parts.append('deque(')
            indent += len('deque(')
            parts.append('[')
            if o.maxlen is None:
                self._items(o, parts, indent, allowance + 2, open_, level)
                parts.append('])')
            else:
                self._items(o, parts, indent, 2, open_, level)
                parts.append(f'],\n{" " * indent}maxlen={o.maxlen})')

        def _list(self, o, parts, indent, allowance, open_, level):
            parts.append('[')
            self._items(o, parts, indent, allowance + 1, open_, level)
            parts.append(']')

        def _tuple(self, o, parts, indent, allowance, open_, level):
            parts.append('(')
            end = ',)' if len(o) == 1 else ')'
            self._items(o, parts, indent, allowance + len(end), open_, level)
            parts.append(end)

        def _set(self, o, parts, indent, allowance, open_, level):
            if not len(o):
                parts.append(repr(o))
                return
            if type(o) is set:
                parts.append('{')
                end = '}'
            else:
                parts.append('frozenset({')
                end = '})'
                indent += len('frozenset(')
            self._items(_ordered(o), parts, indent, allowance + len(end), open_, level)
            parts.append(end)

        def _items(self, items, parts, indent, allowance, open_, level):
            indent += self._indent
            if self._indent > 1:
                parts.append((self._indent - 1) * ' ')
            separator = ',\n' + ' ' * indent
            delimiter = ''
            width = max_width = self._width - indent + 1
            values = list(items)
            for i, value in enumerate(values):
                last = i == len(values) - 1
                if last:
                    max_width -= allowance
                    width -= allowance
                if self._compact:
                    text = self._repr(value, open_, level)
                    needed = len(text) + 2
                    if width < needed:
                        width = max_width
                        if delimiter:
                            delimiter = separator
                    if width >= needed:
                        width -= needed
                        parts.append(delimiter)
                        delimiter = ', '
                        parts.append(text)
                        continue
                parts.append(delimiter)
                delimiter = separator
                self._format(value, parts, indent, allowance if last else 1, open_, level)

        def _str(self, o, parts, indent, allowance, open_, level):
            if not len(o):
                parts.append(repr(o))
                return
            chunks = []
            lines = o.splitlines(True)
            if level == 1:
                indent += 1
                allowance += 1
            max_width = width = self._width - indent
            text = ''
            for i, line in enumerate(lines):
                text = repr(line)
                if i == len(lines) - 1:
                    max_width -= allowance
                if len(text) <= max_width:
                    chunks.append(text)
                    continue
                words = _words(line)
                current = ''
                width_ = width
                for j, word in enumerate(words):
                    candidate = current + word
                    if j == len(words) - 1 and i == len(lines) - 1:
                        width_ -= allowance
                    if len(repr(candidate)) > width_:
                        if current:
                            chunks.append(repr(current))
                        current = word
                    else:
                        current = candidate
                if current:
                    chunks.append(repr(current))
            if len(chunks) == 1:
                parts.append(text)
                return
            if level == 1:
                parts.append('(')
            parts.append(('\n' + ' ' * indent).join(chunks))
            if level == 1:
                parts.append(')')

        def _namespace(self, o, parts, indent, allowance, open_, level):
            self._fields(list(vars(o).items()), 'namespace', parts, indent, allowance, open_, level)

        def _dataclass(self, o, parts, indent, allowance, open_, level):
            fields = [(f.name, getattr(o, f.name)) for f in _dataclasses.fields(o) if f.repr]
            self._fields(fields, type(o).__name__, parts, indent, allowance, open_, level)

        def _fields(self, items, name, parts, indent, allowance, open_, level):
            indent += len(name) + 1
            parts.append(name + '(')
            for i, (key, value) in enumerate(items):
                last = i == len(items) - 1
                parts.append(key + '=')
                if any(x is value for x in open_):
                    parts.append('...')
                else:
                    self._format(value, parts, indent + len(key) + 1, allowance if last else 1, open_, level)
                if not last:
                    parts.append(',\n' + ' ' * indent)
            parts.append(')')

    def _words(line):
        """Words with the blanks that follow them."""
        words = []
        current = ''
        blank = False
        for c in line:
            if blank and not c.isspace():
                words.append(current)
                current = ''
            blank = c.isspace()
            current += c
        if current:
            words.append(current)
        return words

    def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False,
               sort_dicts=True, underscore_numbers=False):
        """Prints a value with line breaks where it needs them."""
        PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                      underscore_numbers=underscore_numbers).pprint(object)

    def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
                underscore_numbers=False):
        """The text that pprint prints."""
        return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                             underscore_numbers=underscore_numbers).pformat(object)

    def pp(object, *args, sort_dicts=False, **kwargs):
        """Prints a value; dictionaries keep their order."""
        pprint(object, *args, sort_dicts=sort_dicts, **kwargs)

    def saferepr(object):
        """The text of a value that may contain itself."""
        return PrettyPrinter()._repr(object, [], 0)

    def isreadable(object):
        """Whether the text evaluates to the value."""
        return PrettyPrinter().isreadable(object)

    def isrecursive(object):
        """Whether the value contains itself."""
        return PrettyPrinter().isrecursive(object)
    """#
}
