/// What a terminal answered to the probe's questions.
package struct Answers: Equatable, Sendable {
  /// DECRPM for mode 8 (BDSM): 1 set, 2 reset, and values that promise nothing (0, 3, 4).
  package var bidiSupport: Int?
  /// XTVERSION: name and version in the terminal's own words, printable ASCII only.
  package var version: String?
  /// DA2: terminal type, version, options.
  package var secondary: [Int]?
  /// XTGETTCAP `kitty-query-font_family`; empty when the terminal does not tell.
  package var font: String?
  /// DA1 came. Terminals answer in order, so nothing else follows it.
  package var isComplete = false

  package init() {}
}

/// Finds the answers among the bytes a terminal sends, one byte at a time.
///
/// It only looks: the same bytes go on to the ``KeyDecoder``, which keeps the keys among them in their
/// order and drops every reply, also the half of one that comes too late for the probe.
package struct AnswerReader {
  private enum State { case ground, escape, control, device(escaped: Bool) }

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
      case UInt8(ascii: "P"): state = .device(escaped: false)
      default: state = .ground
      }
    case .control: control(byte)
    case .device(let escaped): device(byte, escaped)
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

  private mutating func device(_ byte: UInt8, _ escaped: Bool) {
    switch (byte, escaped) {
    case (0x07, _), (UInt8(ascii: "\\"), true):
      state = .ground
      takeDevice()
    case (0x18, _), (0x1A, _): state = .ground
    // A terminal that forgot the end has gone on to its next answer.
    case (UInt8(ascii: "["), true):
      content = []
      state = .control
    case (0x1B, _): state = .device(escaped: true)
    default:
      keep(byte)
      state = .device(escaped: false)
    }
  }

  private mutating func keep(_ byte: UInt8) {
    if content.count < Self.longest { content.append(byte) }
  }

  private mutating func takeControl(final: UInt8) {
    switch (content.first, final) {
    case (UInt8(ascii: "?"), UInt8(ascii: "c")): answers.isComplete = true
    case (UInt8(ascii: ">"), UInt8(ascii: "c")):
      answers.secondary = Self.numbers(content.dropFirst())
    case (_, UInt8(ascii: "y")) where content.last == UInt8(ascii: "$"):
      let numbers = Self.numbers(content.dropLast())
      if numbers.count == 2, numbers[0] == 8 { answers.bidiSupport = numbers[1] }
    default: break
    }
  }

  private mutating func takeDevice() {
    if content.starts(with: Array(">|".utf8)) {
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
