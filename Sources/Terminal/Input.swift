import CNcurses
import Glibc
import Typesetting

/// The two things a sleeping reader listens to: the terminal and the wake pipe.
struct Input {
  enum Outcome {
    case event(Event)
    /// The terminal has answered the probe's questions after all.
    case answered(Answers)
    /// A signal may have arrived.
    case signal
    /// The time is over.
    case nothing
  }

  /// Signal bits taken from the handler and not answered yet.
  var signals: UInt32 = 0

  private let terminal: Int32
  private let wake: Int32
  private var decoder: KeyDecoder
  /// Looks for answers that come late; nil when none are open.
  private var late: AnswerReader?
  /// The answers that were concluded from.
  private var told: Answers
  private var clicks = DoubleClicks()
  /// Bytes read and not decoded yet; the first is at `position`.
  private var bytes: [UInt8] = []
  private var position = 0
  private var isGone = false

  /// Listens; `heard`, read from the terminal before, goes first.
  init(
    terminal: Int32, wake: Int32, keys: KeySequences, heard: [UInt8], late: AnswerReader?
  ) {
    self.terminal = terminal
    self.wake = wake
    self.late = late
    told = late?.answers ?? Answers()
    decoder = KeyDecoder(keys: keys, expectsReply: late?.answers.isComplete == false)
    bytes = heard
  }

  /// Waits for a key, a waker or a signal until `end`, in milliseconds of the monotonic clock; for ever
  /// when it is nil.
  mutating func next(until end: Int?) -> Outcome {
    while true {
      if let answers = newAnswers() { return .answered(answers) }
      if let key = decode() { return .event(.key(clicks.refine(key, at: milliseconds()))) }
      let now = milliseconds()
      let patience = decoder.patience.map(\.rawValue)
      let rest = end.map { max(0, $0 - now) }
      switch listen([patience, rest].compactMap(\.self).min()) {
      case .ready: continue
      case .woken: return wasWoken()
      case .gone: return .event(.hangup)
      case .silent:
        if let end, milliseconds() >= end, patience ?? .max > end - now { return .nothing }
        if let key = decoder.timeOut() { return .event(.key(key)) }
      }
    }
  }

  /// Waits for answers that are still to come and drops them with whatever comes meanwhile: after us they
  /// would be taken for typing.
  mutating func swallowAnswers(until end: Int) {
    while late?.answers.isComplete == false, !isGone {
      let rest = end - milliseconds()
      guard rest > 0 else { return }
      if case .woken = listen(rest) { _ = wasWoken() }
    }
  }

  /// What has been answered since it was told last, when that is enough for a conclusion.
  private mutating func newAnswers() -> Answers? {
    guard let answers = late?.answers, answers.isComplete, answers != told else { return nil }
    told = answers
    if answers.background != nil { late = nil }
    return answers
  }

  private mutating func decode() -> Key? {
    while position < bytes.count {
      position += 1
      if let key = decoder.consume(bytes[position - 1]) { return key }
    }
    return nil
  }

  private enum Heard { case ready, woken, gone, silent }

  private mutating func listen(_ timeout: Int?) -> Heard {
    var polled = [
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      // A negative descriptor is not polled: a terminal that is gone would answer for ever.
      pollfd(fd: isGone ? -1 : terminal, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&polled, nfds_t(polled.count), Int32(clamping: timeout ?? -1))
    guard count > 0 else { return count == 0 ? .silent : .woken }
    // Keys first: a program that wakes the reader often must not keep it from them.
    if polled[1].revents != 0 { return read() }
    return .woken
  }

  private mutating func read() -> Heard {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(terminal, &chunk, chunk.count)
    if count > 0 {
      bytes = Array(chunk.prefix(count))
      for byte in bytes { late?.consume(byte) }
      position = 0
      return .ready
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return .woken }
    isGone = true
    return .gone
  }

  /// Empties the pipe. The byte is a signal's or a waker's: when no signal is pending it was a waker.
  private mutating func wasWoken() -> Outcome {
    var chunk = [UInt8](repeating: 0, count: 256)
    var woken = false
    while true {
      let count = Glibc.read(wake, &chunk, chunk.count)
      guard count > 0 else { break }
      // A signal handler writes 0, a waker 1.
      woken = woken || chunk.prefix(count).contains(1)
    }
    return woken ? .event(.woken) : .signal
  }
}

/// The monotonic clock, in milliseconds.
func milliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
