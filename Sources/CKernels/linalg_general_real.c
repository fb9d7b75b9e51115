// Eigenvalues and right eigenvectors of real matrices: Francis' double-shift QR (LAPACK dlahqr,
// dlanv2), then back substitution in the quasi-triangular factor.
#include "linalg_general.h"
#include "linalg_scalar.h"

#define S double
#define T(name) name##_r
#define V(name) ag_##name##_r
#include "linalg_reflect.inc"
#include "linalg_hessenberg.inc"

// Standard form of [a b; c d]: upper triangular, or equal diagonal with bc < 0 (dlanv2).
static void standardize(
    double *a, double *b, double *c, double *d, double *re, double *im, double *cs, double *sn) {
  const double eps = 0x1p-52;
  *cs = 1;
  *sn = 0;
  if (*c == 0) {
  } else if (*b == 0) {
    *cs = 0;
    *sn = 1;
    double t = *d;
    *d = *a;
    *a = t;
    *b = -*c;
    *c = 0;
  } else if (*a - *d != 0 || signbit(*b) == signbit(*c)) {
    double t = *a - *d, p = 0.5 * t, high = fmax(fabs(*b), fabs(*c));
    double low = fmin(fabs(*b), fabs(*c)) * copysign(1, *b) * copysign(1, *c);
    double scale = fmax(fabs(p), high), z = (p / scale) * p + (high / scale) * low;
    if (z >= 4 * eps) {
      z = p + copysign(sqrt(scale) * sqrt(z), p);
      *a = *d + z;
      *d -= (high / z) * low;
      double tau = hypot(*c, z);
      *cs = z / tau;
      *sn = *c / tau;
      *b -= *c;
      *c = 0;
    } else {
      double sigma = *b + *c, tau = hypot(sigma, t);
      *cs = sqrt(0.5 * (1 + fabs(sigma) / tau));
      *sn = -(p / (tau * *cs)) * copysign(1, sigma);
      double aa = *a * *cs + *b * *sn, bb = -*a * *sn + *b * *cs;
      double cc = *c * *cs + *d * *sn, dd = -*c * *sn + *d * *cs;
      *a = aa * *cs + cc * *sn;
      *b = bb * *cs + dd * *sn;
      *c = -aa * *sn + cc * *cs;
      *d = -bb * *sn + dd * *cs;
      t = 0.5 * (*a + *d);
      *a = *d = t;
      if (*c != 0 && *b == 0) {
        *b = -*c;
        *c = 0;
        double swap = *cs;
        *cs = -*sn;
        *sn = swap;
      } else if (*c != 0 && signbit(*b) == signbit(*c)) {
        double sb = sqrt(fabs(*b)), sc = sqrt(fabs(*c));
        p = copysign(sb * sc, *c);
        tau = 1 / sqrt(fabs(*b + *c));
        *a = t + p;
        *d = t - p;
        *b -= *c;
        *c = 0;
        double c1 = sb * tau, s1 = sc * tau, swap = *cs * c1 - *sn * s1;
        *sn = *cs * s1 + *sn * c1;
        *cs = swap;
      }
    }
  }
  re[0] = *a;
  re[1] = *d;
  im[0] = *c == 0 ? 0 : sqrt(fabs(*b)) * sqrt(fabs(*c));
  im[1] = -im[0];
}

static void rotate(ag_int count, double *x, ag_int sx, double *y, ag_int sy, double c, double s) {
  for (ag_int i = 0; i < count; i++) {
    double t = c * x[i * sx] + s * y[i * sy];
    y[i * sy] = c * y[i * sy] - s * x[i * sx];
    x[i * sx] = t;
  }
}

#define H(i, j) h[(i) + (j) * n]

// The lowest row of the unreduced block that ends at row i (Ahues and Tisseur's test).
static ag_int block_start(ag_int n, const double *h, balance_r range, ag_int low, ag_int i) {
  const double ulp = 0x1p-52, small = 0x1p-1022 * ((double)n / ulp);
  ag_int k = i;
  for (; k > low; k--) {
    double sub = fabs(H(k, k - 1));
    if (sub <= small) break;
    double t = fabs(H(k - 1, k - 1)) + fabs(H(k, k));
    if (t == 0) {
      if (k - 2 >= range.low) t += fabs(H(k - 1, k - 2));
      if (k + 1 <= range.high) t += fabs(H(k + 1, k));
    }
    if (sub > ulp * t) continue;
    double ab = fmax(sub, fabs(H(k - 1, k))), ba = fmin(sub, fabs(H(k - 1, k)));
    double gap = fabs(H(k - 1, k - 1) - H(k, k));
    double aa = fmax(fabs(H(k, k)), gap), bb = fmin(fabs(H(k, k)), gap), s = aa + ab;
    if (ba * (ab / s) <= fmax(small, ulp * (bb * (aa / s)))) break;
  }
  return k;
}

