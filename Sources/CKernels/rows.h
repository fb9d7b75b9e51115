// Row tables: one filled for each instruction set, one common to all, looked up in that order.
#ifndef AG_ROWS_H
#define AG_ROWS_H

#include "CKernels.h"

typedef struct {
  ag_row1 unary[AG_UNARY_COUNT][AG_DTYPE_COUNT];
  ag_row2 binary[AG_BINARY_COUNT][AG_DTYPE_COUNT];
} ag_row_table;

extern const ag_row_table ag_baseline_rows, ag_common_rows;
#if defined(__x86_64__)
extern const ag_row_table ag_avx2_rows, ag_avx512_rows;
#endif

#endif
