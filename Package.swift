// swift-tools-version: 6.2
import PackageDescription

// Layers as in docs/architecture.md: a target imports only targets of the rows above it in this list.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// One thread owns an interpreter with all its values, so counting references needs no atomic instructions, and the machine's
/// own invariants replace the dynamic exclusivity checks (measured: together 2–3 times on calls).
let confined: [SwiftSetting] = [
  .unsafeFlags(
    ["-enforce-exclusivity=unchecked", "-Xfrontend", "-assume-single-threaded"],
    .when(configuration: .release))
]

func layer(
  _ name: String, _ dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict + settings)
}

/// Tests mirror their target; scripts and goldens beside them are read from the source folder.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name)] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "agrun",
  products: [.executable(name: "agrun", targets: ["agrun"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
  ],
  targets: [
    .target(
      name: "CKernels",
      cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno"])],
      linkerSettings: [.linkedLibrary("sleef"), .linkedLibrary("m")]),
    layer("Diagnostics"),
    layer("Arrays", ["CKernels"]),
    layer("Records"),
    layer("Syntax", ["Diagnostics"]),
    layer("Autodiff", ["Arrays", "CKernels", "Diagnostics"], confined),
    layer("Regression", ["Records"]),
    layer(
      "Results",
      [
        "Records", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    layer("Execution", ["Autodiff", "Arrays", "CKernels"]),
    layer("Reports", ["Regression", "Records"]),
    layer(
      "Runtime",
      [
        "Execution", "Autodiff", "Arrays", "Syntax", "Diagnostics", "Records",
        .product(name: "BigInt", package: "BigInt"),
      ], confined),
    layer(
      "Notebooks",
      ["Runtime", "Execution", "Autodiff", "Arrays", "Syntax", "Diagnostics", "Records"]),
    layer(
      "AgrunCommands",
      [
        "Notebooks", "Runtime", "Reports", "Results", "Regression", "Records", "Arrays", "Syntax",
        "Diagnostics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "agrun", dependencies: ["AgrunCommands"], swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("Diagnostics", []),
    tests("Records", []),
    tests("Arrays", []),
    .testTarget(
      name: "KernelsTests", dependencies: ["Arrays", "CKernels"], swiftSettings: strict),
    tests("Autodiff", ["Execution", "Arrays", "Diagnostics"]),
    tests("Execution", ["Autodiff", "Arrays", "Diagnostics"]),
    tests("Syntax", ["Diagnostics"], exclude: ["Scripts"]),
    tests("Runtime", ["Diagnostics", "Syntax", "Records"]),
    tests("Regression", ["Records"]),
    tests("Reports", ["Regression", "Records"]),
    tests(
      "Results", ["Records", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "ToolTests", dependencies: ["TestSupport", "agrun"], swiftSettings: strict),
  ]
)
