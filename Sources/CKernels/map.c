// N-dimensional elementwise operations, built from rows.
#include "strided.h"
#include "types.h"

#define AT(pointer, offset, size) ((const char *)(pointer) + (offset) * (size))
#define AT_OUT(pointer, offset, size) ((char *)(pointer) + (offset) * (size))

static void run1(
    ag_row1 row, ag_int x_size, ag_int out_size, int rank, const ag_int *shape, const void *x,
    const ag_int *sx, void *out, const ag_int *so) {
  ag_loop loop;
  ag_loop_start(&loop, rank, shape, 2, (const ag_int *const[]){sx, so});
  if (loop.empty) return;
  do {
    row(loop.n, AT(x, loop.offset[0], x_size), loop.step[0],
        AT_OUT(out, loop.offset[1], out_size), loop.step[1]);
  } while (ag_loop_next(&loop));
}

bool ag_unary(
    int op, int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx, void *out,
    const ag_int *so) {
  ag_row1 row = ag_unary_row(op, dtype);
  if (!row) return false;
  ag_int out_size = ag_item_size(ag_unary_result(op, dtype));
  run1(row, ag_item_size(dtype), out_size, rank, shape, x, sx, out, so);
  return true;
}

void ag_cast(
    int from, int to, int rank, const ag_int *shape, const void *x, const ag_int *sx, void *out,
    const ag_int *so) {
  ag_row1 row = ag_cast_row(from, to);
  run1(row, ag_item_size(from), ag_item_size(to), rank, shape, x, sx, out, so);
}

bool ag_binary(
    int op, int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx,
    const void *y, const ag_int *sy, void *out, const ag_int *so) {
  ag_row2 row = ag_binary_row(op, dtype);
  if (!row) return false;
  ag_int size = ag_item_size(dtype), out_size = ag_item_size(ag_binary_result(op, dtype));
  ag_loop loop;
  ag_loop_start(&loop, rank, shape, 3, (const ag_int *const[]){sx, sy, so});
  if (loop.empty) return true;
  do {
    row(loop.n, AT(x, loop.offset[0], size), loop.step[0], AT(y, loop.offset[1], size),
        loop.step[1], AT_OUT(out, loop.offset[2], out_size), loop.step[2]);
  } while (ag_loop_next(&loop));
  return true;
}

// --- Copies and selections move bytes: one row for each item size.

#define COPY_ROW(T)                                                                              \
  static void copy_##T(ag_int n, const void *px, ag_int sx, void *po, ag_int so) {               \
    const T *x = px;                                                                             \
    T *o = po;                                                                                   \
    if (sx == 1 && so == 1) {                                                                    \
      __builtin_memmove(o, x, (size_t)n * sizeof(T));                                            \
      return;                                                                                    \
    }                                                                                            \
    for (ag_int i = 0; i < n; i++) o[i * so] = x[i * sx];                                        \
  }                                                                                              \
  static void select_##T(                                                                        \
      ag_int n, const uint8_t *c, ag_int sc, const void *px, ag_int sx, const void *py,          \
      ag_int sy, void *po, ag_int so) {                                                          \
    const T *x = px, *y = py;                                                                    \
    T *o = po;                                                                                   \
    if (sc == 1 && sx == 1 && sy == 1 && so == 1) {                                              \
      for (ag_int i = 0; i < n; i++) {                                                           \
        T a = x[i], b = y[i];                                                                    \
        o[i] = c[i] ? a : b;                                                                     \
      }                                                                                          \
      return;                                                                                    \
    }                                                                                            \
    for (ag_int i = 0; i < n; i++) {                                                             \
      T a = x[i * sx], b = y[i * sy];                                                            \
      o[i * so] = c[i * sc] ? a : b;                                                             \
    }                                                                                            \
  }
typedef uint8_t byte1;
typedef uint16_t byte2;
typedef uint32_t byte4;
typedef uint64_t byte8;
typedef struct {
  uint64_t low, high;
} byte16;
COPY_ROW(byte1)
COPY_ROW(byte2)
COPY_ROW(byte4)
COPY_ROW(byte8)
COPY_ROW(byte16)

// A transposition: rows of the output are columns of x. Tiles keep the lines of both in cache.
static bool copy_tiled(
    ag_int size, ag_row1 row, int rank, const ag_int *shape, const char *x, const ag_int *sx,
    char *out, const ag_int *so) {
  enum { tile = 32 };
  if (rank != 2 || so[1] != 1 || sx[0] != 1 || sx[1] < tile || shape[0] < tile || shape[1] < tile)
    return false;
  for (ag_int i = 0; i < shape[0]; i += tile)
    for (ag_int j = 0; j < shape[1]; j += tile) {
      ag_int rows = shape[0] - i < tile ? shape[0] - i : tile;
      ag_int columns = shape[1] - j < tile ? shape[1] - j : tile;
      for (ag_int r = i; r < i + rows; r++)
        row(columns, x + (r + j * sx[1]) * size, sx[1], out + (r * so[0] + j) * size, 1);
    }
  return true;
}

void ag_copy(
    int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx, void *out,
    const ag_int *so) {
  ag_int size = ag_item_size(dtype);
  ag_row1 row = size == 1 ? copy_byte1 : size == 2 ? copy_byte2 : size == 4 ? copy_byte4 : size == 8 ? copy_byte8
                                                                            : copy_byte16;
  if (copy_tiled(size, row, rank, shape, x, sx, out, so)) return;
  run1(row, size, size, rank, shape, x, sx, out, so);
}

void ag_select(
    int dtype, int rank, const ag_int *shape, const void *condition, const ag_int *sc,
    const void *x, const ag_int *sx, const void *y, const ag_int *sy, void *out,
    const ag_int *so) {
  ag_int size = ag_item_size(dtype);
  ag_loop loop;
  ag_loop_start(&loop, rank, shape, 4, (const ag_int *const[]){sc, sx, sy, so});
  if (loop.empty) return;
  do {
    const void *c = AT(condition, loop.offset[0], 1), *a = AT(x, loop.offset[1], size),
               *b = AT(y, loop.offset[2], size);
    void *o = AT_OUT(out, loop.offset[3], size);
    const ag_int *s = loop.step;
    if (size == 1) select_byte1(loop.n, c, s[0], a, s[1], b, s[2], o, s[3]);
    else if (size == 2) select_byte2(loop.n, c, s[0], a, s[1], b, s[2], o, s[3]);
    else if (size == 4) select_byte4(loop.n, c, s[0], a, s[1], b, s[2], o, s[3]);
    else if (size == 8) select_byte8(loop.n, c, s[0], a, s[1], b, s[2], o, s[3]);
    else select_byte16(loop.n, c, s[0], a, s[1], b, s[2], o, s[3]);
  } while (ag_loop_next(&loop));
}
