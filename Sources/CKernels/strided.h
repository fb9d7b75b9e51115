// Iteration over rows of up to four broadcast operands.
#ifndef AG_STRIDED_H
#define AG_STRIDED_H

#include "CKernels.h"

enum { AG_MAX_OPERANDS = 4 };

typedef struct {
  int operands;
  // Axes outside the row, outermost first.
  int outer;
  ag_int extent[AG_MAX_RANK];
  ag_int stride[AG_MAX_OPERANDS][AG_MAX_RANK];
  ag_int index[AG_MAX_RANK];
  // The row: extent and one stride an operand.
  ag_int n;
  ag_int step[AG_MAX_OPERANDS];
  // Element offset of the current row, one an operand.
  ag_int offset[AG_MAX_OPERANDS];
  bool empty;
} ag_loop;

// Drops axes of extent 1, merges axes that every operand crosses in one step, and takes the
// innermost as the row, or a longer one where that is very short. Elementwise results do not depend
// on the choice.
void ag_loop_start(
    ag_loop *loop, int rank, const ag_int *shape, int operands, const ag_int *const *strides);
// Advances to the next row; false after the last.
bool ag_loop_next(ag_loop *loop);

#endif
