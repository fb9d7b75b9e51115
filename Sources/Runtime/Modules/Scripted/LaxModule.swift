/// The parts of `jax.lax` that are made of other parts: windows, general gathers and scatters, transposed convolutions.
enum LaxModule {
  static let source = #"""
    import functools as _functools
    import itertools as _itertools
    import math as _math
    from collections import namedtuple as _namedtuple
    from typing import NamedTuple as _NamedTuple
    from enum import Enum as _Enum
    import numpy as _np
    import jax as _jax
    import jax.numpy as _jnp
    from jax import lax as _lax

    # Windows.

    def padtype_to_pads(in_shape, window_shape, window_strides, padding):
        if isinstance(padding, str):
            name = padding.upper()
            if name == "VALID":
                return [(0, 0)] * len(in_shape)
            if name not in ("SAME", "SAME_LOWER"):
                raise ValueError(f"Unknown padding type: {padding}.")
            pads = []
            for extent, window, stride in zip(in_shape, window_shape, window_strides):
                total = max(0, (-(-extent // stride) - 1) * stride + window - extent)
                low = total // 2 if name == "SAME" else total - total // 2
                pads.append((low, total - low))
            return pads
        return [tuple(p) for p in padding]

    def _dilated(extent, dilation):
        return 0 if extent == 0 else 1 + dilation * (extent - 1)

    def reduce_window_shape_tuple(operand_shape, window_dimensions, window_strides, padding,
                                  base_dilation=None, window_dilation=None):
        ones = (1,) * len(operand_shape)
        extents = [_dilated(n, d) for n, d in zip(operand_shape, base_dilation or ones)]
        windows = [_dilated(n, d) for n, d in zip(window_dimensions, window_dilation or ones)]
        pads = padtype_to_pads(extents, windows, window_strides, padding)
        return tuple(max(0, (n + lo + hi - w) // s + 1)
                     for n, w, s, (lo, hi) in zip(extents, windows, window_strides, pads))

    def reduce_window(operand, init_value, computation, window_dimensions, window_strides=None,
                      padding="VALID", base_dilation=None, window_dilation=None):
        leaves, tree = _jax.tree.flatten(operand)
        leaves = [_jnp.asarray(x) for x in leaves]
        inits = [_jnp.asarray(v, x.dtype) for v, x in zip(_jax.tree.leaves(init_value), leaves)]
        rank = leaves[0].ndim
        ones = (1,) * rank
        strides = tuple(window_strides) if window_strides is not None else ones
        base = tuple(base_dilation) if base_dilation is not None else ones
        spread = tuple(window_dilation) if window_dilation is not None else ones
        window = tuple(window_dimensions)
        if len(window) != rank:
            raise ValueError(f"reduce_window got inconsistent lengths for window_dimensions and operand rank: {window} and {rank}")
        extents = [_dilated(n, d) for n, d in zip(leaves[0].shape, base)]
        spans = [_dilated(n, d) for n, d in zip(window, spread)]
        pads = padtype_to_pads(extents, spans, strides, padding)
        counts = [max(0, (n + lo + hi - w) // s + 1) for n, w, s, (lo, hi) in zip(extents, spans, strides, pads)]
        padded = [_lax.pad(x, v, [(lo, hi, d - 1) for (lo, hi), d in zip(pads, base)]) for x, v in zip(leaves, inits)]
        single = tree == _jax.tree.structure(0)
        total = [_jnp.broadcast_to(v, counts) for v in inits]
        for place in _itertools.product(*[range(n) for n in window]):
            start = [p * d for p, d in zip(place, spread)]
            limit = [a + (n - 1) * s + 1 if n else a for a, n, s in zip(start, counts, strides)]
            part = [_lax.slice(x, start, limit, strides) for x in padded]
            if single:
                total = [computation(total[0], part[0])]
            else:
                total = _jax.tree.leaves(computation(_jax.tree.unflatten(tree, total), _jax.tree.unflatten(tree, part)))
        return _jax.tree.unflatten(tree, total)

    # Convolutions.

    ConvDimensionNumbers = _namedtuple("ConvDimensionNumbers", ["lhs_spec", "rhs_spec", "out_spec"])

    def conv_dimension_numbers(lhs_shape, rhs_shape, dimension_numbers):
        if isinstance(dimension_numbers, ConvDimensionNumbers):
            return dimension_numbers
        rank = len(lhs_shape)
        if dimension_numbers is None:
            spec = tuple(range(rank))
            return ConvDimensionNumbers(spec, spec, spec)
        lhs, rhs, out = dimension_numbers
        spatial = [c for c in rhs if c not in "OI"]
        find = lambda text, first: tuple([text.index(c) for c in first] + [text.index(c) for c in spatial])
        return ConvDimensionNumbers(find(lhs, "NC"), find(rhs, "OI"), find(out, "NC"))

    def conv_general_shape_tuple(lhs_shape, rhs_shape, window_strides, padding, dimension_numbers):
        numbers = conv_dimension_numbers(lhs_shape, rhs_shape, dimension_numbers)
        lhs = [lhs_shape[i] for i in numbers.lhs_spec]
        rhs = [rhs_shape[i] for i in numbers.rhs_spec]
        pads = padtype_to_pads(lhs[2:], rhs[2:], window_strides, padding)
        out = [lhs[0], rhs[0]] + [(n + lo + hi - k) // s + 1 for n, k, s, (lo, hi) in zip(lhs[2:], rhs[2:], window_strides, pads)]
        return tuple(out[numbers.out_spec.index(i)] for i in range(len(out)))

    def conv_transpose(lhs, rhs, strides, padding, rhs_dilation=None, dimension_numbers=None,
                       transpose_kernel=False, precision=None, preferred_element_type=None, use_consistent_padding=False):
        rank = _jnp.ndim(lhs)
        count = rank - 2
        if dimension_numbers is None:
            names = {3: ("NHC", "HIO", "NHC"), 4: ("NHWC", "HWIO", "NHWC"), 5: ("NHWDC", "HWDIO", "NHWDC")}
            if rank not in names:
                raise ValueError("No 4+ dimensional dimension_number defaults.")
            dimension_numbers = names[rank]
        numbers = conv_dimension_numbers(lhs.shape, rhs.shape, dimension_numbers)
        kernel = [rhs.shape[i] for i in numbers.rhs_spec[2:]]
        rhs_dilation = rhs_dilation or (1,) * count
        spans = [_dilated(k, d) for k, d in zip(kernel, rhs_dilation)]
        if isinstance(padding, str):
            pads = []
            for k, s in zip(spans, strides):
                if padding == "SAME":
                    length = k + s - 2
                    low = k - 1 if s > k - 1 else -(-length // 2)
                elif padding == "VALID":
                    length = k + s - 2 + max(k - s, 0)
                    low = k - 1
                else:
                    raise ValueError("Padding mode must be `SAME` or `VALID`.")
                pads.append((low, length - low))
        else:
            pads = [tuple(p) for p in padding]
        if transpose_kernel:
            rhs = _jnp.flip(rhs, numbers.rhs_spec[2:])
            rhs = _jnp.swapaxes(rhs, numbers.rhs_spec[0], numbers.rhs_spec[1])
        return _lax.conv_general_dilated(lhs, rhs, (1,) * count, pads, strides, rhs_dilation, dimension_numbers)

    def conv_general_dilated_patches(lhs, filter_shape, window_strides, padding, lhs_dilation=None,
                                     rhs_dilation=None, dimension_numbers=None, precision=None, preferred_element_type=None):
        lhs = _jnp.asarray(lhs)
        filter_shape = tuple(filter_shape)
        if dimension_numbers is None:
            channels = lhs.shape[1]
        else:
            channels = lhs.shape[dimension_numbers[0].index("C")]
        size = _math.prod(filter_shape)
        identity = _jnp.eye(size, dtype=lhs.dtype).reshape((size, 1) + filter_shape)
        kernel = _jnp.tile(identity, (channels, 1) + (1,) * len(filter_shape))
        if dimension_numbers is not None:
            order = ["O", "I"] + [c for c in dimension_numbers[1] if c not in "OI"]
            kernel = _jnp.transpose(kernel, [order.index(c) for c in dimension_numbers[1]])
        return _lax.conv_general_dilated(lhs, kernel, window_strides, padding, lhs_dilation, rhs_dilation,
                                         dimension_numbers, feature_group_count=channels)

    # Gathers and scatters.

    class GatherScatterMode(_Enum):
        CLIP = 1
        FILL_OR_DROP = 2
        PROMISE_IN_BOUNDS = 3
        ONE_HOT = 4

        @staticmethod
        def from_any(s):
            if isinstance(s, GatherScatterMode):
                return s
            if s == "clip":
                return GatherScatterMode.CLIP
            if s is None or s == "fill" or s == "drop":
                return GatherScatterMode.FILL_OR_DROP
            if s == "promise_in_bounds":
                return GatherScatterMode.PROMISE_IN_BOUNDS
            raise ValueError(f'Unknown gather mode "{s}"')

    class GatherDimensionNumbers(_NamedTuple):
        offset_dims: tuple
        collapsed_slice_dims: tuple
        start_index_map: tuple
        operand_batching_dims: tuple = ()
        start_indices_batching_dims: tuple = ()

    class ScatterDimensionNumbers(_NamedTuple):
        update_window_dims: tuple
        inserted_window_dims: tuple
        scatter_dims_to_operand_dims: tuple
        operand_batching_dims: tuple = ()
        scatter_indices_batching_dims: tuple = ()

    def _positions(shape, indices, window, window_axes, index_map, result_window, batching, clip):
        """Position arrays of every operand axis in the shape of the result, and which windows lie inside."""
        batch_shape = indices.shape[:-1]
        rank = len(batch_shape) + len(result_window)
        batch_axes = [a for a in range(rank) if a not in result_window]
        starts = {}
        inside = _jnp.ones(batch_shape, bool)
        for place, axis in enumerate(index_map):
            start = indices[..., place]
            limit = shape[axis] - window[axis]
            inside = inside & (start >= 0) & (start <= limit)
            starts[axis] = _jnp.clip(start, 0, limit) if clip else start
        def placed(x, axes):
            full = [1] * rank
            for axis, n in zip(axes, x.shape):
                full[axis] = n
            return _jnp.reshape(x, full)
        positions = []
        for axis in range(len(shape)):
            place = _jnp.zeros((1,) * rank, indices.dtype)
            if axis in starts:
                place = place + placed(starts[axis], batch_axes)
            if axis in window_axes:
                place = place + placed(_jnp.arange(window[axis], dtype=indices.dtype), [result_window[window_axes.index(axis)]])
            for operand_axis, index_axis in batching:
                if operand_axis == axis:
                    place = place + placed(_jnp.arange(batch_shape[index_axis], dtype=indices.dtype), [batch_axes[index_axis]])
            positions.append(place)
        return positions, placed(inside, batch_axes)

    def gather(operand, start_indices, dimension_numbers, slice_sizes, *, unique_indices=False,
               indices_are_sorted=False, mode=None, fill_value=None):
        operand, indices = _jnp.asarray(operand), _jnp.asarray(start_indices)
        numbers = dimension_numbers
        mode = GatherScatterMode.CLIP if mode is None else GatherScatterMode.from_any(mode)
        batching = list(zip(numbers.operand_batching_dims, numbers.start_indices_batching_dims))
        window_axes = [a for a in range(operand.ndim)
                       if a not in numbers.collapsed_slice_dims and a not in numbers.operand_batching_dims]
        positions, inside = _positions(operand.shape, indices, slice_sizes, window_axes, numbers.start_index_map,
                                       list(numbers.offset_dims), batching, True)
        result = operand[tuple(positions)]
        if mode == GatherScatterMode.FILL_OR_DROP:
            if fill_value is None:
                fill_value = _jnp.nan if _jnp.issubdtype(operand.dtype, _jnp.inexact) else (
                    True if operand.dtype == bool else
                    _jnp.iinfo(operand.dtype).min if _jnp.issubdtype(operand.dtype, _jnp.signedinteger)
                    else _jnp.iinfo(operand.dtype).max)
            result = _jnp.where(inside, result, _jnp.asarray(fill_value, operand.dtype))
        return result

    def _scatter(method, operand, scatter_indices, updates, dimension_numbers, mode):
        operand, indices = _jnp.asarray(operand), _jnp.asarray(scatter_indices)
        updates = _jnp.asarray(updates, operand.dtype)
        numbers = dimension_numbers
        mode = GatherScatterMode.from_any(mode)
        batching = list(zip(numbers.operand_batching_dims, numbers.scatter_indices_batching_dims))
        window_axes = [a for a in range(operand.ndim)
                       if a not in numbers.inserted_window_dims and a not in numbers.operand_batching_dims]
        window = [1] * operand.ndim
        for axis, result_axis in zip(window_axes, numbers.update_window_dims):
            window[axis] = updates.shape[result_axis]
        clip = mode == GatherScatterMode.CLIP
        positions, inside = _positions(operand.shape, indices, window, window_axes,
                                       numbers.scatter_dims_to_operand_dims, list(numbers.update_window_dims), batching, clip)
        if not clip:
            positions[0] = _jnp.where(inside, positions[0], operand.shape[0])
        positions = [_jnp.broadcast_to(p, updates.shape) for p in positions]
        return getattr(operand.at[tuple(positions)], method)(updates, mode="drop")

    def scatter(operand, scatter_indices, updates, dimension_numbers, *, indices_are_sorted=False,
                unique_indices=False, mode=None):
        return _scatter("set", operand, scatter_indices, updates, dimension_numbers, mode)

    def scatter_add(operand, scatter_indices, updates, dimension_numbers, *, indices_are_sorted=False,
                    unique_indices=False, mode=None):
        return _scatter("add", operand, scatter_indices, updates, dimension_numbers, mode)

    def scatter_sub(operand, scatter_indices, updates, dimension_numbers, *, indices_are_sorted=False,
                    unique_indices=False, mode=None):
        return _scatter("add", operand, scatter_indices, -_jnp.asarray(updates), dimension_numbers, mode)

    def scatter_mul(operand, scatter_indices, updates, dimension_numbers, *, indices_are_sorted=False,
                    unique_indices=False, mode=None):
        return _scatter("multiply", operand, scatter_indices, updates, dimension_numbers, mode)

    def scatter_min(operand, scatter_indices, updates, dimension_numbers, *, indices_are_sorted=False,
                    unique_indices=False, mode=None):
        return _scatter("min", operand, scatter_indices, updates, dimension_numbers, mode)

    def scatter_max(operand, scatter_indices, updates, dimension_numbers, *, indices_are_sorted=False,
                    unique_indices=False, mode=None):
        return _scatter("max", operand, scatter_indices, updates, dimension_numbers, mode)

    def index_take(src, idxs, axes):
        moved = _jnp.moveaxis(src, axes, tuple(range(len(axes))))
        return moved[tuple(idxs)]

    # Slices and orders.

    def dynamic_update_slice_in_dim(operand, update, start_index, axis):
        operand, update = _jnp.asarray(operand), _jnp.asarray(update)
        axis = axis % operand.ndim
        starts = [0] * operand.ndim
        starts[axis] = start_index
        return _lax.dynamic_update_slice(operand, update.astype(operand.dtype), starts)

    def dynamic_update_index_in_dim(operand, update, index, axis):
        operand, update = _jnp.asarray(operand), _jnp.asarray(update)
        axis = axis % operand.ndim
        if update.ndim != operand.ndim:
            update = _jnp.expand_dims(update, axis)
        return dynamic_update_slice_in_dim(operand, update, index, axis)

    def sort_key_val(keys, values, dimension=-1, is_stable=True):
        return tuple(_lax.sort((keys, values), dimension=dimension, is_stable=is_stable, num_keys=1))

    def split(operand, sizes, axis=0):
        operand = _jnp.asarray(operand)
        if sum(sizes) != operand.shape[axis]:
            raise ValueError(f"Sum of sizes {sum(sizes)} must be equal to dimension {axis} of the operand shape {list(operand.shape)}")
        start, parts = 0, []
        for size in sizes:
            parts.append(_lax.slice_in_dim(operand, start, start + size, axis=axis))
            start += size
        return parts

    def tile(operand, reps):
        return _jnp.tile(operand, reps)

    def stack(operands, axis=0):
        return _jnp.stack(operands, axis)

    def unstack(operand, axis=0):
        return list(_jnp.unstack(operand, axis=axis))

    def broadcast_shapes(*shapes):
        return _jnp.broadcast_shapes(*shapes)

    def broadcast_like(operand, other):
        return _jnp.broadcast_to(operand, _jnp.shape(other))

    def empty(shape, dtype, *, out_sharding=None):
        return _jnp.zeros(shape, dtype)

    def shape_as_value(shape):
        return _jnp.array(shape)

    def dtype(x):
        return _jnp.asarray(x).dtype

    def reciprocal(x):
        return _lax.integer_pow(x, -1)

    def reduce_xor(operand, axes):
        result = _jnp.moveaxis(operand, axes, tuple(range(len(axes))))
        result = _jnp.reshape(result, (-1,) + result.shape[len(axes):])
        return _functools.reduce(_lax.bitwise_xor, [result[i] for i in range(result.shape[0])])

    def approx_max_k(operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1, aggregate_to_topk=True):
        return tuple(_lax.top_k(operand, k, axis=reduction_dimension))

    def approx_min_k(operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1, aggregate_to_topk=True):
        values, places = _lax.top_k(-operand, k, axis=reduction_dimension)
        return -values, places

    def optimization_barrier(operand):
        return operand

    def with_sharding_constraint(x, shardings):
        return x

    def platform_dependent(*args, default=None, **per_platform):
        chosen = per_platform.get("cpu", default)
        if chosen is None:
            raise NotImplementedError("platform_dependent: there is no implementation for the cpu platform")
        return chosen(*args)

    class Precision(_Enum):
        DEFAULT = 0
        HIGH = 1
        HIGHEST = 2

    class RoundingMethod(_Enum):
        AWAY_FROM_ZERO = 0
        TO_NEAREST_EVEN = 1
    """#
}
