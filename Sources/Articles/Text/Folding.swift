extension Unicode.Scalar {
  /// Harakat, Koranic signs and the other marks that the Arabic and Hebrew blocks attach to a letter.
  var isAttachedMark: Bool {
    switch value {
    case 0x0300...0x036F, 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7,
      0x0610...0x061A, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4, 0x06E7...0x06E8,
      0x06EA...0x06ED, 0x08D3...0x08E1, 0x08E3...0x08FF, 0xFE00...0xFE0F:
      true
    default:
      false
    }
  }

  /// Characters that steer layout and show nothing: joiners, direction marks, embeddings, isolates.
  var isInvisible: Bool {
    switch value {
    case 0x00AD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
    default: false
    }
  }

  /// Blanks of any width, the no-break ones too; not line breaks.
  var isBlank: Bool {
    switch value {
    case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// The value of a European, Arabic-Indic or extended Arabic-Indic digit.
  var digitValue: Int? {
    switch value {
    case 0x30...0x39: Int(value) - 0x30
    case 0x0660...0x0669: Int(value) - 0x0660
    case 0x06F0...0x06F9: Int(value) - 0x06F0
    default: nil
    }
  }

  var isArabicLetter: Bool {
    switch value {
    case 0x0620...0x063F, 0x0641...0x064A, 0x066E...0x066F, 0x0671...0x06D3, 0x06D5,
      0x06EE...0x06EF, 0x06FA...0x06FC, 0x06FF, 0x0750...0x077F, 0x08A0...0x08C9:
      true
    default:
      false
    }
  }
}

/// The text as labels and names in dates are compared: without marks, tatweel and invisible characters,
/// alef, yeh, heh and kaf in one spelling each, digits European, Latin letters small, runs of blanks one.
func folded(_ text: some StringProtocol) -> String {
  var result = String.UnicodeScalarView()
  var pendingBlank = false
  for scalar in text.unicodeScalars {
    if scalar.isBlank {
      pendingBlank = !result.isEmpty
      continue
    }
    guard let plain = foldedScalar(scalar) else { continue }
    if pendingBlank {
      result.append(" ")
      pendingBlank = false
    }
    result.append(plain)
  }
  return String(result)
}

private func foldedScalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  if let digit = scalar.digitValue {
    return Unicode.Scalar(UInt8(0x30 + digit))
  }
  switch scalar.value {
  case 0x41...0x5A: return Unicode.Scalar(UInt8(scalar.value + 0x20))
  case 0x00...0x7F: return scalar
  case 0x0622, 0x0623, 0x0625, 0x0671...0x0673: return "\u{0627}"
  case 0x0649, 0x06CC, 0x06CE, 0x06D0, 0x06D2: return "\u{064A}"
  case 0x0629, 0x06BE, 0x06C0...0x06C3, 0x06D5: return "\u{0647}"
  case 0x06A9, 0x06AA: return "\u{0643}"
  case 0x0640: return nil
  default: return scalar.isAttachedMark || scalar.isInvisible ? nil : scalar
  }
}
