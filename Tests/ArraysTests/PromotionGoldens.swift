// Recorded from NumPy 2.4.6 and JAX 0.10.2: left operand, right operand, result; a star marks a weak type.

let numPyPromotionGoldens = """
  bool bool bool
  bool uint8 uint8
  bool int32 int32
  bool uint32 uint32
  bool int64 int64
  bool uint64 uint64
  bool float32 float32
  bool float64 float64
  bool complex64 complex64
  bool complex128 complex128
  uint8 bool uint8
  uint8 uint8 uint8
  uint8 int32 int32
  uint8 uint32 uint32
  uint8 int64 int64
  uint8 uint64 uint64
  uint8 float32 float32
  uint8 float64 float64
  uint8 complex64 complex64
  uint8 complex128 complex128
  int32 bool int32
  int32 uint8 int32
  int32 int32 int32
  int32 uint32 int64
  int32 int64 int64
  int32 uint64 float64
  int32 float32 float64
  int32 float64 float64
  int32 complex64 complex128
  int32 complex128 complex128
  uint32 bool uint32
  uint32 uint8 uint32
  uint32 int32 int64
  uint32 uint32 uint32
  uint32 int64 int64
  uint32 uint64 uint64
  uint32 float32 float64
  uint32 float64 float64
  uint32 complex64 complex128
  uint32 complex128 complex128
  int64 bool int64
  int64 uint8 int64
  int64 int32 int64
  int64 uint32 int64
  int64 int64 int64
  int64 uint64 float64
  int64 float32 float64
  int64 float64 float64
  int64 complex64 complex128
  int64 complex128 complex128
  uint64 bool uint64
  uint64 uint8 uint64
  uint64 int32 float64
  uint64 uint32 uint64
  uint64 int64 float64
  uint64 uint64 uint64
  uint64 float32 float64
  uint64 float64 float64
  uint64 complex64 complex128
  uint64 complex128 complex128
  float32 bool float32
  float32 uint8 float32
  float32 int32 float64
  float32 uint32 float64
  float32 int64 float64
  float32 uint64 float64
  float32 float32 float32
  float32 float64 float64
  float32 complex64 complex64
  float32 complex128 complex128
  float64 bool float64
  float64 uint8 float64
  float64 int32 float64
  float64 uint32 float64
  float64 int64 float64
  float64 uint64 float64
  float64 float32 float64
  float64 float64 float64
  float64 complex64 complex128
  float64 complex128 complex128
  complex64 bool complex64
  complex64 uint8 complex64
  complex64 int32 complex128
  complex64 uint32 complex128
  complex64 int64 complex128
  complex64 uint64 complex128
  complex64 float32 complex64
  complex64 float64 complex128
  complex64 complex64 complex64
  complex64 complex128 complex128
  complex128 bool complex128
  complex128 uint8 complex128
  complex128 int32 complex128
  complex128 uint32 complex128
  complex128 int64 complex128
  complex128 uint64 complex128
  complex128 float32 complex128
  complex128 float64 complex128
  complex128 complex64 complex128
  complex128 complex128 complex128
  """

let numPyPythonGoldens = """
  bool bool bool
  uint8 bool uint8
  int32 bool int32
  uint32 bool uint32
  int64 bool int64
  uint64 bool uint64
  float32 bool float32
  float64 bool float64
  complex64 bool complex64
  complex128 bool complex128
  bool int int64
  uint8 int uint8
  int32 int int32
  uint32 int uint32
  int64 int int64
  uint64 int uint64
  float32 int float32
  float64 int float64
  complex64 int complex64
  complex128 int complex128
  bool float float64
  uint8 float float64
  int32 float float64
  uint32 float float64
  int64 float float64
  uint64 float float64
  float32 float float32
  float64 float float64
  complex64 float complex64
  complex128 float complex128
  bool complex complex128
  uint8 complex complex128
  int32 complex complex128
  uint32 complex complex128
  int64 complex complex128
  uint64 complex complex128
  float32 complex complex64
  float64 complex complex128
  complex64 complex complex64
  complex128 complex complex128
  """

