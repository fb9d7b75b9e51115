// Groups of elementwise operations and reductions over tiles that stay in the nearest cache.
#include <string.h>

#include "dispatch.h"
#include "threads.h"
#include "types.h"

enum { max_folds = 16, max_parts = 16 };

// Where one input's elements stand: merged axes, innermost last.
typedef struct {
  enum { flat, repeated, strided } mode;
  int axes;
  ag_int extent[AG_MAX_RANK], stride[AG_MAX_RANK];
  char *copy;
} ag_tile_source;

typedef union {
  uint64_t bits[2];
  float f32;
  double f64;
} ag_partial;

typedef struct {
  const ag_tile_program *program;
  const char *const *input;
  char *const *output, *const *folded;
  ag_tile_source *source;
  // By place, for the present tile.
  char **at;
  ag_int *by;
  // Rows of steps: of one operand or two.
  ag_row1 *row1;
  ag_row2 *row2;
  ag_fold fold[max_folds];
  ag_row2 across[max_folds];
} ag_tile_run;

static const int fold_binary[4] = {AG_B_add, AG_B_multiply, AG_B_maximum, AG_B_minimum};

static void describe(
    ag_tile_source *source, int rank, const ag_int *shape, const ag_int *stride) {
  source->axes = 0;
  for (int axis = 0; axis < rank; axis++) {
    if (shape[axis] == 1) continue;
    int last = source->axes - 1;
    if (last >= 0 && source->stride[last] == stride[axis] * shape[axis]) {
      source->extent[last] *= shape[axis];
      source->stride[last] = stride[axis];
      continue;
    }
    source->extent[source->axes] = shape[axis];
    source->stride[source->axes++] = stride[axis];
  }
  if (source->axes == 0 || (source->axes == 1 && source->stride[0] == 0)) source->mode = repeated;
  else if (source->axes == 1 && source->stride[0] == 1) source->mode = flat;
  else source->mode = strided;
}

#define GATHER(T)                                                                                \
  static void gather_##T(const T *x, ag_int stride, ag_int n, T *out) {                          \
    if (stride == 1) {                                                                           \
      for (ag_int i = 0; i < n; i++) out[i] = x[i];                                              \
    } else if (stride == 0) {                                                                    \
      T value = x[0];                                                                            \
      for (ag_int i = 0; i < n; i++) out[i] = value;                                             \
    } else {                                                                                     \
      for (ag_int i = 0; i < n; i++) out[i] = x[i * stride];                                     \
    }                                                                                            \
  }
typedef uint8_t byte1;
typedef uint16_t byte2;
typedef uint32_t byte4;
typedef uint64_t byte8;
typedef struct {
  uint64_t low, high;
} byte16;
GATHER(byte1)
GATHER(byte2)
GATHER(byte4)
GATHER(byte8)
GATHER(byte16)

static void gather(int size, const char *x, ag_int stride, ag_int n, char *out) {
  if (size == 8) gather_byte8((const byte8 *)x, stride, n, (byte8 *)out);
  else if (size == 4) gather_byte4((const byte4 *)x, stride, n, (byte4 *)out);
  else if (size == 2) gather_byte2((const byte2 *)x, stride, n, (byte2 *)out);
  else if (size == 1) gather_byte1((const byte1 *)x, stride, n, (byte1 *)out);
  else gather_byte16((const byte16 *)x, stride, n, (byte16 *)out);
}

