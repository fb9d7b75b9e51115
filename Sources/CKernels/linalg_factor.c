// Cholesky, LU, triangular solves and QR.
#include "linalg_scalar.h"

#define S double
#define T(name) name##_r
#define V(name) ag_##name##_r
#include "linalg_reflect.inc"
#include "linalg_factor.inc"
#undef S
#undef T
#undef V
#define S ag_z
#define T(name) name##_z
#define V(name) ag_##name##_z
#include "linalg_reflect.inc"
#include "linalg_factor.inc"

int ag_cholesky(bool complex_values, ptrdiff_t n, void *a) {
  return complex_values ? cholesky_z(n, a) : cholesky_r(n, a);
}

int ag_lu(bool complex_values, ptrdiff_t m, ptrdiff_t n, void *a, int64_t *pivots) {
  return complex_values ? lu_z(m, n, a, pivots) : lu_r(m, n, a, pivots);
}

void ag_lu_solve(
    bool complex_values, ptrdiff_t n, ptrdiff_t columns, const void *factors,
    const int64_t *pivots, void *b) {
  if (complex_values) lu_solve_z(n, columns, factors, pivots, b);
  else lu_solve_r(n, columns, factors, pivots, b);
}

void ag_triangular_solve(
    bool complex_values, bool lower, bool unit, int transpose, ptrdiff_t n, ptrdiff_t columns,
    const void *a, void *b) {
  if (complex_values) triangular_solve_z(lower, unit, transpose, n, columns, a, b);
  else triangular_solve_r(lower, unit, transpose, n, columns, a, b);
}

int ag_qr(
    bool complex_values, ptrdiff_t m, ptrdiff_t n, const void *a, bool complete, void *q, void *r) {
  return complex_values ? qr_z(m, n, a, complete, q, r) : qr_r(m, n, a, complete, q, r);
}
