"""Gradients of random differentiable functions, through HIPS autograd and JAX in both modes."""

UNARY = "sin cos tanh exp arctan square sinh log1p_of sqrt_of log_of sigmoid_of abs".split()
SHAPES = [(), (2,), (3,), (2, 2), (2, 3)]


class Programs:
    """A program defines `f` by a few assignments and prints f and derivatives of it."""

    def __init__(self, random):
        self.random = random

    def pick(self, *choices):
        return self.random.choice(choices)

    def nested(self, shape):
        if not shape:
            return str(round(self.random.uniform(-2, 2), 3))
        return "[" + ", ".join(self.nested(shape[1:]) for _ in range(shape[0])) + "]"

    def unary(self, m, x):
        name = self.random.choice(UNARY)
        if name == "log1p_of":
            return f"{m}.log1p({x} ** 2)"
        if name == "sqrt_of":
            return f"{m}.sqrt({x} ** 2 + 1.0)"
        if name == "log_of":
            return f"{m}.log({m}.abs({x}) + 0.5)"
        if name == "sigmoid_of":
            return f"(1.0 / (1.0 + {m}.exp(-{x})))"
        if name == "exp":
            return f"{m}.exp(0.3 * {m}.tanh({x}))"
        if name == "sinh":
            return f"{m}.sinh({m}.tanh({x}))"
        return f"{m}.{name}({x})"

    def body(self, m, shape):
        """Lines that compute `v1`, `v2`, … of the input's shape from `x`, and a scalar result."""
        names, lines = ["x"], []
        for number in range(1, self.random.randrange(2, 6)):
            a, b = self.random.choice(names), self.random.choice(names)
            choices = [self.unary(m, a), self.unary(m, a), f"{a} * {b}", f"{a} + 0.5 * {b}", f"{a} - {b} ** 2",
                       f"{a} / ({b} ** 2 + 1.0)", f"{m}.maximum({a}, {b} * 0.5)", f"{m}.where({a} > 0.1, {a}, 0.3 * {b})",
                       f"{m}.arctan2({a}, {b} ** 2 + 0.5)", f"{m}.hypot({a}, {b} + 3.0)" if m == "jnp" else f"{m}.sqrt({a} ** 2 + ({b} + 3.0) ** 2)"]
            if shape:
                choices += [f"{a} - {m}.mean({b})", f"{a} * {m}.sum({b}, axis=0)", f"{m}.cumsum({a}, axis=0)", f"{a}[::-1] * {b}",
                            f"{a} * {m}.max({b})", f"{m}.sort({a}, axis=0)", f"{a} / (1.0 + {m}.std({b}))",
                            f"{m}.concatenate([{a}[1:], {b}[:1]])", f"{m}.roll({a}, 1, axis=0)"]
            if shape == (2, 2):
                choices += [f"{a} @ {b}", f"{m}.dot({a}, {b}.T)", f"{m}.linalg.inv({a} @ {a}.T + 2.0 * {m}.eye(2))",
                            f"{m}.linalg.solve({a} @ {a}.T + 2.0 * {m}.eye(2), {b})", f"{m}.einsum('ij,kj->ik', {a}, {b})"]
            if self.random.random() < 0.2:
                choices = [f"{a} * 2.0 if {m}.sum({b}) > 0 else {a} ** 2"]
            lines.append(f"v{number} = {self.random.choice(choices)}")
            names.append(f"v{number}")
        result = f"{m}.sum({names[-1]})" if self.random.random() < 0.7 else f"{m}.sum({names[-1]} * {self.random.choice(names)})"
        return lines, result

    def program(self):
        m = self.pick("anp", "anp", "jnp")
        shape = self.random.choice(SHAPES)
        lines, result = self.body(m, shape)
        point = self.nested(shape)
        if shape:
            point = f"np.array({point})" if m == "anp" else f"jnp.array({point})"
        program = ["def f(x):"] + [f"    {line}" for line in lines] + [f"    return {result}", f"p = {point}"]
        if m == "anp":
            program += ["print(f(p))", "print(grad(f)(p))"]
            program += self.pick([], ["print(hessian(f)(p))"] if shape else ["print(grad(grad(f))(p))"],
                                 ["print(make_jvp(f)(p)(p))"], ["print(value_and_grad(f)(p))"])
        else:
            program += ["print(f(p))", "print(jax.grad(f)(p))"]
            program += self.pick([], ["print(jax.hessian(f)(p))"], ["print(jax.jvp(f, (p,), (p,)))"],
                                 ["print(jax.jacfwd(f)(p))"])
        return program
