// Reductions over any set of axes, in NumPy's order: axes from the largest stride of x to the
// smallest, neighbours merged where one step crosses both; rows along the innermost axis, one after
// another.
#include <math.h>
#include <string.h>

#include "dispatch.h"
#include "types.h"

typedef struct {
  ag_int extent, x, out;
  bool reduced;
} ag_axis;

typedef struct {
  int count;
  ag_axis axis[AG_MAX_RANK];
  const char *x;
} ag_axes;

static ag_int magnitude(ag_int stride) { return stride < 0 ? -stride : stride; }

// As NumPy's iterator: only axes whose strides are both nonzero are comparable.
static bool goes_inside(const ag_axis *moving, const ag_axis *other) {
  if (moving->x != 0 && other->x != 0) return magnitude(other->x) < magnitude(moving->x);
  return false;
}

static void sort_axes(ag_axes *axes) {
  for (int i = 1; i < axes->count; i++) {
    ag_axis moving = axes->axis[i];
    int target = i;
    for (int j = i - 1; j >= 0; j--) {
      if (moving.x == 0 || axes->axis[j].x == 0) continue;
      if (!goes_inside(&moving, &axes->axis[j])) break;
      target = j;
    }
    for (int j = i; j > target; j--) axes->axis[j] = axes->axis[j - 1];
    axes->axis[target] = moving;
  }
}

static void merge_axes(ag_axes *axes) {
  int kept = 0;
  for (int i = 0; i < axes->count; i++) {
    ag_axis a = axes->axis[i];
    if (kept > 0) {
      ag_axis *b = &axes->axis[kept - 1];
      if (a.reduced == b->reduced && b->x == a.x * a.extent && b->out == a.out * a.extent) {
        b->extent *= a.extent;
        b->x = a.x;
        b->out = a.out;
        continue;
      }
    }
    axes->axis[kept++] = a;
  }
  axes->count = kept;
}

void ag_fold_identity(int op, int dtype, void *out) {
  ag_int size = ag_item_size(dtype);
  memset(out, 0, (size_t)size);
  bool high = op == AG_R_min;
  if (op == AG_R_product) {
    const uint8_t one = 1;
    ag_cast_row(AG_UINT8, dtype)(1, &one, 1, out, 1);
  } else if (op == AG_R_max || op == AG_R_min) {
    double end = high ? INFINITY : -INFINITY;
    switch (dtype) {
      case AG_INT8: *(int8_t *)out = high ? INT8_MAX : INT8_MIN; break;
      case AG_INT16: *(int16_t *)out = high ? INT16_MAX : INT16_MIN; break;
      case AG_INT32: *(int32_t *)out = high ? INT32_MAX : INT32_MIN; break;
      case AG_INT64: *(int64_t *)out = high ? INT64_MAX : INT64_MIN; break;
      case AG_FLOAT32: *(float *)out = (float)end; break;
      case AG_FLOAT64: *(double *)out = end; break;
      case AG_COMPLEX64: *(ag_c64 *)out = (ag_c64){(float)end, (float)end}; break;
      case AG_COMPLEX128: *(ag_c128 *)out = (ag_c128){end, end}; break;
      default: memset(out, high ? 0xff : 0, (size_t)size);
    }
  }
}

// Steps the axes before `count`; false after the last position.
static bool advance(
    const ag_axis *axis, int count, ag_int *index, ag_int *x_offset, ag_int *out_offset) {
  for (int i = count - 1; i >= 0; i--) {
    *x_offset += axis[i].x;
    *out_offset += axis[i].out;
    if (++index[i] < axis[i].extent) return true;
    *x_offset -= axis[i].x * axis[i].extent;
    *out_offset -= axis[i].out * axis[i].extent;
    index[i] = 0;
  }
  return false;
}

static void fill_identity(int op, int dtype, const ag_axes *axes, char *out) {
  ag_int size = ag_item_size(dtype), x = 0, at = 0, index[AG_MAX_RANK] = {0};
  ag_axis kept[AG_MAX_RANK];
  int count = 0;
  for (int i = 0; i < axes->count; i++)
    if (!axes->axis[i].reduced) {
      if (axes->axis[i].extent == 0) return;
      kept[count++] = axes->axis[i];
    }
  do {
    ag_fold_identity(op, dtype, out + at * size);
  } while (advance(kept, count, index, &x, &at));
}

// Rows of several reduced axes that do not merge: gathered into buffers of 8192 values, each summed
// pairwise.
static void fold_buffered(
    ag_fold fold, int dtype, const ag_axis *axis, int count, const char *x, void *out) {
  enum { capacity = 8192 };
  _Alignas(16) static _Thread_local char buffer[capacity * 16];
  ag_row1 copy = ag_unary_row(AG_U_copy, dtype);
  ag_int size = ag_item_size(dtype), index[AG_MAX_RANK] = {0}, at = 0, unused = 0, filled = 0;
  const ag_axis row = axis[count - 1];
  do {
    for (ag_int done = 0; done < row.extent;) {
      ag_int n = row.extent - done < capacity - filled ? row.extent - done : capacity - filled;
      copy(n, x + (at + done * row.x) * size, row.x, buffer + filled * size, 1);
      filled += n;
      done += n;
      if (filled == capacity) {
        fold(filled, buffer, 1, out);
        filled = 0;
      }
    }
  } while (advance(axis, count - 1, index, &at, &unused));
  if (filled > 0) fold(filled, buffer, 1, out);
}

