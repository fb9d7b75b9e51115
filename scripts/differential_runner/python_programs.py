"""Random expressions of plain Python: numbers, text, containers, formatting."""

INTEGERS = ["0", "1", "2", "3", "-1", "-2", "7", "10", "-13", "255", "1000", "2**31", "2**63 - 1", "2**64",
            "-2**63", "10**18", "123456789", "3**40", "-10**25", "True", "False"]
FLOATS = ["0.0", "-0.0", "0.5", "1.0", "-1.5", "2.5", "0.1", "3.14159", "1e-5", "1e-4", "123456.789", "1e16",
          "1e22", "-1e-7", "2.0**-3", "1e300", "5e-324", "float('inf')", "float('nan')"]
TEXTS = ["''", "'a'", "'Hello'", "'hello world'", "'  pad '", "'a,b,,c'", "'12'", "'é'", "\"it's\"", "'tab\\t'",
         "'MiXed'", "'x=1'", "'aXbXc'"]


class Programs:
    """Draws expressions by kind; every draw comes from the one seeded generator."""

    def __init__(self, random):
        self.random = random

    def program(self):
        kind = self.random.choice([self.integer, self.integer, self.real, self.real, self.mixed, self.text,
                                   self.container, self.formatted, self.comparison, self.parsed])
        return [f"print(repr({kind(3)}))"]

    def pick(self, *choices):
        return self.random.choice(choices)

    def integer(self, depth):
        if depth == 0 or self.random.random() < 0.2:
            return self.random.choice(INTEGERS)
        a, b = self.integer(depth - 1), self.integer(depth - 1)
        return self.pick(
            f"({a} + {b})", f"({a} - {b})", f"({a} * {b})", f"({a} // {b})", f"({a} % {b})", f"({a} & {b})",
            f"({a} | {b})", f"({a} ^ {b})", f"(-({a}))", f"(~({a}))", f"(({a}) ** {self.random.randrange(5)})",
            f"(({a}) << {self.random.randrange(70)})", f"(({a}) >> {self.random.randrange(70)})",
            f"abs({a})", f"divmod({a}, {b})[{self.random.randrange(2)}]", f"max({a}, {b})", f"min({a}, {b})",
            f"int({self.real(depth - 1)})", f"len(str({a}))", f"round({a}, {self.random.randrange(-3, 3)})",
            f"sum([{a}, {b}])", f"({a} if {b} else {self.integer(0)})", f"(({a}) and ({b}))", f"(({a}) or ({b}))",
            f"({a}).bit_length()", f"pow(({a}), {self.random.randrange(4)}, 1000007)", f"hash({a})")

    def real(self, depth):
        if depth == 0 or self.random.random() < 0.2:
            return self.random.choice(FLOATS)
        a, b = self.real(depth - 1), self.real(depth - 1)
        return self.pick(
            f"({a} + {b})", f"({a} - {b})", f"({a} * {b})", f"({a} / {b})", f"({a} // {b})", f"({a} % {b})",
            f"(-({a}))", f"abs({a})", f"(({a}) ** {self.random.randrange(-2, 4)})", f"float({self.integer(depth - 1)})",
            f"({a} + {self.integer(1)})", f"({self.integer(1)} / {b})", f"round({a}, {self.random.randrange(5)})",
            f"max({a}, {b})", f"min({a}, {self.integer(1)})", f"sum([{a}, {b}, {self.integer(0)}])",
            f"math.floor({a})", f"math.{self.pick('exp', 'sin', 'sqrt', 'tanh', 'log1p', 'fabs', 'atan')}({a})",
            f"float(str({a}))", f"({a} if {self.comparison(1)} else {b})", f"divmod({a}, {b})", f"math.fsum([{a}, {b}])")

    def mixed(self, depth):
        return self.pick(self.integer, self.real, self.comparison, self.text)(depth)

    def text(self, depth):
        if depth == 0 or self.random.random() < 0.2:
            return self.random.choice(TEXTS)
        a, b, n = self.text(depth - 1), self.text(depth - 1), self.random.randrange(-3, 6)
        return self.pick(
            f"({a} + {b})", f"({a} * {abs(n)})", f"({a})[{n}:]", f"({a})[:{n}]", f"({a})[::-1]", f"({a})[::2]",
            f"({a}).{self.pick('upper', 'lower', 'title', 'strip', 'capitalize', 'swapcase', 'lstrip', 'rstrip')}()",
            f"({a}).replace({b}, 'R')", f"({a}).split()", f"({a}).split(',')", f"({a}).join(['p', 'q', 'r'])",
            f"({a}).find({b})", f"({a}).count('a')", f"({a}).center(12, '*')", f"({a}).ljust(8)", f"({a}).zfill(6)",
            f"({a}).partition('X')", f"sorted({a})", f"({b} in {a})", f"({a}).startswith({b})", f"repr({a})",
            f"len({a})", f"({a})[{n}]", f"({a}).index({b})", f"[ord(c) for c in {a}]", f"({a}).isalpha()",
            f"({a}).rpartition('b')", f"({a}).splitlines()", f"({a}).expandtabs(4)", f"int({a})", f"float({a})")

    def container(self, depth):
        items = ", ".join(self.mixed(1) for _ in range(self.random.randrange(1, 5)))
        numbers = ", ".join(self.integer(1) for _ in range(self.random.randrange(1, 6)))
        n, m = self.random.randrange(-4, 6), self.random.randrange(-4, 6)
        step = self.pick("", ":2", ":-1", ":3", ":-2")
        return self.pick(
            f"[{items}]", f"({items},)", f"[{items}] + [1]", f"[{numbers}][{n}:{m}{step}]", f"sorted([{numbers}])",
            f"sorted([{numbers}], key=lambda v: (v % 3, v))", f"list(reversed([{numbers}]))", f"sum([{numbers}])",
            f"[v * v for v in [{numbers}] if v % 2]", f"{{v: v % 5 for v in [{numbers}]}}", f"len({{{numbers}}})",
            f"list(zip([{numbers}], 'abc'))", f"list(enumerate([{items}], {n}))", f"dict.fromkeys([{numbers}], 0)",
            f"max([{numbers}], key=lambda v: -v)", f"[{numbers}].index({self.integer(0)})", f"[{numbers}][{n}]",
            f"[[{items}], ({numbers},)] * 2", f"any(v > 3 for v in [{numbers}])", f"all([{numbers}])",
            f"[*[{numbers}], *range({abs(n)})]", f"{{**{{'a': 1}}, 'b': [{items}]}}", f"list(range({n}, {m * 3}, 2))",
            f"[{numbers}] < [{numbers}]", f"({numbers},) == ({numbers},)", f"list(map(abs, [{numbers}]))",
            f"functools.reduce(lambda a, b: a * 3 + b, [{numbers}])", f"list(itertools.accumulate([{numbers}]))",
            f"list(itertools.combinations([{numbers}], 2))", f"[x for x in ({items},)][::-1]")

    def comparison(self, depth):
        a, b, c = (self.pick(self.integer, self.real)(max(0, depth - 2)) for _ in range(3))
        op, other = self.pick("<", "<=", "==", "!=", ">", ">="), self.pick("<", "==", ">=")
        return self.pick(f"({a} {op} {b})", f"({a} {op} {b} {other} {c})", f"(not {a})", f"({a} in [{b}, {c}])",
                         f"({a} is None)", f"bool({a})", f"({a} == {b} or {c} > 0)")

    def formatted(self, depth):
        spec = "".join([
            self.pick("", "", "<", ">", "^", "*^", "0>", "="), self.pick("", "", "+", " ", "-"),
            self.pick("", "", "#"), self.pick("", "0"), self.pick("", "", "8", "12", "3"), self.pick("", "", ",", "_")])
        if self.random.random() < 0.5:
            value = self.real(1)
            spec += self.pick("", ".0", ".2", ".5", ".10", ".17") + self.pick("f", "e", "g", "%", "", "E", "G")
        elif self.random.random() < 0.7:
            value, spec = self.integer(1), spec + self.pick("d", "x", "b", "o", "X", "", "f", "e", "c")
        else:
            value, spec = self.text(1), self.pick("", "<", ">", "^", "*^") + self.pick("", "9", "3") + self.pick("", ".2", ".5")
        conversion = self.pick("%d", "%5d", "%-6d|", "%+d", "%s", "%r", "%.3f", "%8.2e", "%g", "%x", "%05d", "%.0f")
        return self.pick(f"format({value}, {spec!r})", f"'{{:{spec}}}'.format({value})", f"({conversion!r} % ({value},))",
                         f"str({value})", f"repr({value})", f"format({value}, {spec!r})")

    def parsed(self, depth):
        digits = "".join(self.random.choice("0123456789") for _ in range(self.random.randrange(1, 22)))
        point = self.random.randrange(len(digits) + 1)
        literal = digits[:point] + "." + digits[point:] + self.pick("", f"e{self.random.randrange(-330, 310)}", "e5")
        return self.pick(f"float('{literal}')", f"[float('{literal}'), {digits.lstrip('0') or 0}]",
                         f"float('{literal}') * 3", f"round(float('{literal}'), 2)", f"int('{digits}') * 7",
                         f"complex(float('{literal}'), -1)", f"1 / float('{literal}')")
