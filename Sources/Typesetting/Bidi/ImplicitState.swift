/// What rules W1–W7, N1 and N2 have to remember between two characters of an isolating run sequence.
///
/// The rules are written as passes over the sequence, but each looks back no further than to the last
/// strong character and to what immediately precedes, and ahead only to what ends a stretch of
/// separators, terminators or neutrals. So one pass is enough: a character's class is resolved when it
/// comes, a stretch that waits for its end is taken as N2 would have it, and mended when its end shows
/// that it is otherwise.
struct ImplicitState: Hashable {
  /// The last strong character, which decides what a European number is (W2, W7).
  enum Strong: UInt8, CaseIterable { case l, r, al }

  /// What immediately precedes.
  enum Tail: UInt8, CaseIterable {
    /// L, or R or AL, or the start of the sequence, or a bracket decided by N0.
    case leftToRight, rightToLeft
    /// EN, or L in its place (W7).
    case european
    /// Terminators that a European number took in (W5).
    case europeanTerminated
    /// One separator after a European number (W4).
    case europeanSeparated
    /// AN
    case arabic
    /// One common separator after an Arabic number (W4).
    case arabicSeparated
    /// Neutrals, and what comes to the same; the name says what they follow.
    case neutralsAfterLeftToRight, neutralsAfterRightToLeft
    /// Terminators (W5), perhaps with neutrals before them; the name says what all of them follow.
    case terminatorsAfterLeftToRight, terminatorsAfterRightToLeft
  }

  var strong: Strong
  var tail: Tail

  /// The start of a sequence, by its sos.
  init(start: Direction) {
    strong = start == .leftToRight ? .l : .r
    tail = start == .leftToRight ? .leftToRight : .rightToLeft
  }

  init(strong: Strong, tail: Tail) {
    self.strong = strong
    self.tail = tail
  }

  /// The direction that N1 finds before what comes next; numbers count as right to left.
  var before: Direction {
    switch tail {
    case .leftToRight, .neutralsAfterLeftToRight, .terminatorsAfterLeftToRight: .leftToRight
    case .rightToLeft, .neutralsAfterRightToLeft, .terminatorsAfterRightToLeft, .arabic,
      .arabicSeparated:
      .rightToLeft
    case .european, .europeanTerminated, .europeanSeparated:
      strong == .l ? .leftToRight : .rightToLeft
    }
  }

  /// Whether there is a stretch whose direction depends on what comes next.
  var isWaiting: Bool {
    switch tail {
    case .europeanSeparated, .arabicSeparated, .neutralsAfterLeftToRight,
      .neutralsAfterRightToLeft, .terminatorsAfterLeftToRight, .terminatorsAfterRightToLeft:
      true
    default: false
    }
  }

  var waitsWithTerminators: Bool {
    tail == .terminatorsAfterLeftToRight || tail == .terminatorsAfterRightToLeft
  }
}

/// What a character does to the state, and what it and the stretch before it become.
struct ImplicitTransition {
  /// What a character has become after W7, as far as N1 and I1 tell apart.
  enum Resolved { case l, r, number, neutral }

  /// What happens to the stretch that waited.
  enum Mending {
    /// It stays as N2 has it, or goes on waiting.
    case none
    /// N1: it takes the direction it stands between, which is against the embedding.
    case neutrals
    /// W4: the separator becomes what this character is.
    case separator
    /// W5: the terminators become what this character is; neutrals before them stay as N2 has them.
    case terminators
    /// W5, and N1 for the neutrals before the terminators.
    case terminatorsAndNeutrals
  }

  var next: ImplicitState
  var resolved: Resolved
  var mending = Mending.none
  /// This character begins the stretch that waits.
  var beginsStretch = false
  /// This character begins the terminators within it.
  var beginsTerminators = false
}

extension ImplicitState {
  /// The transition on a character of that type in a sequence whose level has the direction
  /// `embedding`.
  func transition(on type: BidiType, embedding: Direction) -> ImplicitTransition {
    if type.isDecidedBracket { return decidedBracket(type, embedding) }
    switch type.bidiClass {
    case .l: return strong(.l, embedding)
    case .r: return strong(.r, embedding)
    case .al: return strong(.al, embedding)
    case .en: return europeanNumber(embedding)
    case .an: return arabicNumber(embedding)
    case .es: return separator(isCommon: false)
    case .cs: return separator(isCommon: true)
    case .et: return terminator()
    case .nsm: return nonspacingMark()
    case let removed where removed.isRemoved: return self.removed()
    default: return neutral()
    }
  }

