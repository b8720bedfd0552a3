/// The strong directions found between two brackets; numbers count as right to left (N0).
struct BracketContent: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  static let leftToRight = BracketContent(rawValue: 1)
  static let rightToLeft = BracketContent(rawValue: 2)

  @inline(__always)
  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ direction: Direction) { self = direction == .leftToRight ? .leftToRight : .rightToLeft }
}

/// A paired bracket met on the way through a sequence, and how things stood there.
struct Bracket: BitwiseCopyable {
  /// Its place in the sequence's memory.
  var index: Int
  /// Where the stretch that waits before it begins, if one does.
  var stretch: Int
  /// The state before it, as a place in ``ImplicitTable``.
  var place: Int
  var type: BidiType
  /// What is strong between the bracket before and this one.
  var content: BracketContent
  /// What is strong between an opening bracket and its partner.
  var inside: BracketContent = []
  /// What N0 gives it; nil leaves it to N1 and N2.
  var direction: Direction?
  /// The place of an opening bracket's partner in the list, -1 without one.
  var partner = -1
}

/// N0. What is strong within a pair is gathered outwards when the pair closes, so that nothing is
/// looked at twice.
struct PairedBrackets: ~Copyable {
  /// BD16: open brackets kept at once.
  private static let stackLimit = 63

  struct Open: BitwiseCopyable {
    var bracket: Int
    /// The closing bracket that matches, in canonical form.
    var closing: UInt32
    var content: BracketContent
  }

  private var open = List<Open>()

  init() {}

  /// Gives directions to the pairs among `brackets`; `scalar` says which bracket stands at an index
  /// of the sequence's memory. False if there is nothing to change, or more than 63 are open at once:
  /// then BD16 gives no pairs at all.
  mutating func resolve(
    _ brackets: borrowing List<Bracket>, in sequence: IsolatingRunSequence,
    scalar: (Int) -> UInt32
  ) -> Bool {
    pair(brackets, scalar: scalar) && decide(brackets, in: sequence)
  }

  /// BD16; whether there is a pair.
  private mutating func pair(
    _ brackets: borrowing List<Bracket>, scalar: (Int) -> UInt32
  ) -> Bool {
    open.removeAll()
    var hasPair = false
    for i in brackets.indices {
      let bracket = brackets[i]
      if !open.isEmpty { open[open.count - 1].content.formUnion(bracket.content) }
      let closing = bracketPair(of: scalar(bracket.index))
      if bracket.type.isOpeningBracket {
        guard open.count < Self.stackLimit else { return false }
        open.append(Open(bracket: i, closing: closing, content: []))
      } else if close(closing, with: i, brackets) {
        hasPair = true
      }
    }
    return hasPair
  }

  /// Matches a closing bracket with the nearest open one of its kind, dropping those between.
  private mutating func close(
    _ closing: UInt32, with index: Int, _ brackets: borrowing List<Bracket>
  ) -> Bool {
    var match = open.count - 1
    var inside: BracketContent = []
    while match >= 0 {
      inside.formUnion(open[match].content)
      if open[match].closing == closing { break }
      match -= 1
    }
    guard match >= 0 else { return false }
    brackets[open[match].bracket].partner = index
    brackets[open[match].bracket].inside = inside
    open.shorten(to: match)
    if match > 0 { open[match - 1].content.formUnion(inside) }
    return true
  }

  /// N0 b, c and d, in the order of the opening brackets; whether any pair has got a direction.
  private func decide(
    _ brackets: borrowing List<Bracket>, in sequence: IsolatingRunSequence
  ) -> Bool {
    var context = sequence.start
    var hasDirection = false
    for i in brackets.indices {
      let bracket = brackets[i]
      if !bracket.content.isEmpty { context = ImplicitTable.state(at: bracket.place).before }
      if bracket.partner >= 0,
        let direction = direction(bracket.inside, after: context, in: sequence.embedding)
      {
        brackets[i].direction = direction
        brackets[bracket.partner].direction = direction
        hasDirection = true
      }
      context = brackets[i].direction ?? context
    }
    return hasDirection
  }

  private func direction(
    _ inside: BracketContent, after context: Direction, in embedding: Direction
  ) -> Direction? {
    if inside.contains(BracketContent(embedding)) { return embedding }
    return inside.isEmpty ? nil : context
  }
}

/// The first bracket from which on a sequence must be resolved again, given the levels it has with
/// all brackets neutral; nil when they are right as they are.
///
/// If every bracket that N0 has decided got the same direction from N1 and N2, so did all neutrals
/// around it. Otherwise the neutrals since the last strong character are in question.
func firstToResolveAgain(
  _ brackets: borrowing List<Bracket>, levels: UnsafeMutablePointer<UInt8>
) -> Int? {
  for i in brackets.indices {
    let bracket = brackets[i]
    guard let direction = bracket.direction,
      levels[bracket.index] & 1 != direction.rawValue
    else { continue }
    var first = i
    while first > 0, brackets[first].content.isEmpty { first -= 1 }
    return first
  }
  return nil
}
