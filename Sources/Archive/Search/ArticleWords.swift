internal import Articles
internal import GRDB
internal import Typesetting

/// The words of an article as the index holds them.
struct ArticleWords {
  /// Stems parted by spaces.
  var title = ""
  var body = ""
  /// The distinct stems under their hashes.
  private(set) var stems: [Int64: String] = [:]
  /// The distinct groups of three letters; see `Trigrams`.
  private(set) var trigrams: [UInt16] = []
  private(set) var lengths = FieldLengths()

  init(title: String, summary: String?, blocks: [Block]) {
    var gathering = Gathering()
    self.title = gathering.add([title], to: &stems)
    lengths.title = gathering.length
    gathering.length = .zero
    body = gathering.add([summary ?? ""] + blocks.map(\.text), to: &stems)
    lengths.body = gathering.length
    trigrams = gathering.trigrams
  }

  init(_ article: Article) {
    self.init(title: article.title, summary: article.summary, blocks: article.blocks)
  }
}

/// How long a text is, in words and in groups of three letters.
struct TextLength {
  var words = 0
  var trigrams = 0

  static let zero = TextLength()
}

struct FieldLengths {
  var title = TextLength.zero
  var body = TextLength.zero
}

private struct Gathering {
  var length = TextLength.zero
  private(set) var trigrams: [UInt16] = []
  private var seen = [Bool](repeating: false, count: Trigrams.count)

  mutating func add(_ texts: [String], to stems: inout [Int64: String]) -> String {
    var joined: [UInt8] = []
    for text in texts {
      forEachWord(of: text) { word in
        joined += word.stem
        joined.append(0x20)
        let hash = Hash.of(utf8: word.stem)
        if stems[hash] == nil {
          stems[hash] = String(decoding: word.stem, as: UTF8.self)
        }
        length.words += 1
        Trigrams.forEach(of: word.bare) { add($0) }
      }
    }
    return String(decoding: joined, as: UTF8.self)
  }

  private mutating func add(_ trigram: UInt16) {
    length.trigrams += 1
    guard !seen[Int(trigram)] else { return }
    seen[Int(trigram)] = true
    trigrams.append(trigram)
  }
}

/// The groups of three neighbouring letters of a word, its beginning and its end being letters too:
/// what two words of one root have in common when their stems differ. A group goes by a hash of 16
/// bits; the letters of one script make few enough of them.
enum Trigrams {
  static let count = 1 << 16

  /// The end of a word that is not whole is none, since it may go on.
  @inline(__always)
  static func forEach(
    of word: UnsafeBufferPointer<UInt8>, isWhole: Bool = true, _ body: (UInt16) -> Void
  ) {
    var first: UInt64 = 0
    var second = edge
    var index = word.startIndex
    while index < word.endIndex {
      let third = letter(of: word, &index)
      if first != 0 { body(hash(first, second, third)) }
      first = second
      second = third
    }
    if isWhole { body(hash(first, second, edge)) }
  }

  private static let edge: UInt64 = 1

  @inline(__always)
  private static func letter(of word: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt64 {
    var letter = UInt64(word[index])
    index += 1
    while index < word.endIndex, word[index] & 0xC0 == 0x80 {
      letter = letter << 6 | UInt64(word[index] & 0x3F)
      index += 1
    }
    return letter
  }

  @inline(__always)
  private static func hash(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt16 {
    let mixed = (first &* 0x9E37_79B9_7F4A_7C15 &+ second) &* 0xBF58_476D_1CE4_E5B9 &+ third
    return UInt16(truncatingIfNeeded: (mixed &* 0x94D0_49BB_1331_11EB) >> 40)
  }
}
