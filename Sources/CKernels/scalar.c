// One floating element on the spot, for interpreters: a switch instead of a table where the work is
// a few nanoseconds.
#include <math.h>

#include "elementary.h"
#include "types.h"

static double row_f64(int op, double x) {
  ag_row1 row = ag_unary_row(op, AG_FLOAT64);
  if (!row) return NAN;
  if (ag_unary_result(op, AG_FLOAT64) == AG_BOOL) {
    uint8_t flag;
    row(1, &x, 1, &flag, 1);
    return flag;
  }
  double r;
  row(1, &x, 1, &r, 1);
  return r;
}

static double row_f32(int op, float x) {
  ag_row1 row = ag_unary_row(op, AG_FLOAT32);
  if (!row) return NAN;
  if (ag_unary_result(op, AG_FLOAT32) == AG_BOOL) {
    uint8_t flag;
    row(1, &x, 1, &flag, 1);
    return flag;
  }
  float r;
  row(1, &x, 1, &r, 1);
  return (double)r;
}

// The functions worth a direct call, for one type.
#define DIRECT(T, F)                                                                             \
  static double direct_##F(int op, T x) {                                                        \
    switch (op) {                                                                                \
      case AG_U_copy: return x;                                                                  \
      case AG_U_negative: return -x;                                                             \
      case AG_U_absolute: return __builtin_elementwise_abs(x);                                   \
      case AG_U_square: return (T)(x * x);                                                       \
      case AG_U_reciprocal: return (T)((T)1 / x);                                                \
      case AG_U_sqrt: return __builtin_elementwise_sqrt(x);                                      \
      case AG_U_exp: return ag_exp_##F(x);                                                       \
      case AG_U_expm1: return ag_expm1_##F(x);                                                   \
      case AG_U_log: return ag_log_##F(x);                                                       \
      case AG_U_log1p: return ag_log1p_##F(x);                                                   \
      case AG_U_sin: return ag_sin_##F(x);                                                       \
      case AG_U_cos: return ag_cos_##F(x);                                                       \
      case AG_U_tan: return ag_tan_##F(x);                                                       \
      case AG_U_arctan: return ag_atan_##F(x);                                                   \
      case AG_U_sinh: return ag_sinh_##F(x);                                                     \
      case AG_U_cosh: return ag_cosh_##F(x);                                                     \
      case AG_U_tanh: return ag_tanh_##F(x);                                                     \
      case AG_U_logistic: return ag_logistic_##F(x);                                             \
      default: return row_##F(op, x);                                                            \
    }                                                                                            \
  }
DIRECT(double, f64)
DIRECT(float, f32)

double ag_scalar_unary(int op, int dtype, double x) {
  return dtype == AG_FLOAT32 ? direct_f32(op, (float)x) : direct_f64(op, x);
}

static double wide(double x, double y, int op) {
  ag_row2 row = ag_binary_row(op, AG_FLOAT64);
  if (!row) return NAN;
  double r;
  row(1, &x, 1, &y, 1, &r, 1);
  return r;
}

static double narrow(float x, float y, int op) {
  ag_row2 row = ag_binary_row(op, AG_FLOAT32);
  if (!row) return NAN;
  float r;
  row(1, &x, 1, &y, 1, &r, 1);
  return (double)r;
}

double ag_scalar_binary(int op, int dtype, double x, double y) {
  // A float32 sum, difference, product or quotient rounded from f64 is the float32 result (Figueroa
  // 1995).
  bool single = dtype == AG_FLOAT32;
  switch (op) {
    case AG_B_add: return single ? (double)(float)(x + y) : x + y;
    case AG_B_subtract: return single ? (double)(float)(x - y) : x - y;
    case AG_B_multiply: return single ? (double)(float)(x * y) : x * y;
    case AG_B_divide: return single ? (double)(float)(x / y) : x / y;
    case AG_B_maximum: return (x >= y || x != x) ? x : y;
    case AG_B_minimum: return (x <= y || x != x) ? x : y;
    case AG_B_power:
      if (single) return narrow((float)x, (float)y, op);
      return y == 2 ? x * x : y == 1 ? x : y == -1 ? 1 / x : ag_pow_f64(x, y);
    case AG_B_equal: return x == y;
    case AG_B_notEqual: return x != y;
    case AG_B_less: return x < y;
    case AG_B_lessEqual: return x <= y;
    case AG_B_greater: return x > y;
    case AG_B_greaterEqual: return x >= y;
    case AG_B_logicalAnd: return x != 0 && y != 0;
    case AG_B_logicalOr: return x != 0 || y != 0;
    case AG_B_logicalXor: return (x != 0) != (y != 0);
    default: return single ? narrow((float)x, (float)y, op) : wide(x, y, op);
  }
}
