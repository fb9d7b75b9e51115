// Stable sorting and binary search of rows.
#include "types.h"

// NaN after everything, as NumPy sorts; complex by real, then imaginary part.
#define BEFORE_INTEGER(F, T)                                                                     \
  static inline bool before_##F(T a, T b) { return a < b; }
#define BEFORE_FLOAT(F, T)                                                                       \
  static inline bool before_##F(T a, T b) { return a < b || (b != b && a == a); }
#define BEFORE_COMPLEX(F, T)                                                                     \
  static inline bool before_##F(T a, T b) {                                                      \
    if (a.re < b.re) return a.im == a.im || b.im != b.im;                                        \
    if (a.re > b.re) return b.im != b.im && a.im == a.im;                                        \
    if (a.re == b.re || (a.re != a.re && b.re != b.re))                                          \
      return a.im < b.im || (b.im != b.im && a.im == a.im);                                      \
    return b.re != b.re;                                                                         \
  }

// Insertion sort on runs of 16, then bottom-up merging of positions.
#define ORDER(F, T)                                                                              \
  static void order_##F(ag_int n, const T *x, ag_int s, int64_t *order, int64_t *scratch) {      \
    enum { run = 16 };                                                                           \
    for (ag_int start = 0; start < n; start += run) {                                            \
      ag_int end = start + run < n ? start + run : n;                                            \
      for (ag_int i = start; i < end; i++) {                                                     \
        ag_int j = i;                                                                            \
        for (; j > start && before_##F(x[i * s], x[order[j - 1] * s]); j--)                      \
          order[j] = order[j - 1];                                                               \
        order[j] = i;                                                                            \
      }                                                                                          \
    }                                                                                            \
    int64_t *from = order, *to = scratch;                                                        \
    for (ag_int width = run; width < n; width *= 2) {                                            \
      for (ag_int start = 0; start < n; start += 2 * width) {                                    \
        ag_int middle = start + width < n ? start + width : n;                                   \
        ag_int end = start + 2 * width < n ? start + 2 * width : n;                              \
        ag_int left = start, right = middle;                                                     \
        for (ag_int i = start; i < end; i++) {                                                   \
          bool take_right = left >= middle                                                       \
              || (right < end && before_##F(x[from[right] * s], x[from[left] * s]));             \
          to[i] = take_right ? from[right++] : from[left++];                                     \
        }                                                                                        \
      }                                                                                          \
      int64_t *other = from;                                                                     \
      from = to;                                                                                 \
      to = other;                                                                                \
    }                                                                                            \
    if (from != order)                                                                           \
      for (ag_int i = 0; i < n; i++) order[i] = from[i];                                         \
  }                                                                                              \
  static void search_##F(                                                                        \
      ag_int n, const T *sorted, ag_int count, const T *values, bool right, int64_t *out) {      \
    for (ag_int i = 0; i < count; i++) {                                                         \
      ag_int low = 0, high = n;                                                                  \
      while (low < high) {                                                                       \
        ag_int middle = low + (high - low) / 2;                                                  \
        bool after = right ? !before_##F(values[i], sorted[middle])                              \
                           : before_##F(sorted[middle], values[i]);                              \
        if (after) low = middle + 1;                                                             \
        else high = middle;                                                                      \
      }                                                                                          \
      out[i] = low;                                                                              \
    }                                                                                            \
  }

#define EACH(KIND, F) BEFORE_##KIND(F, ag_##F) ORDER(F, ag_##F)
EACH(INTEGER, u8)
EACH(INTEGER, i8)
EACH(INTEGER, i16)
EACH(INTEGER, u16)
EACH(INTEGER, i32)
EACH(INTEGER, u32)
EACH(INTEGER, i64)
EACH(INTEGER, u64)
EACH(FLOAT, f32)
EACH(FLOAT, f64)
EACH(COMPLEX, c64)
EACH(COMPLEX, c128)

#define EACH_DTYPE(X)                                                                            \
  case AG_BOOL: X(u8) break;                                                                     \
  case AG_UINT8: X(u8) break;                                                                    \
  case AG_INT8: X(i8) break;                                                                     \
  case AG_INT16: X(i16) break;                                                                   \
  case AG_UINT16: X(u16) break;                                                                  \
  case AG_INT32: X(i32) break;                                                                   \
  case AG_UINT32: X(u32) break;                                                                  \
  case AG_INT64: X(i64) break;                                                                   \
  case AG_UINT64: X(u64) break;                                                                  \
  case AG_FLOAT32: X(f32) break;                                                                 \
  case AG_FLOAT64: X(f64) break;                                                                 \
  case AG_COMPLEX64: X(c64) break;                                                               \
  case AG_COMPLEX128: X(c128) break;

void ag_argsort_row(
    int dtype, ag_int n, const void *x, ag_int stride, int64_t *order, int64_t *scratch) {
#define RUN(F) order_##F(n, x, stride, order, scratch);
  switch (dtype) { EACH_DTYPE(RUN) }
#undef RUN
}

void ag_searchsorted(
    int dtype, ag_int n, const void *sorted, ag_int count, const void *values, bool right,
    int64_t *out) {
#define RUN(F) search_##F(n, sorted, count, values, right, out);
  switch (dtype) { EACH_DTYPE(RUN) }
#undef RUN
}
