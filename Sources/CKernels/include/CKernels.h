#ifndef AG_CKERNELS_H
#define AG_CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Extents, strides and offsets: 64 bits, counted in elements unless a name says bytes.
typedef ptrdiff_t ag_int;

// Arrays have at most this many axes.
enum { AG_MAX_RANK = 64 };

// Element types, in the order of the Swift enumeration `DType`.
typedef enum {
  AG_BOOL = 0,
  AG_UINT8,
  AG_INT32,
  AG_UINT32,
  AG_INT64,
  AG_UINT64,
  AG_FLOAT32,
  AG_FLOAT64,
  AG_COMPLEX64,
  AG_COMPLEX128,
  AG_INT8,
  AG_INT16,
  AG_UINT16,
  AG_DTYPE_COUNT
} ag_dtype;

// Names and order equal the cases of the Swift enumeration `UnaryKernel`; a test compares both.
#define AG_UNARY_LIST(X)                                                                         \
  X(copy) X(negative) X(absolute) X(sign) X(square) X(reciprocal) X(sqrt) X(rsqrt) X(cbrt)       \
  X(exp) X(exp2) X(expm1) X(log) X(log2) X(log10) X(log1p)                                       \
  X(sin) X(cos) X(tan) X(arcsin) X(arccos) X(arctan)                                             \
  X(sinh) X(cosh) X(tanh) X(arcsinh) X(arccosh) X(arctanh)                                       \
  X(logistic) X(floor) X(ceil) X(trunc) X(rint)                                                  \
  X(logicalNot) X(bitwiseNot) X(isnan) X(isinf) X(isfinite) X(signbit)                           \
  X(real) X(imag) X(conj) X(angle)                                                               \
  X(erf) X(erfc) X(erfinv) X(erfcinv) X(gammaln) X(digamma) X(gamma) X(sinc)                     \
  X(besselJ0) X(besselJ1) X(besselY0) X(besselY1)                                                \
  X(besselI0) X(besselI1) X(besselI0e) X(besselI1e)                                              \
  X(ndtri) X(populationCount)

// As `BinaryKernel`.
#define AG_BINARY_LIST(X)                                                                        \
  X(add) X(subtract) X(multiply) X(divide) X(floorDivide) X(modulo) X(remainder)                 \
  X(power) X(maximum) X(minimum) X(fmax) X(fmin)                                                 \
  X(arctan2) X(hypot) X(logaddexp) X(logaddexp2) X(copysign) X(nextafter) X(heaviside)           \
  X(equal) X(notEqual) X(less) X(lessEqual) X(greater) X(greaterEqual)                           \
  X(logicalAnd) X(logicalOr) X(logicalXor)                                                       \
  X(bitwiseAnd) X(bitwiseOr) X(bitwiseXor)                                                       \
  X(shiftLeft) X(shiftRightArithmetic) X(shiftRightLogical)                                      \
  X(gcd) X(lcm)                                                                                  \
  X(gammainc) X(gammaincc) X(polygamma) X(zeta)                                                  \
  X(besselJn) X(besselYn) X(besselIv) X(besselIve)

// As `ReduceKernel`.
#define AG_REDUCE_LIST(X) X(sum) X(product) X(max) X(min) X(any) X(all) X(argmax) X(argmin)

// As `CumulativeKernel`.
#define AG_SCAN_LIST(X) X(sum) X(product) X(max) X(min) X(logaddexp)

#define AG_ENUM_U(name) AG_U_##name,
#define AG_ENUM_B(name) AG_B_##name,
#define AG_ENUM_R(name) AG_R_##name,
#define AG_ENUM_S(name) AG_S_##name,
typedef enum { AG_UNARY_LIST(AG_ENUM_U) AG_UNARY_COUNT } ag_unary_op;
typedef enum { AG_BINARY_LIST(AG_ENUM_B) AG_BINARY_COUNT } ag_binary_op;
typedef enum { AG_REDUCE_LIST(AG_ENUM_R) AG_REDUCE_COUNT } ag_reduce_op;
typedef enum { AG_SCAN_LIST(AG_ENUM_S) AG_SCAN_COUNT } ag_scan_op;

const char *ag_unary_name(int op);
const char *ag_binary_name(int op);
const char *ag_reduce_name(int op);
const char *ag_scan_name(int op);

// The instruction set in use: "baseline", "avx2", "avx512" or "neon". Chosen once, by the processor
// or by the environment variable AGRUN_ISA. It changes speed, never a bit of a result.
const char *ag_instruction_set(void);
// Switches tables for a test; false where the processor lacks the set.
bool ag_force_instruction_set(const char *name);

// Result dtype of an operation on one dtype; -1 where it is not defined there.
int ag_unary_result(int op, int dtype);
int ag_binary_result(int op, int dtype);

// One row of an elementwise operation: `n` elements, strides in elements (0 repeats one element).
// `out` may be `x` or `y` itself with equal stride; any other overlap is the caller's error. Null
// where the operation is not defined for the dtype.
typedef void (*ag_row1)(ag_int n, const void *x, ag_int sx, void *out, ag_int so);
typedef void (*ag_row2)(
    ag_int n, const void *x, ag_int sx, const void *y, ag_int sy, void *out, ag_int so);
