extension LibraryModules {
  /// Comparison, parts and forms of the number; series.
  static let decimalParts = #"""
        # Comparison

        def _compare(self, other):
            """-1, 0 or 1 for numbers that are not NaN."""
            if self._special or other._special:
                a = 0 if not self._special else (-1 if self._sign else 1)
                b = 0 if not other._special else (-1 if other._sign else 1)
                return (a > b) - (a < b)
            if not self._int or not other._int or self._sign != other._sign:
                a = 0 if not self._int else (-1 if self._sign else 1)
                b = 0 if not other._int else (-1 if other._sign else 1)
                return (a > b) - (a < b)
            direction = -1 if self._sign else 1
            a, b = self.adjusted(), other.adjusted()
            if a != b:
                return direction if a > b else -direction
            exponent = min(self._exp, other._exp)
            a = self._int * 10 ** (self._exp - exponent)
            b = other._int * 10 ** (other._exp - exponent)
            return direction * ((a > b) - (a < b))

        def _ordered(self, other):
            """The other number and whether both can be ordered."""
            if isinstance(other, _Fraction):
                return None, False
            other = _comparable(other)
            if other is None:
                return None, False
            if self._special in ('n', 'N') or other._special in ('n', 'N'):
                getcontext()._raise(InvalidOperation)
                return other, False
            return other, True

        def __eq__(self, other):
            if isinstance(other, _Fraction):
                return not self._special and _Fraction(*self.as_integer_ratio()) == other
            other = _comparable(other)
            if other is None:
                return NotImplemented
            if self._special in ('n', 'N') or other._special in ('n', 'N'):
                if 'N' in (self._special, other._special):
                    getcontext()._raise(InvalidOperation)
                return False
            return self._compare(other) == 0

        def _order(self, other, test):
            if isinstance(other, _Fraction) and not self._special:
                mine = _Fraction(*self.as_integer_ratio())
                return test((mine > other) - (mine < other))
            other, is_ordered = self._ordered(other)
            if other is None:
                return NotImplemented
            return is_ordered and test(self._compare(other))

        def __lt__(self, other): return self._order(other, lambda c: c < 0)
        def __le__(self, other): return self._order(other, lambda c: c <= 0)
        def __gt__(self, other): return self._order(other, lambda c: c > 0)
        def __ge__(self, other): return self._order(other, lambda c: c >= 0)

        def __hash__(self):
            if self._special == 'F':
                return -314159 if self._sign else 314159
            if self._special:
                if self._special == 'N':
                    raise TypeError('Cannot hash a signaling NaN value')
                return object.__hash__(self)
            prime = 2305843009213693951
            power = pow(10, self._exp, prime) if self._exp >= 0 else pow(
                2075258708292324556, -self._exp, prime)
            value = self._int * power % prime
            value = -value if self._sign else value
            return -2 if value == -1 else value

        def compare(self, other, context=None):
            """-1, 0, 1 or NaN as a Decimal."""
            other = _needed(other)
            nan = self._nans(other, context or getcontext())
            if nan is not None:
                return nan
            order = self._compare(other)
            return _make(1 if order < 0 else 0, abs(order), 0)

        def compare_total(self, other, context=None):
            """The order of representations."""
            other = _needed(other)
            order = self._compare(other) or ((self._exp > other._exp) - (self._exp < other._exp)) * (
                -1 if self._sign else 1)
            return _make(1 if order < 0 else 0, abs(order), 0)

        def max(self, other, context=None):
            """The larger of two numbers."""
            return self._pick(other, context, 1)

        def min(self, other, context=None):
            """The smaller of two numbers."""
            return self._pick(other, context, -1)

        def _pick(self, other, context, direction):
            context = context or getcontext()
            other = _needed(other)
            if self._special == 'n' and other._special not in ('n', 'N'):
                return other._fix(context)
            if other._special == 'n' and self._special not in ('n', 'N'):
                return self._fix(context)
            nan = self._nans(other, context)
            if nan is not None:
                return nan
            order = self._compare(other)
            if order == 0:
                order = 1 if self._exp > other._exp or (not self._sign and other._sign) else -1
            return (self if order == direction else other)._fix(context)

        # Parts and forms

        def as_tuple(self):
            """Sign, digits and exponent."""
            if self._special == 'F':
                return DecimalTuple(self._sign, (0,), 'F')
            digits = tuple(map(int, str(self._int)))
            if self._special:
                return DecimalTuple(self._sign, digits if self._int else (), self._special)
            return DecimalTuple(self._sign, digits, self._exp)

        def as_integer_ratio(self):
            """Numerator and denominator in lowest terms."""
            if self._special == 'F':
                raise OverflowError('cannot convert Infinity to integer ratio')
            if self._special:
                raise ValueError('cannot convert NaN to integer ratio')
            top = self._int * 10 ** max(self._exp, 0)
            bottom = 10 ** max(-self._exp, 0)
            common = _math.gcd(top, bottom)
            return (-top if self._sign else top) // common, bottom // common

