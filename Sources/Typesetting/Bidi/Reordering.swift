extension BidiResolver {
  /// Writes the scalars of one line in visual order, leftmost first: L1, L2 and L4. What X9 removes
  /// is left out. Segment separators must have been reset.
  ///
  /// - Parameters:
  ///   - line: indices of the paragraph's scalars.
  ///   - visual: room for `line.count` scalars.
  /// - Returns: how many were written.
  package mutating func reorder(
    _ line: Range<Int>, into visual: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var writer = LineWriter(
      scalars: scalars.pointer, types: types.pointer, levels: levels.pointer,
      drops: classMask & BidiClassMask.removed != 0, place: visual)
    if isUniform {
      writer.write(line, level: baseLevel)
    } else if classMask & BidiClassMask.explicit == 0 {
      reorderImplicit(line, with: &writer)
    } else {
      findRuns(of: line)
      visualRuns.forEachInVisualOrder { writer.write($0.range, level: $0.level) }
    }
    return writer.place - visual
  }

  /// L2 where no level is above 2: only level 1 is to be reversed, and what stands at level 2 within
  /// it stays as it is.
  private func reorderImplicit(_ line: Range<Int>, with writer: inout LineWriter) {
    let levels = levels.pointer
    let end = endOfContent(line)
    if baseLevel == 1 {
      writer.write(end..<line.upperBound, level: 1)
      return writer.writeBackwards(line.lowerBound..<end)
    }
    var i = line.lowerBound
    while i < end {
      let start = i
      let isRightToLeft = levels[i] != 0
      while i < end, (levels[i] != 0) == isRightToLeft { i &+= 1 }
      if isRightToLeft {
        writer.writeBackwards(start..<i)
      } else {
        writer.write(start..<i, level: 0)
      }
    }
    writer.write(end..<line.upperBound, level: 0)
  }

  private mutating func findRuns(of line: Range<Int>) {
    visualRuns.removeAll()
    let levels = levels.pointer
    let end = endOfContent(line)
    var i = line.lowerBound
    while i < end {
      let start = i
      let level = levels[i]
      i &+= 1
      while i < end, levels[i] == level { i &+= 1 }
      visualRuns.append(start..<i, level: level)
    }
    if end < line.upperBound { visualRuns.append(end..<line.upperBound, level: baseLevel) }
  }

  /// L1: where the white space and isolate controls at the end of a line begin, a paragraph separator
  /// among them.
  func endOfContent(_ line: Range<Int>) -> Int {
    var end = line.upperBound
    while end > line.lowerBound, BidiType(rawValue: types[end - 1]).isAtLineEnd { end -= 1 }
    return end
  }
}

/// Writes stretches of a line from the left, each in its direction and mirrored (L4).
private struct LineWriter {
  let scalars: UnsafePointer<UInt32>
  let types: UnsafePointer<UInt8>
  let levels: UnsafePointer<UInt8>
  /// Whether there may be something that X9 removes.
  let drops: Bool
  private(set) var place: UnsafeMutablePointer<UInt32>

  init(
    scalars: UnsafePointer<UInt32>, types: UnsafePointer<UInt8>, levels: UnsafePointer<UInt8>,
    drops: Bool, place: UnsafeMutablePointer<UInt32>
  ) {
    self.scalars = scalars
    self.types = types
    self.levels = levels
    self.drops = drops
    self.place = place
  }

  /// Writes a run of one level.
  mutating func write(_ run: Range<Int>, level: UInt8) {
    if level & 1 == 0 {
      writeForwards(run)
    } else if drops || run.count < 16 {
      for i in run.reversed() { put(mirrored(i), type: types[i]) }
    } else {
      writeReversed(run)
    }
  }

  @inline(__always)
  private mutating func writeForwards(_ run: Range<Int>) {
    if drops {
      for i in run { put(scalars[i], type: types[i]) }
    } else {
      place.update(from: scalars + run.lowerBound, count: run.count)
      place += run.count
    }
  }

  /// Writes characters of level 1 from the last to the first, those of level 2 among them run by run.
  mutating func writeBackwards(_ stretch: Range<Int>) {
    var i = stretch.upperBound
    while i > stretch.lowerBound {
      i &-= 1
      guard levels[i] == 2 else {
        put(mirrored(i), type: types[i])
        continue
      }
      let end = i
      while i > stretch.lowerBound, levels[i &- 1] == 2 { i &-= 1 }
      for k in i...end { put(scalars[k], type: types[k]) }
    }
  }

  @inline(__always)
  private mutating func put(_ scalar: UInt32, type: UInt8) {
    place.pointee = scalar
    place += drops && BidiType(rawValue: type).isRemoved ? 0 : 1
  }

  @inline(__always)
  private func mirrored(_ index: Int) -> UInt32 {
    let scalar = scalars[index]
    return BidiType(rawValue: types[index]).mayBeMirrored
      ? mirroringGlyph(of: scalar) ?? scalar : scalar
  }