let jaxPromotionGoldens32 = """
  bool bool bool
  bool uint8 uint8
  bool int32 int32
  bool uint32 uint32
  bool float32 float32
  bool complex64 complex64
  bool int* int32*
  bool float* float32*
  bool complex* complex64*
  uint8 bool uint8
  uint8 uint8 uint8
  uint8 int32 int32
  uint8 uint32 uint32
  uint8 float32 float32
  uint8 complex64 complex64
  uint8 int* uint8
  uint8 float* float32*
  uint8 complex* complex64*
  int32 bool int32
  int32 uint8 int32
  int32 int32 int32
  int32 uint32 int32
  int32 float32 float32
  int32 complex64 complex64
  int32 int* int32
  int32 float* float32*
  int32 complex* complex64*
  uint32 bool uint32
  uint32 uint8 uint32
  uint32 int32 int32
  uint32 uint32 uint32
  uint32 float32 float32
  uint32 complex64 complex64
  uint32 int* uint32
  uint32 float* float32*
  uint32 complex* complex64*
  float32 bool float32
  float32 uint8 float32
  float32 int32 float32
  float32 uint32 float32
  float32 float32 float32
  float32 complex64 complex64
  float32 int* float32
  float32 float* float32
  float32 complex* complex64
  complex64 bool complex64
  complex64 uint8 complex64
  complex64 int32 complex64
  complex64 uint32 complex64
  complex64 float32 complex64
  complex64 complex64 complex64
  complex64 int* complex64
  complex64 float* complex64
  complex64 complex* complex64
  int* bool int32*
  int* uint8 uint8
  int* int32 int32
  int* uint32 uint32
  int* float32 float32
  int* complex64 complex64
  int* int* int32*
  int* float* float32*
  int* complex* complex64*
  float* bool float32*
  float* uint8 float32*
  float* int32 float32*
  float* uint32 float32*
  float* float32 float32
  float* complex64 complex64
  float* int* float32*
  float* float* float32*
  float* complex* complex64*
  complex* bool complex64*
  complex* uint8 complex64*
  complex* int32 complex64*
  complex* uint32 complex64*
  complex* float32 complex64
  complex* complex64 complex64
  complex* int* complex64*
  complex* float* complex64*
  complex* complex* complex64*
  """

let jaxResultGoldens32 = """
  bool float32 int32 float32 float32
  uint8 float32 uint32 float32 float32
  int32 float32 int32 float32 float32
  uint32 float32 uint32 float32 float32
  float32 float32 float32 float32 float32
  complex64 complex64 complex64 complex64 complex64
  int* float32* int32 float32 float32*
  float* float32* float32 float32 float32*
  complex* complex64* complex64 complex64 complex64*
  """