// Points place `i` at elements `start` to `start + n`: in memory where they lie evenly, else a copy.
static void locate(ag_tile_run *run, int i, ag_int start, ag_int n) {
  const ag_tile_source *s = &run->source[i];
  int size = run->program->size[i], inner = s->axes - 1;
  const char *base = run->input[i];
  if (s->mode != strided) {
    run->by[i] = s->mode == flat;
    run->at[i] = (char *)base + (s->mode == flat ? start * size : 0);
    return;
  }
  ag_int index[AG_MAX_RANK], rest = start, offset = 0;
  for (int axis = inner; axis >= 0; axis--) {
    index[axis] = rest % s->extent[axis];
    rest /= s->extent[axis];
    offset += index[axis] * s->stride[axis];
  }
  ag_int room = s->extent[inner] - index[inner], stride = s->stride[inner];
  if (room >= n && (stride == 1 || stride == 0)) {
    run->by[i] = stride;
    run->at[i] = (char *)base + offset * size;
    return;
  }
  char *out = s->copy;
  run->by[i] = 1;
  run->at[i] = out;
  while (true) {
    ag_int m = room < n ? room : n;
    gather(size, base + offset * size, stride, m, out);
    n -= m;
    if (n == 0) return;
    out += m * size;
    offset -= index[inner] * stride;
    index[inner] = 0;
    room = s->extent[inner];
    for (int axis = inner - 1; axis >= 0; axis--) {
      offset += s->stride[axis];
      if (++index[axis] < s->extent[axis]) break;
      offset -= s->stride[axis] * s->extent[axis];
      index[axis] = 0;
    }
  }
}

#define SELECT(T)                                                                                \
  static void select_##T(                                                                        \
      ag_int n, const uint8_t *c, ag_int sc, const T *x, ag_int sx, const T *y, ag_int sy,       \
      T *o) {                                                                                    \
    T a = x[0], b = y[0];                                                                        \
    if (sc == 1 && sx == 1 && sy == 1) {                                                         \
      for (ag_int i = 0; i < n; i++) {                                                           \
        T p = x[i], q = y[i];                                                                    \
        o[i] = c[i] ? p : q;                                                                     \
      }                                                                                          \
    } else if (sc == 1 && sx == 0 && sy == 1) {                                                  \
      for (ag_int i = 0; i < n; i++) {                                                           \
        T q = y[i];                                                                              \
        o[i] = c[i] ? a : q;                                                                     \
      }                                                                                          \
    } else if (sc == 1 && sx == 1 && sy == 0) {                                                  \
      for (ag_int i = 0; i < n; i++) {                                                           \
        T p = x[i];                                                                              \
        o[i] = c[i] ? p : b;                                                                     \
      }                                                                                          \
    } else {                                                                                     \
      for (ag_int i = 0; i < n; i++) o[i] = c[i * sc] ? x[i * sx] : y[i * sy];                   \
    }                                                                                            \
  }
SELECT(byte1)
SELECT(byte2)
SELECT(byte4)
SELECT(byte8)
SELECT(byte16)

static void select_step(ag_tile_run *run, const ag_tile_step *step, ag_int n) {
  int c = step->operand[0], x = step->operand[1], y = step->operand[2];
  const uint8_t *condition = (const uint8_t *)run->at[c];
  ag_int sc = run->by[c], sx = run->by[x], sy = run->by[y];
  void *a = run->at[x], *b = run->at[y], *out = run->at[step->result];
  switch (run->program->size[step->result]) {
    case 1: select_byte1(n, condition, sc, a, sx, b, sy, out); break;
    case 2: select_byte2(n, condition, sc, a, sx, b, sy, out); break;
    case 4: select_byte4(n, condition, sc, a, sx, b, sy, out); break;
    case 8: select_byte8(n, condition, sc, a, sx, b, sy, out); break;
    default: select_byte16(n, condition, sc, a, sx, b, sy, out);
  }
}

// Where the result of row `row` of a fold stands, in elements.
static ag_int fold_offset(const ag_tile_fold *fold, ag_int row) {
  ag_int offset = 0, step = fold->axes > 0 && !fold->reduced[fold->axes - 1]
      ? fold->extent[fold->axes - 1] : 1;
  for (int axis = fold->axes - 2; axis >= 0; axis--) {
    if (!fold->reduced[axis]) {
      offset += row % fold->extent[axis] * step;
      step *= fold->extent[axis];
    }
    row /= fold->extent[axis];
  }
  return offset;
}

