// Rows picked by index, and rows put back.
#include <string.h>

#include "types.h"

#define GATHER_ONE(T)                                                                            \
  {                                                                                              \
    const T *source = x;                                                                         \
    T *target = out;                                                                             \
    for (ag_int i = 0; i < count; i++) {                                                         \
      int64_t at = index[i];                                                                     \
      target[i] = at >= 0 && at < extent ? source[at] : 0;                                       \
    }                                                                                            \
    return;                                                                                      \
  }

void ag_gather(
    ag_int item_size, ag_int count, ag_int inner, const void *x, ag_int extent,
    const int64_t *index, void *out) {
  if (inner == 1 && item_size == 8) GATHER_ONE(uint64_t)
  if (inner == 1 && item_size == 4) GATHER_ONE(uint32_t)
  size_t bytes = (size_t)(inner * item_size);
  for (ag_int i = 0; i < count; i++) {
    int64_t at = index[i];
    char *target = (char *)out + (size_t)i * bytes;
    if (at >= 0 && at < extent) memcpy(target, (const char *)x + (size_t)at * bytes, bytes);
    else memset(target, 0, bytes);
  }
}

bool ag_scatter(
    int op, int dtype, ag_int count, ag_int inner, const void *updates, void *out, ag_int extent,
    const int64_t *index) {
  size_t bytes = (size_t)(inner * ag_item_size(dtype));
  ag_row2 row = NULL;
  switch (op) {
    case AG_SCATTER_SET: break;
    case AG_SCATTER_ADD: row = ag_binary_row(AG_B_add, dtype); break;
    case AG_SCATTER_MULTIPLY: row = ag_binary_row(AG_B_multiply, dtype); break;
    case AG_SCATTER_MIN: row = ag_binary_row(AG_B_minimum, dtype); break;
    case AG_SCATTER_MAX: row = ag_binary_row(AG_B_maximum, dtype); break;
    default: return false;
  }
  if (op != AG_SCATTER_SET && !row) return false;
  if (op == AG_SCATTER_ADD && inner == 1 && dtype == AG_FLOAT64) {
    const double *source = updates;
    double *target = out;
    for (ag_int i = 0; i < count; i++)
      if (index[i] >= 0 && index[i] < extent) target[index[i]] += source[i];
    return true;
  }
  for (ag_int i = 0; i < count; i++) {
    int64_t at = index[i];
    if (at < 0 || at >= extent) continue;
    char *target = (char *)out + (size_t)at * bytes;
    const char *source = (const char *)updates + (size_t)i * bytes;
    if (row) row(inner, target, 1, source, 1, target, 1);
    else memcpy(target, source, bytes);
  }
  return true;
}
