#if defined(__x86_64__)
#include "elementary.h"
#include "dispatch.h"
#include "types.h"
#include "vector_calls.h"

#define AG_ISA(name) ag_avx512_##name
#define AG_PRODUCT_ROWS 8
#define AG_PRODUCT_VECTORS 3
#define AG_LANES_f64 8
#define AG_LANES_f32 16
#define AG_EACH ag_each_512
#define AG_EACH_PAIR ag_each_pair_512
#define AG_SLEEF_f64(name, accuracy) Sleef_finz_##name##d8_##accuracy##avx512f
#define AG_SLEEF_f32(name, accuracy) Sleef_finz_##name##f16_##accuracy##avx512f

#pragma clang attribute push(                                                                    \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#include "rows.inc"
#include "reduce_rows.inc"
#include "product_rows.inc"
#pragma clang attribute pop
#endif
