import Foundation

/// Arabic news that nobody wrote: words made from roots and patterns, a few of them often and most of
/// them rarely. The same seed gives the same text on every machine.
struct NewsText {
  private var state: UInt64

  /// Mixed, since the states of neighbouring seeds would be one step apart and their texts the same.
  init(seed: Int) { state = Self.mixed(UInt64(truncatingIfNeeded: seed) &+ 0x9E37_79B9_7F4A_7C15) }

  mutating func title() -> String { words(7 + next(6)) }

  /// Sentences of 8 to 20 words, `count` words in all.
  mutating func paragraph(words count: Int) -> String {
    var text = ""
    var left = count
    while left > 0 {
      let length = min(left, 8 + next(13))
      if !text.isEmpty { text += " " }
      text += length > 12 ? words(length / 2) + "، " + words(length - length / 2) : words(length)
      if next(6) == 0 { text += " (\(1990 + next(35)))" }
      text += next(12) == 0 ? "؟" : "."
      left -= length
    }
    return text
  }

  /// As ``paragraph(words:)``, with names, addresses and figures in Latin letters.
  mutating func mixedParagraph(words count: Int) -> String {
    var text = ""
    for _ in 0..<max(1, count / 10) {
      text += words(4 + next(5)) + " " + Self.latin[next(Self.latin.count)] + " "
      text += words(2 + next(3)) + " \(next(9000)),\(next(9))% "
    }
    return text + words(3) + "."
  }

  mutating func englishParagraph(words count: Int) -> String {
    var text = ""
    for index in 0..<count {
      if index > 0 { text += index % 13 == 0 ? ", " : " " }
      text += Self.english[next(Self.english.count)]
    }
    return text + "."
  }

  mutating func category() -> String { Self.categories[next(Self.categories.count)] }

  mutating func author() -> String {
    Self.names[next(Self.names.count)] + " " + Self.names[next(Self.names.count)]
  }

  /// A whole page as a browser saves it as text.
  mutating func page() -> String {
    var lines = [
      "صورة", "● \(category()) \(1 + next(28)) ديسمبر \(2015 + next(10))", "", title(), "",
    ]
    for _ in 0..<5 { lines += [paragraph(words: 40 + next(30)), ""] }
    lines += ["الكاتب: \(author())", "مشاركة: فيسبوك، واتساب، نسخ الرابط", "", "اقرأ أيضاً:"]
    for _ in 0..<3 { lines.append(title()) }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Words

  private mutating func words(_ count: Int) -> String {
    var text = word()
    for _ in 1..<max(1, count) {
      text += " "
      text += word()
    }
    return text
  }

  private mutating func word() -> String {
    if next(4) == 0 { return Self.particles[next(Self.particles.count)] }
    let share = Double(next(1 << 20)) / Double(1 << 20)
    let stem = Self.stems[Int(share * share * share * Double(Self.stems.count))]
    return Self.prefixes[next(Self.prefixes.count)] + stem
      + Self.suffixes[next(Self.suffixes.count)]
  }

  /// A number below `bound`.
  mutating func draw(_ bound: Int) -> Int { next(bound) }

  /// SplitMix64.
  private mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Int(Self.mixed(state) % UInt64(bound))
  }

  /// The output of SplitMix64 for a state.
  private static func mixed(_ state: UInt64) -> UInt64 {
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Every root in every pattern.
  private static let stems: [String] = patterns.flatMap { pattern in
    roots.map { root in
      let letters = Array(root)
      return String(
        pattern.map { place in
          switch place {
          case "ف": letters[0]
          case "ع": letters[1]
          case "ل": letters[2]
          default: place
          }
        })
    }
  }

  private static let patterns = split(
    "فعل فاعل مفعول فعيل فعال فعول تفعيل مفعل افتعال انفعال استفعال مفاعل تفاعل أفعال مفعلة فعلان "
      + "متفعل مستفعل أفعل فواعل")
  private static let roots = split(
    "كتب درس علم عمل فتح دخل خرج حكم سلم حرب نشر قرأ سمع نظر ذهب رجع جمع قطع رفع دفع منع صنع زرع حصد "
      + "ركب نزل سكن بحث طلب وعد شهد حضر غيب قتل ضرب لعب طبخ شرب أكل نوم صحو قبل بعد قرب بدأ ختم كسر جبر "
      + "حمل وضع نقل عقد حلف صدق كذب وثق شكر حمد ذكر نسي حفظ ضيع ربح خسر بيع شري ملك فقر غني مرض طبب سفر "
      + "رحل وصل قطر بحر جبل نهر مطر ثلج حرر برد خضر حمر سود بيض كبر صغر طول قصر عرض وسع ضيق ثقل خفف سرع "
      + "بطأ قوي ضعف شدد لين حسن قبح جمل خلق رزق نبأ خبر حدث قصص روي شعر نثر لغة نطق صمت ضحك بكي فرح حزن"
  )
  private static let particles = split(
    "في من إلى على عن أن إن ما هذا هذه التي الذي كان كانت قد بعد قبل خلال مع بين كما حيث لم لا هو هي أو "
      + "ثم كل بعض غير عند منذ حتى إذا أي ذلك تلك")
  private static let prefixes = ["", "", "ال", "ال", "و", "وال", "ب", "لل"]
  private static let suffixes = ["", "", "", "ة", "ات", "ين", "ها", "هم"]
  private static let categories = split("سياسة اقتصاد رياضة ثقافة علوم صحة تقنية سفر منوعات مجتمع")
  private static let names = split("أحمد سعاد ليلى يوسف نور كريم هدى سالم مريم طارق")
  private static let latin = split(
    "Swift UTF-8 https://example.org/a/12 Casablanca COVID-19 iPhone GDP Reuters (AFP) C++ WHO")
  private static let english = split(
    "the of and a to in minister said on government for that year new market price city people report "
      + "will has been with from after more percent water school energy team first")

  private static func split(_ words: String) -> [String] {
    words.split(separator: " ").map(String.init)
  }
}