// A tile's elements from `start` on, row by row in order.
static void fold_tile(ag_tile_run *run, int f, ag_int start, ag_int n) {
  const ag_tile_fold *fold = &run->program->fold[f];
  ag_int size = ag_item_size(fold->dtype), inner = 1;
  bool reduced = true;
  if (fold->axes > 0) {
    inner = fold->extent[fold->axes - 1];
    reduced = fold->reduced[fold->axes - 1];
  }
  const char *x = run->at[fold->place];
  ag_int by = run->by[fold->place], row = start / inner, column = start % inner;
  while (n > 0) {
    ag_int m = inner - column < n ? inner - column : n;
    char *out = run->folded[f] + fold_offset(fold, row) * size;
    if (reduced) run->fold[f](m, x, by, out);
    else {
      out += column * size;
      run->across[f](m, out, 1, x, by, out, 1);
    }
    x += m * by * size;
    n -= m;
    row++;
    column = 0;
  }
}

// Computes a tile; sums of part of a row go to `partial`.
static void run_tile(ag_tile_run *run, ag_int start, ag_int n, ag_partial *partial) {
  const ag_tile_program *p = run->program;
  for (int i = 0; i < p->inputs; i++) locate(run, i, start, n);
  for (int i = 0; i < p->outputs; i++) {
    int place = p->inputs + i;
    run->at[place] = run->output[i] + start * p->size[place];
  }
  for (int s = 0; s < p->steps; s++) {
    const ag_tile_step *step = &p->step[s];
    int a = step->operand[0], b = step->operand[1];
    char *out = run->at[step->result];
    if (run->row1[s]) run->row1[s](n, run->at[a], run->by[a], out, 1);
    else if (run->row2[s])
      run->row2[s](n, run->at[a], run->by[a], run->at[b], run->by[b], out, 1);
    else select_step(run, step, n);
  }
  for (int f = 0; f < p->folds; f++) {
    if (p->fold[f].pairwise && partial) {
      int place = p->fold[f].place;
      if (p->fold[f].dtype == AG_FLOAT64) partial[f].f64 = -0.0;
      else partial[f].f32 = -0.0f;
      run->fold[f](n, run->at[place], run->by[place], &partial[f]);
    } else {
      fold_tile(run, f, start, n);
    }
  }
}

// Part of a row longer than a tile: halves as in a pairwise sum, so that tiles are its subtrees.
static void run_tree(ag_tile_run *run, ag_int start, ag_int n, ag_partial *partial) {
  if (n <= run->program->tile) {
    run_tile(run, start, n, partial);
    return;
  }
  ag_int half = n / 2;
  half -= half % 8;
  ag_partial right[max_folds];
  run_tree(run, start, half, partial);
  run_tree(run, start + half, n - half, right);
  for (int f = 0; f < run->program->folds; f++) {
    if (!run->program->fold[f].pairwise) continue;
    if (run->program->fold[f].dtype == AG_FLOAT64) partial[f].f64 += right[f].f64;
    else partial[f].f32 += right[f].f32;
  }
}

static void run_rows(ag_tile_run *run, ag_int start, ag_int end) {
  const ag_tile_program *p = run->program;
  if (p->row <= p->tile) {
    ag_int chunk = p->row > 0 ? p->tile / p->row * p->row : p->tile;
    for (ag_int at = start; at < end; at += chunk)
      run_tile(run, at, end - at < chunk ? end - at : chunk, NULL);
    return;
  }
  for (ag_int at = start; at < end; at += p->row) {
    ag_partial partial[max_folds];
    run_tree(run, at, p->row, partial);
    for (int f = 0; f < p->folds; f++) {
      const ag_tile_fold *fold = &p->fold[f];
      if (!fold->pairwise) continue;
      char *out = run->folded[f]
          + fold_offset(fold, at / p->row) * ag_item_size(fold->dtype);
      if (fold->dtype == AG_FLOAT64) *(double *)out += partial[f].f64;
      else *(float *)out += partial[f].f32;
    }
  }
}

