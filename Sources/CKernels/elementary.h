// Elementary functions of one value. They come from SLEEF's `finz` set: fused multiply-adds at
// fixed places, so the scalar and every vector form give the same bits (tests check it). exp, log,
// sin and cos of f64 are ours (wide_functions.inc), as near to correctly rounded. On an x86
// processor without FMA SLEEF's `cinz` set stands in for all.
#ifndef AG_ELEMENTARY_H
#define AG_ELEMENTARY_H

#include <math.h>
#include <stdbool.h>

// X(name, SLEEF's accuracy class)
#define AG_ELEMENTARY1_LIST(X)                                                                   \
  X(exp, u10) X(exp2, u10) X(expm1, u10) X(log, u10) X(log2, u10) X(log10, u10) X(log1p, u10)    \
  X(sin, u10) X(cos, u10) X(tan, u10) X(asin, u10) X(acos, u10) X(atan, u10)                     \
  X(sinh, u10) X(cosh, u10) X(tanh, u10) X(asinh, u10) X(acosh, u10) X(atanh, u10)               \
  X(cbrt, u10) X(erf, u10) X(erfc, u15) X(tgamma, u10) X(lgamma, u10)                            \
  X(sinpi, u05) X(cospi, u05)

#define AG_ELEMENTARY2_LIST(X) X(pow, u10) X(atan2, u10) X(hypot, u05)

