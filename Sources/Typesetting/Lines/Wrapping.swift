/// The stretch of clusters one row shows.
struct Row {
  /// Without the blanks at its end.
  var clusters: Range<Int>
  /// Where the next row begins.
  var next: Int
  /// Whether the row ends where the text says so, not where the measure did.
  var endsInText: Bool
}

/// The row that begins at `start`: as many words as `columns` hold, at least one cluster.
func nextRow(of clusters: [Cluster], from start: Int, columns: Int) -> Row {
  var width = 0
  var hanging = 0
  var lastBreak = start
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
        let cut = lastBreak > start ? lastBreak : cutInWord(clusters, from: start, to: i)
        return row(clusters, start..<cut, next: cut, endsInText: false)
      }
    }
    i += 1
    if cluster.traits.contains(.allowsBreak) { lastBreak = i }
  }
  return row(clusters, start..<i, next: i, endsInText: true)
}

private func row(
  _ clusters: [Cluster], _ range: Range<Int>, next: Int, endsInText: Bool
) -> Row {
  var end = range.upperBound
  while end > range.lowerBound, clusters[end - 1].vanishesAtLineEnd { end -= 1 }
  return Row(clusters: range.lowerBound..<end, next: next, endsInText: endsInText)
}

/// Where a word that fills more than a row is cut: in the row's second half between letters that
/// do not join, otherwise where the row is full.
private func cutInWord(_ clusters: [Cluster], from start: Int, to full: Int) -> Int {
  guard full > start else { return start + 1 }
  guard clusters[full - 1].traits.contains(.joinsNext) else { return full }
  let half = start + (full - start) / 2
  var cut = full - 1
  while cut > half {
    if !clusters[cut - 1].traits.contains(.joinsNext) { return cut }
    cut -= 1
  }
  return full
}
