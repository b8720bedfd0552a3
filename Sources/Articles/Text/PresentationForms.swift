/// Arabic presentation forms and what they stand for.
///
/// Texts copied out of PDF files carry these instead of letters. The values are the compatibility
/// decompositions of the Unicode Character Database (U+FB50…U+FDFC, U+FE70…U+FEFC), but without the blank
/// that carries a spacing mark: the mark belongs to the letter before it.
enum PresentationForms {
  /// Where in a word the form stands.
  enum Position {
    case isolated, final, initial, medial
  }

  struct Entry {
    var position: Position
    var letters: [Unicode.Scalar]
  }

  static func entry(_ scalar: Unicode.Scalar) -> Entry? {
    switch scalar.value {
    case 0xFB50...0xFDFC: entries[Int(scalar.value) - 0xFB50]
    case 0xFE70...0xFEFC: entries[Int(scalar.value) - 0xFE70 + (0xFDFC - 0xFB50 + 1)]
    default: nil
    }
  }

  private static let entries: [Entry?] = {
    var entries = [Entry?](repeating: nil, count: (0xFDFC - 0xFB50 + 1) + (0xFEFC - 0xFE70 + 1))
    for row in table.unicodeScalars.split(separator: "\n") {
      let fields = row.split(separator: " ")
      guard fields.count > 2, let start = Int(String(fields[0]), radix: 16) else { continue }
      let first = start < 0xFE70 ? start - 0xFB50 : start - 0xFE70 + (0xFDFC - 0xFB50 + 1)
      for (index, (position, letters)) in zip(fields[1], fields[2...]).enumerated() {
        entries[first + index] = Entry(
          position: Self.position(position), letters: letters.map { $0 == "_" ? " " : $0 })
      }
    }
    return entries
  }()

  private static func position(_ letter: Unicode.Scalar) -> Position {
    switch letter {
    case "f": .final
    case "n": .initial
    case "m": .medial
    default: .isolated
    }
  }