// A run's tables and registers; NULL where memory ran out.
typedef struct {
  const ag_tile_program *program;
  const char *const *input;
  const ag_int *stride;
  char *const *output, *const *folded;
  size_t tables, scratch;
  int parts;
  // Whole units of this many elements, or subtrees of the one row.
  ag_int total, unit;
  bool trees;
  ag_int start[max_parts], length[max_parts];
  ag_partial partial[max_parts][max_folds];
  _Atomic bool failed;
} ag_tile_call;

static size_t register_bytes(const ag_tile_program *p, int place) {
  return (size_t)(p->size[place] * p->tile + 127) / 64 * 64;
}

static bool prepare(ag_tile_run *run, const ag_tile_call *call, char *memory) {
  const ag_tile_program *p = call->program;
  int places = p->inputs + p->outputs + p->registers;
  run->program = p;
  run->input = call->input;
  run->output = call->output;
  run->folded = call->folded;
  run->source = (ag_tile_source *)memory;
  run->at = (char **)(run->source + p->inputs);
  run->by = (ag_int *)(run->at + places);
  run->row1 = (ag_row1 *)(run->by + places);
  run->row2 = (ag_row2 *)(run->row1 + p->steps);
  char *free_memory = memory + call->tables;
  for (int i = 0; i < places; i++) {
    run->by[i] = 1;
    if (i >= p->inputs && i < p->inputs + p->outputs) continue;
    if (i < p->inputs) {
      describe(&run->source[i], p->rank, p->shape, call->stride + (ag_int)i * p->rank);
      run->source[i].copy = free_memory;
    } else {
      run->at[i] = free_memory;
    }
    free_memory += register_bytes(p, i);
  }
  bool known = true;
  for (int s = 0; s < p->steps; s++) {
    const ag_tile_step *step = &p->step[s];
    run->row1[s] = NULL;
    run->row2[s] = NULL;
    if (step->kind == AG_TILE_UNARY) run->row1[s] = ag_unary_row(step->op, step->dtype);
    else if (step->kind == AG_TILE_CAST) run->row1[s] = ag_cast_row(step->dtype, step->op);
    else if (step->kind == AG_TILE_BINARY) run->row2[s] = ag_binary_row(step->op, step->dtype);
    known &= step->kind == AG_TILE_SELECT || run->row1[s] || run->row2[s];
  }
  for (int f = 0; f < p->folds; f++) {
    int dtype = p->fold[f].dtype;
    run->fold[f] = ag_chosen_set()->folds->fold[p->fold[f].op][dtype];
    run->across[f] = ag_binary_row(fold_binary[p->fold[f].op], dtype == AG_BOOL ? AG_UINT8 : dtype);
  }
  return known;
}

static void run_part(int part, void *context) {
  ag_tile_call *call = context;
  char *memory = ag_allocate(call->tables + call->scratch);
  ag_tile_run run;
  if (!memory || !prepare(&run, call, memory)) call->failed = true;
  else if (call->trees)
    run_tree(&run, call->start[part], call->length[part], call->partial[part]);
  else
    run_rows(&run, call->start[part], call->start[part] + call->length[part]);
  ag_release(memory, call->tables + call->scratch);
}

// The subtrees of a pairwise sum `depth` levels down, left to right.
static void cut_tree(ag_tile_call *call, ag_int start, ag_int n, int depth) {
  if (depth == 0) {
    call->start[call->parts] = start;
    call->length[call->parts++] = n;
    return;
  }
  ag_int half = n / 2;
  half -= half % 8;
  cut_tree(call, start, half, depth - 1);
  cut_tree(call, start + half, n - half, depth - 1);
}

