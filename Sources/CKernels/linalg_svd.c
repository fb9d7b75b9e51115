// Singular value decomposition.
#include "linalg_scalar.h"

// The smaller singular value of [f g; 0 h] (LAPACK dlas2).
static double ag_least_singular_2x2(double f, double g, double h) {
  double fa = fabs(f), ga = fabs(g), ha = fabs(h);
  double low = fmin(fa, ha), high = fmax(fa, ha);
  if (low == 0) return 0;
  double as = 1 + low / high, at = (high - low) / high;
  if (ga < high) {
    double au = (ga / high) * (ga / high);
    return low * (2 / (sqrt(as * as + au) + sqrt(at * at + au)));
  }
  double au = high / ga;
  if (au == 0) return (low * high) / ga;
  double c = 1 / (sqrt(1 + (as * au) * (as * au)) + sqrt(1 + (at * au) * (at * au)));
  return 2 * ((low * c) * au);
}

// [cl sl; -sl cl] [f g; 0 h] [cr -sr; sr cr] = diag(large, small) (LAPACK dlasv2).
static void ag_svd_2x2(
    double f, double g, double h, double *small, double *large, double *sr, double *cr,
    double *sl, double *cl) {
  double ft = f, fa = fabs(f), ht = h, ha = fabs(h), gt = g, ga = fabs(g);
  int biggest = 1;
  bool swap = ha > fa;
  if (swap) {
    biggest = 3;
    ft = h;
    ht = f;
    double t = fa;
    fa = ha;
    ha = t;
  }
  double clt, crt, slt, srt;
  if (ga == 0) {
    *small = ha;
    *large = fa;
    clt = crt = 1;
    slt = srt = 0;
  } else {
    if (ga > fa) biggest = 2;
    if (ga > fa && fa / ga < 0x1p-53) {
      *large = ga;
      *small = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
      clt = 1;
      slt = ht / gt;
      srt = 1;
      crt = ft / gt;
    } else {
      double d = fa - ha, l = d == fa ? 1 : d / fa, m = gt / ft, t = 2 - l;
      double mm = m * m, s = sqrt(t * t + mm), r = l == 0 ? fabs(m) : sqrt(l * l + mm);
      double a = 0.5 * (s + r);
      *small = ha / a;
      *large = fa * a;
      if (mm == 0) {
        if (l == 0) t = copysign(2, ft) * copysign(1, gt);
        else t = gt / copysign(d, ft) + m / t;
      } else {
        t = (m / (s + t) + m / (r + l)) * (1 + a);
      }
      l = sqrt(t * t + 4);
      crt = 2 / l;
      srt = t / l;
      clt = (crt + srt * m) / a;
      slt = (ht / ft) * srt / a;
    }
  }
  *cl = swap ? srt : clt;
  *sl = swap ? crt : slt;
  *cr = swap ? slt : crt;
  *sr = swap ? clt : srt;
  double sign;
  if (biggest == 1) sign = copysign(1, *cr) * copysign(1, *cl) * copysign(1, f);
  else if (biggest == 2) sign = copysign(1, *sr) * copysign(1, *cl) * copysign(1, g);
  else sign = copysign(1, *sr) * copysign(1, *sl) * copysign(1, h);
  *large = copysign(*large, sign);
  *small = copysign(*small, sign * copysign(1, f) * copysign(1, h));
}

#define S double
#define T(name) name##_r
#define V(name) ag_##name##_r
#include "linalg_reflect.inc"
#include "linalg_svd.inc"
#undef S
#undef T
#undef V
#define S ag_z
#define T(name) name##_z
#define V(name) ag_##name##_z
#include "linalg_reflect.inc"
#include "linalg_svd.inc"

int ag_svd(
    bool complex_values, ptrdiff_t m, ptrdiff_t n, const void *a, bool full, void *u, double *s,
    void *vh) {
  return complex_values ? svd_z(m, n, a, full, u, s, vh) : svd_r(m, n, a, full, u, s, vh);
}
