extension LibraryModules {
  /// Arithmetic and elementary functions of the number.
  static let decimalArithmetic = #"""
        # Arithmetic

        def _add(self, other, context):
            if self._special or other._special:
                nan = self._nans(other, context)
                if nan is not None:
                    return nan
                if self._special:
                    if other._special and self._sign != other._sign:
                        return self._invalid(context)
                    return self
                return other
            exponent = min(self._exp, other._exp)
            if self._exp - other._exp > 2 * context.prec + 10 and self._int and other._int:
                # Too far below to count for more than its sign.
                if _digits(other._int) + other._exp < self._exp - context.prec - 2:
                    shift = context.prec + 3
                    scaled = _make(self._sign, self._int * 10 ** shift, self._exp - shift)
                    tiny = _make(other._sign, 1, scaled._exp - 1)
                    return scaled._add(tiny, context)
            elif other._exp - self._exp > 2 * context.prec + 10 and self._int and other._int:
                if _digits(self._int) + self._exp < other._exp - context.prec - 2:
                    return other._add(self, context)
            a = self._int * 10 ** (self._exp - exponent)
            b = other._int * 10 ** (other._exp - exponent)
            total = (-a if self._sign else a) + (-b if other._sign else b)
            if total:
                sign = 1 if total < 0 else 0
            elif self._sign == other._sign:
                sign = self._sign
            else:
                sign = 1 if context.rounding == ROUND_FLOOR else 0
            return _make(sign, abs(total), exponent)._fix(context)

        def _multiply(self, other, context):
            sign = self._sign ^ other._sign
            if self._special or other._special:
                nan = self._nans(other, context)
                if nan is not None:
                    return nan
                for x, y in ((self, other), (other, self)):
                    if x._special and not y._special and not y._int:
                        return self._invalid(context)
                return _make(sign, 0, 0, 'F')
            return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

        def _divide(self, other, context):
            sign = self._sign ^ other._sign
            if self._special or other._special:
                nan = self._nans(other, context)
                if nan is not None:
                    return nan
                if self._special:
                    return self._invalid(context) if other._special else _make(sign, 0, 0, 'F')
                return _make(sign, 0, context.Etiny())
            if not other._int:
                if not self._int:
                    return self._invalid(context, DivisionUndefined)
                context._raise(DivisionByZero)
                return _make(sign, 0, 0, 'F')
            if not self._int:
                return _make(sign, 0, self._exp - other._exp)._fix(context)
            shift = _digits(other._int) - _digits(self._int) + context.prec + 1
            exponent = self._exp - other._exp - shift
            if shift >= 0:
                coefficient, rest = divmod(self._int * 10 ** shift, other._int)
            else:
                coefficient, rest = divmod(self._int, other._int * 10 ** -shift)
            if rest:
                if coefficient % 5 == 0:
                    coefficient += 1
            else:
                ideal = self._exp - other._exp
                while exponent < ideal and coefficient % 10 == 0:
                    coefficient //= 10
                    exponent += 1
            return _make(sign, coefficient, exponent)._fix(context)

        def _divmod(self, other, context):
            sign = self._sign ^ other._sign
            nan = self._nans(other, context)
            if nan is not None:
                return nan, nan
            if self._special:
                if other._special:
                    bad = self._invalid(context)
                    return bad, bad
                return _make(sign, 0, 0, 'F'), self._invalid(context)
            if other._special:
                return _make(sign, 0, 0), self._fix(context)
            if not other._int:
                if not self._int:
                    bad = self._invalid(context, DivisionUndefined)
                    return bad, bad
                context._raise(DivisionByZero, InvalidOperation)
                return _make(sign, 0, 0, 'F'), _make(0, 0, 0, 'n')
            exponent = min(self._exp, other._exp)
            top = self._int * 10 ** (self._exp - exponent)
            bottom = other._int * 10 ** (other._exp - exponent)
            quotient, rest = divmod(top, bottom)
            if quotient >= 10 ** context.prec:
                bad = self._invalid(context, DivisionImpossible)
                return bad, bad
            return _make(sign, quotient, 0), _make(self._sign, rest, exponent)._fix(context)

