#include "elementary.h"
#include "dispatch.h"
#include "types.h"

#define AG_ISA(name) ag_baseline_##name
#include "rows.inc"
#include "reduce_rows.inc"
#include "product_rows.inc"
