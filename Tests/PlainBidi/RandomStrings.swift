/// Random strings over a few scalars of every class, all older than the data that engines in the wild
/// carry. Each string takes few kinds, so that rules meet which need the same ones close together.
package struct RandomStrings: Sequence, IteratorProtocol {
  package typealias Sample = (scalar: Unicode.Scalar, character: PlainBidi.Character)

  private var state: UInt64
  private let longest: Int

  package init(seed: UInt64, longest: Int) {
    state = seed
    self.longest = longest
  }

  package mutating func next() -> [Sample]? {
    let kinds = (0..<2 + draw(10)).map { _ in Self.samples[draw(Self.samples.count)] }
    return (0...draw(longest)).map { _ in kinds[draw(kinds.count)] }
  }

  /// SplitMix64.
  private mutating func draw(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  /// Classes as UnicodeData.txt gives them.
  package static let samples: [Sample] =
    samples(.L, ["a", "Z", "é", "中"]) + samples(.R, ["א", "ת"])
    + samples(.AL, ["ا", "ب", "ش", "ی"])
    + samples(.EN, ["1", "9", "۴"]) + samples(.ES, ["+", "-"]) + samples(.ET, ["$", "%", "#", "٪"])
    + samples(.AN, ["١", "٩", "٫"]) + samples(.CS, [",", ".", "/", ":", "\u{A0}"])
    + samples(.NSM, ["\u{300}", "\u{64E}", "\u{651}", "\u{5B0}"])
    + samples(.BN, ["\u{AD}", "\u{200C}"]) + samples(.S, ["\t", "\u{1F}"])
    + samples(.WS, [" ", "\u{2003}"]) + samples(.ON, ["!", "\"", "&", "…", "«", "»"])
    + samples(.LRE, ["\u{202A}"]) + samples(.RLE, ["\u{202B}"]) + samples(.PDF, ["\u{202C}"])
    + samples(.LRO, ["\u{202D}"]) + samples(.RLO, ["\u{202E}"]) + samples(.LRI, ["\u{2066}"])
    + samples(.RLI, ["\u{2067}"]) + samples(.FSI, ["\u{2068}"]) + samples(.PDI, ["\u{2069}"])
    + brackets

  private static func samples(
    _ bidiClass: PlainBidi.Class, _ scalars: [Unicode.Scalar]
  ) -> [Sample] {
    scalars.map { ($0, PlainBidi.Character(bidiClass)) }
  }

  /// U+2329 and U+3009 make a pair: the one is canonically U+3008.
  private static let brackets: [Sample] = [
    ("(", "("), (")", ")"), ("[", "["), ("]", "]"), ("{", "{"), ("}", "}"),
    ("\u{2329}", "\u{3008}"), ("\u{3009}", "\u{3009}"),
  ].map { ($0, PlainBidi.Character(.ON, bracket: $1)) }
}
