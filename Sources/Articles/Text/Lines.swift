/// The lines of a text, without their ends: LF, CR, CR LF, NEL, and the line and paragraph separators.
func linesOfText(_ text: String) -> [Substring] {
  var text = text
  let ranges = text.withUTF8 { lineRanges(in: $0) }
  let start = text.utf8.startIndex
  return ranges.map { range in
    let first = text.utf8.index(start, offsetBy: range.lowerBound)
    return text[first..<text.utf8.index(first, offsetBy: range.count)]
  }
}

/// The same text with LF at the end of every line.
func withPlainLineBreaks(_ text: String) -> String {
  var text = text
  let isPlain = text.withUTF8 { bytes in
    bytes.indices.allSatisfy { bytes[$0] == 0x0A || lengthOfLineBreak(in: bytes, at: $0) == 0 }
  }
  return isPlain ? text : linesOfText(text).joined(separator: "\n")
}

private func lineRanges(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  var start = 0
  var index = 0
  while index < bytes.count {
    let length = lengthOfLineBreak(in: bytes, at: index)
    if length > 0 {
      ranges.append(start..<index)
      start = index + length
    }
    index += max(length, 1)
  }
  ranges.append(start..<bytes.count)
  return ranges
}

/// In bytes of UTF-8; 0 where no line break begins.
private func lengthOfLineBreak(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
  func byte(_ offset: Int) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }
  switch bytes[index] {
  case 0x0A: return 1
  case 0x0D: return byte(1) == 0x0A ? 2 : 1
  case 0xC2: return byte(1) == 0x85 ? 2 : 0
  case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
  default: return 0
  }
}

/// About how many cells a text takes: its scalars without marks and invisible ones.
func cellEstimate(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.count { !$0.isAttachedMark && !$0.isInvisible }
}

/// The lines of plain text that are not blank, clean, each a paragraph.
func paragraphs(of text: String) -> [Block] {
  linesOfText(text).map(cleaned).filter { !$0.isEmpty }.map { Block(.paragraph, $0) }
}
