package import Typesetting

/// Turns the bytes a terminal sends into keys, one byte at a time.
///
/// A sequence that means nothing to us is swallowed to its end (ECMA-48 5.4 and 5.6), so that no part
/// of it is taken for typing. What cannot be decided without waiting is told by ``patience``.
package struct KeyDecoder {
  /// How long the next byte may take before ``timeOut()`` has to be called.
  package enum Patience: Int {
    /// An escape that may be the key itself. Short: the person waits for it.
    case escape = 25
    /// The same while the terminal still owes a reply, which may come in two halves.
    case lateEscape = 100
    /// The rest of a sequence that has begun, perhaps over a slow line.
    case sequence = 500
    /// The rest of a paste, which comes in pieces.
    case paste = 2000
  }

  private enum State {
    case ground
    case utf8(remaining: Int, value: UInt32, least: UInt32)
    case escape
    case ss3
    case csi
    /// The letter of a Linux console function key, `ESC [ [ A`.
    case linuxFunction
    /// The three bytes of an X10 mouse report.
    case x10
    /// An operating system command and its like, up to BEL or `ESC \`.
    case string(escaped: Bool)
    case paste
  }

  private var state = State.ground
  /// The sequence so far, from its ESC; parameters of a control sequence stand from byte 2 on.
  private var sequence: [UInt8] = []
  private var pasted: [UInt8] = []
  /// How many bytes of the end of a paste have been seen.
  private var matched = 0
  private let keys: KeySequences
  /// The terminal was asked who it is and has not answered yet.
  private var expectsReply: Bool

  /// Enough for any key or report; what is longer is no key.
  private static let longestSequence = 64
  private static let longestPaste = 1 << 20
  private static let endOfPaste: [UInt8] = Array("\u{1B}[201~".utf8)

  package init(keys: KeySequences = KeySequences(), expectsReply: Bool = false) {
    self.keys = keys
    self.expectsReply = expectsReply
  }

  /// What the decoder waits for; nil when every byte so far is decided.
  package var patience: Patience? {
    switch state {
    case .ground: nil
    case .escape: expectsReply ? .lateEscape : .escape
    case .paste: .paste
    default: .sequence
    }
  }

  /// The bytes that were waited for did not come.
  package mutating func timeOut() -> Key? {
    defer { state = .ground }
    switch state {
    case .escape: return .escape
    case .paste: return takePaste()
    default: return nil
    }
  }

  /// The key that `byte` completes, if any.
  package mutating func consume(_ byte: UInt8) -> Key? {
    switch state {
    case .ground: ground(byte)
    case .utf8(let remaining, let value, let least): utf8(byte, remaining, value, least)
    case .escape: escape(byte)
    case .ss3: ss3(byte)
    case .csi: csi(byte)
    case .linuxFunction: linuxFunction(byte)
    case .x10: x10(byte)
    case .string(let escaped): string(byte, escaped)
    case .paste: paste(byte)
    }
  }
}

extension KeyDecoder {
  private mutating func ground(_ byte: UInt8) -> Key? {
    state = .ground
    switch byte {
    case 0x08, 0x7F: return .backspace
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x01...0x1A: return .control(Unicode.Scalar(byte + 0x60))
    case 0x1B:
      sequence = [byte]
      state = .escape
    case 0x20..<0x7F: return .character(Unicode.Scalar(byte))
    // RFC 3629; `least` refuses overlong forms.
    case 0xC2...0xDF: state = .utf8(remaining: 1, value: UInt32(byte & 0x1F), least: 0x80)
    case 0xE0...0xEF: state = .utf8(remaining: 2, value: UInt32(byte & 0x0F), least: 0x800)
    case 0xF0...0xF4: state = .utf8(remaining: 3, value: UInt32(byte & 0x07), least: 0x10000)
    default: break
    }
    return nil
  }

  private mutating func utf8(
    _ byte: UInt8, _ remaining: Int, _ value: UInt32, _ least: UInt32
  ) -> Key? {
    guard byte & 0xC0 == 0x80 else { return ground(byte) }
    let value = value << 6 | UInt32(byte & 0x3F)
    guard remaining == 1 else {
      state = .utf8(remaining: remaining - 1, value: value, least: least)
      return nil
    }
    state = .ground
    guard value >= least, value >= 0xA0, let scalar = Unicode.Scalar(value) else { return nil }
    return .character(scalar)
  }

  private mutating func escape(_ byte: UInt8) -> Key? {
    sequence.append(byte)
    switch byte {
    // Twice Esc, or Alt with a key that begins with ESC: either way the first is done.
    case 0x1B:
      sequence = [byte]
      return .escape
    case UInt8(ascii: "["):
      state = .csi
    case UInt8(ascii: "O"):
      state = .ss3
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      state = .string(escaped: false)
    // Alt with a letter; one of several bytes is swallowed whole.
    case 0x20..<0x7F:
      state = .ground
    case 0xC2...0xF4:
      _ = ground(byte)
      if case .utf8(let remaining, _, _) = state {
        state = .utf8(remaining: remaining, value: 0, least: .max)
      }
    default:
      return ground(byte)
    }
    return nil
  }

  private mutating func ss3(_ byte: UInt8) -> Key? {
    guard byte >= 0x20 else { return ground(byte) }
    sequence.append(byte)
    // rxvt and some others put a modifier digit before the letter.
    if (0x30...0x39).contains(byte), sequence.count < 5 { return nil }
    state = .ground
    return keys.own(sequence) ?? KeySequences.ss3(byte)
  }