        def _power(self, other, context):
            nan = self._nans(other, context)
            if nan is not None:
                return nan
            if not other._special and not other._int:
                if not self._special and not self._int:
                    return self._invalid(context)
                return _make(0, 1, 0)
            whole = other._special or other._exp >= 0 or other._int % 10 ** -other._exp == 0
            sign = 0
            if self._sign:
                if whole and not other._special:
                    n = int(other)
                    sign = n & 1
                elif self._special or self._int:
                    return self._invalid(context)
            if not self._special and not self._int:
                return _make(sign, 0, 0, 'F' if other._sign else '')
            if self._special:
                return _make(sign, 0, 0, 'F') if not other._sign else _make(sign, 0, 0)
            base = self.copy_abs()
            if other._special:
                order = base._compare(_make(0, 1, 0))
                if order == 0:
                    return _make(0, 10 ** (context.prec - 1), 1 - context.prec)
                return _make(0, 0, 0, 'F') if (order > 0) != bool(other._sign) else _make(0, 0, 0)
            if whole:
                n = int(other)
                count = abs(n)
                if base._int == 1 and base._exp == 0:
                    return _make(sign, 1, 0)
                if count * _digits(base._int) <= 20000:
                    power = _make(sign, base._int ** count, base._exp * count)
                    if n > 0:
                        return power._fix(context)
                    return _make(0, 1, 0)._divide(power, context)
            digits = context.prec + 6
            while True:
                work = Context(prec=digits + abs(other.adjusted()) + 6, Emin=-10**17, Emax=10**17)
                exponent = base.ln(work)._multiply(other, work)
                value = exponent.exp(Context(prec=digits, Emin=-10**17, Emax=10**17))
                if _is_safe(value._int, digits - context.prec) or digits > 3 * context.prec + 40:
                    break
                digits += 10
            return _make(sign, value._int, value._exp)._fix(context)

        # Elementary functions

