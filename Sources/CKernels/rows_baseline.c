#include "elementary.h"
#include "rows.h"
#include "types.h"

#define AG_ISA(name) ag_baseline_##name
#include "rows.inc"
