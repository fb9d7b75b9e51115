// Calls of vector functions over rows; see vector_calls.S.
#ifndef AG_VECTOR_CALLS_H
#define AG_VECTOR_CALLS_H

#include "CKernels.h"

typedef void (*ag_vector_function)(void);

#if defined(__x86_64__)
void ag_each_256(ag_vector_function f, ag_int count, const void *x, void *out);
void ag_each_512(ag_vector_function f, ag_int count, const void *x, void *out);
void ag_each_pair_256(
    ag_vector_function f, ag_int count, const void *x, const void *y, void *out);
void ag_each_pair_512(
    ag_vector_function f, ag_int count, const void *x, const void *y, void *out);
#endif

#endif
