// The instruction set in use and what it brings.
#ifndef AG_DISPATCH_H
#define AG_DISPATCH_H

#include "rows.h"

// accumulator = accumulator op (reduction of the row)
typedef void (*ag_fold)(ag_int n, const void *x, ag_int stride, void *accumulator);
typedef struct {
  // AG_R_sum, product, max, min by dtype; bool folds as uint8.
  ag_fold fold[4][AG_DTYPE_COUNT];
} ag_fold_table;

// Matrix products of f64 and f32; strides in elements, `out` is overwritten. The blocked form packs
// into `scratch`.
typedef struct {
  void (*blocked_f64)(
      ag_int m, ag_int n, ag_int k, const double *x, ag_int x_row, ag_int x_column,
      const double *y, ag_int y_row, ag_int y_column, double *out, ag_int out_row, void *scratch);
  void (*blocked_f32)(
      ag_int m, ag_int n, ag_int k, const float *x, ag_int x_row, ag_int x_column, const float *y,
      ag_int y_row, ag_int y_column, float *out, ag_int out_row, void *scratch);
  void (*plain_f64)(
      ag_int m, ag_int n, ag_int k, const double *x, ag_int x_row, ag_int x_column,
      const double *y, ag_int y_row, ag_int y_column, double *out, ag_int out_row,
      ag_int out_column);
  void (*plain_f32)(
      ag_int m, ag_int n, ag_int k, const float *x, ag_int x_row, ag_int x_column, const float *y,
      ag_int y_row, ag_int y_column, float *out, ag_int out_row, ag_int out_column);
  double (*dot_f64)(ag_int k, const double *x, ag_int sx, const double *y, ag_int sy);
  float (*dot_f32)(ag_int k, const float *x, ag_int sx, const float *y, ag_int sy);
} ag_product_table;

extern const ag_fold_table ag_baseline_folds;
extern const ag_product_table ag_baseline_products;
#if defined(__x86_64__)
extern const ag_fold_table ag_avx2_folds, ag_avx512_folds;
extern const ag_product_table ag_avx2_products, ag_avx512_products;
#endif

typedef struct {
  const char *name;
  const ag_row_table *rows;
  const ag_fold_table *folds;
  const ag_product_table *products;
  // 0 baseline, 1 AVX2 with FMA, 2 AVX-512.
  int level;
} ag_instruction_set_rows;

const ag_instruction_set_rows *ag_chosen_set(void);

// What a fold of no elements gives: AG_R_sum, product, max or min.
void ag_fold_identity(int op, int dtype, void *out);

// argmax and argmin, called by ag_reduce.
bool ag_reduce_argument(
    int op, int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx,
    const bool *reduced, int64_t *out, const ag_int *so);

// Bytes the blocked products need for packed panels.
enum { AG_PRODUCT_SCRATCH = 4 << 20 };

#endif
