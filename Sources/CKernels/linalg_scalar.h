// What the factorisation templates need of a scalar: S is double or double _Complex. Matrices
// inside are column-major.
#ifndef AG_LINALG_SCALAR_H
#define AG_LINALG_SCALAR_H

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

typedef double _Complex ag_z;

static inline double ag_conj_r(double x) { return x; }
static inline double ag_re_r(double x) { return x; }
static inline double ag_im_r(double x) {
  (void)x;
  return 0;
}
static inline double ag_abs_r(double x) { return fabs(x); }
static inline double ag_one_norm_r(double x) { return fabs(x); }
static inline double ag_square_r(double x) { return x * x; }
static inline double ag_make_r(double re, double im) {
  (void)im;
  return re;
}
static inline double ag_mul_r(double a, double b) { return a * b; }
static inline double ag_over_r(double a, double b) { return a / b; }

static inline ag_z ag_make_z(double re, double im) { return __builtin_complex(re, im); }
static inline ag_z ag_conj_z(ag_z x) { return conj(x); }
static inline double ag_re_z(ag_z x) { return creal(x); }
static inline double ag_im_z(ag_z x) { return cimag(x); }
static inline double ag_abs_z(ag_z x) { return hypot(creal(x), cimag(x)); }
static inline double ag_one_norm_z(ag_z x) { return fabs(creal(x)) + fabs(cimag(x)); }
static inline double ag_square_z(ag_z x) { return creal(x) * creal(x) + cimag(x) * cimag(x); }
// Written out: C's operator calls a function to recover infinities.
static inline ag_z ag_mul_z(ag_z a, ag_z b) {
  return ag_make_z(
      creal(a) * creal(b) - cimag(a) * cimag(b), creal(a) * cimag(b) + cimag(a) * creal(b));
}
static inline ag_z ag_over_z(ag_z a, ag_z b) {
  double p = creal(b), q = cimag(b);
  if (fabs(p) >= fabs(q)) {
    double ratio = q / p, scale = p + q * ratio;
    return ag_make_z(
        (creal(a) + cimag(a) * ratio) / scale, (cimag(a) - creal(a) * ratio) / scale);
  }
  double ratio = p / q, scale = q + p * ratio;
  return ag_make_z((creal(a) * ratio + cimag(a)) / scale, (cimag(a) * ratio - creal(a)) / scale);
}

// c, s, r with [c s; -s c] [f; g] = [r; 0] (LAPACK 3.10 dlartg, without its scaling).
static inline void ag_rotation(double f, double g, double *c, double *s, double *r) {
  if (g == 0) {
    *c = 1;
    *s = 0;
    *r = f;
  } else if (f == 0) {
    *c = 0;
    *s = copysign(1, g);
    *r = fabs(g);
  } else {
    double largest = fmax(fabs(f), fabs(g)), d;
    if (largest > 1e-150 && largest < 1e150) d = sqrt(f * f + g * g);
    else d = largest * sqrt((f / largest) * (f / largest) + (g / largest) * (g / largest));
    *c = fabs(f) / d;
    *r = copysign(d, f);
    *s = g / *r;
  }
}

#endif
