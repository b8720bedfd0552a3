/// One line of text as an article keeps it: presentation forms turned back into letters, control
/// characters and bidi overrides gone, no blanks at the ends; all else as typed.
///
/// A line break left inside becomes a blank. Direction marks stay, and so do embeddings and isolates that
/// are closed; joiners stay. Text stored in visual order (the residue of bad PDF files) is put into logical
/// order.
package func cleaned(_ line: some StringProtocol) -> String {
  if isClean(line.utf8) {
    return String(trimmed(Substring(line)))
  }
  var scalars = Array(line.unicodeScalars)
  if scalars.contains(where: { PresentationForms.entry($0) != nil }) {
    scalars = lettersInLogicalOrder(scalars)
  }
  scalars = withoutUnpairedControls(scalars.compactMap(keptScalar))
  var result = String.UnicodeScalarView()
  result.append(contentsOf: scalars)
  return String(trimmed(Substring(String(result))))
}

/// Without the blanks at both ends. Direction marks at an end go only when nothing else is left.
func trimmed(_ text: Substring) -> Substring {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.isBlank }),
    let last = scalars.lastIndex(where: { !$0.isBlank }),
    scalars.contains(where: { !$0.isBlank && !$0.isInvisible })
  else { return "" }
  return text[first...last]
}

/// Whether no byte of UTF-8 begins a character that cleaning might change.
private func isClean(_ bytes: some Collection<UInt8>) -> Bool {
  let verdict = bytes.withContiguousStorageIfAvailable { buffer in
    var index = 0
    while index < buffer.count {
      let byte = buffer[index]
      if byte < 0x20 || byte == 0x7F { return false }
      if byte == 0xC2 || byte == 0xE2 || byte == 0xEF {
        let second = index + 1 < buffer.count ? buffer[index + 1] : 0
        let third = index + 2 < buffer.count ? buffer[index + 2] : 0
        if isSuspect(byte, second, third) { return false }
      }
      index += 1
    }
    return true
  }
  return verdict ?? false
}

/// Whether a UTF-8 sequence may stand for a C1 control, the soft hyphen, an invisible character, a line
/// separator or a presentation form.
private func isSuspect(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
  switch first {
  case 0xC2: second < 0xA0 || second == 0xAD
  case 0xE2: second == 0x80 && (third == 0x8B || third >= 0xA8 && third <= 0xAE) || second == 0x81
  default: second >= 0xAC
  }
}

/// The scalar to keep in place of this one; nil when it goes.
private func keptScalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch scalar.value {
  case 0x09...0x0D, 0x85, 0x2028, 0x2029: " "
  case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B, 0xFE73, 0xFEFF: nil
  default: scalar
  }
}

/// Drops overrides with the PDF that closes them, and every embedding, isolate or closing control that has
/// no partner in this line.
private func withoutUnpairedControls(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
  guard scalars.contains(where: isBidiControl) else { return scalars }
  var isKept = scalars.map { !isBidiControl($0) }
  var open: [Int] = []
  var openIsolates = 0
  for (index, scalar) in scalars.enumerated() {
    switch scalar.value {
    case 0x202A, 0x202B, 0x202D, 0x202E:
      open.append(index)
    case 0x2066...0x2068:
      open.append(index)
      openIsolates += 1
    case 0x202C:
      guard let opener = open.last, !isIsolate(scalars[opener]) else { continue }
      open.removeLast()
      let isEmbedding = scalars[opener].value < 0x202C
      isKept[opener] = isEmbedding
      isKept[index] = isEmbedding
    case 0x2069 where openIsolates > 0:
      while let opener = open.popLast() {
        guard isIsolate(scalars[opener]) else { continue }
        isKept[opener] = true
        isKept[index] = true
        openIsolates -= 1
        break
      }
    default:
      continue
    }
  }
  return zip(scalars, isKept).compactMap { $1 ? $0 : nil }
}

private func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
  (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
}

private func isIsolate(_ scalar: Unicode.Scalar) -> Bool {
  (0x2066...0x2068).contains(scalar.value)
}
