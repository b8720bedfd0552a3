/// Embedding levels of one paragraph (UAX #9, P2 to I2), kept with its working storage so that many
/// paragraphs can be resolved without allocating again.
///
/// Every step is linear in the length of the paragraph whatever it holds: matching isolates are
/// found with a stack, brackets are looked into once.
struct BidiResolver {
  /// The level of every scalar after ``resolve(base:)``; ``removed`` for what X9 takes out.
  private(set) var levels: [UInt8] = []
  /// The paragraph's embedding level.
  private(set) var baseLevel: UInt8 = 0

  /// Bidi_Class as the scalars have it.
  var originals: [BidiClass] = []
  /// Bidi_Class after X1–X8: overrides applied, FSI decided.
  var classes: [BidiClass] = []
  var scalars: [UInt32] = []
  private var classMask: UInt32 = 0
  private var hasBrackets = false

  private var runs: [LevelRun] = []
  var sequence = IsolatingRunSequence()

  static let removed: UInt8 = 0xFF
  /// BD2: the deepest explicit level.
  static let maxDepth: UInt8 = 125

  /// Scalars appended so far.
  var count: Int { scalars.count }

  mutating func removeAll() {
    originals.removeAll(keepingCapacity: true)
    scalars.removeAll(keepingCapacity: true)
    classMask = 0
    hasBrackets = false
  }

  @inline(__always)
  mutating func append(_ scalar: UInt32, _ properties: Properties) {
    let bidiClass = properties.bidiClass
    scalars.append(scalar)
    originals.append(bidiClass)
    classMask |= bidiClass.mask
    if properties.bits >> 14 & 3 != 0 { hasBrackets = true }
  }

  /// Resolves the appended scalars as one paragraph.
  ///
  /// - Parameter base: the paragraph's direction; nil finds it by P2 and P3, left to right when
  ///   nothing is strong.
  mutating func resolve(base: Direction?) {
    let hasExplicit = classMask & BidiClassMask.explicit != 0
    baseLevel = (base ?? firstStrongDirection() ?? .leftToRight).rawValue
    if !hasExplicit, isUniform { return fillUniform() }
    classes = originals
    if hasExplicit {
      decideFirstStrongIsolates()
      assignExplicitLevels()
    } else {
      fillUniform()
    }
    resolveSequences()
  }

  /// L1 for segment separators, which holds wherever the paragraph is cut into lines: they and the
  /// white space before them are at the base level.
  mutating func resetSegmentSeparators() {
    guard classMask & BidiClass.s.mask != 0 else { return }
    var resets = false
    for i in originals.indices.reversed() {
      let original = originals[i]
      if original == .s { resets = true }
      if original == .s || original == .ws || original.isIsolateControl {
        if resets { levels[i] = baseLevel }
      } else if !original.isRemoved {
        resets = false
      }
    }
  }

  /// Nothing in the paragraph can leave the base level.
  private var isUniform: Bool {
    let raising =
      baseLevel == 0 ? BidiClassMask.rightToLeft : BidiClassMask.leftToRight
    return classMask & raising == 0
  }

  private mutating func fillUniform() {
    levels.removeAll(keepingCapacity: true)
    levels.append(contentsOf: repeatElement(baseLevel, count: originals.count))
    guard classMask & BidiClass.bn.mask != 0 else { return }
    for i in originals.indices where originals[i] == .bn { levels[i] = Self.removed }
  }

  /// P2: the direction of the first strong character outside isolates, nil if there is none.
  func firstStrongDirection() -> Direction? {
    var depth = 0
    for bidiClass in originals {
      if bidiClass.isStrong, depth == 0 {
        return bidiClass == .l ? .leftToRight : .rightToLeft
      } else if bidiClass.isIsolateInitiator {
        depth += 1
      } else if bidiClass == .pdi, depth > 0 {
        depth -= 1
      }
    }
    return nil
  }

  /// X5c in one pass: writes LRI or RLI in the place of every FSI by the first strong character of
  /// its own.
  private mutating func decideFirstStrongIsolates() {
    var open: [(position: Int, isUndecided: Bool)] = []
    for i in originals.indices {
      let bidiClass = originals[i]
      if bidiClass.isStrong {
        guard let top = open.last, top.isUndecided else { continue }
        open[open.count - 1].isUndecided = false
        if bidiClass != .l { classes[top.position] = .rli }
      } else if bidiClass.isIsolateInitiator {
        if bidiClass == .fsi { classes[i] = .lri }
        open.append((position: i, isUndecided: bidiClass == .fsi))
      } else if bidiClass == .pdi {
        _ = open.popLast()
      }
    }
  }

  /// X1–X8, see ExplicitLevels.swift.
  private mutating func assignExplicitLevels() {
    levels = [UInt8](repeating: Self.removed, count: originals.count)
    var explicit = ExplicitLevels(base: baseLevel)
    for i in originals.indices {
      explicit.apply(to: &classes[i], original: originals[i], level: &levels[i])
    }
  }

  /// X10: W1–I2 over every isolating run sequence.
  private mutating func resolveSequences() {
    findLevelRuns()
    guard !runs.isEmpty else { return }
    linkRuns()
    for first in runs.indices where runs[first].isFirst { resolveSequence(from: first) }
  }

  /// BD7: stretches of one level, what X9 removes left out of account.
  private mutating func findLevelRuns() {
    runs.removeAll(keepingCapacity: true)
    var current = Self.removed
    var last = 0
    for i in levels.indices where levels[i] != Self.removed {
      if levels[i] != current {
        if !runs.isEmpty { runs[runs.count - 1].end = last + 1 }
        runs.append(LevelRun(start: i, end: i + 1, level: levels[i]))
        current = levels[i]
      }
      last = i
    }
    if !runs.isEmpty { runs[runs.count - 1].end = last + 1 }
  }

  /// BD13: a run that ends in an isolate initiator goes on with the run its PDI begins.
  private mutating func linkRuns() {
    guard runs.count > 1 else { return }
    var open: [Int] = []
    for i in runs.indices {
      if originals[runs[i].start] == .pdi, let opener = open.popLast() {
        runs[opener].next = i
        runs[i].isFirst = false
      }
      if originals[runs[i].end - 1].isIsolateInitiator { open.append(i) }
    }
  }

  private mutating func resolveSequence(from first: Int) {
    sequence.removeAll()
    let level = runs[first].level
    var last = first
    var run = first
    while run >= 0 {
      for i in runs[run].start..<runs[run].end where levels[i] != Self.removed {
        sequence.append(classes[i], at: i)
      }
      last = run
      run = runs[run].next
    }
    let before = first > 0 ? runs[first - 1].level : baseLevel
    var after = last + 1 < runs.count ? runs[last + 1].level : baseLevel
    if originals[runs[last].end - 1].isIsolateInitiator { after = baseLevel }
    sequence.level = level
    sequence.start = max(before, level) & 1 == 0 ? .l : .r
    sequence.end = max(after, level) & 1 == 0 ? .l : .r
    sequence.resolveWeakTypes()
    if hasBrackets { sequence.resolveBrackets(scalars: scalars, originals: originals) }
    sequence.resolveNeutralTypes()
    for k in sequence.classes.indices {
      levels[sequence.positions[k]] = sequence.resolvedLevel(at: k)
    }
  }
}

/// BD7, with the run that follows it in its isolating run sequence.
struct LevelRun {
  var start: Int
  var end: Int
  var level: UInt8
  var next = -1
  var isFirst = true
}
