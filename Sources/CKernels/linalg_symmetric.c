// Eigenvalues and eigenvectors of Hermitian matrices.
#include "linalg_scalar.h"

// [c s; -s c] [a b; b d] [c -s; s c] = diag(high, low), |high| >= |low| (LAPACK dlaev2).
static void ag_eigen_2x2(
    double a, double b, double d, double *high, double *low, double *c, double *s) {
  double sum = a + d, difference = a - d, twice = fabs(b + b);
  double larger = fabs(a) > fabs(d) ? a : d, smaller = fabs(a) > fabs(d) ? d : a;
  double gap = fabs(difference), root;
  if (gap > twice) root = gap * sqrt(1 + (twice / gap) * (twice / gap));
  else if (gap < twice) root = twice * sqrt(1 + (gap / twice) * (gap / twice));
  else root = twice * sqrt(2);
  int sign = sum < 0 ? -1 : 1;
  if (sum == 0) {
    *high = 0.5 * root;
    *low = -0.5 * root;
  } else {
    *high = 0.5 * (sum + sign * root);
    *low = (larger / *high) * smaller - (b / *high) * b;
  }
  int turn = difference >= 0 ? 1 : -1;
  double cs = difference + turn * root;
  if (fabs(cs) > twice) {
    double t = -(b + b) / cs;
    *s = 1 / sqrt(1 + t * t);
    *c = t * *s;
  } else if (twice == 0) {
    *c = 1;
    *s = 0;
  } else {
    double t = -cs / (b + b);
    *c = 1 / sqrt(1 + t * t);
    *s = t * *c;
  }
  if (sign == turn) {
    double t = *c;
    *c = -*s;
    *s = t;
  }
}

#define S double
#define T(name) name##_r
#define V(name) ag_##name##_r
#include "linalg_reflect.inc"
#include "linalg_symmetric.inc"
#undef S
#undef T
#undef V
#define S ag_z
#define T(name) name##_z
#define V(name) ag_##name##_z
#include "linalg_reflect.inc"
#include "linalg_symmetric.inc"

int ag_eigen_symmetric(bool complex_values, ptrdiff_t n, void *a, double *values) {
  return complex_values ? eigen_symmetric_z(n, a, values) : eigen_symmetric_r(n, a, values);
}
