import Foundation
import Testing

@Suite struct `What was read` {
  @Test func `stays read after leaving`() throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      for left in ["٧٠", "٦٩", "٦٨"] {
        try terminal.press("Left")
        try terminal.wait(for: "مشاركة")
        try terminal.press("Right")
        try terminal.wait(for: "\(left) غير مقروء من ٧١")
        try terminal.press("Down")
      }
      try terminal.press("Q")
      #expect(try terminal.exitCode() == 0)
    }
    #expect(try program.articles().filter(\.read).count == 3)
    try program.read { terminal in
      let screen = try terminal.wait(for: "٦٨ غير مقروء من ٧١")
      #expect(screen.rows[3...5].allSatisfy { !$0.contains("●") })
      #expect(screen.rows[6].contains("●"))
    }
  }

  @Test func `survives kill -9 right after the answer to the key`() throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      try terminal.press("m")
      try terminal.wait(for: "٧٠ غير مقروء من ٧١")
      kill(try terminal.process(), SIGKILL)
      #expect(try terminal.exitCode() == 128 + SIGKILL)
    }
    #expect(try program.articles().filter(\.read).count == 1)
  }

  @Test func `is not lost between two readers of one archive`() throws {
    let program = try Program.withEdition()
    try program.read { first in
      try first.wait(for: "٧١ غير مقروء من ٧١")
      try program.read { second in
        try second.wait(for: "٧١ غير مقروء من ٧١")
        try second.press("Down", "Down")
        for _ in 0..<3 {
          try first.press("m", "Down", "Down", "Down", "Down")
          try second.press("s", "m", "Down", "Down", "Down", "Down")
        }
        try first.press("Q")
        try second.press("Q")
        #expect(try first.exitCode() == 0)
        #expect(try second.exitCode() == 0)
      }
    }
    let articles = try program.articles()
    #expect(articles.indices.filter { articles[$0].read } == [0, 2, 4, 6, 8, 10])
    #expect(articles.indices.filter { articles[$0].starred } == [2, 6, 10])
  }

  @Test func `is undone and done again`() throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      try terminal.press("m", "Down", "m")
      try terminal.wait(for: "٦٩ غير مقروء من ٧١")
      try terminal.press("u")
      try terminal.wait(for: "٧٠ غير مقروء من ٧١")
      #expect(try program.articles().filter(\.read).count == 1)
      try terminal.press("u")
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      try terminal.press("u")
      try terminal.wait(for: "لا شيء يتراجع عنه")
      try terminal.press("C-r", "C-r")
      try terminal.wait(for: "٦٩ غير مقروء من ٧١")
      #expect(try program.articles().prefix(3).map(\.read) == [true, true, false])
    }
  }

  @Test func `of the whole list is undone and done again`() throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      try terminal.press("m", "A")
      try terminal.wait(for: "علم ٧٠ مقالا مقروءا")
      #expect(try program.articles("--unread").isEmpty)
      try terminal.press("u")
      try terminal.wait(for: "٧٠ غير مقروء من ٧١")
      #expect(try program.articles().filter(\.read).count == 1)
      try terminal.press("u")
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      try terminal.press("C-r", "C-r")
      try terminal.wait(for: "لا جديد من ٧١")
      #expect(try program.articles("--unread").isEmpty)
    }
  }

  @Test func `is done again in the order it was done`() throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      try terminal.press("A")
      try terminal.wait(for: "لا جديد من ٧١")
      try terminal.press("s")
      try terminal.wait(for: "ميز بنجمة")
      try terminal.press("u", "u")
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      try terminal.press("C-r")
      try terminal.wait(for: "لا جديد من ٧١")
      try terminal.press("C-r")
      try terminal.wait(for: "أعيد")
      #expect(try program.articles("--starred").count == 1)
    }
  }

  @Test func `is left out of the list of the unread`() throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      let first = try #require(try terminal.wait(for: "٧١ غير مقروء من ٧١").selected.first)
      try terminal.press("m")
      try terminal.wait(for: "٧٠ غير مقروء من ٧١")
      try terminal.press("U")
      let unread = try terminal.wait(for: "خبر  غير المقروءة")
      #expect(try #require(unread.selected.first) != first)
      #expect(unread.reads("١ من ٧٠"))
      #expect(!unread.reads("لماذا تكتب لام الألف"))
      try terminal.press("U")
      try terminal.wait(for: "لماذا تكتب لام الألف")
    }
  }

  @Test func `carries a star besides`() throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      try terminal.press("Down", "s")
      let screen = try terminal.wait(for: "ميز بنجمة")
      #expect(screen.rows[4].contains("★"))
      try terminal.press("Up", "s", "s")
      try terminal.wait(for: "أزيلت النجمة")
    }
    let articles = try program.articles()
    #expect(articles.indices.filter { articles[$0].starred } == [1])
    #expect(try program.articles("--starred").count == 1)
  }

  @Test func `is seen by a running reader when a command marked it`() throws {
    let program = try Program.withEdition()
    let first = try program.articles()[0]
    try program.read { terminal in
      try terminal.wait(for: "٧١ غير مقروء من ٧١")
      #expect(try program.run("mark", "read", "\(first.id)").output == "1\n")
      // The key finds the article read already and says so instead of losing the mark.
      try terminal.press("m")
      try terminal.wait(for: "مقروء")
    }
    #expect(try program.articles()[0].read)
  }
}
