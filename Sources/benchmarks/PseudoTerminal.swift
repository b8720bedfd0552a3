import Foundation

/// A program in a terminal of 80×24; what the program writes is timed. Asked what it is, the terminal
/// answers with DA1 alone.
final class PseudoTerminal {
  /// What came back for a key.
  struct Repaint {
    /// From the key to the last byte, in seconds.
    var seconds: Double
    var bytes: Int
  }

  let child: ChildProcess
  private let master: Int32
  private let started: Double
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// So long nothing may come for a repaint to be over.
  private static let quiet = 0.006
  /// A key that has no effect by then has none.
  private static let patience = 0.15

  init(_ program: String, _ arguments: [String], environment: [String: String]) throws {
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    var (master, slave): (Int32, Int32) = (-1, -1)
    guard openpty(&master, &slave, nil, nil, &size) == 0, let name = ttyname(slave) else {
      throw ChildProcess.Failure(
        description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    self.master = master
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    defer { close(slave) }
    var environment = environment
    environment["TERM"] = "xterm-256color"
    started = now()
    child = try ChildProcess(
      program, arguments, environment: environment, terminal: String(cString: name))
  }

  deinit { close(master) }

  /// Reads until `text` has come; nil when it did not within ten seconds.
  ///
  /// - Returns: seconds since the start of the program.
  func wait(for text: String) -> Double? {
    let wanted = Array(text.utf8)
    let question = Array("\u{1B}[c".utf8)
    var hasAnswered = false
    var seen: [UInt8] = []
    while let bytes = read(within: 10) {
      seen += bytes
      if !hasAnswered, seen.firstRange(of: question) != nil {
        hasAnswered = true
        write("\u{1B}[?62c")
      }
      if seen.firstRange(of: wanted) != nil { return now() - started }
    }
    return nil
  }

  /// Sends keys and reads what is painted for them; nil when nothing is.
  func press(_ keys: String) -> Repaint? {
    let start = now()
    var last: Double?
    var count = 0
    write(keys)
    while let bytes = read(within: last == nil ? Self.patience : Self.quiet) {
      last = now()
      count += bytes.count
    }
    return last.map { Repaint(seconds: $0 - start, bytes: count) }
  }

  func send(_ keys: String) { write(keys) }

  /// Sends a key and Ctrl-L, and reads until the screen is painted anew; nil when that takes a second.
  ///
  /// - Returns: seconds from the key to the paint that shows what it did.
  func repaint(after key: String) -> Double? {
    let start = now()
    write(key + "\u{0C}")
    // A screen that is painted anew is cleared first.
    let clearing = Array("\u{1B}[2J".utf8)
    let erasing = Array("\u{1B}[J".utf8)
    var seen: [UInt8] = []
    while let bytes = read(within: 1) {
      seen += bytes
      guard seen.firstRange(of: clearing) != nil || seen.firstRange(of: erasing) != nil else {
        continue
      }
      var last = now()
      while read(within: 0.001) != nil { last = now() }
      return last - start
    }
    return nil
  }

  /// Reads until nothing more comes.
  func settle() {
    while read(within: 0.05) != nil {}
  }

  /// Ends the program with its own key.
  func quit() throws {
    write("Q")
    while read(within: 2) != nil {}
    try child.wait()
  }

  private func write(_ keys: String) {
    _ = Array(keys.utf8).withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
  }

  /// Nil when nothing comes in time, or never will.
  private func read(within seconds: Double) -> ArraySlice<UInt8>? {
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, Int32((seconds * 1000).rounded(.up))) > 0 else { return nil }
    let count = Glibc.read(master, &buffer, buffer.count)
    return count > 0 ? buffer[..<count] : nil
  }
}
