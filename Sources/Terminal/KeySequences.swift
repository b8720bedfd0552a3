import Typesetting

/// The escape sequences keys send: those most terminals share, and those of the terminfo entry.
///
/// Modifiers are dropped: Ctrl-← is ←. What stands in no table is no key.
package struct KeySequences {
  /// Whole sequences of this terminal, from its terminfo entry.
  private var own: [[UInt8]: Key] = [:]

  /// - Parameter capability: the terminfo string of a name, nil when the entry has none.
  package init(capability: (String) -> [UInt8]? = { _ in nil }) {
    for (name, key) in Self.capabilities {
      // A single control or a letter would take the place of what can be typed.
      guard let sequence = capability(name), sequence.count > 2, sequence[0] == 0x1B else {
        continue
      }
      own[sequence] = key
    }
  }

  /// The key of a whole sequence of the terminfo entry, which begins with ESC.
  func own(_ sequence: [UInt8]) -> Key? { own[sequence] }

  /// The key of `ESC O` and one byte.
  static func ss3(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "X"): .character("=")
    // The numeric keypad in application mode: j to y are * to 9.
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Unicode.Scalar(final - 0x40))
    default: letters[final]
    }
  }

  /// The key of a control sequence: `ESC [`, parameters, final byte.
  static func csi(_ parameters: [UInt8], _ final: UInt8) -> Key? {
    // Replies of the terminal have a private mark or end like a key that takes no parameters.
    if let first = parameters.first, !(0x30...0x39).contains(first) { return nil }
    switch final {
    case UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      return number(parameters).flatMap { numbered[$0] }
    case UInt8(ascii: "R") where !parameters.isEmpty:
      return nil
    default:
      return letters[final]
    }
  }

  /// The first parameter, if it is a number of at most three digits.
  private static func number(_ parameters: [UInt8]) -> Int? {
    let digits = parameters.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.count <= 3 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// ECMA-48 and DEC cursor keys; the small letters are rxvt's with Shift or Ctrl.
  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down,
    UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "a"): .up, UInt8(ascii: "b"): .down,
    UInt8(ascii: "c"): .right, UInt8(ascii: "d"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  /// The VT220's numbered keys, with the PC keys other terminals added; 2 is Insert, which has no use.
  private static let numbered: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14),
    28: .function(15), 29: .function(16), 31: .function(17), 32: .function(18),
    33: .function(19), 34: .function(20),
  ]

  /// terminfo(5), the capabilities that name keys we know.
  private static let capabilities: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
      ("kpp", .pageUp), ("knp", .pageDown), ("khome", .home), ("kend", .end),
      ("kent", .enter), ("kcbt", .backTab), ("kdch1", .delete),
    ] + (1...12).map { ("kf\($0)", .function($0)) }
}
