import Foundation
import Testing

@Suite struct `The commands` {
  /// A document as `--json` prints it: one line, one object.
  private func document(_ outcome: Outcome) throws -> [String: Any] {
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.hasSuffix("\n"))
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }

  private func objects(_ document: [String: Any], _ key: String) throws -> [[String: Any]] {
    #expect(Set(document.keys) == [key])
    return try #require(document[key] as? [[String: Any]])
  }

  private static let articleFields: Set<String> = [
    "id", "title", "category", "date", "datePrecision", "dateText", "author", "source", "url",
    "language", "direction", "read", "starred", "excerpt",
  ]

  private func article(_ title: String, in program: Program) throws -> Program.Article {
    try #require(try program.articles().first { $0.title == title })
  }

  // MARK: Shapes

  @Test func `list prints articles with all their fields, null where nothing is known`() throws {
    let program = try Program.withEdition()
    let articles = try objects(document(program.run("list", "--json")), "articles")
    #expect(articles.count == Program.editionCount)
    for article in articles { #expect(Set(article.keys) == Self.articleFields) }
    let first = try #require(articles.first)
    #expect(first["title"] as? String == "لماذا تكتب لام الألف في خانة واحدة؟")
    #expect(first["category"] as? String == "لغة وكتابة")
    #expect(first["date"] as? String == "2024-12-07T14:30")
    #expect(first["datePrecision"] as? String == "minute")
    #expect(first["dateText"] as? String == "٧ ديسمبر ٢٠٢٤ الساعة ١٤:٣٠")
    #expect(first["author"] as? String == "ليلى القاسم")
    #expect(first["url"] as? String == "https://www.unicode.org/charts/PDF/UFE70.pdf")
    #expect(first["source"] is NSNull)
    #expect(first["language"] as? String == "ar")
    #expect(first["direction"] as? String == "rtl")
    #expect(first["read"] as? Bool == false)
    let english = try #require(articles.first { $0["title"] as? String == "Why Eighty Columns?" })
    #expect(english["direction"] as? String == "ltr")
    let day = try #require(articles.first { $0["datePrecision"] as? String == "day" })
    #expect((day["date"] as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil)
  }

  @Test func `an external number appears only where there is one`() throws {
    let program = try Program()
    let lines = """
      {"title":"عنوان","body":"نص","id":"x-1","date":"2024-12-07T10:00:00Z","url":"https://example.org/1"}
      {"title":"آخر","body":""}
      """
    let file = try program.folder.write(lines, to: "a.jsonl")
    #expect(try program.run("import", file).code == 0)
    let articles = try objects(document(program.run("list", "--json")), "articles")
    let first = try #require(articles.first { $0["title"] as? String == "عنوان" })
    #expect(first["externalID"] as? String == "x-1")
    #expect(first["url"] as? String == "https://example.org/1")
    #expect((first["date"] as? String)?.hasPrefix("2024-12-07T10:00:00") == true)
    let second = try #require(articles.first { $0["title"] as? String == "آخر" })
    #expect(second["externalID"] == nil)
    #expect(second["date"] is NSNull)
  }

  @Test func `show adds the blocks and where the article leads`() throws {
    let program = try Program.withEdition()
    let id = try article("«الكشيدة»: متى تمد الحرف ومتى تتركه", in: program).id
    let whole = try document(program.run("show", "\(id)", "--json"))
    #expect(Set(whole.keys).isSuperset(of: Self.articleFields.union(["blocks", "related"])))
    let blocks = try #require(whole["blocks"] as? [[String: Any]])
    for block in blocks {
      #expect(Set(block.keys).isSubset(of: ["kind", "text", "level", "url"]))
      #expect(block["kind"] is String)
      #expect(block["text"] is String)
    }
    #expect(blocks.contains { $0["kind"] as? String == "heading" && $0["level"] as? Int == 2 })
    let related = try #require(whole["related"] as? [[String: Any]])
    for pointer in related {
      #expect(Set(pointer.keys).isSubset(of: ["title", "id", "url", "kind", "score"]))
      #expect((pointer["score"] is Double) == (pointer["kind"] as? String == "computed"))
    }
    #expect(related.first?["title"] as? String == "لماذا تكتب لام الألف في خانة واحدة؟")
    #expect(related.first?["kind"] as? String == "named")
    #expect(related.first?["id"] is Int)
  }

  @Test func `related articles come with a score, best first`() throws {
    let program = try Program.withEdition()
    let id = try article("«الكشيدة»: متى تمد الحرف ومتى تتركه", in: program).id
    let outcome = try program.run("related", "\(id)", "--limit", "4", "--json")
    let articles = try objects(document(outcome), "articles")
    #expect(articles.count == 4)
    for article in articles { #expect(Set(article.keys) == Self.articleFields.union(["score"])) }
    let scores = articles.compactMap { $0["score"] as? Double }
    #expect(scores == scores.sorted(by: >))
  }

  @Test func `categories and dates come with their numbers`() throws {
    let program = try Program.withEdition()
    let categories = try objects(document(program.run("categories", "--json")), "categories")
    for category in categories { #expect(Set(category.keys) == ["name", "total", "unread"]) }
    #expect(categories.reduce(0) { $0 + ($1["total"] as? Int ?? 0) } == Program.editionCount)
    let dates = try objects(document(program.run("dates", "--json")), "dates")
    for date in dates { #expect(Set(date.keys) == ["date", "total", "unread"]) }
    #expect(dates.first?["date"] as? String == "2024-12-07")
    #expect(dates.reduce(0) { $0 + ($1["unread"] as? Int ?? 0) } == Program.editionCount)
  }

  @Test func `keys lists the command table`() throws {
    let keys = try objects(document(Program().run("keys", "--json")), "keys")
    #expect(keys.allSatisfy { Set($0.keys) == ["command", "keys", "does"] })
    let down = try #require(keys.first { $0["command"] as? String == "down" })
    #expect(down["keys"] as? [String] == ["j", "↓"])
  }

  @Test func `import says what was new, changed, unchanged and refused`() throws {
    let program = try Program()
    let good = try program.folder.write("{\"title\":\"عنوان\"}\n{\"no\":1}\n", to: "a.jsonl")
    let outcome = try program.run("import", "--json", good)
    #expect(outcome.code == 1)
    #expect(outcome.errors.isEmpty)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let summary = try #require(value as? [String: Any])
    #expect(Set(summary.keys) == ["new", "changed", "unchanged", "refused"])
    #expect(summary["new"] as? Int == 1)
    let refused = try #require(summary["refused"] as? [[String: Any]])
    #expect(refused.count == 1)
    #expect(refused.first?["path"] as? String == good)
    #expect((refused.first?["reason"] as? String)?.hasPrefix("line 2: ") == true)
  }

  // MARK: Conditions and marks

  @Test func `list takes its conditions together`() throws {
    let program = try Program.withEdition()
    let sport = try program.articles("--category", "رياضة")
    #expect(sport.count == 4 && sport.allSatisfy { $0.category == "رياضة" })
    #expect(try program.articles("--date", "٧ ديسمبر ٢٠٢٤").count == 14)
    #expect(try program.articles("--date", "2024-12").count == 24)
    #expect(try program.articles("--since", "2024-12-06", "--until", "2024-12-06").count == 8)
    #expect(try program.articles("--limit", "3").count == 3)
    #expect(try program.articles("--starred").isEmpty)
    #expect(try program.articles("--category", "رياضة", "--date", "2024-12-07").count == 1)
  }

  @Test func `mark takes numbers or conditions`() throws {
    let program = try Program.withEdition()
    let ids = try program.articles("--limit", "2").map { String($0.id) }
    #expect(try program.run("mark", "read", ids[0], ids[1]).output == "2\n")
    #expect(try program.run("mark", "read", ids[0]).output == "0\n")
    #expect(try program.run("mark", "unread", ids[1]).output == "1\n")
    #expect(try program.run("mark", "star", "--category", "رياضة").output == "4\n")
    #expect(try program.articles("--starred").count == 4)
    #expect(try program.run("mark", "unstar", "--starred").output == "4\n")
    #expect(try program.run("mark", "read").code == 64)
    #expect(try program.articles("--unread").count == Program.editionCount - 1)
  }

  @Test func `share writes link, text, Markdown, HTML and QR code`() throws {
    let program = try Program()
    let line =
      #"{"title":"عنوان <b>","body":"فقرة أولى & ثانية","url":"https://example.org/a?b=1&c=2"}"#
    #expect(try program.run("import", program.folder.write(line, to: "a.jsonl")).code == 0)
    let link = try program.run("share", "1", "--as", "link")
    #expect(link.output == "https://example.org/a?b=1&c=2\n")
    #expect(try program.run("share", "1").output.contains("فقرة أولى & ثانية"))
    #expect(try program.run("share", "1", "--as", "markdown").output.hasPrefix("# عنوان"))
    let html = try program.run("share", "1", "--as", "html").output
    #expect(html.contains("lang=\"ar\""))
    #expect(html.contains("عنوان &lt;b&gt;"))
    #expect(html.contains("أولى &amp; ثانية"))
    let code = try program.run("share", "1", "--as", "qr").outputLines
    #expect(code.count > 12 && code.allSatisfy { $0.allSatisfy { " █▀▄".contains($0) } })
    let edition = try Program.withEdition()
    let none = try edition.run("share", "1", "--as", "link")
    #expect(none.code == 65 && none.errorLines.count == 1)
  }

  // MARK: Failures

  private static let failures: [Int32: [String]] = [
    1: ["mark read 1 9999"],
    64: [
      "--bad", "list --bad", "show", "show one", "list --date whenever", "list --limit -1",
      "mark eat 1", "typeset --width 0",
    ],
    65: ["list --archive /etc/passwd"],
    66: ["show 9999", "related 9999", "share 9999", "mark read 9999", "import /nowhere/at-all"],
    74: ["list --archive /dev/null/x"],
  ]

  @Test(arguments: failures.keys.sorted())
  func `failures have a code and say why`(code: Int32) throws {
    let program = try Program.withEdition()
    for command in Self.failures[code] ?? [] {
      let outcome = try launch(
        Program.path, command.split(separator: " ").map(String.init),
        environment: program.environment, in: program.folder)
      #expect(outcome.code == code, "\(command)")
      #expect(!outcome.errors.isEmpty)
      guard code != 64 else { continue }
      #expect(outcome.errorLines.count == 1)
      #expect(outcome.errors.hasPrefix("khabar: "))
    }
  }

  @Test func `a reader who closes the pipe early is no failure`() throws {
    let program = try Program.withEdition()
    let outcome = try program.shell(
      #""$KHABAR" list | head -n 1 > /dev/null; echo "${PIPESTATUS[0]}""#)
    #expect(outcome.output == "0\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: ["list", "list --json", "show 1", "typeset < /etc/passwd", "keys", ""])
  func `a full disk behind standard output is told`(command: String) throws {
    let program = try Program.withEdition()
    let outcome = try program.shell(#""$KHABAR" \#(command) > /dev/full"#)
    #expect(outcome.code == 74)
    #expect(outcome.errors == "khabar: standard output: No space left on device\n")
  }

  @Test func `a closed standard output harms nothing`() throws {
    let program = try Program.withEdition()
    #expect(try program.shell(#""$KHABAR" list >&-"#).code == 74)
    #expect(try program.articles().count == Program.editionCount)
  }

  @Test func `typeset lays out every line on its own`() throws {
    let outcome = try Program().run(
      "typeset", "--shape", "--width", "12", input: "كتب سلام ورقة\n\nUTF-8 نص\n")
    #expect(outcome.code == 0)
    #expect(
      outcome.output
        == "ﻡﻼﺳ ﺐﺘﻛ\nﺔﻗﺭﻭ\n\nﺺﻧ UTF-8\n".replacing("ﻡﻼﺳ ﺐﺘﻛ\nﺔﻗﺭﻭ", with: "ﺔﻗﺭﻭ ﻡﻼﺳ ﺐﺘﻛ"))
  }
}
