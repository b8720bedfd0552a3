/// The lines of a text, without their ends: LF, CR, CR LF, NEL, and the line and paragraph separators.
func linesOfText(_ text: String) -> [Substring] {
  withPlainLineBreaks(text).utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    .map { Substring($0) }
}

/// CR LF, CR, NEL, the line and the paragraph separator become LF.
func withPlainLineBreaks(_ text: String) -> String {
  let bytes = Array(text.utf8)
  guard bytes.indices.contains(where: { lengthOfLineBreak(in: bytes, at: $0) > 0 }) else {
    return text
  }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    let length = lengthOfLineBreak(in: bytes, at: index)
    result.append(length > 0 ? 0x0A : bytes[index])
    index += max(length, 1)
  }
  return String(decoding: result, as: UTF8.self)
}

/// In bytes of UTF-8; 0 where no line break but LF stands.
private func lengthOfLineBreak(in bytes: [UInt8], at index: Int) -> Int {
  func byte(_ offset: Int) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }
  switch bytes[index] {
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
