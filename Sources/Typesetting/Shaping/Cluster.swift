/// One spacing character in logical order with the marks on it: what becomes one cell, or two when
/// it is wide.
struct Cluster {
  var marks: SIMD4<UInt32> = .zero
  private var startByte: UInt32
  private var endByte: UInt32
  /// As it is painted in left-to-right text: a letter in its joined form.
  var base: UInt32
  /// The index of its first scalar in the paragraph.
  var position: UInt32
  var traits: Traits = []
  var level: UInt8
  /// The lowest level of the isolate controls between the cluster before and this one, which own no
  /// cell but part what they stand between.
  var levelBefore: UInt8?
  var columns: UInt8
  /// Columns that justification puts in after this cluster: tatweels after a letter that joins the
  /// next, blanks after a blank.
  var padding: UInt8 = 0

  init(
    _ base: UInt32, at position: UInt32 = 0, source: Range<Int>, columns: UInt8, level: UInt8,
    traits: Traits = []
  ) {
    self.base = base
    self.level = level
    self.position = position
    startByte = UInt32(truncatingIfNeeded: source.lowerBound)
    endByte = UInt32(truncatingIfNeeded: source.upperBound)
    self.columns = columns
    self.traits = traits
  }

  /// UTF-8 bytes of the text, which end before ``end``.
  var start: Int { Int(startByte) }
  var end: Int {
    get { Int(endByte) }
    set { endByte = UInt32(truncatingIfNeeded: newValue) }
  }

  struct Traits: OptionSet {
    let rawValue: UInt16

    static let joinsPrevious = Traits(rawValue: 1)
    static let joinsNext = Traits(rawValue: 2)
    static let isLamAlef = Traits(rawValue: 4)
    static let isLetter = Traits(rawValue: 8)
    /// A space a line may be broken after.
    static let isBlank = Traits(rawValue: 16)
    static let isNoBreakSpace = Traits(rawValue: 32)
    /// A line may end after this cluster, see ``Paragraph/markBreaks()``.
    static let allowsBreak = Traits(rawValue: 64)
    /// A line must end here (U+2028); shows nothing.
    static let forcesBreak = Traits(rawValue: 128)
    /// Has a mirrored glyph.
    static let isMirrored = Traits(rawValue: 256)
    /// Belongs to one grapheme cluster with what stands before it: never parted from it.
    static let continuesGrapheme = Traits(rawValue: 1024)
    /// A narrow character in two columns, an emoji by U+FE0F or a keycap: a blank follows it.
    static let isWidened = Traits(rawValue: 2048)
    /// A soft hyphen follows: a line that ends here shows a hyphen.
    static let isHyphenated = Traits(rawValue: 4096)
    /// A line may end here if it would otherwise stay half empty.
    static let discouragesBreak = Traits(rawValue: 8192)
    /// A format character, such as a joiner, stands between this cluster and the next.
    static let precedesFormat = Traits(rawValue: 16384)
  }

  /// Blank at the end of a line, where it takes no column.
  var vanishesAtLineEnd: Bool {
    !traits.isDisjoint(with: [.isBlank, .isNoBreakSpace, .forcesBreak])
  }

  /// The hyphen shown at the end of a row that parts a word.
  static func hyphen(behind cluster: Cluster) -> Cluster {
    Cluster(0x2D, source: cluster.end..<cluster.end, columns: 1, level: cluster.level)
  }

  /// Puts a mark behind those already there; a fifth is dropped.
  mutating func add(mark: UInt32) {
    for i in 0..<4 where marks[i] == 0 {
      marks[i] = mark
      return
    }
  }
}
