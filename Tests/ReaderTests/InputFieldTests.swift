import Reader
import Testing
import Typesetting

@Suite struct InputFieldTests {
  private let setting = Setting(direction: .automatic, fallback: .rightToLeft)

  /// The offsets the cursor passes on its way over the screen.
  private func walk(_ text: String, right: Bool, steps: Int, from start: Bool = false) -> [Int] {
    var field = InputField(text)
    if start { field.moveToStart() }
    return (0..<steps).map { _ in
      field.moveVisually(right: right, in: setting)
      return field.cursor
    }
  }

  @Test func `in Arabic left goes on, right goes back`() {
    #expect(walk("خبر", right: false, steps: 4, from: true) == [1, 2, 3, 3])
    #expect(walk("خبر", right: true, steps: 4) == [2, 1, 0, 0])
  }

  @Test func `in Latin right goes on, left goes back`() {
    #expect(walk("abc", right: true, steps: 4, from: true) == [1, 2, 3, 3])
    #expect(walk("abc", right: false, steps: 4) == [2, 1, 0, 0])
  }

  @Test func `the cursor crosses Latin words and numbers as they stand`() {
    // On the screen: ‹end› سيئة Swift 60 لغة, read from the right; offsets are logical.
    let text = "لغة Swift هي 60"
    var field = InputField(text)
    field.moveToStart()
    var seen: [Int] = [field.cursor]
    for _ in 0..<text.count {
      field.moveVisually(right: false, in: setting)
      seen.append(field.cursor)
    }
    #expect(seen == [0, 1, 2, 3, 8, 7, 6, 5, 4, 9, 10, 11, 12, 14, 13, 15])
  }

  @Test func `every place of a mixed text is passed in both directions`() {
    for text in ["لغة Swift هي 60", "Apple (أبل) 2024", "קוד: A-1 ב", "٣ من ٧ (20-20)"] {
      let count = text.unicodeScalars.count
      for right in [true, false] {
        var field = InputField(text)
        field.moveToEnd()
        // Whatever the end is on, walk to one edge and then to the other.
        for _ in 0...count { field.moveVisually(right: !right, in: setting) }
        var seen: Set<Int> = [field.cursor]
        for _ in 0...count {
          field.moveVisually(right: right, in: setting)
          seen.insert(field.cursor)
        }
        #expect(seen == Set(0...count), "\(text)")
      }
    }
  }

  @Test func `wide characters and joined pairs are passed in one step`() {
    #expect(walk("漢字", right: true, steps: 3, from: true) == [1, 2, 2])
    #expect(walk("漢字", right: false, steps: 2) == [1, 0])
    #expect(walk("سلام", right: false, steps: 3, from: true) == [1, 3, 4])
  }

  @Test func `marks go with their letter`() {
    #expect(walk("مُحَمَّد", right: false, steps: 4, from: true) == [2, 4, 7, 8])
  }

  @Test func `editing happens at the cursor`() {
    var field = InputField("خبر")
    field.moveToStart()
    field.insert("ال")
    #expect(field.text == "الخبر")
    #expect(field.cursor == 2)
    field.deleteForward()
    #expect(field.text == "البر")
    field.deleteBackward()
    #expect(field.text == "ابر")
    #expect(field.cursor == 1)
    field.moveToEnd()
    field.insert(" جديد قصير  ")
    field.deleteWordBackward()
    #expect(field.text == "ابر جديد ")
    field.deleteAll()
    #expect(field == InputField(""))
    field.deleteBackward()
    field.deleteForward()
    field.deleteWordBackward()
    #expect(field == InputField(""))
  }

  @Test func `a combining mark joins the letter before it`() {
    var field = InputField("م")
    field.insert("\u{64F}")
    #expect(field.text == "م\u{64F}")
    #expect(field.cursor == 2)
    field.deleteBackward()
    #expect(field.text == "م")
  }

  @Test func `what is pasted loses controls and line breaks`() {
    var field = InputField("a")
    field.insert("b\u{1B}[31m\u{0}c\nd\re\tf\u{85}g\u{2028}h\u{2029}i\u{7F}")
    #expect(field.text == "ab[31mcdefghi")
    #expect(field.cursor == 13)
  }

  @Test func `the keys of readline work in the field`() {
    var desk = Desk()
    desk.type("dabc def")
    desk.go(.control("w"))
    desk.go(.control("a"), .character("x"), .control("e"), .paste("12\u{7}"), .control("h"))
    desk.go(.home, .delete, .control("d"))
    guard case .input(let input) = desk.model.panel else {
      Issue.record("the field is closed")
      return
    }
    #expect(input.field.text == "bc 1")
    desk.go(.control("u"))
    #expect(desk.model.panel == .input(Panel.Input(purpose: .date, field: InputField())))
  }

  @Test(arguments: [
    ("", 8), ("abc", 8), ("خبر", 8), (String(repeating: "خبر ", count: 60), 8),
    (String(repeating: "word ", count: 60), 8), ("漢字漢字漢字漢字漢字漢字", 12),
  ])
  func `the cursor is on the screen, in the field's row`(text: String, columns: Int) {
    for columns in [columns, 20, 40, 80] {
      var desk = Desk(columns: columns, rows: 10)
      desk.type("d")
      desk.go(.paste(text))
      for key in [Key.end, .home, .left, .right, .right] {
        desk.go(key)
        guard let cursor = view(desk.model).cursor else { continue }
        #expect(cursor.row == 9)
        #expect((0..<columns).contains(cursor.column))
      }
    }
  }

  @Test func `the cursor stands where the next letter comes`() throws {
    var desk = Desk(columns: 80, rows: 10)
    desk.type("dخبر")
    let rightToLeft = try #require(view(desk.model).cursor)
    let last = view(desk.model)[Position(row: 9, column: rightToLeft.column + 1)]
    #expect(last.base == "\u{FEAE}")  // ARABIC LETTER REH FINAL FORM
    desk.go(.control("u"))
    desk.type("abc")
    let leftToRight = try #require(view(desk.model).cursor)
    #expect(view(desk.model)[Position(row: 9, column: leftToRight.column - 1)].base == "c")
  }
}
