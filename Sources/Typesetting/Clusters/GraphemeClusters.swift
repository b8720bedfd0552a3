/// Finds the boundaries of extended grapheme clusters (UAX #29, Unicode 17), scalar by scalar.
struct GraphemeClusters {
  /// The scalar before; nil at the start of the text.
  private var previous: GraphemeBreak?
  /// GB9c: how far an Indic conjunct has come.
  private var conjunct = Conjunct.none
  /// GB11: how far an emoji sequence has come.
  private var emoji = Emoji.none
  /// GB12, GB13: an odd number of regional indicators stands before.
  private var isOddRegionalIndicator = false

  private enum Conjunct { case none, consonant, linked }
  private enum Emoji { case none, pictographic, joined }

  /// Whether a cluster begins with the next scalar of the text.
  mutating func isBoundary(before next: Properties) -> Bool {
    if previous == .other, next.bits & Properties.graphemeMask == 0 {
      conjunct = .none
      emoji = .none
      return true
    }
    let boundary = breaks(before: next)
    advance(by: next)
    return boundary
  }

  /// GB1 to GB999 in the standard's order.
  private func breaks(before properties: Properties) -> Bool {
    let next = properties.graphemeBreak
    guard let previous else { return true }  // GB1
    if previous == .cr, next == .lf { return false }  // GB3
    if previous.isControl || next.isControl { return true }  // GB4, GB5
    if joinsHangul(previous, next) { return false }  // GB6, GB7, GB8
    if next == .extend || next == .zwj { return false }  // GB9
    if next == .spacingMark { return false }  // GB9a
    if previous == .prepend { return false }  // GB9b
    if conjunct == .linked, properties.conjunctBreak == .consonant { return false }  // GB9c
    if emoji == .joined, properties.isExtendedPictographic { return false }  // GB11
    if isOddRegionalIndicator, next == .regionalIndicator { return false }  // GB12, GB13
    return true  // GB999
  }

  private func joinsHangul(_ previous: GraphemeBreak, _ next: GraphemeBreak) -> Bool {
    switch previous {
    case .l: next == .l || next == .v || next == .lv || next == .lvt  // GB6
    case .lv, .v: next == .v || next == .t  // GB7
    case .lvt, .t: next == .t  // GB8
    default: false
    }
  }

  private mutating func advance(by next: Properties) {
    let graphemeBreak = next.graphemeBreak
    switch next.conjunctBreak {
    case .consonant: conjunct = .consonant
    case .linker: conjunct = conjunct == .none ? .none : .linked
    case .extend: break
    default: conjunct = .none
    }
    if next.isExtendedPictographic {
      emoji = .pictographic
    } else if graphemeBreak == .zwj {
      emoji = emoji == .pictographic ? .joined : .none
    } else if graphemeBreak != .extend || emoji == .joined {
      emoji = .none
    }
    isOddRegionalIndicator = graphemeBreak == .regionalIndicator && !isOddRegionalIndicator
    previous = graphemeBreak
  }
}

/// The UTF-8 offsets in `text` where its extended grapheme clusters begin, in order.
package func graphemeClusterStarts(in text: String) -> [Int] {
  var text = text
  return text.withUTF8 { bytes in
    var clusters = GraphemeClusters()
    var reader = UTF8Reader(bytes)
    var starts: [Int] = []
    while !reader.isAtEnd {
      let start = reader.position
      if clusters.isBoundary(before: Properties(reader.next())) { starts.append(start) }
    }
    return starts
  }
}
