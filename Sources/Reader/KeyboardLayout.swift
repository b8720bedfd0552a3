/// A keyboard layout whose letters stand for the Latin key in the same physical place.
///
/// The terminal sends only the character, so which layout is on has to be guessed: some characters
/// exist on one layout only, and those tell. The guess then decides the ones that mean different keys
/// on different layouts, such as `د`: key `]` in Arabic, key `n` in Persian.
/// Layouts: Arabic 101/102 (XKB `ara`), Persian (ISIRI 9147), Hebrew (SI 1452).
package enum KeyboardLayout: Hashable, Sendable, CaseIterable {
  case latin, arabic, persian, hebrew

  /// The Latin character on the key that sends `scalar`, nil when the layout has no such key.
  package func latinKey(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch self {
    case .latin: ("!"..."~").contains(scalar) ? scalar : nil
    case .arabic: Self.arabicKeys[scalar]
    case .persian: Self.persianKeys[scalar]
    case .hebrew: Self.hebrewKeys[scalar]
    }
  }

  /// The layout that must be on when `scalar` was typed while this one was thought to be.
  package func after(typing scalar: Unicode.Scalar) -> KeyboardLayout {
    // A letter of the layout already assumed proves nothing new; ASCII letters prove Latin.
    if ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) {
      // On the Hebrew layout Shift gives Latin capitals.
      return self == .hebrew && ("A"..."Z").contains(scalar) ? .hebrew : .latin
    }
    if scalar.value < 0x80 || latinKey(of: scalar) != nil && !Self.tells(scalar, against: self) {
      return self
    }
    return Self.foreign.first { $0.latinKey(of: scalar) != nil } ?? self
  }

  /// Whether `scalar` is a letter, which only a layout that has it can send.
  package static func isTelling(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .otherLetter || ("a"..."z").contains(scalar)
      || ("A"..."Z").contains(scalar)
  }

  private static let foreign: [KeyboardLayout] = [.arabic, .persian, .hebrew]

  /// Whether `scalar` is an unshifted letter of another layout but only an extra of `layout`, on a key
  /// that does nothing.
  private static func tells(_ scalar: Unicode.Scalar, against layout: KeyboardLayout) -> Bool {
    layout == .persian && "ةكىء".unicodeScalars.contains(scalar)
  }

  private static func keys(_ latin: String, _ letters: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(
      zip(letters.unicodeScalars, latin.unicodeScalars), uniquingKeysWith: { first, _ in first })
  }

  private static let arabicKeys: [Unicode.Scalar: Unicode.Scalar] =
    keys("qwertyuiop[]asdfghjkl;'zxcvnm,./`", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ")
    // The key of b writes lam-alef; keyboards send it as one ligature character.
    .merging(keys("bBGT", "\u{FEFB}\u{FEF5}\u{FEF7}\u{FEF9}")) { first, _ in first }
    .merging(keys("QWERASXZ", "\u{64E}\u{64B}\u{64F}\u{64C}\u{650}\u{64D}\u{652}~")) { first, _ in
      first
    }
    .merging(keys("YUIOPDFHJKLCVNM?{}", "إ`÷×؛][أـ،/}{آ'؟<>")) { first, _ in first }

  private static let persianKeys: [Unicode.Scalar: Unicode.Scalar] =
    keys("qwertyuiop[]asdfghjkl;'zxcvbnm,./", "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./")
    .merging(keys("ASDFGHJKLZXCVBNM?", "ؤئيإأآة»«كٓژٰ\u{200C}ٔء؟")) { first, _ in first }
    .merging(keys("@", "٬")) { first, _ in first }
    .merging(keys("QWERTYUIOP{}", "\u{652}\u{64C}\u{64D}\u{64B}\u{64F}\u{650}\u{64E}\u{651}][}{")) {
      first, _ in first
    }

  private static let hebrewKeys: [Unicode.Scalar: Unicode.Scalar] =
    keys("qwertyuiop[]asdfghjkl;'zxcvbnm,./", "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.")
}
