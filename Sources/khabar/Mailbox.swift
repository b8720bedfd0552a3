import Reader
import Synchronization
import Terminal

/// Messages from work that runs beside the loop, which takes them out when ``Waker`` has woken it.
final class Mailbox: Sendable {
  private let messages = Mutex<[Message]>([])
  private let waker: Waker

  init(waker: Waker) { self.waker = waker }

  /// From any thread. How far a refresh is replaces what was said of that before.
  func post(_ message: Message) {
    messages.withLock { messages in
      if case .refreshing = message, case .refreshing = messages.last { messages.removeLast() }
      messages.append(message)
    }
    waker.wake()
  }

  func take() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
