import Articles
import Testing

@Suite struct NumberedItemTests {
  @Test(arguments: ["1. الألف", "٣) الجيم", "12- last", "۲. دو", "4.الدال"])
  func `an item that brings its number needs no bullet`(text: String) {
    #expect(Block(.listItem, text).isNumbered)
  }

  @Test(arguments: [
    "18:30 في تونس", "20 دقيقة من المشي", "2024. سنة", "1.5 كيلوغرام", "20-30 حبة", "ألف", "",
  ])
  func `an amount or a time is no number of an item`(text: String) {
    #expect(!Block(.listItem, text).isNumbered)
    #expect(!Block(.paragraph, "1. x").isNumbered)
  }
}
