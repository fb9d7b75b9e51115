// Eigenvalues and right eigenvectors of complex matrices: single-shift QR (LAPACK zlahqr), then
// back substitution (ztrevc).
#include "linalg_general.h"
#include "linalg_scalar.h"

#define S ag_z
#define T(name) name##_z
#define V(name) ag_##name##_z
#include "linalg_reflect.inc"
#include "linalg_hessenberg.inc"

#define H(i, j) h[(i) + (j) * n]

static void scale_run(ag_int count, ag_z factor, ag_z *x, ag_int step) {
  for (ag_int i = 0; i < count; i++) x[i * step] = ag_mul_z(factor, x[i * step]);
}

static ag_int block_start(ag_int n, const ag_z *h, balance_z range, ag_int low, ag_int i) {
  const double ulp = 0x1p-52, small = 0x1p-1022 * ((double)n / ulp);
  ag_int k = i;
  for (; k > low; k--) {
    double sub = ag_one_norm_z(H(k, k - 1));
    if (sub <= small) break;
    double t = ag_one_norm_z(H(k - 1, k - 1)) + ag_one_norm_z(H(k, k));
    if (t == 0) {
      if (k - 2 >= range.low) t += fabs(creal(H(k - 1, k - 2)));
      if (k + 1 <= range.high) t += fabs(creal(H(k + 1, k)));
    }
    if (fabs(creal(H(k, k - 1))) > ulp * t) continue;
    double above = ag_one_norm_z(H(k - 1, k)), gap = ag_one_norm_z(H(k - 1, k - 1) - H(k, k));
    double ab = fmax(sub, above), ba = fmin(sub, above), diagonal = ag_one_norm_z(H(k, k));
    double aa = fmax(diagonal, gap), bb = fmin(diagonal, gap), s = aa + ab;
    if (ba * (ab / s) <= fmax(small, ulp * (bb * (aa / s)))) break;
  }
  return k;
}

static ag_z shift_of(ag_int n, const ag_z *h, ag_int l, ag_int i, ag_int stalls) {
  if (stalls % 20 == 0) return 0.75 * fabs(creal(H(i, i - 1))) + H(i, i);
  if (stalls % 10 == 0) return 0.75 * fabs(creal(H(l + 1, l))) + H(l, l);
  ag_z t = H(i, i), u = ag_mul_z(csqrt(H(i - 1, i)), csqrt(H(i, i - 1)));
  double s = ag_one_norm_z(u);
  if (s == 0) return t;
  ag_z x = 0.5 * (H(i - 1, i - 1) - t);
  double sx = ag_one_norm_z(x);
  s = fmax(s, sx);
  ag_z y = s * csqrt(ag_mul_z(x / s, x / s) + ag_mul_z(u / s, u / s));
  if (sx > 0 && creal(x / sx) * creal(y) + cimag(x / sx) * cimag(y) < 0) y = -y;
  return t - ag_mul_z(u, ag_over_z(u, x + y));
}

static void sweep(ag_int n, ag_z *h, ag_z *z, ag_int l, ag_int m, ag_int i, ag_z *v) {
  for (ag_int k = m; k < i; k++) {
    if (k > m) {
      v[0] = H(k, k - 1);
      v[1] = H(k + 1, k - 1);
    }
    ag_z t1 = reflector_z(2, v, v + 1, 1);
    if (k > m) {
      H(k, k - 1) = v[0];
      H(k + 1, k - 1) = 0;
    }
    ag_z v2 = v[1];
    double t2 = creal(ag_mul_z(t1, v2));
    for (ag_int j = k; j < n; j++) {
      ag_z sum = ag_mul_z(conj(t1), H(k, j)) + t2 * H(k + 1, j);
      H(k, j) -= sum;
      H(k + 1, j) -= ag_mul_z(sum, v2);
    }
    ag_int rows = k + 2 < i ? k + 2 : i;
    for (int part = 0; part < 2; part++) {
      ag_z *x = (part ? z : h) + k * n;
      ag_int count = part ? n : rows + 1;
      for (ag_int j = 0; j < count; j++) {
        ag_z sum = ag_mul_z(t1, x[j]) + t2 * x[j + n];
        x[j] -= sum;
        x[j + n] -= ag_mul_z(sum, conj(v2));
      }
    }
    if (k == m && m > l) {
      ag_z turn = 1 - t1;
      turn = turn / ag_abs_z(turn);
      H(m + 1, m) = ag_mul_z(H(m + 1, m), conj(turn));
      if (m + 2 <= i) H(m + 2, m + 1) = ag_mul_z(H(m + 2, m + 1), turn);
      for (ag_int j = m; j <= i; j++) {
        if (j == m + 1) continue;
        if (j + 1 < n) scale_run(n - j - 1, turn, &H(j, j + 1), n);
        scale_run(j, conj(turn), &H(0, j), 1);
        scale_run(n, conj(turn), z + j * n, 1);
      }
    }
  }
  ag_z corner = H(i, i - 1);
  if (cimag(corner) != 0) {
    double length = ag_abs_z(corner);
    H(i, i - 1) = length;
    corner = corner / length;
    if (i + 1 < n) scale_run(n - i - 1, conj(corner), &H(i, i + 1), n);
    scale_run(i, corner, &H(0, i), 1);
    scale_run(n, corner, z + i * n, 1);
  }
}

