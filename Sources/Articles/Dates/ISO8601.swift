extension ArticleDate {
  /// As ISO 8601 writes it, no finer than the precision: `2024`, `2024-12`, `2024-12-07`,
  /// `2024-12-07T14:30`, `2024-12-07T14:30:05+03:00`.
  package var iso8601: String {
    var text = year < 0 ? "-" + Self.padded(-year, 4) : Self.padded(year, 4)
    guard precision != .year else { return text }
    text += "-" + Self.padded(month, 2)
    guard precision != .month else { return text }
    text += "-" + Self.padded(day, 2)
    guard precision != .day else { return text }
    text += "T" + Self.padded(hour, 2) + ":" + Self.padded(minute, 2)
    if precision == .second { text += ":" + Self.padded(second, 2) }
    guard let offset else { return text }
    guard offset != 0 else { return text + "Z" }
    let sign = offset < 0 ? "-" : "+"
    return text + sign + Self.padded(abs(offset) / 60, 2) + ":" + Self.padded(abs(offset) % 60, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Reads ISO 8601's extended format: year, month or day alone, or with a time after `T` or a blank.
  /// A fraction of a second is ignored, the offset may be `Z`, `+03`, `+0300` or `+03:00`.
  package init?(iso8601 text: some StringProtocol) {
    var reader = ISODateReader(rest: Array(text.utf8.drop { $0 == 0x20 })[...])
    guard let date = reader.date() else { return nil }
    self = date
  }
}

/// Reads one ISO 8601 date from ASCII bytes.
private struct ISODateReader {
  var rest: ArraySlice<UInt8>

  mutating func date() -> ArticleDate? {
    let sign = take(UInt8(ascii: "-")) ? -1 : 1
    guard let year = number(digits: 4) else { return nil }
    var date = ArticleDate(year: sign * year, precision: .year)
    guard take(UInt8(ascii: "-")) else { return finished(date) }
    guard let month = number(digits: 2) else { return nil }
    date.month = month
    date.precision = .month
    guard take(UInt8(ascii: "-")) else { return finished(date) }
    guard let day = number(digits: 2) else { return nil }
    date.day = day
    date.precision = .day
    guard time(into: &date) else { return nil }
    return finished(date)
  }

  /// Only blanks may follow, and the date must exist.
  private func finished(_ date: ArticleDate) -> ArticleDate? {
    let date = date.withinDay
    return rest.allSatisfy { $0 == 0x20 } && date.isValid ? date : nil
  }

  /// False when something other than a time follows the date.
  private mutating func time(into date: inout ArticleDate) -> Bool {
    guard take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) || take(0x20) else {
      return rest.isEmpty
    }
    skipBlanks()
    guard !rest.isEmpty else { return true }
    guard let hour = number(digits: 2), take(UInt8(ascii: ":")), let minute = number(digits: 2)
    else { return false }
    date.hour = hour
    date.minute = minute
    date.precision = .minute
    if take(UInt8(ascii: ":")) {
      guard let second = number(digits: 2) else { return false }
      date.second = second
      date.precision = .second
      skipFraction()
    }
    return offset(into: &date)
  }

  private mutating func offset(into date: inout ArticleDate) -> Bool {
    skipBlanks()
    guard let first = rest.first else { return true }
    rest.removeFirst()
    switch first {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      date.offset = 0
      return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let hours = number(digits: 2) else { return false }
      _ = take(UInt8(ascii: ":"))
      let minutes = number(digits: 2) ?? 0
      guard minutes < 60 else { return false }
      date.offset = (hours * 60 + minutes) * (first == UInt8(ascii: "-") ? -1 : 1)
      return true
    default:
      return false
    }
  }

  private mutating func skipFraction() {
    guard take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) else { return }
    rest = rest.drop { Self.isDigit($0) }
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == 0x20 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func number(digits count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(Self.isDigit) else { return nil }
    rest.removeFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
