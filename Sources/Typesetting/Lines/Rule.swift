/// Pages draw rules with tatweels: a paragraph of at least three of them and blanks is shown as one row
/// of box-drawing lines as wide as the column.
///
/// Its clusters are changed into that row; what the column is too narrow for belongs to the last.
///
/// - Returns: false for any other paragraph, which stays as it is.
func drawRule(_ clusters: inout [Cluster], columns: Int, setting: Setting) -> Bool {
  guard isRule(clusters) else { return false }
  let width: UInt8 = setting.ambiguousIsWide ? 2 : 1
  let count = max(1, columns / Int(width))
  let end = clusters[clusters.count - 1].end
  if clusters.count > count {
    clusters.removeLast(clusters.count - count)
    clusters[count - 1].end = end
  }
  for i in clusters.indices {
    clusters[i].base = horizontal
    clusters[i].columns = width
    clusters[i].traits = []
  }
  guard columns <= widestRule else { return true }
  while clusters.count < count {
    clusters.append(
      Cluster(horizontal, source: end..<end, columns: width, level: clusters[0].level))
  }
  return true
}

private let horizontal: UInt32 = 0x2500

/// A measure beyond this is none; there a rule is as long as it was written.
private let widestRule = 100_000

/// Whether a paragraph is nothing but blanks and at least three tatweels.
func isRule(_ clusters: [Cluster]) -> Bool {
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