static int schur(ag_int n, balance_z range, ag_z *h, ag_z *z) {
  const double ulp = 0x1p-52;
  for (ag_int i = range.low + 1; i <= range.high; i++) {
    if (cimag(H(i, i - 1)) == 0) continue;
    ag_z turn = H(i, i - 1) / ag_one_norm_z(H(i, i - 1));
    turn = conj(turn) / ag_abs_z(turn);
    H(i, i - 1) = ag_abs_z(H(i, i - 1));
    scale_run(n - i, turn, &H(i, i), n);
    scale_run((n - 1 < i + 1 ? n - 1 : i + 1) + 1, conj(turn), &H(0, i), 1);
    scale_run(n, conj(turn), z + i * n, 1);
  }
  ag_int i = range.high;
  while (i >= range.low) {
    ag_int l = range.low, limit = 30 * (n > 10 ? n : 10), stalls = 0;
    for (ag_int its = 0;; its++) {
      if (its > limit) return 1;
      l = block_start(n, h, range, l, i);
      if (l > range.low) H(l, l - 1) = 0;
      if (l >= i) break;
      stalls++;
      ag_z t = shift_of(n, h, l, i, stalls), v[2];
      ag_int m = i - 1;
      for (;; m--) {
        ag_z top = H(m, m) - t;
        double sub = creal(H(m + 1, m)), s = ag_one_norm_z(top) + fabs(sub);
        v[0] = top / s;
        v[1] = sub / s;
        if (m == l) break;
        double sum = ag_one_norm_z(H(m, m)) + ag_one_norm_z(H(m + 1, m + 1));
        if (fabs(creal(H(m, m - 1))) * fabs(sub / s) <= ulp * (ag_one_norm_z(v[0]) * sum)) break;
      }
      sweep(n, h, z, l, m, i, v);
    }
    i = l - 1;
  }
  return 0;
}

// Columns of z times the null vectors of T - t(i, i).
static void eigenvectors(ag_int n, const ag_z *h, const ag_z *z, ag_z *x, ag_z *vectors) {
  double size = 0;
  for (ag_int i = 0; i < n * n; i++) size = fmax(size, ag_one_norm_z(h[i]));
  double small = fmax(0x1p-52 * size, 0x1p-1022 * ((double)n / 0x1p-52));
  for (ag_int i = 0; i < n; i++) {
    x[i] = 1;
    for (ag_int r = 0; r < i; r++) x[r] = -H(r, i);
    for (ag_int j = i - 1; j >= 0; j--) {
      ag_z d = H(j, j) - H(i, i);
      if (ag_one_norm_z(d) < small) d = small;
      x[j] = ag_over_z(x[j], d);
      for (ag_int r = 0; r < j; r++) x[r] -= ag_mul_z(x[j], H(r, j));
    }
    ag_z *v = vectors + i * n;
    for (ag_int r = 0; r < n; r++) v[r] = 0;
    for (ag_int k = 0; k <= i; k++)
      for (ag_int r = 0; r < n; r++) v[r] += ag_mul_z(x[k], z[r + k * n]);
  }
}

void ag_unbalance_vectors(ag_int n, ag_int low, ag_int high, const double *scale, ag_z *v) {
  for (ag_int i = low; i <= high; i++)
    for (ag_int j = 0; j < n; j++) v[i + j * n] = v[i + j * n] * scale[i];
  for (ag_int step = 0; step < n; step++) {
    ag_int i = step < low ? low - 1 - step : step;
    if (i >= low && i <= high) continue;
    ag_int k = (ag_int)scale[i];
    if (k == i) continue;
    for (ag_int j = 0; j < n; j++) {
      ag_z t = v[i + j * n];
      v[i + j * n] = v[k + j * n];
      v[k + j * n] = t;
    }
  }
}

static int eigen_complex(ag_int n, const ag_z *a, ag_z *values, ag_z *vectors) {
  size_t square = (size_t)(n * n), count = (size_t)n;
  ag_z *h = malloc((3 * square + 2 * count) * sizeof(ag_z) + count * sizeof(double));
  if (!h) return -1;
  ag_z *z = h + square, *v = z + square, *tau = v + square, *x = tau + n;
  double *scale = (double *)(x + n);
  transpose_z(n, n, a, h);
  balance_z range = balanced_z(n, h, scale);
  hessenberg_z(n, range, h, z, tau);
  int failed = schur(n, range, h, z);
  for (ag_int i = 0; i < n; i++) values[i] = H(i, i);
  if (vectors && !failed) {
    eigenvectors(n, h, z, x, v);
    ag_unbalance_vectors(n, range.low, range.high, scale, v);
    // Norm 1, largest component real and positive.
    for (ag_int i = 0; i < n; i++) {
      double length = 0;
      ag_int largest = 0;
      ag_z *c = v + i * n;
      for (ag_int r = 0; r < n; r++) {
        length = hypot(length, ag_abs_z(c[r]));
        if (ag_square_z(c[r]) > ag_square_z(c[largest])) largest = r;
      }
      ag_z turn = conj(c[largest]) / ag_abs_z(c[largest]);
      for (ag_int r = 0; r < n; r++) {
        ag_z entry = ag_mul_z(c[r], turn) / length;
        vectors[r * n + i] = r == largest ? creal(entry) : entry;
      }
    }
  }
  free(h);
  return failed;
}

int ag_eigen_general(bool complex_values, ptrdiff_t n, void *a, double *values, double *vectors) {
  if (n == 0) return 0;
  ag_z *w = (ag_z *)(void *)values, *v = (ag_z *)(void *)vectors;
  return complex_values ? eigen_complex(n, a, w, v) : ag_eigen_general_real(n, a, w, v);
}
