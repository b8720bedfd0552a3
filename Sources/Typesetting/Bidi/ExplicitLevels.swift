/// X1–X8 over a paragraph, and its level runs (BD7) linked to isolating run sequences (BD13).
struct ExplicitLevels: ~Copyable {
  /// The ``BidiType`` of every character after X1–X8: overrides applied, FSI decided.
  private(set) var types = Buffer<UInt8>()
  /// In logical order; what X9 removes is in none or between the characters of one.
  private(set) var runs = List<LevelRun>()

  /// The directional status stack.
  private var stack = Buffer<Status>()
  private var depth = 0
  private var overflowIsolates = 0
  private var overflowEmbeddings = 0
  private var validIsolates = 0
  private var openIsolates = List<OpenIsolate>()
  private var openRuns = List<Int>()

  struct Status: BitwiseCopyable {
    var level: UInt8
    /// L or R while an override is open, ON otherwise.
    var override: UInt8
    var isIsolate: Bool
  }

  struct OpenIsolate: BitwiseCopyable {
    var position: Int
    var isUndecided: Bool
  }

  init() { stack.reserve(Int(BidiResolver.maxDepth) + 3) }

  /// Writes the explicit level of every character that X9 leaves. In `classMask` is a bit for each
  /// class among the types.
  mutating func resolve(
    types original: borrowing Buffer<UInt8>, count: Int, classMask: UInt32, base: UInt8,
    into levels: borrowing Buffer<UInt8>
  ) {
    types.reserve(count)
    types.copy(original, count: count)
    if classMask & BidiClass.fsi.mask != 0 { decideFirstStrongIsolates(original, count: count) }
    // X1.
    stack[0] = Status(level: base, override: BidiClass.on.rawValue, isIsolate: false)
    depth = 0
    overflowIsolates = 0
    overflowEmbeddings = 0
    validIsolates = 0
    assignLevels(count: count, base: base, into: levels)
    linkRuns(original)
  }

  /// X2–X8, and the level runs on the way. Between two controls everything has the same level.
  private mutating func assignLevels(
    count: Int, base: UInt8, into levels: borrowing Buffer<UInt8>
  ) {
    runs.removeAll()
    let types = types.pointer
    var i = 0
    while i < count {
      let start = i
      while i < count, BidiClassMask.levelSetting &>> UInt32(types[i] & 31) & 1 == 0 { i &+= 1 }
      if i > start { setLevel(start..<i, into: levels) }
      if i < count {
        apply(BidiType(rawValue: types[i]).bidiClass, at: i, base: base, into: levels)
        i &+= 1
      }
    }
  }

  /// X5a, X5b, X6: the current level, and the override if one is open.
  @inline(__always)
  private mutating func setLevel(_ range: Range<Int>, into levels: borrowing Buffer<UInt8>) {
    let top = stack[depth]
    levels.fill(range, with: top.level)
    if top.override != BidiClass.on.rawValue { types.fill(range, with: top.override) }
    extendRun(range, level: top.level)
  }

  private mutating func extendRun(_ range: Range<Int>, level: UInt8) {
    let last = runs.count - 1
    if last >= 0, runs[last].level == level {
      runs[last].end = range.upperBound
    } else {
      runs.append(LevelRun(range, level: level))
    }
  }

  private mutating func apply(
    _ bidiClass: BidiClass, at index: Int, base: UInt8, into levels: borrowing Buffer<UInt8>
  ) {
    switch bidiClass {
    case .rle, .lre: embed(rightToLeft: bidiClass == .rle, override: .on)
    case .rlo: embed(rightToLeft: true, override: .r)
    case .lro: embed(rightToLeft: false, override: .l)
    case .pdf: closeEmbedding()
    case .pdi:
      closeIsolate()
      setLevel(index..<index + 1, into: levels)
    case .lri, .rli:
      setLevel(index..<index + 1, into: levels)
      isolate(rightToLeft: bidiClass == .rli)
    case .b:
      levels[index] = base
      extendRun(index..<index + 1, level: base)
    // BN.
    default: break
    }
  }

