// The instruction set in use and what it brings.
#ifndef AG_DISPATCH_H
#define AG_DISPATCH_H

#include "rows.h"

typedef struct {
  const char *name;
  const ag_row_table *rows;
  // 0 baseline, 1 AVX2 with FMA, 2 AVX-512.
  int level;
} ag_instruction_set_rows;

const ag_instruction_set_rows *ag_chosen_set(void);

#endif
