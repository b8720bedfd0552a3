import CNcurses
import Glibc

/// One terminal's terminfo entry, and what we send beside ncurses.
struct TerminalDescription {
  let name: String
  let depth: ColorDepth
  /// Turns on what the reader listens to: bracketed paste, and focus where it may be told.
  let greeting: [UInt8]
  /// Turns on the mouse where there is one.
  let mouse: [UInt8]
  /// Undoes both.
  let parting: [UInt8]
  /// All that gives the terminal back after a crash, when ncurses may not be called.
  let farewell: [UInt8]

  /// Reads what `TERM` names for the terminal at the descriptor `output`.
  init(output: Int32) throws(TerminalError) {
    guard let name = variable("TERM"), !name.isEmpty else { throw .unset }
    switch shim_describe(name, output) {
    case SHIM_USABLE: break
    case SHIM_UNFIT: throw .unfit(name)
    default: throw name == "dumb" ? .unfit(name) : .unknown(name)
    }
    self.name = name
    depth = ColorDepth(
      colors: Int(shim_number("colors")), direct: shim_flag("RGB") || shim_flag("Tc"),
      environment: variable)

    let modes = Self.modes()
    greeting = Self.set(modes.listening, "h")
    mouse = Self.set(modes.mouse, "h")
    parting = Self.set((modes.listening + modes.mouse).reversed(), "l")
    farewell =
      parting
      + ["sgr0", "op", "cnorm", "rmcup"].flatMap { Self.unpadded(capability($0) ?? []) }
  }

  var keys: KeySequences { KeySequences(capability: capability) }

  /// Private modes go to terminals that speak ECMA-48 and so skip those they do not know.
  private static func modes() -> (listening: [Int], mouse: [Int]) {
    guard let address = capability("cup"), address.starts(with: Array("\u{1B}[".utf8)) else {
      return ([], [])
    }
    // 1000: presses, releases and the wheel; 1006: as decimal numbers. 1004: focus. 2004: bracketed
    // paste.
    return capability("kmous") == nil ? ([2004], []) : ([2004, 1004], [1000, 1006])
  }

  private static func set(_ modes: [Int], _ final: String) -> [UInt8] {
    modes.flatMap { Array("\u{1B}[?\($0)\(final)".utf8) }
  }

  /// A capability without its padding, `$<milliseconds>`, which only slow paper needs.
  static func unpadded(_ sequence: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = sequence[...]
    while let byte = rest.first {
      if rest.starts(with: Array("$<".utf8)), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

/// An environment variable. It is read on the main thread only, like all that follows from it.
func variable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// A string of the terminfo entry loaded last.
private func capability(_ name: String) -> [UInt8]? {
  shim_string(name).map { Array(String(cString: $0).utf8) }
}
