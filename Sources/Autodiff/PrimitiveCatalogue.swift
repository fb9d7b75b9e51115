/// Every primitive there is: one entry a file under `Primitives/`.
package enum PrimitiveCatalogue {
  package static var all: [any Primitive.Type] {
    [
      // Control
      Conditional.self, NamedCall.self, Scan.self, Tuple.self, While.self, WhileTranspose.self,
      // Cumulative
      CumulativeLogSumExp.self, CumulativeMax.self, CumulativeMin.self, CumulativeProduct.self,
      CumulativeSum.self,
      // Custom
      CallbackCall.self, CustomCall.self,
      // Elementwise
      Absolute.self, Add.self, Angle.self, ArcCos.self, ArcCosh.self, ArcSin.self, ArcSinh.self,
      ArcTan.self, ArcTan2.self, ArcTanh.self, BesselI.self, BesselI0.self, BesselI0Scaled.self,
      BesselI1.self, BesselI1Scaled.self, BesselIScaled.self, BesselJ.self, BesselJ0.self,
      BesselJ1.self, BesselY.self, BesselY0.self, BesselY1.self, BitwiseAnd.self,
      BitwiseNot.self, BitwiseOr.self, BitwiseXor.self, Ceil.self, Clip.self,
      ComplementaryErrorFunction.self, Complex.self, Conjugate.self, Convert.self, CopySign.self,
      Cos.self, Cosh.self, CubeRoot.self, Digamma.self, Divide.self, Equal.self,
      ErrorFunction.self, Exp.self, Exp2.self, ExpMinusOne.self, FloatMaximum.self,
      FloatMinimum.self, Floor.self, FloorDivide.self, Gamma.self, Greater.self,
      GreaterEqual.self, GreatestCommonDivisor.self, Heaviside.self, HurwitzZeta.self,
      Hypotenuse.self, Imaginary.self, IntegerPower.self, InverseComplementaryErrorFunction.self,
      InverseErrorFunction.self, IsFinite.self, IsInfinite.self, IsNaN.self,
      LeastCommonMultiple.self, Less.self, LessEqual.self, Log.self, Log10.self, Log2.self,
      LogAddExp.self, LogAddExp2.self, LogGamma.self, LogOnePlus.self, LogicalAnd.self,
      LogicalNot.self, LogicalOr.self, LogicalXor.self, Logistic.self, Maximum.self,
      Minimum.self, Modulo.self, Multiply.self, Negative.self, NextAfter.self,
      NormalQuantile.self, NotEqual.self, Polygamma.self, PopulationCount.self, Power.self,
      Real.self, Reciprocal.self, ReciprocalSqrt.self, RegularizedGammaLower.self,
      RegularizedGammaUpper.self, Remainder.self, RoundHalfEven.self, Select.self,
      ShiftLeft.self, ShiftRightArithmetic.self, ShiftRightLogical.self, Sign.self, SignBit.self,
      Sin.self, Sinc.self, Sinh.self, Sqrt.self, Square.self, Subtract.self, Tan.self, Tanh.self,
      Truncate.self,
      // Indexing
      Scatter.self, Take.self,
      // Leaves
      Constant.self, Leaf.self, Placeholder.self, Project.self, StopGradient.self, Variable.self,
      // Linear
      DotGeneral.self,
      // LinearAlgebra
      Cholesky.self, Determinant.self, FourierTransform.self, GeneralEigen.self,
      LUDecomposition.self, QRDecomposition.self, SignLogDeterminant.self, SingularValues.self,
      Solve.self, SymmetricEigen.self, TriangularSolve.self,
      // Movement
      BroadcastInDim.self, Concatenate.self, Pad.self, Reshape.self, Reverse.self, Slice.self,
      Transpose.self, Windows.self,
      // Ordering
      ArgSort.self, Sort.self,
      // Random
      RandomDraw.self,
      // Reductions
      ArgMax.self, ArgMin.self, AxisReduce.self, ReduceAll.self, ReduceAny.self, ReduceMax.self,
      ReduceMin.self,
      ReduceProduct.self, ReduceSum.self,
    ]
  }
}
