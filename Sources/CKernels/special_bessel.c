// Bessel functions.
#include <math.h>

#include "elementary.h"
#include "special.h"

// Chebyshev series, computed to 40 digits and cut at 1e-18: exp(-x) I0(x) and exp(-x) I1(x) / x in
// x/4 - 1 up to x = 8, exp(-x) sqrt(x) I(x) in 16/x - 1 beyond.
static const double i0_small[31] = {
    0.338397637204738042498, -0.304682672343198398683, 0.171620901522208775349,
    -0.094901097048047644421, 0.0493052842396707084878, -0.0237374148058994688156,
    0.0105464603945949983183, -0.0043243099950505759443, 0.00163947561694133579842,
    -0.000576375574538582365885, 0.000188502885095841655729, -0.0000575419501008210370398,
    0.0000164484480707288970893, -0.00000441673835845875056359, 0.00000111738753912010371815,
    -2.67079385394061173391e-7, 6.04699502254191894932e-8, -1.30002500998624804212e-8,
    2.65982372468238665035e-9, -5.18979560163526290666e-10, 9.67580903537323691224e-11,
    -1.72682629144155570723e-11, 2.95505266312963983461e-12, -4.8564467831119294609e-13,
    7.67618549860493561688e-14, -1.16853328779934516808e-14, 1.71539128555513303061e-15,
    -2.43127984654795469359e-16, 3.33079451882223809783e-17, -4.4153416464793393795e-18,
    5.66917800692149615709e-19,
};
static const double i0_large[27] = {
    0.402245205507054415804, 0.0033691164782556940899, 0.0000688975834691682398426,
    0.00000289137052083475648297, 2.04891858946906374183e-7, 2.26666899049817806459e-8,
    3.39623202570838634515e-9, 4.9406023882249695891e-10, 1.18891471078464383424e-11,
    -3.14991652796324136454e-11, -1.32158118404477131188e-11, -1.79417853150680611778e-12,
    7.18012445138366623367e-13, 3.85277838274214270114e-13, 1.54008621752140982691e-14,
    -4.15056934728722208663e-14, -9.5548466988283076487e-15, 3.81168066935262242075e-15,
    1.7725601330565263836e-15, -3.42548561967721913462e-16, -2.82762398051658348494e-16,
    3.4612228676974610931e-17, 4.46562142029675999901e-17, -4.83050448594418207125e-18,
    -7.23318048787475395456e-18, 9.92147541217369859878e-19, 1.19365089084598208552e-18,
};
static const double i1_small[30] = {
    0.126293593221816827412, -0.176416518357834055153, 0.102643658689847095384,
    -0.0529459812080949914269, 0.0247264490306265168283, -0.0105640848946261981558,
    0.00415642294431288815669, -0.00151357245063125314899, 0.000512285956168575772895,
    -0.000161760815825896745588, 0.0000478156510755005422638, -0.0000132731636560394358279,
    0.00000347025130813767847674, -8.56872026469545474066e-7, 2.00329475355213526229e-7,
    -4.44505912879632808065e-8, 9.38153738649577178388e-9, -1.8872497517228292879e-9,
    3.62559028155211703701e-10, -6.66348972350202774223e-11, 1.17361862988909016308e-11,
    -1.9839743977649437152e-12, 3.22379336594557470981e-13, -5.04218550472791168711e-14,
    7.60068429473540693407e-15, -1.10559694773538630803e-15, 1.55363195773620046892e-16,
    -2.11142121435816607824e-17, 2.77791411276104637049e-18, -3.54158177254213620523e-19,
};
static const double i1_large[27] = {
    0.389288117509140060237, -0.00976109749136146840777, -0.000110588938762623716291,
    -0.00000388256480887769039346, -2.51223623787020892529e-7, -2.63146884688951950684e-8,
    -3.83538038596423702205e-9, -5.58974346219658380687e-10, -1.8974958123505412345e-11,
    3.25260358301548823856e-11, 1.41258074366137813316e-11, 2.03562854414708950722e-12,
    -7.19855177624590851209e-13, -4.08355111109219731823e-13, -2.10154184277266431302e-14,
    4.2724400167119513543e-14, 1.04202769841288027642e-14, -3.81440307243700780477e-15,
    -1.88035477551078244851e-15, 3.30820231092092828273e-16, 2.96262899764595013907e-16,
    -3.20952592199342395878e-17, -4.65030536848935832557e-17, 4.41434832307170794994e-18,
    7.51729631084210480542e-18, -9.31417886732688337558e-19, -1.24219327519489095613e-18,
};

