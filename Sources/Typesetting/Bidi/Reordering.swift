/// The embedding levels of a text, each paragraph's white space put back by L1 as if the paragraph
/// were one line.
///
/// - Parameters:
///   - scalars: logical order; a paragraph separator ends a paragraph and belongs to it.
///   - base: the direction of every paragraph, nil to find each by P2 and P3.
/// - Returns: the level of the first paragraph, and a level for every scalar, nil for those X9
///   removes.
package func embeddingLevels(
  of scalars: [Unicode.Scalar], base: Direction?
) -> (base: UInt8, levels: [UInt8?]) {
  var resolver = BidiResolver()
  var levels: [UInt8?] = []
  levels.reserveCapacity(scalars.count)
  var firstBase: UInt8?
  func finishParagraph() {
    resolver.resolve(base: base)
    firstBase = firstBase ?? resolver.baseLevel
    let line = levelsOfLine(resolver)
    for level in line { levels.append(level == BidiResolver.removed ? nil : level) }
    resolver.removeAll()
  }
  for scalar in scalars {
    let properties = Properties(scalar.value)
    resolver.append(scalar.value, properties)
    if properties.bidiClass == .b { finishParagraph() }
  }
  if !resolver.originals.isEmpty { finishParagraph() }
  return (firstBase ?? base?.rawValue ?? 0, levels)
}

/// L1 for a paragraph that is one line.
private func levelsOfLine(_ resolver: BidiResolver) -> [UInt8] {
  var levels = resolver.levels
  var resets = true
  for i in levels.indices.reversed() {
    let original = resolver.originals[i]
    switch original {
    case .b, .s:
      levels[i] = resolver.baseLevel
      resets = true
    case .ws, .fsi, .lri, .rli, .pdi:
      if resets { levels[i] = resolver.baseLevel }
    default:
      if !original.isRemoved { resets = false }
    }
  }
  return levels
}

/// L2: the indices of a line's characters in visual order, leftmost first; those without a level
/// are left out.
package func visualOrder(of levels: [UInt8?]) -> [Int] {
  var order: [Int] = []
  var present: [UInt8] = []
  for (index, level) in levels.enumerated() {
    guard let level else { continue }
    order.append(index)
    present.append(level)
  }
  var visual: [Int] = []
  visual.reserveCapacity(order.count)
  for run in visualRuns(of: present) {
    if present[run.lowerBound] & 1 == 1 {
      visual += order[run].reversed()
    } else {
      visual += order[run]
    }
  }
  return visual
}

/// L2 for whole runs of one level: the runs in visual order; those of an odd level are to be read
/// backwards.
func visualRuns(of levels: [UInt8]) -> [Range<Int>] {
  var runs: [Range<Int>] = []
  var start = 0
  for i in 1..<max(1, levels.count) where levels[i] != levels[i - 1] {
    runs.append(start..<i)
    start = i
  }
  if start < levels.count { runs.append(start..<levels.count) }
  guard runs.count > 1, let highest = levels.max() else { return runs }
  let runLevels = runs.map { levels[$0.lowerBound] }
  let lowestOdd = runLevels.lazy.map { $0 | 1 }.min() ?? 1
  guard highest >= lowestOdd else { return runs }
  var ordered = runs
  for level in (lowestOdd...highest).reversed() {
    var i = 0
    while i < ordered.count {
      guard levels[ordered[i].lowerBound] >= level else {
        i += 1
        continue
      }
      let first = i
      while i < ordered.count, levels[ordered[i].lowerBound] >= level { i += 1 }
      ordered[first..<i].reverse()
    }
  }
  return ordered
}
