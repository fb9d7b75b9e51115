// Rows that no instruction set speeds up: bool, integer division and powers, complex and special
// functions.
#include <math.h>

#include "complex_functions.h"
#include "elementary.h"
#include "rows.h"
#include "special.h"
#include "types.h"

#define ROW1(OP, F, TI, TO, ...)                                                                 \
  static void u_##OP##_##F(ag_int n, const void *px, ag_int sx, void *po, ag_int so) {           \
    const TI *x = px;                                                                            \
    TO *o = po;                                                                                  \
    for (ag_int i = 0; i < n; i++) {                                                             \
      TI a = x[i * sx];                                                                          \
      (void)a;                                                                                   \
      o[i * so] = __VA_ARGS__;                                                                   \
    }                                                                                            \
  }
#define ROW2(OP, F, TI, TO, ...)                                                                 \
  static void b_##OP##_##F(                                                                      \
      ag_int n, const void *px, ag_int sx, const void *py, ag_int sy, void *po, ag_int so) {     \
    const TI *x = px, *y = py;                                                                   \
    TO *o = po;                                                                                  \
    for (ag_int i = 0; i < n; i++) {                                                             \
      TI a = x[i * sx], b = y[i * sy];                                                           \
      o[i * so] = __VA_ARGS__;                                                                   \
    }                                                                                            \
  }

// --- Integers

