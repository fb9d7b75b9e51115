#include "CKernels.h"

#define AG_STRING(name) #name,
static const char *const unary_names[] = {AG_UNARY_LIST(AG_STRING)};
static const char *const binary_names[] = {AG_BINARY_LIST(AG_STRING)};
static const char *const reduce_names[] = {AG_REDUCE_LIST(AG_STRING)};
static const char *const scan_names[] = {AG_SCAN_LIST(AG_STRING)};

const char *ag_unary_name(int op) {
  return op >= 0 && op < AG_UNARY_COUNT ? unary_names[op] : "";
}
const char *ag_binary_name(int op) {
  return op >= 0 && op < AG_BINARY_COUNT ? binary_names[op] : "";
}
const char *ag_reduce_name(int op) {
  return op >= 0 && op < AG_REDUCE_COUNT ? reduce_names[op] : "";
}
const char *ag_scan_name(int op) { return op >= 0 && op < AG_SCAN_COUNT ? scan_names[op] : ""; }