ag_row1 ag_unary_row(int op, int dtype);
ag_row2 ag_binary_row(int op, int dtype);
ag_row1 ag_cast_row(int from, int to);

// N-dimensional forms; operands are already broadcast to `shape` (stride 0). False where there is
// no row.
bool ag_unary(
    int op, int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx, void *out,
    const ag_int *so);
bool ag_binary(
    int op, int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx,
    const void *y, const ag_int *sy, void *out, const ag_int *so);
// NumPy's astype: towards zero, complex drops its imaginary part, bool is "not zero".
void ag_cast(
    int from, int to, int rank, const ag_int *shape, const void *x, const ag_int *sx, void *out,
    const ag_int *so);
void ag_select(
    int dtype, int rank, const ag_int *shape, const void *condition, const ag_int *sc,
    const void *x, const ag_int *sx, const void *y, const ag_int *sy, void *out,
    const ag_int *so);
void ag_copy(
    int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx, void *out,
    const ag_int *so);

// One floating element on the spot, the same bits as the row: for float32 the operands must be
// float32 values. Predicates give 0 or 1.
double ag_scalar_unary(int op, int dtype, double x);
double ag_scalar_binary(int op, int dtype, double x, double y);

// Reduces the axes whose `reduced` entry is true. `so` has `rank` entries; those of reduced axes
// are ignored. sum: NumPy's pairwise tree along the innermost merged reduced axis (8 lanes, blocks
// of 128), rows of it added in order. `out` has `ag_reduce_result` elements; it need not be set
// before.
bool ag_reduce(
    int op, int dtype, int rank, const ag_int *shape, const void *x, const ag_int *sx,
    const bool *reduced, void *out, const ag_int *so);
int ag_reduce_result(int op, int dtype);
// NumPy's pairwise sum of `n` contiguous or strided values; complex values count as two.
double ag_pairwise_sum_f64(const double *x, ag_int n, ag_int stride);
float ag_pairwise_sum_f32(const float *x, ag_int n, ag_int stride);

// Running reduction along `axis`, strictly in order.
bool ag_scan(
    int op, int dtype, int rank, const ag_int *shape, int axis, bool reverse, const void *x,
    const ag_int *sx, void *out, const ag_int *so);

// out[m, n] = sum over k of x[m, k] * y[k, n]: per element the fused multiply-adds run over k from
// 0 up, starting from +0, whatever the blocking. m = n = 1 is the dot product with an order of its
// own: see product_rows.inc.
bool ag_matmul(
    int dtype, ag_int m, ag_int n, ag_int k, const void *x, ag_int x_row, ag_int x_column,
    const void *y, ag_int y_row, ag_int y_column, void *out, ag_int out_row, ag_int out_column);

// out[i, :] = x[index[i], :] for `inner` elements a row; an index outside 0..<extent gives zeros.
void ag_gather(
    ag_int item_size, ag_int count, ag_int inner, const void *x, ag_int extent,
    const int64_t *index, void *out);

typedef enum {
  AG_SCATTER_SET = 0,
  AG_SCATTER_ADD,
  AG_SCATTER_MULTIPLY,
  AG_SCATTER_MIN,
  AG_SCATTER_MAX,
} ag_scatter_op;
// out[index[i], :] op= updates[i, :], in the order of i; an index outside 0..<extent is dropped.
bool ag_scatter(
    int op, int dtype, ag_int count, ag_int inner, const void *updates, void *out, ag_int extent,
    const int64_t *index);

// Stable order of one row, NaN last, complex lexicographic. `order` receives positions; `scratch`
// has n entries.
void ag_argsort_row(
    int dtype, ag_int n, const void *x, ag_int stride, int64_t *order, int64_t *scratch);
// Positions where `values` would be inserted into the sorted `sorted`.
void ag_searchsorted(
    int dtype, ag_int n, const void *sorted, ag_int count, const void *values, bool right,
    int64_t *out);

// Discrete Fourier transform of one contiguous row of complex128 in place, any length; `inverse` is
// not scaled. False where memory ran out.
bool ag_fft_row(ag_int n, double *values, bool inverse);

// Memory of at least `bytes` bytes, 64-byte aligned, from free lists of freed memory (fresh pages
// cost many times warm ones); large blocks ask for huge pages. Null where memory ran out. Release
// with the same `bytes`; any thread may.
void *ag_allocate(size_t bytes);
void ag_release(void *memory, size_t bytes);
// As ag_allocate; ends the process with status 1 and a message where memory ran out.
_Noreturn void ag_exit_out_of_memory(size_t bytes);
void *ag_allocate_or_exit(size_t bytes) __attribute__((returns_nonnull));
// Gives everything on the free lists back to the system.
void ag_release_cached(void);

// Threads that large operations are shared among: AGRUN_THREADS, else 1. Changes speed, never a bit.
int ag_threads(void);
void ag_set_threads(int count);

#include "CLinearAlgebra.h"
#include "CTiles.h"

#endif
