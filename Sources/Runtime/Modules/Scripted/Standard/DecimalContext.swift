extension LibraryModules {
  /// `decimal`: General Decimal Arithmetic on ints; `exp`, `ln`, `log10` and `sqrt` are correctly rounded.
  static let decimal =
    decimalContext + "\n" + decimalForms + "\n" + decimalArithmetic + "\n" + decimalParts

  /// Signals and contexts.
  static let decimalContext = #"""
    import math as _math
    from fractions import Fraction as _Fraction
    from collections import namedtuple as _namedtuple

    MAX_PREC = 999999999999999999
    MAX_EMAX = 999999999999999999
    MIN_EMIN = -999999999999999999
    MIN_ETINY = -1999999999999999997
    HAVE_THREADS = True
    HAVE_CONTEXTVAR = True

    ROUND_UP = 'ROUND_UP'
    ROUND_DOWN = 'ROUND_DOWN'
    ROUND_CEILING = 'ROUND_CEILING'
    ROUND_FLOOR = 'ROUND_FLOOR'
    ROUND_HALF_UP = 'ROUND_HALF_UP'
    ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
    ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
    ROUND_05UP = 'ROUND_05UP'
    _MODES = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP,
              ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)

    class DecimalException(ArithmeticError):
        """Base of the signals."""
    class Clamped(DecimalException):
        """An exponent was changed to fit."""
    class InvalidOperation(DecimalException):
        """The operation has no result."""
    class ConversionSyntax(InvalidOperation):
        """The text is no number."""
    class DivisionByZero(DecimalException, ZeroDivisionError):
        """A finite number was divided by zero."""
    class DivisionImpossible(InvalidOperation):
        """A quotient has too many digits."""
    class DivisionUndefined(InvalidOperation, ZeroDivisionError):
        """Zero was divided by zero."""
    class Inexact(DecimalException):
        """Digits other than zero were lost."""
    class InvalidContext(InvalidOperation):
        """The context is unusable."""
    class Rounded(DecimalException):
        """Digits were lost."""
    class Subnormal(DecimalException):
        """The exponent was too small before rounding."""
    class Overflow(Inexact, Rounded):
        """The result is too large."""
    class Underflow(Inexact, Rounded, Subnormal):
        """The result was rounded to zero."""
    class FloatOperation(DecimalException, TypeError):
        """A float met a Decimal."""

    _SIGNALS = (Clamped, InvalidOperation, DivisionByZero, Inexact, Rounded, Subnormal, Overflow,
                Underflow, FloatOperation)

    DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent')

    def _digits(n):
        """How many decimal digits a nonnegative int has; one for zero."""
        if n < 10:
            return 1
        guess = int((n.bit_length() - 1) * 0.30102999566398119)
        return guess + 1 if 10 ** guess <= n and n < 10 ** (guess + 1) else (
            guess + 2 if n >= 10 ** (guess + 1) else guess)

    def _increments(kept, rest, half, odd, sign, mode):
        """Whether a truncated coefficient goes up; rest is what was cut off, half of one unit."""
        if not rest:
            return False
        if mode == ROUND_HALF_EVEN:
            return rest > half or (rest == half and odd)
        if mode == ROUND_HALF_UP:
            return rest >= half
        if mode == ROUND_HALF_DOWN:
            return rest > half
        if mode == ROUND_DOWN:
            return False
        if mode == ROUND_UP:
            return True
        if mode == ROUND_CEILING:
            return sign == 0
        if mode == ROUND_FLOOR:
            return sign == 1
        return kept % 10 in (0, 5)

    def _shift(coefficient, places, sign, mode):
        """The coefficient without its last digits, rounded, and whether anything was lost."""
        unit = 10 ** places
        kept, rest = divmod(coefficient, unit)
        if _increments(kept, rest * 2, unit, kept & 1, sign, mode):
            kept += 1
        return kept, rest != 0

    class Context:
        """Precision, rounding and what is trapped."""

        def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None,
                     clamp=None, flags=None, traps=None):
            self.prec = 28 if prec is None else prec
            self.rounding = ROUND_HALF_EVEN if rounding is None else rounding
            self.Emin = -999999 if Emin is None else Emin
            self.Emax = 999999 if Emax is None else Emax
            self.capitals = 1 if capitals is None else capitals
            self.clamp = 0 if clamp is None else clamp
            if traps is None:
                traps = [InvalidOperation, DivisionByZero, Overflow]
            if not isinstance(traps, dict):
                traps = {s: s in traps for s in _SIGNALS}
            self.traps = dict(traps)
            if flags is None:
                flags = []
            if not isinstance(flags, dict):
                flags = {s: s in flags for s in _SIGNALS}
            self.flags = dict(flags)

        def __setattr__(self, name, value):
            if name == 'prec':
                if not isinstance(value, int):
                    raise TypeError(f"an integer is required (got type {type(value).__name__})")
                if value < 1 or value > MAX_PREC:
                    raise ValueError('valid range for prec is [1, MAX_PREC]')
            elif name == 'rounding' and value not in _MODES:
                raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
            object.__setattr__(self, name, value)

        def __repr__(self):
            flags = ', '.join(s.__name__ for s in _SIGNALS if self.flags[s])
            traps = ', '.join(s.__name__ for s in _SIGNALS if self.traps[s])
            return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, '
                    f'Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, '
                    f'flags=[{flags}], traps=[{traps}])')

        def clear_flags(self):
            """Resets all flags."""
            for signal in self.flags:
                self.flags[signal] = False

        def clear_traps(self):
            """Resets all traps."""
            for signal in self.traps:
                self.traps[signal] = False

        def copy(self):
            """A context of its own with the same settings."""
            return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals,
                           self.clamp, self.flags, self.traps)

        __copy__ = copy

        def Etiny(self):
            """The smallest exponent of a subnormal number."""
            return self.Emin - self.prec + 1

        def Etop(self):
            """The largest exponent of a full coefficient."""
            return self.Emax - self.prec + 1

        def _raise(self, *conditions):
            """Sets flags; raises what is trapped."""
            trapped = None
            raised = []
            for condition in conditions:
                signal = condition
                if signal in (ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext):
                    signal = InvalidOperation
                self.flags[signal] = True
                if self.traps[signal]:
                    trapped = trapped or signal
                    raised.append(condition)
            if trapped is not None:
                raise trapped(raised)

        def create_decimal(self, num='0'):
            """A number rounded to the context."""
            return Decimal(num, self)._fix(self)

        def create_decimal_from_float(self, f):
            """A float rounded to the context."""
            return Decimal.from_float(f)._fix(self)

        def abs(self, a): return Decimal(a).__abs__(self)
        def add(self, a, b): return Decimal(a)._add(Decimal(b), self)
        def subtract(self, a, b): return Decimal(a)._add(Decimal(b).copy_negate(), self)
        def multiply(self, a, b): return Decimal(a)._multiply(Decimal(b), self)
        def divide(self, a, b): return Decimal(a)._divide(Decimal(b), self)
        def divide_int(self, a, b): return Decimal(a)._divmod(Decimal(b), self)[0]
        def remainder(self, a, b): return Decimal(a)._divmod(Decimal(b), self)[1]
        def divmod(self, a, b): return Decimal(a)._divmod(Decimal(b), self)
        def compare(self, a, b): return Decimal(a).compare(b, self)
        def sqrt(self, a): return Decimal(a).sqrt(self)
        def exp(self, a): return Decimal(a).exp(self)
        def ln(self, a): return Decimal(a).ln(self)
        def log10(self, a): return Decimal(a).log10(self)
        def max(self, a, b): return Decimal(a).max(b, self)
        def min(self, a, b): return Decimal(a).min(b, self)
        def minus(self, a): return Decimal(a).__neg__(self)
        def plus(self, a): return Decimal(a).__pos__(self)
        def normalize(self, a): return Decimal(a).normalize(self)
        def quantize(self, a, b): return Decimal(a).quantize(b, context=self)
        def power(self, a, b, modulo=None): return Decimal(a)._power(Decimal(b), self)
        def fma(self, a, b, c): return Decimal(a).fma(b, c, self)
        def to_integral_value(self, a): return Decimal(a).to_integral_value(context=self)
        def to_sci_string(self, a): return str(Decimal(a))
        def to_eng_string(self, a): return Decimal(a).to_eng_string(self)

    DefaultContext = Context()
    BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, traps=[
        DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
    ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[])
    _current = [Context()]

    def getcontext():
        """The context of arithmetic."""
        return _current[0]

    def setcontext(context, /):
        """Makes a context the one of arithmetic."""
        if context is DefaultContext or context is BasicContext or context is ExtendedContext:
            context = context.copy()
            context.clear_flags()
        _current[0] = context

    class _Local:
        def __init__(self, context):
            self.context = context

        def __enter__(self):
            self.saved = _current[0]
            _current[0] = self.context
            return self.context

        def __exit__(self, kind, value, traceback):
            _current[0] = self.saved

    def localcontext(ctx=None, **kwargs):
        """A context for the body of a with statement."""
        context = (_current[0] if ctx is None else ctx).copy()
        for name, value in kwargs.items():
            if name not in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'):
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            setattr(context, name, value)
        return _Local(context)
    """#
}
