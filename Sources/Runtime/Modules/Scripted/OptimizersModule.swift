/// `jax.example_libraries.optimizers`: step rules over pytrees, as triples of functions.
enum OptimizersModule {
  static let source = #"""
    import functools as _functools
    from collections import namedtuple as _namedtuple
    import jax as _jax
    import jax.numpy as _jnp
    from jax import tree as _tree

    Optimizer = _namedtuple("Optimizer", ["init_fn", "update_fn", "params_fn"])
    def optimizer(opt_maker):
        @_functools.wraps(opt_maker)
        def tree_opt_maker(*args, **kwargs):
            init, update, get_params = opt_maker(*args, **kwargs)

            def tree_init(x0):
                leaves, tree = _tree.flatten(x0)
                states = [init(leaf) for leaf in leaves]
                flat = [_tree.flatten(state) for state in states]
                return OptimizerState([f[0] for f in flat], tree, [f[1] for f in flat])

            def tree_update(i, grad_tree, opt_state):
                states, tree, subtrees = opt_state.packed_state, opt_state.tree_def, opt_state.subtree_defs
                grads, tree2 = _tree.flatten(grad_tree)
                if tree2 != tree:
                    raise TypeError("optimizer update function was passed a gradient tree that did not match the parameter tree structure with which it was initialized: "
                                    f"parameter tree {tree} and grad tree {tree2}.")
                new = [update(i, g, _tree.unflatten(d, s)) for g, d, s in zip(grads, subtrees, states)]
                flat = [_tree.flatten(state) for state in new]
                return OptimizerState([f[0] for f in flat], tree, [f[1] for f in flat])

            def tree_get_params(opt_state):
                params = [get_params(_tree.unflatten(d, s))
                          for d, s in zip(opt_state.subtree_defs, opt_state.packed_state)]
                return _tree.unflatten(opt_state.tree_def, params)

            return Optimizer(tree_init, tree_update, tree_get_params)
        return tree_opt_maker

    class OptimizerState:
        def __init__(self, packed_state, tree_def, subtree_defs):
            self.packed_state = packed_state
            self.tree_def = tree_def
            self.subtree_defs = subtree_defs

    _jax.tree_util.register_pytree_node(
        OptimizerState, lambda s: ((s.packed_state,), (s.tree_def, tuple(s.subtree_defs))),
        lambda aux, children: OptimizerState(children[0], aux[0], list(aux[1])))

    # Schedules.

    def constant(step_size):
        return lambda i: step_size

    def exponential_decay(step_size, decay_steps, decay_rate):
        return lambda i: step_size * decay_rate ** (i / decay_steps)

    def inverse_time_decay(step_size, decay_steps, decay_rate, staircase=False):
        if staircase:
            return lambda i: step_size / (1 + decay_rate * _jnp.floor(i / decay_steps))
        return lambda i: step_size / (1 + decay_rate * i / decay_steps)

    def polynomial_decay(step_size, decay_steps, final_step_size, power=1.0):
        def schedule(step_num):
            step_num = _jnp.minimum(step_num, decay_steps)
            step_mult = (1 - step_num / decay_steps) ** power
            return step_mult * (step_size - final_step_size) + final_step_size
        return schedule

    def piecewise_constant(boundaries, values):
        boundaries, values = _jnp.array(boundaries), _jnp.array(values)
        if not boundaries.ndim == values.ndim == 1:
            raise ValueError("boundaries and values must be sequences")
        if not boundaries.shape[0] == values.shape[0] - 1:
            raise ValueError("boundaries length must be one shorter than values length")
        return lambda i: values[_jnp.sum(i > boundaries)]

    def make_schedule(scalar_or_schedule):
        if callable(scalar_or_schedule):
            return scalar_or_schedule
        if _jnp.ndim(scalar_or_schedule) == 0:
            return constant(scalar_or_schedule)
        raise TypeError(type(scalar_or_schedule))

    # Step rules.

    @optimizer
    def sgd(step_size):
        step_size = make_schedule(step_size)
        return lambda x0: x0, lambda i, g, x: x - step_size(i) * g, lambda x: x

    @optimizer
    def momentum(step_size, mass):
        step_size = make_schedule(step_size)
        def update(i, g, state):
            x, velocity = state
            velocity = mass * velocity + g
            return x - step_size(i) * velocity, velocity
        return lambda x0: (x0, _jnp.zeros_like(x0)), update, lambda state: state[0]

    @optimizer
    def nesterov(step_size, mass):
        step_size = make_schedule(step_size)
        def update(i, g, state):
            x, velocity = state
            velocity = mass * velocity + g
            return x - step_size(i) * (mass * velocity + g), velocity
        return lambda x0: (x0, _jnp.zeros_like(x0)), update, lambda state: state[0]

