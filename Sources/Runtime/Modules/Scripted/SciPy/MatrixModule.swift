/// What `scipy.linalg` composes of factorisations: factored and banded solutions, special matrices, functions
/// of matrices.
enum MatrixModule {
  static let source = #"""
    import numpy as _np
    from numpy.linalg import eigh as _eigh, norm as _norm, svd as _svd, solve as _solve, inv as _inv
    from scipy.linalg._native import solve_triangular as _solve_triangular, expm as _expm, sqrtm as _sqrtm, toeplitz as _toeplitz, solve_sylvester as _solve_sylvester


    def _square(a):
        a = _np.asarray(a)
        if a.ndim != 2 or a.shape[0] != a.shape[1]:
            raise ValueError('expected a square matrix')
        return a


    def lu_factor(a, overwrite_a=False, check_finite=True):
        """L below the diagonal, U on and above it, and the rows exchanged at each step."""
        a = _np.array(a, dtype=float if _np.asarray(a).dtype.kind != 'c' else complex)
        m, n = a.shape
        pivots = _np.arange(min(m, n), dtype=_np.int32)
        for k in range(min(m, n)):
            p = k + int(_np.argmax(_np.abs(a[k:, k])))
            pivots[k] = p
            if p != k:
                a[[k, p]] = a[[p, k]]
            if a[k, k] != 0:
                a[k + 1:, k] = a[k + 1:, k] / a[k, k]
                a[k + 1:, k + 1:] = a[k + 1:, k + 1:] - _np.outer(a[k + 1:, k], a[k, k + 1:])
        return a, pivots


    def lu_solve(lu_and_piv, b, trans=0, overwrite_b=False, check_finite=True):
        lu, pivots = lu_and_piv
        b = _np.array(b, dtype=_np.result_type(lu, float))
        if lu.shape[0] != b.shape[0]:
            raise ValueError(f"Shapes of lu {lu.shape} and b {b.shape} are incompatible")
        if trans == 0:
            for k, p in enumerate(pivots):
                if p != k:
                    b[[k, p]] = b[[p, k]]
            return _solve_triangular(lu, _solve_triangular(lu, b, lower=True, unit_diagonal=True))
        transposed = _np.conj(lu.T) if trans == 2 else lu.T
        x = _solve_triangular(transposed, b, lower=True)
        x = _np.array(_solve_triangular(transposed, x, unit_diagonal=True))
        for k in range(len(pivots) - 1, -1, -1):
            p = pivots[k]
            if p != k:
                x[[k, p]] = x[[p, k]]
        return x


    def solve_banded(l_and_u, ab, b, overwrite_ab=False, overwrite_b=False, check_finite=True):
        below, above = l_and_u
        ab, b = _np.asarray(ab), _np.asarray(b)
        n = ab.shape[-1]
        if n != b.shape[0]:
            raise ValueError("shapes of ab and b are not compatible.")
        if below + above + 1 != ab.shape[0]:
            raise ValueError(f"invalid values for the number of lower and upper diagonals: l+u+1 ({below + above + 1}) does not equal ab.shape[0] ({ab.shape[0]})")
        a = _np.zeros((n, n), dtype=_np.result_type(ab, float))
        for row in range(below + above + 1):
            k = above - row
            diagonal = ab[row, max(k, 0):n + min(k, 0)]
            i = _np.arange(len(diagonal))
            a[i + max(-k, 0), i + max(k, 0)] = diagonal
        return _solve(a, b)


    def solveh_banded(ab, b, overwrite_ab=False, overwrite_b=False, lower=False, check_finite=True):
        ab = _np.asarray(ab)
        n, u = ab.shape[1], ab.shape[0] - 1
        a = _np.zeros((n, n), dtype=_np.result_type(ab, float))
        for k in range(u + 1):
            diagonal = ab[k, :n - k] if lower else ab[u - k, k:]
            i = _np.arange(n - k)
            a[i + k, i] = diagonal if lower else _np.conj(diagonal)
            a[i, i + k] = _np.conj(diagonal) if lower else diagonal
        return _solve(a, b)


    def solve_toeplitz(c_or_cr, b, check_finite=True):
        parts = c_or_cr if isinstance(c_or_cr, tuple) else (c_or_cr,)
        return _solve(_toeplitz(*parts), _np.asarray(b))


    def hankel(c, r=None):
        c = _np.asarray(c).ravel()
        r = _np.zeros_like(c) if r is None else _np.asarray(r).ravel()
        values = _np.concatenate([c, r[1:]])
        return values[_np.arange(len(c))[:, None] + _np.arange(len(r))]


    def hilbert(n):
        k = _np.arange(1, n + 1)
        return 1.0 / (k[:, None] + k - 1)


    def _choose(n, k):
        result = 1
        for i in range(k):
            result = result * (n - i) // (i + 1)
        return result


