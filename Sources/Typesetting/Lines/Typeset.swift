/// Sets `text` in rows of at most `columns`, which are at least 1.
///
/// Paragraphs end at line feeds and U+2029, rows also at U+2028. Every paragraph is resolved as a
/// whole by UAX #9, cut by words in logical order, and each row put in visual order. A line feed at
/// the end of the text begins no further row; an empty text has no row.
package func typeset(
  _ text: String, columns: Int, setting: Setting = Setting(), style: Style = .plain,
  spans: [Span] = [], isolates: [Isolate] = []
) -> [Line] {
  var text = text
  return text.withUTF8 { bytes in
    var lines: [Line] = []
    var reader = UTF8Reader(bytes)
    var paragraph = Paragraph(setting: setting, isOneRow: false, isolates: isolates)
    var rows = ParagraphRows(
      columns: columns, setting: setting,
      setter: LineSetter(style: style, spans: spans))
    while !reader.isAtEnd {
      paragraph.read(&reader)
      rows.begin(&paragraph)
      while let line = rows.next() { lines.append(line) }
    }
    return lines
  }
}

/// Sets a text row by row as ``typeset(_:columns:setting:style:spans:isolates:)`` does, each paragraph
/// when its first row is asked for, so that the first screen of a long text need not wait for the rest.
package struct RowIterator: IteratorProtocol, Sendable {
  private var text: String
  private let setting: Setting
  private let isolates: [Isolate]
  /// Where the next paragraph begins, in UTF-8 bytes.
  private var offset = 0
  private var rows: ParagraphRows

  package init(
    _ text: String, columns: Int, setting: Setting = Setting(), style: Style = .plain,
    spans: [Span] = [], isolates: [Isolate] = []
  ) {
    self.text = text
    self.text.makeContiguousUTF8()
    self.setting = setting
    self.isolates = isolates
    rows = ParagraphRows(
      columns: columns, setting: setting,
      setter: LineSetter(style: style, spans: spans))
  }

  package mutating func next() -> Line? {
    if let line = rows.next() { return line }
    guard beginParagraph() else { return nil }
    return rows.next()
  }

  private mutating func beginParagraph() -> Bool {
    text.withUTF8 { bytes in
      var reader = UTF8Reader(bytes, position: offset)
      guard !reader.isAtEnd else { return false }
      var paragraph = Paragraph(setting: setting, isOneRow: false, isolates: isolates)
      paragraph.read(&reader)
      offset = reader.position
      rows.begin(&paragraph)
      return true
    }
  }
}

/// The rows of one paragraph after another.
private struct ParagraphRows: Sendable {
  private let columns: Int
  private let setting: Setting
  private let setter: LineSetter
  private var clusters: [Cluster] = []
  private var direction: Direction = .leftToRight
  private var justifier: Justifier
  /// Where the next row begins, nil when there is none.
  private var start: Int?

  init(columns: Int, setting: Setting, setter: LineSetter) {
    self.columns = max(1, columns)
    self.setting = setting
    self.setter = setter
    justifier = Justifier(columns: self.columns, justification: setting.justification)
  }

  /// Takes the clusters of `paragraph`; it gets the memory of those that were set before.
  mutating func begin(_ paragraph: inout Paragraph) {
    paragraph.markBreaks()
    swap(&clusters, &paragraph.clusters)
    direction = paragraph.direction
    justifier = Justifier(columns: columns, justification: setting.justification)
    start = 0
  }

  mutating func next() -> Line? {
    guard let start else { return nil }
    if start == 0, setting.joins, drawRule(&clusters, columns: columns, setting: setting) {
      self.start = nil
      return setter.line(clusters[...], direction: direction, columns: columns)
    }
    let row = nextRow(of: clusters, from: start, columns: columns)
    self.start = row.next < clusters.count ? row.next : nil
    if setting.justification != .none { justifier.fill(&clusters, row: row) }
    guard row.endsWithHyphen, let last = clusters[row.clusters].last else {
      return setter.line(clusters[row.clusters], direction: direction, columns: columns)
    }
    let hyphenated = clusters[row.clusters] + [.hyphen(behind: last)]
    return setter.line(hyphenated, direction: direction, columns: columns)
  }
}

/// Sets `text` in one row. Line breaks count as blanks. What is longer than `columns` is cut after a
/// word, or within the first word when that alone is too long, and ends with «…».
package func typesetLine(
  _ text: String, columns: Int, setting: Setting = Setting(), style: Style = .plain,
  spans: [Span] = [], isolates: [Isolate] = []
) -> Line {
  var text = text
  return text.withUTF8 { bytes in
    var reader = UTF8Reader(bytes)
    var paragraph = Paragraph(setting: setting, isOneRow: true, isolates: isolates)
    let setter = LineSetter(style: style, spans: spans)
    paragraph.read(&reader)
    let direction = paragraph.direction
    guard columns > 0 else { return Line(direction: direction) }
    var clusters = paragraph.clusters
    if width(of: clusters) > columns {
      paragraph.markBreaks()
      clusters = shortened(paragraph.clusters, columns: columns, direction: direction, setting)
    }
    return setter.line(clusters[...], direction: direction, columns: columns)
  }
}

/// The clusters that fit beside an ellipsis, and the ellipsis.
private func shortened(
  _ clusters: [Cluster], columns: Int, direction: Direction, _ setting: Setting
) -> [Cluster] {
  var kept: [Cluster] = []
  let width: UInt8 = setting.ambiguousIsWide ? 2 : 1
  let room = columns - Int(width)
  if room > 0 {
    var row = nextRow(of: clusters, from: 0, columns: room)
    if clusters[row.clusters].first.map({ $0.columns > room }) ?? false {
      row.clusters = 0..<0
    }
    kept = Array(clusters[row.clusters])
  }
  let offset = kept.last?.end ?? 0
  kept.append(
    Cluster(0x2026, source: offset..<offset, columns: width, level: direction.rawValue))
  return kept
}

/// The columns `text` fills in one row.
package func columns(of text: String, setting: Setting = Setting()) -> Int {
  var text = text
  return text.withUTF8 { bytes in
    var reader = UTF8Reader(bytes)
    var paragraph = Paragraph(setting: setting, isOneRow: true)
    paragraph.read(&reader)
    return width(of: paragraph.clusters)
  }
}

private func width(of clusters: [Cluster]) -> Int {
  clusters.reduce(0) { $0 + Int($1.columns) }
}

/// The base direction automatic setting would choose for the whole text, nil if nothing in it is
/// strong.
package func naturalDirection(of text: String) -> Direction? {
  var tally = LetterTally()
  for scalar in text.unicodeScalars { tally.add(Properties(scalar.value)) }
  return tally.direction
}