// Exponents below 0 leave 0, except for the bases 1 and -1.
#define INTEGER_FUNCTIONS(T, F, U, SIGNED)                                                       \
  static T power_##F(T a, T b) {                                                                 \
    if (SIGNED && b < 0) return a == 1 ? 1 : a == (T)-1 ? ((b & 1) ? (T)-1 : 1) : 0;             \
    U result = 1, p = (U)a;                                                                      \
    for (U e = (U)b; e; e >>= 1) {                                                               \
      if (e & 1) result = (U)((uint64_t)result * (uint64_t)p);                                   \
      p = (U)((uint64_t)p * (uint64_t)p);                                                        \
    }                                                                                            \
    return (T)result;                                                                            \
  }                                                                                              \
  static T truncated_##F(T a, T b) {                                                             \
    if (b == 0) return (T)-1;                                                                    \
    if (SIGNED && b == (T)-1) return (T)((U)0 - (U)a);                                           \
    return a / b;                                                                                \
  }                                                                                              \
  static T remainder_##F(T a, T b) {                                                             \
    if (b == 0 || (SIGNED && b == (T)-1)) return 0;                                              \
    return a % b;                                                                                \
  }                                                                                              \
  static T floor_divide_##F(T a, T b) {                                                          \
    if (b == 0) return 0;                                                                        \
    if (SIGNED && b == (T)-1) return (T)((U)0 - (U)a);                                           \
    T q = a / b;                                                                                 \
    return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;                                       \
  }                                                                                              \
  static T modulo_##F(T a, T b) {                                                                \
    T r = remainder_##F(a, b);                                                                   \
    return (r != 0 && (r < 0) != (b < 0)) ? (T)(r + b) : r;                                      \
  }                                                                                              \
  static T gcd_##F(T a, T b) {                                                                   \
    U p = SIGNED && a < 0 ? (U)0 - (U)a : (U)a, q = SIGNED && b < 0 ? (U)0 - (U)b : (U)b;        \
    while (q) {                                                                                  \
      U r = p % q;                                                                               \
      p = q;                                                                                     \
      q = r;                                                                                     \
    }                                                                                            \
    return (T)p;                                                                                 \
  }                                                                                              \
  static T lcm_##F(T a, T b) {                                                                   \
    U g = (U)gcd_##F(a, b), p = SIGNED && a < 0 ? (U)0 - (U)a : (U)a;                            \
    return g == 0 ? 0 : (T)(p / g * (SIGNED && b < 0 ? (U)0 - (U)b : (U)b));                     \
  }                                                                                              \
  static const U bits_##F = 8 * sizeof(T);                                                       \
  ROW1(reciprocal, F, T, T, truncated_##F(1, a))                                                 \
  ROW2(divide, F, T, T, truncated_##F(a, b))                                                     \
  ROW2(floorDivide, F, T, T, floor_divide_##F(a, b))                                             \
  ROW2(modulo, F, T, T, modulo_##F(a, b))                                                        \
  ROW2(remainder, F, T, T, remainder_##F(a, b))                                                  \
  ROW2(power, F, T, T, power_##F(a, b))                                                          \
  ROW2(gcd, F, T, T, gcd_##F(a, b))                                                              \
  ROW2(lcm, F, T, T, lcm_##F(a, b))                                                              \
  ROW2(shiftLeft, F, T, T, (U)b < bits_##F ? (T)((U)a << (U)b) : 0)                              \
  ROW2(shiftRightArithmetic, F, T, T, (U)b < bits_##F ? (T)(a >> b) : a < 0 ? (T)-1 : 0)         \
  ROW2(shiftRightLogical, F, T, T, (U)b < bits_##F ? (T)((U)a >> (U)b) : 0)                      \
  ROW1(isnan, F, T, ag_b8, 0)                                                                    \
  ROW1(isfinite, F, T, ag_b8, 1)                                                                 \
  ROW1(imag, F, T, T, 0)
INTEGER_FUNCTIONS(ag_u8, u8, ag_u8, 0)
INTEGER_FUNCTIONS(ag_i8, i8, ag_u8, 1)
INTEGER_FUNCTIONS(ag_i16, i16, ag_u16, 1)
INTEGER_FUNCTIONS(ag_u16, u16, ag_u16, 0)
INTEGER_FUNCTIONS(ag_i32, i32, ag_u32, 1)
INTEGER_FUNCTIONS(ag_u32, u32, ag_u32, 0)
INTEGER_FUNCTIONS(ag_i64, i64, ag_u64, 1)
INTEGER_FUNCTIONS(ag_u64, u64, ag_u64, 0)

// --- Bool: stored as 0 or 1.

ROW1(copy, b8, ag_b8, ag_b8, a)
ROW1(logicalNot, b8, ag_b8, ag_b8, !a)
ROW1(zero, b8, ag_b8, ag_b8, 0)
ROW1(one, b8, ag_b8, ag_b8, 1)
ROW2(or, b8, ag_b8, ag_b8, a | b)
ROW2(and, b8, ag_b8, ag_b8, a &b)
ROW2(xor, b8, ag_b8, ag_b8, a ^ b)
ROW2(equal, b8, ag_b8, ag_b8, a == b)
ROW2(less, b8, ag_b8, ag_b8, a < b)
ROW2(lessEqual, b8, ag_b8, ag_b8, a <= b)
ROW2(greater, b8, ag_b8, ag_b8, a > b)
ROW2(greaterEqual, b8, ag_b8, ag_b8, a >= b)

// --- Floats

#define FLOAT_FUNCTIONS(T, F, NEXT)                                                              \
  ROW2(nextafter, F, T, T, NEXT(a, b))                                                           \
  ROW2(logaddexp2, F, T, T, ag_logaddexp2_##F(a, b))                                             \
  ROW1(erfinv, F, T, T, (T)ag_erfinv(a))                                                         \
  ROW1(erfcinv, F, T, T, (T)ag_erfcinv(a))                                                       \
  ROW1(gammaln, F, T, T, (T)ag_gammaln(a))                                                       \
  ROW1(digamma, F, T, T, (T)ag_digamma(a))                                                       \
  ROW1(gamma, F, T, T, (T)ag_gamma(a))                                                           \
  ROW1(sinc, F, T, T, ag_sinc_##F(a))                                                            \
  ROW1(besselJ0, F, T, T, (T)ag_bessel_j0(a))                                                    \
  ROW1(besselJ1, F, T, T, (T)ag_bessel_j1(a))                                                    \
  ROW1(besselY0, F, T, T, (T)ag_bessel_y0(a))                                                    \
  ROW1(besselY1, F, T, T, (T)ag_bessel_y1(a))                                                    \
  ROW1(besselI0, F, T, T, (T)ag_bessel_i0(a))                                                    \
  ROW1(besselI1, F, T, T, (T)ag_bessel_i1(a))                                                    \
  ROW1(besselI0e, F, T, T, (T)ag_bessel_i0e(a))                                                  \
  ROW1(besselI1e, F, T, T, (T)ag_bessel_i1e(a))                                                  \
  ROW1(ndtri, F, T, T, (T)ag_ndtri(a))                                                           \
  ROW2(gammainc, F, T, T, (T)ag_gammainc(a, b))                                                  \
  ROW2(gammaincc, F, T, T, (T)ag_gammaincc(a, b))                                                \
  ROW2(polygamma, F, T, T, (T)ag_polygamma(a, b))                                                \
  ROW2(zeta, F, T, T, (T)ag_zeta(a, b))                                                          \
  ROW2(besselJn, F, T, T, (T)ag_bessel_jn(a, b))                                                 \
  ROW2(besselYn, F, T, T, (T)ag_bessel_yn(a, b))                                                 \
  ROW2(besselIv, F, T, T, (T)ag_bessel_iv(a, b))                                                 \
  ROW2(besselIve, F, T, T, (T)ag_bessel_ive(a, b))
FLOAT_FUNCTIONS(ag_f32, f32, nextafterf)
FLOAT_FUNCTIONS(ag_f64, f64, nextafter)

// --- Complex

#define WIDE(a) ((ag_c128){(a).re, (a).im})
#define FUNCTION_ROW_c128(NAME) ROW1(NAME, c128, ag_c128, ag_c128, ag_complex_##NAME(a))
static inline ag_c64 narrow(ag_c128 z) { return (ag_c64){(float)z.re, (float)z.im}; }
#define FUNCTION_ROW_c64(NAME) ROW1(NAME, c64, ag_c64, ag_c64, narrow(ag_complex_##NAME(WIDE(a))))
AG_COMPLEX_FUNCTION_LIST(FUNCTION_ROW_c128)
AG_COMPLEX_FUNCTION_LIST(FUNCTION_ROW_c64)
ROW2(power, c128, ag_c128, ag_c128, ag_complex_power(a, b))
ROW2(power, c64, ag_c64, ag_c64, narrow(ag_complex_power(WIDE(a), WIDE(b))))
ROW2(logaddexp, c128, ag_c128, ag_c128, ag_complex_logaddexp(a, b))
ROW2(logaddexp, c64, ag_c64, ag_c64, narrow(ag_complex_logaddexp(WIDE(a), WIDE(b))))

#define COMPLEX_COMMON(C, T, F)                                                                  \
  ROW1(absolute, F, C, T, (T)ag_complex_absolute(WIDE(a)))                                       \
  ROW1(angle, F, C, T, (T)ag_complex_angle(WIDE(a)))                                             \
  ROW1(isinf, F, C, ag_b8, isinf(a.re) || isinf(a.im))                                           \
  ROW1(isfinite, F, C, ag_b8, isfinite(a.re) && isfinite(a.im))                                  \
  ROW2(divide, F, C, C, ag_div_##F(a, b))                                                        \
  ROW2(less, F, C, ag_b8, ag_less_##F(a, b))                                                     \
  ROW2(lessEqual, F, C, ag_b8, ag_less_equal_##F(a, b))                                          \
  ROW2(greater, F, C, ag_b8, ag_less_##F(b, a))                                                  \
  ROW2(greaterEqual, F, C, ag_b8, ag_less_equal_##F(b, a))                                       \
  ROW2(maximum, F, C, C, ag_isnan_##F(a) || ag_less_equal_##F(b, a) ? a : b)                     \
  ROW2(minimum, F, C, C, ag_isnan_##F(a) || ag_less_equal_##F(a, b) ? a : b)                     \
  ROW2(fmax, F, C, C, ag_isnan_##F(b) || ag_less_equal_##F(b, a) ? a : b)                        \
  ROW2(fmin, F, C, C, ag_isnan_##F(b) || ag_less_equal_##F(a, b) ? a : b)                        \
  ROW2(logicalAnd, F, C, ag_b8, (a.re != 0 || a.im != 0) && (b.re != 0 || b.im != 0))            \
  ROW2(logicalOr, F, C, ag_b8, a.re != 0 || a.im != 0 || b.re != 0 || b.im != 0)                 \
  ROW2(logicalXor, F, C, ag_b8, (a.re != 0 || a.im != 0) != (b.re != 0 || b.im != 0))
COMPLEX_COMMON(ag_c64, float, c64)
COMPLEX_COMMON(ag_c128, double, c128)

// --- Table

#define U1(OP, F, D) [AG_U_##OP][D] = u_##OP##_##F,
#define B1(OP, F, D) [AG_B_##OP][D] = b_##OP##_##F,
#define UF(OP) U1(OP, f32, AG_FLOAT32) U1(OP, f64, AG_FLOAT64)
#define BF(OP) B1(OP, f32, AG_FLOAT32) B1(OP, f64, AG_FLOAT64)
#define UC(OP) U1(OP, c64, AG_COMPLEX64) U1(OP, c128, AG_COMPLEX128)
#define BC(OP) B1(OP, c64, AG_COMPLEX64) B1(OP, c128, AG_COMPLEX128)
#define UI(OP)                                                                                   \
  U1(OP, i8, AG_INT8) U1(OP, i16, AG_INT16) U1(OP, u16, AG_UINT16)                               \
  U1(OP, u8, AG_UINT8) U1(OP, i32, AG_INT32) U1(OP, u32, AG_UINT32) U1(OP, i64, AG_INT64)        \
  U1(OP, u64, AG_UINT64)
#define BI(OP)                                                                                   \
  B1(OP, i8, AG_INT8) B1(OP, i16, AG_INT16) B1(OP, u16, AG_UINT16)                               \
  B1(OP, u8, AG_UINT8) B1(OP, i32, AG_INT32) B1(OP, u32, AG_UINT32) B1(OP, i64, AG_INT64)        \
  B1(OP, u64, AG_UINT64)
#define UB(OP, ROW) [AG_U_##OP][AG_BOOL] = u_##ROW##_b8,
#define BB(OP, ROW) [AG_B_##OP][AG_BOOL] = b_##ROW##_b8,
#define ISINF_INTEGER(D, F) [AG_U_isinf][D] = u_isnan_##F,

const ag_row_table ag_common_rows = {
    .unary = {
        UI(reciprocal) UI(isnan) UI(isfinite) UI(imag)
        ISINF_INTEGER(AG_INT8, i8) ISINF_INTEGER(AG_INT16, i16) ISINF_INTEGER(AG_UINT16, u16)
        ISINF_INTEGER(AG_UINT8, u8) ISINF_INTEGER(AG_INT32, i32) ISINF_INTEGER(AG_UINT32, u32)
        ISINF_INTEGER(AG_INT64, i64) ISINF_INTEGER(AG_UINT64, u64)
        UB(copy, copy) UB(absolute, copy) UB(logicalNot, logicalNot) UB(bitwiseNot, logicalNot)
        UB(isnan, zero) UB(isinf, zero) UB(isfinite, one) UB(signbit, zero)
        UB(real, copy) UB(imag, zero) UB(conj, copy) UB(square, copy)
        UB(floor, copy) UB(ceil, copy) UB(trunc, copy) UB(rint, copy)
        UF(erfinv) UF(erfcinv) UF(gammaln) UF(digamma) UF(gamma) UF(sinc)
        UF(besselJ0) UF(besselJ1) UF(besselY0) UF(besselY1)
        UF(besselI0) UF(besselI1) UF(besselI0e) UF(besselI1e) UF(ndtri)
        AG_COMPLEX_FUNCTION_LIST(UC)
        UC(absolute) UC(angle) UC(isinf) UC(isfinite)
    },
    .binary = {
        BI(divide) BI(floorDivide) BI(modulo) BI(remainder) BI(power) BI(gcd) BI(lcm)
        BI(shiftLeft) BI(shiftRightArithmetic) BI(shiftRightLogical)
        BB(add, or) BB(multiply, and) BB(maximum, or) BB(minimum, and) BB(fmax, or) BB(fmin, and)
        BB(logicalAnd, and) BB(logicalOr, or) BB(logicalXor, xor)
        BB(bitwiseAnd, and) BB(bitwiseOr, or) BB(bitwiseXor, xor)
        BB(equal, equal) BB(notEqual, xor) BB(less, less) BB(lessEqual, lessEqual)
        BB(greater, greater) BB(greaterEqual, greaterEqual)
        BF(nextafter) BF(logaddexp2)
        BF(gammainc) BF(gammaincc) BF(polygamma) BF(zeta)
        BF(besselJn) BF(besselYn) BF(besselIv) BF(besselIve)
        BC(power) BC(logaddexp) BC(divide) BC(less) BC(lessEqual) BC(greater) BC(greaterEqual)
        BC(maximum) BC(minimum) BC(fmax) BC(fmin) BC(logicalAnd) BC(logicalOr) BC(logicalXor)
    },
};
