#include "elementary.h"

#define AG_DECLARE(name, accuracy)                                                                   \
  double Sleef_finz_##name##d1_##accuracy##purecfma(double);                                                       \
  float Sleef_finz_##name##f1_##accuracy##purecfma(float);                                                         \
  double Sleef_cinz_##name##d1_##accuracy##purec(double);                                                          \
  float Sleef_cinz_##name##f1_##accuracy##purec(float);
AG_ELEMENTARY1_LIST(AG_DECLARE)
#undef AG_DECLARE
#define AG_DECLARE(name, accuracy)                                                                   \
  double Sleef_finz_##name##d1_##accuracy##purecfma(double, double);                                               \
  float Sleef_finz_##name##f1_##accuracy##purecfma(float, float);                                                  \
  double Sleef_cinz_##name##d1_##accuracy##purec(double, double);                                                  \
  float Sleef_cinz_##name##f1_##accuracy##purec(float, float);
AG_ELEMENTARY2_LIST(AG_DECLARE)
#undef AG_DECLARE

#define AG_FUSED(name, accuracy)                                                                     \
  .name##_f64 = Sleef_finz_##name##d1_##accuracy##purecfma, .name##_f32 = Sleef_finz_##name##f1_##accuracy##purecfma,
ag_elementary_table ag_elementary = {AG_ELEMENTARY1_LIST(AG_FUSED) AG_ELEMENTARY2_LIST(AG_FUSED)};

#if defined(__x86_64__)
// SLEEF's `purecfma` functions use the FMA instructions; older processors get the set without them.
__attribute__((constructor)) static void choose_elementary(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("fma")) return;
#define AG_PLAIN(name, accuracy)                                                                     \
  ag_elementary.name##_f64 = Sleef_cinz_##name##d1_##accuracy##purec;                                              \
  ag_elementary.name##_f32 = Sleef_cinz_##name##f1_##accuracy##purec;
  AG_ELEMENTARY1_LIST(AG_PLAIN)
  AG_ELEMENTARY2_LIST(AG_PLAIN)
}
#endif
