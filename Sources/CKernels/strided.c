#include "strided.h"

void ag_loop_start(
    ag_loop *loop, int rank, const ag_int *shape, int operands, const ag_int *const *strides) {
  loop->operands = operands;
  loop->empty = false;
  int axes = 0;
  for (int axis = 0; axis < rank; axis++) {
    if (shape[axis] == 0) loop->empty = true;
    if (shape[axis] == 1) continue;
    bool merges = axes > 0;
    for (int o = 0; o < operands && merges; o++)
      merges = loop->stride[o][axes - 1] == strides[o][axis] * shape[axis];
    int target = merges ? axes - 1 : axes++;
    loop->extent[target] = merges ? loop->extent[target] * shape[axis] : shape[axis];
    for (int o = 0; o < operands; o++) loop->stride[o][target] = strides[o][axis];
  }
  for (int o = 0; o < operands; o++) loop->offset[o] = 0;
  if (axes == 0) {
    loop->outer = 0;
    loop->n = 1;
    for (int o = 0; o < operands; o++) loop->step[o] = 0;
    return;
  }
  int row = axes - 1;
  if (loop->extent[row] < 8)
    for (int axis = 0; axis < axes; axis++)
      if (loop->extent[axis] > 4 * loop->extent[row]) row = axis;
  loop->n = loop->extent[row];
  for (int o = 0; o < operands; o++) loop->step[o] = loop->stride[o][row];
  loop->outer = axes - 1;
  for (int axis = row; axis < axes - 1; axis++) {
    loop->extent[axis] = loop->extent[axis + 1];
    for (int o = 0; o < operands; o++) loop->stride[o][axis] = loop->stride[o][axis + 1];
  }
  for (int axis = 0; axis < loop->outer; axis++) loop->index[axis] = 0;
}

bool ag_loop_next(ag_loop *loop) {
  for (int axis = loop->outer - 1; axis >= 0; axis--) {
    for (int o = 0; o < loop->operands; o++) loop->offset[o] += loop->stride[o][axis];
    if (++loop->index[axis] < loop->extent[axis]) return true;
    for (int o = 0; o < loop->operands; o++)
      loop->offset[o] -= loop->stride[o][axis] * loop->extent[axis];
    loop->index[axis] = 0;
  }
  return false;
}
