// Discrete Fourier transforms of any length in f64: passes of radix 4, 2, 3, 5 and small primes
// (Stockham, after Swarztrauber's FFTPACK), Bluestein's chirp for lengths with a large prime
// factor.
#include <stdlib.h>
#include <string.h>

#include "elementary.h"
#include "types.h"

enum { largest_direct_factor = 50 };

// exp(2 pi i k / n). The angle is brought into the first octant exactly, so symmetric roots have
// symmetric bits and the eighths of a turn are exact.
static ag_c128 root(ag_int k, ag_int n) {
  // 8k = octant * n + rest; odd octants count back from their end.
  ag_int octant = 8 * k / n, rest = 8 * k - octant * n;
  double angle = (double)(octant % 2 == 0 ? rest : n - rest) / (double)(4 * n);
  double c = ag_raw_cospi_f64(angle), s = ag_raw_sinpi_f64(angle);
  switch (octant) {
    case 0: return (ag_c128){c, s};
    case 1: return (ag_c128){s, c};
    case 2: return (ag_c128){-s, c};
    case 3: return (ag_c128){-c, s};
    case 4: return (ag_c128){-c, -s};
    case 5: return (ag_c128){-s, -c};
    case 6: return (ag_c128){s, -c};
    default: return (ag_c128){c, -s};
  }
}

// w[k] = exp(sign 2 pi i k / n)
static void fill_roots(ag_c128 *w, ag_int n, bool inverse) {
  for (ag_int k = 0; k < n; k++) {
    w[k] = root(k, n);
    if (!inverse) w[k].im = -w[k].im;
  }
}

static inline ag_c128 turn(ag_c128 a, bool inverse) {
  return inverse ? (ag_c128){-a.im, a.re} : (ag_c128){a.im, -a.re};
}

static inline ag_c128 scaled(ag_c128 a, double s) { return (ag_c128){a.re * s, a.im * s}; }

// The transform of `radix` values in place; `w` are the n roots, radix divides n.
static void butterfly(ag_c128 *t, ag_int radix, const ag_c128 *w, ag_int n, bool inverse) {
  switch (radix) {
    case 2: {
      ag_c128 a = t[0], b = t[1];
      t[0] = ag_add_c128(a, b);
      t[1] = ag_sub_c128(a, b);
      return;
    }
    case 3: {
      double s = w[n / 3].im;
      ag_c128 sum = ag_add_c128(t[1], t[2]), difference = ag_sub_c128(t[1], t[2]);
      ag_c128 middle = {t[0].re - 0.5 * sum.re, t[0].im - 0.5 * sum.im};
      ag_c128 side = {-s * difference.im, s * difference.re};
      t[0] = ag_add_c128(t[0], sum);
      t[1] = ag_add_c128(middle, side);
      t[2] = ag_sub_c128(middle, side);
      return;
    }
    case 4: {
      ag_c128 a = ag_add_c128(t[0], t[2]), b = ag_sub_c128(t[0], t[2]);
      ag_c128 c = ag_add_c128(t[1], t[3]), d = turn(ag_sub_c128(t[1], t[3]), inverse);
      t[0] = ag_add_c128(a, c);
      t[1] = ag_add_c128(b, d);
      t[2] = ag_sub_c128(a, c);
      t[3] = ag_sub_c128(b, d);
      return;
    }
    default: {
      // Pairs j, radix - j share their real and imaginary combinations.
      ag_c128 plus[largest_direct_factor], minus[largest_direct_factor], first = t[0], total = t[0];
      ag_int half = (radix - 1) / 2, step = n / radix;
      for (ag_int j = 1; j <= half; j++) {
        plus[j] = ag_add_c128(t[j], t[radix - j]);
        minus[j] = ag_sub_c128(t[j], t[radix - j]);
        total = ag_add_c128(total, plus[j]);
      }
      for (ag_int k = 1; k <= half; k++) {
        ag_c128 even = first, odd = {0, 0};
        for (ag_int j = 1; j <= half; j++) {
          ag_c128 r = w[j * k % radix * step];
          even = ag_add_c128(even, scaled(plus[j], r.re));
          odd = ag_add_c128(odd, (ag_c128){-minus[j].im * r.im, minus[j].re * r.im});
        }
        t[k] = ag_add_c128(even, odd);
        t[radix - k] = ag_sub_c128(even, odd);
      }
      t[0] = total;
    }
  }
}

