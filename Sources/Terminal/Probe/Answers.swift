/// What a terminal answered to the probe's questions.
package struct Answers: Equatable, Sendable {
  /// DECRPM for mode 8 (BDSM): 1 set, 2 reset, and values that promise nothing (0, 3, 4).
  package var bidiSupport: Int?
  /// XTVERSION: name and version in the terminal's own words, printable ASCII only.
  package var version: String?
  /// DA2: terminal type, version, options.
  package var secondary: [Int]?
  /// DECRPM for mode 2026, synchronised output; 1 and 2 promise it.
  package var synchronization: Int?
  /// OSC 11: the background, `0xRRGGBB`.
  package var background: UInt32?
  /// XTGETTCAP `kitty-query-font_family`; empty when the terminal does not tell.
  package var font: String?
  /// DA1 came. Terminals answer in order, so nothing else follows it; but a multiplexer that answers for
  /// itself fetches the background from outside.
  package var isComplete = false

  package init() {}
}

/// Finds the answers among the bytes a terminal sends, one byte at a time.
///
/// It only looks: the same bytes go on to the ``KeyDecoder``, which keeps the keys among them in their
/// order and drops every reply, also the half of one that comes too late for the probe.
package struct AnswerReader {
  private enum State { case ground, escape, control, string(escaped: Bool) }

  /// What a control string is: `P`, a device control string, or `]`, an operating system command.
  private var introducer: UInt8 = 0

  package private(set) var answers = Answers()
  private var state = State.ground
  private var content: [UInt8] = []

  /// No answer is longer; of one that is, the rest does not count.
  private static let longest = 512

  package init() {}

  package mutating func consume(_ byte: UInt8) {
    switch state {
    case .ground:
      if byte == 0x1B { state = .escape }
    case .escape:
      content = []
      switch byte {
      case 0x1B: break
      case UInt8(ascii: "["): state = .control
      case UInt8(ascii: "P"), UInt8(ascii: "]"):
        introducer = byte
        state = .string(escaped: false)
      default: state = .ground
      }
    case .control: control(byte)
    case .string(let escaped): string(byte, escaped)
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x20..<0x40: keep(byte)
    case 0x40..<0x7F:
      state = .ground
      takeControl(final: byte)
    default: state = .ground
    }
  }

  private mutating func string(_ byte: UInt8, _ escaped: Bool) {
    switch (byte, escaped) {
    case (0x07, _), (UInt8(ascii: "\\"), true):
      state = .ground
      if introducer == UInt8(ascii: "P") { takeDevice() } else { takeCommand() }
    case (0x18, _), (0x1A, _): state = .ground
    // A terminal that forgot the end has gone on to its next answer.
    case (UInt8(ascii: "["), true):
      content = []
      state = .control
    case (0x1B, _): state = .string(escaped: true)
    default:
      keep(byte)
      state = .string(escaped: false)
    }
  }

  private mutating func keep(_ byte: UInt8) {
    if content.count < Self.longest { content.append(byte) }
  }

  private mutating func takeControl(final: UInt8) {
    switch (content.first, final) {
    case (UInt8(ascii: "?"), UInt8(ascii: "c")): answers.isComplete = true
    case _ where answers.isComplete: break
    case (UInt8(ascii: ">"), UInt8(ascii: "c")):
      answers.secondary = Self.numbers(content.dropFirst())
    case (_, UInt8(ascii: "y")) where content.last == UInt8(ascii: "$"):
      takeMode()
    default: break
    }
  }

  private mutating func takeMode() {
    let isPrivate = content.first == UInt8(ascii: "?")
    let numbers = Self.numbers(content.dropFirst(isPrivate ? 1 : 0).dropLast())
    guard numbers.count == 2 else { return }
    switch (isPrivate, numbers[0]) {
    case (false, 8): answers.bidiSupport = numbers[1]
    case (true, 2026): answers.synchronization = numbers[1]
    default: break
    }
  }

  private mutating func takeCommand() {
    guard content.starts(with: Array("11;".utf8)), answers.background == nil else { return }
    answers.background = Self.color(content.dropFirst(3))
  }

  private mutating func takeDevice() {
    if !answers.isComplete, content.starts(with: Array(">|".utf8)) {
      answers.version = Self.printable(content.dropFirst(2))
    } else if content.starts(with: Array("1+r".utf8)) {
      let value = content.split(separator: UInt8(ascii: "="), maxSplits: 1).dropFirst().first
      answers.font = Self.printable(Self.unhexed(value ?? []))
    } else if content.starts(with: Array("0+r".utf8)) {
      answers.font = ""
    }
  }

  /// Decimal parameters; those left out, or longer than any terminal's, are 0.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      guard part.count <= 9, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return 0 }
      return part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
  }

  /// A colour as XParseColor writes it, `rgb:` and three parts of one to four hexadecimal digits; what
  /// follows them (the opacity in `rgba:`) does not count.
  private static func color(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    guard bytes.starts(with: Array("rgb".utf8)), let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    let parts = bytes[(colon + 1)...].split(separator: UInt8(ascii: "/"))
    guard parts.count >= 3 else { return nil }
    var color: UInt32 = 0
    for part in parts.prefix(3) {
      guard part.count <= 4, let value = UInt32(String(decoding: part, as: UTF8.self), radix: 16)
      else { return nil }
      let largest = UInt32(1) << UInt32(4 * part.count) - 1
      color = color << 8 | (value * 255 + largest / 2) / largest
    }
    return color
  }

  private static func unhexed(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard values.count == digits.count, values.count % 2 == 0 else { return [] }
    return ArraySlice(
      stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) })
  }

  private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.lazy.filter { (0x20..<0x7F).contains($0) }.prefix(100), as: UTF8.self)
  }
}
