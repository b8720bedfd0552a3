/// The letters of a scalar that is a whole word or a joined form, so that it is shown as text of
/// its own width; nil for everything else.
///
/// Presentation forms go back to their letters, which are joined anew: input may hold a form where
/// its neighbours ask for another.
func expansion(of scalar: UInt32) -> [UInt32]? {
  guard scalar >= 0xFB50, scalar < 0xFF00 else { return nil }
  // The tail of a letter, for fonts of old: nothing to show, as U+034F.
  if scalar == 0xFE73 { return [0x034F] }
  if let phrase = phrase(of: scalar) { return phrase.unicodeScalars.map(\.value) }
  guard scalar <= 0xFDFC || scalar >= 0xFE70 else { return nil }
  let letters = decomposition(ofForm: scalar)
  guard !letters.isEmpty else { return nil }
  // A spacing mark is SPACE and mark: the mark goes to the letter before.
  if letters.count > 1, letters[0] == 0x20 { return Array(letters.dropFirst()) }
  return letters
}

/// The letters of a presentation form from U+FB1D to U+FEFF; empty when it has no decomposition.
func decomposition(ofForm scalar: UInt32) -> [UInt32] {
  let place = PresentationFormTable.places[Int(scalar - 0xFB1D)]
  let start = Int(place >> 5)
  return (start..<start + Int(place & 31)).map { UInt32(PresentationFormTable.letters[$0]) }
}

/// The letter a presentation form shows, of a ligature the first; nil when it has no decomposition.
func firstLetter(ofForm scalar: UInt32) -> UInt32? { letter(ofForm: scalar, fromEnd: false) }

/// The last letter of a ligature.
func lastLetter(ofForm scalar: UInt32) -> UInt32? { letter(ofForm: scalar, fromEnd: true) }

private func letter(ofForm scalar: UInt32, fromEnd: Bool) -> UInt32? {
  guard scalar >= 0xFB50, scalar <= 0xFEFC else { return nil }
  let place = PresentationFormTable.places[Int(scalar - 0xFB1D)]
  let count = Int(place & 31)
  guard count > 0 else { return nil }
  return UInt32(PresentationFormTable.letters[Int(place >> 5) + (fromEnd ? count - 1 : 0)])
}

/// The words of the ligatures that have no decomposition.
func phrase(of scalar: UInt32) -> String? {
  switch scalar {
  case 0xFD40: "رحمه الله"
  case 0xFD41: "رضي الله عنه"
  case 0xFD42: "رضي الله عنها"
  case 0xFD43: "رضي الله عنهم"
  case 0xFD44: "رضي الله عنهما"
  case 0xFD45: "رضي الله عنهن"
  case 0xFD46: "صلى الله عليه وآله"
  case 0xFD47: "عليه السلام"
  case 0xFD48: "عليهم السلام"
  case 0xFD49: "عليهما السلام"
  case 0xFD4A: "عليه الصلاة والسلام"
  case 0xFD4B: "قدس سره"
  case 0xFD4C: "صلى الله عليه وآله وسلم"
  case 0xFD4D: "عليها السلام"
  case 0xFD4E: "تبارك وتعالى"
  case 0xFD4F: "رحمهم الله"
  case 0xFDCF: "سلامه علينا"
  case 0xFDFD: "بسم الله الرحمن الرحيم"
  case 0xFDFE: "سبحانه وتعالى"
  case 0xFDFF: "عز وجل"
  default: nil
  }
}
