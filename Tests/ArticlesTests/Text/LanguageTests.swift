import Articles
import Testing

struct LanguageTests {
  @Test(arguments: [
    ("ar", "عاد القطار إلى المحطة القديمة بعد أعوام"),
    ("ar", "رئيس شركة گوگل يزور مدينة القاهرة ويلتقي وزيرة التعليم"),
    ("fa", "تیم روستا برای نخستین بار قهرمان شد و جام را به خانه برد"),
    ("ur", "گاؤں کی ٹیم نے پہلی بار کپ جیت لیا"),
    ("ps", "د کلي لوبډلې د لومړي ځل لپاره جام وګاټه"),
    ("ckb", "تیپی گوند بۆ یەکەم جار جامەکەی بردەوە و خەڵکەکە دڵخۆش بوون"),
    ("he", "הקבוצה מהכפר זכתה בגביע"), ("en", "The side from the village won the cup"),
    ("ar", "BBC تنشر أدلة جديدة"),
  ])
  func `letters tell the language`(language: String, text: String) {
    #expect(languageGuess(of: text) == language)
  }

  @Test(arguments: ["", "2024 / 12", "Zürich grüßt Basel", "● ـــ", "日本語"])
  func `what does not tell is not guessed`(text: String) {
    #expect(languageGuess(of: text) == nil)
  }
}