    @optimizer
    def adagrad(step_size, momentum=0.9):
        step_size = make_schedule(step_size)
        def update(i, g, state):
            x, g_sq, m = state
            g_sq = g_sq + _jnp.square(g)
            g_sq_inv_sqrt = _jnp.where(g_sq > 0, 1. / _jnp.sqrt(g_sq), 0.0)
            m = (1. - momentum) * (g * g_sq_inv_sqrt) + momentum * m
            return x - step_size(i) * m, g_sq, m
        return lambda x0: (x0, _jnp.zeros_like(x0), _jnp.zeros_like(x0)), update, lambda state: state[0]

    @optimizer
    def rmsprop(step_size, gamma=0.9, eps=1e-8):
        step_size = make_schedule(step_size)
        def update(i, g, state):
            x, avg_sq_grad = state
            avg_sq_grad = avg_sq_grad * gamma + _jnp.square(g) * (1. - gamma)
            return x - step_size(i) * g / _jnp.sqrt(avg_sq_grad + eps), avg_sq_grad
        return lambda x0: (x0, _jnp.zeros_like(x0)), update, lambda state: state[0]

    @optimizer
    def rmsprop_momentum(step_size, gamma=0.9, eps=1e-8, momentum=0.9):
        step_size = make_schedule(step_size)
        def update(i, g, state):
            x, avg_sq_grad, mom = state
            avg_sq_grad = avg_sq_grad * gamma + _jnp.square(g) * (1. - gamma)
            mom = momentum * mom + step_size(i) * g / _jnp.sqrt(avg_sq_grad + eps)
            return x - mom, avg_sq_grad, mom
        return lambda x0: (x0, _jnp.zeros_like(x0), _jnp.zeros_like(x0)), update, lambda state: state[0]

    @optimizer
    def adam(step_size, b1=0.9, b2=0.999, eps=1e-8):
        step_size = make_schedule(step_size)
        def update(i, g, state):
            x, m, v = state
            m = (1 - b1) * g + b1 * m
            v = (1 - b2) * _jnp.square(g) + b2 * v
            mhat = m / (1 - _jnp.asarray(b1, m.dtype) ** (i + 1))
            vhat = v / (1 - _jnp.asarray(b2, m.dtype) ** (i + 1))
            return x - step_size(i) * mhat / (_jnp.sqrt(vhat) + eps), m, v
        return lambda x0: (x0, _jnp.zeros_like(x0), _jnp.zeros_like(x0)), update, lambda state: state[0]

    @optimizer
    def adamax(step_size, b1=0.9, b2=0.999, eps=1e-8):
        step_size = make_schedule(step_size)
        def update(i, g, state):
            x, m, v = state
            m = (1 - b1) * g + b1 * m
            v = _jnp.maximum(b2 * v, _jnp.abs(g))
            return x - (step_size(i) / (1 - _jnp.asarray(b1, m.dtype) ** (i + 1))) * m / (v + eps), m, v
        return lambda x0: (x0, _jnp.zeros_like(x0), _jnp.zeros_like(x0)), update, lambda state: state[0]

    @optimizer
    def sm3(step_size, momentum=0.9):
        step_size = make_schedule(step_size)
        def expand(x, axis, ndim):
            return _jnp.reshape(x, [1] * axis + [-1] + [1] * (ndim - axis - 1))
        def init(x0):
            vs = [_jnp.zeros(size, dtype=x0.dtype) for size in x0.shape]
            return x0, _jnp.zeros_like(x0), vs
        def update(i, g, state):
            x, m, vs = state
            accum = _functools.reduce(_jnp.minimum, [expand(v, k, x.ndim) for k, v in enumerate(vs)])
            accum = accum + _jnp.square(g)
            inverse = _jnp.where(accum > 0, 1. / _jnp.sqrt(accum), 0)
            m = (1. - momentum) * (g * inverse) + momentum * m
            x = x - step_size(i) * m
            vs = [accum.max([k for k in range(x.ndim) if k != j]) for j in range(x.ndim)]
            return x, m, vs
        return init, update, lambda state: state[0]

    # What is done to gradients.

    def l2_norm(tree):
        return _jnp.sqrt(sum([_jnp.vdot(x, x) for x in _tree.leaves(tree)]))

    def clip_grads(grad_tree, max_norm):
        norm = l2_norm(grad_tree)
        def clip(g):
            return _jnp.where(norm < max_norm, g, g * (max_norm / norm))
        return _tree.map(clip, grad_tree)

    def unpack_optimizer_state(opt_state):
        return [_tree.unflatten(d, s) for d, s in zip(opt_state.subtree_defs, opt_state.packed_state)]
    """#
}
