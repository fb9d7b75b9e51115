// Largest error of one kernel, in units of the last place, against the C library's long double (f64)
// or double (f32) functions, whose own error is below a thousandth of such a unit.
//
//   measure NAME f64 COUNT SEED    COUNT points: all bit patterns, and the range where the function varies
//   measure NAME f32 STRIDE 0      every STRIDE-th of the 2^32 bit patterns
//
// Prints the number of points and the worst of them: `points N` and lines `worst ERROR X [Y] RESULT`, hexadecimal.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

typedef struct {
  const char *name;
  int op;
  bool binary;
  double low, high;  // where the function varies
  long double (*wide)(long double);
  double (*narrow)(double);
  long double (*wide2)(long double, long double);
  double (*narrow2)(double, double);
} function;

static long double logistic_wide(long double x) { return 1 / (1 + expl(-x)); }
static double logistic_narrow(double x) { return 1 / (1 + exp(-x)); }
static long double rsqrt_wide(long double x) { return 1 / sqrtl(x); }
static double rsqrt_narrow(double x) { return 1 / sqrt(x); }

#define ONE(kernel, c, low, high) {#kernel, AG_U_##kernel, false, low, high, c##l, c, NULL, NULL}
#define OWN(kernel, low, high)                                                                   \
  {#kernel, AG_U_##kernel, false, low, high, kernel##_wide, kernel##_narrow, NULL, NULL}
#define TWO(kernel, c, low, high) {#kernel, AG_B_##kernel, true, low, high, NULL, NULL, c##l, c}

static const function functions[] = {
    ONE(sqrt, sqrt, 0, 1e3), ONE(cbrt, cbrt, -1e3, 1e3), OWN(rsqrt, 0, 1e3),
    ONE(exp, exp, -746, 710), ONE(exp2, exp2, -1075, 1024), ONE(expm1, expm1, -40, 710),
    ONE(log, log, 0, 4), ONE(log2, log2, 0, 4), ONE(log10, log10, 0, 4), ONE(log1p, log1p, -1, 4),
    ONE(sin, sin, -1e3, 1e3), ONE(cos, cos, -1e3, 1e3), ONE(tan, tan, -1e3, 1e3),
    ONE(arcsin, asin, -1, 1), ONE(arccos, acos, -1, 1), ONE(arctan, atan, -40, 40),
    ONE(sinh, sinh, -711, 711), ONE(cosh, cosh, -711, 711), ONE(tanh, tanh, -20, 20),
    ONE(arcsinh, asinh, -40, 40), ONE(arccosh, acosh, 1, 40), ONE(arctanh, atanh, -1, 1),
    OWN(logistic, -710, 40), ONE(erf, erf, -6, 6), ONE(erfc, erfc, -6, 27),
    ONE(gamma, tgamma, -20, 171), ONE(gammaln, lgamma, 0, 100),
    TWO(power, pow, -40, 40), TWO(arctan2, atan2, -40, 40), TWO(hypot, hypot, -40, 40),
};
enum { count_of_functions = sizeof functions / sizeof functions[0], block = 4096, kept = 12 };

static struct { double error, x, y, result; } worst[kept];

static void keep(double error, double x, double y, double result) {
  if (!(error > worst[kept - 1].error)) return;
  int i = kept - 1;
  for (; i > 0 && error > worst[i - 1].error; i--) worst[i] = worst[i - 1];
  worst[i].error = error, worst[i].x = x, worst[i].y = y, worst[i].result = result;
}

// |result - exact| in units of the last place of the exact value's binade.
static double error_f64(double result, long double exact) {
  if (isnan(exact)) return isnan(result) ? 0 : INFINITY;
  if (isinf(result) || isinf((double)exact)) {
    // What rounds to infinity may also be the largest finite number, one unit below.
    return result == (double)exact || fabsl(exact) > 0x1.fffffffffffffp1023L ? 0 : INFINITY;
  }
  int exponent = exact == 0 ? -1022 : ilogbl(exact);
  long double unit = ldexpl(1, (exponent < -1022 ? -1022 : exponent) - 52);
  return (double)(fabsl((long double)result - exact) / unit);
}

static double error_f32(float result, double exact) {
  if (isnan(exact)) return isnan(result) ? 0 : INFINITY;
  if (isinf(result) || isinf((float)exact))
    return result == (float)exact || fabs(exact) > 0x1.fffffep127 ? 0 : INFINITY;
  int exponent = exact == 0 ? -126 : ilogb(exact);
  double unit = ldexp(1, (exponent < -126 ? -126 : exponent) - 23);
  return fabs((double)result - exact) / unit;
}

static uint64_t state;
static uint64_t next_word(void) {  // splitmix64 (Steele, Lea and Flood 2014)
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

static double point(const function *f, long i) {
  if (i & 1) {
    double x;
    do {
      uint64_t word = next_word();
      memcpy(&x, &word, sizeof x);
    } while (isnan(x));
    return x;
  }
  return f->low + (f->high - f->low) * ((double)(next_word() >> 11) * 0x1p-53);
}

static long measure_f64(const function *f, long count) {
  static double x[block], y[block], out[block];
  for (long done = 0; done < count; done += block) {
    for (int i = 0; i < block; i++) {
      x[i] = point(f, i);
      y[i] = f->binary ? point(f, i / 2) : 0;
    }
    if (f->binary)
      ag_binary_row(f->op, AG_FLOAT64)(block, x, 1, y, 1, out, 1);
    else
      ag_unary_row(f->op, AG_FLOAT64)(block, x, 1, out, 1);
    for (int i = 0; i < block; i++) {
      long double exact = f->binary ? f->wide2(x[i], y[i]) : f->wide(x[i]);
      keep(error_f64(out[i], exact), x[i], y[i], out[i]);
    }
  }
  return (count + block - 1) / block * block;
}

static long measure_f32(const function *f, uint64_t stride) {
  static float x[block], y[block], out[block];
  long points = 0;
  for (uint64_t word = 0; word < (uint64_t)1 << 32;) {
    int n = 0;
    for (; n < block && word < (uint64_t)1 << 32; word += stride) {
      uint32_t bits = (uint32_t)word;
      memcpy(&x[n], &bits, sizeof bits);
      if (isnan(x[n])) continue;
      bits = (uint32_t)next_word();
      memcpy(&y[n], &bits, sizeof bits);
      if (isnan(y[n])) y[n] = 1.5f;
      n++;
    }
    if (f->binary)
      ag_binary_row(f->op, AG_FLOAT32)(n, x, 1, y, 1, out, 1);
    else
      ag_unary_row(f->op, AG_FLOAT32)(n, x, 1, out, 1);
    for (int i = 0; i < n; i++) {
      double exact = f->binary ? f->narrow2(x[i], y[i]) : f->narrow(x[i]);
      keep(error_f32(out[i], exact), x[i], y[i], out[i]);
    }
    points += n;
  }
  return points;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "list") == 0) {
    for (int i = 0; i < count_of_functions; i++) puts(functions[i].name);
    return 0;
  }
  if (argc != 5) return 2;
  const function *f = NULL;
  for (int i = 0; i < count_of_functions; i++)
    if (strcmp(functions[i].name, argv[1]) == 0) f = &functions[i];
  if (!f) return 2;
  long amount = atol(argv[3]);
  state = strtoull(argv[4], NULL, 10);
  long points = strcmp(argv[2], "f64") == 0 ? measure_f64(f, amount) : measure_f32(f, (uint64_t)amount);
  printf("points %ld\n", points);
  for (int i = 0; i < kept && worst[i].error > 0; i++) {
    printf("worst %.6f %a", worst[i].error, worst[i].x);
    if (f->binary) printf(" %a", worst[i].y);
    printf(" %a\n", worst[i].result);
  }
  return 0;
}
