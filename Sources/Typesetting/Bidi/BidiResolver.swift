/// Embedding levels of one paragraph (UAX #9, P2 to I2), with working storage for the next one.
///
/// There are three paths, by what the paragraph holds: nothing that could leave the base level; no
/// explicit controls, so that the paragraph is one isolating run sequence; everything else. Each step
/// is linear in the length of the paragraph whatever it holds.
package struct BidiResolver: ~Copyable {
  /// Scalars appended so far.
  package private(set) var count = 0
  /// The paragraph's embedding level.
  package private(set) var baseLevel: UInt8 = 0
  /// After ``resolve(base:)``: whether every character is at the base level.
  private(set) var isUniform = false

  private(set) var scalars = Buffer<UInt32>()
  /// The ``BidiType`` of every scalar, as Unicode has it.
  private(set) var types = Buffer<UInt8>()
  /// After ``resolve(base:)`` the level of every scalar. What X9 removes has that of what precedes it
  /// (section 5.2 of the standard).
  private(set) var levels = Buffer<UInt8>()
  /// A bit for each class that occurs, see ``BidiClassMask``.
  private(set) var classMask: UInt32 = 0

  private var explicit = ExplicitLevels()
  private var gathered = GatheredSequence()
  private var brackets = List<Bracket>()
  private var pairing = PairedBrackets()
  var visualRuns = VisualRuns()

  /// BD2: the deepest explicit level.
  static let maxDepth: UInt8 = 125

  package init() { reserve(1) }

  package mutating func removeAll() {
    count = 0
    classMask = 0
  }

  /// Takes out the scalars, by their indices, that are not to be kept.
  @inline(__always)
  mutating func keep(_ isKept: (Int) -> Bool) {
    let scalars = scalars.pointer
    let types = types.pointer
    var kept = 0
    for i in 0..<count {
      scalars[kept] = scalars[i]
      types[kept] = types[i]
      kept &+= isKept(i) ? 1 : 0
    }
    count = kept
  }

  private mutating func reserve(_ capacity: Int) {
    scalars.reserve(capacity, keeping: count)
    types.reserve(capacity, keeping: count)
    levels.reserve(capacity)
  }

  @inline(__always)
  mutating func append(_ scalar: UInt32, _ properties: Properties) {
    if count == types.capacity { reserve(2 * count) }
    scalars[count] = scalar
    types[count] = BidiType(properties).rawValue
    classMask |= properties.bidiClass.mask
    count &+= 1
  }

  /// Appends all of `text`, which must be valid UTF-8.
  package mutating func append(utf8 text: UnsafeBufferPointer<UInt8>) {
    reserve(count + text.count)
    var reader = TypeReader(scalars: scalars.pointer, types: types.pointer, count: count)
    reader.read(text)
    count = reader.count
    classMask |= reader.classMask
  }

  /// Resolves the appended scalars as one paragraph.
  ///
  /// - Parameter base: the paragraph's direction; nil finds it by P2 and P3, left to right when
  ///   nothing is strong.
  package mutating func resolve(base: Direction?) {
    baseLevel = (base ?? firstStrongDirection() ?? .leftToRight).rawValue
    let hasExplicit = classMask & BidiClassMask.explicit != 0
    let raising = baseLevel == 0 ? BidiClassMask.rightToLeft : BidiClassMask.leftToRight
    isUniform = !hasExplicit && classMask & raising == 0
    if isUniform {
      levels.fill(0..<count, with: baseLevel)
    } else if hasExplicit {
      resolveSequences()
    } else {
      let sequence = IsolatingRunSequence(
        range: 0..<count, level: baseLevel, start: baseLevel.direction, end: baseLevel.direction)
      resolve(sequence, types: types.pointer)
    }
  }

  /// Hands over the level of every scalar, see ``levels``.
  package func withLevels<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(levels.elements(0..<count))
  }

  /// P2: the direction of the first strong character outside isolates, nil if there is none.
  func firstStrongDirection() -> Direction? {
    var depth = 0
    for i in 0..<count {
      let bidiClass = bidiClass(at: i)
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

  /// Bidi_Class as the scalar has it.
  @inline(__always)
  func bidiClass(at index: Int) -> BidiClass { BidiType(rawValue: types[index]).bidiClass }

  /// X1–X10, and the implicit rules over every isolating run sequence.
  private mutating func resolveSequences() {
    explicit.resolve(
      types: types, count: count, classMask: classMask, base: baseLevel, into: levels)
    for first in explicit.runs.indices where explicit.runs[first].isFirst {
      if explicit.runs[first].next < 0 {
        resolve(
          sequence(of: explicit.runs[first].range, from: first, to: first),
          types: explicit.types.pointer)
      } else {
        gather(from: first)
      }
    }
    if classMask & BidiClassMask.removed != 0 { levelRemoved() }
  }

  /// Gives what X9 removes, and no sequence held, the level of what precedes.
  private func levelRemoved() {
    let types = types.pointer
    let levels = levels.pointer
    var before = baseLevel
    for i in 0..<count {
      if BidiType(rawValue: types[i]).isRemoved { levels[i] = before }
      before = levels[i]
    }
  }

  /// W1–I2 for a sequence that lies together in the paragraph.
  private mutating func resolve(
    _ sequence: IsolatingRunSequence, types: UnsafeMutablePointer<UInt8>
  ) {
    let scalars = scalars.pointer
    resolveImplicit(sequence, types: types, levels: levels.pointer) { scalars[$0] }
  }

  /// W1–I2 for a sequence of several runs, put together for it.
  private mutating func gather(from first: Int) {
    gathered.removeAll()
    var last = first
    var run = first
    while run >= 0 {
      gathered.append(explicit.runs[run].range, of: explicit.types)
      last = run
      run = explicit.runs[run].next
    }
    let scalars = scalars.pointer
    let positions = gathered.positions.pointer
    resolveImplicit(
      sequence(of: 0..<gathered.count, from: first, to: last), types: gathered.types.pointer,
      levels: gathered.levels.pointer
    ) { scalars[Int(positions[$0])] }
    gathered.scatter(into: levels)
  }

  private mutating func resolveImplicit(
    _ sequence: IsolatingRunSequence, types: UnsafeMutablePointer<UInt8>,
    levels: UnsafeMutablePointer<UInt8>, scalar: (Int) -> UInt32
  ) {
    brackets.removeAll()
    let implicit = ImplicitLevels(sequence, types: types, levels: levels)
    implicit.resolve(noting: &brackets)
    guard brackets.count > 1, pairing.resolve(brackets, in: sequence, scalar: scalar),
      let first = firstToResolveAgain(brackets, levels: levels)
    else { return }
    for i in first..<brackets.count {
      guard let direction = brackets[i].direction else { continue }
      types[brackets[i].index] = BidiType(decidedBracket: direction).rawValue
    }
    implicit.resolveAgain(from: brackets[first])
  }

  /// X10: sos and eos of the sequence that begins with the run `first` and ends with `last`.
  private func sequence(of range: Range<Int>, from first: Int, to last: Int)
    -> IsolatingRunSequence
  {
    let level = explicit.runs[first].level
    let before = first > 0 ? explicit.runs[first - 1].level : baseLevel
    var after = last + 1 < explicit.runs.count ? explicit.runs[last + 1].level : baseLevel
    if bidiClass(at: explicit.runs[last].end - 1).isIsolateInitiator { after = baseLevel }
    return IsolatingRunSequence(
      range: range, level: level, start: max(before, level).direction,
      end: max(after, level).direction)
  }

  /// L1 for segment separators, which holds wherever the paragraph is cut into lines: they and the
  /// white space before them are at the base level.
  package func resetSegmentSeparators() {
    guard classMask & BidiClass.s.mask != 0 else { return }
    var resets = false
    for i in (0..<count).reversed() {
      let bidiClass = bidiClass(at: i)
      if bidiClass == .s { resets = true }
      if bidiClass == .s || bidiClass == .ws || bidiClass.isIsolateControl {
        if resets { levels[i] = baseLevel }
      } else if !bidiClass.isRemoved {
        resets = false
      }
    }
  }
}

extension UInt8 {
  /// The direction of an embedding level.
  var direction: Direction { self & 1 == 0 ? .leftToRight : .rightToLeft }
}