  /// Each row: the first code point, the positions (i, f, n, m) of it and its successors, their letters
  /// (with `_` for a blank).
  private static let table = """
    FB50 ififnmifnmifnmif ٱ ٱ ٻ ٻ ٻ ٻ پ پ پ پ ڀ ڀ ڀ ڀ ٺ ٺ
    FB60 nmifnmifnmifnmif ٺ ٺ ٿ ٿ ٿ ٿ ٹ ٹ ٹ ٹ ڤ ڤ ڤ ڤ ڦ ڦ
    FB70 nmifnmifnmifnmif ڦ ڦ ڄ ڄ ڄ ڄ ڃ ڃ ڃ ڃ چ چ چ چ ڇ ڇ
    FB80 nmififififififif ڇ ڇ ڍ ڍ ڌ ڌ ڎ ڎ ڈ ڈ ژ ژ ڑ ڑ ک ک
    FB90 nmifnmifnmifnmif ک ک گ گ گ گ ڳ ڳ ڳ ڳ ڱ ڱ ڱ ڱ ں ں
    FBA0 ifnmififnmifnmif ڻ ڻ ڻ ڻ ۀ ۀ ہ ہ ہ ہ ھ ھ ھ ھ ے ے
    FBB0 if ۓ ۓ
    FBD3 ifnmifififiif ڭ ڭ ڭ ڭ ۇ ۇ ۆ ۆ ۈ ۈ ۇٴ ۋ ۋ
    FBE0 ifififnmnmififif ۅ ۅ ۉ ۉ ې ې ې ې ى ى ئا ئا ئە ئە ئو ئو
    FBF0 ififififnifnifnm ئۇ ئۇ ئۆ ئۆ ئۈ ئۈ ئې ئې ئې ئى ئى ئى ی ی ی ی
    FC00 iiiiiiiiiiiiiiii ئج ئح ئم ئى ئي بج بح بخ بم بى بي تج تح تخ تم تى
    FC10 iiiiiiiiiiiiiiii تي ثج ثم ثى ثي جح جم حج حم خج خح خم سج سح سخ سم
    FC20 iiiiiiiiiiiiiiii صح صم ضج ضح ضخ ضم طح طم ظم عج عم غج غم فج فح فخ
    FC30 iiiiiiiiiiiiiiii فم فى في قح قم قى قي كا كج كح كخ كل كم كى كي لج
    FC40 iiiiiiiiiiiiiiii لح لخ لم لى لي مج مح مخ مم مى مي نج نح نخ نم نى
    FC50 iiiiiiiiiiiiiiii ني هج هم هى هي يج يح يخ يم يى يي ذٰ رٰ ىٰ ٌّ ٍّ
    FC60 iiiiffffffffffff َّ ُّ ِّ ّٰ ئر ئز ئم ئن ئى ئي بر بز بم بن بى بي
    FC70 ffffffffffffffff تر تز تم تن تى تي ثر ثز ثم ثن ثى ثي فى في قى قي
    FC80 ffffffffffffffff كا كل كم كى كي لم لى لي ما مم نر نز نم نن نى ني
    FC90 fffffffnnnnnnnnn ىٰ ير يز يم ين يى يي ئج ئح ئخ ئم ئه بج بح بخ بم
    FCA0 nnnnnnnnnnnnnnnn به تج تح تخ تم ته ثم جح جم حج حم خج خم سج سح سخ
    FCB0 nnnnnnnnnnnnnnnn سم صح صخ صم ضج ضح ضخ ضم طح ظم عج عم غج غم فج فح
    FCC0 nnnnnnnnnnnnnnnn فخ فم قح قم كج كح كخ كل كم لج لح لخ لم له مج مح
    FCD0 nnnnnnnnnnnnnnnm مخ مم نج نح نخ نم نه هج هم هٰ يج يح يخ يم يه ئم
    FCE0 mmmmmmmmmmmmmmmm ئه بم به تم ته ثم ثه سم سه شم شه كل كم لم نم نه
    FCF0 mmmmmiiiiiiiiiii يم يه ـَّ ـُّ ـِّ طى طي عى عي غى غي سى سي شى شي حى
    FD00 iiiiiiiiiiiiiiii حي جى جي خى خي صى صي ضى ضي شج شح شخ شم شر سر صر
    FD10 ifffffffffffffff ضر طى طي عى عي غى غي سى سي شى شي حى حي جى جي خى
    FD20 fffffffffffffnnn خي صى صي ضى ضي شج شح شخ شم شر سر صر ضر شج شح شخ
    FD30 nnnnmmmmmmmmfi شم سه شه طم سج سح سخ شج شح شخ طم ظم اً اً
    FD50 nfnnnnnnfnffnnff تجم تحج تحج تحم تخم تمج تمح تمخ جمح جمح حمي حمى سحج سجح سجى سمح
    FD60 nnfnfnffnffnfnff سمح سمج سمم سمم صحح صحح صمم شحم شحم شجي شمخ شمخ شمم شمم ضحى ضخم
    FD70 nfnnfffnfffffnff ضخم طمح طمح طمم طمي عجم عمم عمم عمى غمم غمي غمى فخم فخم قمح قمم
    FD80 fffnffnfnnnfnnnn لحم لحي لحى لجج لجج لخم لخم لمح لمح محج محم محي مجح مجم مخج مخم
    FD92 nnnnffnffffnff مجخ همج همم نحم نحى نجم نجم نجى نمي نمى يمم يمم بخي تجي
    FDA0 ffffffffffffffff تجى تخي تخى تمي تمى جمي جحى جمى سخى صحي شحي ضحي لجي لمي يحي يجي
    FDB0 ffffnnffnfnfffff يمي ممي قمي نحي قمح لحم عمي كمي نجح مخي لجم كمم لجم نجح جحي حجي
    FDC0 fffnnnff مجي فمي بحي كمم عجم صمم سخي نجي
    FDF0 iiiiiiiiiiiii صلے قلے الله اكبر محمد صلعم رسول عليه وسلم صلى صلى_الله_عليه_وسلم جل_جلاله ریال
    FE70 imi ً ـً ٌ
    FE74 i ٍ
    FE76 imimimimim َ ـَ ُ ـُ ِ ـِ ّ ـّ ْ ـْ
    FE80 iifififififnmifi ء آ آ أ أ ؤ ؤ إ إ ئ ئ ئ ئ ا ا ب
    FE90 fnmififnmifnmifn ب ب ب ة ة ت ت ت ت ث ث ث ث ج ج ج
    FEA0 mifnmifnmifififi ج ح ح ح ح خ خ خ خ د د ذ ذ ر ر ز
    FEB0 fifnmifnmifnmifn ز س س س س ش ش ش ش ص ص ص ص ض ض ض
    FEC0 mifnmifnmifnmifn ض ط ط ط ط ظ ظ ظ ظ ع ع ع ع غ غ غ
    FED0 mifnmifnmifnmifn غ ف ف ف ف ق ق ق ق ك ك ك ك ل ل ل
    FEE0 mifnmifnmifnmifi ل م م م م ن ن ن ن ه ه ه ه و و ى
    FEF0 fifnmifififif ى ي ي ي ي لآ لآ لأ لأ لإ لإ لا لا
    """
}
