import Arrays

// Recorded from NumPy 2.4.6 and JAX 0.10.2.

let shapeErrorGoldens: [(ShapeError, ErrorWording, ErrorWording)] = [
  (
    .operandsDoNotBroadcast(shapes: [[2, 3], [4]], operation: "add"),
    ErrorWording("ValueError", "operands could not be broadcast together with shapes (2,3) (4,) "),
    ErrorWording("ValueError", "Incompatible shapes for broadcasting: shapes=[(2, 3), (4,)]")
  ),
  (
    .operandsDoNotBroadcast(shapes: [[3], [4]], operation: "add"),
    ErrorWording("ValueError", "operands could not be broadcast together with shapes (3,) (4,) "),
    ErrorWording("TypeError", "add got incompatible shapes for broadcasting: (3,), (4,).")
  ),
  (
    .operandsDoNotBroadcast(shapes: [[2, 3], [4], [5]], operation: "where"),
    ErrorWording(
      "ValueError", "operands could not be broadcast together with shapes (2,3) (4,) (5,) "),
    ErrorWording("ValueError", "Incompatible shapes for broadcasting: shapes=[(2, 3), (4,), (5,)]")
  ),
  (
    .shapesDoNotBroadcast(shapes: [[2, 3], [4]]),
    ErrorWording(
      "ValueError",
      "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2, 3) and arg 1 with shape (4,)."
    ),
    ErrorWording("ValueError", "Incompatible shapes for broadcasting: shapes=[(2, 3), (4,)]")
  ),
  (
    .shapesDoNotBroadcast(shapes: [[1, 3], [2, 1], [3, 4]]),
    ErrorWording(
      "ValueError",
      "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 1 with shape (2, 1) and arg 2 with shape (3, 4)."
    ),
    ErrorWording(
      "ValueError", "Incompatible shapes for broadcasting: shapes=[(1, 3), (2, 1), (3, 4)]")
  ),
  (
    .cannotBroadcast(from: [4], to: [2, 3], dtype: .float32),
    ErrorWording(
      "ValueError",
      "operands could not be broadcast together with remapped shapes [original->remapped]: (4,)  and requested shape (2,3)"
    ),
    ErrorWording(
      "ValueError",
      "Incompatible types for broadcasting: input type=float32[4] and requested type=float32[2,3]")
  ),
  (
    .cannotBroadcast(from: [2, 3], to: [3], dtype: .float32),
    ErrorWording(
      "ValueError", "input operand has more dimensions than allowed by the axis remapping"),
    ErrorWording(
      "ValueError", "Cannot broadcast to shape with fewer dimensions: arr_shape=(2, 3) shape=(3,)")
  ),
  (
    .cannotReshape(from: [6], to: [4, 2]),
    ErrorWording("ValueError", "cannot reshape array of size 6 into shape (4,2)"),
    ErrorWording(
      "TypeError", "cannot reshape array of shape (6,) (size 6) into shape (4, 2) (size 8)")
  ),
  (
    .cannotReshape(from: [6], to: [4, -1]),
    ErrorWording("ValueError", "cannot reshape array of size 6 into shape (4,newaxis)"),
    ErrorWording(
      "TypeError",
      "cannot reshape array of shape (6,) (size 6) into shape (4, -1) because the product of specified axis sizes (4) does not evenly divide 6"
    )
  ),
  (
    .severalUnknownExtents(shape: [-1, -1]),
    ErrorWording("ValueError", "can only specify one unknown dimension"),
    ErrorWording(
      "TypeError", "can only specify one unknown axis size with a `-1` value, got (-1, -1)")
  ),
  (
    .axisOutOfBounds(axis: 3, rank: 2),
    ErrorWording("AxisError", "axis 3 is out of bounds for array of dimension 2"),
    ErrorWording("ValueError", "axis 3 is out of bounds for array of dimension 2")
  ),
  (
    .axisOutOfBounds(axis: -3, rank: 2),
    ErrorWording("AxisError", "axis -3 is out of bounds for array of dimension 2"),
    ErrorWording("ValueError", "axis -3 is out of bounds for array of dimension 2")
  ),
  (
    .duplicateAxis(axes: [0, 0]),
    ErrorWording("ValueError", "duplicate value in 'axis'"),
    ErrorWording("ValueError", "duplicate value in 'axis': (0, 0)")
  ),
  (
    .axesDoNotMatch(axes: [0], shape: [2, 3]),
    ErrorWording("ValueError", "axes don't match array"),
    ErrorWording(
      "TypeError",
      "transpose permutation isn't a permutation of operand dimensions, got permutation (0,) for operand shape (2, 3)."
    )
  ),
  (
    .repeatedTransposeAxis(axes: [0, 0], shape: [2, 3]),
    ErrorWording("ValueError", "repeated axis in transpose"),
    ErrorWording(
      "TypeError",
      "transpose permutation isn't a permutation of operand dimensions, got permutation (0, 0) for operand shape (2, 3)."
    )
  ),
  (
    .cannotSqueeze(axes: [0], shape: [2, 3]),
    ErrorWording(
      "ValueError", "cannot select an axis to squeeze out which has size not equal to one"),
    ErrorWording(
      "ValueError",
      "cannot select an axis to squeeze out which has size not equal to one, got shape=(2, 3) and dimensions=(0,)"
    )
  ),
  (
    .movedAxesDiffer(source: 2, destination: 1),
    ErrorWording(
      "ValueError", "`source` and `destination` arguments must have the same number of elements"),
    ErrorWording("ValueError", "Inconsistent number of elements: 2 vs 1")
  ),
  (
    .matmulMismatch(left: [2, 3], right: [4], dtype: .float32),
    ErrorWording(
      "ValueError",
      "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 4 is different from 3)"
    ),
    ErrorWording(
      "TypeError",
      "dot_general requires contracting dimensions to have the same shape, got (3,) and (4,).")
  ),
  (
    .matmulMismatch(left: [2, 3], right: [2, 2], dtype: .float32),
    ErrorWording(
      "ValueError",
      "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 2 is different from 3)"
    ),
    ErrorWording(
      "TypeError",
      "dot_general requires contracting dimensions to have the same shape, got (3,) and (2,).")
  ),
  (
    .matmulMismatch(left: [2, 3, 4], right: [3, 4, 5], dtype: .float32),
    ErrorWording(
      "ValueError",
      "operands could not be broadcast together with remapped shapes [original->remapped]: (2,3,4)->(2,newaxis,newaxis) (3,4,5)->(3,newaxis,newaxis)  and requested shape (3,5)"
    ),
    ErrorWording(
      "ValueError", "Incompatible types for matmul arguments: float32[2,3,4] and float32[3,4,5]")
  ),
  (
    .matmulOfScalar(operand: 1),
    ErrorWording(
      "ValueError",
      "matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)"
    ),
    ErrorWording(
      "ValueError", "matmul input operand 1 must have ndim at least 1, but it has ndim 0")
  ),
  (
    .notAligned(left: [2, 3], right: [2, 3], leftAxis: 1, rightAxis: 0),
    ErrorWording("ValueError", "shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)"),
    ErrorWording(
      "TypeError",
      "dot_general requires contracting dimensions to have the same shape, got (3,) and (2,).")
  ),
  (
    .notAligned(left: [4], right: [6], leftAxis: 0, rightAxis: 0),
    ErrorWording("ValueError", "shapes (4,) and (6,) not aligned: 4 (dim 0) != 6 (dim 0)"),
    ErrorWording(
      "TypeError",
      "dot_general requires contracting dimensions to have the same shape, got (4,) and (6,).")
  ),
  (
    .concatenateExtents(shapes: [[2, 3], [2, 4]], axis: 0),
    ErrorWording(
      "ValueError",
      "all the input array dimensions except for the concatenation axis must match exactly, but along dimension 1, the array at index 0 has size 3 and the array at index 1 has size 4"
    ),
    ErrorWording(
      "TypeError",
      "Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated: concatenating along dimension 0 for shapes (2, 3), (2, 4)."
    )
  ),
  (
    .concatenateRanks(shapes: [[2, 3], [4]]),
    ErrorWording(
      "ValueError",
      "all the input arrays must have same number of dimensions, but the array at index 0 has 2 dimension(s) and the array at index 1 has 1 dimension(s)"
    ),
    ErrorWording(
      "TypeError",
      "Cannot concatenate arrays with different numbers of dimensions: got (2, 3), (4,).")
  ),
  (
    .concatenateNothing,
    ErrorWording("ValueError", "need at least one array to concatenate"),
    ErrorWording("ValueError", "Need at least one array to concatenate.")
  ),
  (
    .concatenateScalars,
    ErrorWording("ValueError", "zero-dimensional arrays cannot be concatenated"),
    ErrorWording("ValueError", "Zero-dimensional arrays cannot be concatenated.")
  ),
  (
    .stackShapes(shapes: [[2, 3], [4]]),
    ErrorWording("ValueError", "all input arrays must have the same shape"),
    ErrorWording(
      "ValueError", "Cannot stack arrays with different numbers of dimensions: got (2, 3), (4,).")
  ),
  (
    .stackShapes(shapes: [[2, 3], [2, 4]]),
    ErrorWording("ValueError", "all input arrays must have the same shape"),
    ErrorWording("ValueError", "All input arrays must have the same shape. Got (2, 3), (2, 4).")
  ),
  (
    .stackNothing,
    ErrorWording("ValueError", "need at least one array to stack"),
    ErrorWording("ValueError", "Need at least one array to stack.")
  ),
  (
    .emptyReduction(name: "maximum"),
    ErrorWording(
      "ValueError", "zero-size array to reduction operation maximum which has no identity"),
    ErrorWording("ValueError", "zero-size array to reduction operation max which has no identity")
  ),
  (
    .emptyReduction(name: "minimum"),
    ErrorWording(
      "ValueError", "zero-size array to reduction operation minimum which has no identity"),
    ErrorWording("ValueError", "zero-size array to reduction operation min which has no identity")
  ),
  (
    .emptyArgument(name: "argmax"),
    ErrorWording("ValueError", "attempt to get argmax of an empty sequence"),
    ErrorWording("ValueError", "attempt to get argmax of an empty sequence")
  ),
  (
    .negativeExtent(shape: [-1]),
    ErrorWording("ValueError", "negative dimensions are not allowed"),
    ErrorWording(
      "TypeError", "broadcast_in_dim shape must have every element be nonnegative, got (-1,).")
  ),
  (
    .unequalSplit(extent: 6, sections: 4),
    ErrorWording("ValueError", "array split does not result in an equal division"),
    ErrorWording("ValueError", "array split does not result in an equal division: rest is 2")
  ),
  (
    .negativeSampleCount(-1),
    ErrorWording("ValueError", "Number of samples, -1, must be non-negative."),
    ErrorWording("ValueError", "Number of samples, -1, must be non-negative.")
  ),
]

