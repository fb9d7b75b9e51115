// The general eigenproblem, by scalar type.
#ifndef AG_LINALG_GENERAL_H
#define AG_LINALG_GENERAL_H

#include "linalg_scalar.h"

int ag_eigen_general_real(ag_int n, double *a, ag_z *values, ag_z *vectors);
// Undoes balancing on the columns of v, column-major.
void ag_unbalance_vectors(ag_int n, ag_int low, ag_int high, const double *scale, ag_z *v);

#endif
