/// Rules W1–I2 over one sequence: types in, levels out.
///
/// `types` and `levels` are those of the sequence's own memory; characters that X9 removes may lie
/// between and get some level.
struct ImplicitLevels {
  private let table: UnsafePointer<UInt32>
  private let types: UnsafeMutablePointer<UInt8>
  private let levels: UnsafeMutablePointer<UInt8>
  private let sequence: IsolatingRunSequence

  init(
    _ sequence: IsolatingRunSequence, types: UnsafeMutablePointer<UInt8>,
    levels: UnsafeMutablePointer<UInt8>
  ) {
    self.sequence = sequence
    table = ImplicitTable.entries(for: sequence.embedding)
    self.types = types
    self.levels = levels
  }

  /// Resolves the sequence, its brackets still undecided, and notes them.
  func resolve(noting brackets: inout List<Bracket>) {
    let start = ImplicitTable.place(of: ImplicitState(start: sequence.start))
    run(from: sequence.range.lowerBound, place: start, stretch: 0) { brackets.append($0) }
  }

  /// Resolves again from a bracket on, now that N0 has decided.
  func resolveAgain(from bracket: Bracket) {
    if ImplicitTable.state(at: bracket.place).isWaiting {
      fill(bracket.stretch, bracket.index, raise: 0)
    }
    run(from: bracket.index, place: bracket.place, stretch: bracket.stretch) { _ in }
  }

  @inline(__always)
  private func run(from first: Int, place: Int, stretch: Int, note: (Bracket) -> Void) {
    var place = place
    var stretch = stretch
    // Only looked at when set since: no sequence is resolved again from within terminators.
    var terminators = 0
    var content: UInt32 = 0
    var i = first
    let level = sequence.level
    let end = sequence.range.upperBound
    while i < end {
      // The column first: it does not wait for the character before.
      let entry = ImplicitTable.Entry(bits: (table + Int(types[i]))[place])
      levels[i] = level &+ entry.raise
      if entry.needsAttention {
        if entry.isBracket {
          note(
            Bracket(
              index: i, stretch: stretch, place: place, type: BidiType(rawValue: types[i]),
              content: ImplicitTable.Entry(bits: content).content))
          content = 0
        } else {
          mend(entry, stretch: stretch, terminators: terminators, at: i)
        }
      }
      stretch = entry.beginsStretch ? i : stretch
      terminators = entry.beginsTerminators ? i : terminators
      content |= entry.bits
      place = entry.next
      i &+= 1
    }
    // eos ends what waits as a decided bracket would.
    let eos = BidiType(decidedBracket: sequence.end)
    if ImplicitTable.Entry(bits: table[place &+ Int(eos.rawValue)]).mending == .neutrals {
      fill(stretch, end, raise: 1)
    }
  }

  private func mend(_ entry: ImplicitTable.Entry, stretch: Int, terminators: Int, at index: Int) {
    switch entry.mending {
    case .neutrals: fill(stretch, index, raise: 1)
    case .separator: fill(stretch, index, raise: entry.raise)
    case .terminators: fill(terminators, index, raise: entry.raise)
    default:
      fill(stretch, terminators, raise: 1)
      fill(terminators, index, raise: entry.raise)
    }
  }

  /// Against the embedding is always one level up (I1, I2).
  @inline(__always)
  private func fill(_ start: Int, _ end: Int, raise: UInt8) {
    var i = start
    while i < end {
      levels[i] = sequence.level &+ raise
      i &+= 1
    }
  }
}
