// The table of elementary functions, chosen for the processor before main.
#include "elementary.h"

#include "elementary_wide.h"

#define AG_DECLARE(name, accuracy)                                                               \
  double Sleef_finz_##name##d1_##accuracy##purecfma(double);                                     \
  float Sleef_finz_##name##f1_##accuracy##purecfma(float);                                       \
  double Sleef_cinz_##name##d1_##accuracy##purec(double);                                        \
  float Sleef_cinz_##name##f1_##accuracy##purec(float);
AG_ELEMENTARY1_LIST(AG_DECLARE)
#undef AG_DECLARE
#define AG_DECLARE(name, accuracy)                                                               \
  double Sleef_finz_##name##d1_##accuracy##purecfma(double, double);                             \
  float Sleef_finz_##name##f1_##accuracy##purecfma(float, float);                                \
  double Sleef_cinz_##name##d1_##accuracy##purec(double, double);                                \
  float Sleef_cinz_##name##f1_##accuracy##purec(float, float);
AG_ELEMENTARY2_LIST(AG_DECLARE)
#undef AG_DECLARE

#define AG_FUSED(name, accuracy)                                                                 \
  .name##_f64 = Sleef_finz_##name##d1_##accuracy##purecfma,                                      \
  .name##_f32 = Sleef_finz_##name##f1_##accuracy##purecfma,
ag_elementary_table ag_elementary = {AG_ELEMENTARY1_LIST(AG_FUSED) AG_ELEMENTARY2_LIST(AG_FUSED)};

static bool has_fused_multiply_add(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2");
#else
  return true;
#endif
}

// SLEEF's `purecfma` functions and ours need the FMA instructions; older processors get the set
// without them.
__attribute__((constructor)) static void choose_elementary(void) {
  if (has_fused_multiply_add()) {
    ag_elementary.exp_f64 = ag_wide_exp;
    ag_elementary.log_f64 = ag_wide_log;
    ag_elementary.sin_f64 = ag_wide_sin;
    ag_elementary.cos_f64 = ag_wide_cos;
    return;
  }
#define AG_PLAIN(name, accuracy)                                                                 \
  ag_elementary.name##_f64 = Sleef_cinz_##name##d1_##accuracy##purec;                            \
  ag_elementary.name##_f32 = Sleef_cinz_##name##f1_##accuracy##purec;
  AG_ELEMENTARY1_LIST(AG_PLAIN)
  AG_ELEMENTARY2_LIST(AG_PLAIN)
}