        def sqrt(self, context=None):
            """The square root, correctly rounded."""
            context = context or getcontext()
            if self._special:
                if self._special != 'F':
                    return self._nans(self, context)
                return self._invalid(context) if self._sign else self
            if not self._int:
                return _make(self._sign, 0, self._exp // 2)._fix(context)
            if self._sign:
                return self._invalid(context)
            prec = context.prec + 1
            ideal = self._exp // 2
            exponent = self._exp
            c = self._int
            if exponent & 1:
                exponent -= 1
                c *= 10
            shift = prec - (_digits(c) + 1) // 2
            if shift >= 0:
                c *= 100 ** shift
                exact = True
            else:
                c, rest = divmod(c, 100 ** -shift)
                exact = not rest
            exponent = exponent // 2 - shift
            n = _math.isqrt(c)
            exact = exact and n * n == c
            if exact:
                while exponent < ideal and n % 10 == 0:
                    n //= 10
                    exponent += 1
                if exponent > ideal and shift < 0:
                    n *= 10 ** (exponent - ideal)
                    exponent = ideal
            elif n % 5 == 0:
                n += 1
            work = context.copy()
            work.rounding = ROUND_HALF_EVEN
            result = _make(0, n, exponent)._fix(work)
            return result

        def exp(self, context=None):
            """e to the power, correctly rounded."""
            context = context or getcontext()
            if self._special:
                if self._special != 'F':
                    return self._nans(self, context)
                return _make(0, 0, 0) if self._sign else self
            if not self._int:
                return _make(0, 1, 0)
            if self.adjusted() > 20:
                if self._sign:
                    context._raise(Underflow, Subnormal, Inexact, Rounded)
                    return _make(0, 0, context.Etiny())
                return _make(0, 1, 0)._overflow(context)
            extra = 5
            while True:
                digits = context.prec + extra
                value, exponent = _exponential(self, digits)
                if _is_safe(value, _digits(value) - context.prec):
                    break
                extra += 8
            work = context.copy()
            work.rounding = ROUND_HALF_EVEN
            return _make(0, value, exponent)._fix(work)

        def ln(self, context=None):
            """The natural logarithm, correctly rounded."""
            return self._logarithm(context, None)

        def log10(self, context=None):
            """The decimal logarithm, correctly rounded."""
            return self._logarithm(context, 10)

        def _logarithm(self, context, base):
            context = context or getcontext()
            if self._special:
                if self._special != 'F':
                    return self._nans(self, context)
                return self._invalid(context) if self._sign else self
            if not self._int:
                return _make(1, 0, 0, 'F')
            if self._sign:
                return self._invalid(context)
            if self._int == 1 and self._exp == 0:
                return _make(0, 0, 0)
            if base and str(self._int).rstrip('0') == '1':
                power = self._exp + _digits(self._int) - 1
                return _make(1 if power < 0 else 0, abs(power), 0)._fix(context)
            extra = 5
            while True:
                digits = context.prec + extra + 25
                while True:
                    value = _log_digits(self._int, self._exp, digits)
                    if base:
                        value = value * 10 ** digits // _log_ten(digits)
                    if _digits(abs(value)) >= context.prec + extra:
                        break
                    digits += context.prec + extra - _digits(abs(value)) + 5
                if _is_safe(abs(value), _digits(abs(value)) - context.prec):
                    break
                extra += 10
            work = context.copy()
            work.rounding = ROUND_HALF_EVEN
            return _make(1 if value < 0 else 0, abs(value), -digits)._fix(work)

        # Operators

        def __add__(self, other, context=None):
            other = _convert(other)
            return NotImplemented if other is None else self._add(other, getcontext())

        __radd__ = __add__

        def __sub__(self, other):
            other = _convert(other)
            if other is None:
                return NotImplemented
            if other._special in ('n', 'N'):
                return self._add(other, getcontext())
            return self._add(other.copy_negate(), getcontext())

        def __rsub__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else other - self

        def __mul__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else self._multiply(other, getcontext())

        __rmul__ = __mul__

        def __truediv__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else self._divide(other, getcontext())

        def __rtruediv__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else other._divide(self, getcontext())

        def __floordiv__(self, other):
            other = _convert(other)
            if other is None:
                return NotImplemented
            if not other._special and not other._int and not self._special and self._int:
                getcontext()._raise(DivisionByZero)
                return _make(self._sign ^ other._sign, 0, 0, 'F')
            if self._special == 'F' and other._special == '':
                return _make(self._sign ^ other._sign, 0, 0, 'F')
            return self._divmod(other, getcontext())[0]

        def __rfloordiv__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else other // self

        def __mod__(self, other):
            other = _convert(other)
            if other is None:
                return NotImplemented
            if not other._special and not other._int and not self._special and self._int:
                return self._invalid(getcontext())
            return self._divmod(other, getcontext())[1]

        def __rmod__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else other % self

        def __divmod__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else self._divmod(other, getcontext())

        def __rdivmod__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else other._divmod(self, getcontext())

        def __pow__(self, other, modulo=None):
            other = _convert(other)
            if other is None:
                return NotImplemented
            if modulo is not None:
                modulo = _needed(modulo)
                return _convert(pow(int(self), int(other), int(modulo)))
            return self._power(other, getcontext())

        def __rpow__(self, other):
            other = _convert(other)
            return NotImplemented if other is None else other._power(self, getcontext())

        def __neg__(self, context=None):
            context = context or getcontext()
            if not self._special and not self._int and context.rounding != ROUND_FLOOR:
                return self.copy_abs()._fix(context)
            return self.copy_negate()._fix(context)

        def __pos__(self, context=None):
            context = context or getcontext()
            if not self._special and not self._int and context.rounding != ROUND_FLOOR:
                return self.copy_abs()._fix(context)
            return self._fix(context)

        def __abs__(self, context=None):
            return self.copy_abs()._fix(context or getcontext())

        def __bool__(self):
            return bool(self._special) or self._int != 0

        def __int__(self):
            if self._special == 'F':
                raise OverflowError('cannot convert Infinity to integer')
            if self._special:
                raise ValueError('cannot convert NaN to integer')
            value = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
            return -value if self._sign else value

        __trunc__ = __int__

        def __float__(self):
            if self._special in ('n', 'N'):
                if self._special == 'N':
                    raise ValueError('cannot convert signaling NaN to float')
                return _math.copysign(_math.nan, -1.0 if self._sign else 1.0)
            return float(str(self))

        def __complex__(self):
            return complex(float(self))

        def __floor__(self):
            self._whole()
            return int(self._to_exponent(0, ROUND_FLOOR, self._sign)) if self._exp < 0 else int(self)

        def __ceil__(self):
            self._whole()
            return int(self._to_exponent(0, ROUND_CEILING, self._sign)) if self._exp < 0 else int(self)

        def _whole(self):
            if self._special == 'F':
                raise OverflowError('cannot convert Infinity to integer')
            if self._special:
                raise ValueError('cannot convert NaN to integer')

        def __round__(self, n=None):
            if n is not None:
                return self.quantize(_make(0, 1, -n))
            self._whole()
            return int(self._to_exponent(0, ROUND_HALF_EVEN, self._sign)) if self._exp < 0 else int(self)
    """#
}
