/// The stretch of clusters one row shows.
struct Row {
  /// Without the blanks at its end.
  var clusters: Range<Int>
  /// Where the next row begins.
  var next: Int
  /// Whether the row ends where the text says so, not where the measure did.
  var endsInText: Bool
  /// Whether a soft hyphen at its end is seen; the row has a column for it.
  var endsWithHyphen = false
}

/// The row that begins at `start`: as many words as `columns` hold, at least one cluster.
func nextRow(of clusters: [Cluster], from start: Int, columns: Int) -> Row {
  var width = 0
  var hanging = 0
  var breaks = RowBreaks(start: start, columns: columns)
  var i = start
  while i < clusters.count {
    let cluster = clusters[i]
    if cluster.traits.contains(.forcesBreak) {
      return row(clusters, start..<i, next: i + 1, endsInText: true)
    }
    if cluster.vanishesAtLineEnd {
      hanging += Int(cluster.columns)
    } else {
      width += hanging + Int(cluster.columns)
      hanging = 0
      if width > columns {
        guard let end = breaks.best else {
          let cut = cutInWord(clusters, from: start, to: i)
          return row(clusters, start..<cut, next: cut, endsInText: false)
        }
        var row = row(clusters, start..<end, next: end, endsInText: false)
        row.endsWithHyphen = clusters[end - 1].traits.contains(.isHyphenated)
        return row
      }
    }
    i += 1
    breaks.note(cluster, end: i, width: width)
  }
  return row(clusters, start..<i, next: i, endsInText: true)
}

/// The places met so far where the row may end.
private struct RowBreaks {
  let start: Int
  let columns: Int
  private var last: Int
  /// Columns of the row when it ends at `last`.
  private var lastWidth = 0
  private var lastDiscouraged: Int

  init(start: Int, columns: Int) {
    self.start = start
    self.columns = columns
    last = start
    lastDiscouraged = start
  }

  mutating func note(_ cluster: Cluster, end: Int, width: Int) {
    guard !cluster.traits.isDisjoint(with: [.allowsBreak, .discouragesBreak]) else { return }
    if cluster.traits.contains(.isHyphenated), width >= columns { return }
    if cluster.traits.contains(.discouragesBreak) {
      lastDiscouraged = end
    } else {
      last = end
      lastWidth = width
    }
  }

  /// The last place, a discouraged one only where the row would otherwise be less than half full.
  var best: Int? {
    if lastDiscouraged > last, 2 * lastWidth < columns { return lastDiscouraged }
    return last > start ? last : nil
  }
}

private func row(
  _ clusters: [Cluster], _ range: Range<Int>, next: Int, endsInText: Bool
) -> Row {
  var end = range.upperBound
  while end > range.lowerBound, clusters[end - 1].vanishesAtLineEnd { end -= 1 }
  return Row(clusters: range.lowerBound..<end, next: next, endsInText: endsInText)
}

/// Where a word that fills more than a row is cut: in the row's second half between letters that
/// do not join, otherwise where the row is full; inside a grapheme cluster only if the row holds
/// nothing else.
private func cutInWord(_ clusters: [Cluster], from start: Int, to full: Int) -> Int {
  guard full > start else { return start + 1 }
  let half = start + (full - start) / 2
  var whole = full
  while whole > start, clusters[whole].traits.contains(.continuesGrapheme) { whole -= 1 }
  guard whole > start else { return full }
  var cut = whole
  while cut > half {
    let joins = clusters[cut - 1].traits.contains(.joinsNext)
    if !joins, !clusters[cut].traits.contains(.continuesGrapheme) { return cut }
    cut -= 1
  }
  return whole
}
