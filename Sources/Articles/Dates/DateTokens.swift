/// A piece of a folded date line.
enum DateToken: Equatable {
  /// A number and how many digits it was written with.
  case number(Int, digits: Int)
  case word(String)
  /// `/ - . : , ( )` and the like; ٬ ، ؛ and dashes in their ASCII spelling.
  case sign(Character)
}

/// The pieces of a date line and what the fold would hide.
struct DateTokens {
  var tokens: [DateToken] = []
  /// Whether it was written in the digits of Persian and Urdu (U+06F0…U+06F9).
  var hasExtendedDigits = false

  init(_ text: some StringProtocol) {
    hasExtendedDigits = text.unicodeScalars.contains { (0x06F0...0x06F9).contains($0.value) }
    var number: (value: Int, digits: Int)?
    var word = String.UnicodeScalarView()
    func flush(_ tokens: inout [DateToken]) {
      if let written = number { tokens.append(.number(written.value, digits: written.digits)) }
      if !word.isEmpty { tokens.append(.word(String(word))) }
      number = nil
      word = String.UnicodeScalarView()
    }
    for scalar in folded(text).unicodeScalars {
      if let digit = scalar.digitValue {
        if !word.isEmpty { flush(&tokens) }
        let written = number ?? (0, 0)
        // Longer numbers are no date; this keeps them from overflowing.
        number = (min(written.value, 100_000_000) * 10 + digit, written.digits + 1)
      } else if Self.isLetter(scalar) {
        if number != nil { flush(&tokens) }
        word.append(scalar)
      } else {
        flush(&tokens)
        if let sign = Self.sign(scalar) { tokens.append(.sign(sign)) }
      }
    }
    flush(&tokens)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "'" || scalar == "’" || scalar == "׳"
      || scalar == "\"" || scalar == "״"
  }

  private static func sign(_ scalar: Unicode.Scalar) -> Character? {
    switch scalar {
    case " ": nil
    case "،", "؛", "٬", ";": ","
    case "–", "—", "‒", "−", "‐": "-"
    case "：", "׃": ":"
    case "٫": "."
    default: Character(scalar)
    }
  }
}
