/// What one scalar is for search.
enum Folded: Equatable {
  /// Parts words.
  case separator
  /// Leaves no trace: tashkeel, tatweel, format characters.
  case dropped
  case letter(UInt32)
  /// A letter of a script written without spaces, a word of its own.
  case ideograph(UInt32)
  /// A presentation form; each of its letters is folded in turn.
  case form([UInt32])
}

/// Folds a scalar: presentation forms to letters, forms of alef, yeh, heh and kaf to one each, digits
/// to ASCII, Hebrew final letters to plain ones, bicameral scripts to lower case without accents.
func folded(_ scalar: UInt32) -> Folded {
  if scalar < 0x800 { return folded(entry: FoldTable.flat[Int(scalar)]) }
  if scalar >= 0x1E00, scalar < 0x1F00 {
    return folded(entry: FoldTable.latinExtended[Int(scalar - 0x1E00)])
  }
  switch scalar {
  case 0x200C: return .separator
  case 0x0897...0x089F, 0x08CA...0x08FF: return .dropped
  case 0xFB1D...0xFDFF, 0xFE70...0xFEFC: return foldedForm(scalar)
  case 0xFF10...0xFF19: return .letter(scalar - 0xFF10 + 0x30)
  case 0xFF21...0xFF3A: return .letter(scalar - 0xFF21 + 0x61)
  case 0xFF41...0xFF5A: return .letter(scalar - 0xFF41 + 0x61)
  default: return foldedByProperties(scalar)
  }
}

private func folded(entry: UInt16) -> Folded {
  switch entry {
  case 0: .separator
  case 1: .dropped
  default: .letter(UInt32(entry))
  }
}

private func foldedForm(_ scalar: UInt32) -> Folded {
  if let phrase = phrase(of: scalar) { return .form(phrase.unicodeScalars.map(\.value)) }
  let letters = decomposition(ofForm: scalar)
  if letters.isEmpty { return foldedByProperties(scalar) }
  // A spacing mark is SPACE and mark and belongs to the word before it.
  return .form(letters.count > 1 && letters[0] == 0x20 && letters.count < 4 ? [] : letters)
}

private func foldedByProperties(_ scalar: UInt32) -> Folded {
  let properties = Properties(scalar)
  switch properties.category {
  case .letter, .number:
    if properties.columns == 2 { return .ideograph(scalar) }
    return .letter(lowercased(scalar))
  case .mark: return isInvisibleMark(scalar) ? .dropped : .letter(scalar)
  case .spacingMark: return .letter(scalar)
  case .format: return .dropped
  default: return .separator
  }
}

private func lowercased(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1C80...0x1FFF, 0x2100...0x218F, 0x2C00...0x2DFF,
    0xA640...0xABFF, 0x10400...0x1E9FF:
    guard let letter = Unicode.Scalar(scalar) else { return scalar }
    let mapping = letter.properties.lowercaseMapping.unicodeScalars
    guard let first = mapping.first, mapping.count == 1 else { return scalar }
    return first.value
  default: return scalar
  }
}
