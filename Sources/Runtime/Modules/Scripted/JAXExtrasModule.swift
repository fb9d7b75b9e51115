/// Names of `jax` and its submodules that other names express.
enum JAXExtrasModule {
  static let numpy = #"""
    import jax as _jax
    import jax.numpy as _jnp
    from jax import lax as _lax
    import numpy as _np

    def matvec(x1, x2, /):
        return _jnp.matmul(x1, _jnp.asarray(x2)[..., None])[..., 0]

    def vecmat(x1, x2, /):
        return _jnp.matmul(_jnp.conj(_jnp.asarray(x1))[..., None, :], x2)[..., 0, :]

    def diag_indices_from(arr):
        return _jnp.diag_indices(arr.shape[0], arr.ndim)

    def mask_indices(n, mask_func, k=0):
        return _jnp.nonzero(mask_func(_jnp.ones((n, n)), k) != 0)

    def fill_diagonal(a, val, wrap=False, *, inplace=True):
        if inplace:
            raise NotImplementedError("JAX arrays are immutable, must use inplace=False")
        n = min(a.shape)
        i = _jnp.arange(n)
        return a.at[tuple([i] * a.ndim)].set(val)

    def put(a, ind, v, mode=None, *, inplace=True):
        if inplace:
            raise ValueError("jax.numpy.put cannot modify arrays in-place, because JAX arrays are immutable. Pass inplace=False to instead return an updated array.")
        ind = _jnp.ravel(_jnp.asarray(ind))
        v = _jnp.resize(_jnp.asarray(v, a.dtype), ind.shape)
        return _jnp.reshape(_jnp.ravel(a).at[ind].set(v), a.shape)

    def put_along_axis(arr, indices, values, axis, inplace=True, *, mode=None):
        if inplace:
            raise ValueError("jax.numpy.put_along_axis cannot modify arrays in-place, because JAX arrays are immutable. Pass inplace=False to instead return an updated array.")
        axis = axis % arr.ndim
        places = list(_jnp.meshgrid(*[_jnp.arange(n) for n in indices.shape], indexing="ij"))
        places[axis] = indices
        return arr.at[tuple(places)].set(values)

    def place(arr, mask, vals, *, inplace=True):
        if inplace:
            raise ValueError("jax.numpy.place cannot modify arrays in-place, because JAX arrays are immutable. Pass inplace=False to instead return an updated array.")
        where = _jnp.flatnonzero(mask)
        vals = _jnp.resize(_jnp.ravel(_jnp.asarray(vals)), where.shape)
        return _jnp.reshape(_jnp.ravel(arr).at[where].set(vals), arr.shape)

    def cumulative_prod(x, /, *, axis=None, dtype=None, include_initial=False):
        x = _jnp.asarray(x)
        axis = 0 if axis is None else axis
        out = _jnp.cumprod(x, axis=axis, dtype=dtype)
        if include_initial:
            shape = list(out.shape)
            shape[axis] = 1
            out = _jnp.concatenate([_jnp.ones(shape, out.dtype), out], axis=axis)
        return out

    def bartlett(M):
        n = _jnp.arange(M)
        return 1 - _jnp.abs(2 * n - (M - 1)) / (M - 1) if M > 1 else _jnp.ones(M)

    def blackman(M):
        n = _jnp.arange(M)
        return (0.08 * _jnp.cos(4 * _jnp.pi * n / (M - 1)) - 0.5 * _jnp.cos(2 * _jnp.pi * n / (M - 1)) + 0.42) if M > 1 else _jnp.ones(M)

    def hamming(M):
        return 0.54 - 0.46 * _jnp.cos(2 * _jnp.pi * _jnp.arange(M) / (M - 1)) if M > 1 else _jnp.ones(M)

    def hanning(M):
        return 0.5 * (1 - _jnp.cos(2 * _jnp.pi * _jnp.arange(M) / (M - 1))) if M > 1 else _jnp.ones(M)

    def frompyfunc(func, /, nin, nout, *, identity=None):
        return _jnp.vectorize(func)

    c_, r_ = _np.c_, _np.r_
    """#

  static let special = #"""
    import jax.numpy as _jnp
    from jax.scipy.special import gammaln as _gammaln

    def poch(z, m):
        return _jnp.exp(_gammaln(_jnp.asarray(z) + m) - _gammaln(z))