static void sweep(
    ag_int n, double *h, double *z, ag_int l, ag_int m, ag_int i, double *v) {
  for (ag_int k = m; k < i; k++) {
    ag_int width = i - k + 1 < 3 ? i - k + 1 : 3;
    if (k > m)
      for (ag_int r = 0; r < width; r++) v[r] = H(k + r, k - 1);
    double t1 = reflector_r(width, v, v + 1, 1);
    if (k > m) {
      H(k, k - 1) = v[0];
      H(k + 1, k - 1) = 0;
      if (k < i - 1) H(k + 2, k - 1) = 0;
    } else if (m > l) {
      H(k, k - 1) *= 1 - t1;
    }
    double v2 = v[1], t2 = t1 * v2, v3 = width == 3 ? v[2] : 0, t3 = t1 * v3;
    for (ag_int j = k; j < n; j++) {
      double sum = H(k, j) + v2 * H(k + 1, j);
      if (width == 3) sum += v3 * H(k + 2, j);
      H(k, j) -= sum * t1;
      H(k + 1, j) -= sum * t2;
      if (width == 3) H(k + 2, j) -= sum * t3;
    }
    ag_int rows = k + 3 < i ? k + 3 : i;
    for (int part = 0; part < 2; part++) {
      double *x = (part ? z : h) + k * n;
      ag_int count = part ? n : rows + 1;
      for (ag_int j = 0; j < count; j++) {
        double sum = x[j] + v2 * x[j + n];
        if (width == 3) sum += v3 * x[j + 2 * n];
        x[j] -= sum * t1;
        x[j + n] -= sum * t2;
        if (width == 3) x[j + 2 * n] -= sum * t3;
      }
    }
  }
}

// h becomes quasi-triangular, z is multiplied from the right; 1 where it does not converge.
static int schur(ag_int n, balance_r range, double *h, double *z, double *re, double *im) {
  const double ulp = 0x1p-52;
  for (ag_int i = 0; i < n; i++)
    if (i < range.low || i > range.high) {
      re[i] = H(i, i);
      im[i] = 0;
    }
  ag_int i = range.high;
  while (i >= range.low) {
    ag_int l = range.low, limit = 30 * (n > 10 ? n : 10), stalls = 0, its = 0;
    for (;; its++) {
      if (its > limit) return 1;
      l = block_start(n, h, range, l, i);
      if (l > range.low) H(l, l - 1) = 0;
      if (l >= i - 1) break;
      stalls++;
      double h11 = H(i - 1, i - 1), h21 = H(i, i - 1), h12 = H(i - 1, i), h22 = H(i, i);
      if (stalls % 20 == 0) {
        double s = fabs(H(i, i - 1)) + fabs(H(i - 1, i - 2));
        h11 = h22 = 0.75 * s + H(i, i);
        h12 = -0.4375 * s;
        h21 = s;
      } else if (stalls % 10 == 0) {
        double s = fabs(H(l + 1, l)) + fabs(H(l + 2, l + 1));
        h11 = h22 = 0.75 * s + H(l, l);
        h12 = -0.4375 * s;
        h21 = s;
      }
      double s = fabs(h11) + fabs(h12) + fabs(h21) + fabs(h22);
      double r1 = 0, r2 = 0, i1 = 0, i2 = 0;
      if (s != 0) {
        h11 /= s, h21 /= s, h12 /= s, h22 /= s;
        double tr = (h11 + h22) / 2, det = (h11 - tr) * (h22 - tr) - h12 * h21;
        double root = sqrt(fabs(det));
        if (det >= 0) {
          r1 = r2 = tr * s;
          i1 = root * s;
          i2 = -i1;
        } else {
          r1 = tr + root;
          r2 = tr - root;
          r1 = r2 = (fabs(r1 - h22) <= fabs(r2 - h22) ? r1 : r2) * s;
        }
      }
      double v[3];
      ag_int m = i - 2;
      for (;; m--) {
        double t = fabs(H(m, m) - r2) + fabs(i2) + fabs(H(m + 1, m)), sub = H(m + 1, m) / t;
        v[0] = sub * H(m, m + 1) + (H(m, m) - r1) * ((H(m, m) - r2) / t) - i1 * (i2 / t);
        v[1] = sub * (H(m, m) + H(m + 1, m + 1) - r1 - r2);
        v[2] = sub * H(m + 2, m + 1);
        t = fabs(v[0]) + fabs(v[1]) + fabs(v[2]);
        for (int r = 0; r < 3; r++) v[r] /= t;
        if (m == l) break;
        double sum = fabs(H(m - 1, m - 1)) + fabs(H(m, m)) + fabs(H(m + 1, m + 1));
        if (fabs(H(m, m - 1)) * (fabs(v[1]) + fabs(v[2])) <= ulp * fabs(v[0]) * sum) break;
      }
      sweep(n, h, z, l, m, i, v);
    }
    if (l == i) {
      re[i] = H(i, i);
      im[i] = 0;
    } else {
      double cs, sn;
      ag_int k = i - 1;
      standardize(&H(k, k), &H(k, i), &H(i, k), &H(i, i), re + k, im + k, &cs, &sn);
      if (i + 1 < n) rotate(n - i - 1, &H(k, i + 1), n, &H(i, i + 1), n, cs, sn);
      rotate(k, &H(0, k), 1, &H(0, i), 1, cs, sn);
      rotate(n, z + k * n, 1, z + i * n, 1, cs, sn);
    }
    i = l - 1;
  }
  return 0;
}