  /// A long run. Eight types are looked at together: few of them are of what may be mirrored.
  private mutating func writeReversed(_ run: Range<Int>) {
    let count = run.count
    let scalars = scalars + run.lowerBound
    let types = types + run.lowerBound
    let place = place
    for i in 0..<count { place[count &- 1 &- i] = scalars[i] }
    var i = 0
    while i < count {
      if i &+ 8 <= count, !BidiType.mayBeMirrored(anyOfEightAt: types + i) {
        i &+= 8
      } else {
        place[count &- 1 &- i] = mirrored(run.lowerBound &+ i)
        i &+= 1
      }
    }
    self.place += count
  }
}

/// The level runs of one line, for L2.
struct VisualRuns: ~Copyable {
  struct Run: BitwiseCopyable {
    fileprivate var start: Int
    fileprivate var end: Int
    let level: UInt8
    /// The run to the right of this one, -1 for none.
    fileprivate var next = -1

    var range: Range<Int> { start..<end }
  }

  /// A stretch of runs already put in visual order, and the stretch before it in the line.
  struct Stretch: BitwiseCopyable {
    var level: UInt8
    var leftmost: Int
    var rightmost: Int
  }

  /// In the order they were appended.
  private var runs = List<Run>()
  private var stretches = List<Stretch>()

  init() {}

  mutating func removeAll() { runs.removeAll() }

  /// Appends the line's next character, or stretch of characters of one level.
  @inline(__always)
  mutating func append(_ range: Range<Int>, level: UInt8) {
    let last = runs.count - 1
    if last >= 0, runs[last].level == level, runs[last].end == range.lowerBound {
      runs[last].end = range.upperBound
    } else {
      runs.append(Run(start: range.lowerBound, end: range.upperBound, level: level))
    }
  }

  /// L2: hands out the runs from left to right; those of an odd level are to be read backwards.
  ///
  /// Instead of reversing from the highest level down, which takes time for every level, each run is
  /// put at the left or right end of the stretches that it closes.
  @inline(__always)
  mutating func forEachInVisualOrder(_ body: (Run) -> Void) {
    guard runs.count > 1 else {
      if runs.count == 1 { body(runs[0]) }
      return
    }
    stretches.removeAll()
    for run in runs.indices { place(run) }
    while stretches.count > 1 { joinLastStretches() }
    var run = stretches[0].leftmost
    while run >= 0 {
      body(runs[run])
      run = runs[run].next
    }
  }

  private mutating func place(_ run: Int) {
    let level = runs[run].level
    while stretches.count > 1, stretches[stretches.count - 1].level > level,
      stretches[stretches.count - 2].level >= level
    {
      joinLastStretches()
    }
    let last = stretches.count - 1
    guard last >= 0, stretches[last].level >= level else {
      stretches.append(Stretch(level: level, leftmost: run, rightmost: run))
      return
    }
    if level & 1 == 1 {
      runs[run].next = stretches[last].leftmost
      stretches[last].leftmost = run
    } else {
      runs[stretches[last].rightmost].next = run
      stretches[last].rightmost = run
    }
    stretches[last].level = level
  }

  /// Joins the last stretch with the one before it, at the side that one's level asks for.
  private mutating func joinLastStretches() {
    guard let last = stretches.popLast() else { return }
    let before = stretches.count - 1
    if stretches[before].level & 1 == 1 {
      runs[last.rightmost].next = stretches[before].leftmost
      stretches[before].leftmost = last.leftmost
    } else {
      runs[stretches[before].rightmost].next = last.leftmost
      stretches[before].rightmost = last.rightmost
    }
  }
}

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
  for (index, scalar) in scalars.enumerated() {
    let properties = Properties(scalar.value)
    resolver.append(scalar.value, properties)
    guard properties.bidiClass == .b || index == scalars.count - 1 else { continue }
    resolver.resolve(base: base)
    firstBase = firstBase ?? resolver.baseLevel
    appendLineLevels(of: resolver, to: &levels)
    resolver.removeAll()
  }
  return (firstBase ?? base?.rawValue ?? 0, levels)
}

/// L1 for a paragraph that is one line.
private func appendLineLevels(of resolver: borrowing BidiResolver, to levels: inout [UInt8?]) {
  resolver.resetSegmentSeparators()
  let end = resolver.endOfContent(0..<resolver.count)
  for i in 0..<resolver.count {
    let isRemoved = BidiType(rawValue: resolver.types[i]).isRemoved
    levels.append(isRemoved ? nil : i < end ? resolver.levels[i] : resolver.baseLevel)
  }
}

/// L2: the indices of a line's characters in visual order, leftmost first; those without a level
/// are left out.
package func visualOrder(of levels: [UInt8?]) -> [Int] {
  var runs = VisualRuns()
  for (index, level) in levels.enumerated() {
    guard let level else { continue }
    runs.append(index..<index + 1, level: level)
  }
  var order: [Int] = []
  order.reserveCapacity(levels.count)
  runs.forEachInVisualOrder { run in
    if run.level & 1 == 1 {
      order += run.range.reversed()
    } else {
      order += run.range
    }
  }
  return order
}