let arangeGoldens = """
  0;1;0.1;0.0 0.1 0.2 0.30000000000000004 0.4 0.5 0.6000000000000001 0.7000000000000001 0.8 0.9;0.0 0.10000000149011612 0.20000000298023224 0.30000001192092896 0.4000000059604645 0.5 0.6000000238418579 0.699999988079071 0.800000011920929 0.9000000357627869
  0;5;1;0.0 1.0 2.0 3.0 4.0;0.0 1.0 2.0 3.0 4.0
  1;2;0.3;1.0 1.3 1.6 1.9000000000000001;1.0 1.2999999523162842 1.5999999046325684 1.8999998569488525
  5;0;-1.5;5.0 3.5 2.0 0.5;5.0 3.5 2.0 0.5
  0;1;0.3333333333333333;0.0 0.3333333333333333 0.6666666666666666;0.0 0.3333333432674408 0.6666666865348816
  -1;1;0.25;-1.0 -0.75 -0.5 -0.25 0.0 0.25 0.5 0.75;-1.0 -0.75 -0.5 -0.25 0.0 0.25 0.5 0.75
  0;0;1;;
  3;1;1;;
  0;10;0.7;0.0 0.7 1.4 2.0999999999999996 2.8 3.5 4.199999999999999 4.8999999999999995 5.6 6.3 7.0 7.699999999999999 8.399999999999999 9.1 9.799999999999999;0.0 0.699999988079071 1.399999976158142 2.0999999046325684 2.799999952316284 3.5 4.199999809265137 4.900000095367432 5.599999904632568 6.299999713897705 7.0 7.699999809265137 8.399999618530273 9.09999942779541 9.800000190734863
  10000000000.0;10000000003.0;0.5;10000000000.0 10000000000.5 10000000001.0 10000000001.5 10000000002.0 10000000002.5;10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0
  """

