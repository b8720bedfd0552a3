/// Every transition of ``ImplicitState`` for sequences of one direction, so that resolving a
/// character is one look-up. Worked out from the rules when the first paragraph needs it.
enum ImplicitTable {
  /// A transition in 32 bits.
  struct Entry {
    let bits: UInt32

    /// What I1 and I2 add to the level of the sequence.
    @inline(__always) var raise: UInt8 { UInt8(truncatingIfNeeded: bits & 3) }
    /// The first place of the next state in the table.
    @inline(__always) var next: Int { Int(bits &>> 16) }
    @inline(__always) var beginsStretch: Bool { bits & 4 != 0 }
    @inline(__always) var beginsTerminators: Bool { bits & 8 != 0 }
    /// A stretch is to be mended, or this is a bracket.
    @inline(__always) var needsAttention: Bool { bits & 0xF0 != 0 }
    @inline(__always) var isBracket: Bool { bits & 0x80 != 0 }
    @inline(__always) var mending: Mending { Mending(bits: bits & 0x70) }
    /// The strong direction it has for N0.
    @inline(__always) var content: BracketContent {
      BracketContent(rawValue: UInt8(truncatingIfNeeded: bits &>> 8 & 3))
    }
  }

  /// ``ImplicitTransition/Mending``, packed.
  struct Mending: Equatable {
    let bits: UInt32
    static let neutrals = Mending(bits: 0x10)
    static let separator = Mending(bits: 0x20)
    static let terminators = Mending(bits: 0x30)
    static let terminatorsAndNeutrals = Mending(bits: 0x40)
  }

  // Never written after they are made, and never freed: an array here would be counted for every
  // sequence, and sequences can be a word long.
  nonisolated(unsafe) private static let leftToRight = entries(.leftToRight)
  nonisolated(unsafe) private static let rightToLeft = entries(.rightToLeft)

  /// The entries for sequences whose level has that direction.
  static func entries(for embedding: Direction) -> UnsafePointer<UInt32> {
    embedding == .leftToRight ? leftToRight : rightToLeft
  }

  private static let states = ImplicitState.Strong.allCases.flatMap { strong in
    ImplicitState.Tail.allCases.map { ImplicitState(strong: strong, tail: $0) }
  }

  private static func entries(_ embedding: Direction) -> UnsafePointer<UInt32> {
    let entries = UnsafeMutablePointer<UInt32>.allocate(capacity: states.count * BidiType.count)
    for state in states {
      for value in 0..<BidiType.count {
        let type = BidiType(rawValue: UInt8(value))
        let transition = state.transition(on: type, embedding: embedding)
        (entries + place(of: state) + value).initialize(to: packed(transition, type, embedding))
      }
    }
    return UnsafePointer(entries)
  }

  /// Where the entries of a state begin; a character's is at its type from there.
  static func place(of state: ImplicitState) -> Int {
    (Int(state.strong.rawValue) * ImplicitState.Tail.allCases.count + Int(state.tail.rawValue))
      * BidiType.count
  }

  static func state(at place: Int) -> ImplicitState { states[place / BidiType.count] }

  private static func packed(
    _ transition: ImplicitTransition, _ type: BidiType, _ embedding: Direction
  ) -> UInt32 {
    var bits = UInt32(place(of: transition.next)) << 16
    bits |= raise(transition.resolved, embedding)
    if transition.beginsStretch { bits |= 4 }
    if transition.beginsTerminators { bits |= 8 }
    bits |= mending(transition.mending).bits
    if type.isBracket { bits |= 0x80 }
    bits |= UInt32(content(transition.resolved).rawValue) << 8
    return bits
  }

  /// I1 and I2; what is neutral stays at the level of the sequence (N2).
  private static func raise(
    _ resolved: ImplicitTransition.Resolved, _ embedding: Direction
  ) -> UInt32 {
    switch (resolved, embedding) {
    case (.neutral, _), (.l, .leftToRight), (.r, .rightToLeft): 0
    case (.r, .leftToRight), (.l, .rightToLeft), (.number, .rightToLeft): 1
    case (.number, .leftToRight): 2
    }
  }

  private static func mending(_ mending: ImplicitTransition.Mending) -> Mending {
    switch mending {
    case .none: Mending(bits: 0)
    case .neutrals: .neutrals
    case .separator: .separator
    case .terminators: .terminators
    case .terminatorsAndNeutrals: .terminatorsAndNeutrals
    }
  }

  private static func content(_ resolved: ImplicitTransition.Resolved) -> BracketContent {
    switch resolved {
    case .l: .leftToRight
    case .r, .number: .rightToLeft
    case .neutral: []
    }
  }
}
