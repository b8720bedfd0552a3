/// What a character by itself does to the order of the text around it (UAX #9, table 4), as coarse
/// as it takes to prepare rows for those who reorder them.
package enum Ordering: Hashable, Sendable {
  /// L
  case leftToRight
  /// R
  case rightToLeft
  /// AL, after which European digits count as Arabic ones.
  case arabic
  /// EN
  case europeanDigit
  /// AN
  case arabicDigit
  /// CS: joins two numbers of one kind.
  case numberSeparator
  /// ES and ET: belong to European numbers.
  case numberAffix
  /// All else.
  case neutral

  package init(_ scalar: Unicode.Scalar) {
    switch Properties(scalar.value).bidiClass {
    case .l: self = .leftToRight
    case .r: self = .rightToLeft
    case .al: self = .arabic
    case .en: self = .europeanDigit
    case .an: self = .arabicDigit
    case .cs: self = .numberSeparator
    case .es, .et: self = .numberAffix
    default: self = .neutral
    }
  }

  package var isRightToLeftLetter: Bool { self == .rightToLeft || self == .arabic }
}

/// The scalar that looks like this one in a mirror (Bidi_Mirroring_Glyph); itself if there is none.
package func mirrorImage(of scalar: Unicode.Scalar) -> Unicode.Scalar {
  mirroringGlyph(of: scalar.value).flatMap(Unicode.Scalar.init) ?? scalar
}