// Clenshaw's recurrence.
static double chebyshev(const double *c, int n, double t) {
  double b0 = 0, b1 = 0;
  for (int i = n - 1; i > 0; i--) {
    double b2 = b1;
    b1 = b0;
    b0 = 2 * t * b1 - b2 + c[i];
  }
  return t * b0 - b1 + c[0];
}
#define SERIES(c, t) chebyshev(c, (int)(sizeof(c) / sizeof(c[0])), t)

double ag_bessel_i0e(double x) {
  double a = fabs(x);
  if (a <= 8) return SERIES(i0_small, a / 4 - 1);
  if (a == INFINITY) return 0;
  return SERIES(i0_large, 16 / a - 1) / sqrt(a);
}

double ag_bessel_i1e(double x) {
  double a = fabs(x);
  if (a <= 8) return SERIES(i1_small, a / 4 - 1) * x;
  if (a == INFINITY) return x > 0 ? 0.0 : -0.0;
  double r = SERIES(i1_large, 16 / a - 1) / sqrt(a);
  return x < 0 ? -r : r;
}

// exp(|x|) in two factors, as the scaled value is small where exp overflows.
static double unscale(double scaled, double x) {
  double e = ag_exp_f64(fabs(x) * 0.5);
  return fabs(x) < 700 ? scaled * ag_exp_f64(fabs(x)) : (scaled * e) * e;
}

double ag_bessel_i0(double x) { return unscale(ag_bessel_i0e(x), x); }
double ag_bessel_i1(double x) { return unscale(ag_bessel_i1e(x), x); }

// Hankel's asymptotic series of exp(-x) Iv(x), for x well beyond v^2.
static double iv_asymptotic(double v, double x) {
  double mu = 4 * v * v, term = 1, sum = 1;
  for (int k = 1; k < 200; k++) {
    double odd = 2 * k - 1, next = -term * (mu - odd * odd) / (k * 8 * x);
    if (fabs(next) >= fabs(term) && k > fabs(v)) break;
    term = next;
    sum += term;
    if (fabs(term) < 1e-17 * fabs(sum)) break;
  }
  return sum / sqrt(2 * 3.14159265358979323846 * x);
}

// The power series, all of one sign for v > -1, scaled down when it grows.
static double iv_series(double v, double x) {
  double quarter = 0.25 * x * x, term = 1, sum = 1, scale = 0;
  for (double k = 1; k < 1e5; k++) {
    term *= quarter / (k * (v + k));
    sum += term;
    if (fabs(sum) > 1e250) {
      sum *= 1e-250;
      term *= 1e-250;
      scale += 575.646273248511421005;
    }
    if (fabs(term) < 1e-17 * fabs(sum)) break;
  }
  if (scale == 0 && v < 100 && x < 600)
    return ag_pow_f64(0.5 * x, v) / ag_gamma(v + 1) * sum * ag_exp_f64(-x);
  double sign = v < -1 && fmod(floor(v), 2) != 0 ? -1 : 1;
  double power = v * ag_log_f64(0.5 * x) - ag_gammaln(v + 1);
  return sign * sum * ag_exp_f64(scale + power - x);
}

// exp(-|x|) Iv(x); NaN for x < 0 unless v is whole.
double ag_bessel_ive(double v, double x) {
  if (v != v || x != x) return NAN;
  bool whole = v == floor(v);
  if (x < 0) {
    if (!whole) return NAN;
    double r = ag_bessel_ive(v, -x);
    return fmod(v, 2) == 0 ? r : -r;
  }
  if (whole && v < 0) v = -v;
  if (x == 0) return v == 0 ? 1 : v > 0 ? 0 : INFINITY;
  if (x == INFINITY) return 0;
  if (v == 0) return ag_bessel_i0e(x);
  if (v == 1) return ag_bessel_i1e(x);
  if (x > 40 && x > v * v) return iv_asymptotic(v, x);
  return iv_series(v, x);
}

double ag_bessel_iv(double v, double x) { return unscale(ag_bessel_ive(v, x), x); }

// J and Y are the C library's, a few ulp; orders that are not whole are not provided and give NaN.
double ag_bessel_j0(double x) { return j0(x); }
double ag_bessel_j1(double x) { return j1(x); }
double ag_bessel_y0(double x) { return x == 0 ? -INFINITY : x < 0 ? NAN : y0(x); }
double ag_bessel_y1(double x) { return x == 0 ? -INFINITY : x < 0 ? NAN : y1(x); }

static bool is_order(double n) { return n == floor(n) && fabs(n) < 2147483647; }

double ag_bessel_jn(double n, double x) { return is_order(n) ? jn((int)n, x) : NAN; }
double ag_bessel_yn(double n, double x) {
  if (!is_order(n) || x < 0) return NAN;
  return x == 0 ? -INFINITY : yn((int)n, x);
}
