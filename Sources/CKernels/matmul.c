// Matrix products of every dtype.
#include <stdlib.h>

#include "dispatch.h"
#include "threads.h"
#include "types.h"

// Packing pays above this many multiplications.
enum { blocked_from = 32 * 32 * 32 };

typedef struct {
  ag_int m, n, k, x_row, x_column, y_row, y_column, out_row, out_column;
} ag_layout;

// out' = y' x': the same chains, as multiplication commutes.
static ag_layout transposed(ag_layout l) {
  return (ag_layout){l.n,     l.m,        l.k,     l.y_column, l.y_row,
                     l.x_column, l.x_row, l.out_column, l.out_row};
}

// One panel buffer a thread, kept for the thread's life: fresh pages cost more than a small
// product.
static void *ag_product_scratch(void) {
  static _Thread_local void *scratch;
  if (!scratch && posix_memalign(&scratch, 64, AG_PRODUCT_SCRATCH) != 0) scratch = NULL;
  return scratch;
}

// A blocked product shared out by rows or columns of the result; no element's chain changes.
typedef struct {
  ag_layout layout;
  const char *x, *y;
  char *out;
  int dtype, parts;
  bool by_rows;
  _Atomic bool failed;
} ag_shared_product;

static void product_part(int part, void *context) {
  ag_shared_product *job = context;
  ag_layout l = job->layout;
  enum { unit = 192 };
  ag_int extent = job->by_rows ? l.m : l.n, units = (extent + unit - 1) / unit;
  ag_int start = units * part / job->parts * unit, end = units * (part + 1) / job->parts * unit;
  if (end > extent) end = extent;
  if (start >= end) return;
  void *scratch = ag_product_scratch();
  if (!scratch) {
    job->failed = true;
    return;
  }
  ag_int size = ag_item_size(job->dtype);
  const char *x = job->x, *y = job->y;
  char *out = job->out;
  if (job->by_rows) {
    x += start * l.x_row * size;
    out += start * l.out_row * size;
    l.m = end - start;
  } else {
    y += start * l.y_column * size;
    out += start * size;
    l.n = end - start;
  }
  const ag_product_table *table = ag_chosen_set()->products;
  if (job->dtype == AG_FLOAT64)
    table->blocked_f64(
        l.m, l.n, l.k, (const double *)x, l.x_row, l.x_column, (const double *)y, l.y_row,
        l.y_column, (double *)out, l.out_row, scratch);
  else
    table->blocked_f32(
        l.m, l.n, l.k, (const float *)x, l.x_row, l.x_column, (const float *)y, l.y_row,
        l.y_column, (float *)out, l.out_row, scratch);
}

static bool product_shared(ag_layout l, int dtype, const void *x, const void *y, void *out) {
  enum { worth_sharing = 1 << 23 };
  int threads = ag_threads();
  if (threads < 2 || (double)l.m * (double)l.n * (double)l.k < worth_sharing) return false;
  ag_shared_product job = {l, x, y, out, dtype, threads, l.m >= l.n, false};
  ag_parallel(threads, product_part, &job);
  return !job.failed;
}

#define FLOATING(T, F, D)                                                                           \
  static bool product_##F(ag_layout l, const T *x, const T *y, T *out) {                         \
    const ag_product_table *table = ag_chosen_set()->products;                                   \
    if (l.m == 1 && l.n == 1) {                                                                  \
      *out = table->dot_##F(l.k, x, l.x_column, y, l.y_row);                                     \
      return true;                                                                               \
    }                                                                                            \
    if ((l.out_column != 1 && l.out_row == 1 && l.m != 1) || l.n == 1) {                         \
      l = transposed(l);                                                                         \
      const T *other = x;                                                                        \
      x = y;                                                                                     \
      y = other;                                                                                 \
    }                                                                                            \
    bool large = l.out_column == 1 && l.m >= 4 && l.n >= 4 && l.k >= 4                           \
        && (double)l.m * (double)l.n * (double)l.k >= blocked_from;                              \
    if (large && product_shared(l, D, x, y, out)) return true;                                   \
    if (large) {                                                                                 \
      void *scratch = ag_product_scratch();                                                      \
      if (scratch) {                                                                             \
        table->blocked_##F(                                                                      \
            l.m, l.n, l.k, x, l.x_row, l.x_column, y, l.y_row, l.y_column, out, l.out_row,       \
            scratch);                                                                            \
        return true;                                                                             \
      }                                                                                          \
    }                                                                                            \
    table->plain_##F(                                                                            \
        l.m, l.n, l.k, x, l.x_row, l.x_column, y, l.y_row, l.y_column, out, l.out_row,           \
        l.out_column);                                                                           \
    return true;                                                                                 \
  }

