extension LibraryModules {
  /// `inspect`: signatures of functions, methods and callable instances; sources are not kept.
  static let inspect = #"""
    class _empty:
        pass


    class Parameter:
        empty = _empty
        POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)

        def __init__(self, name, kind, *, default=_empty, annotation=_empty):
            self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

        def __str__(self):
            stars = {self.VAR_POSITIONAL: "*", self.VAR_KEYWORD: "**"}.get(self.kind, "")
            return stars + self.name + ("" if self.default is _empty else f"={self.default!r}")

        def __repr__(self):
            return f'<Parameter "{self}">'


    class Signature:
        empty = _empty

        def __init__(self, parameters=None):
            self.parameters = {p.name: p for p in parameters or ()}

        def __str__(self):
            parts, kind = [], None
            values = list(self.parameters.values())
            for p in values:
                if kind == Parameter.POSITIONAL_ONLY and p.kind != kind:
                    parts.append("/")
                if p.kind == Parameter.KEYWORD_ONLY and kind not in (Parameter.KEYWORD_ONLY, Parameter.VAR_POSITIONAL):
                    parts.append("*")
                parts.append(str(p))
                kind = p.kind
            if kind == Parameter.POSITIONAL_ONLY:
                parts.append("/")
            return "(" + ", ".join(parts) + ")"

        def __repr__(self):
            return f"<Signature {self}>"


    def _function(f):
        """The function behind a callable, and whether its first parameter is bound."""
        while hasattr(f, "__wrapped__"):
            f = f.__wrapped__
        if isinstance(f, type):
            return f.__init__, True
        if hasattr(f, "__func__"):
            return f.__func__, True
        if hasattr(f, "__code__"):
            return f, False
        call = getattr(type(f), "__call__", None)
        if call is not None and hasattr(call, "__code__"):
            return call, True
        raise ValueError(f"no signature found for builtin {f!r}")


    def signature(obj):
        if not callable(obj):
            raise TypeError(f"{obj!r} is not a callable object")
        f, is_bound = _function(obj)
        code = f.__code__
        names, count, defaults = code.co_varnames, code.co_argcount, f.__defaults__ or ()
        found = []
        for i in range(count):
            kind = Parameter.POSITIONAL_ONLY if i < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD
            j = i - (count - len(defaults))
            found.append(Parameter(names[i], kind, default=defaults[j] if j >= 0 else _empty))
        rest = list(names[count:])
        keywords = [rest.pop(0) for _ in range(code.co_kwonlyargcount)]
        if code.co_flags & 4:
            found.append(Parameter(rest.pop(0), Parameter.VAR_POSITIONAL))
        for name in keywords:
            found.append(Parameter(name, Parameter.KEYWORD_ONLY, default=(f.__kwdefaults__ or {}).get(name, _empty)))
        if code.co_flags & 8:
            found.append(Parameter(rest.pop(0), Parameter.VAR_KEYWORD))
        return Signature(found[1:] if is_bound else found)


    def isfunction(obj):
        return type(obj).__name__ == "function"


    def isclass(obj):
        return isinstance(obj, type)


    def ismethod(obj):
        return type(obj).__name__ == "method"

    """#
}
