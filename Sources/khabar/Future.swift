import Dispatch
import Synchronization

/// A value that another thread works out.
final class Future<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let isDone = DispatchGroup()

  init(on queue: DispatchQueue, _ work: @escaping @Sendable () -> Value) {
    queue.async(group: isDone) {
      let value = work()
      self.result.withLock { $0 = value }
    }
  }

  /// Waits until it is there.
  var value: Value {
    isDone.wait()
    guard let value = result.withLock(\.self) else { preconditionFailure("the work has been done") }
    return value
  }
}
