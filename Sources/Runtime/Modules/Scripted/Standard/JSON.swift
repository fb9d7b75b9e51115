extension LibraryModules {
  /// `json`: texts from values and values from texts; nothing here reads or writes files.
  static let json = #"""
    import math as _math

    class JSONDecodeError(ValueError):
        """Where and why a text is no JSON."""

        def __init__(self, msg, doc, pos):
            lineno = doc.count('\n', 0, pos) + 1
            colno = pos - doc.rfind('\n', 0, pos)
            ValueError.__init__(self, f'{msg}: line {lineno} column {colno} (char {pos})')
            self.msg = msg
            self.doc = doc
            self.pos = pos
            self.lineno = lineno
            self.colno = colno

    _ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f', '\b': '\\b'}

    def _quote(text, ensure_ascii):
        parts = ['"']
        for c in text:
            n = ord(c)
            if c in _ESCAPES:
                parts.append(_ESCAPES[c])
            elif n < 0x20 or (n > 0x7e and ensure_ascii):
                if n < 0x10000:
                    parts.append(f'\\u{n:04x}')
                else:
                    n -= 0x10000
                    parts.append(f'\\u{0xd800 | n >> 10:04x}\\u{0xdc00 | n & 0x3ff:04x}')
            else:
                parts.append(c)
        parts.append('"')
        return ''.join(parts)

    class JSONEncoder:
        """Makes texts from values."""

        item_separator = ', '
        key_separator = ': '

        def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True,
                     allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
            self.skipkeys = skipkeys
            self.ensure_ascii = ensure_ascii
            self.check_circular = check_circular
            self.allow_nan = allow_nan
            self.sort_keys = sort_keys
            self.indent = ' ' * indent if isinstance(indent, int) else indent
            if separators is not None:
                self.item_separator, self.key_separator = separators
            elif indent is not None:
                self.item_separator = ','
            if default is not None:
                self.default = default

        def default(self, o):
            """Called for values that JSON has no form for."""
            raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

        def encode(self, o):
            """The text of a value."""
            return ''.join(self.iterencode(o))

        def iterencode(self, o, _one_shot=False):
            """The text of a value in pieces."""
            parts = []
            self._write(o, parts, 0, [])
            return iter(parts)

        def _float(self, o):
            if o != o:
                text = 'NaN'
            elif o == _math.inf:
                text = 'Infinity'
            elif o == -_math.inf:
                text = '-Infinity'
            else:
                return float.__repr__(o)
            if not self.allow_nan:
                raise ValueError('Out of range float values are not JSON compliant')
            return text

        def _key(self, key):
            if isinstance(key, str):
                return key
            if isinstance(key, float):
                return self._float(key)
            if key is True:
                return 'true'
            if key is False:
                return 'false'
            if key is None:
                return 'null'
            if isinstance(key, int):
                return int.__repr__(key)
            if self.skipkeys:
                return None
            raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')

        def _write(self, o, parts, level, open_):
            if isinstance(o, str):
                parts.append(_quote(o, self.ensure_ascii))
            elif o is None:
                parts.append('null')
            elif o is True:
                parts.append('true')
            elif o is False:
                parts.append('false')
            elif isinstance(o, int):
                parts.append(int.__repr__(o))
            elif isinstance(o, float):
                parts.append(self._float(o))
            else:
                for other in open_:
                    if other is o:
                        raise ValueError('Circular reference detected')
                open_.append(o)
                if isinstance(o, (list, tuple)):
                    self._write_list(o, parts, level, open_)
                elif isinstance(o, dict):
                    self._write_dict(o, parts, level, open_)
                else:
                    self._write(self.default(o), parts, level, open_)
                open_.pop()

        def _line(self, level):
            return '' if self.indent is None else '\n' + self.indent * level

        def _write_list(self, o, parts, level, open_):
            if not o:
                parts.append('[]')
                return
            parts.append('[')
            separator = self._line(level + 1)
            for value in o:
                parts.append(separator)
                separator = self.item_separator + self._line(level + 1)
                self._write(value, parts, level + 1, open_)
            parts.append(self._line(level) + ']')

        def _write_dict(self, o, parts, level, open_):
            if not o:
                parts.append('{}')
                return
            parts.append('{')
            separator = self._line(level + 1)
            for key, value in sorted(o.items()) if self.sort_keys else o.items():
                name = self._key(key)
                if name is None:
                    continue
                parts.append(separator)
                separator = self.item_separator + self._line(level + 1)
                parts.append(_quote(name, self.ensure_ascii))
                parts.append(self.key_separator)
                self._write(value, parts, level + 1, open_)
            parts.append(self._line(level) + '}')

    _BACK = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
    _WORDS = (('null', None), ('true', True), ('false', False))
    _NUMBERS = (('NaN', _math.nan), ('Infinity', _math.inf), ('-Infinity', -_math.inf))

    class JSONDecoder:
        """Makes values from texts."""

        def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                     parse_constant=None, strict=True, object_pairs_hook=None):
            self.object_hook = object_hook
            self.parse_float = parse_float or float
            self.parse_int = parse_int or int
            self.parse_constant = parse_constant
            self.strict = strict
            self.object_pairs_hook = object_pairs_hook

        def decode(self, s):
            """The value of a text."""
            value, end = self.raw_decode(s, self._blank(s, 0))
            end = self._blank(s, end)
            if end != len(s):
                raise JSONDecodeError('Extra data', s, end)
            return value

        def raw_decode(self, s, idx=0):
            """A value and where it ends."""
            return self._value(s, idx)

        def _blank(self, s, i):
            while s[i:i + 1] and s[i] in ' \t\n\r':
                i += 1
            return i

        def _value(self, s, i):
            c = s[i:i + 1]
            if c == '"':
                return self._string(s, i + 1)
            if c == '{':
                return self._object(s, i + 1)
            if c == '[':
                return self._array(s, i + 1)
            for word, value in _WORDS:
                if s.startswith(word, i):
                    return value, i + len(word)
            for word, value in _NUMBERS:
                if s.startswith(word, i):
                    if self.parse_constant is not None:
                        value = self.parse_constant(word)
                    return value, i + len(word)
            return self._number(s, i)

        def _digits(self, s, i):
            while s[i:i + 1] and s[i] in '0123456789':
                i += 1
            return i

        def _number(self, s, start):
            i = start + 1 if s[start:start + 1] == '-' else start
            if s[i:i + 1] == '0':
                i += 1
            else:
                end = self._digits(s, i)
                if end == i:
                    raise JSONDecodeError('Expecting value', s, start)
                i = end
            whole = True
            if s[i:i + 1] == '.':
                end = self._digits(s, i + 1)
                if end > i + 1:
                    i, whole = end, False
            if s[i:i + 1] in ('e', 'E'):
                k = i + 2 if s[i + 1:i + 2] in ('+', '-') else i + 1
                end = self._digits(s, k)
                if end > k:
                    i, whole = end, False
            return (self.parse_int if whole else self.parse_float)(s[start:i]), i

        def _string(self, s, i):
            begin = i - 1
            parts = []
            start = i
            while True:
                c = s[i:i + 1]
                if not c:
                    raise JSONDecodeError('Unterminated string starting at', s, begin)
                if c == '"':
                    parts.append(s[start:i])
                    return ''.join(parts), i + 1
                if c == '\\':
                    parts.append(s[start:i])
                    mark = s[i + 1:i + 2]
                    if not mark:
                        raise JSONDecodeError('Unterminated string starting at', s, begin)
                    if mark == 'u':
                        code = self._unicode(s, i + 1)
                        i += 6
                        if 0xd800 <= code <= 0xdbff and s[i:i + 2] == '\\u':
                            low = self._unicode(s, i + 1)
                            if 0xdc00 <= low <= 0xdfff:
                                code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                                i += 6
                        parts.append(chr(code))
                    else:
                        if mark not in _BACK:
                            raise JSONDecodeError('Invalid \\escape', s, i)
                        parts.append(_BACK[mark])
                        i += 2
                    start = i
                    continue
                if c < ' ' and self.strict:
                    raise JSONDecodeError('Invalid control character at', s, i)
                i += 1

        def _unicode(self, s, i):
            digits = s[i + 1:i + 5]
            if len(digits) != 4 or any(c not in '0123456789abcdefABCDEF' for c in digits):
                raise JSONDecodeError('Invalid \\uXXXX escape', s, i + 1)
            return int(digits, 16)

        def _array(self, s, i):
            values = []
            i = self._blank(s, i)
            if s[i:i + 1] == ']':
                return values, i + 1
            while True:
                value, i = self._value(s, i)
                values.append(value)
                i = self._blank(s, i)
                c = s[i:i + 1]
                if c == ']':
                    return values, i + 1
                if c != ',':
                    raise JSONDecodeError("Expecting ',' delimiter", s, i)
                i = self._blank(s, i + 1)

        def _object(self, s, i):
            pairs = []
            i = self._blank(s, i)
            if s[i:i + 1] == '}':
                return self._made(pairs), i + 1
            if s[i:i + 1] != '"':
                raise JSONDecodeError('Expecting property name enclosed in double quotes', s, i)
            while True:
                key, i = self._string(s, i + 1)
                i = self._blank(s, i)
                if s[i:i + 1] != ':':
                    raise JSONDecodeError("Expecting ':' delimiter", s, i)
                value, i = self._value(s, self._blank(s, i + 1))
                pairs.append((key, value))
                i = self._blank(s, i)
                c = s[i:i + 1]
                if c == '}':
                    return self._made(pairs), i + 1
                if c != ',':
                    raise JSONDecodeError("Expecting ',' delimiter", s, i)
                i = self._blank(s, i + 1)
                if s[i:i + 1] != '"':
                    raise JSONDecodeError('Expecting property name enclosed in double quotes', s, i)

        def _made(self, pairs):
            if self.object_pairs_hook is not None:
                return self.object_pairs_hook(pairs)
            value = dict(pairs)
            return value if self.object_hook is None else self.object_hook(value)

    def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
              cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
        """The JSON text of a value."""
        return (cls or JSONEncoder)(
            skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
            allow_nan=allow_nan, indent=indent, separators=separators, default=default,
            sort_keys=sort_keys, **kw).encode(obj)

    def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
              parse_constant=None, object_pairs_hook=None, **kw):
        """The value of a JSON text."""
        if not isinstance(s, str):
            if not hasattr(s, 'decode'):
                raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
            s = s.decode()
        return (cls or JSONDecoder)(
            object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
            parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw).decode(s)

    def dump(obj, fp, **kw):
        """Writes the JSON text of a value to a stream."""
        fp.write(dumps(obj, **kw))

    def load(fp, **kw):
        """The value of the JSON text in a stream."""
        return loads(fp.read(), **kw)
    """#
}
