import Typesetting

/// Texts made to be slow to typeset: each is one short text over and over, in one paragraph, and asks some
/// part of the way from bytes to rows to look far ahead or back.
enum SlowTexts {
  private static let units: [(name: String, unit: String)] = [
    ("paths without letters", "/.("), ("paths of digits", "/1!"), ("addresses", "https://a/)"),
    ("hosts", "a.bc/!"), ("numbers", "+0 "), ("hamzas", "\u{654}"),
    ("marks and overrides", "\u{651}\u{202D}\u{653}\u{654}"), ("number signs", "\u{600}\u{200C}"),
    ("ayahs", "\u{200B}\u{6DD}"), ("open isolates", "\u{2068}"), ("open brackets", "("),
    ("bracket pairs", "()"), ("emoji", "\u{1F468}\u{200D}"), ("marks", "\u{64E}"),
    ("one word", "ب"), ("blanks", " "), ("no-break spaces", "\u{A0} "), ("quotation marks", "\""),
    ("tatweels", "ـ"), ("ligatures", "\u{FDFA}"),
  ]

  static func print() {
    var table = Table(
      "Typesetting: paragraphs made to be slow; 72 columns, kashida",
      columns: ["ns/byte at 100 kB", "at 1 MB", "1 MB : 100 kB", "ms per MB"])
    for (name, unit) in units {
      let short = perByte(unit, bytes: 100_000)
      let long = perByte(unit, bytes: 1_000_000)
      table.add(name, [figure(short), figure(long), ratio(long, to: short), figure(long)])
    }
    table.print()
  }

  /// Nanoseconds of processor time, the least of three runs.
  private static func perByte(_ unit: String, bytes: Int) -> Double {
    let text = "ب" + String(repeating: unit, count: bytes / unit.utf8.count)
    let setting = Setting(justification: .kashida)
    let seconds = (0..<3).map { _ in
      let start = computed()
      _ = typeset(text, columns: 72, setting: setting)
      return computed() - start
    }
    return (seconds.min() ?? .nan) / Double(text.utf8.count) * 1e9
  }
}