let linspaceGoldens = """
  0;1;11;1;0.0 0.1 0.2 0.30000000000000004 0.4 0.5 0.6000000000000001 0.7000000000000001 0.8 0.9 1.0;0 0 0 0 0 0 0 0 0 0 1
  0;1;7;0;0.0 0.14285714285714285 0.2857142857142857 0.42857142857142855 0.5714285714285714 0.7142857142857142 0.8571428571428571;0 0 0 0 0 0 0
  -3;5;4;1;-3.0 -0.3333333333333335 2.333333333333333 5.0;-3 -1 2 5
  1;1;3;1;1.0 1.0 1.0;1 1 1
  0;10;1;1;0.0;0
  0;10;1;0;0.0;0
  0;10;0;1;;
  0.1;0.7;13;1;0.1 0.15 0.2 0.25 0.3 0.35 0.4 0.44999999999999996 0.5 0.5499999999999999 0.6 0.6499999999999999 0.7;0 0 0 0 0 0 0 0 0 0 0 0 0
  1e-320;2e-320;3;1;1e-320 1.5e-320 2e-320;0 0 0
  """

let dragonGoldens = """
  1.5;p;;1.5
  1.5;s;;1.5e+00
  1.5;p;precision=3;1.5
  1.5;p;precision=3,unique=False;1.500
  1.5;p;precision=5,unique=False,fractional=False,trim=k;1.5000
  1.5;p;trim=-;1.5
  1.5;p;trim=0;1.5
  1.5;p;trim=.;1.5
  1.5;p;sign=True;+1.5
  1.5;p;pad_left=8,pad_right=6;       1.5     
  1.5;p;min_digits=5;1.50000
  1.5;p;precision=3,fractional=False;1.5
  1.5;s;precision=3;1.5e+00
  1.5;s;precision=3,unique=False;1.500e+00
  1.5;s;trim=-;1.5e+00
  1.5;s;exp_digits=4;1.5e+0000
  1.5;s;min_digits=6;1.500000e+00
  1.5;s;pad_left=5;    1.5e+00
  1.5;p;precision=2,trim=-,unique=False;1.5
  1.5;s;trim=0,precision=2;1.5e+00
  0.1;p;;0.1
  0.1;s;;1.e-01
  0.1;p;precision=3;0.1
  0.1;p;precision=3,unique=False;0.100
  0.1;p;precision=5,unique=False,fractional=False,trim=k;0.10000
  0.1;p;trim=-;0.1
  0.1;p;trim=0;0.1
  0.1;p;trim=.;0.1
  0.1;p;sign=True;+0.1
  0.1;p;pad_left=8,pad_right=6;       0.1     
  0.1;p;min_digits=5;0.10000
  0.1;p;precision=3,fractional=False;0.1
  0.1;s;precision=3;1.e-01
  0.1;s;precision=3,unique=False;1.000e-01
  0.1;s;trim=-;1e-01
  0.1;s;exp_digits=4;1.e-0001
  0.1;s;min_digits=6;1.000000e-01
  0.1;s;pad_left=5;    1.e-01
  0.1;p;precision=2,trim=-,unique=False;0.1
  0.1;s;trim=0,precision=2;1.0e-01
  123456.789;p;;123456.789
  123456.789;s;;1.23456789e+05
  123456.789;p;precision=3;123456.789
  123456.789;p;precision=3,unique=False;123456.789
  123456.789;p;precision=5,unique=False,fractional=False,trim=k;123460.
  123456.789;p;trim=-;123456.789
  123456.789;p;trim=0;123456.789
  123456.789;p;trim=.;123456.789
  123456.789;p;sign=True;+123456.789
  123456.789;p;pad_left=8,pad_right=6;  123456.789   
  123456.789;p;min_digits=5;123456.78900
  123456.789;p;precision=3,fractional=False;123000.
  123456.789;s;precision=3;1.235e+05
  123456.789;s;precision=3,unique=False;1.235e+05
  123456.789;s;trim=-;1.23456789e+05
  123456.789;s;exp_digits=4;1.23456789e+0005
  123456.789;s;min_digits=6;1.23456789e+05
  123456.789;s;pad_left=5;    1.23456789e+05
  123456.789;p;precision=2,trim=-,unique=False;123456.79
  123456.789;s;trim=0,precision=2;1.23e+05
  1e-10;p;;0.0000000001
  1e-10;s;;1.e-10
  1e-10;p;precision=3;0.000
  1e-10;p;precision=3,unique=False;0.000
  1e-10;p;precision=5,unique=False,fractional=False,trim=k;0.00000000010000
  1e-10;p;trim=-;0.0000000001
  1e-10;p;trim=0;0.0000000001
  1e-10;p;trim=.;0.0000000001
  1e-10;p;sign=True;+0.0000000001
  1e-10;p;pad_left=8,pad_right=6;       0.0000000001
  1e-10;p;min_digits=5;0.0000000001
  1e-10;p;precision=3,fractional=False;0.0000000001
  1e-10;s;precision=3;1.e-10
  1e-10;s;precision=3,unique=False;1.000e-10
  1e-10;s;trim=-;1e-10
  1e-10;s;exp_digits=4;1.e-0010
  1e-10;s;min_digits=6;1.000000e-10
  1e-10;s;pad_left=5;    1.e-10
  1e-10;p;precision=2,trim=-,unique=False;0
  1e-10;s;trim=0,precision=2;1.0e-10
  1e+20;p;;100000000000000000000.
  1e+20;s;;1.e+20
  1e+20;p;precision=3;100000000000000000000.
  1e+20;p;precision=3,unique=False;100000000000000000000.000
  1e+20;p;precision=5,unique=False,fractional=False,trim=k;100000000000000000000.
  1e+20;p;trim=-;100000000000000000000
  1e+20;p;trim=0;100000000000000000000.0
  1e+20;p;trim=.;100000000000000000000.
  1e+20;p;sign=True;+100000000000000000000.
  1e+20;p;pad_left=8,pad_right=6;100000000000000000000.      
  1e+20;p;min_digits=5;100000000000000000000.00000
  1e+20;p;precision=3,fractional=False;100000000000000000000.
  1e+20;s;precision=3;1.e+20
  1e+20;s;precision=3,unique=False;1.000e+20
  1e+20;s;trim=-;1e+20
  1e+20;s;exp_digits=4;1.e+0020
  1e+20;s;min_digits=6;1.000000e+20
  1e+20;s;pad_left=5;    1.e+20
  1e+20;p;precision=2,trim=-,unique=False;100000000000000000000
  1e+20;s;trim=0,precision=2;1.0e+20
  -2.5;p;;-2.5
  -2.5;s;;-2.5e+00
  -2.5;p;precision=3;-2.5
  -2.5;p;precision=3,unique=False;-2.500
  -2.5;p;precision=5,unique=False,fractional=False,trim=k;-2.5000
  -2.5;p;trim=-;-2.5
  -2.5;p;trim=0;-2.5
  -2.5;p;trim=.;-2.5
  -2.5;p;sign=True;-2.5
  -2.5;p;pad_left=8,pad_right=6;      -2.5     
  -2.5;p;min_digits=5;-2.50000
  -2.5;p;precision=3,fractional=False;-2.5
  -2.5;s;precision=3;-2.5e+00
  -2.5;s;precision=3,unique=False;-2.500e+00
  -2.5;s;trim=-;-2.5e+00
  -2.5;s;exp_digits=4;-2.5e+0000
  -2.5;s;min_digits=6;-2.500000e+00
  -2.5;s;pad_left=5;   -2.5e+00
  -2.5;p;precision=2,trim=-,unique=False;-2.5
  -2.5;s;trim=0,precision=2;-2.5e+00
  100.0;p;;100.
  100.0;s;;1.e+02
  100.0;p;precision=3;100.
  100.0;p;precision=3,unique=False;100.000
  100.0;p;precision=5,unique=False,fractional=False,trim=k;100.00
  100.0;p;trim=-;100
  100.0;p;trim=0;100.0
  100.0;p;trim=.;100.
  100.0;p;sign=True;+100.
  100.0;p;pad_left=8,pad_right=6;     100.      
  100.0;p;min_digits=5;100.00000
  100.0;p;precision=3,fractional=False;100.
  100.0;s;precision=3;1.e+02
  100.0;s;precision=3,unique=False;1.000e+02
  100.0;s;trim=-;1e+02
  100.0;s;exp_digits=4;1.e+0002
  100.0;s;min_digits=6;1.000000e+02
  100.0;s;pad_left=5;    1.e+02
  100.0;p;precision=2,trim=-,unique=False;100
  100.0;s;trim=0,precision=2;1.0e+02
  0.0;p;;0.
  0.0;s;;0.e+00
  0.0;p;precision=3;0.
  0.0;p;precision=3,unique=False;0.000
  0.0;p;precision=5,unique=False,fractional=False,trim=k;0.0000
  0.0;p;trim=-;0
  0.0;p;trim=0;0.0
  0.0;p;trim=.;0.
  0.0;p;sign=True;+0.
  0.0;p;pad_left=8,pad_right=6;       0.      
  0.0;p;min_digits=5;0.00000
  0.0;p;precision=3,fractional=False;0.
  0.0;s;precision=3;0.e+00
  0.0;s;precision=3,unique=False;0.000e+00
  0.0;s;trim=-;0e+00
  0.0;s;exp_digits=4;0.e+0000
  0.0;s;min_digits=6;0.000000e+00
  0.0;s;pad_left=5;    0.e+00
  0.0;p;precision=2,trim=-,unique=False;0
  0.0;s;trim=0,precision=2;0.0e+00
  -0.0;p;;-0.
  -0.0;s;;-0.e+00
  -0.0;p;precision=3;-0.
  -0.0;p;precision=3,unique=False;-0.000
  -0.0;p;precision=5,unique=False,fractional=False,trim=k;-0.0000
  -0.0;p;trim=-;-0
  -0.0;p;trim=0;-0.0
  -0.0;p;trim=.;-0.
  -0.0;p;sign=True;-0.
  -0.0;p;pad_left=8,pad_right=6;      -0.      
  -0.0;p;min_digits=5;-0.00000
  -0.0;p;precision=3,fractional=False;-0.
  -0.0;s;precision=3;-0.e+00
  -0.0;s;precision=3,unique=False;-0.000e+00
  -0.0;s;trim=-;-0e+00
  -0.0;s;exp_digits=4;-0.e+0000
  -0.0;s;min_digits=6;-0.000000e+00
  -0.0;s;pad_left=5;   -0.e+00
  -0.0;p;precision=2,trim=-,unique=False;-0
  -0.0;s;trim=0,precision=2;-0.0e+00
  1234567.0;p;;1234567.
  1234567.0;s;;1.234567e+06
  1234567.0;p;precision=3;1234567.
  1234567.0;p;precision=3,unique=False;1234567.000
  1234567.0;p;precision=5,unique=False,fractional=False,trim=k;1234600.
  1234567.0;p;trim=-;1234567
  1234567.0;p;trim=0;1234567.0
  1234567.0;p;trim=.;1234567.
  1234567.0;p;sign=True;+1234567.
  1234567.0;p;pad_left=8,pad_right=6; 1234567.      
  1234567.0;p;min_digits=5;1234567.00000
  1234567.0;p;precision=3,fractional=False;1230000.
  1234567.0;s;precision=3;1.235e+06
  1234567.0;s;precision=3,unique=False;1.235e+06
  1234567.0;s;trim=-;1.234567e+06
  1234567.0;s;exp_digits=4;1.234567e+0006
  1234567.0;s;min_digits=6;1.234567e+06
  1234567.0;s;pad_left=5;    1.234567e+06
  1234567.0;p;precision=2,trim=-,unique=False;1234567
  1234567.0;s;trim=0,precision=2;1.23e+06
  3.14159265358979;p;;3.14159265358979
  3.14159265358979;s;;3.14159265358979e+00
  3.14159265358979;p;precision=3;3.142
  3.14159265358979;p;precision=3,unique=False;3.142
  3.14159265358979;p;precision=5,unique=False,fractional=False,trim=k;3.1416
  3.14159265358979;p;trim=-;3.14159265358979
  3.14159265358979;p;trim=0;3.14159265358979
  3.14159265358979;p;trim=.;3.14159265358979
  3.14159265358979;p;sign=True;+3.14159265358979
  3.14159265358979;p;pad_left=8,pad_right=6;       3.14159265358979
  3.14159265358979;p;min_digits=5;3.14159265358979
  3.14159265358979;p;precision=3,fractional=False;3.14
  3.14159265358979;s;precision=3;3.142e+00
  3.14159265358979;s;precision=3,unique=False;3.142e+00
  3.14159265358979;s;trim=-;3.14159265358979e+00
  3.14159265358979;s;exp_digits=4;3.14159265358979e+0000
  3.14159265358979;s;min_digits=6;3.14159265358979e+00
  3.14159265358979;s;pad_left=5;    3.14159265358979e+00
  3.14159265358979;p;precision=2,trim=-,unique=False;3.14
  3.14159265358979;s;trim=0,precision=2;3.14e+00
  1e+22;p;;10000000000000000000000.
  1e+22;s;;1.e+22
  1e+22;p;precision=3;10000000000000000000000.
  1e+22;p;precision=3,unique=False;10000000000000000000000.000
  1e+22;p;precision=5,unique=False,fractional=False,trim=k;10000000000000000000000.
  1e+22;p;trim=-;10000000000000000000000
  1e+22;p;trim=0;10000000000000000000000.0
  1e+22;p;trim=.;10000000000000000000000.
  1e+22;p;sign=True;+10000000000000000000000.
  1e+22;p;pad_left=8,pad_right=6;10000000000000000000000.      
  1e+22;p;min_digits=5;10000000000000000000000.00000
  1e+22;p;precision=3,fractional=False;10000000000000000000000.
  1e+22;s;precision=3;1.e+22
  1e+22;s;precision=3,unique=False;1.000e+22
  1e+22;s;trim=-;1e+22
  1e+22;s;exp_digits=4;1.e+0022
  1e+22;s;min_digits=6;1.000000e+22
  1e+22;s;pad_left=5;    1.e+22
  1e+22;p;precision=2,trim=-,unique=False;10000000000000000000000
  1e+22;s;trim=0,precision=2;1.0e+22
  5e-324;p;;0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005
  5e-324;s;;5.e-324
  5e-324;p;precision=3;0.000
  5e-324;p;precision=3,unique=False;0.000
  5e-324;p;precision=5,unique=False,fractional=False,trim=k;0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000049407
  5e-324;p;trim=-;0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005
  5e-324;p;trim=0;0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005
  5e-324;p;trim=.;0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005
  5e-324;p;sign=True;+0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005
  5e-324;p;pad_left=8,pad_right=6;       0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005
  5e-324;p;min_digits=5;0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005
  5e-324;p;precision=3,fractional=False;0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005
  5e-324;s;precision=3;5.e-324
  5e-324;s;precision=3,unique=False;4.941e-324
  5e-324;s;trim=-;5e-324
  5e-324;s;exp_digits=4;5.e-0324
  5e-324;s;min_digits=6;4.940656e-324
  5e-324;s;pad_left=5;    5.e-324
  5e-324;p;precision=2,trim=-,unique=False;0
  5e-324;s;trim=0,precision=2;5.0e-324
  0.00012345;p;;0.00012345
  0.00012345;s;;1.2345e-04
  0.00012345;p;precision=3;0.000
  0.00012345;p;precision=3,unique=False;0.000
  0.00012345;p;precision=5,unique=False,fractional=False,trim=k;0.00012345
  0.00012345;p;trim=-;0.00012345
  0.00012345;p;trim=0;0.00012345
  0.00012345;p;trim=.;0.00012345
  0.00012345;p;sign=True;+0.00012345
  0.00012345;p;pad_left=8,pad_right=6;       0.00012345
  0.00012345;p;min_digits=5;0.00012345
  0.00012345;p;precision=3,fractional=False;0.000123
  0.00012345;s;precision=3;1.234e-04
  0.00012345;s;precision=3,unique=False;1.234e-04
  0.00012345;s;trim=-;1.2345e-04
  0.00012345;s;exp_digits=4;1.2345e-0004
  0.00012345;s;min_digits=6;1.234500e-04
  0.00012345;s;pad_left=5;    1.2345e-04
  0.00012345;p;precision=2,trim=-,unique=False;0
  0.00012345;s;trim=0,precision=2;1.23e-04
  """

