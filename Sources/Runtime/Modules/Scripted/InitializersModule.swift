/// `jax.nn.initializers`: functions that make parameters (Glorot and Bengio 2010, LeCun and others 1998, He and others
/// 2015).
enum InitializersModule {
  static let source = #"""
    import jax as _jax
    import jax.numpy as _jnp
    import math as _math
    from jax import random as _random

    def _default(dtype):
        return _jnp.zeros(()).dtype if dtype is None else dtype

    def zeros(key, shape, dtype=None, out_sharding=None):
        return _jnp.zeros(shape, _default(dtype))

    def ones(key, shape, dtype=None, out_sharding=None):
        return _jnp.ones(shape, _default(dtype))

    def constant(value, dtype=None):
        def init(key, shape, dtype=dtype, out_sharding=None):
            return _jnp.full(shape, value, dtype=_default(dtype))
        return init

    def uniform(scale=1e-2, dtype=None):
        def init(key, shape, dtype=dtype, out_sharding=None):
            dtype = _default(dtype)
            return _random.uniform(key, shape, dtype) * _jnp.array(scale, dtype)
        return init

    def normal(stddev=1e-2, dtype=None):
        def init(key, shape, dtype=dtype, out_sharding=None):
            dtype = _default(dtype)
            return _random.normal(key, shape, dtype) * _jnp.array(stddev, dtype)
        return init

    def truncated_normal(stddev=1e-2, dtype=None, lower=-2.0, upper=2.0):
        def init(key, shape, dtype=dtype, out_sharding=None):
            dtype = _default(dtype)
            return _random.truncated_normal(key, lower, upper, shape, dtype) * _jnp.array(stddev, dtype)
        return init

    def _extent(shape, axis):
        if isinstance(axis, int):
            return shape[axis]
        return _math.prod([shape[i] for i in axis])

    def variance_scaling(scale, mode, distribution, in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
        def init(key, shape, dtype=dtype, out_sharding=None):
            shape = tuple(shape)
            dtype = _default(dtype)
            if len(shape) <= 1:
                raise ValueError(f"Can't compute input and output sizes of a {len(shape)}-dimensional weights tensor with default in_axis. Must be at least 2D or specify in_axis explicitly.")
            fan_in, fan_out = _extent(shape, in_axis), _extent(shape, out_axis)
            batch = _extent(shape, batch_axis)
            field = _math.prod(shape) / fan_in / fan_out / batch
            fan_in, fan_out = fan_in * field, fan_out * field
            if mode == "fan_in":
                denominator = fan_in
            elif mode == "fan_out":
                denominator = fan_out
            elif mode == "fan_avg":
                denominator = (fan_in + fan_out) / 2
            elif mode == "fan_geo_avg":
                denominator = (fan_in * fan_out) ** 0.5
            else:
                raise ValueError(f"invalid mode for variance scaling initializer: {mode}")
            variance = _jnp.array(scale / denominator, dtype=dtype)
            if distribution == "truncated_normal":
                stddev = _jnp.sqrt(variance) / _jnp.array(.87962566103423978, dtype)
                return _random.truncated_normal(key, -2, 2, shape, dtype) * stddev
            if distribution == "normal":
                return _random.normal(key, shape, dtype) * _jnp.sqrt(variance)
            if distribution == "uniform":
                return _random.uniform(key, shape, dtype, -1) * _jnp.sqrt(3 * variance)
            raise ValueError(f"invalid distribution for variance scaling initializer: {distribution}")
        return init

    def glorot_uniform(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
        return variance_scaling(1.0, "fan_avg", "uniform", in_axis, out_axis, batch_axis, dtype)

    def glorot_normal(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
        return variance_scaling(1.0, "fan_avg", "truncated_normal", in_axis, out_axis, batch_axis, dtype)

    def lecun_uniform(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
        return variance_scaling(1.0, "fan_in", "uniform", in_axis, out_axis, batch_axis, dtype)

    def lecun_normal(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
        return variance_scaling(1.0, "fan_in", "truncated_normal", in_axis, out_axis, batch_axis, dtype)

    def he_uniform(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
        return variance_scaling(2.0, "fan_in", "uniform", in_axis, out_axis, batch_axis, dtype)

    def he_normal(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
        return variance_scaling(2.0, "fan_in", "truncated_normal", in_axis, out_axis, batch_axis, dtype)

    xavier_uniform, xavier_normal = glorot_uniform, glorot_normal
    kaiming_uniform, kaiming_normal = he_uniform, he_normal

    def orthogonal(scale=1.0, column_axis=-1, dtype=None):
        def init(key, shape, dtype=dtype, out_sharding=None):
            shape = tuple(shape)
            dtype = _default(dtype)
            if len(shape) < 2:
                raise ValueError("orthogonal initializer requires at least a 2D shape")
            columns = shape[column_axis]
            rows = _math.prod(shape) // columns
            draws = _random.normal(key, (max(rows, columns), min(rows, columns)), dtype)
            q, r = _jnp.linalg.qr(draws)
            q = q * _jnp.sign(_jnp.diagonal(r))
            if rows < columns:
                q = q.T
            rest = list(shape)
            del rest[column_axis]
            q = _jnp.moveaxis(_jnp.reshape(q, tuple(rest) + (columns,)), -1, column_axis)
            return _jnp.array(scale, dtype) * q
        return init

    def delta_orthogonal(scale=1.0, column_axis=-1, dtype=None):
        def init(key, shape, dtype=dtype, out_sharding=None):
            dtype = _default(dtype)
            if len(shape) not in (3, 4, 5):
                raise ValueError("Delta orthogonal initializer requires a 3D, 4D or 5D shape.")
            if shape[-1] < shape[-2]:
                raise ValueError("`fan_in` must be less or equal than `fan_out`. ")
            matrix = orthogonal(scale, column_axis, dtype)(key, (shape[-1], shape[-1]))[:shape[-2], :]
            middle = tuple((k - 1) // 2 for k in shape[:-2])
            return _jnp.zeros(shape, dtype).at[middle].set(matrix)
        return init
    """#
}
