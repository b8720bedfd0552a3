/// How a text is set.
package struct Setting: Hashable, Sendable {
  package enum BaseDirection: Hashable, Sendable {
    /// Each paragraph by its own letters: right to left when at least 0.3 of them are written so,
    /// otherwise by the first strong character (UAX #9, P2 and P3), otherwise the fallback.
    case automatic
    case fixed(Direction)
    /// The text's language decides for every paragraph, but for one without any strong character of
    /// that direction that has one of the other: an address, a quotation.
    case language(Direction)
  }

  package var direction: BaseDirection
  /// The direction of a paragraph in which nothing is strong.
  package var fallback: Direction
  /// Whether tashkeel and Hebrew points are shown.
  package var showsMarks: Bool
  /// Whether letters without presentation forms borrow those of a like letter.
  package var substitutesLetters: Bool
  /// Whether Arabic letters take their joined forms; false leaves every scalar as it is written.
  package var joins: Bool
  package var justification: Justification
  /// Whether addresses, handles, paths, telephone numbers and names such as C++ are isolated, beyond
  /// what UAX #9 asks for.
  package var isolatesTokens: Bool
  /// Whether characters of East_Asian_Width A fill two columns.
  package var ambiguousIsWide: Bool

  package init(
    direction: BaseDirection = .automatic, fallback: Direction = .rightToLeft,
    showsMarks: Bool = true, substitutesLetters: Bool = true, joins: Bool = true,
    justification: Justification = .none, isolatesTokens: Bool = true,
    ambiguousIsWide: Bool = false
  ) {
    self.direction = direction
    self.fallback = fallback
    self.showsMarks = showsMarks
    self.substitutesLetters = substitutesLetters
    self.joins = joins
    self.justification = justification
    self.isolatesTokens = isolatesTokens
    self.ambiguousIsWide = ambiguousIsWide
  }
}

/// How rows are brought to the full measure; the last row of a paragraph never is, nor one that misses
/// more than a quarter and more than four columns.
package enum Justification: String, CaseIterable, Hashable, Sendable {
  case none
  /// Blanks between words are widened up to three columns each.
  case spaces
  /// Some words are stretched by one or two tatweels, then blanks widened.
  case kashida

  /// The one that comes after it, the first after the last.
  package var next: Justification {
    switch self {
    case .none: .spaces
    case .spaces: .kashida
    case .kashida: .none
    }
  }
}

/// A stretch of the text with its own style; later spans win.
package struct Span: Hashable, Sendable {
  /// UTF-8 bytes of the text.
  package var range: Range<Int>
  package var style: Style

  package init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }
}
