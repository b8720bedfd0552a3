/// The rules of UAX #14 in the standard's order: LB2 to LB31 of Unicode 17, untailored.
///
/// The rules ask about the text before a position, which a ``LineBreakContext`` holds, and about the
/// character behind it, a ``LineBreakSymbol``. The first rule that speaks decides.
extension LineBreakContext {
  /// Whether a line may be broken between the text read so far and `next`.
  func allowsBreak(before next: LineBreakSymbol) -> Bool {
    spaceRules(next) ?? quoteRules(next) ?? wordRules(next) ?? numberRules(next)
      ?? syllableRules(next) ?? true  // LB31
  }

  // MARK: LB2–LB18

  private func spaceRules(_ next: LineBreakSymbol) -> Bool? {
    if isStart { return false }  // LB2
    if !hasSpaces, let breaks = mandatoryBreaks(next) { return breaks }  // LB4, LB5
    if next.is(.bk, .cr, .lf, .nl) { return false }  // LB6
    if next.is(.sp, .zw) { return false }  // LB7
    if before == .zw { return true }  // LB8
    if followsZWJ { return false }  // LB8a
    if takesMarks, next.is(.cm, .zwj) { return false }  // LB9
    if next.is(.wj) || follows(.wj) { return false }  // LB11
    if follows(.gl) { return false }  // LB12
    if next.is(.gl), !hasSpaces, !follows(.ba, .hy, .hh) { return false }  // LB12a
    if next.is(.cl, .cp, .ex, .sy) { return false }  // LB13
    if before == .op { return false }  // LB14
    if opensQuotation { return false }  // LB15a
    if next.is(.quFinal), next.follower == .closing { return false }  // LB15b
    if hasSpaces, next.is(.is), next.follower == .number { return true }  // LB15c
    if next.is(.is) { return false }  // LB15d
    if next.is(.ns), before == .cl || before == .cp { return false }  // LB16
    if next.is(.b2), before == .b2 { return false }  // LB17
    return hasSpaces ? true : nil  // LB18
  }

  private func mandatoryBreaks(_ next: LineBreakSymbol) -> Bool? {
    if before == .bk { return true }  // LB4
    if before == .cr { return !next.is(.lf) }  // LB5
    return before == .lf || before == .nl ? true : nil
  }

  // MARK: LB19–LB22

  private func quoteRules(_ next: LineBreakSymbol) -> Bool? {
    if next.is(.qu, .quFinal) || follows(.qu, .quInitial) { return false }  // LB19
    if next.isQuote, !isEastAsian || next.follower != .eastAsian { return false }  // LB19a
    if follows(.qu, .quInitial, .quFinal), !next.isEastAsian || quoteFollowsNarrow { return false }
    return nil
  }

  private func wordRules(_ next: LineBreakSymbol) -> Bool? {
    if follows(.cb) || next.is(.cb) { return true }  // LB20
    if startsWordWithHyphen, next.isLetter { return false }  // LB20a
    if next.is(.ba, .hh, .hy, .ns) || follows(.bb) { return false }  // LB21
    if isHebrewHyphen, !next.is(.hl) { return false }  // LB21a
    if follows(.sy), next.is(.hl) { return false }  // LB21b
    return next.is(.in) ? false : nil  // LB22
  }

  // MARK: LB23–LB25

  private func numberRules(_ next: LineBreakSymbol) -> Bool? {
    if followsLetter, next.is(.nu) { return false }  // LB23
    if follows(.nu), next.isLetter { return false }
    if follows(.pr), next.is(.id, .eb, .em) { return false }  // LB23a
    if follows(.id, .eb, .em), next.is(.po) { return false }
    if follows(.pr, .po), next.isLetter { return false }  // LB24
    if followsLetter, next.is(.pr, .po) { return false }
    if number != .none, next.is(.po, .pr) { return false }  // LB25
    if follows(.po, .pr), next.is(.op), next.follower == .number { return false }
    if follows(.po, .pr, .hy, .is), next.is(.nu) { return false }
    if number == .digits, next.is(.nu) { return false }
    return nil
  }

  // MARK: LB26–LB30b

  private func syllableRules(_ next: LineBreakSymbol) -> Bool? {
    if hangulRules(next) || followsLetter && next.isLetter { return false }  // LB26–LB28
    if aksaraRules(next) { return false }  // LB28a
    if follows(.is), next.isLetter { return false }  // LB29
    if followsLetter || follows(.nu), next.is(.op), !next.isEastAsian { return false }  // LB30
    if follows(.cp), !isEastAsian, next.isLetter || next.is(.nu) { return false }
    if isOddRegionalIndicator, next.is(.ri) { return false }  // LB30a
    if follows(.eb) || followsUnassignedPictograph, next.is(.em) { return false }  // LB30b
    return nil
  }

  private func hangulRules(_ next: LineBreakSymbol) -> Bool {
    follows(.jl) && next.is(.jl, .jv, .h2, .h3)  // LB26
      || follows(.jv, .h2) && next.is(.jv, .jt) || follows(.jt, .h3) && next.is(.jt)
      || follows(.jl, .jv, .jt, .h2, .h3) && next.is(.po)  // LB27
      || follows(.pr) && next.is(.jl, .jv, .jt, .h2, .h3)
  }

  private func aksaraRules(_ next: LineBreakSymbol) -> Bool {
    let followsAksara = follows(.ak, .dottedCircle, .as)
    return follows(.ap) && next.is(.ak, .dottedCircle, .as)
      || followsAksara && next.is(.vf, .vi)
      || linksAksaras && next.is(.ak, .dottedCircle)
      || followsAksara && next.is(.ak, .dottedCircle, .as) && next.follower == .vowelFinal
  }
}