  /// L, R and AL, which W3 makes R.
  private func strong(_ strong: Strong, _ embedding: Direction) -> ImplicitTransition {
    let direction: Direction = strong == .l ? .leftToRight : .rightToLeft
    return ImplicitTransition(
      next: ImplicitState(
        strong: strong, tail: direction == .leftToRight ? .leftToRight : .rightToLeft),
      resolved: direction == .leftToRight ? .l : .r,
      mending: mending(after: direction, embedding))
  }

  /// N0 c: counts as strong for N1, but not for the weak types, which were resolved before.
  private func decidedBracket(_ type: BidiType, _ embedding: Direction) -> ImplicitTransition {
    let direction: Direction = type.bidiClass == .l ? .leftToRight : .rightToLeft
    return ImplicitTransition(
      next: ImplicitState(
        strong: strong, tail: direction == .leftToRight ? .leftToRight : .rightToLeft),
      resolved: direction == .leftToRight ? .l : .r,
      mending: mending(after: direction, embedding))
  }

  /// W2, W4, W5 and W7.
  private func europeanNumber(_ embedding: Direction) -> ImplicitTransition {
    if strong == .al { return arabicNumber(embedding) }
    let isLeftToRight = strong == .l
    var mending = mending(after: isLeftToRight ? .leftToRight : .rightToLeft, embedding)
    if tail == .europeanSeparated {
      mending = .separator
    } else if waitsWithTerminators {
      mending = mending == .neutrals ? .terminatorsAndNeutrals : .terminators
    }
    return ImplicitTransition(
      next: ImplicitState(strong: strong, tail: .european),
      resolved: isLeftToRight ? .l : .number, mending: mending)
  }

  /// W4 for Arabic numbers, and European ones that W2 made Arabic.
  private func arabicNumber(_ embedding: Direction) -> ImplicitTransition {
    ImplicitTransition(
      next: ImplicitState(strong: strong, tail: .arabic), resolved: .number,
      mending: tail == .arabicSeparated ? .separator : mending(after: .rightToLeft, embedding))
  }

  /// ES and CS: W4 if a number precedes, W6 otherwise.
  private func separator(isCommon: Bool) -> ImplicitTransition {
    switch tail {
    case .european: wait(as: .europeanSeparated)
    case .arabic where isCommon: wait(as: .arabicSeparated)
    default: neutral()
    }
  }

  /// ET: W5 after a European number; otherwise one may follow, unless W2 makes it Arabic.
  private func terminator() -> ImplicitTransition {
    switch tail {
    case .european, .europeanTerminated:
      ImplicitTransition(
        next: ImplicitState(strong: strong, tail: .europeanTerminated),
        resolved: strong == .l ? .l : .number)
    case _ where strong == .al: neutral()
    case .terminatorsAfterLeftToRight, .terminatorsAfterRightToLeft:
      ImplicitTransition(next: self, resolved: .neutral)
    default:
      ImplicitTransition(
        next: ImplicitState(
          strong: strong,
          tail: before == .leftToRight ? .terminatorsAfterLeftToRight : .terminatorsAfterRightToLeft
        ), resolved: .neutral, beginsStretch: !isWaiting, beginsTerminators: true)
    }
  }

  /// W1, N1 and N2: B, S, WS, ON and the isolate controls.
  private func neutral() -> ImplicitTransition {
    wait(
      as: before == .leftToRight ? .neutralsAfterLeftToRight : .neutralsAfterRightToLeft)
  }

  private func wait(as tail: Tail) -> ImplicitTransition {
    ImplicitTransition(
      next: ImplicitState(strong: strong, tail: tail), resolved: .neutral,
      beginsStretch: !isWaiting)
  }

  /// W1: the class of what precedes. A mark on a separator makes that one of two.
  private func nonspacingMark() -> ImplicitTransition {
    isWaiting && !waitsWithTerminators
      ? neutral() : ImplicitTransition(next: self, resolved: resolvedBefore)
  }

  /// X9: as if it were not there; it has the level of what precedes (section 5.2 of the standard).
  private func removed() -> ImplicitTransition {
    ImplicitTransition(next: self, resolved: resolvedBefore)
  }

  /// What the character before has become.
  private var resolvedBefore: ImplicitTransition.Resolved {
    switch tail {
    case .leftToRight: .l
    case .rightToLeft: .r
    case .european, .europeanTerminated: strong == .l ? .l : .number
    case .arabic: .number
    default: .neutral
    }
  }

  /// N1 for the stretch that waits, when `direction` follows. N2 needs no mending.
  func mending(
    after direction: Direction, _ embedding: Direction
  ) -> ImplicitTransition.Mending {
    isWaiting && before == direction && direction != embedding ? .neutrals : .none
  }
}