FLOATING(ag_f64, f64, AG_FLOAT64)
FLOATING(ag_f32, f32, AG_FLOAT32)

#define SIMPLE(T, F, ZERO, ...)                                                                  \
  static bool product_##F(ag_layout l, const T *x, const T *y, T *out) {                         \
    for (ag_int i = 0; i < l.m; i++)                                                             \
      for (ag_int j = 0; j < l.n; j++) {                                                         \
        T c = ZERO;                                                                              \
        for (ag_int p = 0; p < l.k; p++) {                                                       \
          T a = x[i * l.x_row + p * l.x_column], b = y[p * l.y_row + j * l.y_column];            \
          c = __VA_ARGS__;                                                                       \
        }                                                                                        \
        out[i * l.out_row + j * l.out_column] = c;                                               \
      }                                                                                          \
    return true;                                                                                 \
  }
SIMPLE(ag_b8, b8, 0, (ag_b8)(c | (a & b)))
SIMPLE(ag_u8, u8, 0, (ag_u8)(c + a * b))
SIMPLE(ag_i8, i8, 0, (ag_i8)(c + a * b))
SIMPLE(ag_i16, i16, 0, (ag_i16)((ag_u32)c + (ag_u32)a * (ag_u32)b))
SIMPLE(ag_u16, u16, 0, (ag_u16)((ag_u32)c + (ag_u32)a * (ag_u32)b))
SIMPLE(ag_i32, i32, 0, (ag_i32)((ag_u32)c + (ag_u32)a * (ag_u32)b))
SIMPLE(ag_u32, u32, 0, c + a *b)
SIMPLE(ag_i64, i64, 0, (ag_i64)((ag_u64)c + (ag_u64)a * (ag_u64)b))
SIMPLE(ag_u64, u64, 0, c + a *b)
// Four fused steps an element: re += ar br, re -= ai bi, im += ar bi, im += ai br.
#define COMPLEX_STEP(C, FMA)                                                                     \
  (C) {                                                                                          \
    FMA(-a.im, b.im, FMA(a.re, b.re, c.re)), FMA(a.im, b.re, FMA(a.re, b.im, c.im))              \
  }
SIMPLE(ag_c64, c64, ((ag_c64){0, 0}), COMPLEX_STEP(ag_c64, __builtin_fmaf))
SIMPLE(ag_c128, c128, ((ag_c128){0, 0}), COMPLEX_STEP(ag_c128, __builtin_fma))

bool ag_matmul(
    int dtype, ag_int m, ag_int n, ag_int k, const void *x, ag_int x_row, ag_int x_column,
    const void *y, ag_int y_row, ag_int y_column, void *out, ag_int out_row, ag_int out_column) {
  ag_layout l = {m, n, k, x_row, x_column, y_row, y_column, out_row, out_column};
  if (m == 0 || n == 0) return true;
  switch (dtype) {
    case AG_BOOL: return product_b8(l, x, y, out);
    case AG_UINT8: return product_u8(l, x, y, out);
    case AG_INT8: return product_i8(l, x, y, out);
    case AG_INT16: return product_i16(l, x, y, out);
    case AG_UINT16: return product_u16(l, x, y, out);
    case AG_INT32: return product_i32(l, x, y, out);
    case AG_UINT32: return product_u32(l, x, y, out);
    case AG_INT64: return product_i64(l, x, y, out);
    case AG_UINT64: return product_u64(l, x, y, out);
    case AG_FLOAT32: return product_f32(l, x, y, out);
    case AG_FLOAT64: return product_f64(l, x, y, out);
    case AG_COMPLEX64: return product_c64(l, x, y, out);
    case AG_COMPLEX128: return product_c128(l, x, y, out);
    default: return false;
  }
}
