import Archive
import Glibc
import Terminal

/// Why a command could not do its work: one sentence, and the exit code.
struct Failure: Error, CustomStringConvertible {
  /// Codes 64 and up are those of sysexits.h.
  enum Code: Int32 {
    case refused = 1
    case usage = 64
    case badInput = 65
    case noInput = 66
    case unavailable = 69
    case disk = 74
    case busy = 75
  }

  let code: Code
  let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  init(_ error: TerminalError) { self.init(.unavailable, error.description) }

  init(_ error: ArchiveError) {
    let code: Code =
      switch error {
      case .busy: .busy
      case .newer, .foreign: .badInput
      case .diskFull, .unavailable, .damaged, .failed: .disk
      }
    self.init(code, error.description)
  }
}

/// Writes one line to standard error. Its text may come from outside, so controls are dropped.
func complain(_ sentence: String) {
  let clean = sentence.unicodeScalars.filter {
    $0.properties.generalCategory != .control && !$0.properties.isBidiControl
  }
  mutter("khabar: " + String(String.UnicodeScalarView(clean)) + "\n")
}

/// Writes to standard error as it is; there is nobody to tell when that fails.
func mutter(_ text: String) { _ = write(text, to: STDERR_FILENO) }

/// Writes to standard output; a closed pipe ends the program quietly, a full disk with a sentence.
func emit(_ text: String) throws(Failure) {
  let code = write(text, to: STDOUT_FILENO)
  guard code != 0 else { return }
  if code == EPIPE { exit(0) }
  throw Failure(.disk, "standard output: \(String(cString: strerror(code)))")
}

/// - Returns: 0, or the error number that stopped it.
private func write(_ text: String, to descriptor: Int32) -> Int32 {
  var text = text
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = Glibc.write(descriptor, start, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
    return 0
  }
}
