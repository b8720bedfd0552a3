import Foundation
import Testing

@Suite struct `Importing pages` {
  private static let page = """
    صورة: ضفة النهر عند الغروب
    صورة
    ● أخبار محلية ٧ ديسمبر ٢٠٢٤

    عودة الزوارق إلى النهر بعد "عامين من الجفاف".. والصيادون يستعدون

    قال أهل القرية إن الماء عاد إلى مجراه القديم، وإن 12 زورقا نزلت إليه صباح اليوم.


    وأضاف شيخ الصيادين: "كنا ننتظر هذا اليوم".

    الكاتب: سعاد الهلالي
    مشاركة:

    اقرأ أيضاً:
    موسم الصيد يبدأ غدا
    خريطة المجاري القديمة

    ـــــــ ــ
    """

  @Test func `a saved page comes in with its fields`() throws {
    let program = try Program()
    let file = try program.folder.write(Self.page, to: "page.txt")
    let outcome = try program.run("import", file)
    #expect(outcome.code == 0)
    #expect(outcome.output == "1 new, 0 changed, 0 unchanged, 0 refused\n")
    let shown = try program.run("show", "1", "--json")
    let value = try JSONSerialization.jsonObject(with: Data(shown.output.utf8))
    let article = try #require(value as? [String: Any])
    #expect(
      article["title"] as? String
        == "عودة الزوارق إلى النهر بعد \"عامين من الجفاف\".. والصيادون يستعدون")
    #expect(article["category"] as? String == "أخبار محلية")
    #expect(article["date"] as? String == "2024-12-07")
    #expect(article["dateText"] as? String == "٧ ديسمبر ٢٠٢٤")
    #expect(article["author"] as? String == "سعاد الهلالي")
    let blocks = try #require(article["blocks"] as? [[String: Any]])
    #expect(blocks.map { $0["kind"] as? String } == ["image", "image", "paragraph", "paragraph"])
    #expect(blocks.first?["text"] as? String == "ضفة النهر عند الغروب")
    let related = try #require(article["related"] as? [[String: Any]])
    #expect(
      related.map { $0["title"] as? String } == ["موسم الصيد يبدأ غدا", "خريطة المجاري القديمة"])
  }

  @Test func `the same page again changes nothing, an edited one keeps its marks`() throws {
    let program = try Program()
    let file = try program.folder.write(Self.page, to: "page.txt")
    #expect(try program.run("import", file).code == 0)
    #expect(try program.run("mark", "read", "1").output == "1\n")
    #expect(try program.run("mark", "star", "1").output == "1\n")
    let again = try program.run("import", file)
    #expect(again.output == "0 new, 0 changed, 1 unchanged, 0 refused\n")
    #expect(again.code == 0)
    try program.folder.write(
      Self.page.replacing("12 زورقا", with: "15 زورقا"), to: "page.txt")
    #expect(try program.run("import", file).output == "0 new, 1 changed, 0 unchanged, 0 refused\n")
    let articles = try program.articles()
    #expect(articles.count == 1)
    #expect(articles[0].id == 1 && articles[0].read && articles[0].starred)
    #expect(try program.run("show", "1", "--json").output.contains("15 زورقا"))
  }

  @Test func `an article with a number of its own is updated by it`() throws {
    let program = try Program()
    let file = try program.folder.write(
      #"{"id":"n1","title":"أول","body":"نص"}"# + "\n", to: "a.jsonl")
    #expect(try program.run("import", file).code == 0)
    #expect(try program.run("mark", "star", "1").code == 0)
    try program.folder.write(#"{"id":"n1","title":"ثان","body":"نص جديد"}"# + "\n", to: "a.jsonl")
    #expect(try program.run("import", file).output == "0 new, 1 changed, 0 unchanged, 0 refused\n")
    let articles = try program.articles()
    #expect(articles.map(\.title) == ["ثان"])
    #expect(articles.map(\.starred) == [true])
  }

  /// Ways a file can be no page, made in a folder by lines of shell.
  private static let badInputs = [
    "an empty file": ": > bad",
    "an empty folder": "mkdir bad",
    "a binary file":
      "head -c 5000 /dev/zero | tr '\\0' '\\001\\377' > bad; printf '\\000\\001\\002' >> bad",
    "200 MB in one line": "truncate -s 200M bad",
    "200 MB of letters": "head -c 200000000 /dev/zero | tr '\\0' a > bad",
    "bytes of no encoding": "printf 'caf\\351 \\377\\376 bad\\nline\\n' > bad",
    "labels alone": "printf 'الكاتب:\\nمشاركة:\\n\\nاقرأ أيضاً:\\n' > bad",
    "a named pipe": "mkfifo bad",
    "a link to itself": "ln -s bad bad",
    "a link to nothing": "ln -s nowhere bad",
    "a broken line of JSON": "printf '{\"title\":\\n' > bad; mv bad bad.jsonl",
  ]

  @Test(arguments: badInputs.keys.sorted())
  func `what is no page is refused in one sentence and the rest comes in`(kind: String) throws {
    let program = try Program()
    let recipe = try #require(Self.badInputs[kind])
    try program.folder.write(Self.page, to: "in/zz.txt")
    let made = try program.shell("cd in/ 2> /dev/null || cd \"$HOME/in\"; \(recipe)")
    #expect(made.code == 0)
    let outcome = try program.run("import", program.folder.path + "/in")
    #expect(outcome.code == 1)
    #expect(outcome.output == "1 new, 0 changed, 0 unchanged, 1 refused\n")
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.hasPrefix("khabar: \(program.folder.path)/in/bad"))
    #expect(try program.articles().count == 1)
  }

  @Test func `a file one may not read is refused in one sentence`() throws {
    let program = try Program()
    try program.folder.write(Self.page, to: "in/zz.txt")
    try program.folder.write("سر", to: "in/secret.txt")
    // The superuser may read everything, so the program runs as somebody else.
    let outcome = try program.shell(
      """
      cd "$HOME"; chmod 000 in/secret.txt; as=
      if [ "$(id -u)" = 0 ]; then
        chown 65534 .
        as="setpriv --reuid 65534 --regid 65534 --clear-groups"
      fi
      $as "$KHABAR" import in
      """)
    #expect(outcome.code == 1)
    #expect(outcome.output == "1 new, 0 changed, 0 unchanged, 1 refused\n")
    #expect(
      outcome.errors == "khabar: in/secret.txt: may not be read by you; change its permissions\n")
  }

  @Test func `a disk too small for the archive is told for each page, and what was there stays`()
    throws
  {
    let program = try Program()
    let file = try program.folder.write(Self.page, to: "page.txt")
    #expect(try program.run("import", file).code == 0)
    // A limit on the size of files stands for the full disk; nothing but the program obeys it.
    let outcome = try program.shell(#"ulimit -f 300; exec "$KHABAR" import '\#(Program.edition)'"#)
    #expect(outcome.code == 1)
    #expect(
      outcome.errorLines.allSatisfy {
        $0.contains("/data/edition/") && $0.contains("was not stored")
      })
    #expect(!outcome.errorLines.isEmpty)
    #expect(try program.articles().contains { $0.title.hasPrefix("عودة الزوارق") })
    #expect(try program.run("import", Program.edition).code == 0)
    #expect(try program.articles().count == Program.editionCount + 1)
  }
}
