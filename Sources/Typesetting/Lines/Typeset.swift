/// Sets `text` in rows of at most `columns`.
///
/// Paragraphs end at line feeds and U+2029, rows also at U+2028. Every paragraph is resolved as a
/// whole by UAX #9, cut by words in logical order, and each row put in visual order. A line feed at
/// the end of the text begins no further row; an empty text has no row.
package func typeset(
  _ text: String, columns: Int, setting: Setting = Setting(), style: Style = .plain,
  spans: [Span] = [], isolates: [Isolate] = []
) -> [Line] {
  var text = text
  let columns = max(1, columns)
  return text.withUTF8 { bytes in
    var lines: [Line] = []
    var reader = UTF8Reader(bytes)
    var paragraph = Paragraph(setting: setting, isOneRow: false, isolates: isolates)
    let setter = LineSetter(style: style, spans: spans, textLength: bytes.count)
    while !reader.isAtEnd {
      paragraph.read(&reader)
      setRows(of: &paragraph, columns: columns, setting: setting, setter: setter, into: &lines)
    }
    return lines
  }
}

private func setRows(
  of paragraph: inout Paragraph, columns: Int, setting: Setting, setter: LineSetter,
  into lines: inout [Line]
) {
  if setting.joins, drawRule(&paragraph.clusters, columns: columns) {
    let clusters = paragraph.clusters[...]
    lines.append(setter.line(clusters, direction: paragraph.direction, columns: columns))
    return
  }
  paragraph.markBreaks()
  var justifier = Justifier(columns: columns, justification: setting.justification)
  var start = 0
  repeat {
    let row = nextRow(of: paragraph.clusters, from: start, columns: columns)
    if setting.justification != .none { justifier.fill(&paragraph.clusters, row: row) }
    var clusters = paragraph.clusters[row.clusters]
    if row.endsWithHyphen, let last = clusters.last { clusters.append(.hyphen(behind: last)) }
    lines.append(setter.line(clusters, direction: paragraph.direction, columns: columns))
    start = row.next
  } while start < paragraph.clusters.count
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
    let setter = LineSetter(style: style, spans: spans, textLength: bytes.count)
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
  var ellipsis = Cluster(0x2026, source: offset..<offset, columns: width)
  ellipsis.level = direction.rawValue
  kept.append(ellipsis)
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