typedef struct {
#define AG_FIELD(name, accuracy)                                                                 \
  double (*name##_f64)(double);                                                                  \
  float (*name##_f32)(float);
  AG_ELEMENTARY1_LIST(AG_FIELD)
#undef AG_FIELD
#define AG_FIELD(name, accuracy)                                                                 \
  double (*name##_f64)(double, double);                                                          \
  float (*name##_f32)(float, float);
  AG_ELEMENTARY2_LIST(AG_FIELD)
#undef AG_FIELD
} ag_elementary_table;

// Written once, before main.
extern ag_elementary_table ag_elementary;

#define AG_CALL(name, accuracy)                                                                  \
  static inline double ag_raw_##name##_f64(double x) { return ag_elementary.name##_f64(x); }     \
  static inline float ag_raw_##name##_f32(float x) { return ag_elementary.name##_f32(x); }
AG_ELEMENTARY1_LIST(AG_CALL)
#undef AG_CALL
#define AG_CALL(name, accuracy)                                                                  \
  static inline double ag_raw_##name##_f64(double x, double y) {                                 \
    return ag_elementary.name##_f64(x, y);                                                       \
  }                                                                                              \
  static inline float ag_raw_##name##_f32(float x, float y) {                                    \
    return ag_elementary.name##_f32(x, y);                                                       \
  }
AG_ELEMENTARY2_LIST(AG_CALL)
#undef AG_CALL

// Where SLEEF overflows before the function does. The vector rows send lanes beyond these limits
// here.
#define AG_LIMIT_f64_sinh 709.0
#define AG_LIMIT_f64_cosh 709.0
#define AG_LIMIT_f64_asinh 1e150
#define AG_LIMIT_f64_acosh 1e150
#define AG_LIMIT_f64_log1p 1e150
#define AG_LIMIT_f32_sinh 88.0f
#define AG_LIMIT_f32_cosh 88.0f
#define AG_LIMIT_f32_asinh 1e18f
#define AG_LIMIT_f32_acosh 1e18f
#define AG_LIMIT_f32_log1p 1e18f

#define AG_GUARDED(T, F, LN2)                                                                    \
  static inline T ag_sinh_##F(T x) {                                                             \
    T a = __builtin_elementwise_abs(x);                                                          \
    if (!(a > AG_LIMIT_##F##_sinh)) return ag_raw_sinh_##F(x);                                   \
    T e = ag_raw_exp_##F(a * (T)0.5);                                                            \
    T r = (e * (T)0.5) * e;                                                                      \
    return x < 0 ? -r : r;                                                                       \
  }                                                                                              \
  static inline T ag_cosh_##F(T x) {                                                             \
    T a = __builtin_elementwise_abs(x);                                                          \
    if (!(a > AG_LIMIT_##F##_cosh)) return ag_raw_cosh_##F(x);                                   \
    T e = ag_raw_exp_##F(a * (T)0.5);                                                            \
    return (e * (T)0.5) * e;                                                                     \
  }                                                                                              \
  static inline T ag_asinh_##F(T x) {                                                            \
    T a = __builtin_elementwise_abs(x);                                                          \
    if (!(a > AG_LIMIT_##F##_asinh)) return ag_raw_asinh_##F(x);                                 \
    T r = ag_raw_log_##F(a) + (T)LN2;                                                            \
    return x < 0 ? -r : r;                                                                       \
  }                                                                                              \
  static inline T ag_acosh_##F(T x) {                                                            \
    if (!(x > AG_LIMIT_##F##_acosh)) return ag_raw_acosh_##F(x);                                 \
    return ag_raw_log_##F(x) + (T)LN2;                                                           \
  }                                                                                              \
  static inline T ag_log1p_##F(T x) {                                                            \
    return x > AG_LIMIT_##F##_log1p ? ag_raw_log_##F(x) : ag_raw_log1p_##F(x);                   \
  }                                                                                              \
  static inline T ag_exp_##F(T x) { return ag_raw_exp_##F(x); }                                  \
  static inline T ag_exp2_##F(T x) { return ag_raw_exp2_##F(x); }                                \
  static inline T ag_expm1_##F(T x) { return ag_raw_expm1_##F(x); }                              \
  static inline T ag_log_##F(T x) { return ag_raw_log_##F(x); }                                  \
  static inline T ag_log2_##F(T x) { return ag_raw_log2_##F(x); }                                \
  static inline T ag_log10_##F(T x) { return ag_raw_log10_##F(x); }                              \
  static inline T ag_sin_##F(T x) { return ag_raw_sin_##F(x); }                                  \
  static inline T ag_cos_##F(T x) { return ag_raw_cos_##F(x); }                                  \
  static inline T ag_tan_##F(T x) { return ag_raw_tan_##F(x); }                                  \
  static inline T ag_asin_##F(T x) { return ag_raw_asin_##F(x); }                                \
  static inline T ag_acos_##F(T x) { return ag_raw_acos_##F(x); }                                \
  static inline T ag_atan_##F(T x) { return ag_raw_atan_##F(x); }                                \
  static inline T ag_tanh_##F(T x) { return ag_raw_tanh_##F(x); }                                \
  static inline T ag_atanh_##F(T x) { return ag_raw_atanh_##F(x); }                              \
  static inline T ag_cbrt_##F(T x) { return ag_raw_cbrt_##F(x); }                                \
  static inline T ag_erf_##F(T x) { return ag_raw_erf_##F(x); }                                  \
  static inline T ag_erfc_##F(T x) { return ag_raw_erfc_##F(x); }                                \
  static inline T ag_pow_##F(T x, T y) { return ag_raw_pow_##F(x, y); }                          \
  static inline T ag_atan2_##F(T y, T x) { return ag_raw_atan2_##F(y, x); }                      \
  static inline T ag_hypot_##F(T x, T y) { return ag_raw_hypot_##F(x, y); }                      \
  /* 1 / (1 + exp(-x)) as exp(-|x|) over 1 + exp(-|x|): no overflow, monotone, full              \
     relative accuracy on both sides. */                                                         \
  static inline T ag_logistic_##F(T x) {                                                         \
    T e = ag_raw_exp_##F(-__builtin_elementwise_abs(x));                                         \
    T d = (T)1 + e;                                                                              \
    return (x < 0 ? e : (T)1) / d;                                                               \
  }                                                                                              \
  /* sin(pi x) / (pi x) with pi x rounded first, as NumPy and JAX. */                            \
  static inline T ag_sinc_##F(T x) {                                                             \
    T y = (T)3.14159265358979323846 * x;                                                         \
    return x == 0 ? (T)1 : ag_raw_sin_##F(y) / y;                                                \
  }                                                                                              \
  static inline T ag_logaddexp_##F(T x, T y) {                                                   \
    if (x == y) return x + (T)LN2;                                                               \
    T d = x - y;                                                                                 \
    if (d > 0) return x + ag_log1p_##F(ag_raw_exp_##F(-d));                                      \
    if (d <= 0) return y + ag_log1p_##F(ag_raw_exp_##F(d));                                      \
    return d;                                                                                    \
  }                                                                                              \
  static inline T ag_logaddexp2_##F(T x, T y) {                                                  \
    if (x == y) return x + (T)1;                                                                 \
    T d = x - y;                                                                                 \
    T log2e = (T)1.4426950408889634074;                                                          \
    if (d > 0) return x + log2e * ag_log1p_##F(ag_raw_exp2_##F(-d));                             \
    if (d <= 0) return y + log2e * ag_log1p_##F(ag_raw_exp2_##F(d));                             \
    return d;                                                                                    \
  }

AG_GUARDED(double, f64, 0.693147180559945309417232121458)
AG_GUARDED(float, f32, 0.693147180559945309417232121458f)

#endif
