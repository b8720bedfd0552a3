import Testing
import Typesetting

@Suite struct `Words` {
  @Test(arguments: [
    ("مُحَمَّدٌ", "محمد"), ("الثّلاثاء", "الثلاثاء"), ("كـــتاب", "كتاب"),
    ("أإآٱ", "اااا"), ("على", "علي"), ("مدرسة", "مدرسه"), ("کتاب", "كتاب"),
    ("٢٠٢٤ ۱۴۰۳", "2024 1403"), ("ﻻ", "لا"), ("ﷲ", "الله"), ("مسؤول", "مسؤول"),
    ("مسو\u{654}ول", "مسؤول"), ("שלום", "שלומ"), ("צה\"ל", "צהל"), ("שָׁלוֹם", "שלומ"),
    ("BBC Erdoğan", "bbc erdogan"), ("ΑΘΉΝΑ", "αθηνα"), ("Москва", "москва"),
    ("می\u{200C}روم", "مي روم"), ("لـCNN", "ل cnn"), ("  a,  b!", "a b"), ("北京", "北 京"),
    ("ﷺ", "صلي الله عليه وسلم"), ("", ""),
  ])
  func `a text has one search key however it is written`(_ text: String, _ key: String) {
    #expect(folded(text) == key)
  }

  @Test func `a word covers its marks and tatweel in the source`() {
    let text = "قال: «الثّـلاثاءُ» 7/12"
    let found = words(of: text)
    #expect(found.map(\.folded) == ["قال", "الثلاثاء", "7", "12"])
    let utf8 = Array(text.utf8)
    #expect(
      found.map { String(decoding: utf8[$0.range], as: UTF8.self) }
        == ["قال", "الثّـلاثاءُ", "7", "12"])
  }

  @Test(arguments: [
    ("الكتاب", "كتاب"), ("والكتاب", "كتاب"), ("بالمدرسه", "مدرس"), ("للوزراء", "وزر"),
    ("ومصر", "مصر"), ("وفد", "وفد"), ("المسلمون", "مسلم"), ("سياراتها", "سيار"), ("ال", "ال"),
    ("وللوزراء", "وزر"),
    ("مسؤول", "مسوول"), ("رئيس", "رييس"), ("شيء", "شيء"), ("سماء", "سما"), ("مقالا", "مقال"),
    ("كتابان", "كتاب"), ("english", "english"), ("2024", "2024"), ("في", "في"),
  ])
  func `one prefix, the endings and hamza are taken off`(_ word: String, _ stem: String) {
    #expect(lightStem(word) == stem)
    #expect(words(of: word).map(\.stem) == [stem])
  }

  @Test func `stop words are folded`() {
    #expect(stopWords.contains(folded("إلى")))
    #expect(stopWords.contains("the"))
    #expect(stopWords.count > 250)
    #expect(!stopWords.contains("سوريا"))
  }
}
