/// How the bytes of a text stand for characters.
package enum TextEncoding: Sendable, Equatable {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1256
}

package struct DecodedText: Sendable {
  /// Lines end in U+000A, whatever they ended in before; no byte order mark.
  package var text: String
  package var encoding: TextEncoding
}

/// Decodes a text of unnamed encoding: UTF-8, UTF-16 with a byte order mark or without, windows-1256.
///
/// A few stray bytes in UTF-8 become U+FFFD.
///
/// - Throws: a refusal when the file is empty or no text, or has a line over 1 MB.
package func decodeText(_ bytes: [UInt8]) throws(Refusal) -> DecodedText {
  guard !bytes.isEmpty else {
    throw Refusal("the file is empty; save the page again")
  }
  let encoding = try detectedEncoding(bytes)
  if let line = overlongLine(in: bytes) {
    throw Refusal("line \(line) is longer than 1 MB; not a page of text", at: .line(line))
  }
  return DecodedText(text: withPlainLineBreaks(decoded(bytes, as: encoding)), encoding: encoding)
}

private func decoded(_ bytes: [UInt8], as encoding: TextEncoding) -> String {
  switch encoding {
  case .utf8:
    String(decoding: bytes.dropFirst(bytes.starts(with: utf8Mark) ? 3 : 0), as: UTF8.self)
  case .utf16LittleEndian, .utf16BigEndian:
    decodedUTF16(bytes, isBigEndian: encoding == .utf16BigEndian)
  case .windows1256:
    Windows1256.decoded(bytes)
  }
}

private let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

// MARK: - Detection

private func detectedEncoding(_ bytes: [UInt8]) throws(Refusal) -> TextEncoding {
  if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
  if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
  if let encoding = unmarkedUTF16(bytes.prefix(8_192)) { return encoding }
  guard !hasManyControls(bytes) else {
    throw Refusal("this is not text; save the page as plain text in UTF-8")
  }
  let tally = UTF8Tally(bytes)
  if tally.malformed == 0 || tally.sequences >= tally.malformed * 4 { return .utf8 }
  if Windows1256.isMostlyArabic(bytes) { return .windows1256 }
  if tally.malformed * 100 <= bytes.count { return .utf8 }
  throw Refusal("the encoding of this text is unknown; save the page in UTF-8")
}

/// UTF-16 betrays itself by the high bytes of its Latin, Hebrew and Arabic letters.
private func unmarkedUTF16(_ head: ArraySlice<UInt8>) -> TextEncoding? {
  let pairs = head.count / 2
  guard pairs > 0 else { return nil }
  var high = (even: 0, odd: 0)
  var zero = (even: 0, odd: 0)
  for (index, byte) in head.enumerated() {
    let isHigh = byte == 0x00 || byte == 0x05 || byte == 0x06 || byte == 0x20
    if index.isMultiple(of: 2) {
      high.even += isHigh ? 1 : 0
      zero.even += byte == 0 ? 1 : 0
    } else {
      high.odd += isHigh ? 1 : 0
      zero.odd += byte == 0 ? 1 : 0
    }
  }
  if zero.odd > 0, zero.even == 0, high.odd * 10 >= pairs * 9 { return .utf16LittleEndian }
  if zero.even > 0, zero.odd == 0, high.even * 10 >= pairs * 9 { return .utf16BigEndian }
  return nil
}

/// More than one byte in fifty is a control character that no text editor writes.
private func hasManyControls(_ bytes: [UInt8]) -> Bool {
  let controls = bytes.count { byte in
    switch byte {
    case 0x09...0x0D, 0x1A, 0x1B: false
    case 0x00...0x1F, 0x7F: true
    default: false
    }
  }
  return controls * 50 > bytes.count
}

/// How many bytes above ASCII form UTF-8 sequences, and how many do not; three that stand for half of a
/// surrogate pair count as one that does not.
struct UTF8Tally {
  var sequences = 0
  var malformed = 0

  init(_ bytes: some RandomAccessCollection<UInt8>) {
    let counted = bytes.withContiguousStorageIfAvailable { Self.count($0) }
    (sequences, malformed) = counted ?? Array(bytes).withUnsafeBufferPointer { Self.count($0) }
  }

  private static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int) {
    var sequences = 0
    var malformed = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let length = Self.length(of: bytes, at: index)
      if length > 0 {
        sequences += 1
        index += length
      } else {
        malformed += 1
        let isSurrogate =
          bytes[index] == 0xED && index + 2 < bytes.count && bytes[index + 1] & 0xC0 == 0x80
          && bytes[index + 2] & 0xC0 == 0x80
        index += isSurrogate ? 3 : 1
      }
    }
    return (sequences, malformed)
  }

  /// Of the sequence that begins here; 0 when it is malformed (Unicode, table 3-7).
  private static func length(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let length =
      switch lead {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, index + length <= bytes.count else { return 0 }
    for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 {
      return 0
    }
    let second = bytes[index + 1]
    switch lead {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90,
      0xF4 where second > 0x8F:
      return 0
    default:
      return length
    }
  }
}

// MARK: - Decoding

private func decodedUTF16(_ bytes: [UInt8], isBigEndian: Bool) -> String {
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2)
  var index = 0
  while index + 1 < bytes.count {
    let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
    units.append(isBigEndian ? first << 8 | second : second << 8 | first)
    index += 2
  }
  if units.first == 0xFEFF { units.removeFirst() }
  if !bytes.count.isMultiple(of: 2) { units.append(0xFFFD) }
  return String(decoding: units, as: UTF16.self)
}

private func overlongLine(in bytes: [UInt8]) -> Int? {
  let limit = 1 << 20
  guard bytes.count > limit else { return nil }
  var number = 1
  var start = 0
  for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D {
    guard index - start <= limit else { return number }
    start = index + 1
    let isSecondHalf = byte == 0x0A && index > 0 && bytes[index - 1] == 0x0D
    number += isSecondHalf ? 0 : 1
  }
  return bytes.count - start > limit ? number : nil
}