    def invhilbert(n, exact=False):
        a = [[(-1) ** (i + j) * (i + j + 1) * _choose(n + i, n - j - 1) * _choose(n + j, n - i - 1) * _choose(i + j, i) ** 2
              for j in range(n)] for i in range(n)]
        return _np.array(a, dtype=_np.int64 if exact else float)


    def hadamard(n, dtype=int):
        if n < 1 or n & (n - 1):
            raise ValueError("n must be an positive integer, and n must be a power of 2")
        H = _np.array([[1]], dtype=dtype)
        while len(H) < n:
            H = _np.vstack([_np.hstack([H, H]), _np.hstack([H, -H])])
        return H


    def companion(a):
        a = _np.atleast_1d(_np.asarray(a))
        if a.shape[-1] < 2:
            raise ValueError(f"The length of `a` along the last axis must be at least 2; got {a.shape = }.")
        if a[0] == 0:
            raise ValueError("The first coefficient(s) of `a` (i.e. elements of `a[..., 0]`) must not be zero.")
        n = len(a)
        c = _np.zeros((n - 1, n - 1), dtype=_np.result_type(a, float))
        c[0] = -a[1:] / (1.0 * a[0])
        c[_np.arange(1, n - 1), _np.arange(0, n - 2)] = 1
        return c


    def dft(n, scale=None):
        if scale not in (None, 'sqrtn', 'n'):
            raise ValueError(f"scale must be None, 'sqrtn', or 'n'; {scale!r} is not valid.")
        omegas = _np.exp(-2j * _np.pi * _np.arange(n) / n).reshape(-1, 1)
        m = omegas ** _np.arange(n)
        return m / _np.sqrt(n) if scale == 'sqrtn' else m / n if scale == 'n' else m


    def pascal(n, kind='symmetric', exact=True):
        if kind not in ('symmetric', 'lower', 'upper'):
            raise ValueError("kind must be 'symmetric', 'lower', or 'upper'")
        lower = _np.array([[_choose(i, j) if j <= i else 0 for j in range(n)] for i in range(n)], dtype=_np.uint64 if exact else float)
        return lower if kind == 'lower' else lower.T if kind == 'upper' else lower @ lower.T


    def helmert(n, full=False):
        H = _np.tril(_np.ones((n, n)), -1) - _np.diag(_np.arange(n) + 0.0)
        d = _np.arange(n) * _np.arange(1, n + 1)
        H[0] = 1
        d[0] = n
        H = H / _np.sqrt(d)[:, None]
        return H if full else H[1:]


    def leslie(f, s):
        f, s = _np.atleast_1d(f), _np.atleast_1d(s)
        n = len(f)
        if len(s) != n - 1:
            raise ValueError("The length of s must be one less than the length of f, but got f.shape[-1] = %d and s.shape[-1] = %d" % (n, len(s)))
        a = _np.zeros((n, n), dtype=_np.result_type(f, s))
        a[0] = f
        a[_np.arange(1, n), _np.arange(0, n - 1)] = s
        return a


    def khatri_rao(a, b):
        a, b = _np.asarray(a), _np.asarray(b)
        if a.ndim != 2 or b.ndim != 2:
            raise ValueError("The both arrays should be 2-dimensional.")
        if a.shape[1] != b.shape[1]:
            raise ValueError("The number of columns for both arrays should be equal.")
        c = a[:, None, :] * b[None, :, :]
        return c.reshape((-1,) + c.shape[2:])


    def null_space(A, rcond=None, *, overwrite_a=False, check_finite=True, lapack_driver='gesdd'):
        u, s, vh = _svd(A, full_matrices=True)
        M, N = u.shape[0], vh.shape[1]
        rcond = _np.finfo(s.dtype).eps * max(M, N) if rcond is None else rcond
        rank = int(_np.sum(s > _np.amax(s, initial=0.0) * rcond))
        return _np.conj(vh[rank:]).T


    def orth(A, rcond=None):
        u, s, vh = _svd(A, full_matrices=False)
        rcond = _np.finfo(s.dtype).eps * max(u.shape[0], vh.shape[1]) if rcond is None else rcond
        return u[:, :int(_np.sum(s > _np.amax(s, initial=0.0) * rcond))]


    def polar(a, side="right"):
        if side not in ('right', 'left'):
            raise ValueError("`side` must be either 'right' or 'left'")
        w, s, vh = _svd(_np.asarray(a), full_matrices=False)
        p = (_np.conj(vh.T) * s) @ vh if side == 'right' else (w * s) @ _np.conj(w.T)
        return w @ vh, p


    def pinvh(a, atol=None, rtol=None, lower=True, return_rank=False, check_finite=True):
        s, u = _eigh(_np.asarray(a))
        largest = _np.max(_np.abs(s), initial=0.0)
        rtol = max(u.shape) * _np.finfo(float).eps if rtol is None else rtol
        keep = _np.abs(s) > (0.0 if atol is None else atol) + rtol * largest
        u = u[:, keep]
        b = (u / s[keep]) @ _np.conj(u).T
        return (b, int(_np.sum(keep))) if return_rank else b


