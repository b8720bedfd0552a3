/// Pages draw rules with tatweels: a paragraph of at least three of them and blanks is shown as one row
/// of box-drawing lines as wide as the column.
///
/// Its clusters are changed into that row; what the column is too narrow for belongs to the last.
///
/// - Returns: false for any other paragraph, which stays as it is.
func drawRule(_ clusters: inout [Cluster], columns: Int) -> Bool {
  guard isRule(clusters) else { return false }
  let end = clusters[clusters.count - 1].end
  if clusters.count > columns {
    clusters.removeLast(clusters.count - columns)
    clusters[columns - 1].end = end
  }
  for i in clusters.indices {
    clusters[i].base = horizontal
    clusters[i].columns = 1
    clusters[i].traits = []
  }
  guard columns <= widestRule else { return true }
  while clusters.count < columns {
    clusters.append(
      Cluster(horizontal, source: end..<end, columns: 1, level: clusters[0].level))
  }
  return true
}

private let horizontal: UInt32 = 0x2500

/// A measure beyond this is none; there a rule is as long as it was written.
private let widestRule = 100_000

private func isRule(_ clusters: [Cluster]) -> Bool {
  var tatweels = 0
  for cluster in clusters {
    if cluster.base == 0x640, cluster.marks == .zero {
      tatweels += 1
    } else if !cluster.vanishesAtLineEnd || cluster.traits.contains(.forcesBreak) {
      return false
    }
  }
  return tatweels >= 3
}