        def quantize(self, exp, rounding=None, context=None):
            """The number with the exponent of another one."""
            context = context or getcontext()
            mode = rounding or context.rounding
            if mode not in _MODES:
                raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
            exp = _needed(exp)
            if self._special or exp._special:
                nan = self._nans(exp, context)
                if nan is not None:
                    return nan
                return self if self._special and exp._special else self._invalid(context)
            if not self._int:
                return _make(self._sign, 0, exp._exp)._fix(context)
            if self._exp + _digits(self._int) - exp._exp > context.prec + 1:
                return self._invalid(context)
            result = self._to_exponent(exp._exp, mode, self._sign)
            if _digits(result._int) > context.prec or (result._int and result.adjusted() > context.Emax):
                return self._invalid(context)
            if self._exp < exp._exp:
                unit = 10 ** (exp._exp - self._exp)
                context._raise(*((Inexact, Rounded) if self._int % unit else (Rounded,)))
            return result

        def normalize(self, context=None):
            """The number without trailing zeros."""
            context = context or getcontext()
            value = self._fix(context)
            if value._special:
                return value
            if not value._int:
                return _make(value._sign, 0, 0)
            digits = str(value._int)
            kept = digits.rstrip('0')
            return _make(value._sign, int(kept), value._exp + len(digits) - len(kept))

        def to_integral_value(self, rounding=None, context=None):
            """The nearest integral number."""
            context = context or getcontext()
            if self._special or self._exp >= 0:
                return self
            return self._to_exponent(0, rounding or context.rounding, self._sign)

        to_integral = to_integral_value

        def to_integral_exact(self, rounding=None, context=None):
            """The nearest integral number; signals what is lost."""
            context = context or getcontext()
            if self._special or self._exp >= 0:
                return self
            result = self.to_integral_value(rounding, context)
            context._raise(*((Inexact, Rounded) if result._compare(self) else (Rounded,)))
            return result

        def adjusted(self):
            """The exponent of the first digit."""
            return 0 if self._special else self._exp + _digits(self._int) - 1

        def copy_abs(self):
            """Without its sign."""
            return _make(0, self._int, self._exp, self._special)

        def copy_negate(self):
            """With the other sign."""
            return _make(1 - self._sign, self._int, self._exp, self._special)

        def copy_sign(self, other, context=None):
            """With the sign of another number."""
            return _make(_needed(other)._sign, self._int, self._exp, self._special)

        def fma(self, other, third, context=None):
            """self * other + third, rounded once."""
            wide = Context(prec=MAX_PREC, Emin=-10**17, Emax=10**17)
            product = self._multiply(_needed(other), wide)
            return product._add(_needed(third), context or getcontext())

        def scaleb(self, other, context=None):
            """The number with its exponent changed."""
            return _make(self._sign, self._int, self._exp + int(_needed(other)), self._special)._fix(
                context or getcontext())

        def shift(self, other, context=None):
            """The digits moved."""
            n = int(_needed(other))
            prec = (context or getcontext()).prec
            value = self._int * 10 ** n % 10 ** prec if n >= 0 else self._int // 10 ** -n
            return _make(self._sign, value, self._exp)

        def remainder_near(self, other, context=None):
            """The remainder nearest to zero."""
            context = context or getcontext()
            other = _needed(other)
            if not other._special and not other._int:
                return self._invalid(context, DivisionUndefined if not self._int else InvalidOperation)
            exponent = min(self._exp, other._exp)
            top = self._int * 10 ** (self._exp - exponent)
            bottom = other._int * 10 ** (other._exp - exponent)
            quotient, rest = divmod(top, bottom)
            sign = self._sign
            if 2 * rest + (quotient & 1) > bottom:
                rest = bottom - rest
                sign = 1 - sign
            return _make(sign, rest, exponent)._fix(context)

        def next_plus(self, context=None):
            """The next larger number."""
            return self._next(context, 1)

        def next_minus(self, context=None):
            """The next smaller number."""
            return self._next(context, -1)

        def _next(self, context, direction):
            context = (context or getcontext()).copy()
            context.rounding = ROUND_CEILING if direction > 0 else ROUND_FLOOR
            context.clear_traps()
            fixed = self._fix(context)
            if fixed._compare(self):
                return fixed
            return self._add(_make(0 if direction > 0 else 1, 1, context.Etiny() - 1), context)

        def logb(self, context=None):
            """The adjusted exponent as a Decimal."""
            return _convert(self.adjusted())

        def same_quantum(self, other, context=None):
            """Whether both have the same exponent."""
            other = _needed(other)
            return self._exp == other._exp and bool(self._special) == bool(other._special)

        def number_class(self, context=None):
            """The class of the number."""
            if self._special == 'N':
                return 'sNaN'
            if self._special == 'n':
                return 'NaN'
            sign = '-' if self._sign else '+'
            if self._special:
                return sign + 'Infinity'
            if not self._int:
                return sign + 'Zero'
            return sign + ('Subnormal' if self.is_subnormal(context) else 'Normal')

        def is_canonical(self): return True
        def is_finite(self): return not self._special
        def is_infinite(self): return self._special == 'F'
        def is_nan(self): return self._special in ('n', 'N')
        def is_qnan(self): return self._special == 'n'
        def is_snan(self): return self._special == 'N'
        def is_signed(self): return self._sign == 1
        def is_zero(self): return not self._special and not self._int

