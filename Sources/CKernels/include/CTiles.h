// Groups of elementwise operations with the reductions that consume them, run tile by tile.
#ifndef AG_CTILES_H
#define AG_CTILES_H

typedef enum { AG_TILE_UNARY, AG_TILE_BINARY, AG_TILE_CAST, AG_TILE_SELECT } ag_tile_kind;

// One operation on a tile. Operands and result are places: first the program's inputs, then its
// outputs, then its registers. `dtype` is the last operand's; of a cast `op` is the target.
typedef struct {
  int kind, op, dtype, result;
  int operand[3];
} ag_tile_step;

// A reduction of what stands in `place`, of `dtype`: AG_R_sum, product, max or min over the axes
// whose extents alternate with kept ones. `extent` is merged: neighbours differ in `reduced`.
typedef struct {
  int place, op, dtype, identity;
  int axes;
  ag_int extent[AG_MAX_RANK];
  bool reduced[AG_MAX_RANK];
  // Elements of the result.
  ag_int count;
  // Part of a sum whose rows the tiles are cut for.
  bool pairwise;
} ag_tile_fold;

typedef struct {
  int rank;
  ag_int shape[AG_MAX_RANK];
  int inputs, outputs, registers, steps, folds;
  // Item size by place.
  const int *size;
  const ag_tile_step *step;
  const ag_tile_fold *fold;
  // Elements a tile.
  ag_int tile;
  // Length of the rows of pairwise sums; 0 where there are none.
  ag_int row;
} ag_tile_program;

// Runs a program. `input` and `output` are base addresses, `stride` has `rank` entries an input;
// outputs are contiguous; `folded` has one address a fold, of `count` elements. The bits are those
// of the operations run one after another on whole arrays, whatever `threads`. False where memory
// ran out.
bool ag_tiles_run(
    const ag_tile_program *program, const void *const *input, const ag_int *stride,
    void *const *output, void *const *folded, int threads);

#endif
