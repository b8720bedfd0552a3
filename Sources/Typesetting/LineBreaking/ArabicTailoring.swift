/// What Arabic news asks of line breaking beyond the rules of UAX #14, which allows it (section 8.2).
/// Every tailoring is one function and changes one place; all look at a few characters only.
extension LineBreaking {
  /// A no-break space beside a space is padding, and like the space a place to break.
  mutating func treatPaddingAsSpace() {
    let space = Properties.recordNumber(of: 0x20)
    for i in scalars.indices where scalars[i] == 0xA0 {
      if i > 0, lineBreak(at: i - 1) == .sp { replaceRecord(at: i, by: space) }
    }
    for i in scalars.indices.dropLast().reversed() where scalars[i] == 0xA0 {
      if lineBreak(at: i + 1) == .sp { replaceRecord(at: i, by: space) }
    }
  }

  /// Applies the tailorings to what the untailored rules found.
  mutating func tailorForArabic() {
    var i = 0
    while i < scalars.count {
      switch scalars[i] {
      case 0x20, 0xA0:
        let gap = gap(from: i)
        tailor(gap)
        i = gap.upperBound
        continue
      case 0x2E, 0x3A, 0x60C, 0x61B: breakBehindPunctuation(at: i)
      case 0xAD: ignoreSoftHyphen(at: i)
      default: break
      }
      i += 1
    }
  }

  /// The spaces from `start` on, at least one.
  private func gap(from start: Int) -> Range<Int> {
    var end = start + 1
    while end < scalars.count, lineBreak(at: end) == .sp { end += 1 }
    return start..<end
  }

  private mutating func tailor(_ gap: Range<Int>) {
    guard gap.upperBound < scalars.count, let before = base(before: gap.lowerBound) else { return }
    keepInsideGuillemets(gap, before: before)
    keepWawWithNextWord(gap, before: before)
    keepNumberWithSign(gap, before: before)
    keepDayWithMonth(gap, before: before)
    keepMonthTogether(gap, before: before)
    keepTitleWithName(gap, before: before)
  }

  // MARK: The rules

  /// A break after ، ؛ : . directly followed by an Arabic letter: the space was forgotten. Not after
  /// an initial (أ.ف.ب), a Latin word, or a number and its full stop or colon.
  private mutating func breakBehindPunctuation(at index: Int) {
    let next = index + 1
    guard next < scalars.count, isArabicLetter(next), let before = base(before: index) else {
      return
    }
    if scalars[index] == 0x2E || scalars[index] == 0x3A {
      guard lineBreak(at: before) != .nu, !isInitial(before) else { return }
      guard Properties(record: records[before]).bidiClass != .l else { return }
    }
    opportunities[next] = .allowed
  }

  /// « opens and » closes: no break between them and what they enclose, spaces or not.
  private mutating func keepInsideGuillemets(_ gap: Range<Int>, before: Int) {
    let opens = scalars[before] == 0xAB || scalars[before] == 0x2039
    let next = scalars[gap.upperBound]
    if opens || next == 0xBB || next == 0x203A { opportunities[gap.upperBound] = .prohibited }
  }

  /// A lone و, "and", is never left at the end of a line.
  private mutating func keepWawWithNextWord(_ gap: Range<Int>, before: Int) {
    guard scalars[before] == 0x648, startsWord(before) else { return }
    opportunities[gap.upperBound] = .prohibited
  }

  /// A number stays with the ٪ or % behind it, and a year with its هـ or م.
  private mutating func keepNumberWithSign(_ gap: Range<Int>, before: Int) {
    guard lineBreak(at: before) == .nu else { return }
    let next = gap.upperBound
    if lineBreak(at: next) == .po || isEra(next) { opportunities[next] = .prohibited }
  }

  /// A day stays with its month where there is room.
  private mutating func keepDayWithMonth(_ gap: Range<Int>, before: Int) {
    guard isDay(endingAt: before), MonthNames.isMonth(word(from: gap.upperBound)) else { return }
    discourage(gap.upperBound)
  }

  /// The two words of a month stay together where there is room.
  private mutating func keepMonthTogether(_ gap: Range<Int>, before: Int) {
    // The second words have the article: most gaps need no closer look.
    let next = gap.upperBound
    guard scalars[next] == 0x627, next + 1 < scalars.count, scalars[next + 1] == 0x644,
      let first = MonthNames.twoWords.first(where: { isWord($0.first, endingAt: before) }),
      first.seconds.contains(folded(word(from: next)))
    else { return }
    discourage(next)
  }

  /// A title or initial (د. أ.) stays with the name where there is room.
  private mutating func keepTitleWithName(_ gap: Range<Int>, before: Int) {
    guard scalars[before] == 0x2E, let letter = base(before: before), isInitial(letter),
      isArabicLetter(gap.upperBound)
    else { return }
    discourage(gap.upperBound)
  }

