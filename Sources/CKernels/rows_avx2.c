#if defined(__x86_64__)
#include "elementary.h"
#include "dispatch.h"
#include "types.h"
#include "vector_calls.h"

#define AG_ISA(name) ag_avx2_##name
#define AG_PRODUCT_ROWS 6
#define AG_PRODUCT_VECTORS 2
#define AG_LANES_f64 4
#define AG_LANES_f32 8
#define AG_EACH ag_each_256
#define AG_EACH_PAIR ag_each_pair_256
#define AG_SLEEF_f64(name, accuracy) Sleef_finz_##name##d4_##accuracy##avx2
#define AG_SLEEF_f32(name, accuracy) Sleef_finz_##name##f8_##accuracy##avx2

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "rows.inc"
#include "reduce_rows.inc"
#include "product_rows.inc"
#pragma clang attribute pop
#endif
