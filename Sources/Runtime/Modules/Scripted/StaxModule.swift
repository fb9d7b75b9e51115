/// `jax.example_libraries.stax`: layers as pairs of functions.
enum StaxModule {
  static let source = #"""
    import functools as _functools
    import operator as _operator
    import jax as _jax
    import jax.numpy as _jnp
    from jax import lax as _lax
    from jax import random as _random
    from jax.nn import relu, log_softmax, softmax, softplus, sigmoid, elu, leaky_relu, selu, gelu, standardize
    from jax.nn.initializers import glorot_normal, normal, ones, zeros
    from jax.nn.initializers import glorot_normal as _glorot_normal, normal as _normal

    def Dense(out_dim, W_init=_glorot_normal(), b_init=_normal()):
        def init_fun(rng, input_shape):
            output_shape = input_shape[:-1] + (out_dim,)
            k1, k2 = _random.split(rng)
            return output_shape, (W_init(k1, (input_shape[-1], out_dim)), b_init(k2, (out_dim,)))
        def apply_fun(params, inputs, **kwargs):
            W, b = params
            return _jnp.dot(inputs, W) + b
        return init_fun, apply_fun

    def _windowed_shape(shape, window, strides, padding, dilation=None):
        if padding == "SAME":
            return tuple(-(-n // s) for n, s in zip(shape, strides))
        if padding == "VALID":
            return tuple((n - k) // s + 1 for n, k, s in zip(shape, window, strides))
        return tuple((n + lo + hi - k) // s + 1 for n, k, s, (lo, hi) in zip(shape, window, strides, padding))

    def GeneralConv(dimension_numbers, out_chan, filter_shape, strides=None, padding='VALID',
                    W_init=None, b_init=_normal(1e-6)):
        lhs_spec, rhs_spec, out_spec = dimension_numbers
        one = (1,) * len(filter_shape)
        strides = strides or one
        W_init = W_init or _glorot_normal(rhs_spec.index('I'), rhs_spec.index('O'))
        def init_fun(rng, input_shape):
            shape_iter = iter(filter_shape)
            kernel_shape = tuple([out_chan if c == 'O' else input_shape[lhs_spec.index('C')] if c == 'I'
                                  else next(shape_iter) for c in rhs_spec])
            spatial = [input_shape[lhs_spec.index(c)] for c in rhs_spec if c not in 'IO']
            out = iter(_windowed_shape(spatial, filter_shape, strides, padding))
            by_letter = {'N': input_shape[lhs_spec.index('N')], 'C': out_chan}
            for c in rhs_spec:
                if c not in 'IO':
                    by_letter[c] = next(out)
            output_shape = tuple(by_letter[c] for c in out_spec)
            bias_shape = tuple([out_chan if c == 'C' else 1 for c in out_spec])
            k1, k2 = _random.split(rng)
            return output_shape, (W_init(k1, kernel_shape), b_init(k2, bias_shape))
        def apply_fun(params, inputs, **kwargs):
            W, b = params
            return _lax.conv_general_dilated(inputs, W, strides, padding, one, one,
                                             dimension_numbers=dimension_numbers) + b
        return init_fun, apply_fun

    Conv = _functools.partial(GeneralConv, ('NHWC', 'HWIO', 'NHWC'))

    def BatchNorm(axis=(0, 1, 2), epsilon=1e-5, center=True, scale=True, beta_init=zeros, gamma_init=ones):
        axis = (axis,) if _jnp.isscalar(axis) else axis
        def init_fun(rng, input_shape):
            shape = tuple(d for i, d in enumerate(input_shape) if i not in axis)
            k1, k2 = _random.split(rng)
            beta = beta_init(k1, shape) if center else ()
            gamma = gamma_init(k2, shape) if scale else ()
            return input_shape, (beta, gamma)
        def apply_fun(params, x, **kwargs):
            beta, gamma = params
            ed = tuple(None if i in axis else slice(None) for i in range(_jnp.ndim(x)))
            z = standardize(x, axis, epsilon=epsilon)
            if center and scale:
                return gamma[ed] * z + beta[ed]
            if center:
                return z + beta[ed]
            if scale:
                return gamma[ed] * z
            return z
        return init_fun, apply_fun

    def elementwise(fun, **fun_kwargs):
        return lambda rng, input_shape: (input_shape, ()), lambda params, inputs, **kwargs: fun(inputs, **fun_kwargs)

    Tanh = elementwise(_jnp.tanh)
    Relu = elementwise(relu)
    Exp = elementwise(_jnp.exp)
    LogSoftmax = elementwise(log_softmax, axis=-1)
    Softmax = elementwise(softmax, axis=-1)
    Softplus = elementwise(softplus)
    Sigmoid = elementwise(sigmoid)
    Elu = elementwise(elu)
    LeakyRelu = elementwise(leaky_relu)
    Selu = elementwise(selu)
    Gelu = elementwise(gelu)

    def _pooling_layer(reducer, init_val, rescaler=None):
        def PoolingLayer(window_shape, strides=None, padding='VALID', spec=None):
            window_shape = tuple(window_shape)
            step = tuple(strides or (1,) * len(window_shape))
            if spec is None:
                dims, steps = (1,) + window_shape + (1,), (1,) + step + (1,)
                spatial = [i + 1 for i in range(len(window_shape))]
            else:
                def placed(values):
                    rest = iter(values)
                    return tuple(1 if c in 'NC' else next(rest) for c in spec)
                dims, steps = placed(window_shape), placed(step)
            def init_fun(rng, input_shape):
                return _windowed_shape(input_shape, dims, steps, padding), ()
            def apply_fun(params, inputs, **kwargs):
                out = _lax.reduce_window(inputs, init_val, reducer, dims, steps, padding)
                return out / rescaler(inputs, dims, steps, padding) if rescaler else out
            return init_fun, apply_fun
        return PoolingLayer

    MaxPool = _pooling_layer(_lax.max, -_jnp.inf)
    SumPool = _pooling_layer(_lax.add, 0.)

    def _counts(inputs, dims, steps, padding):
        return _lax.reduce_window(_jnp.ones_like(inputs), 0., _lax.add, dims, steps, padding)

    AvgPool = _pooling_layer(_lax.add, 0., _counts)

    def Flatten():
        def init_fun(rng, input_shape):
            return (input_shape[0], _functools.reduce(_operator.mul, input_shape[1:], 1)), ()
        def apply_fun(params, inputs, **kwargs):
            return _jnp.reshape(inputs, (inputs.shape[0], -1))
        return init_fun, apply_fun
    Flatten = Flatten()

    Identity = (lambda rng, input_shape: (input_shape, ()), lambda params, inputs, **kwargs: inputs)

    def FanOut(num):
        return lambda rng, input_shape: ([input_shape] * num, ()), lambda params, inputs, **kwargs: [inputs] * num

    FanInSum = (lambda rng, input_shape: (input_shape[0], ()), lambda params, inputs, **kwargs: sum(inputs))

    def FanInConcat(axis=-1):
        def init_fun(rng, input_shape):
            ax = axis % len(input_shape[0])
            total = sum(shape[ax] for shape in input_shape)
            return input_shape[0][:ax] + (total,) + input_shape[0][ax + 1:], ()
        return init_fun, lambda params, inputs, **kwargs: _jnp.concatenate(inputs, axis)

    def Dropout(rate, mode='train'):
        def apply_fun(params, inputs, **kwargs):
            rng = kwargs.get('rng', None)
            if rng is None:
                raise ValueError("Dropout layer requires apply_fun to be called with a PRNG key argument. That is, instead of `apply_fun(params, inputs)`, call it like `apply_fun(params, inputs, rng)` where `rng` is a PRNG key (e.g. from `jax.random.key`).")
            if mode != 'train':
                return inputs
            keep = _random.bernoulli(rng, rate, inputs.shape)
            return _jnp.where(keep, inputs / rate, 0)
        return lambda rng, input_shape: (input_shape, ()), apply_fun

    def serial(*layers):
        inits, applies = zip(*layers)
        count = len(layers)
        def init_fun(rng, input_shape):
            params = []
            for init in inits:
                rng, layer_rng = _random.split(rng)
                input_shape, param = init(layer_rng, input_shape)
                params.append(param)
            return input_shape, params
        def apply_fun(params, inputs, **kwargs):
            rng = kwargs.pop('rng', None)
            rngs = _random.split(rng, count) if rng is not None else (None,) * count
            for fun, param, key in zip(applies, params, rngs):
                inputs = fun(param, inputs, rng=key, **kwargs)
            return inputs
        return init_fun, apply_fun

    def parallel(*layers):
        inits, applies = zip(*layers)
        count = len(layers)
        def init_fun(rng, input_shape):
            rngs = _random.split(rng, count)
            results = [init(key, shape) for init, key, shape in zip(inits, rngs, input_shape)]
            return [r[0] for r in results], [r[1] for r in results]
        def apply_fun(params, inputs, **kwargs):
            rng = kwargs.pop('rng', None)
            rngs = _random.split(rng, count) if rng is not None else (None,) * count
            return [f(p, x, rng=r, **kwargs) for f, p, x, r in zip(applies, params, inputs, rngs)]
        return init_fun, apply_fun

    def shape_dependent(make_layer):
        def init_fun(rng, input_shape):
            return make_layer(input_shape)[0](rng, input_shape)
        def apply_fun(params, inputs, **kwargs):
            return make_layer(inputs.shape)[1](params, inputs, **kwargs)
        return init_fun, apply_fun
    """#
}