  /// A soft hyphen in an Arabic word is no place to break.
  private mutating func ignoreSoftHyphen(at index: Int) {
    let next = index + 1
    if next < scalars.count, isArabicLetter(next) { opportunities[next] = .prohibited }
  }

  private mutating func discourage(_ index: Int) {
    if opportunities[index] == .allowed { opportunities[index] = .discouraged }
  }

  // MARK: What stands there

  /// The character before `index` that is no mark or format character.
  private func base(before index: Int) -> Int? {
    var index = index - 1
    while index >= 0, lineBreak(at: index) == .cm || lineBreak(at: index) == .zwj { index -= 1 }
    return index < 0 ? nil : index
  }

  private func isArabicLetter(_ index: Int) -> Bool {
    let properties = Properties(record: records[index])
    return properties.bidiClass == .al && properties.category == .letter
  }

  /// Nothing of a word stands before: the start, a space, an opening bracket or quotation mark.
  private func startsWord(_ index: Int) -> Bool {
    guard let before = base(before: index) else { return true }
    switch lineBreak(at: before) {
    case .sp, .gl, .op, .qu, .quInitial, .bk: return true
    default: return false
    }
  }

  /// An Arabic letter by itself, also behind the full stop of another: the د of أ.د.
  private func isInitial(_ index: Int) -> Bool {
    guard isArabicLetter(index) else { return false }
    if startsWord(index) { return true }
    guard let stop = base(before: index), scalars[stop] == 0x2E,
      let letter = base(before: stop), isArabicLetter(letter)
    else { return false }
    return startsWord(letter) || base(before: letter).map { scalars[$0] == 0x2E } ?? true
  }

  /// هـ or ه for the Hijri era, م for the common one, as a word.
  private func isEra(_ index: Int) -> Bool {
    ["ه", "هـ", "م"].contains(word(from: index))
  }

  /// One or two digits that are a number of their own.
  private func isDay(endingAt index: Int) -> Bool {
    guard lineBreak(at: index) == .nu else { return false }
    var start = index
    while start > 0, index - start < 2, lineBreak(at: start - 1) == .nu { start -= 1 }
    return index - start < 2 && startsWord(start)
  }

  /// The letters from `index` on without their marks, at most sixteen.
  private func word(from index: Int) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars.indices[index...].prefix(while: isInWord).prefix(longestWord) {
      if let letter = letter(at: scalar) { text.append(letter) }
    }
    return String(text)
  }

  /// Whether just that word, apart from marks, ends at `index`.
  private func isWord(_ word: String, endingAt index: Int) -> Bool {
    var index: Int? = index
    for letter in word.unicodeScalars.reversed() {
      guard let place = index, scalars[place] == letter.value else { return false }
      index = base(before: place)
    }
    return index.map { !isArabicLetter($0) } ?? true
  }

  private var longestWord: Int { 16 }

  private func isInWord(_ index: Int) -> Bool {
    switch Properties(record: records[index]).category {
    case .letter, .mark, .format: true
    default: false
    }
  }

  private func letter(at index: Int) -> Unicode.Scalar? {
    Properties(record: records[index]).category == .letter ? Unicode.Scalar(scalars[index]) : nil
  }
}

/// The months of Arabic news: of both calendars, in all the regions' names.
private enum MonthNames {
  static func isMonth(_ word: String) -> Bool { names.contains(folded(word)) }

  /// The months of two words: the first, and what the second may be, folded.
  static let twoWords: [(first: String, seconds: Set<String>)] = [
    (["كانون", "تشرين"], ["الأول", "الثاني"]),
    (["ربيع"], ["الأول", "الثاني", "الآخر"]),
    (["جمادى", "جمادي"], ["الأولى", "الأول", "الآخرة", "الثانية", "الثاني"]),
    (["ذو", "ذي", "ذا"], ["القعدة", "الحجة"]),
  ].flatMap { (firsts: [String], seconds: [String]) in
    firsts.map { ($0, Set(seconds.map { folded($0) })) }
  }

  private static let names = Set(
    (twoWords.map(\.first) + [
      "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يونيه", "يوليو", "يوليه", "أغسطس",
      "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز",
      "آب", "أيلول", "جانفي", "فيفري", "أفريل", "ماي", "جوان", "جويلية", "أوت", "يوليوز", "غشت",
      "شتنبر", "نونبر", "دجنبر", "إبريل", "أغشت", "شتمبر", "نوفمبر", "دجمبر", "محرم", "صفر", "رجب",
      "شعبان", "رمضان", "شوال", "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر",
      "آبان", "آذر", "دی", "بهمن", "اسفند", "جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون",
      "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر", "ژانویه", "فوریه", "آوریل", "مه",
      "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
    ]).map { folded($0) })
}
