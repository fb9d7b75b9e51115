// Conversions between element types, as NumPy's astype.
#include <math.h>

#include "types.h"

// Towards zero. Out of range or NaN: what x86-64 does in NumPy (the 64-bit conversion gives
// INT64_MIN, then wraps), stated here so that every processor gives it.
static inline int64_t to_i64(double x) {
  return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (int64_t)x : INT64_MIN;
}
static inline uint64_t to_u64(double x) {
  if (x >= 9223372036854775808.0 && x < 18446744073709551616.0) return (uint64_t)x;
  return (uint64_t)to_i64(x);
}
static inline int32_t to_i32(double x) {
  return x > -2147483649.0 && x < 2147483648.0 ? (int32_t)x : INT32_MIN;
}

#define CAST(F, TI, G, TO, ...)                                                                  \
  static void cast_##F##_##G(ag_int n, const void *px, ag_int sx, void *po, ag_int so) {         \
    const TI *x = px;                                                                            \
    TO *o = po;                                                                                  \
    if (sx == 1 && so == 1) {                                                                    \
      for (ag_int i = 0; i < n; i++) {                                                           \
        TI a = x[i];                                                                             \
        o[i] = __VA_ARGS__;                                                                      \
      }                                                                                          \
      return;                                                                                    \
    }                                                                                            \
    for (ag_int i = 0; i < n; i++) {                                                             \
      TI a = x[i * sx];                                                                          \
      o[i * so] = __VA_ARGS__;                                                                   \
    }                                                                                            \
  }

#define TO_COMPLEX(F, TI, E)                                                                     \
  CAST(F, TI, c64, ag_c64, (ag_c64){(float)(E), 0})                                              \
  CAST(F, TI, c128, ag_c128, (ag_c128){(double)(E), 0})
#define FROM_INTEGER(F, TI)                                                                      \
  CAST(F, TI, b8, ag_b8, a != 0)                                                                 \
  CAST(F, TI, u8, ag_u8, (ag_u8)a)                                                               \
  CAST(F, TI, i8, ag_i8, (ag_i8)a)                                                               \
  CAST(F, TI, i16, ag_i16, (ag_i16)a)                                                            \
  CAST(F, TI, u16, ag_u16, (ag_u16)a)                                                            \
  CAST(F, TI, i32, ag_i32, (ag_i32)a)                                                            \
  CAST(F, TI, u32, ag_u32, (ag_u32)a)                                                            \
  CAST(F, TI, i64, ag_i64, (ag_i64)a)                                                            \
  CAST(F, TI, u64, ag_u64, (ag_u64)a)                                                            \
  CAST(F, TI, f32, ag_f32, (ag_f32)a)                                                            \
  CAST(F, TI, f64, ag_f64, (ag_f64)a)                                                            \
  TO_COMPLEX(F, TI, a)
#define FROM_FLOATING(F, TI, E)                                                                  \
  CAST(F, TI, u8, ag_u8, (ag_u8)to_i32((double)(E)))                                             \
  CAST(F, TI, i8, ag_i8, (ag_i8)to_i32((double)(E)))                                             \
  CAST(F, TI, i16, ag_i16, (ag_i16)to_i32((double)(E)))                                          \
  CAST(F, TI, u16, ag_u16, (ag_u16)to_i32((double)(E)))                                          \
  CAST(F, TI, i32, ag_i32, to_i32((double)(E)))                                                  \
  CAST(F, TI, u32, ag_u32, (ag_u32)to_i64((double)(E)))                                          \
  CAST(F, TI, i64, ag_i64, to_i64((double)(E)))                                                  \
  CAST(F, TI, u64, ag_u64, to_u64((double)(E)))                                                  \
  CAST(F, TI, f32, ag_f32, (ag_f32)(E))                                                          \
  CAST(F, TI, f64, ag_f64, (ag_f64)(E))

FROM_INTEGER(b8, ag_b8)
FROM_INTEGER(u8, ag_u8)
FROM_INTEGER(i8, ag_i8)
FROM_INTEGER(i16, ag_i16)
FROM_INTEGER(u16, ag_u16)
FROM_INTEGER(i32, ag_i32)
FROM_INTEGER(u32, ag_u32)
FROM_INTEGER(i64, ag_i64)
FROM_INTEGER(u64, ag_u64)
FROM_FLOATING(f32, ag_f32, a)
CAST(f32, ag_f32, b8, ag_b8, a != 0)
TO_COMPLEX(f32, ag_f32, a)
FROM_FLOATING(f64, ag_f64, a)
CAST(f64, ag_f64, b8, ag_b8, a != 0)
TO_COMPLEX(f64, ag_f64, a)
FROM_FLOATING(c64, ag_c64, a.re)
CAST(c64, ag_c64, b8, ag_b8, a.re != 0 || a.im != 0)
CAST(c64, ag_c64, c64, ag_c64, a)
CAST(c64, ag_c64, c128, ag_c128, (ag_c128){a.re, a.im})
FROM_FLOATING(c128, ag_c128, a.re)
CAST(c128, ag_c128, b8, ag_b8, a.re != 0 || a.im != 0)
CAST(c128, ag_c128, c64, ag_c64, (ag_c64){(float)a.re, (float)a.im})
CAST(c128, ag_c128, c128, ag_c128, a)

#define FROM(F)                                                                                  \
  {cast_##F##_b8,  cast_##F##_u8,  cast_##F##_i32, cast_##F##_u32, cast_##F##_i64,               \
   cast_##F##_u64, cast_##F##_f32, cast_##F##_f64, cast_##F##_c64, cast_##F##_c128,              \
   cast_##F##_i8,  cast_##F##_i16, cast_##F##_u16}
static const ag_row1 rows[AG_DTYPE_COUNT][AG_DTYPE_COUNT] = {
    FROM(b8), FROM(u8), FROM(i32), FROM(u32), FROM(i64), FROM(u64), FROM(f32), FROM(f64),
    FROM(c64), FROM(c128), FROM(i8), FROM(i16), FROM(u16)};

ag_row1 ag_cast_row(int from, int to) {
  bool known = from >= 0 && from < AG_DTYPE_COUNT && to >= 0 && to < AG_DTYPE_COUNT;
  return known ? rows[from][to] : NULL;
}
