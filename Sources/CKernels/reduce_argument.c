// Positions of extremes: the first NaN, else the first extreme, in row-major order of the reduced
// axes.
#include "dispatch.h"
#include "types.h"

#define ARGUMENT(F, T, NAN_OF, LESS)                                                             \
  static inline bool better_##F(T a, T b, bool high) {                                           \
    if (NAN_OF(b)) return false;                                                                 \
    if (NAN_OF(a)) return true;                                                                  \
    return high ? LESS(b, a) : LESS(a, b);                                                       \
  }                                                                                              \
  static void argument_##F(                                                                      \
      const T *x, int count, const ag_int *extent, const ag_int *stride, bool high,              \
      int64_t *out) {                                                                            \
    ag_int index[AG_MAX_RANK] = {0}, position = 0, best = 0, at = 0;                             \
    ag_int n = count > 0 ? extent[count - 1] : 1, s = count > 0 ? stride[count - 1] : 0;         \
    T value = x[0];                                                                              \
    for (bool more = true; more;) {                                                              \
      for (ag_int i = 0; i < n; i++, position++)                                                 \
        if (better_##F(x[at + i * s], value, high)) {                                            \
          value = x[at + i * s];                                                                 \
          best = position;                                                                       \
        }                                                                                        \
      more = false;                                                                              \
      for (int a = count - 2; a >= 0 && !more; a--) {                                            \
        at += stride[a];                                                                         \
        if (++index[a] < extent[a]) {                                                            \
          more = true;                                                                           \
        } else {                                                                                 \
          at -= stride[a] * extent[a];                                                           \
          index[a] = 0;                                                                          \
        }                                                                                        \
      }                                                                                          \
    }                                                                                            \
    *out = best;                                                                                 \
  }
// A long contiguous row: its extreme by the vectorised fold, then the first place that holds it.
#define SEARCH(F, T, NAN_OF)                                                                     \
  static int64_t search_##F(const T *x, ag_int n, T extreme) {                                   \
    enum { block = 64 };                                                                         \
    for (ag_int start = 0; start < n; start += block) {                                          \
      ag_int m = n - start < block ? n - start : block, hits = 0;                                \
      for (ag_int i = 0; i < m; i++)                                                             \
        hits += x[start + i] == extreme || (NAN_OF(extreme) && NAN_OF(x[start + i]));            \
      for (ag_int i = 0; hits && i < m; i++)                                                     \
        if (x[start + i] == extreme || (NAN_OF(extreme) && NAN_OF(x[start + i])))                \
          return start + i;                                                                      \
    }                                                                                            \
    return 0;                                                                                    \
  }
#define NEVER(a) false
#define IS_NAN(a) ((a) != (a))
#define LESS(a, b) ((a) < (b))
ARGUMENT(u8, ag_u8, NEVER, LESS)
ARGUMENT(i8, ag_i8, NEVER, LESS)
ARGUMENT(i16, ag_i16, NEVER, LESS)
ARGUMENT(u16, ag_u16, NEVER, LESS)
ARGUMENT(i32, ag_i32, NEVER, LESS)
ARGUMENT(u32, ag_u32, NEVER, LESS)
ARGUMENT(i64, ag_i64, NEVER, LESS)
ARGUMENT(u64, ag_u64, NEVER, LESS)
ARGUMENT(f32, ag_f32, IS_NAN, LESS)
ARGUMENT(f64, ag_f64, IS_NAN, LESS)
ARGUMENT(c64, ag_c64, ag_isnan_c64, ag_less_c64)
ARGUMENT(c128, ag_c128, ag_isnan_c128, ag_less_c128)

SEARCH(i32, ag_i32, NEVER)
SEARCH(i64, ag_i64, NEVER)
SEARCH(f32, ag_f32, IS_NAN)
SEARCH(f64, ag_f64, IS_NAN)

static bool argument_of_row(int dtype, const void *x, ag_int n, bool high, int64_t *out) {
  ag_fold fold = ag_chosen_set()->folds->fold[high ? AG_R_max : AG_R_min][dtype];
#define RUN(F)                                                                                   \
  {                                                                                              \
    ag_##F extreme = *(const ag_##F *)x;                                                         \
    fold(n, x, 1, &extreme);                                                                     \
    *out = search_##F(x, n, extreme);                                                            \
    return true;                                                                                 \
  }
  switch (dtype) {
    case AG_INT32: RUN(i32)
    case AG_INT64: RUN(i64)
    case AG_FLOAT32: RUN(f32)
    case AG_FLOAT64: RUN(f64)
    default: return false;
  }
#undef RUN
}

static void argument(
    int dtype, const char *x, int count, const ag_int *extent, const ag_int *stride, bool high,
    int64_t *out) {
  if (count == 1 && stride[0] == 1 && extent[0] >= 64
      && argument_of_row(dtype, x, extent[0], high, out))
    return;
#define RUN(F) argument_##F((const ag_##F *)x, count, extent, stride, high, out)
  switch (dtype) {
    case AG_BOOL:
    case AG_UINT8: RUN(u8); break;
    case AG_INT8: RUN(i8); break;
    case AG_INT16: RUN(i16); break;
    case AG_UINT16: RUN(u16); break;
    case AG_INT32: RUN(i32); break;
    case AG_UINT32: RUN(u32); break;
    case AG_INT64: RUN(i64); break;
    case AG_UINT64: RUN(u64); break;
    case AG_FLOAT32: RUN(f32); break;
    case AG_FLOAT64: RUN(f64); break;
    case AG_COMPLEX64: RUN(c64); break;
    default: RUN(c128); break;
  }
#undef RUN
}

bool ag_reduce_argument(
    int op, int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx,
    const bool *reduced, int64_t *out, const ag_int *so) {
  ag_int extent[AG_MAX_RANK], stride[AG_MAX_RANK], index[AG_MAX_RANK] = {0};
  ag_int kept_extent[AG_MAX_RANK], kept_x[AG_MAX_RANK], kept_out[AG_MAX_RANK];
  int inner = 0, outer = 0;
  for (int i = 0; i < rank; i++) {
    if (shape[i] == 0) return true;
    if (reduced[i]) {
      if (inner > 0 && stride[inner - 1] == sx[i] * shape[i]) {
        extent[inner - 1] *= shape[i];
        stride[inner - 1] = sx[i];
        continue;
      }
      extent[inner] = shape[i];
      stride[inner++] = sx[i];
    } else {
      kept_extent[outer] = shape[i];
      kept_x[outer] = sx[i];
      kept_out[outer++] = so[i];
    }
  }
  const char *source = x;
  for (bool more = true; more;) {
    argument(dtype, source, inner, extent, stride, op == AG_R_argmax, out);
    more = false;
    for (int a = outer - 1; a >= 0 && !more; a--) {
      source += kept_x[a] * ag_item_size(dtype);
      out += kept_out[a];
      if (++index[a] < kept_extent[a]) {
        more = true;
      } else {
        source -= kept_x[a] * kept_extent[a] * ag_item_size(dtype);
        out -= kept_out[a] * kept_extent[a];
        index[a] = 0;
      }
    }
  }
  return true;
}