    def boxcox(x, lmbda):
        return _jnp.where(lmbda == 0, _jnp.log(x), _jnp.expm1(lmbda * _jnp.log(x)) / _jnp.where(lmbda == 0, 1., lmbda))

    def boxcox1p(x, lmbda):
        return _jnp.where(lmbda == 0, _jnp.log1p(x), _jnp.expm1(lmbda * _jnp.log1p(x)) / _jnp.where(lmbda == 0, 1., lmbda))
    """#

  static let signal = #"""
    import jax.numpy as _jnp
    from jax import lax as _lax

    def _correlation(a, v, mode, flip):
        a, v = _jnp.asarray(a), _jnp.asarray(v)
        if a.ndim != v.ndim:
            raise ValueError("in1 and in2 should have the same dimensionality")
        if mode not in ("full", "same", "valid"):
            raise ValueError("mode must be one of ['full', 'same', 'valid']")
        dtype = _jnp.result_type(a.dtype, v.dtype, float)
        a, v = a.astype(dtype), v.astype(dtype)
        rank = a.ndim
        if mode == "valid" and any(m > n for n, m in zip(a.shape, v.shape)):
            a, v = v, a
        kernel = _jnp.flip(v) if flip else v
        pads = [(m - 1, m - 1) if mode != "valid" else (0, 0) for m in v.shape]
        out = _lax.conv_general_dilated(a[None, None], kernel[None, None], (1,) * rank, pads)[0, 0]
        if mode == "same":
            starts = [(m - 1) // 2 if flip else m // 2 for m in v.shape]
            out = out[tuple(slice(s, s + n) for s, n in zip(starts, a.shape))]
        return out

    def convolve(in1, in2, mode="full", method="auto", precision=None):
        return _correlation(in1, in2, mode, True)

    def convolve2d(in1, in2, mode="full", boundary="fill", fillvalue=0, precision=None):
        if boundary != "fill" or fillvalue != 0:
            raise NotImplementedError("convolve2d() only supports boundary='fill', fillvalue=0")
        if _jnp.ndim(in1) != 2 or _jnp.ndim(in2) != 2:
            raise ValueError("convolve2d() only supports 2-dimensional inputs.")
        return _correlation(in1, in2, mode, True)

    def correlate(in1, in2, mode="full", method="auto", precision=None):
        return _correlation(in1, _jnp.conj(in2), mode, False)

    def correlate2d(in1, in2, mode="full", boundary="fill", fillvalue=0, precision=None):
        if boundary != "fill" or fillvalue != 0:
            raise NotImplementedError("correlate2d() only supports boundary='fill', fillvalue=0")
        return _correlation(in1, _jnp.conj(in2), mode, False)

    def fftconvolve(in1, in2, mode="full", axes=None):
        return _correlation(in1, in2, mode, True)

    def detrend(data, axis=-1, type="linear", bp=0, overwrite_data=None):
        data = _jnp.asarray(data)
        if type in ("constant", "c"):
            return data - data.mean(axis, keepdims=True)
        if type not in ("linear", "l"):
            raise ValueError("Trend type must be 'linear' or 'constant'.")
        moved = _jnp.moveaxis(data, axis, 0)
        n = moved.shape[0]
        flat = moved.reshape(n, -1)
        A = _jnp.vstack([_jnp.ones(n), _jnp.arange(1, n + 1) / n]).T
        coef = _jnp.linalg.lstsq(A, flat)[0]
        return _jnp.moveaxis((flat - A @ coef).reshape(moved.shape), 0, axis)
    """#

  static let sparseLinalg = #"""
    import operator as _operator
    import jax as _jax
    import jax.numpy as _jnp
    from jax import lax as _lax
    from jax import tree as _tree

    def _dot(x, y):
        return sum(_tree.leaves(_tree.map(lambda a, b: _jnp.vdot(a, b).real, x, y)))

    def _add(x, y):
        return _tree.map(_operator.add, x, y)

    def _sub(x, y):
        return _tree.map(_operator.sub, x, y)

    def _scale(s, x):
        return _tree.map(lambda a: s * a, x)

    def _operator_of(A):
        return A if callable(A) else (lambda x: A @ x)

    def cg(A, b, x0=None, *, tol=1e-5, atol=0.0, maxiter=None, M=None):
        b = _tree.map(_jnp.asarray, b)
        matvec = _operator_of(A)
        precondition = _operator_of(M) if M is not None else (lambda x: x)
        start = _tree.map(_jnp.zeros_like, b) if x0 is None else x0
        if maxiter is None:
            maxiter = 10 * sum(leaf.size for leaf in _tree.leaves(b))

        def solve(matvec, b):
            limit = _jnp.maximum(_jnp.square(tol) * _dot(b, b), _jnp.square(atol))
            def unfinished(state):
                _, r, gamma, _, k = state
                rs = gamma if M is None else _dot(r, r)
                return (rs > limit) & (k < maxiter)
            def step(state):
                x, r, gamma, p, k = state
                Ap = matvec(p)
                alpha = gamma / _dot(p, Ap)
                x, r = _add(x, _scale(alpha, p)), _sub(r, _scale(alpha, Ap))
                z = precondition(r)
                new = _dot(r, z)
                return x, r, new, _add(z, _scale(new / gamma, p)), k + 1
            r0 = _sub(b, matvec(start))
            p0 = z0 = precondition(r0)
            x, *_ = _lax.while_loop(unfinished, step, (start, r0, _dot(r0, z0), p0, 0))
            return x

        x = _lax.custom_linear_solve(matvec, b, solve=solve, transpose_solve=solve, symmetric=True)
        return x, None

    def bicgstab(A, b, x0=None, *, tol=1e-5, atol=0.0, maxiter=None, M=None):
        b = _tree.map(_jnp.asarray, b)
        matvec = _operator_of(A)
        precondition = _operator_of(M) if M is not None else (lambda x: x)
        start = _tree.map(_jnp.zeros_like, b) if x0 is None else x0
        if maxiter is None:
            maxiter = 10 * sum(leaf.size for leaf in _tree.leaves(b))

        def solve(matvec, b):
            limit = _jnp.maximum(_jnp.square(tol) * _dot(b, b), _jnp.square(atol))
            r0 = _sub(b, matvec(start))
            def unfinished(state):
                return (_dot(state[1], state[1]) > limit) & (state[-1] < maxiter)
            def step(state):
                x, r, alpha, omega, rho, p, q, k = state
                rho_new = _dot(r0, r)
                beta = rho_new / rho * alpha / omega
                p = _add(r, _scale(beta, _sub(p, _scale(omega, q))))
                phat = precondition(p)
                q = matvec(phat)
                alpha = rho_new / _dot(r0, q)
                s = _sub(r, _scale(alpha, q))
                shat = precondition(s)
                t = matvec(shat)
                omega = _jnp.where(_dot(t, t) > 0, _dot(t, s) / _dot(t, t), 0.)
                x = _add(x, _add(_scale(alpha, phat), _scale(omega, shat)))
                return x, _sub(s, _scale(omega, t)), alpha, omega, rho_new, p, q, k + 1
            one = _jnp.ones((), _tree.leaves(b)[0].dtype)
            x, *_ = _lax.while_loop(unfinished, step, (start, r0, one, one, one, r0, _tree.map(_jnp.zeros_like, r0), 0))
            return x

        x = _lax.custom_linear_solve(matvec, b, solve=solve, transpose_solve=solve)
        return x, None
    """#

  static let integrate = #"""
    from jax.numpy import trapezoid
    """#

  static let checkpointing = #"""
    def checkpoint_name(x, name):
        return x

    class checkpoint_policies:
        everything_saveable = staticmethod(lambda *args, **params: True)
        nothing_saveable = staticmethod(lambda *args, **params: False)
        dots_saveable = staticmethod(lambda *args, **params: True)
        checkpoint_dots = staticmethod(lambda *args, **params: True)
        dots_with_no_batch_dims_saveable = staticmethod(lambda *args, **params: True)
        checkpoint_dots_with_no_batch_dims = staticmethod(lambda *args, **params: True)
        offload_dot_with_no_batch_dims = staticmethod(lambda src, dst: (lambda *args, **params: True))
        save_only_these_names = staticmethod(lambda *names: (lambda *args, **params: True))
        save_any_names_but_these = staticmethod(lambda *names: (lambda *args, **params: True))
        save_anything_except_these_names = staticmethod(lambda *names: (lambda *args, **params: True))
        save_from_both_policies = staticmethod(lambda a, b: (lambda *args, **params: True))
        save_and_offload_only_these_names = staticmethod(lambda **options: (lambda *args, **params: True))
    """#
}
