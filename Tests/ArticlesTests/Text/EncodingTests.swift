import Articles
import Testing

struct EncodingTests {
  /// Two lines of Arabic in windows-1256.
  private static let windows1256: [UInt8] = [
    0xE6, 0xD5, 0xE1, 0x20, 0xC7, 0xE1, 0xDE, 0xD8, 0xC7, 0xD1, 0x20, 0xC5,
    0xE1, 0xEC, 0x20, 0xC7, 0xE1, 0xE3, 0xCD, 0xD8, 0xC9, 0x0A, 0xDE, 0xC7,
    0xE1, 0x20, 0xC7, 0xE1, 0xDA, 0xC7, 0xE3, 0xE1, 0x3A, 0x20, 0xC7, 0xE1,
    0xCD, 0xE3, 0xCF, 0x20, 0xE1, 0xE1, 0xE5, 0xA1, 0x20, 0xDA, 0xC7, 0xCF,
    0x20, 0xC7, 0xE1, 0xD5, 0xDD, 0xED, 0xD1, 0x20, 0xC8, 0xDA, 0xCF, 0x20,
    0xC3, 0xDA, 0xE6, 0xC7, 0xE3, 0x2E, 0x0A,
  ]

  private static let text = "وصل القطار إلى المحطة\nقال العامل: الحمد لله، عاد الصفير بعد أعوام.\n"

  @Test func `a byte order mark is no part of the text`() throws {
    let decoded = try decodeText([0xEF, 0xBB, 0xBF] + Array("خبر".utf8))
    #expect(decoded.text == "خبر")
    #expect(decoded.encoding == .utf8)
  }

  @Test func `the Arabic code page of Windows is recognised`() throws {
    let decoded = try decodeText(Self.windows1256)
    #expect(decoded.encoding == .windows1256)
    #expect(decoded.text == Self.text)
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is read in both byte orders, marked or not`(isBig: Bool, isMarked: Bool) throws {
    let units = (isMarked ? [0xFEFF] : []) + Array(Self.text.utf16)
    let bytes = units.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBig ? pair : pair.reversed()
    }
    let decoded = try decodeText(bytes)
    #expect(decoded.text == Self.text)
    #expect(decoded.encoding == (isBig ? .utf16BigEndian : .utf16LittleEndian))
  }

  @Test func `half a character at the end of UTF-16 becomes a replacement`() throws {
    let decoded = try decodeText([0xFF, 0xFE, 0x2E, 0x06, 0x28])
    #expect(decoded.text == "خ\u{FFFD}")
  }

  @Test func `a file cut in the middle of a letter keeps the rest`() throws {
    let bytes = Array("عاد القطار إلى المحطة".utf8).dropLast()
    let decoded = try decodeText(Array(bytes))
    #expect(decoded.encoding == .utf8)
    #expect(decoded.text == "عاد القطار إلى المحط\u{FFFD}")
  }

  @Test func `stray bytes in English are replaced, not taken for Arabic`() throws {
    let line = String(repeating: "The train came back to the old station. ", count: 10)
    let decoded = try decodeText(Array(line.utf8) + [0x93] + Array("Hejaz".utf8) + [0x94])
    #expect(decoded.encoding == .utf8)
    #expect(decoded.text.hasSuffix("\u{FFFD}Hejaz\u{FFFD}"))
  }

  @Test(arguments: ["a\r\nb", "a\rb", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "a\nb"])
  func `every line break becomes a line feed`(text: String) throws {
    #expect(try decodeText(Array(text.utf8)).text == "a\nb")
  }

  @Test func `an empty file is refused`() {
    #expect(throws: Refusal.self) { try decodeText([]) }
  }

  @Test func `zeros and controls are no text`() {
    let bytes = (0..<2_000).map { UInt8($0 % 16) }
    #expect(throws: Refusal.self) { try decodeText(bytes) }
  }

  @Test func `bytes of no known encoding are refused`() {
    let bytes = (0..<4_000).map { UInt8(0x80 + ($0 * 7) % 0x20) }
    #expect(throws: Refusal.self) { try decodeText(bytes) }
  }

  @Test func `the line that is too long is named`() throws {
    let bytes = Array("عنوان\nسطر\n".utf8) + [UInt8](repeating: 0x61, count: (1 << 20) + 1)
    #expect {
      try decodeText(bytes)
    } throws: { error in
      let refusal = error as? Refusal
      return refusal?.place == .line(3) && refusal?.sentence.hasPrefix("line 3 is longer") == true
    }
  }

  @Test func `a line of just 1 MB is read`() throws {
    let bytes = [UInt8](repeating: 0x61, count: 1 << 20) + [0x0A]
    #expect(try decodeText(bytes).text.utf8.count == bytes.count)
  }
}
