#include "complex_functions.h"

#include <complex.h>
#include <math.h>

#include "elementary.h"

#define AG_LN2 0.693147180559945309417232121458
#define AG_LOG2E 1.44269504088896340735992468100
#define AG_LOG10E 0.434294481903251827651128918917

static double _Complex native(ag_c128 z) { return __builtin_complex(z.re, z.im); }
static ag_c128 plain(double _Complex z) { return (ag_c128){creal(z), cimag(z)}; }

#define AG_LIBRARY(name, function)                                                               \
  ag_c128 ag_complex_##name(ag_c128 z) { return plain(function(native(z))); }
AG_LIBRARY(sqrt, csqrt)
AG_LIBRARY(exp, cexp)
AG_LIBRARY(log, clog)
AG_LIBRARY(sin, csin)
AG_LIBRARY(cos, ccos)
AG_LIBRARY(tan, ctan)
AG_LIBRARY(arcsin, casin)
AG_LIBRARY(arccos, cacos)
AG_LIBRARY(arctan, catan)
AG_LIBRARY(sinh, csinh)
AG_LIBRARY(cosh, ccosh)
AG_LIBRARY(tanh, ctanh)
AG_LIBRARY(arcsinh, casinh)
AG_LIBRARY(arccosh, cacosh)
AG_LIBRARY(arctanh, catanh)

static const ag_c128 one = {1, 0};

ag_c128 ag_complex_rsqrt(ag_c128 z) { return ag_div_c128(one, ag_complex_sqrt(z)); }

ag_c128 ag_complex_exp2(ag_c128 z) {
  return ag_complex_exp((ag_c128){z.re * AG_LN2, z.im * AG_LN2});
}

// exp(x) cos(y) - 1 = expm1(x) cos(y) - 2 sin(y/2)^2: no cancellation near 0.
ag_c128 ag_complex_expm1(ag_c128 z) {
  double s = ag_sin_f64(z.im * 0.5);
  return (ag_c128){
      ag_expm1_f64(z.re) * ag_cos_f64(z.im) - 2 * s * s, ag_exp_f64(z.re) * ag_sin_f64(z.im)};
}

ag_c128 ag_complex_log2(ag_c128 z) {
  ag_c128 l = ag_complex_log(z);
  return (ag_c128){l.re * AG_LOG2E, l.im * AG_LOG2E};
}

ag_c128 ag_complex_log10(ag_c128 z) {
  ag_c128 l = ag_complex_log(z);
  return (ag_c128){l.re * AG_LOG10E, l.im * AG_LOG10E};
}

ag_c128 ag_complex_log1p(ag_c128 z) {
  double length = ag_hypot_f64(z.re + 1, z.im);
  return (ag_c128){ag_log_f64(length), ag_atan2_f64(z.im, z.re + 1)};
}

ag_c128 ag_complex_logistic(ag_c128 z) {
  ag_c128 e = ag_complex_exp((ag_c128){-z.re, -z.im});
  return ag_div_c128(one, (ag_c128){1 + e.re, e.im});
}

double ag_complex_absolute(ag_c128 z) { return ag_hypot_f64(z.re, z.im); }
double ag_complex_angle(ag_c128 z) { return ag_atan2_f64(z.im, z.re); }

// z / |z|; 0 stays 0, and an infinite part alone gives its direction.
ag_c128 ag_complex_sign(ag_c128 z) {
  double length = ag_complex_absolute(z);
  if (length != length) return (ag_c128){NAN, NAN};
  if (length == INFINITY) {
    if (isinf(z.re) && isinf(z.im)) return (ag_c128){NAN, NAN};
    if (isinf(z.re)) return (ag_c128){copysign(1, z.re), 0};
    return (ag_c128){0, copysign(1, z.im)};
  }
  if (length == 0) return (ag_c128){0, 0};
  return (ag_c128){z.re / length, z.im / length};
}

ag_c128 ag_complex_reciprocal(ag_c128 z) {
  if (fabs(z.im) <= fabs(z.re)) {
    double ratio = z.im / z.re, d = z.re + z.im * ratio;
    return (ag_c128){1 / d, -ratio / d};
  }
  double ratio = z.re / z.im, d = z.re * ratio + z.im;
  return (ag_c128){ratio / d, -1 / d};
}

ag_c128 ag_complex_rint(ag_c128 z) { return (ag_c128){rint(z.re), rint(z.im)}; }

ag_c128 ag_complex_sinc(ag_c128 z) {
  if (z.re == 0 && z.im == 0) return one;
  ag_c128 y = {z.re * 3.14159265358979323846, z.im * 3.14159265358979323846};
  return ag_div_c128(ag_complex_sin(y), y);
}

// Small whole exponents by repeated squaring, as NumPy; the rest by the library.
ag_c128 ag_complex_power(ag_c128 a, ag_c128 b) {
  if (b.re == 0 && b.im == 0) return one;
  if (a.re == 0 && a.im == 0) {
    if (b.re > 0) return (ag_c128){0, 0};
    return (ag_c128){NAN, NAN};
  }
  if (b.im == 0 && b.re > -100 && b.re < 100 && b.re == trunc(b.re)) {
    int n = (int)fabs(b.re);
    if (b.re == 1) return a;
    if (b.re == 2) return ag_mul_c128(a, a);
    if (b.re == 3) return ag_mul_c128(a, ag_mul_c128(a, a));
    ag_c128 result = one, p = a;
    for (int mask = 1;;) {
      if (n & mask) result = ag_mul_c128(result, p);
      mask <<= 1;
      if (n < mask) break;
      p = ag_mul_c128(p, p);
    }
    return b.re < 0 ? ag_div_c128(one, result) : result;
  }
  return plain(cpow(native(a), native(b)));
}

ag_c128 ag_complex_logaddexp(ag_c128 a, ag_c128 b) {
  ag_c128 high = ag_less_c128(a, b) ? b : a, low = ag_less_c128(a, b) ? a : b;
  ag_c128 e = ag_complex_exp((ag_c128){low.re - high.re, low.im - high.im});
  ag_c128 l = ag_complex_log1p(e);
  return (ag_c128){high.re + l.re, high.im + l.im};
}
