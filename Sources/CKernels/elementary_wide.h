// One value of the functions of wide_functions.inc, the bits of the vector forms; only on
// processors with FMA.
#ifndef AG_ELEMENTARY_WIDE_H
#define AG_ELEMENTARY_WIDE_H

double ag_wide_exp(double x);
double ag_wide_log(double x);
double ag_wide_sin(double x);
double ag_wide_cos(double x);

#endif