// Adds the parts' sums as the whole tree would have, into `partial[first]`.
static void join_tree(ag_tile_call *call, int first, int count) {
  if (count == 1) return;
  int half = count / 2;
  join_tree(call, first, half);
  join_tree(call, first + half, half);
  for (int f = 0; f < call->program->folds; f++) {
    ag_partial *left = &call->partial[first][f], *right = &call->partial[first + half][f];
    if (call->program->fold[f].dtype == AG_FLOAT64) left->f64 += right->f64;
    else left->f32 += right->f32;
  }
}

// How the elements can be shared out: 0 not at all, 1 in whole units, 2 as subtrees of one sum.
static int sharing(const ag_tile_program *p, ag_int total) {
  bool rows = true, tree = p->folds > 0 && p->row == total;
  for (int f = 0; f < p->folds; f++) {
    const ag_tile_fold *fold = &p->fold[f];
    rows &= fold->pairwise && fold->axes == 2 && !fold->reduced[0];
    tree &= fold->pairwise && fold->axes == 1 && fold->op == AG_R_sum;
  }
  return tree && total > 16 * p->tile ? 2 : rows ? 1 : 0;
}

bool ag_tiles_run(
    const ag_tile_program *p, const void *const *input, const ag_int *stride,
    void *const *output, void *const *folded, int threads) {
  int places = p->inputs + p->outputs + p->registers;
  if (p->folds > max_folds) return false;
  ag_int total = 1;
  for (int axis = 0; axis < p->rank; axis++) total *= p->shape[axis];
  for (int f = 0; f < p->folds; f++) {
    const ag_tile_fold *fold = &p->fold[f];
    ag_int size = ag_item_size(fold->dtype);
    for (ag_int i = 0; i < fold->count; i++)
      ag_fold_identity(fold->identity, fold->dtype, (char *)folded[f] + i * size);
  }
  if (total == 0) return true;
  // One block a thread: tables, then copies of strided inputs, then registers.
  ag_tile_call call = {.program = p, .input = (const char *const *)input, .stride = stride,
                       .output = (char *const *)output, .folded = (char *const *)folded,
                       .total = total};
  call.tables = (size_t)p->inputs * sizeof(ag_tile_source) + (size_t)places * 2 * sizeof(void *)
      + (size_t)p->steps * 2 * sizeof(void *);
  call.tables = (call.tables + 63) / 64 * 64;
  for (int i = 0; i < places; i++)
    if (i < p->inputs || i >= p->inputs + p->outputs) call.scratch += register_bytes(p, i);
  // Measured: below this a thread costs more than it brings.
  bool large = (double)total * (p->steps + p->folds) >= 1 << 19;
  int kind = threads > 1 && large ? sharing(p, total) : 0;
  if (kind == 2) {
    int depth = 1;
    while (1 << depth < threads && depth < 4) depth++;
    call.trees = true;
    cut_tree(&call, 0, total, depth);
    ag_parallel(call.parts, run_part, &call);
    if (call.failed) return false;
    join_tree(&call, 0, call.parts);
    for (int f = 0; f < p->folds; f++) {
      if (p->fold[f].dtype == AG_FLOAT64) *(double *)folded[f] += call.partial[0][f].f64;
      else *(float *)folded[f] += call.partial[0][f].f32;
    }
    return true;
  }
  call.parts = kind == 1 ? threads < max_parts ? threads : max_parts : 1;
  ag_int unit = p->row > p->tile ? p->row : p->row > 0 ? p->tile / p->row * p->row : p->tile;
  ag_int units = (total + unit - 1) / unit;
  for (int part = 0; part < call.parts; part++) {
    ag_int start = units * part / call.parts * unit, end = units * (part + 1) / call.parts * unit;
    call.start[part] = start;
    call.length[part] = (end < total ? end : total) - start;
  }
  ag_parallel(call.parts, run_part, &call);
  return !call.failed;
}