let scalarGoldens = """
  float64;1.0;0;1.0;np.float64(1.0)
  float32;1.0;0;1.0;np.float32(1.0)
  float64;-0.0;0;-0.0;np.float64(-0.0)
  float32;-0.0;0;-0.0;np.float32(-0.0)
  float64;1e+16;0;1e+16;np.float64(1e+16)
  float32;1e+16;0;1e+16;np.float32(1e+16)
  float64;1e-05;0;1e-05;np.float64(1e-05)
  float32;1e-05;0;1e-05;np.float32(1e-05)
  float64;nan;0;nan;np.float64(nan)
  float32;nan;0;nan;np.float32(nan)
  float64;inf;0;inf;np.float64(inf)
  float32;inf;0;inf;np.float32(inf)
  float64;0.1;0;0.1;np.float64(0.1)
  float32;0.1;0;0.1;np.float32(0.1)
  float64;123456789.0;0;123456789.0;np.float64(123456789.0)
  float32;123456789.0;0;1.2345679e+08;np.float32(1.2345679e+08)
  complex128;1.0;2.0;(1+2j);np.complex128(1+2j)
  complex64;1.0;2.0;(1+2j);np.complex64(1+2j)
  complex128;0.0;2.0;2j;np.complex128(2j)
  complex64;0.0;2.0;2j;np.complex64(2j)
  complex128;-0.0;1.0;(-0+1j);np.complex128(-0+1j)
  complex64;-0.0;1.0;(-0+1j);np.complex64(-0+1j)
  complex128;nan;-0.0;(nan-0j);np.complex128(nan-0j)
  complex64;nan;-0.0;(nan-0j);np.complex64(nan-0j)
  complex128;1e+20;1e-07;(1e+20+1e-07j);np.complex128(1e+20+1e-07j)
  complex64;1e+20;1e-07;(1e+20+1e-07j);np.complex64(1e+20+1e-07j)
  complex128;0.0;inf;infj;np.complex128(infj)
  complex64;0.0;inf;infj;np.complex64(infj)
  int64;-5;0;-5;np.int64(-5)
  int32;7;0;7;np.int32(7)
  uint8;200;0;200;np.uint8(200)
  uint64;18446744073709551615;0;18446744073709551615;np.uint64(18446744073709551615)
  bool;1;0;True;np.True_
  bool;0;0;False;np.False_
  """
