extension LibraryModules {
  /// The number: texts and rounding.
  static let decimalForms = #"""
    def _read(text):
        """Sign, coefficient, exponent and special kind of a text; None where it is no number."""
        text = text.strip().replace('_', '')
        sign = 0
        if text[:1] in ('+', '-'):
            sign = 1 if text[0] == '-' else 0
            text = text[1:]
        lower = text.lower()
        if lower in ('inf', 'infinity'):
            return sign, 0, 0, 'F'
        for prefix, kind in (('snan', 'N'), ('nan', 'n')):
            if lower.startswith(prefix):
                payload = lower[len(prefix):]
                if payload and not payload.isdecimal():
                    return None
                return sign, int(payload or '0'), 0, kind
        mantissa, mark, exponent = lower.partition('e')
        if mark:
            body = exponent[1:] if exponent[:1] in ('+', '-') else exponent
            if not body.isdecimal():
                return None
            power = int(exponent)
        else:
            power = 0
        whole, point, fraction = mantissa.partition('.')
        digits = whole + fraction
        if not digits.isdecimal():
            return None
        return sign, int(digits), power - len(fraction), ''

    def _make(sign, coefficient, exponent, special=''):
        self = object.__new__(Decimal)
        self._sign = sign
        self._int = coefficient
        self._exp = exponent
        self._special = special
        return self

    def _convert(value):
        if isinstance(value, Decimal):
            return value
        if isinstance(value, int):
            return _make(1 if value < 0 else 0, abs(int(value)), 0)
        return None

    def _comparable(value):
        value_ = _convert(value)
        if value_ is None and isinstance(value, float):
            return Decimal.from_float(value)
        return value_

    def _needed(value):
        result = _convert(value)
        if result is None:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        return result

    class Decimal:
        """A decimal number."""

        def __new__(cls, value='0', context=None):
            if isinstance(value, Decimal):
                parts = value._sign, value._int, value._exp, value._special
            elif isinstance(value, int):
                parts = 1 if value < 0 else 0, abs(int(value)), 0, ''
            elif isinstance(value, str):
                parts = _read(value)
                if parts is None:
                    (context or getcontext())._raise(ConversionSyntax)
                    parts = 0, 0, 0, 'n'
            elif isinstance(value, float):
                exact = Decimal.from_float(value)
                parts = exact._sign, exact._int, exact._exp, exact._special
            elif isinstance(value, (tuple, list)):
                if len(value) != 3:
                    raise ValueError('argument must be a sequence of length 3')
                sign, digits, exponent = value
                if sign not in (0, 1):
                    raise ValueError('sign must be an integer with the value 0 or 1')
                if exponent == 'F':
                    parts = sign, 0, 0, 'F'
                else:
                    coefficient = 0
                    for digit in digits:
                        if not isinstance(digit, int) or not 0 <= digit <= 9:
                            raise ValueError('coefficient must be a tuple of digits')
                        coefficient = coefficient * 10 + digit
                    if exponent in ('n', 'N'):
                        parts = sign, coefficient, 0, exponent
                    elif isinstance(exponent, int):
                        parts = sign, coefficient, exponent, ''
                    else:
                        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
            else:
                raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
            self = object.__new__(cls)
            self._sign, self._int, self._exp, self._special = parts
            return self

        @classmethod
        def from_float(cls, f, /):
            """The exact value of a float."""
            if isinstance(f, int):
                return cls(f)
            if not isinstance(f, float):
                raise TypeError('argument must be int or float')
            sign = 1 if _math.copysign(1.0, f) < 0 else 0
            if f != f:
                result = _make(sign, 0, 0, 'n')
            elif f in (_math.inf, -_math.inf):
                result = _make(sign, 0, 0, 'F')
            else:
                top, bottom = abs(f).as_integer_ratio()
                places = bottom.bit_length() - 1
                result = _make(sign, top * 5 ** places, -places)
            return result if cls is Decimal else cls(result)

        # Text

        def __str__(self, engineering=False):
            sign = '-' if self._sign else ''
            if self._special == 'F':
                return sign + 'Infinity'
            if self._special:
                return sign + ('NaN' if self._special == 'n' else 'sNaN') + (str(self._int) if self._int else '')
            digits = str(self._int)
            left = self._exp + len(digits)
            if self._exp <= 0 and left > -6:
                point = left
            elif not engineering:
                point = 1
            elif digits == '0':
                point = (left + 1) % 3 - 1
            else:
                point = (left - 1) % 3 + 1
            if point <= 0:
                whole, fraction = '0', '.' + '0' * -point + digits
            elif point >= len(digits):
                whole, fraction = digits + '0' * (point - len(digits)), ''
            else:
                whole, fraction = digits[:point], '.' + digits[point:]
            power = '' if left == point else ('e', 'E')[getcontext().capitals] + f'{left - point:+d}'
            return sign + whole + fraction + power

        def to_eng_string(self, context=None):
            """The text with an exponent that is a multiple of three."""
            return self.__str__(True)

        def __repr__(self):
            return f"Decimal('{self}')"