static void pass(
    ag_int n, ag_int radix, ag_int before, ag_int inner, const ag_c128 *from, ag_c128 *to,
    const ag_c128 *w, bool inverse) {
  ag_c128 t[largest_direct_factor];
  for (ag_int k = 0; k < before; k++)
    for (ag_int i = 0; i < inner; i++) {
      for (ag_int j = 0; j < radix; j++) t[j] = from[i + inner * (j + radix * k)];
      butterfly(t, radix, w, n, inverse);
      to[i + inner * k] = t[0];
      for (ag_int j = 1; j < radix; j++)
        to[i + inner * (k + before * j)] = i == 0 ? t[j] : ag_mul_c128(t[j], w[j * before * i]);
    }
}

// The factors in the order of the passes; 0 where one is too large for a direct pass.
static int factorize(ag_int n, ag_int *factors) {
  int count = 0;
  while (n % 4 == 0) {
    factors[count++] = 4;
    n /= 4;
  }
  if (n % 2 == 0) {
    n /= 2;
    factors[count++] = 2;
    factors[count - 1] = factors[0];
    factors[0] = 2;
  }
  for (ag_int p = 3; p * p <= n; p += 2)
    while (n % p == 0) {
      factors[count++] = p;
      n /= p;
    }
  if (n > 1) factors[count++] = n;
  for (int i = 0; i < count; i++)
    if (factors[i] >= largest_direct_factor) return 0;
  return count;
}

static bool direct(ag_int n, ag_c128 *values, const ag_int *factors, int count, bool inverse) {
  ag_c128 *space = malloc((size_t)n * 2 * sizeof(ag_c128));
  if (!space) return false;
  ag_c128 *w = space, *other = space + n, *from = values, *to = other;
  fill_roots(w, n, inverse);
  ag_int before = 1;
  for (int i = 0; i < count; i++) {
    ag_int radix = factors[i], inner = n / (before * radix);
    pass(n, radix, before, inner, from, to, w, inverse);
    ag_c128 *swap = from;
    from = to;
    to = swap;
    before *= radix;
  }
  if (from != values) memcpy(values, from, (size_t)n * sizeof(ag_c128));
  free(space);
  return true;
}

// x(j) w(j^2/2) convolved with the conjugate chirp, over a power of two (Bluestein 1970).
static bool bluestein(ag_int n, ag_c128 *values, bool inverse) {
  ag_int m = 1, factors[64];
  while (m < 2 * n - 1) m *= 2;
  int count = factorize(m, factors);
  ag_c128 *chirp = malloc((size_t)(n + 2 * m) * sizeof(ag_c128));
  if (!chirp) return false;
  ag_c128 *a = chirp + n, *b = a + m;
  ag_int square = 0;
  for (ag_int j = 0; j < n; j++) {
    chirp[j] = root(square, 2 * n);
    if (!inverse) chirp[j].im = -chirp[j].im;
    square = (square + 2 * j + 1) % (2 * n);
  }
  memset(a, 0, (size_t)m * 2 * sizeof(ag_c128));
  for (ag_int j = 0; j < n; j++) {
    a[j] = ag_mul_c128(values[j], chirp[j]);
    b[j] = (ag_c128){chirp[j].re, -chirp[j].im};
    if (j > 0) b[m - j] = b[j];
  }
  bool done = direct(m, a, factors, count, false) && direct(m, b, factors, count, false);
  if (done) {
    for (ag_int j = 0; j < m; j++) a[j] = ag_mul_c128(a[j], b[j]);
    done = direct(m, a, factors, count, true);
  }
  if (done)
    for (ag_int j = 0; j < n; j++)
      values[j] = scaled(ag_mul_c128(a[j], chirp[j]), 1 / (double)m);
  free(chirp);
  return done;
}

bool ag_fft_row(ag_int n, double *values, bool inverse) {
  if (n <= 1) return true;
  ag_int factors[64];
  int count = factorize(n, factors);
  ag_c128 *row = (ag_c128 *)(void *)values;
  return count > 0 ? direct(n, row, factors, count, inverse) : bluestein(n, row, inverse);
}
