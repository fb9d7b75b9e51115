// Elementary functions of complex128 after C99 Annex G, as NumPy has them; complex64 is computed
// here and rounded once.
#ifndef AG_COMPLEX_FUNCTIONS_H
#define AG_COMPLEX_FUNCTIONS_H

#include "types.h"

#define AG_COMPLEX_FUNCTION_LIST(X)                                                              \
  X(sqrt) X(rsqrt) X(exp) X(exp2) X(expm1) X(log) X(log2) X(log10) X(log1p)                      \
  X(sin) X(cos) X(tan) X(arcsin) X(arccos) X(arctan)                                             \
  X(sinh) X(cosh) X(tanh) X(arcsinh) X(arccosh) X(arctanh)                                       \
  X(logistic) X(sign) X(reciprocal) X(rint) X(sinc)

#define AG_DECLARE(name) ag_c128 ag_complex_##name(ag_c128 z);
AG_COMPLEX_FUNCTION_LIST(AG_DECLARE)
#undef AG_DECLARE

double ag_complex_absolute(ag_c128 z);
double ag_complex_angle(ag_c128 z);
ag_c128 ag_complex_power(ag_c128 a, ag_c128 b);
ag_c128 ag_complex_logaddexp(ag_c128 a, ag_c128 b);

#endif
