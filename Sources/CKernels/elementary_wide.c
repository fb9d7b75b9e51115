// The double-double functions on one value: two lanes with the same contents.
#include "elementary_wide.h"

#include "elementary.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#endif

#define WIDE(name) one_##name
#define WIDE_LANES 2
#include "wide_functions.inc"

double Sleef_finz_sind1_u10purecfma(double);
double Sleef_finz_cosd1_u10purecfma(double);

double ag_wide_exp(double x) { return one_exp((one_v)(x))[0]; }
double ag_wide_log(double x) { return one_log((one_v)(x))[0]; }

double ag_wide_sin(double x) {
  if (!(__builtin_fabs(x) <= WIDE_TURN_LIMIT)) return Sleef_finz_sind1_u10purecfma(x);
  return x == 0 ? x : one_turned((one_v)(x), 0)[0];
}

double ag_wide_cos(double x) {
  if (!(__builtin_fabs(x) <= WIDE_TURN_LIMIT)) return Sleef_finz_cosd1_u10purecfma(x);
  return one_turned((one_v)(x), 1)[0];
}

#if defined(__x86_64__)
#pragma clang attribute pop
#endif