let jaxPromotionGoldens64 = """
  bool bool bool
  bool uint8 uint8
  bool int32 int32
  bool uint32 uint32
  bool int64 int64
  bool uint64 uint64
  bool float32 float32
  bool float64 float64
  bool complex64 complex64
  bool complex128 complex128
  bool int* int64*
  bool float* float64*
  bool complex* complex128*
  uint8 bool uint8
  uint8 uint8 uint8
  uint8 int32 int32
  uint8 uint32 uint32
  uint8 int64 int64
  uint8 uint64 uint64
  uint8 float32 float32
  uint8 float64 float64
  uint8 complex64 complex64
  uint8 complex128 complex128
  uint8 int* uint8
  uint8 float* float64*
  uint8 complex* complex128*
  int32 bool int32
  int32 uint8 int32
  int32 int32 int32
  int32 uint32 int64
  int32 int64 int64
  int32 uint64 float64*
  int32 float32 float32
  int32 float64 float64
  int32 complex64 complex64
  int32 complex128 complex128
  int32 int* int32
  int32 float* float64*
  int32 complex* complex128*
  uint32 bool uint32
  uint32 uint8 uint32
  uint32 int32 int64
  uint32 uint32 uint32
  uint32 int64 int64
  uint32 uint64 uint64
  uint32 float32 float32
  uint32 float64 float64
  uint32 complex64 complex64
  uint32 complex128 complex128
  uint32 int* uint32
  uint32 float* float64*
  uint32 complex* complex128*
  int64 bool int64
  int64 uint8 int64
  int64 int32 int64
  int64 uint32 int64
  int64 int64 int64
  int64 uint64 float64*
  int64 float32 float32
  int64 float64 float64
  int64 complex64 complex64
  int64 complex128 complex128
  int64 int* int64
  int64 float* float64*
  int64 complex* complex128*
  uint64 bool uint64
  uint64 uint8 uint64
  uint64 int32 float64*
  uint64 uint32 uint64
  uint64 int64 float64*
  uint64 uint64 uint64
  uint64 float32 float32
  uint64 float64 float64
  uint64 complex64 complex64
  uint64 complex128 complex128
  uint64 int* uint64
  uint64 float* float64*
  uint64 complex* complex128*
  float32 bool float32
  float32 uint8 float32
  float32 int32 float32
  float32 uint32 float32
  float32 int64 float32
  float32 uint64 float32
  float32 float32 float32
  float32 float64 float64
  float32 complex64 complex64
  float32 complex128 complex128
  float32 int* float32
  float32 float* float32
  float32 complex* complex64
  float64 bool float64
  float64 uint8 float64
  float64 int32 float64
  float64 uint32 float64
  float64 int64 float64
  float64 uint64 float64
  float64 float32 float64
  float64 float64 float64
  float64 complex64 complex128
  float64 complex128 complex128
  float64 int* float64
  float64 float* float64
  float64 complex* complex128
  complex64 bool complex64
  complex64 uint8 complex64
  complex64 int32 complex64
  complex64 uint32 complex64
  complex64 int64 complex64
  complex64 uint64 complex64
  complex64 float32 complex64
  complex64 float64 complex128
  complex64 complex64 complex64
  complex64 complex128 complex128
  complex64 int* complex64
  complex64 float* complex64
  complex64 complex* complex64
  complex128 bool complex128
  complex128 uint8 complex128
  complex128 int32 complex128
  complex128 uint32 complex128
  complex128 int64 complex128
  complex128 uint64 complex128
  complex128 float32 complex128
  complex128 float64 complex128
  complex128 complex64 complex128
  complex128 complex128 complex128
  complex128 int* complex128
  complex128 float* complex128
  complex128 complex* complex128
  int* bool int64*
  int* uint8 uint8
  int* int32 int32
  int* uint32 uint32
  int* int64 int64
  int* uint64 uint64
  int* float32 float32
  int* float64 float64
  int* complex64 complex64
  int* complex128 complex128
  int* int* int64*
  int* float* float64*
  int* complex* complex128*
  float* bool float64*
  float* uint8 float64*
  float* int32 float64*
  float* uint32 float64*
  float* int64 float64*
  float* uint64 float64*
  float* float32 float32
  float* float64 float64
  float* complex64 complex64
  float* complex128 complex128
  float* int* float64*
  float* float* float64*
  float* complex* complex128*
  complex* bool complex128*
  complex* uint8 complex128*
  complex* int32 complex128*
  complex* uint32 complex128*
  complex* int64 complex128*
  complex* uint64 complex128*
  complex* float32 complex64
  complex* float64 complex128
  complex* complex64 complex64
  complex* complex128 complex128
  complex* int* complex128*
  complex* float* complex128*
  complex* complex* complex128*
  """

let jaxResultGoldens64 = """
  bool float32 int64 float32 float32
  uint8 float32 uint64 float32 float32
  int32 float32 int64 float32 float32
  uint32 float32 uint64 float32 float32
  int64 float64 int64 float64 float64
  uint64 float64 uint64 float64 float64
  float32 float32 float32 float32 float32
  float64 float64 float64 float64 float64
  complex64 complex64 complex64 complex64 complex64
  complex128 complex128 complex128 complex128 complex128
  int* float64* int64 float64 float64*
  float* float64* float64 float64 float64*
  complex* complex128* complex128 complex128 complex128*
  """

let numPyResultGoldens = """
  bool float64 int64 float64 float16 float64
  uint8 float64 uint64 float64 float16 float64
  int32 float64 int64 float64 float64 float64
  uint32 float64 uint64 float64 float64 float64
  int64 float64 int64 float64 float64 float64
  uint64 float64 uint64 float64 float64 float64
  float32 float32 float32 float32 float32 float32
  float64 float64 float64 float64 float64 float64
  complex64 complex64 complex64 complex64 complex64 float32
  complex128 complex128 complex128 complex128 complex128 float64
  """
