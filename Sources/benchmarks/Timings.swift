import Glibc

/// Seconds on a clock that nobody sets.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Seconds this thread has computed, whatever else the machine does.
func computed() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// What several runs of the same work took, in seconds.
struct Timings {
  private let sorted: [Double]

  init(_ seconds: [Double]) { sorted = seconds.sorted() }

  /// Runs `work` once unmeasured, to warm up, and then `runs` times.
  init(runs: Int, _ work: () throws -> Void) rethrows {
    try work()
    var seconds: [Double] = []
    for _ in 0..<runs {
      let start = now()
      try work()
      seconds.append(now() - start)
    }
    self.init(seconds)
  }

  var median: Double { percentile(0.5) }
  var p99: Double { percentile(0.99) }

  /// Not a number when nothing was measured.
  private func percentile(_ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    return sorted[Int((Double(sorted.count - 1) * share).rounded())]
  }
}