        def __format__(self, spec):
            if not spec:
                return str(self)
            fill, align, plus, z, alternate, zero, width, comma, precision, kind = _parse_format(spec)
            if zero and not align:
                fill, align = '0', '='
            fill = fill or ' '
            align = align or '>'
            width = int(width) if width else 0
            sign = '-' if self._sign else ('' if plus in (None, '-') else plus)
            rounding = getcontext().rounding
            percent = ''
            if self._special:
                body = str(self.copy_abs())
                if fill == '0' and align == '=':
                    fill = ' '
            else:
                value = self.copy_abs()
                if kind == '%':
                    value = _make(0, value._int, value._exp + 2)
                    percent = '%'
                if precision is not None:
                    places = int(precision)
                    if kind in ('e', 'E'):
                        value = value._to_digits(places + 1, rounding, self._sign)
                    elif kind in ('f', 'F', '%'):
                        value = value._to_exponent(-places, rounding, self._sign)
                    elif _digits(value._int) > (places or 1):
                        value = value._to_digits(places or 1, rounding, self._sign)
                if kind in ('f', 'F', '%'):
                    if value._exp > 0:
                        value = _make(0, value._int * 10 ** value._exp, 0)
                if z and not value._int:
                    sign = '' if plus in (None, '-') else plus
                digits = str(value._int)
                left = value._exp + len(digits)
                if kind in ('e', 'E'):
                    point = 1
                elif kind in ('f', 'F', '%'):
                    point = left
                elif value._exp <= 0 and left > -6:
                    point = left
                else:
                    point = 1
                if not value._int and kind in ('e', 'E') and precision is not None:
                    digits = '0' * (int(precision) + 1)
                    left = 1
                if point <= 0:
                    whole, fraction = '0', '0' * -point + digits
                elif point > len(digits):
                    whole, fraction = digits + '0' * (point - len(digits)), ''
                else:
                    whole, fraction = digits[:point] or '0', digits[point:]
                power = ''
                if left != point or kind in ('e', 'E'):
                    letter = kind if kind in ('e', 'E') else ('e' if kind == 'g' else 'E')
                    power = letter + f'{left - point:+d}'
                if comma:
                    if fill == '0' and align == '=':
                        rest = len(sign) + len(fraction) + (1 if fraction else 0) + len(power) + len(percent)
                        while len(_group(whole)) + rest < width:
                            longer = '0' + whole
                            if len(_group(longer)) + rest > width:
                                break
                            whole = longer
                        whole = _group(whole)
                        if len(whole) + rest < width:
                            whole = '0' + whole
                    else:
                        whole = _group(whole)
                body = whole + ('.' + fraction if fraction or alternate else '') + power + percent
            pad = fill * (width - len(sign) - len(body))
            if align == '=':
                return sign + pad + body
            if align == '<':
                return sign + body + pad
            if align == '^':
                half = len(pad) // 2
                return pad[:half] + sign + body + pad[half:]
            return pad + sign + body

        def _to_digits(self, places, mode, sign=0):
            count = _digits(self._int)
            if count <= places:
                if not self._int:
                    return _make(self._sign, 0, self._exp)
                return _make(self._sign, self._int * 10 ** (places - count), self._exp - (places - count))
            kept, _ = _shift(self._int, count - places, sign, mode)
            exponent = self._exp + count - places
            if _digits(kept) > places:
                kept //= 10
                exponent += 1
            return _make(self._sign, kept, exponent)

        def _to_exponent(self, exponent, mode, sign=0):
            if self._exp >= exponent:
                return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent)
            kept, _ = _shift(self._int, exponent - self._exp, sign, mode)
            return _make(self._sign, kept, exponent)

        # Rounding to a context

        def _fix(self, context=None):
            context = context or getcontext()
            if self._special:
                if self._special == 'N':
                    context._raise(InvalidOperation)
                    return _make(self._sign, self._int, 0, 'n')
                return self
            if not self._int:
                exponent = min(max(self._exp, context.Etiny()), context.Emax)
                return self if exponent == self._exp else _make(self._sign, 0, exponent)
            count = _digits(self._int)
            top = self._exp + count - 1
            if top > context.Emax:
                return self._overflow(context)
            smallest = max(self._exp + count - context.prec, context.Etiny())
            if smallest <= self._exp:
                if top < context.Emin:
                    context._raise(Subnormal)
                return self
            kept, lost = _shift(self._int, smallest - self._exp, self._sign, context.rounding)
            if _digits(kept) > context.prec:
                kept //= 10
                smallest += 1
            conditions = []
            if top < context.Emin:
                if lost:
                    conditions.append(Underflow)
                conditions.append(Subnormal)
            if lost:
                conditions.append(Inexact)
            conditions.append(Rounded)
            if smallest + _digits(kept) - 1 > context.Emax:
                return self._overflow(context)
            context._raise(*conditions)
            return _make(self._sign, kept, smallest)

        def _overflow(self, context):
            context._raise(Overflow, Inexact, Rounded)
            mode = context.rounding
            if mode in (ROUND_DOWN, ROUND_05UP) or (mode == ROUND_CEILING and self._sign) or (
                    mode == ROUND_FLOOR and not self._sign):
                return _make(self._sign, 10 ** context.prec - 1, context.Etop())
            return _make(self._sign, 0, 0, 'F')

        def _invalid(self, context, condition=InvalidOperation):
            context._raise(condition)
            return _make(0, 0, 0, 'n')

        def _nans(self, other, context):
            for x in (self, other):
                if x._special == 'N':
                    context._raise(InvalidOperation)
                    return _make(x._sign, x._int, 0, 'n')
            for x in (self, other):
                if x._special == 'n':
                    return x
            return None
    """#
}
