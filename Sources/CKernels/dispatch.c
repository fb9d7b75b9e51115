// Chooses the instruction set and finds rows.
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "dispatch.h"
#include "rows.h"
#include "types.h"

static const ag_instruction_set_rows sets[] = {
#if defined(__x86_64__)
    {"avx512", &ag_avx512_rows, &ag_avx512_folds, &ag_avx512_products, 2},
    {"avx2", &ag_avx2_rows, &ag_avx2_folds, &ag_avx2_products, 1},
    {"baseline", &ag_baseline_rows, &ag_baseline_folds, &ag_baseline_products, 0},
#elif defined(__aarch64__)
    // NEON is part of the architecture: the baseline is compiled for it.
    {"neon", &ag_baseline_rows, &ag_baseline_folds, &ag_baseline_products, 0},
    {"baseline", &ag_baseline_rows, &ag_baseline_folds, &ag_baseline_products, 0},
#else
    {"baseline", &ag_baseline_rows, &ag_baseline_folds, &ag_baseline_products, 0},
#endif
};

static bool supported(const ag_instruction_set_rows *set) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (set->level == 2)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("fma");
  if (set->level == 1) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
  return set->level == 0;
}

static const ag_instruction_set_rows *named(const char *name) {
  for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
    if (strcmp(sets[i].name, name) == 0 && supported(&sets[i])) return &sets[i];
  return NULL;
}

static const ag_instruction_set_rows *best(void) {
  const char *wish = getenv("AGRUN_ISA");
  const ag_instruction_set_rows *set = wish ? named(wish) : NULL;
  if (set) return set;
  for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
    if (supported(&sets[i])) return &sets[i];
  return &sets[sizeof sets / sizeof sets[0] - 1];
}

static _Atomic(const ag_instruction_set_rows *) chosen;

const ag_instruction_set_rows *ag_chosen_set(void) {
  const ag_instruction_set_rows *set = atomic_load_explicit(&chosen, memory_order_acquire);
  if (set) return set;
  // Threads that race here find the same answer.
  set = best();
  atomic_store_explicit(&chosen, set, memory_order_release);
  return set;
}

const char *ag_instruction_set(void) { return ag_chosen_set()->name; }

bool ag_force_instruction_set(const char *name) {
  const ag_instruction_set_rows *set = named(name);
  if (set) atomic_store_explicit(&chosen, set, memory_order_release);
  return set != NULL;
}

// Operations that leave every integer as it is.
static bool keeps_integers(int op) {
  switch (op) {
    case AG_U_floor:
    case AG_U_ceil:
    case AG_U_trunc:
    case AG_U_rint:
    case AG_U_real:
    case AG_U_conj: return true;
    default: return false;
  }
}

ag_row1 ag_unary_row(int op, int dtype) {
  if (op < 0 || op >= AG_UNARY_COUNT || dtype < 0 || dtype >= AG_DTYPE_COUNT) return NULL;
  if (keeps_integers(op) && ag_is_integer(dtype)) op = AG_U_copy;
  ag_row1 row = ag_chosen_set()->rows->unary[op][dtype];
  return row ? row : ag_common_rows.unary[op][dtype];
}

ag_row2 ag_binary_row(int op, int dtype) {
  if (op < 0 || op >= AG_BINARY_COUNT || dtype < 0 || dtype >= AG_DTYPE_COUNT) return NULL;
  if (ag_is_integer(dtype)) {
    if (op == AG_B_fmax) op = AG_B_maximum;
    if (op == AG_B_fmin) op = AG_B_minimum;
  }
  ag_row2 row = ag_chosen_set()->rows->binary[op][dtype];
  return row ? row : ag_common_rows.binary[op][dtype];
}

int ag_unary_result(int op, int dtype) {
  if (!ag_unary_row(op, dtype)) return -1;
  switch (op) {
    case AG_U_logicalNot:
    case AG_U_isnan:
    case AG_U_isinf:
    case AG_U_isfinite:
    case AG_U_signbit: return AG_BOOL;
    case AG_U_absolute:
    case AG_U_real:
    case AG_U_imag:
    case AG_U_angle:
      return dtype == AG_COMPLEX64 ? AG_FLOAT32 : dtype == AG_COMPLEX128 ? AG_FLOAT64 : dtype;
    default: return dtype;
  }
}

int ag_binary_result(int op, int dtype) {
  if (!ag_binary_row(op, dtype)) return -1;
  return op >= AG_B_equal && op <= AG_B_logicalXor ? AG_BOOL : dtype;
}
