"""Random programs over NumPy (and some jax.numpy) arrays, printed as the library prints them."""

UNARY = ("sin cos tanh exp sqrt abs sign floor ceil square negative log1p expm1 arctan sinh rint cbrt isnan "
         "isfinite degrees arcsinh trunc").split()
BINARY = "add subtract multiply divide maximum minimum power arctan2 hypot mod floor_divide logaddexp fmax equal less".split()
REDUCTIONS = "sum mean max min prod std var argmax argmin any all median ptp cumsum cumprod".split()
DTYPES = ["float64"] * 5 + ["int64"] * 3 + ["float32", "int32", "bool", "complex128"]
SHAPES = [(), (1,), (3,), (4,), (2, 3), (3, 1), (1, 4), (2, 2), (2, 3, 2), (0,), (5,), (3, 3)]


class Programs:
    """A program builds one to three arrays, transforms them and prints what it got."""

    def __init__(self, random, module="np"):
        self.random = random
        self.module = module

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self, dtype):
        r = self.random
        if dtype == "bool":
            return str(r.random() < 0.5)
        if dtype.startswith("int"):
            return str(r.choice([0, 1, -1, r.randrange(-9, 10), r.randrange(-1000, 1000)]))
        if dtype.startswith("complex"):
            return f"{round(r.uniform(-3, 3), 2)}{round(r.uniform(-3, 3), 2):+}j"
        special = ["0.0", "1.0", "0.5", "-2.0", "1e-5", "1e5"] + ["np.nan", "np.inf", "1e12", "-0.0"] * (r.random() < 0.15)
        return r.choice([r.choice(special), str(round(r.uniform(-5, 5), r.randrange(4))), repr(r.uniform(-1, 1))])

    def nested(self, shape, dtype):
        if not shape:
            return self.number(dtype)
        return "[" + ", ".join(self.nested(shape[1:], dtype) for _ in range(shape[0])) + "]"

    def array(self, shape=None, dtype=None):
        shape = self.random.choice(SHAPES) if shape is None else shape
        dtype = dtype or self.random.choice(DTYPES)
        if self.module == "jnp" and dtype in ("float64", "int64", "complex128"):
            dtype = {"float64": "float32", "int64": "int32", "complex128": "float32"}[dtype]
        return f"{self.module}.array({self.nested(shape, dtype)}, dtype={self.module}.{dtype})"

    def program(self):
        m = self.module
        shape = self.random.choice(SHAPES)
        lines = [f"a = {self.array(shape)}", f"b = {self.array(self.pick(shape, shape, (), (1,), None))}"]
        expression = self.expression(2)
        lines.append(f"r = {expression}")
        lines.append(self.pick("print(r)", "print(repr(r))", "print(r, getattr(r, 'dtype', type(r).__name__))",
                               "print([r])", f"print(repr({m}.sum(r)))", "print(r.shape, r)"))
        if m == "np" and self.random.random() < 0.15:
            lines[2:] = [self.pick("a[0] = b", "a[...] = 2", "a[a > 0] = -1", "a += 1", "a[::2] = 0", "a *= b",
                                   "a[-1] += 5", "a.sort()", "a[..., 0] = 7"), "print(repr(a))"]
        return lines

    def expression(self, depth):
        if depth == 0:
            return self.pick("a", "a", "b", self.number("float64"), str(self.random.randrange(-3, 4)))
        x, y, m = self.expression(depth - 1), self.expression(depth - 1), self.module
        axis = self.pick("", "", ", axis=0", ", axis=-1", ", axis=0, keepdims=True")
        plain = self.pick("", ", axis=0", ", axis=-1")
        index = self.pick("0", "-1", "1:", "::2", "::-1", "..., 0", "None", "[0, -1]", "..., None", ":, 0", "1:2", "...")
        reduction = self.random.choice(REDUCTIONS)
        axis = plain if reduction.startswith("cum") or (m == "np" and reduction == "ptp") else axis
        return self.pick(
            # + 0 turns booleans into integers: of booleans these make 8- and 16-bit types, which agrun lacks
            f"{m}.{self.random.choice(UNARY)}({x} + 0)", f"{m}.{self.random.choice(UNARY)}({x} + 0)",
            f"{m}.{self.random.choice(BINARY)}({x} + 0, {y})", f"({x} {self.pick('+', '-', '*', '/', '+', '*')} {y})",
            f"(({x} + 0) {self.pick('//', '%', '**', '<', '>=', '==', '!=')} {y})", f"{m}.{reduction}({x}{axis})",
            f"{m}.asarray({x})[{index}]", f"{m}.where({x} > 0, {x}, {y})", f"{m}.clip({x}, -1, 2)", f"{m}.sort({m}.asarray({x}))",
            f"{m}.asarray({x}).T", f"{m}.ravel({x})", f"{m}.reshape({x}, -1)", f"{m}.concatenate([{m}.ravel({x}), {m}.ravel({y})])",
            f"{m}.dot({x}, {y})", f"{m}.outer({x}, {y})", f"{m}.round({x}, {self.random.randrange(3)})", f"{m}.flip({x})",
            f"{m}.broadcast_to({x}, (2, 3))", f"{m}.stack([{m}.asarray({x}), {m}.asarray({x})])", f"{m}.diff({m}.ravel({x}))",
            f"{m}.asarray({x}).astype({m}.{self.pick('float32', 'int32', 'bool_' if m == 'np' else 'bool')})",
            f"{m}.unique({m}.asarray({x}))", f"{m}.argsort({m}.ravel({x}), stable=True)", f"{m}.linalg.norm({m}.ravel({x}))",
            f"{m}.nan_to_num({x})", f"{m}.tile({x}, 2)", f"{m}.repeat({x}, 2)", f"{m}.roll({x}, 1)",
            f"{m}.expand_dims({x}, 0)", f"{m}.squeeze({x})", f"(-{m}.asarray({x}))", f"{m}.linspace(0, 1, {self.random.randrange(1, 9)}) * {y}",
            f"{m}.arange({self.random.randrange(6)}) + {y}", f"{m}.isclose({x}, {y})", f"{m}.einsum('...->...', {x})")
