// Gamma and its relatives.
#include <math.h>

#include "elementary.h"
#include "special.h"

static const double pi = 3.14159265358979323846;
static const double epsilon = 1.11022302462515654042e-16;

// Poles: NaN at negative whole numbers, an infinity with the sign of the zero.
double ag_gamma(double x) {
  if (x == 0) return copysign(INFINITY, x);
  if (x == -INFINITY || (x < 0 && x == floor(x))) return NAN;
  if (x == INFINITY) return x;
  if (x > 171.7) return INFINITY;
  return ag_raw_tgamma_f64(x);
}

double ag_gammaln(double x) {
  if (isinf(x)) return INFINITY;
  if (x <= 0 && x == floor(x)) return INFINITY;
  // Beyond SLEEF's range: Stirling without its corrections, which vanish there.
  if (x > 1e15) return x * (ag_log_f64(x) - 1) - 0.5 * ag_log_f64(x) + 0.918938533204672741780;
  return ag_raw_lgamma_f64(x);
}

// Rational approximation on [1, 2] after J. Maddock (Boost.Math digamma), about the root split in
// three parts.
static double digamma_1_2(double x) {
  static const double y = 0.99558162689208984375;
  static const double p[6] = {0.25479851061131551,   -0.32555031186804491,  -0.65031853770896507,
                              -0.28919126444774784,  -0.045251321448739056, -0.0020713321167745952};
  static const double q[7] = {1.0,
                              2.0767117023730469,
                              1.4606242909763515,
                              0.43593529692665969,
                              0.054151797245674225,
                              0.0021284987017821144,
                              -0.55789841321675513e-6};
  double root1 = 1569415565.0 / 1073741824.0;
  double root2 = (381566830.0 / 1073741824.0) / 1073741824.0;
  double root3 = 0.9016312093258695918615325266959189453125e-19;
  double g = ((x - root1) - root2) - root3;
  double t = x - 1, numerator = p[5], denominator = q[6];
  for (int i = 4; i >= 0; i--) numerator = numerator * t + p[i];
  for (int i = 5; i >= 0; i--) denominator = denominator * t + q[i];
  return g * y + g * (numerator / denominator);
}

double ag_digamma(double x) {
  if (x != x || x == INFINITY) return x;
  if (x == 0) return copysign(INFINITY, -x);
  double result = 0;
  if (x <= -1 || x < 0) {
    if (x == floor(x) || x == -INFINITY) return NAN;
    // Reflection: psi(1 - x) - psi(x) = pi / tan(pi x).
    double r = x - floor(x);
    if (r > 0.5) r -= 1;
    result = r == 0.5 ? 0 : -pi / (ag_raw_sinpi_f64(r) / ag_raw_cospi_f64(r));
    x = 1 - x;
  }
  if (x >= 10) {
    // Asymptotic series; B(2k)/(2k).
    static const double c[8] = {0.083333333333333333333,  -0.0083333333333333333333,
                                0.003968253968253968254,  -0.0041666666666666666667,
                                0.0075757575757575757576, -0.021092796092796092796,
                                0.083333333333333333333,  -0.44325980392156862745};
    double z = 1 / (x * x), s = c[7];
    for (int i = 6; i >= 0; i--) s = s * z + c[i];
    return result + ((ag_log_f64(x) - 0.5 / x) - z * s);
  }
  while (x > 2) {
    x -= 1;
    result += 1 / x;
  }
  while (x < 1) {
    result -= 1 / x;
    x += 1;
  }
  return result + digamma_1_2(x);
}

// Euler-Maclaurin after S. Moshier (Cephes zeta); c holds (2k)!/B(2k).
double ag_zeta(double s, double q) {
  static const double c[12] = {12.0,
                               -720.0,
                               30240.0,
                               -1209600.0,
                               47900160.0,
                               -1.8924375803183791606e9,
                               7.47242496e10,
                               -2.950130727918164224e12,
                               1.1646782814350067249e14,
                               -4.5979787224074726105e15,
                               1.8152105401943546773e17,
                               -7.1661652561756670113e18};
  if (s != s || q != q) return NAN;
  if (s == 1) return INFINITY;
  if (s < 1) return NAN;
  if (q <= 0) {
    if (q == floor(q)) return INFINITY;
    if (s != floor(s)) return NAN;
  }
  if (q > 1e8) return (1 / (s - 1) + 1 / (2 * q)) * ag_pow_f64(q, 1 - s);
  double sum = ag_pow_f64(q, -s), a = q, b = 0;
  for (int i = 0; i < 9 || a <= 9; i++) {
    a += 1;
    b = ag_pow_f64(a, -s);
    sum += b;
    if (fabs(b) < epsilon * fabs(sum)) return sum;
  }
  double w = a, factor = 1, k = 0;
  sum += b * w / (s - 1);
  sum -= 0.5 * b;
  for (int i = 0; i < 12; i++) {
    factor *= s + k;
    b /= w;
    double t = factor * b / c[i];
    sum += t;
    if (fabs(t) < epsilon * fabs(sum)) break;
    k += 1;
    factor *= s + k;
    b /= w;
    k += 1;
  }
  return sum;
}

