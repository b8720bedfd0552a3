#if !FUZZ
  import Typesetting
#endif

/// What rows of cells promise whatever the text. The fuzzer compiles this file together with the module's
/// own sources.
struct RowPromises {
  let text: String
  let columns: Int
  let setting: Setting
  private let bytes: [UInt8]

  init(_ text: String, columns: Int, setting: Setting) {
    self.text = text
    self.columns = max(1, columns)
    self.setting = setting
    bytes = Array(text.utf8)
  }

  /// The first promise that is broken, in words; nil if all are kept.
  var broken: String? {
    let lines = typeset(text, columns: columns, setting: setting)
    return rowsBroken(lines) ?? coverageBroken(lines) ?? reflowBroken(lines)
      ?? oneByOneBroken(lines) ?? oneRowBroken ?? orderBroken
  }

  // MARK: Rows

  private func rowsBroken(_ lines: [Line]) -> String? {
    var reached = 0
    var lastStart = -1
    for line in lines {
      if let reason = cellsBroken(line, columns) { return reason }
      let shown = line.sources.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
      // The letters of an expanded ligature all stand for the whole of it.
      for (range, next) in zip(shown, shown.dropFirst())
      where range.lowerBound != next.lowerBound && range.upperBound > next.lowerBound {
        return "two cells share a part of the text: \(range) \(next)"
      }
      let first = shown.first?.lowerBound ?? reached
      let last = shown.last
      // The letters of an expanded ligature may stand in two rows.
      if first < reached, first != lastStart {
        return "rows are out of order at byte \(first)"
      }
      reached = max(reached, last?.upperBound ?? reached)
      lastStart = last?.lowerBound ?? lastStart
    }
    return nil
  }

  private func cellsBroken(_ line: Line, _ columns: Int) -> String? {
    if line.columns > columns { return "a row has \(line.columns) columns of \(columns)" }
    if line.sources.count != line.cells.count { return "not every cell has a source" }
    for (index, cell) in line.cells.enumerated() {
      let source = line.sources[index]
      if source.lowerBound < 0 || source.upperBound > bytes.count { return "a source is outside" }
      for end in [source.lowerBound, source.upperBound]
      where end < bytes.count && bytes[end] & 0xC0 == 0x80 {
        return "a source ends inside a scalar: \(source)"
      }
      if cell.width == 2,
        index + 1 == line.cells.count || line.cells[index + 1].base != Cell.continuation
      {
        return "a wide character has lost its half"
      }
      for scalar in cell.scalars where isForbidden(scalar) {
        return "a cell holds U+\(String(scalar.value, radix: 16))"
      }
    }
    return nil
  }

  private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .lineSeparator, .paragraphSeparator: return true
    // The signs that stand before or over numbers are shown (Prepended_Concatenation_Mark).
    case .format:
      return !(0x600...0x605).contains(scalar.value)
        && ![0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD].contains(scalar.value)
    default: return false
    }
  }

  // MARK: Nothing lost

  /// Every scalar is shown, but for controls, format characters and blanks, which rows may end in.
  private func coverageBroken(_ lines: [Line]) -> String? {
    var isCovered = [Bool](repeating: false, count: bytes.count)
    for source in lines.lazy.flatMap(\.sources) {
      for byte in source { isCovered[byte] = true }
    }
    var offset = 0
    for scalar in text.unicodeScalars {
      if !isCovered[offset], !mayVanish(scalar) {
        return "U+\(String(scalar.value, radix: 16)) at byte \(offset) is not shown"
      }
      offset += UTF8.width(scalar)
    }
    return nil
  }

  private func mayVanish(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    // A hidden mark is covered by its letter, but for one that has none.
    let isMark =
      properties.generalCategory == .nonspacingMark || (0xFE70...0xFE7F).contains(scalar.value)
    if !setting.showsMarks, isMark { return true }
    return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
      || [.control, .format, .surrogate].contains(properties.generalCategory)
  }

  // MARK: The same text at every width

  private func reflowBroken(_ lines: [Line]) -> String? {
    guard columns > 1 else { return nil }
    var other = setting
    other.justification = .none
    let wide = typeset(text, columns: columns + 17, setting: other)
    return shown(in: lines) == shown(in: wide) ? nil : "another width shows another text"
  }

  /// What each stretch of the text is shown as, blanks and what layout added left out.
  private func shown(in lines: [Line]) -> [Int: [String]] {
    var shown: [Int: [String]] = [:]
    for line in lines {
      for (cell, source) in zip(line.cells, line.sources)
      where !source.isEmpty && cell.base != Cell.continuation {
        let scalars = cell.scalars
        // A rule fills the row, however wide it is.
        guard scalars != [" "], cell.base != "─" else { continue }
        shown[source.lowerBound, default: []].append(
          String(String.UnicodeScalarView(scalars)) + "\(source.count)")
      }
    }
    return shown.mapValues { $0.sorted() }
  }

  private func oneByOneBroken(_ lines: [Line]) -> String? {
    let rows = IteratorSequence(RowIterator(text, columns: columns, setting: setting))
    return Array(rows) == lines ? nil : "rows asked for one by one are others"
  }

  private var oneRowBroken: String? {
    cellsBroken(typesetLine(text, columns: columns, setting: setting), columns)
  }

  // MARK: Order

  private var orderBroken: String? {
    let scalars = Array(text.unicodeScalars)
    let levels = embeddingLevels(of: scalars, base: nil).levels
    guard levels.count == scalars.count else { return "not every scalar has a level" }
    let order = visualOrder(of: levels)
    let expected = levels.indices.filter { levels[$0] != nil }
    return order.sorted() == expected ? nil : "the order is no permutation"
  }
}

extension RowPromises {
  /// A text and a setting made from any bytes: the first two choose the setting, the rest is the text.
  init(bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(2)) + [0, 0]
    var setting = Setting()
    setting.direction =
      switch head[0] & 3 {
      case 0: .automatic
      case 1: .fixed(.rightToLeft)
      case 2: .fixed(.leftToRight)
      default: .language(.rightToLeft)
      }
    setting.justification = Justification.allCases[Int(head[0] >> 2) % 3]
    setting.joins = head[0] & 16 == 0
    setting.showsMarks = head[0] & 32 == 0
    setting.substitutesLetters = head[0] & 64 == 0
    setting.isolatesTokens = head[0] & 128 == 0
    self.init(
      String(decoding: bytes.dropFirst(2), as: UTF8.self), columns: 1 + Int(head[1]) % 100,
      setting: setting)
  }
}