    def subspace_angles(A, B):
        QA, QB = orth(A), orth(B)
        QA_H_QB = _np.conj(QA.T) @ QB
        sigma = _svd(QA_H_QB, compute_uv=False)
        B = QB - QA @ QA_H_QB if QA.shape[1] >= QB.shape[1] else QA - QB @ _np.conj(QA_H_QB.T)
        small = _np.clip(_svd(B, compute_uv=False), -1.0, 1.0)
        return _np.where(sigma ** 2 >= 0.5, _np.arcsin(small), _np.arccos(_np.clip(sigma[::-1], -1.0, 1.0)))


    def logm(A, disp=True):
        """Inverse scaling and squaring: log A = 2^k log(A^(1/2^k)), the last by Gauss-Legendre quadrature of
        its integral (Higham, Functions of Matrices, 2008, chapter 11)."""
        A = _square(A).astype(float) if _np.asarray(A).dtype.kind != 'c' else _square(A)
        n = len(A)
        k, root = 0, A
        while _norm(root - _np.eye(n), 1) > 0.25 and k < 60:
            root = _sqrtm(root)
            k += 1
        nodes, weights = _np.polynomial.legendre.leggauss(10)
        X = root - _np.eye(n)
        result = 0.0
        for x, w in zip((nodes + 1) / 2, weights / 2):
            result = result + w * _solve(_np.eye(n) + x * X, X)
        result = result * 2.0 ** k
        if result.dtype.kind == 'c' and A.dtype.kind != 'c' and _np.allclose(result.imag, 0, atol=1e-13):
            result = result.real
        return result


    def cosm(A):
        A = _np.asarray(A)
        if A.dtype.kind == 'c':
            return 0.5 * (_expm(1j * A) + _expm(-1j * A))
        return _expm(1j * A).real


    def sinm(A):
        A = _np.asarray(A)
        if A.dtype.kind == 'c':
            return -0.5j * (_expm(1j * A) - _expm(-1j * A))
        return _expm(1j * A).imag


    def tanm(A):
        return _solve(cosm(A), sinm(A))


    def coshm(A):
        return 0.5 * (_expm(_np.asarray(A)) + _expm(-_np.asarray(A)))


    def sinhm(A):
        return 0.5 * (_expm(_np.asarray(A)) - _expm(-_np.asarray(A)))


    def tanhm(A):
        return _solve(coshm(A), sinhm(A))


    def diagsvd(s, M, N):
        part = _np.diag(s)
        if len(s) == M:
            return _np.hstack([part, _np.zeros((M, N - M), dtype=part.dtype)])
        if len(s) == N:
            return _np.vstack([part, _np.zeros((M - N, N), dtype=part.dtype)])
        raise ValueError("Length of s must be M or N.")


    def eigh_tridiagonal(d, e, eigvals_only=False, select='a', select_range=None, check_finite=True, tol=0., lapack_driver='auto'):
        if select not in ('a', 'all', 'i', 2, 0):
            raise NotImplementedError("eigh_tridiagonal is available in agrun with select='a' or 'i'")
        w, v = _eigh(_np.diag(_np.asarray(d, float)) + _np.diag(e, 1) + _np.diag(e, -1))
        if select in ('i', 2):
            chosen = slice(select_range[0], select_range[1] + 1)
            w, v = w[chosen], v[:, chosen]
        return w if eigvals_only else (w, v)


    def solve_continuous_lyapunov(a, q):
        a = _np.asarray(a, float)
        return _solve_sylvester(a, _np.conj(a.T), _np.asarray(q, float))


    solve_lyapunov = solve_continuous_lyapunov


    def solve_discrete_lyapunov(a, q, method=None):
        a, q = _np.asarray(a), _np.asarray(q)
        n = len(a)
        return _solve(_np.eye(n * n) - _np.kron(a, _np.conj(a)), q.ravel()).reshape(q.shape)


    def bandwidth(a):
        a = _np.asarray(a)
        if a.ndim != 2:
            raise ValueError('Input array must be a 2D NumPy array.')
        i, j = _np.nonzero(a)
        return int(max(0, _np.max(i - j, initial=0))), int(max(0, _np.max(j - i, initial=0)))


    def issymmetric(a, atol=None, rtol=None):
        a = _square(a)
        if atol or rtol:
            return bool(_np.allclose(a, a.T, atol=atol or 0.0, rtol=rtol or 0.0))
        return bool(_np.array_equal(a, a.T))


    def ishermitian(a, atol=None, rtol=None):
        a = _square(a)
        if atol or rtol:
            return bool(_np.allclose(a, _np.conj(a.T), atol=atol or 0.0, rtol=rtol or 0.0))
        return bool(_np.array_equal(a, _np.conj(a.T)))

    """#
}
