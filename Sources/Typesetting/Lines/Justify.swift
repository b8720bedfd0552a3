/// Widens the gaps between the words of a row evenly until it is `columns` wide; no gap grows
/// beyond three columns, so that a row of few words stays short.
func widenGaps(in clusters: inout [Cluster], row: Range<Int>, columns: Int) {
  let width = clusters[row].reduce(0) { $0 + Int($1.columns) }
  guard width < columns else { return }
  let gaps = gapEnds(in: clusters, row: row)
  guard !gaps.isEmpty else { return }
  let rooms = gaps.map { max(0, 3 - $0.columns) }
  var missing = min(columns - width, rooms.reduce(0, +))
  var added = [Int](repeating: 0, count: gaps.count)
  while missing > 0 {
    let open = gaps.indices.filter { added[$0] < rooms[$0] }
    let round = min(missing, open.count)
    for k in 0..<round { added[open[(2 * k + 1) * open.count / (2 * round)]] += 1 }
    missing -= round
  }
  for (gap, extra) in zip(gaps, added) { clusters[gap.last].padding = UInt8(extra) }
}

/// The blanks between two words: the last of them, and how many columns they fill.
private func gapEnds(
  in clusters: [Cluster], row: Range<Int>
) -> [(last: Int, columns: Int)] {
  var gaps: [(last: Int, columns: Int)] = []
  var seenWord = false
  var columns = 0
  for i in row {
    if clusters[i].traits.contains(.isBlank) {
      columns += Int(clusters[i].columns)
    } else {
      if columns > 0, seenWord { gaps.append((last: i - 1, columns: columns)) }
      columns = 0
      seenWord = true
    }
  }
  return gaps
}
