// Element types as C sees them, under the short names that the row templates paste together.
#ifndef AG_TYPES_H
#define AG_TYPES_H

#include "CKernels.h"

typedef uint8_t ag_b8;
typedef uint8_t ag_u8;
typedef int8_t ag_i8;
typedef int16_t ag_i16;
typedef uint16_t ag_u16;
typedef int32_t ag_i32;
typedef uint32_t ag_u32;
typedef int64_t ag_i64;
typedef uint64_t ag_u64;
typedef float ag_f32;
typedef double ag_f64;
typedef struct {
  float re, im;
} ag_c64;
typedef struct {
  double re, im;
} ag_c128;

static inline bool ag_is_integer(int dtype) {
  return (dtype >= AG_UINT8 && dtype <= AG_UINT64) || (dtype >= AG_INT8 && dtype <= AG_UINT16);
}

static inline ag_int ag_item_size(int dtype) {
  switch (dtype) {
    case AG_BOOL:
    case AG_UINT8:
    case AG_INT8: return 1;
    case AG_INT16:
    case AG_UINT16: return 2;
    case AG_INT32:
    case AG_UINT32:
    case AG_FLOAT32: return 4;
    case AG_COMPLEX128: return 16;
    default: return 8;
  }
}

// Complex multiplication and division as NumPy computes them: no recovery of infinities; division
// after Smith (1962).
#define AG_COMPLEX_ARITHMETIC(C, T, F)                                                           \
  /* As NumPy's vector loops: one rounding less than ag_mul. */                                  \
  static inline C ag_fused_mul_##F(C a, C b) {                                                   \
    return (C){__builtin_elementwise_fma(a.re, b.re, -(a.im * b.im)),                            \
               __builtin_elementwise_fma(a.re, b.im, a.im * b.re)};                              \
  }                                                                                              \
  static inline C ag_add_##F(C a, C b) { return (C){a.re + b.re, a.im + b.im}; }                 \
  static inline C ag_sub_##F(C a, C b) { return (C){a.re - b.re, a.im - b.im}; }                 \
  static inline C ag_mul_##F(C a, C b) {                                                         \
    return (C){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};                            \
  }                                                                                              \
  static inline C ag_div_##F(C a, C b) {                                                         \
    T p = __builtin_elementwise_abs(b.re), q = __builtin_elementwise_abs(b.im);                  \
    if (p >= q) {                                                                                \
      if (p == 0 && q == 0) return (C){a.re / p, a.im / p};                                      \
      T ratio = b.im / b.re, scale = (T)1 / (b.re + b.im * ratio);                               \
      return (C){(a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale};                  \
    }                                                                                            \
    T ratio = b.re / b.im, scale = (T)1 / (b.im + b.re * ratio);                                 \
    return (C){(a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale};                    \
  }                                                                                              \
  static inline bool ag_isnan_##F(C a) { return a.re != a.re || a.im != a.im; }                  \
  static inline bool ag_less_##F(C a, C b) {                                                     \
    return (a.re < b.re && a.im == a.im && b.im == b.im) || (a.re == b.re && a.im < b.im);       \
  }                                                                                              \
  static inline bool ag_less_equal_##F(C a, C b) {                                               \
    return (a.re < b.re && a.im == a.im && b.im == b.im) || (a.re == b.re && a.im <= b.im);      \
  }
AG_COMPLEX_ARITHMETIC(ag_c64, float, c64)
AG_COMPLEX_ARITHMETIC(ag_c128, double, c128)

// The exact remainder of truncated division. Where the quotient is below 2^(significand bits) one
// fused step finds it: the rounded quotient is at most one too large, and a - qb is then a
// representable number.
#define AG_FLOAT_REMAINDER(T, F, FMOD, LIMIT)                                                    \
  static inline T ag_remainder_##F(T a, T b) {                                                   \
    T ratio = a / b;                                                                             \
    if (!(__builtin_elementwise_abs(ratio) < LIMIT) || b - b != 0 || a == 0) return FMOD(a, b);  \
    T q = __builtin_elementwise_trunc(ratio), r = __builtin_elementwise_fma(-q, b, a);           \
    if (r == 0) return __builtin_elementwise_copysign((T)0, a);                                  \
    if ((r < 0) != (a < 0))                                                                      \
      r += __builtin_elementwise_copysign(__builtin_elementwise_abs(b), a);                      \
    return r;                                                                                    \
  }
AG_FLOAT_REMAINDER(float, f32, __builtin_fmodf, 0x1p23f)
AG_FLOAT_REMAINDER(double, f64, __builtin_fmod, 0x1p52)

// Python's and NumPy's floor division and modulo of floats: exact fmod, then the divisor's sign;
// the quotient from the exact difference, nudged to the nearest whole number (npy_divmod).
#define AG_FLOAT_DIVMOD(T, F)                                                                    \
  static inline T ag_modulo_##F(T a, T b) {                                                      \
    T m = ag_remainder_##F(a, b);                                                                \
    if (b == 0) return m;                                                                        \
    if (m != 0) return ((b < 0) != (m < 0)) ? m + b : m;                                         \
    return __builtin_elementwise_copysign((T)0, b);                                              \
  }                                                                                              \
  static inline T ag_floor_divide_##F(T a, T b) {                                                \
    if (b == 0) return a / b;                                                                    \
    T m = ag_remainder_##F(a, b);                                                                \
    T d = (a - m) / b;                                                                           \
    if (m != 0 && ((b < 0) != (m < 0))) d -= (T)1;                                               \
    if (d == 0) return __builtin_elementwise_copysign((T)0, a / b);                              \
    T q = __builtin_elementwise_floor(d);                                                        \
    return d - q > (T)0.5 ? q + (T)1 : q;                                                        \
  }
AG_FLOAT_DIVMOD(float, f32)
AG_FLOAT_DIVMOD(double, f64)

#endif
