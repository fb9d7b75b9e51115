extension LibraryModules {
  /// `re`: patterns and matches over the matcher of `_regex`.
  static let regex = #"""
    import _regex
    import enum as _enum

    class RegexFlag(_enum.IntFlag):
        """Flags of patterns."""
        NOFLAG = 0
        ASCII = A = 256
        IGNORECASE = I = 2
        LOCALE = L = 4
        UNICODE = U = 32
        MULTILINE = M = 8
        DOTALL = S = 16
        VERBOSE = X = 64
        DEBUG = 128

        def __repr__(self):
            names = [name for bit, name in _FLAG_NAMES if self & bit]
            if self & 32:
                names.append('re.UNICODE')
            return '|'.join(names) or 're.NOFLAG'

        __str__ = __repr__

    NOFLAG = RegexFlag.NOFLAG
    ASCII = A = RegexFlag.ASCII
    IGNORECASE = I = RegexFlag.IGNORECASE
    LOCALE = L = RegexFlag.LOCALE
    UNICODE = U = RegexFlag.UNICODE
    MULTILINE = M = RegexFlag.MULTILINE
    DOTALL = S = RegexFlag.DOTALL
    VERBOSE = X = RegexFlag.VERBOSE
    DEBUG = RegexFlag.DEBUG

    class error(Exception):
        """What is wrong with a pattern."""

        def __init__(self, msg, pattern=None, pos=None):
            self.msg = msg
            self.pattern = pattern
            self.pos = pos
            if pattern is not None and pos is not None:
                msg = f'{msg} at position {pos}'
                self.lineno = pattern.count('\n', 0, pos) + 1
                self.colno = pos - pattern.rfind('\n', 0, pos)
                if '\n' in pattern:
                    msg = f'{msg} (line {self.lineno}, column {self.colno})'
            else:
                self.lineno = self.colno = None
            super().__init__(msg)

    _FLAG_NAMES = ((2, 're.IGNORECASE'), (4, 're.LOCALE'), (8, 're.MULTILINE'), (16, 're.DOTALL'),
                   (64, 're.VERBOSE'), (128, 're.DEBUG'), (256, 're.ASCII'))

    class Match:
        """What a pattern found."""

        def __init__(self, pattern, string, pos, endpos, spans, last):
            self.re = pattern
            self.string = string
            self.pos = pos
            self.endpos = endpos
            self._spans = spans
            self.lastindex = last or None

        @property
        def lastgroup(self):
            for name, group in self.re.groupindex.items():
                if group == self.lastindex:
                    return name
            return None

        @property
        def regs(self):
            return tuple(self.span(i) for i in range(self.re.groups + 1))

        def _index(self, group):
            if isinstance(group, str):
                if group not in self.re.groupindex:
                    raise IndexError('no such group')
                return self.re.groupindex[group]
            if not hasattr(group, '__index__') or not 0 <= group <= self.re.groups:
                raise IndexError('no such group')
            return group

        def _text(self, group, default=None):
            i = self._index(group)
            start, end = self._spans[2 * i], self._spans[2 * i + 1]
            return default if end < 0 or start < 0 else self.string[start:end]

        def group(self, *groups):
            """The text of a group; a tuple for several."""
            if not groups:
                return self._text(0)
            if len(groups) == 1:
                return self._text(groups[0])
            return tuple(self._text(g) for g in groups)

        __getitem__ = _text

        def groups(self, default=None):
            """The texts of all groups."""
            return tuple(self._text(i, default) for i in range(1, self.re.groups + 1))

        def groupdict(self, default=None):
            """The texts of the named groups."""
            return {name: self._text(i, default) for name, i in self.re.groupindex.items()}

        def start(self, group=0, /):
            """Where a group begins."""
            return self.span(group)[0]

        def end(self, group=0, /):
            """Where a group ends."""
            return self.span(group)[1]

        def span(self, group=0, /):
            """Where a group begins and ends."""
            i = self._index(group)
            start, end = self._spans[2 * i], self._spans[2 * i + 1]
            return (-1, -1) if end < 0 or start < 0 else (start, end)

        def expand(self, template):
            """The template with its references filled in."""
            return _fill(_template(self.re, template), self)

        def __copy__(self):
            return self

        def __deepcopy__(self, memo):
            return self

        def __repr__(self):
            return f'<re.Match object; span={self.span()}, match={self.group()!r}>'

    class Pattern:
        """A compiled pattern."""

        def __init__(self, pattern, flags):
            self.pattern = pattern
            if not isinstance(pattern, str):
                raise TypeError('first argument must be string or compiled pattern')
            compiled = _regex.compile(pattern, int(flags))
            if len(compiled) == 2:
                message, position = compiled
                if position < 0:
                    raise error(message)
                raise error(message, pattern, position)
            self._program, self.flags, self.groups, self.groupindex = compiled

        def _run(self, string, pos, endpos, mode):
            found = _regex.run(self._program, string, pos, endpos, mode)
            if found is None:
                return None
            return Match(self, string, max(pos, 0), min(endpos, len(string)), *found)

        def match(self, string, pos=0, endpos=9223372036854775807):
            """A match at the beginning of the text."""
            return self._run(string, pos, endpos, 1)

        def fullmatch(self, string, pos=0, endpos=9223372036854775807):
            """A match of the whole text."""
            return self._run(string, pos, endpos, 2)

        def search(self, string, pos=0, endpos=9223372036854775807):
            """The first match in the text."""
            return self._run(string, pos, endpos, 0)

        def finditer(self, string, pos=0, endpos=9223372036854775807):
            """All matches in the text."""
            return self._all(string, pos, endpos)

        def _all(self, string, pos, endpos):
            mode = 0
            while pos <= min(endpos, len(string)):
                found = self._run(string, pos, endpos, mode)
                if found is None:
                    return
                yield found
                start, pos = found.span()
                # Behind an empty match the next one must be longer or further on.
                mode = 3 if start == pos else 0

        def findall(self, string, pos=0, endpos=9223372036854775807):
            """The texts of all matches."""
            if self.groups == 0:
                return [m.group() for m in self._all(string, pos, endpos)]
            if self.groups == 1:
                return [m._text(1, '') for m in self._all(string, pos, endpos)]
            return [m.groups('') for m in self._all(string, pos, endpos)]

        def split(self, string, maxsplit=0):
            """The parts between the matches, with the texts of the groups."""
            parts = []
            start = 0
            for m in self._all(string, 0, len(string)):
                if maxsplit and len(parts) >= maxsplit * (self.groups + 1):
                    break
                parts.append(string[start:m.start()])
                parts.extend(m.groups())
                start = m.end()
            parts.append(string[start:])
            return parts

        def sub(self, repl, string, count=0):
            """The text with the matches replaced."""
            return self.subn(repl, string, count)[0]

        def subn(self, repl, string, count=0):
            """The text with the matches replaced, and how many there were."""
            if not isinstance(string, str):
                raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'")
            template = None if callable(repl) else _template(self, repl)
            parts = []
            start = done = 0
            for m in self._all(string, 0, len(string)):
                if count and done >= count:
                    break
                parts.append(string[start:m.start()])
                parts.append(repl(m) if template is None else _fill(template, m))
                start = m.end()
                done += 1
            parts.append(string[start:])
            return ''.join(parts), done

        def __eq__(self, other):
            if not isinstance(other, Pattern):
                return NotImplemented
            return self.pattern == other.pattern and self.flags == other.flags

        def __hash__(self):
            return hash((self.pattern, self.flags))

        def __copy__(self):
            return self

        def __deepcopy__(self, memo):
            return self

        def __repr__(self):
            names = [name for bit, name in _FLAG_NAMES if self.flags & bit]
            return f're.compile({self.pattern!r:.200}' + (', ' + '|'.join(names) if names else '') + ')'

    _SIMPLE = {'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', 'v': '\v', 'a': '\a', 'b': '\b', '\\': '\\'}

    def _template(pattern, text):
        """Texts and group numbers of a replacement."""
        if not isinstance(text, str):
            raise TypeError(f'expected str instance, {type(text).__name__} found')
        parts = []
        i = 0
        while i < len(text):
            c = text[i]
            if c != '\\':
                end = text.find('\\', i)
                end = len(text) if end < 0 else end
                parts.append(text[i:end])
                i = end
                continue
            mark = text[i + 1:i + 2]
            if not mark:
                raise error('bad escape (end of pattern)', text, i)
            if mark == 'g':
                if text[i + 2:i + 3] != '<':
                    raise error('missing <', text, i + 2)
                end = text.find('>', i)
                if end < 0:
                    raise error('missing >, unterminated name', text, i + 3)
                name = text[i + 3:end]
                if not name:
                    raise error('missing group name', text, i + 3)
                if name.isdecimal():
                    group = int(name)
                    if group > pattern.groups:
                        raise error(f'invalid group reference {group}', text, i + 3)
                elif not name.isidentifier():
                    raise error(f'bad character in group name {name!r}', text, i + 3)
                elif name in pattern.groupindex:
                    group = pattern.groupindex[name]
                else:
                    raise IndexError(f'unknown group name {name!r}')
                parts.append(group)
                i = end + 1
            elif mark == '0':
                digits = text[i + 1:i + 2]
                k = i + 2
                while k < i + 4 and text[k:k + 1] and text[k] in '01234567':
                    digits += text[k]
                    k += 1
                parts.append(chr(int(digits, 8)))
                i = k
            elif mark in '123456789':
                digits = mark
                second = text[i + 2:i + 3]
                if second and second in '0123456789':
                    digits += second
                    third = text[i + 3:i + 4]
                    if mark in '0123' and second in '01234567' and third and third in '01234567':
                        parts.append(chr(int(digits + third, 8)))
                        i += 4
                        continue
                group = int(digits)
                if group > pattern.groups:
                    raise error(f'invalid group reference {group}', text, i + 1)
                parts.append(group)
                i += 1 + len(digits)
            elif mark in _SIMPLE:
                parts.append(_SIMPLE[mark])
                i += 2
            elif mark.isalpha() and mark.isascii():
                raise error(f'bad escape \\{mark}', text, i)
            else:
                parts.append('\\' + mark)
                i += 2
        return parts

    def _fill(template, match):
        return ''.join([p if isinstance(p, str) else match._text(p, '') for p in template])

    _cache = {}

    def compile(pattern, flags=0):
        """A pattern ready for use."""
        if isinstance(pattern, Pattern):
            if flags:
                raise ValueError('cannot process flags argument with a compiled pattern')
            return pattern
        key = pattern, int(flags)
        found = _cache.get(key)
        if found is None:
            if len(_cache) > 500:
                _cache.clear()
            found = _cache[key] = Pattern(pattern, flags)
        return found

    def match(pattern, string, flags=0):
        """A match at the beginning of the text."""
        return compile(pattern, flags).match(string)

    def fullmatch(pattern, string, flags=0):
        """A match of the whole text."""
        return compile(pattern, flags).fullmatch(string)

    def search(pattern, string, flags=0):
        """The first match in the text."""
        return compile(pattern, flags).search(string)

    def findall(pattern, string, flags=0):
        """The texts of all matches."""
        return compile(pattern, flags).findall(string)

    def finditer(pattern, string, flags=0):
        """All matches in the text."""
        return compile(pattern, flags).finditer(string)

    def split(pattern, string, maxsplit=0, flags=0):
        """The parts between the matches."""
        return compile(pattern, flags).split(string, maxsplit)

    def sub(pattern, repl, string, count=0, flags=0):
        """The text with the matches replaced."""
        return compile(pattern, flags).sub(repl, string, count)

    def subn(pattern, repl, string, count=0, flags=0):
        """The text with the matches replaced, and how many there were."""
        return compile(pattern, flags).subn(repl, string, count)

    def escape(pattern):
        """The text with special characters escaped."""
        return ''.join('\\' + c if c in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f' else c for c in pattern)

    def purge():
        """Forgets compiled patterns."""
        _cache.clear()
    """#
}