// Solves (T - value) x = 0 upwards from the given last entries, over rows j < last.
static void substitute(ag_int n, const double *h, ag_z value, ag_int last, double small, ag_z *x) {
  for (ag_int j = last; j >= 0; j--) {
    bool pair = j > 0 && H(j, j - 1) != 0;
    ag_z d = H(j, j) - value;
    if (!pair) {
      if (ag_one_norm_z(d) < small) d = small;
      x[j] = ag_over_z(x[j], d);
      for (ag_int r = 0; r < j; r++) x[r] -= x[j] * H(r, j);
      continue;
    }
    ag_int k = j - 1;
    ag_z a = H(k, k) - value, det = ag_mul_z(a, d) - H(k, j) * H(j, k);
    if (ag_one_norm_z(det) < small * small) det = small * small;
    ag_z p = x[k], q = x[j];
    x[k] = ag_over_z(ag_mul_z(p, d) - q * H(k, j), det);
    x[j] = ag_over_z(ag_mul_z(a, q) - p * H(j, k), det);
    for (ag_int r = 0; r < k; r++) x[r] -= x[k] * H(r, k) + x[j] * H(r, j);
    j--;
  }
}

static void eigenvectors(
    ag_int n, const double *h, const double *z, const double *re, const double *im, ag_z *x,
    ag_z *vectors) {
  double size = 0;
  for (ag_int i = 0; i < n * n; i++) size = fmax(size, fabs(h[i]));
  double small = fmax(0x1p-52 * size, 0x1p-1022 * ((double)n / 0x1p-52));
  for (ag_int i = 0; i < n; i++) {
    bool pair = im[i] != 0;
    ag_int top = pair ? i + 1 : i;
    for (ag_int r = 0; r < n; r++) x[r] = 0;
    ag_z value = ag_make_z(re[i], im[i]);
    if (!pair) {
      x[i] = 1;
      for (ag_int r = 0; r < i; r++) x[r] = -H(r, i);
    } else {
      if (fabs(H(i, top)) >= fabs(H(top, i))) {
        x[i] = 1;
        x[top] = ag_make_z(0, im[i] / H(i, top));
      } else {
        x[i] = -im[i] / H(top, i);
        x[top] = ag_make_z(0, 1);
      }
      for (ag_int r = 0; r < i; r++) x[r] = -(x[i] * H(r, i) + x[top] * H(r, top));
    }
    substitute(n, h, value, i - 1, small, x);
    ag_z *v = vectors + i * n;
    for (ag_int r = 0; r < n; r++) v[r] = 0;
    for (ag_int k = 0; k <= top; k++)
      for (ag_int r = 0; r < n; r++) v[r] += x[k] * z[r + k * n];
    if (pair) {
      for (ag_int r = 0; r < n; r++) v[r + n] = conj(v[r]);
      i++;
    }
  }
}

// To norm 1; a complex vector is also turned so that its largest component is real, of the sign its
// real part has.
static void normalize(ag_int n, bool turned, ag_z *x) {
  const double *parts = (const double *)(const void *)x;
  double length = hypot(norm_r(n, parts, 2), norm_r(n, parts + 1, 2));
  ag_int largest = 0;
  for (ag_int r = 0; r < n; r++) {
    x[r] = x[r] * (1 / length);
    if (ag_square_z(x[r]) > ag_square_z(x[largest])) largest = r;
  }
  if (!turned) return;
  double c, s, r;
  ag_rotation(creal(x[largest]), cimag(x[largest]), &c, &s, &r);
  for (ag_int i = 0; i < n; i++) x[i] = ag_mul_z(x[i], ag_make_z(c, -s));
  x[largest] = creal(x[largest]);
}

int ag_eigen_general_real(ag_int n, double *a, ag_z *values, ag_z *vectors) {
  size_t square = (size_t)(n * n), count = (size_t)n;
  double *h = malloc((2 * square + 4 * count) * sizeof(double) + (square + count) * sizeof(ag_z));
  if (!h) return -1;
  double *z = h + square, *re = z + square, *im = re + n, *scale = im + n, *tau = scale + n;
  ag_z *v = (ag_z *)(void *)(tau + n), *x = v + square;
  transpose_r(n, n, a, h);
  balance_r range = balanced_r(n, h, scale);
  hessenberg_r(n, range, h, z, tau);
  int failed = schur(n, range, h, z, re, im);
  for (ag_int i = 0; i < n; i++) values[i] = ag_make_z(re[i], im[i]);
  if (vectors && !failed) {
    eigenvectors(n, h, z, re, im, x, v);
    ag_unbalance_vectors(n, range.low, range.high, scale, v);
    for (ag_int i = 0; i < n; i++) {
      normalize(n, im[i] != 0, v + i * n);
      for (ag_int r = 0; r < n; r++) vectors[r * n + i] = v[r + i * n];
    }
  }
  free(h);
  return failed;
}