  /// X5c in one pass: writes LRI or RLI in the place of every FSI by the first strong character of
  /// its own.
  private mutating func decideFirstStrongIsolates(
    _ original: borrowing Buffer<UInt8>, count: Int
  ) {
    openIsolates.removeAll()
    for i in 0..<count {
      let bidiClass = BidiType(rawValue: original[i]).bidiClass
      if bidiClass.isStrong {
        let last = openIsolates.count - 1
        guard last >= 0, openIsolates[last].isUndecided else { continue }
        openIsolates[last].isUndecided = false
        if bidiClass != .l { types[openIsolates[last].position] = BidiClass.rli.rawValue }
      } else if bidiClass.isIsolateInitiator {
        if bidiClass == .fsi { types[i] = BidiClass.lri.rawValue }
        openIsolates.append(OpenIsolate(position: i, isUndecided: bidiClass == .fsi))
      } else if bidiClass == .pdi {
        _ = openIsolates.popLast()
      }
    }
  }

  /// The least level above the current one with the parity of the direction.
  private func nextLevel(rightToLeft: Bool) -> UInt8 {
    let level = stack[depth].level
    return rightToLeft ? (level + 1) | 1 : (level + 2) & ~1
  }

  private mutating func push(_ status: Status) {
    depth += 1
    stack[depth] = status
  }

  /// X2–X5.
  private mutating func embed(rightToLeft: Bool, override: BidiClass) {
    let level = nextLevel(rightToLeft: rightToLeft)
    if level <= BidiResolver.maxDepth, overflowIsolates == 0, overflowEmbeddings == 0 {
      push(Status(level: level, override: override.rawValue, isIsolate: false))
    } else if overflowIsolates == 0 {
      overflowEmbeddings += 1
    }
  }

  /// X5a, X5b.
  private mutating func isolate(rightToLeft: Bool) {
    let level = nextLevel(rightToLeft: rightToLeft)
    if level <= BidiResolver.maxDepth, overflowIsolates == 0, overflowEmbeddings == 0 {
      validIsolates += 1
      push(Status(level: level, override: BidiClass.on.rawValue, isIsolate: true))
    } else {
      overflowIsolates += 1
    }
  }

  /// X6a.
  private mutating func closeIsolate() {
    if overflowIsolates > 0 {
      overflowIsolates -= 1
    } else if validIsolates > 0 {
      overflowEmbeddings = 0
      while !stack[depth].isIsolate { depth -= 1 }
      depth -= 1
      validIsolates -= 1
    }
  }

  /// X7.
  private mutating func closeEmbedding() {
    if overflowIsolates > 0 { return }
    if overflowEmbeddings > 0 {
      overflowEmbeddings -= 1
    } else if !stack[depth].isIsolate, depth >= 1 {
      depth -= 1
    }
  }

  /// BD13: a run that ends in an isolate initiator goes on with the run its PDI begins.
  private mutating func linkRuns(_ original: borrowing Buffer<UInt8>) {
    guard runs.count > 1 else { return }
    openRuns.removeAll()
    for i in runs.indices {
      if BidiType(rawValue: original[runs[i].start]).bidiClass == .pdi,
        let opener = openRuns.popLast()
      {
        runs[opener].next = i
        runs[i].isFirst = false
      }
      if BidiType(rawValue: original[runs[i].end - 1]).bidiClass.isIsolateInitiator {
        openRuns.append(i)
      }
    }
  }
}

/// BD7, with the run that follows it in its isolating run sequence.
struct LevelRun: BitwiseCopyable {
  let start: Int
  /// Behind the last character that X9 leaves.
  var end: Int
  let level: UInt8
  /// -1 at the end of the sequence.
  var next = -1
  var isFirst = true

  init(_ range: Range<Int>, level: UInt8) {
    start = range.lowerBound
    end = range.upperBound
    self.level = level
  }

  var range: Range<Int> { start..<end }
}
