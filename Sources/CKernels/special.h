// Special functions of f64; float32 rows compute here and round once.
#ifndef AG_SPECIAL_H
#define AG_SPECIAL_H

double ag_gamma(double x);
double ag_gammaln(double x);
double ag_digamma(double x);
double ag_gammainc(double a, double x);
double ag_gammaincc(double a, double x);
double ag_polygamma(double n, double x);
// Hurwitz: sum over k >= 0 of (q + k)^-s.
double ag_zeta(double s, double q);

double ag_erfinv(double x);
double ag_erfcinv(double x);
double ag_ndtri(double p);

double ag_bessel_j0(double x);
double ag_bessel_j1(double x);
double ag_bessel_y0(double x);
double ag_bessel_y1(double x);
double ag_bessel_jn(double n, double x);
double ag_bessel_yn(double n, double x);
double ag_bessel_i0(double x);
double ag_bessel_i1(double x);
double ag_bessel_i0e(double x);
double ag_bessel_i1e(double x);
double ag_bessel_iv(double v, double x);
double ag_bessel_ive(double v, double x);

#endif
