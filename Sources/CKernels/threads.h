#ifndef AG_THREADS_H
#define AG_THREADS_H

#include "CKernels.h"

typedef void (*ag_part)(int part, void *context);

// Runs parts 0 to `count` - 1, in any order and on any thread; returns when all are done.
void ag_parallel(int count, ag_part function, void *context);

#endif
