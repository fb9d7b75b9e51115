import Foundation

/// `time`: clocks; a cell that reads one is never cached.
enum TimeModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "time",
    {
      ModuleObject("time") { _ in
        functions.map { ($0.name, .object($0)) }
      }
    }
  )

  private static func clock(_ name: String, _ summary: String, _ read: @escaping () -> Double)
    -> BuiltinFunction
  {
    .bound("\(name)()", summary) { interpreter, _ in
      interpreter.readClock = true
      return .float(read())
    }
  }

  private static func nanoseconds(_ name: String, _ summary: String, _ read: @escaping () -> UInt64)
    -> BuiltinFunction
  {
    .bound("\(name)()", summary) { interpreter, _ in
      interpreter.readClock = true
      return .int(Int(read()))
    }
  }

  private static func monotonic() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private static func processor() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private static var functions: [BuiltinFunction] {
    [
      clock("time", "Seconds since 1970, UTC.") { Date().timeIntervalSince1970 },
      nanoseconds("time_ns", "Nanoseconds since 1970, UTC.") {
        UInt64(Date().timeIntervalSince1970 * 1e9)
      },
      clock("perf_counter", "Seconds of the clock with the finest resolution.") {
        Double(monotonic()) * 1e-9
      },
      nanoseconds("perf_counter_ns", "Nanoseconds of that clock.") { monotonic() },
      clock("monotonic", "Seconds of a clock that never goes back.") { Double(monotonic()) * 1e-9 },
      nanoseconds("monotonic_ns", "Nanoseconds of that clock.") { monotonic() },
      clock("process_time", "Processor seconds of this process.") { Double(processor()) * 1e-9 },
      nanoseconds("process_time_ns", "Processor nanoseconds of this process.") { processor() },
      .unary("sleep(seconds, /)", "Waits.") { interpreter, value in
        let seconds = try interpreter.requireFloat(value)
        guard seconds >= 0 else {
          throw Raised(.valueError, "sleep length must be non-negative")
        }
        let end = Date().addingTimeInterval(seconds)
        // In short naps, so that Ctrl-C and timeouts are noticed.
        while Date() < end {
          try interpreter.checkInterruption()
          Thread.sleep(forTimeInterval: min(0.02, max(0, end.timeIntervalSinceNow)))
        }
        return .none
      },
    ]
  }
}
