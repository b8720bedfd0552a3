/// One character as the rules of UAX #14 see it.
struct LineBreakSymbol: Hashable {
  var lineBreak: LineBreakClass
  var isEastAsian = false
  /// Extended_Pictographic and unassigned (LB30b).
  var isUnassignedPictograph = false
  var follower: Follower = .other

  /// What comes behind the character and the marks on it, as far as a rule asks. The raw values are
  /// what `Typesetting.LineBreaking` adds to the column of the character.
  enum Follower: Int {
    case other = 0
    /// East Asian, behind a quotation mark (LB19a).
    case eastAsian = 1
    /// What a closing quotation mark stands before (LB15b).
    case closing = 2
    /// NU behind IS (LB15c), NU or IS NU behind OP (LB25).
    case number = 3
    /// VF behind the consonants and signs of LB28a.
    case vowelFinal = 4
  }

  func `is`(_ classes: LineBreakClass...) -> Bool { classes.contains(lineBreak) }

  var isQuote: Bool { self.is(.qu, .quInitial, .quFinal) }
  /// AL or HL; what LB9 leaves of marks is AL by LB10.
  var isLetter: Bool { self.is(.al, .hl, .dottedCircle, .cm, .zwj) }

  /// The followers that make a difference.
  var followers: [Follower] {
    switch lineBreak {
    case .qu, .quInitial: [.other, .eastAsian]
    case .quFinal: [.other, .eastAsian, .closing]
    case .is, .op: [.other, .number]
    case .ak, .as, .dottedCircle: [.other, .vowelFinal]
    default: [.other]
    }
  }
}

/// What the rules of UAX #14 remember of the text before a position.
struct LineBreakContext: Hashable {
  enum Number: Hashable {
    case none
    /// NU (SY | IS)*
    case digits
    /// NU (SY | IS)* (CL | CP)
    case closed
  }

  /// Nothing was read yet.
  private(set) var isStart = true
  /// The class before the spaces, marks being part of their base (LB9) or letters (LB10); nil at the
  /// start of the text.
  private(set) var before: LineBreakClass?
  /// SP+ comes behind `before`.
  private(set) var hasSpaces = false
  private(set) var isEastAsian = false
  private(set) var followsZWJ = false
  private(set) var number = Number.none
  /// QU & Pi where LB15a wants it.
  private(set) var opensQuotation = false
  /// A quotation mark behind the start or what is not East Asian (LB19a).
  private(set) var quoteFollowsNarrow = false
  /// HY or HH where LB20a wants it.
  private(set) var startsWordWithHyphen = false
  /// HL (HY | HH)
  private(set) var isHebrewHyphen = false
  /// (AK | ◌ | AS) VI
  private(set) var linksAksaras = false
  private(set) var isOddRegionalIndicator = false
  private(set) var followsUnassignedPictograph = false

  /// Whether the character directly before is of one of these classes.
  func follows(_ classes: LineBreakClass...) -> Bool {
    guard let before, !hasSpaces else { return false }
    return classes.contains(before)
  }

  var followsLetter: Bool { follows(.al, .hl, .dottedCircle) }

  /// Whether a mark would belong to the character before (LB9).
  var takesMarks: Bool {
    guard let before, !hasSpaces else { return false }
    return ![.bk, .cr, .lf, .nl, .zw].contains(before)
  }

  /// The context behind `next`.
  func advanced(by next: LineBreakSymbol) -> LineBreakContext {
    if next.is(.cm, .zwj), takesMarks {
      var context = self
      context.followsZWJ = next.is(.zwj)
      return context
    }
    return next.is(.sp) ? afterSpace() : after(next)
  }

  private func afterSpace() -> LineBreakContext {
    var context = LineBreakContext()
    context.isStart = false
    context.before = before
    context.hasSpaces = true
    context.opensQuotation = opensQuotation
    return context
  }

  private func after(_ next: LineBreakSymbol) -> LineBreakContext {
    var context = LineBreakContext()
    context.isStart = false
    context.before = next.is(.cm, .zwj) ? .al : next.lineBreak
    context.isEastAsian = next.isEastAsian
    context.followsZWJ = next.is(.zwj)
    context.number = number(after: next)
    context.opensQuotation = next.is(.quInitial) && quotationMayOpen
    context.quoteFollowsNarrow = next.isQuote && (before == nil || hasSpaces || !isEastAsian)
    context.startsWordWithHyphen = next.is(.hy, .hh) && wordMayStartWithHyphen
    context.isHebrewHyphen = next.is(.hy, .hh) && follows(.hl)
    context.linksAksaras = next.is(.vi) && follows(.ak, .dottedCircle, .as)
    context.followsUnassignedPictograph = next.isUnassignedPictograph
    context.isOddRegionalIndicator = next.is(.ri) && !isOddRegionalIndicator
    return context
  }

  private func number(after next: LineBreakSymbol) -> Number {
    switch next.lineBreak {
    case .nu: .digits
    case .sy, .is: number == .digits ? .digits : .none
    case .cl, .cp: number == .digits ? .closed : .none
    default: .none
    }
  }

  private var quotationMayOpen: Bool {
    before == nil || hasSpaces
      || follows(.bk, .cr, .lf, .nl, .op, .qu, .quInitial, .quFinal, .gl, .zw)
  }

  private var wordMayStartWithHyphen: Bool {
    before == nil || hasSpaces || follows(.bk, .cr, .lf, .nl, .zw, .cb, .gl)
  }
}
