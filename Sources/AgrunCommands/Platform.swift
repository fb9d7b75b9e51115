import Arrays

/// The machine as records name it.
enum Platform {
  static var name: String {
    #if os(Linux)
      let system = "linux"
    #elseif os(macOS)
      let system = "macos"
    #else
      let system = "other"
    #endif
    #if arch(x86_64)
      return system + "-x86_64"
    #elseif arch(arm64)
      return system + "-arm64"
    #else
      return system
    #endif
  }

  /// Instruction set that the kernels chose.
  static var instructionSet: String { Kernels.instructionSet }
}
