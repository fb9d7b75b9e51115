// Running reductions, strictly in order along one axis.
#include "elementary.h"
#include "strided.h"
#include "types.h"

#define SCAN(OP, F, T, ...)                                                                      \
  static void scan_##OP##_##F(ag_int n, const void *px, ag_int sx, void *po, ag_int so) {        \
    const T *x = px;                                                                             \
    T *o = po;                                                                                   \
    T a = x[0];                                                                                  \
    o[0] = a;                                                                                    \
    for (ag_int i = 1; i < n; i++) {                                                             \
      T b = x[i * sx];                                                                           \
      a = __VA_ARGS__;                                                                           \
      o[i * so] = a;                                                                             \
    }                                                                                            \
  }
#define SCAN_INTEGER(F, T, U)                                                                    \
  SCAN(sum, F, T, (T)((U)a + (U)b))                                                              \
  SCAN(product, F, T, (T)((U)a * (U)b))                                                          \
  SCAN(max, F, T, a > b ? a : b)                                                                 \
  SCAN(min, F, T, a < b ? a : b)
SCAN_INTEGER(u8, ag_u8, ag_u8)
SCAN_INTEGER(i8, ag_i8, ag_u8)
SCAN_INTEGER(i16, ag_i16, ag_u32)
SCAN_INTEGER(u16, ag_u16, ag_u32)
SCAN_INTEGER(i32, ag_i32, ag_u32)
SCAN_INTEGER(u32, ag_u32, ag_u32)
SCAN_INTEGER(i64, ag_i64, ag_u64)
SCAN_INTEGER(u64, ag_u64, ag_u64)
#define SCAN_FLOAT(F, T)                                                                         \
  SCAN(sum, F, T, a + b)                                                                         \
  SCAN(product, F, T, a *b)                                                                      \
  SCAN(max, F, T, (a >= b || a != a) ? a : b)                                                    \
  SCAN(min, F, T, (a <= b || a != a) ? a : b)                                                    \
  SCAN(logaddexp, F, T, ag_logaddexp_##F(a, b))
SCAN_FLOAT(f32, ag_f32)
SCAN_FLOAT(f64, ag_f64)
#define SCAN_COMPLEX(F, T)                                                                       \
  SCAN(sum, F, T, ag_add_##F(a, b))                                                              \
  SCAN(product, F, T, ag_mul_##F(a, b))                                                          \
  SCAN(max, F, T, ag_isnan_##F(a) || ag_less_equal_##F(b, a) ? a : b)                            \
  SCAN(min, F, T, ag_isnan_##F(a) || ag_less_equal_##F(a, b) ? a : b)
SCAN_COMPLEX(c64, ag_c64)
SCAN_COMPLEX(c128, ag_c128)

#define EACH(OP)                                                                                 \
  {NULL,           scan_##OP##_u8,  scan_##OP##_i32, scan_##OP##_u32, scan_##OP##_i64,           \
   scan_##OP##_u64, scan_##OP##_f32, scan_##OP##_f64, scan_##OP##_c64, scan_##OP##_c128,          \
   scan_##OP##_i8, scan_##OP##_i16, scan_##OP##_u16}
static const ag_row1 rows[AG_SCAN_COUNT][AG_DTYPE_COUNT] = {
    [AG_S_sum] = EACH(sum),
    [AG_S_product] = EACH(product),
    [AG_S_max] = EACH(max),
    [AG_S_min] = EACH(min),
    [AG_S_logaddexp] = {[AG_FLOAT32] = scan_logaddexp_f32, [AG_FLOAT64] = scan_logaddexp_f64},
};

bool ag_scan(
    int op, int dtype, int rank, const ag_int *shape, int axis, bool reverse, const void *x,
    const ag_int *sx, void *out, const ag_int *so) {
  if (op < 0 || op >= AG_SCAN_COUNT || dtype < 0 || dtype >= AG_DTYPE_COUNT) return false;
  ag_row1 row = rows[op][dtype];
  if (dtype == AG_BOOL && op == AG_S_max) row = scan_max_u8;
  if (dtype == AG_BOOL && op == AG_S_min) row = scan_min_u8;
  if (!row) return false;
  ag_int size = ag_item_size(dtype), n = shape[axis], step_x = sx[axis], step_out = so[axis];
  ag_int others[AG_MAX_RANK], other_x[AG_MAX_RANK], other_out[AG_MAX_RANK];
  int count = 0;
  for (int i = 0; i < rank; i++) {
    if (shape[i] == 0) return true;
    if (i == axis) continue;
    others[count] = shape[i];
    other_x[count] = sx[i];
    other_out[count++] = so[i];
  }
  const char *source = x;
  char *target = out;
  if (reverse) {
    source += (n - 1) * step_x * size;
    target += (n - 1) * step_out * size;
    step_x = -step_x;
    step_out = -step_out;
  }
  ag_loop loop;
  ag_loop_start(&loop, count, others, 2, (const ag_int *const[]){other_x, other_out});
  do {
    for (ag_int i = 0; i < loop.n; i++)
      row(n, source + (loop.offset[0] + i * loop.step[0]) * size, step_x,
          target + (loop.offset[1] + i * loop.step[1]) * size, step_out);
  } while (ag_loop_next(&loop));
  return true;
}
