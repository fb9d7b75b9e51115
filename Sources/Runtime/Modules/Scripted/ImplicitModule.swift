/// Implicit differentiation of `jax.lax`: `custom_root`, `custom_linear_solve`; `jax.custom_derivatives.linear_call`.
enum ImplicitModule {
  static let source = #"""
    import jax as _jax
    import jax.numpy as _jnp
    from jax import lax as _lax
    from jax._rules import with_rules as _with_rules

    def _negated(tree):
        return _jax.tree.map(lambda leaf: -leaf, tree)

    def custom_root(f, initial_guess, solve, tangent_solve, has_aux=False):
        initial_guess = _jax.tree.map(_jnp.asarray, initial_guess)
        residual, consts = _jax.closure_convert(f, initial_guess)

        @_jax.custom_jvp
        def root(guess, *params):
            result = solve(lambda x: residual(x, *params), guess)
            return result if has_aux else (result, ())

        @root.defjvp
        def root_jvp(primals, tangents):
            guess, *params = primals
            directions = tangents[1:]
            x, aux = root(guess, *params)
            _, right = _jax.jvp(lambda *p: residual(x, *p), tuple(params), tuple(directions))
            _, tangent_map = _jax.linearize(lambda y: residual(y, *params), x)
            x_dot = _negated(tangent_solve(tangent_map, right))
            return (x, aux), (x_dot, _jax.tree.map(_jnp.zeros_like, aux))

        guess = _jax.tree.map(_lax.stop_gradient, initial_guess)
        if consts:
            x, aux = root(guess, *consts)
        else:
            result = solve(f, guess)
            x, aux = result if has_aux else (result, ())
        return (x, aux) if has_aux else x

    def custom_linear_solve(matvec, b, solve, transpose_solve=None, symmetric=False, has_aux=False):
        if transpose_solve is None and symmetric:
            transpose_solve = solve
        b = _jax.tree.map(_jnp.asarray, b)
        operator, consts = _jax.closure_convert(matvec, b)
        return _linear_solve(operator, tuple(consts), b, solve, transpose_solve, symmetric, has_aux)

    def _linear_solve(operator, consts, b, solve, transpose_solve, symmetric, has_aux):
        def transposed(params, example):
            _, pull = _jax.vjp(lambda x: operator(x, *params), example)
            return lambda y, *_: pull(y)[0]

        def value(params, b):
            result = solve(lambda x: operator(x, *params), b)
            return result if has_aux else (result, ())

        def push(primals, tangents):
            (params, b), (params_dot, b_dot) = primals, tangents
            x, aux = run(params, b)
            right = b_dot
            if params:
                _, change = _jax.jvp(lambda *p: operator(x, *p), tuple(params), tuple(params_dot))
                right = _jax.tree.map(lambda u, v: u - v, b_dot, change)
            x_dot, _ = run(params, right)
            return x_dot, _jax.tree.map(_jnp.zeros_like, aux)

        def pull(primals, output, cotangents):
            params, b = primals
            x, seed = output[0], cotangents[0]
            if transpose_solve is None:
                raise TypeError("transpose_solve required for backwards mode automatic differentiation of custom_linear_solve")
            if symmetric:
                b_bar = _linear_solve(operator, params, seed, transpose_solve, solve, True, has_aux)
            else:
                b_bar = _linear_solve(transposed(params, b), (), seed, transpose_solve, solve, False, has_aux)
            if has_aux:
                b_bar = b_bar[0]
            if not params:
                return (), b_bar
            _, back = _jax.vjp(lambda *p: _negated(operator(x, *p)), *params)
            return tuple(back(b_bar)), b_bar

        run = _with_rules(value, push, pull)
        x, aux = run(consts, b)
        return (x, aux) if has_aux else x

    def linear_call(fun, fun_transpose, residual_args, linear_args):
        def push(primals, tangents):
            return run(primals[0], tangents[1])
        def pull(primals, output, cotangents):
            residuals = _jax.tree.map(_jnp.zeros_like, primals[0])
            return residuals, back(primals[0], cotangents)
        run = _with_rules(fun, push, pull)
        back = lambda residuals, seeds: linear_call(fun_transpose, fun, residuals, seeds)
        return run(residual_args, linear_args)

    def custom_gradient(fun):
        @_jax.custom_vjp
        def wrapped(*args, **kwargs):
            return fun(*args, **kwargs)[0]
        def forward(*args, **kwargs):
            value, rule = fun(*args, **kwargs)
            return value, _Rule(rule)
        def reverse(rule, cotangent):
            result = rule.function(cotangent)
            return result if isinstance(result, tuple) else (result,)
        wrapped.defvjp(forward, reverse)
        return wrapped

    class _Rule:
        def __init__(self, function):
            self.function = function
    """#
}
