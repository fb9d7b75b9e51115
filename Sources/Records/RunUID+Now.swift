import Foundation

extension RunUID {
  /// A uid of the present millisecond.
  package init() {
    var random = SystemRandomNumberGenerator()
    self.init(
      millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1000), using: &random)
  }
}
