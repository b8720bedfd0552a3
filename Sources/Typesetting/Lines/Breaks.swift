/// Where rows may end: after blanks, after a hyphen or slash between letters, beside wide
/// characters; never before a mark of punctuation that closes.
func markBreaks(in clusters: inout [Cluster]) {
  treatNoBreakSpacesAsBlanks(in: &clusters)
  for i in clusters.indices.dropLast() where allowsBreak(after: i, in: clusters) {
    clusters[i].traits.insert(.allowsBreak)
  }
}

/// A no-break space beside a blank holds nothing together.
private func treatNoBreakSpacesAsBlanks(in clusters: inout [Cluster]) {
  guard clusters.contains(where: { $0.traits.contains(.isNoBreakSpace) }) else { return }
  for i in clusters.indices.dropFirst() { spreadBlank(from: i - 1, to: i, in: &clusters) }
  for i in clusters.indices.dropLast().reversed() {
    spreadBlank(from: i + 1, to: i, in: &clusters)
  }
}

private func spreadBlank(from neighbour: Int, to index: Int, in clusters: inout [Cluster]) {
  guard clusters[index].traits.contains(.isNoBreakSpace) else { return }
  if clusters[neighbour].traits.contains(.isBlank) { clusters[index].traits.insert(.isBlank) }
}

private func allowsBreak(after i: Int, in clusters: [Cluster]) -> Bool {
  let cluster = clusters[i]
  let next = clusters[i + 1]
  if next.vanishesAtLineEnd || neverStartsLine(next.base) { return false }
  if cluster.traits.contains(.isBlank) { return true }
  if cluster.columns == 2 || next.columns == 2 {
    return !neverEndsLine(cluster.base) && !cluster.traits.contains(.isNoBreakSpace)
  }
  switch cluster.base {
  case 0x2D, 0x2F, 0x2010, 0x2013, 0x2014:
    return i > 0 && clusters[i - 1].traits.contains(.isLetter) && next.traits.contains(.isLetter)
  default: return false
  }
}

/// Closing punctuation, and marks that belong to the word before them.
private func neverStartsLine(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x21, 0x25, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x2026,
    0x203A, 0x060C, 0x061B, 0x061F, 0x066A, 0x06D4, 0xFD3E, 0x3001, 0x3002, 0x3009, 0x300B,
    0x300D, 0x300F, 0x3011, 0x3015, 0x30FB, 0x30FC, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A,
    0xFF1B, 0xFF1F:
    true
  default: false
  }
}

/// Opening brackets and quotation marks of wide scripts.
private func neverEndsLine(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x28, 0x5B, 0x7B, 0xAB, 0x2018, 0x201C, 0x2039, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010,
    0x3014, 0xFF08:
    true
  default: false
  }
}
