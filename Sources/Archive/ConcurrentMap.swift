internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
  /// `map` on all cores, so many elements in one go: what these take should be some hundred microseconds
  /// at least.
  func concurrentMap<Result: Sendable>(
    inGroupsOf length: Int = 32, _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    let starts = Swift.Array(stride(from: 0, to: count, by: length))
    let parts = Mutex([[Result]](repeating: [], count: starts.count))
    DispatchQueue.concurrentPerform(iterations: starts.count) { part in
      let results = self[starts[part]..<Swift.min(starts[part] + length, count)].map(transform)
      parts.withLock { $0[part] = results }
    }
    return parts.withLock { $0.flatMap(\.self) }
  }
}