static const int fold_binary[4] = {AG_B_add, AG_B_multiply, AG_B_maximum, AG_B_minimum};

static void fold_axes(int op, int dtype, ag_axes *axes, char *out) {
  ag_int size = ag_item_size(dtype), index[AG_MAX_RANK] = {0}, x_at = 0, out_at = 0;
  ag_fold fold = ag_chosen_set()->folds->fold[op][dtype];
  if (axes->count == 0) {
    fold(1, axes->x, 1, out);
    return;
  }
  int last = axes->count - 1, trailing = 0;
  while (trailing < axes->count && axes->axis[last - trailing].reduced) trailing++;
  bool ordered = op == AG_R_sum && dtype >= AG_FLOAT32;
  if (ordered && trailing > 1) {
    int outer = axes->count - trailing;
    do {
      fold_buffered(fold, dtype, axes->axis + outer, trailing, axes->x + x_at * size,
                    out + out_at * size);
    } while (advance(axes->axis, outer, index, &x_at, &out_at));
    return;
  }
  const ag_axis row = axes->axis[last];
  ag_row2 across = ag_binary_row(fold_binary[op], dtype == AG_BOOL ? AG_UINT8 : dtype);
  do {
    const char *source = axes->x + x_at * size;
    char *target = out + out_at * size;
    if (row.reduced) fold(row.extent, source, row.x, target);
    else across(row.extent, target, row.out, source, row.x, target, row.out);
  } while (advance(axes->axis, last, index, &x_at, &out_at));
}

int ag_reduce_result(int op, int dtype) {
  if (dtype < 0 || dtype >= AG_DTYPE_COUNT) return -1;
  switch (op) {
    case AG_R_sum:
    case AG_R_product: return dtype == AG_BOOL ? -1 : dtype;
    case AG_R_max:
    case AG_R_min: return dtype;
    case AG_R_any:
    case AG_R_all: return AG_BOOL;
    case AG_R_argmax:
    case AG_R_argmin: return AG_INT64;
    default: return -1;
  }
}

// Any and all: whether some or every element is not zero, stopping a row at the block that decides.
static void decide(int op, int dtype, const ag_axes *axes, char *out) {
  ag_int size = ag_item_size(dtype), index[AG_MAX_RANK] = {0}, x_at = 0, out_at = 0;
  ag_row1 truth = ag_cast_row(dtype, AG_BOOL);
  const bool wanted = op == AG_R_any;
  int last = axes->count - 1;
  ag_axis row = last >= 0 ? axes->axis[last] : (ag_axis){1, 0, 0, true};
  enum { capacity = 1024 };
  uint8_t space[capacity];
  do {
    const char *source = axes->x + x_at * size;
    for (ag_int done = 0; done < row.extent; done += capacity) {
      ag_int n = row.extent - done < capacity ? row.extent - done : capacity;
      char *target = out + out_at + done * row.out;
      if (row.reduced && (*target != 0) == wanted) break;
      const uint8_t *block = (const uint8_t *)source + done;
      if (dtype != AG_BOOL || row.x != 1) {
        truth(n, source + done * row.x * size, row.x, space, 1);
        block = space;
      }
      if (row.reduced) {
        if (memchr(block, wanted, (size_t)n)) *target = (char)wanted;
      } else {
        for (ag_int i = 0; i < n; i++)
          if ((block[i] != 0) == wanted) target[i * row.out] = (char)wanted;
      }
    }
  } while (last > 0 && advance(axes->axis, last, index, &x_at, &out_at));
}

bool ag_reduce(
    int op, int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx,
    const bool *reduced, void *out, const ag_int *so) {
  if (ag_reduce_result(op, dtype) < 0) return false;
  if (op == AG_R_argmax || op == AG_R_argmin)
    return ag_reduce_argument(op, dtype, rank, shape, x, sx, reduced, out, so);
  ag_axes axes = {0, {{0}}, x};
  bool empty = false;
  for (int i = 0; i < rank; i++) {
    if (shape[i] == 0) empty = true;
    if (shape[i] == 1) continue;
    ag_axis a = {shape[i], sx[i], reduced[i] ? 0 : so[i], reduced[i]};
    axes.axis[axes.count++] = a;
  }
  if (op == AG_R_any || op == AG_R_all) {
    fill_identity(op == AG_R_all ? AG_R_product : AG_R_sum, AG_BOOL, &axes, out);
    if (empty) return true;
    sort_axes(&axes);
    merge_axes(&axes);
    decide(op, dtype, &axes, out);
    return true;
  }
  fill_identity(op, dtype, &axes, out);
  if (empty) return true;
  sort_axes(&axes);
  merge_axes(&axes);
  fold_axes(op, dtype, &axes, out);
  return true;
}

double ag_pairwise_sum_f64(const double *x, ag_int n, ag_int stride) {
  double sum = 0;
  ag_chosen_set()->folds->fold[AG_R_sum][AG_FLOAT64](n, x, stride, &sum);
  return sum;
}

float ag_pairwise_sum_f32(const float *x, ag_int n, ag_int stride) {
  float sum = 0;
  ag_chosen_set()->folds->fold[AG_R_sum][AG_FLOAT32](n, x, stride, &sum);
  return sum;
}
