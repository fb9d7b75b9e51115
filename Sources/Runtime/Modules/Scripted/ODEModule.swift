/// `jax.experimental.ode`: Dormand and Prince's adaptive method with Shampine's interpolation, and the adjoint equation in
/// reverse (Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", II.4 and II.6).
enum ODEModule {
  static let source = #"""
    import functools as _functools
    import jax as _jax
    import jax.numpy as _jnp
    from jax import lax as _lax
    from jax.flatten_util import ravel_pytree as _ravel

    _alpha = (1 / 5, 3 / 10, 4 / 5, 8 / 9, 1., 1.)
    _beta = ((1 / 5,), (3 / 40, 9 / 40), (44 / 45, -56 / 15, 32 / 9),
             (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
             (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
             (35 / 384, 0., 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84))
    _solution = (35 / 384, 0., 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84, 0.)
    _error = (35 / 384 - 1951 / 21600, 0., 500 / 1113 - 22642 / 50085, 125 / 192 - 451 / 720,
              -2187 / 6784 + 12231 / 42400, 11 / 84 - 649 / 6300, -1. / 60.)
    _middle = (6025192743 / 30085553152 / 2, 0., 51252292925 / 65400821598 / 2,
               -2691868925 / 45128329728 / 2, 187940372067 / 1594534317056 / 2,
               -1776094331 / 19743644256 / 2, 11237099 / 235043384 / 2)

    def _combine(coefficients, k):
        return _jnp.dot(_jnp.array(coefficients, dtype=k.dtype), k[:len(coefficients)])

    def _step(func, y0, f0, t0, dt):
        k = _jnp.zeros((7, f0.shape[0]), f0.dtype).at[0, :].set(f0)
        for i in range(6):
            y = y0 + dt * _combine(_beta[i], k)
            k = k.at[i + 1, :].set(func(y, t0 + dt * _alpha[i]))
        return dt * _combine(_solution, k) + y0, k[-1], dt * _combine(_error, k), k

    def _polynomial(y0, y1, k, dt):
        ymid = y0 + dt * _combine(_middle, k)
        dy0, dy1 = k[0], k[-1]
        a = -2. * dt * dy0 + 2. * dt * dy1 - 8. * y0 - 8. * y1 + 16. * ymid
        b = 5. * dt * dy0 - 3. * dt * dy1 + 18. * y0 + 14. * y1 - 32. * ymid
        c = -4. * dt * dy0 + dt * dy1 - 11. * y0 - 5. * y1 + 16. * ymid
        return _jnp.stack([a, b, c, dt * dy0, y0])

    def _first_step(func, t0, y0, order, rtol, atol, f0):
        dtype = y0.dtype
        scale = atol + _jnp.abs(y0) * rtol
        d0 = _jnp.linalg.norm(y0 / scale.astype(dtype))
        d1 = _jnp.linalg.norm(f0 / scale.astype(dtype))
        h0 = _jnp.where((d0 < 1e-5) | (d1 < 1e-5), 1e-6, 0.01 * d0 / d1)
        y1 = y0 + h0.astype(dtype) * f0
        f1 = func(y1, t0 + h0)
        d2 = _jnp.linalg.norm((f1 - f0) / scale.astype(dtype)) / h0
        h1 = _jnp.where((d1 <= 1e-15) & (d2 <= 1e-15), _jnp.maximum(1e-6, h0 * 1e-3),
                        (0.01 / _jnp.maximum(d1, d2)) ** (1. / (order + 1.)))
        return _jnp.minimum(100. * h0, h1)

    def _mean_error_ratio(error, rtol, atol, y0, y1):
        tolerance = atol + rtol * _jnp.maximum(_jnp.abs(y0), _jnp.abs(y1))
        return _jnp.sqrt(_jnp.mean(_jnp.square(_jnp.abs(error / tolerance.astype(error.dtype)))))

    def _next_step(last, ratio, safety=0.9, ifactor=10.0, dfactor=0.2, order=5.0):
        dfactor = _jnp.where(ratio < 1, 1.0, dfactor)
        factor = _jnp.minimum(ifactor, _jnp.maximum(ratio ** (-1.0 / order) * safety, dfactor))
        return _jnp.where(ratio == 0, last * ifactor, last * factor)

    def _integrate(func, rtol, atol, mxstep, hmax, y0, ts, args):
        f = lambda y, t: func(y, t, *args)

        def to_target(carry, target):
            def unfinished(state):
                i, _, _, t, dt, _, _ = state
                return (t < target) & (i < mxstep) & (dt > 0)

            def advance(state):
                i, y, fy, t, dt, last_t, poly = state
                next_y, next_f, error, k = _step(f, y, fy, t, dt)
                ratio = _mean_error_ratio(error, rtol, atol, y, next_y)
                next_poly = _polynomial(y, next_y, k, dt)
                next_dt = _jnp.clip(_next_step(dt, ratio), 0., hmax)
                accept = ratio <= 1.
                new = (next_y, next_f, t + dt, t, next_poly)
                old = (y, fy, t, last_t, poly)
                y, fy, t, last_t, poly = [_jnp.where(accept, a, b) for a, b in zip(new, old)]
                return i + 1, y, fy, t, next_dt, last_t, poly

            _, *carry = _lax.while_loop(unfinished, advance, (0,) + tuple(carry))
            _, _, t, _, last_t, poly = carry
            place = (target - last_t) / (t - last_t)
            return tuple(carry), _jnp.polyval(poly, place.astype(poly.dtype))

        f0 = f(y0, ts[0])
        dt = _jnp.clip(_first_step(f, ts[0], y0, 4, rtol, atol, f0), 0., hmax)
        start = (y0, f0, ts[0], dt.astype(ts.dtype), ts[0], _jnp.stack([y0] * 5))
        _, ys = _lax.scan(to_target, start, ts[1:])
        return _jnp.concatenate((y0[None], ys))

    @_functools.partial(_jax.custom_vjp, nondiff_argnums=(0, 1, 2, 3, 4))
    def _odeint(func, rtol, atol, mxstep, hmax, y0, ts, *args):
        return _integrate(func, rtol, atol, mxstep, hmax, y0, ts, args)

    def _odeint_fwd(func, rtol, atol, mxstep, hmax, y0, ts, *args):
        ys = _odeint(func, rtol, atol, mxstep, hmax, y0, ts, *args)
        return ys, (ys, ts, args)

    def _odeint_rev(func, rtol, atol, mxstep, hmax, res, g):
        ys, ts, args = res

        def augmented(state, t, *args):
            y, y_bar, *_ = state
            y_dot, pull = _jax.vjp(func, y, -t, *args)
            y_bar, t_bar, *args_bar = pull(y_bar)
            return (-y_dot, y_bar, t_bar, tuple(args_bar))

        def backward(carry, i):
            y_bar, t0_bar, args_bar = carry
            t_bar = _jnp.dot(func(ys[i], ts[i], *args), g[i])
            t0_bar = t0_bar - t_bar
            states = odeint(augmented, (ys[i], y_bar, t0_bar, args_bar), _jnp.array([-ts[i], -ts[i - 1]]),
                            *args, rtol=rtol, atol=atol, mxstep=mxstep, hmax=hmax)
            y_bar, t0_bar, args_bar = _jax.tree.map(lambda leaf: leaf[1], states[1:])
            return (y_bar + g[i - 1], t0_bar, args_bar), t_bar

        start = (g[-1], _jnp.zeros((), ts.dtype), _jax.tree.map(_jnp.zeros_like, args))
        (y_bar, t0_bar, args_bar), ts_bar = _lax.scan(backward, start, _jnp.arange(len(ts) - 1, 0, -1))
        return (y_bar, _jnp.concatenate([t0_bar[None], ts_bar[::-1]]), *args_bar)

    _odeint.defvjp(_odeint_fwd, _odeint_rev)

    def odeint(func, y0, t, *args, rtol=1.4e-8, atol=1.4e-8, mxstep=_jnp.inf, hmax=_jnp.inf):
        for leaf in _jax.tree.leaves(args):
            if not hasattr(leaf, "dtype") and not isinstance(leaf, (int, float, complex, bool)):
                raise TypeError(f"The contents of odeint *args must be arrays or scalars, but got {leaf}.")
        if not _jnp.issubdtype(_jnp.asarray(t).dtype, _jnp.floating):
            raise TypeError("t must be an array of floats, but got " + str(t) + ".")
        args = _jax.tree.map(_jnp.asarray, args)
        y0 = _jax.tree.map(_jnp.asarray, y0)
        converted, consts = _jax.closure_convert(func, y0, t[0], *args)
        flat, unravel = _ravel(y0)
        count = len(args)
        def flat_func(y, t, *rest):
            result, _ = _ravel(converted(unravel(y), t, *rest))
            return result
        out = _odeint(flat_func, rtol, atol, mxstep, hmax, flat, t, *args, *consts)
        return _jax.vmap(unravel)(out)
    """#
}
