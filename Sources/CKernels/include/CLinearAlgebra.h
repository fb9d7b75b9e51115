#ifndef AG_CLINEARALGEBRA_H
#define AG_CLINEARALGEBRA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Dense factorisations of float64 (`complex_values` false) or complex128 matrices, row-major
// without gaps. One thread, one order of operations: the bits depend on nothing but the input.
// Algorithms after LAPACK's unblocked routines, with its choice of signs and pivots. A negative
// result means memory ran out.

// Lower factor in place, zeros above. 0, or k > 0 where the leading minor of order k is not
// positive.
int ag_cholesky(bool complex_values, ptrdiff_t n, void *a);

// L (unit, below) and U in place with partial pivoting; row i was swapped with pivots[i] >= i. 0,
// or the position k > 0 of the first zero on U's diagonal.
int ag_lu(bool complex_values, ptrdiff_t m, ptrdiff_t n, void *a, int64_t *pivots);

// b (n by columns) becomes the solution of A x = b from the factors and pivots of ag_lu.
void ag_lu_solve(
    bool complex_values, ptrdiff_t n, ptrdiff_t columns, const void *factors,
    const int64_t *pivots, void *b);

// b (n by columns) becomes the solution of op(A) x = b; op by `transpose`: 0 none, 1 transpose, 2
// conjugate transpose. Zeros on the diagonal give infinities.
void ag_triangular_solve(
    bool complex_values, bool lower, bool unit, int transpose, ptrdiff_t n, ptrdiff_t columns,
    const void *a, void *b);

// A = Q R with Q m by k and R k by n; k = min(m, n), or m where `complete`. Householder
// reflections; R's diagonal may be negative.
int ag_qr(
    bool complex_values, ptrdiff_t m, ptrdiff_t n, const void *a, bool complete, void *q, void *r);

// Hermitian A from its lower triangle: ascending eigenvalues, eigenvectors in the columns of `a`.
// 0, or 1 where the iteration did not converge.
int ag_eigen_symmetric(bool complex_values, ptrdiff_t n, void *a, double *values);

// Any square A (overwritten): eigenvalues as n complex128, right eigenvectors of norm 1 in the
// columns of `vectors` (complex128) unless null.
int ag_eigen_general(bool complex_values, ptrdiff_t n, void *a, double *values, double *vectors);

// A = U diag(s) V^H, s descending, k = min(m, n). U is m by k (m by m where `full`), vh is k by n
// (n by n).
int ag_svd(
    bool complex_values, ptrdiff_t m, ptrdiff_t n, const void *a, bool full, void *u, double *s,
    void *vh);

#endif
