import Arrays
import Autodiff

extension Interpreter {
  /// A Python exception for an error of the numeric layers, worded by the facade in progress; nil for other errors.
  package func convertError(_ error: any Error) -> Raised? {
    let dialect = numerics.errorFacade.errors
    switch error {
    case let error as ShapeError: return raised(error.wording(dialect))
    case let error as IndexingError: return raised(error.wording(dialect))
    case let error as FormatError: return Raised(.valueError, error.description)
    case let error as GraphError: return raised(error)
    default: return nil
    }
  }

  private func raised(_ wording: ErrorWording) -> Raised {
    Raised(ExceptionKind(rawValue: wording.type) ?? .valueError, wording.text)
  }

  private func raised(_ error: GraphError) -> Raised {
    switch error {
    case .abstractValueNeeded(let node):
      let described = numerics.graph.abstractValue(of: node)
      return Raised(
        .tracerArrayConversionError,
        "The numpy.ndarray conversion method __array__() was called on traced array with shape \(ShapeText.abstract(described.shape, described.dtype))\nSee https://docs.jax.dev/en/latest/errors.html#jax.errors.TracerArrayConversionError"
      )
    case .unsupportedDType, .differentDTypes, .cotangentShape:
      return Raised(.typeError, error.message)
    case .axisOutOfRange(_, let axis, let rank):
      return raised(
        ShapeError.axisOutOfBounds(axis: axis, rank: rank).wording(numerics.errorFacade.errors))
    case .missingRule, .unimplemented: return Raised(.notImplementedError, error.message)
    default: return Raised(.valueError, error.message)
    }
  }
}
