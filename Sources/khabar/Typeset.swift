import ArgumentParser
import Glibc
import Typesetting

/// `khabar typeset`
struct Typeset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "typeset",
    abstract: "Lay out text from standard input: each output row in visual order.",
    discussion: """
      Every input line is a paragraph of its own. Without --width lines are not broken.

      --levels prints one JSON document for each input line instead: the level of the paragraph, of each \
      of its scalars (null for those rule X9 removes), and their order from left to right, as in \
      BidiTest.txt. There UAX #9 alone counts: auto is P2 and P3, overrides are obeyed, and nothing else \
      is isolated.
      """)

  enum BaseDirection: String, ExpressibleByArgument, CaseIterable { case auto, rtl, ltr }
  enum Justify: String, ExpressibleByArgument, CaseIterable { case none, spaces, kashida }

  @Option(help: "Columns of a row.")
  var width: Int?

  @Option(help: "Direction of the paragraphs: auto, rtl or ltr.")
  var direction: BaseDirection = .auto

  @Option(help: "How rows are filled: none, spaces or kashida.")
  var justify: Justify = .none

  @Flag(help: "Join the letters (presentation forms); otherwise they keep their code points.")
  var shape = false

  @Flag(inversion: .prefixedNo, help: "Show tashkeel and Hebrew points.")
  var marks = true

  @Flag(inversion: .prefixedNo, help: "With --shape: borrow forms for letters that have none.")
  var substitute = true

  @Flag(
    inversion: .prefixedNo, help: "Keep addresses, telephone numbers and the like in one piece.")
  var isolate = true

  @Flag(help: "Print embedding levels and order as JSON, one document a line.")
  var levels = false

  func validate() throws {
    guard width.map({ (1...100_000).contains($0) }) ?? true else {
      throw ValidationError("--width is a number of columns from 1 on.")
    }
  }

  func run() throws {
    var input = InputLines(longest: Self.longestLine)
    while let chunk = try input.next() {
      var output = ""
      for line in chunk {
        output += levels ? levelsDocument(of: line) : rows(of: line)
        if output.utf8.count > 1 << 16 {
          try emit(output)
          output = ""
        }
      }
      try emit(output)
    }
    if let line = input.firstCutLine {
      complain(
        "line \(line) is longer than \(Self.longestLine >> 20) MB and was set as several paragraphs"
      )
    }
  }

  /// Bytes of a line that is set as a whole; what is longer would fill the memory.
  private static let longestLine = 2 << 20

  private var setting: Setting {
    var setting = Setting(joins: shape)
    setting.fallback = direction == .rtl ? .rightToLeft : .leftToRight
    switch direction {
    case .auto: setting.direction = .automatic
    case .rtl: setting.direction = .fixed(.rightToLeft)
    case .ltr: setting.direction = .fixed(.leftToRight)
    }
    setting.justification = Justification(rawValue: justify.rawValue) ?? .none
    setting.showsMarks = marks
    setting.substitutesLetters = substitute
    setting.isolatesTokens = isolate
    return setting
  }

  private func rows(of line: String) -> String {
    var output = String.UnicodeScalarView()
    for row in typeset(line, columns: width ?? .max / 4, setting: setting) {
      for cell in row.cells { for scalar in cell.scalars { output.append(scalar) } }
      output.append("\n")
    }
    return output.isEmpty ? "\n" : String(output)
  }

  private func levelsDocument(of line: String) -> String {
    let base: Direction? =
      switch direction {
      case .auto: nil
      case .rtl: .rightToLeft
      case .ltr: .leftToRight
      }
    let resolved = embeddingLevels(of: Array(line.unicodeScalars), base: base)
    var document = "{\"base\":\(resolved.base),\"levels\":["
    document += resolved.levels.map { $0.map { String($0) } ?? "null" }.joined(separator: ",")
    document += "],\"order\":["
    document += visualOrder(of: resolved.levels).map { String($0) }.joined(separator: ",")
    return document + "]}\n"
  }
}

/// The lines of standard input, as many at a time as one read brings. What is no UTF-8 becomes U+FFFD.
private struct InputLines {
  /// The number of the first line that was cut because it was too long.
  private(set) var firstCutLine: Int?

  private let longest: Int
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private var count = 0

  init(longest: Int) { self.longest = longest }

  /// Nil at the end. A line that is longer than the limit comes in pieces, cut after a blank if there is
  /// one.
  mutating func next() throws(Failure) -> [String]? {
    guard !isAtEnd else { return nil }
    var lines: [String] = []
    let searched = rest.count
    try read()
    var start = 0
    var from = searched
    while let end = rest[from...].firstIndex(of: 0x0A) {
      lines.append(text(start..<end))
      count += 1
      start = end + 1
      from = start
    }
    if isAtEnd {
      if start < rest.count { lines.append(text(start..<rest.count)) }
    } else if rest.count - start > longest {
      firstCutLine = firstCutLine ?? count + 1
      let end = cut(start..<rest.count)
      lines.append(text(start..<end))
      start = end
    }
    rest.removeFirst(start)
    return lines
  }

  /// After the last blank; otherwise before a scalar.
  private func cut(_ line: Range<Int>) -> Int {
    if let blank = rest[line].lastIndex(of: 0x20), blank > line.lowerBound { return blank + 1 }
    return rest[line].lastIndex { $0 & 0xC0 != 0x80 }.map { max($0, line.lowerBound + 1) }
      ?? line.upperBound
  }

  private func text(_ range: Range<Int>) -> String {
    let end =
      range.isEmpty || rest[range.upperBound - 1] != 0x0D ? range.upperBound : range.upperBound - 1
    return String(decoding: rest[range.lowerBound..<end], as: UTF8.self)
  }

  private mutating func read() throws(Failure) {
    let size = 1 << 16
    let old = rest.count
    rest.append(contentsOf: repeatElement(0, count: size))
    var got = -1
    repeat {
      got = rest.withUnsafeMutableBytes { bytes in
        Glibc.read(STDIN_FILENO, bytes.baseAddress.map { $0 + old }, size)
      }
    } while got < 0 && errno == EINTR
    rest.removeLast(size - max(0, got))
    if got < 0 {
      throw Failure(.noInput, "standard input: \(String(cString: strerror(errno)))")
    }
    isAtEnd = got == 0
  }
}