double ag_polygamma(double n, double x) {
  if (n == 0) return ag_digamma(x);
  if (!(n > 0) || n != floor(n)) return NAN;
  double sign = fmod(n, 2) == 0 ? -1 : 1;
  return sign * ag_gamma(n + 1) * ag_zeta(n + 1, x);
}

// log(1 + u) - u without cancellation.
static double log1p_minus(double u) {
  if (fabs(u) > 0.4) return ag_log1p_f64(u) - u;
  // log1p(u) = 2 atanh(r), r = u / (2 + u); 2r - u = -u r.
  double r = u / (2 + u), z = r * r, term = r * z, sum = 0;
  for (int k = 3; k < 61; k += 2) {
    sum += term / k;
    term *= z;
  }
  return 2 * sum - u * r;
}

// x^a exp(-x) / Gamma(a + 1)
static double gamma_prefactor(double a, double x) {
  if (a < 16) return ag_exp_f64(a * ag_log_f64(x) - x) / ag_gamma(a + 1);
  double z = 1 / (a * a);
  double stirling = (1 / a)
      * (0.083333333333333333333
         + z * (-0.0027777777777777777778
                + z * (7.9365079365079365079e-4
                       + z * (-5.9523809523809523810e-4 + z * 8.4175084175084175084e-4))));
  double decay = a * log1p_minus((x - a) / a);
  return ag_exp_f64(decay - stirling) / sqrt(2 * pi * a);
}

static double gammainc_series(double a, double x) {
  double term = 1, sum = 1;
  for (double n = 1; n < 1e6; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term <= epsilon * sum) break;
  }
  return gamma_prefactor(a, x) * sum;
}

// Legendre's continued fraction, by Lentz's method.
static double gammaincc_fraction(double a, double x) {
  const double tiny = 1e-300;
  double b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;
  for (double i = 1; i < 1e6; i += 1) {
    double an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (fabs(d) < tiny) d = tiny;
    c = b + an / c;
    if (fabs(c) < tiny) c = tiny;
    d = 1 / d;
    double step = d * c;
    h *= step;
    if (fabs(step - 1) < 2 * epsilon) break;
  }
  return gamma_prefactor(a, x) * a * h;
}

// log Gamma(1 + a), accurate for small a: sum of (-1)^n zeta(n) a^n / n.
static double gammaln_1p(double a) {
  if (fabs(a) > 0.25) return ag_gammaln(1 + a);
  double sum = -0.57721566490153286061 * a, power = a;
  for (int n = 2; n < 30; n++) {
    power *= -a;
    sum += (1 + (ag_zeta(n, 2))) * -power / n;
  }
  return sum;
}

// For small x: 1 - x^a / Gamma(1 + a), less the alternating tail (DiDonato and Morris 1986).
static double gammaincc_series(double a, double x) {
  double factor = 1, sum = 0;
  for (int n = 1; n < 500; n++) {
    factor *= -x / n;
    double term = factor / (a + n);
    sum += term;
    if (fabs(term) <= epsilon * fabs(sum)) break;
  }
  double exponent = a * ag_log_f64(x) - gammaln_1p(a);
  return -ag_expm1_f64(exponent) - ag_exp_f64(exponent) * a * sum;
}

double ag_gammainc(double a, double x) {
  if (a != a || x != x || a < 0 || x < 0) return NAN;
  if (a == 0) return x > 0 ? 1 : NAN;
  if (x == 0) return 0;
  if (isinf(a)) return isinf(x) ? NAN : 0;
  if (isinf(x)) return 1;
  if (x > 1 && x > a) return 1 - ag_gammaincc(a, x);
  return gammainc_series(a, x);
}

double ag_gammaincc(double a, double x) {
  if (a != a || x != x || a < 0 || x < 0) return NAN;
  if (a == 0) return x > 0 ? 0 : NAN;
  if (x == 0) return 1;
  if (isinf(a)) return isinf(x) ? NAN : 1;
  if (isinf(x)) return 0;
  if (x > 1.1) return x < a ? 1 - gammainc_series(a, x) : gammaincc_fraction(a, x);
  bool small = x <= 0.5 ? -0.4 / ag_log_f64(x) < a : x * 1.1 < a;
  return small ? 1 - gammainc_series(a, x) : gammaincc_series(a, x);
}