  private mutating func csi(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x1B, 0x18, 0x1A:
      return ground(byte)
    case 0x00..<0x20, 0x7F...:
      return nil
    case 0x20..<0x40 where !endsRxvtShift(byte):
      if sequence.count < Self.longestSequence { sequence.append(byte) }
      return nil
    case UInt8(ascii: "[") where sequence.count == 2:
      sequence.append(byte)
      state = .linuxFunction
      return nil
    default:
      sequence.append(byte)
      return control(Array(sequence[2..<(sequence.count - 1)]), byte)
    }
  }

  /// rxvt ends keys pressed with Shift in `$`, which elsewhere comes before a final byte.
  private func endsRxvtShift(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "$") && (3...4).contains(sequence.count)
      && sequence[2...].allSatisfy { (0x30...0x39).contains($0) }
  }

  private mutating func control(_ parameters: [UInt8], _ final: UInt8) -> Key? {
    state = .ground
    guard sequence.count <= Self.longestSequence else { return nil }
    // DA1, the last of the replies.
    if final == UInt8(ascii: "c"), parameters.first == UInt8(ascii: "?") { expectsReply = false }
    if let key = keys.own(sequence) { return key }
    if parameters.isEmpty, final == UInt8(ascii: "I") || final == UInt8(ascii: "O") {
      return .focus(final == UInt8(ascii: "I"))
    }
    if final == UInt8(ascii: "M"), parameters.isEmpty {
      state = .x10
      return nil
    }
    if parameters.first == UInt8(ascii: "<") {
      return mouse(parameters.dropFirst(), pressed: final == UInt8(ascii: "M"))
    }
    if final == UInt8(ascii: "~"), parameters == Array("200".utf8) {
      state = .paste
      pasted = []
      matched = 0
      return nil
    }
    return KeySequences.csi(parameters, final)
  }

  private mutating func linuxFunction(_ byte: UInt8) -> Key? {
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) else {
      // No console key, so the bracket was noise: it goes with the rest up to a final byte.
      state = .csi
      return csi(byte)
    }
    state = .ground
    return .function(Int(byte - 0x40))
  }

  private mutating func string(_ byte: UInt8, _ escaped: Bool) -> Key? {
    switch (byte, escaped) {
    case (0x07, _), (UInt8(ascii: "\\"), true), (0x18, _), (0x1A, _):
      state = .ground
    default:
      state = .string(escaped: byte == 0x1B)
    }
    return nil
  }
}

// MARK: Mouse and paste

extension KeyDecoder {
  /// A report of xterm's SGR mode: button, column and row, counted from 1.
  private func mouse(_ parameters: ArraySlice<UInt8>, pressed: Bool) -> Key? {
    let parts = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { part in
        part.isEmpty || part.count > 5 || !part.allSatisfy { (0x30...0x39).contains($0) }
          ? nil : part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      }
    guard pressed, parts.count == 3, let button = parts[0], let column = parts[1],
      let row = parts[2]
    else { return nil }
    return mouse(button: button, column: column - 1, row: row - 1)
  }

  /// The older report: three bytes, each 32 more than its value.
  private mutating func x10(_ byte: UInt8) -> Key? {
    sequence.append(byte)
    guard sequence.count == 6 else { return nil }
    let bytes = Array(sequence.suffix(3))
    state = .ground
    return mouse(
      button: Int(bytes[0]) - 32, column: Int(bytes[1]) - 33, row: Int(bytes[2]) - 33)
  }

  private func mouse(button: Int, column: Int, row: Int) -> Key? {
    guard column >= 0, row >= 0 else { return nil }
    let position = Position(row: row, column: column)
    // 4, 8 and 16 are Shift, Alt and Ctrl.
    switch button & ~0b11100 {
    case 0: return .mouse(Key.Mouse(.press, at: position))
    case 64: return .mouse(Key.Mouse(.wheelUp, at: position))
    case 65: return .mouse(Key.Mouse(.wheelDown, at: position))
    default: return nil
    }
  }

  private mutating func paste(_ byte: UInt8) -> Key? {
    if byte == Self.endOfPaste[matched] {
      matched += 1
      guard matched == Self.endOfPaste.count else { return nil }
      state = .ground
      matched = 0
      return takePaste()
    }
    // The end begins with its only ESC, so a failed match can begin anew at this byte only.
    if matched > 0 { keep(Self.endOfPaste.prefix(matched)) }
    matched = byte == 0x1B ? 1 : 0
    if matched == 0 { keep([byte]) }
    return nil
  }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    guard pasted.count + bytes.count <= Self.longestPaste else { return }
    pasted.append(contentsOf: bytes)
  }

  private mutating func takePaste() -> Key? {
    defer { pasted = [] }
    let text = Self.plain(pasted)
    return text.isEmpty ? nil : .paste(text)
  }

  /// Pasted text on one line: line ends and tabs become blanks, other controls go.
  private static func plain(_ bytes: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x0A where previous == "\r": break
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: scalars.append(" ")
      case 0x00..<0x20, 0x7F..<0xA0: break
      default: scalars.append(scalar)
      }
      previous = scalar
    }
    return String(scalars)
  }
}

/// Tells a double click from two: the same place again within the time people set their mice to.
package struct DoubleClicks {
  private var last: (position: Position, milliseconds: Int)?

  package static let interval = 400

  package init() {}

  package mutating func refine(_ key: Key, at milliseconds: Int) -> Key {
    // The click that turns to the window comes with a report of the focus.
    if case .focus = key { return key }
    guard case .mouse(var mouse) = key, mouse.action == .press else {
      last = nil
      return key
    }
    guard let last, last.position == mouse.position,
      milliseconds - last.milliseconds <= Self.interval
    else {
      last = (mouse.position, milliseconds)
      return key
    }
    mouse.action = .doublePress
    self.last = nil
    return .mouse(mouse)
  }
}