        def is_normal(self, context=None):
            return not self._special and self._int != 0 and self.adjusted() >= (context or getcontext()).Emin

        def is_subnormal(self, context=None):
            return not self._special and self._int != 0 and self.adjusted() < (context or getcontext()).Emin

        def conjugate(self): return self
        def canonical(self): return self
        def radix(self): return _make(0, 10, 0)

        @property
        def real(self):
            return self

        @property
        def imag(self):
            return _make(0, 0, 0)

        def __copy__(self): return self
        def __deepcopy__(self, memo): return self

    def _parse_format(spec):
        fill = align = plus = width = precision = kind = None
        rest = spec
        if len(rest) > 1 and rest[1] in '<>=^':
            fill, align, rest = rest[0], rest[1], rest[2:]
        elif rest[:1] and rest[0] in '<>=^':
            align, rest = rest[0], rest[1:]
        if rest[:1] and rest[0] in '-+ ':
            plus, rest = rest[0], rest[1:]
        marks = []
        for mark in 'z#0':
            marks.append(rest.startswith(mark))
            if marks[-1]:
                rest = rest[1:]
        count = 0
        while rest[count:count + 1].isdecimal():
            count += 1
        width, rest = rest[:count], rest[count:]
        comma = rest.startswith(',')
        if comma:
            rest = rest[1:]
        if rest.startswith('.'):
            count = 1
            while rest[count:count + 1].isdecimal():
                count += 1
            precision, rest = rest[1:count], rest[count:]
            if not precision:
                raise ValueError('invalid format string')
        if rest[:1] and rest[0] in 'eEfFgGn%':
            kind, rest = rest[0], rest[1:]
        if rest:
            raise ValueError('invalid format string')
        return fill, align, plus, marks[0], marks[1], marks[2], width, comma, precision, kind

    def _group(whole):
        first = len(whole) % 3
        parts = [whole[:first]] if first else []
        return ','.join(parts + [whole[i:i + 3] for i in range(first, len(whole), 3)])

    def _is_safe(coefficient, places):
        """Whether a coefficient that is right to a few units rounds without doubt."""
        if places <= 1:
            return False
        unit = 10 ** places
        rest = coefficient % unit
        return abs(rest - unit // 2) > 20 and (rest > 20 and unit - rest > 20 or rest == 0)

    _tens = {}

    def _log_ten(digits):
        """ln(10) in units of 10**-digits."""
        if digits not in _tens:
            _tens.clear()
            scale = 10 ** (digits + 10)
            def arctanh(n):
                total = term = scale // n
                square = n * n
                k = 1
                while term:
                    term //= square
                    k += 2
                    total += term // k
                return total
            # ln 2 = 14 a + 10 b + 6 c and ln 5 = 32 a + 24 b + 14 c with the artanhs a, b, c of these.
            ten = 46 * arctanh(31) + 34 * arctanh(49) + 20 * arctanh(161)
            _tens[digits] = ten // 10 ** 10
        return _tens[digits]

    def _log_digits(coefficient, exponent, digits):
        """ln(coefficient * 10**exponent) in units of 10**-digits."""
        guard = 15
        scale = 10 ** (digits + guard)
        places = _digits(coefficient)
        power = exponent + places
        x = coefficient * scale // 10 ** places
        if x * 3 < scale:
            x *= 10
            power -= 1
        # Square roots bring the number near one, then the series of artanh.
        halvings = 0
        while abs(x - scale) * 64 > scale:
            x = _math.isqrt(x * scale)
            halvings += 1
        y = (x - scale) * scale // (x + scale)
        square = y * y // scale
        total = term = y
        k = 1
        while term:
            term = term * square // scale
            if term == -1:
                break
            k += 2
            total += term // k
        value = (total << (halvings + 1)) + power * _log_ten(digits + guard)
        return value // 10 ** guard

    def _exponential(x, digits):
        """Coefficient and exponent of e**x with at least so many digits right."""
        size = max(x.adjusted() + 1, 0)
        guard = 12
        places = digits + guard
        value = x._int * 10 ** (x._exp + places) if x._exp + places >= 0 else x._int // 10 ** -(x._exp + places)
        if size:
            wide = places + size
            value = x._int * 10 ** (x._exp + wide) if x._exp + wide >= 0 else x._int // 10 ** -(x._exp + wide)
            if x._sign:
                value = -value
            power, rest = divmod(value, _log_ten(wide))
            value = rest // 10 ** size
        else:
            if x._sign:
                value = -value
            power = 0
        scale = 10 ** places
        # Halve the argument until the series is short, then square again.
        halvings = 8
        wide = 10 ** (places + 6)
        small = value * 10 ** 6 >> halvings
        total = term = wide
        k = 0
        while term:
            k += 1
            term = term * small // (wide * k)
            if term == -1:
                break
            total += term
        for _ in range(halvings):
            total = total * total // wide
        return total // 10 ** 6, power - places
    """#
}
