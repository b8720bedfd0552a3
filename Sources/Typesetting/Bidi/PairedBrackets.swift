extension IsolatingRunSequence {
  /// BD16: open brackets kept at once.
  private static let stackLimit = 63

  private struct OpenBracket {
    var closing: UInt32
    /// Its place in the list of pairs.
    var pair: Int
    var content: Content
  }

  private struct BracketPair {
    var opening: Int
    /// -1 while no closing bracket has been found.
    var closing = -1
    var content: Content = []
  }

  /// Strong directions met between two brackets.
  private struct Content: OptionSet {
    let rawValue: UInt8

    static let leftToRight = Content(rawValue: 1)
    static let rightToLeft = Content(rawValue: 2)
  }

  /// N0 for the whole sequence.
  ///
  /// Directions met inside are noted on the innermost open bracket and handed outwards when it
  /// closes, so that no stretch is looked at twice.
  mutating func resolveBrackets(scalars: [UInt32], originals: [BidiClass]) {
    guard let pairs = bracketPairs(scalars: scalars), !pairs.isEmpty else { return }
    var context = start
    var next = 0
    for pair in pairs where pair.closing >= 0 {
      while next < pair.opening {
        context = strongDirection(at: next) ?? context
        next += 1
      }
      guard let direction = direction(of: pair, after: context) else { continue }
      set(direction, at: pair.opening, originals: originals)
      set(direction, at: pair.closing, originals: originals)
    }
  }

  /// BD16, in the order of the opening brackets; nil when more than 63 are open at once.
  private func bracketPairs(scalars: [UInt32]) -> [BracketPair]? {
    var pairs: [BracketPair] = []
    var open: [OpenBracket] = []
    for i in classes.indices {
      guard classes[i] == .on else {
        if !open.isEmpty { open[open.count - 1].content.formUnion(content(at: i)) }
        continue
      }
      let scalar = scalars[positions[i]]
      let properties = Properties(scalar)
      if properties.isOpeningBracket {
        guard open.count < Self.stackLimit else { return nil }
        open.append(
          OpenBracket(closing: bracketPair(of: scalar), pair: pairs.count, content: []))
        pairs.append(BracketPair(opening: i))
      } else if properties.isClosingBracket {
        close(bracketPair(of: scalar), at: i, open: &open, pairs: &pairs)
      }
    }
    return pairs
  }

  /// Matches a closing bracket with the nearest open one of its kind, dropping those between.
  private func close(
    _ closing: UInt32, at index: Int, open: inout [OpenBracket], pairs: inout [BracketPair]
  ) {
    guard let match = open.lastIndex(where: { $0.closing == closing }) else { return }
    let content = open[match...].reduce(into: Content()) { $0.formUnion($1.content) }
    pairs[open[match].pair].closing = index
    pairs[open[match].pair].content = content
    open.removeSubrange(match...)
    if !open.isEmpty { open[open.count - 1].content.formUnion(content) }
  }

  private func content(at index: Int) -> Content {
    switch strongDirection(at: index) {
    case .some(.l): .leftToRight
    case .some: .rightToLeft
    case nil: []
    }
  }

  /// Within N0, numbers count as R.
  private func strongDirection(at index: Int) -> BidiClass? {
    switch classes[index] {
    case .l: .l
    case .r, .en, .an: .r
    default: nil
    }
  }

  /// N0 b, c and d; nil leaves the pair to N1 and N2.
  private func direction(of pair: BracketPair, after context: BidiClass) -> BidiClass? {
    let own: Content = embedding == .l ? .leftToRight : .rightToLeft
    if pair.content.contains(own) { return embedding }
    guard !pair.content.isEmpty else { return nil }
    return context == embedding ? embedding : context
  }

  /// Sets a bracket, and the marks that stood on it before W1.
  private mutating func set(
    _ direction: BidiClass, at index: Int, originals: [BidiClass]
  ) {
    classes[index] = direction
    var mark = index + 1
    while mark < classes.count, originals[positions[mark]] == .nsm, classes[mark] == .on {
      classes[mark] = direction
      mark += 1
    }
  }
}
