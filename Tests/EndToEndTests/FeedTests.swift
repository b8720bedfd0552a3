import Foundation
import LoopbackServer
import Synchronization
import Testing

/// The built program and a server on loopback.
@Suite struct `Feeds from the wire` {
  private struct FeedList: Decodable {
    struct Feed: Decodable {
      var id: Int64
      var title: String
      var name: String?
      var url: String
      var category: String
      var total: Int
      var error: String?
      var nextTry: String?
      var lastSuccess: String?
      var gone: Bool
    }
    var feeds: [Feed]
  }

  private struct Summary: Decodable {
    struct Feed: Decodable {
      var url: String
      var status: String
      var new: Int
      var error: String?
    }
    var feeds: [Feed]
    var new: Int
    var changed: Int
    var failed: Int
  }

  /// Of what the doctor says, the archive's state.
  private struct Examination: Decodable {
    struct Archived: Decodable {
      var exists: Bool
      var faults: [String]
    }
    var archive: Archived
  }

  private static func rss(_ title: String, items: Int, from first: Int = 1) -> String {
    let items = (first..<first + items).map {
      "<item><title>خبر \($0) من \(title)</title><guid>\($0)</guid><description>متن الخبر رقم \($0).</description></item>"
    }
    return "<rss version=\"2.0\"><channel><title>\(title)</title>\(items.joined())</channel></rss>"
  }

  private func feeds(_ program: Program) throws -> [FeedList.Feed] {
    let outcome = try program.run("feeds", "list", "--json")
    return try JSONDecoder().decode(FeedList.self, from: Data(outcome.output.utf8)).feeds
  }

  private func refresh(_ program: Program, _ options: String...) throws -> (Summary, Int32) {
    let outcome = try launch(
      Program.path, ["refresh", "--json"] + options, environment: program.environment,
      in: program.folder)
    let summary = try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8))
    return (summary, outcome.code)
  }

  @Test func `adding a page finds its feed and takes its articles`() throws {
    let server = try LoopbackServer { request, line in
      switch request.path {
      case "/":
        line.answer(
          "200 OK", ["Content-Type": "text/html"],
          "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss\" title=\"الأخبار\"></head></html>"
        )
      default: line.answer("200 OK", ["ETag": "\"1\""], Self.rss("الساحل", items: 3))
      }
    }
    let program = try Program()
    let outcome = try program.run("feeds", "add", server.address("/"), "--category", "بحر")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output == "subscribed to الساحل (1): 3 new\n")
    #expect(try program.articles().map(\.category) == ["بحر", "بحر", "بحر"])
    let feed = try #require(try feeds(program).first)
    #expect(feed.url == server.address("/rss"))
    #expect((feed.title, feed.category, feed.total) == ("الساحل", "بحر", 3))
    #expect(feed.lastSuccess != nil)
  }

  @Test func `a page of several feeds asks which`() throws {
    let server = try LoopbackServer { request, line in
      request.path == "/"
        ? line.answer(
          "200 OK", [:],
          "<html><link rel=alternate type=application/rss+xml href=/a><link rel=alternate type=application/atom+xml href=/b></html>"
        ) : line.answer("200 OK", [:], Self.rss(request.path, items: 1))
    }
    let program = try Program()
    let asked = try program.run("feeds", "add", server.address("/"))
    #expect(asked.code == 64)
    #expect(
      asked.errors.contains(server.address("/a")) && asked.errors.contains(server.address("/b")))
    #expect(try program.run("feeds", "add", server.address("/"), "--pick", "2").code == 0)
    #expect(try feeds(program).map(\.url) == [server.address("/b")])
  }

  @Test func `what is unchanged costs one 304, and marks survive what changed`() throws {
    let edition = Mutex(1)
    let server = try LoopbackServer { request, line in
      let number = edition.withLock { $0 }
      let tag = "\"\(number)\""
      if request.headers["if-none-match"] == tag { return line.answer("304 Not Modified", [:], []) }
      line.answer("200 OK", ["ETag": tag], Self.rss("قناة", items: 2 + number, from: 1))
    }
    let program = try Program()
    #expect(try program.run("feeds", "add", server.address("/feed")).code == 0)
    #expect(try program.run("mark", "read", "1").code == 0)
    let unchanged = try refresh(program)
    #expect(unchanged.0.feeds.map(\.status) == ["unchanged"])
    #expect(server.requests.count == 2)
    edition.withLock { $0 = 2 }
    let changed = try refresh(program)
    #expect(changed.0.new == 1)
    #expect(try program.articles().count == 4)
    #expect(try program.articles().filter(\.read).map(\.id) == [1])
  }

  @Test func `what breaks off inside a packed answer comes with the next one`() throws {
    let program = try Program()
    _ = try program.folder.write(Self.rss("مضغوط", items: 400), to: "feed.xml")
    _ = try launch(
      "/bin/sh", ["-c", "cd \(program.folder.path); gzip -9 feed.xml"],
      environment: ["PATH": "/usr/bin:/bin"], in: program.folder)
    let whole = [UInt8](
      FileManager.default.contents(atPath: program.folder.path + "/feed.xml.gz") ?? Data())
    let asked = Mutex(0)
    let server = try LoopbackServer { request, line in
      if request.headers["if-none-match"] != nil {
        return line.answer("304 Not Modified", [:], [])
      }
      let isFirst = asked.withLock { asked in
        asked += 1
        return asked == 1
      }
      let headers = ["Content-Encoding": "gzip", "ETag": "\"x\""]
      line.answer("200 OK", headers, isFirst ? Array(whole.prefix(whole.count / 2)) : whole)
    }
    let list = try program.folder.write(server.address("/feed") + "\n", to: "urls")
    #expect(try program.run("feeds", "import", list).code == 0)
    let first = try refresh(program).0
    #expect((1..<400).contains(first.new))
    #expect(first.feeds[0].error == "it breaks off before its end; what came was kept")
    #expect(try refresh(program).0.new == 400 - first.new)
    #expect(try feeds(program)[0].error == nil)
  }

  @Test func `an address moves only to where there is a feed`() throws {
    let leads = Mutex("/page")
    let server = try LoopbackServer { request, line in
      switch request.path {
      case "/old": line.answer("301 Moved Permanently", ["Location": leads.withLock { $0 }], [])
      case "/page": line.answer("200 OK", ["Content-Type": "text/html"], "<html><body>دخول")
      default: line.answer("200 OK", [:], Self.rss("جديد", items: 1))
      }
    }
    let program = try Program()
    let list = try program.folder.write(server.address("/old") + "\n", to: "urls")
    #expect(try program.run("feeds", "import", list).code == 0)
    #expect(try refresh(program).0.failed == 1)
    #expect(try feeds(program).map(\.url) == [server.address("/old")])
    leads.withLock { $0 = "/new" }
    #expect(try refresh(program, "--force").0.new == 1)
    #expect(try feeds(program).map(\.url) == [server.address("/new")])
  }

  @Test func `a feed that breaks off when it is added comes whole the next time`() throws {
    let isFirst = Mutex(true)
    let server = try LoopbackServer { request, line in
      if request.headers["if-none-match"] != nil {
        return line.answer("304 Not Modified", [:], [])
      }
      let text = Self.rss("قناة", items: 5)
      let isCut = isFirst.withLock { first in
        defer { first = false }
        return first
      }
      line.answer(
        "200 OK", ["ETag": "\"x\""], isCut ? String(text.prefix(text.count * 2 / 3)) : text)
    }
    let program = try Program()
    let added = try program.run("feeds", "add", server.address("/feed"))
    #expect(added.errors.contains("breaks off"))
    #expect(try refresh(program).0.failed == 0)
    #expect(try program.articles().count == 5)
  }

  @Test func `a bad feed gets one sentence, all others are done`() throws {
    let server = try LoopbackServer { request, line in
      switch request.path {
      case "/page": line.answer("200 OK", [:], "<html><body>error</body></html>")
      case "/gone": line.answer("410 Gone", [:], [])
      case "/missing": line.answer("404 Not Found", [:], [])
      case "/busy": line.answer("429 Too Many Requests", ["Retry-After": "7200"], [])
      case "/cut": line.send("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss>")
      case "/moved": line.answer("301 Moved", ["Location": "/good"], [])
      case "/empty": line.answer("200 OK", [:], [])
      default:
        line.answer("200 OK", ["Content-Type": "image/png"], Self.rss(request.path, items: 2))
      }
    }
    let program = try Program()
    let paths = ["/page", "/gone", "/missing", "/busy", "/cut", "/moved", "/empty", "/fine"]
    for path in paths {
      #expect(try program.run("feeds", "add", "--no-fetch", server.address(path)).code == 0)
    }
    let (summary, code) = try refresh(program)
    #expect(code == 1)
    #expect(summary.failed == 6)
    #expect(summary.new == 4)
    let feeds = try feeds(program)
    func feed(_ path: String) -> FeedList.Feed? { feeds.first { $0.url == server.address(path) } }
    #expect(feed("/page")?.error == "it is a web page, not a feed")
    #expect(feed("/gone")?.gone == true)
    #expect(feed("/missing")?.error?.contains("404") == true)
    #expect(feed("/busy")?.nextTry != nil)
    #expect(feed("/moved") == nil && feed("/good")?.total == 2)
    #expect(feed("/empty")?.error == "it is empty")
    // Nobody that failed is asked again before its time.
    let before = server.requests.count
    let again = try refresh(program)
    #expect(
      again.0.feeds.map(\.url).sorted() == [server.address("/fine"), server.address("/good")])
    #expect(server.requests.count == before + 2)
  }

  /// Every feed has an item more, and another text in its first ones, each time that it is asked.
  @Test func `a refresh that is killed at any moment loses nothing and doubles nothing`() throws {
    let asked = Mutex<[String: Int]>([:])
    let isOver = Mutex(false)
    let (feeds, items) = (20, 10)
    let server = try LoopbackServer { request, line in
      let times = asked.withLock { asked in
        if !isOver.withLock({ $0 }) { asked[request.path, default: 0] += 1 }
        return asked[request.path, default: 0]
      }
      let list = (1...items + times).map { number in
        "<item><title>خبر \(number) من \(request.path)</title><guid>\(number)</guid>"
          + "<description>متن \(number <= 3 ? times : 0)</description></item>"
      }
      line.answer("200 OK", [:], "<rss><channel>\(list.joined())</channel></rss>")
    }
    let program = try Program()
    let list = (0..<feeds).map { "<outline xmlUrl=\"\(server.address("/\($0)"))\"/>" }.joined()
    let file = try program.folder.write("<opml><body>\(list)</body></opml>", to: "feeds.opml")
    #expect(try program.run("feeds", "import", file).code == 0)
    #expect(try program.run("import", Program.edition).code == 0)
    // How long one takes from its first request to its end, so that the moments lie in between.
    func refreshing(_ ended: (Process) -> Void) throws -> (Process, Duration) {
      let process = Process()
      process.executableURL = URL(filePath: Program.path)
      process.arguments = ["refresh", "--force", "--quiet"]
      process.environment = program.environment
      process.standardError = FileHandle.nullDevice
      let before = server.requests.count
      try process.run()
      for _ in 0..<5_000 where server.requests.count == before { usleep(1_000) }
      let start = ContinuousClock.now
      ended(process)
      process.waitUntilExit()
      return (process, start.duration(to: .now))
    }
    let whole = try refreshing { _ in }.1
    var cutOff = 0
    for round in 1...50 {
      let process = try refreshing { process in
        usleep(UInt32(whole / .microseconds(1) * Double.random(in: 0..<0.8)))
        kill(process.processIdentifier, SIGKILL)
      }.0
      if process.terminationReason == .uncaughtSignal { cutOff += 1 }
      #expect(try program.run("mark", round % 2 == 0 ? "read" : "star", "\(round)").code == 0)
    }
    #expect(cutOff >= 25, "most of them are cut off in their midst, not after it: \(cutOff)")
    isOver.withLock { $0 = true }
    #expect(try refresh(program, "--force").0.failed == 0)
    let expected = asked.withLock { $0.values.reduce(0) { $0 + items + $1 } }
    let articles = try program.articles("--limit", "100000")
    #expect(articles.count == expected + Program.editionCount)
    #expect(Set(articles.map(\.title)).count == articles.count)
    #expect(
      articles.filter(\.read).map(\.id).sorted() == Array(stride(from: 2, through: 50, by: 2)))
    #expect(
      articles.filter(\.starred).map(\.id).sorted() == Array(stride(from: 1, through: 49, by: 2)))
    let doctor = try program.run("doctor", "--json").output
    let report = try JSONDecoder().decode(Examination.self, from: Data(doctor.utf8))
    #expect(report.archive.exists && report.archive.faults == [])
  }

  @Test func `lists of feeds come in and go out`() throws {
    let program = try Program()
    let opml = """
      <opml version="2.0"><body><outline text="صحف"><outline text="الأولى" xmlUrl="http://a.example/rss?x=1&amp;y=2"/>
      <outline text="عالم"><outline text="الثانية" xmlUrl="http://b.example/"/></outline></outline>
      <outline text="سرّي" xmlUrl="file:///etc/passwd"/></body></opml>
      """
    let outcome = try program.run("feeds", "import", program.folder.write(opml, to: "a.opml"))
    #expect(outcome.code == 1, "a list may not name files of this computer")
    let urls = "http://c.example/ \"فن\" \"~الثالثة\"\n# nothing\nexec:rm\nhttp://b.example/ x\n"
    #expect(try program.run("feeds", "import", program.folder.write(urls, to: "urls")).code == 1)
    let listed = try feeds(program)
    #expect(
      listed.map(\.url).sorted() == [
        "http://a.example/rss?x=1&y=2", "http://b.example/", "http://c.example/",
      ])
    #expect(listed.first { $0.url == "http://c.example/" }?.name == "الثالثة")
    let exported = try program.run("feeds", "export").output
    let other = try Program()
    #expect(try other.run("feeds", "import", other.folder.write(exported, to: "b.opml")).code == 0)
    #expect(try feeds(other).map(\.url).sorted() == listed.map(\.url).sorted())
    #expect(Set(try feeds(other).map(\.category)) == Set(listed.map(\.category)))
  }

  @Test func `passwords are used, and never shown`() throws {
    let server = try LoopbackServer { request, line in
      request.headers["authorization"] == nil
        ? line.answer("401 Unauthorized", [:], [])
        : line.answer("200 OK", [:], Self.rss("سر", items: 1))
    }
    let program = try Program()
    let address = "http://me:hush@127.0.0.1:\(server.port)/feed"
    let added = try program.run("feeds", "add", address)
    #expect(added.code == 0)
    let list = try program.run("feeds", "list", "--json")
    let export = try program.run("feeds", "export")
    let shown = try program.run("feeds", "list")
    for outcome in [added, list, export, shown] {
      #expect(!(outcome.output + outcome.errors).contains("hush"))
    }
  }

  @Test func `an article that came today stays, whatever its date`() throws {
    let server = try LoopbackServer { _, line in
      line.answer(
        "200 OK", [:],
        "<rss version='2.0'><channel><title>t</title><item><title>old</title><guid>1</guid><pubDate>Mon, 01 Jan 2001 00:00:00 GMT</pubDate></item></channel></rss>"
      )
    }
    let program = try Program()
    #expect(try program.run("feeds", "add", server.address("/")).code == 0)
    #expect(try program.run("mark", "read", "1").code == 0)
    let folder = program.folder.path + "/config/khabar"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("keep-days = 30\n".utf8).write(to: URL(filePath: folder + "/config.toml"))
    #expect(try program.run("refresh").code == 0)
    #expect(try program.articles().count == 1)
  }

  @Test func `an article is completed from its page`() throws {
    let paragraphs = (1...6).map {
      "<p>هذه فقرة طويلة رقم \($0) من نص المقال الكامل، وفيها تفاصيل كثيرة، لم ترد في الملخص.</p>"
    }
    let server = try LoopbackServer { request, line in
      request.path == "/feed"
        ? line.answer(
          "200 OK", [:],
          "<rss version='2.0'><channel><title>t</title><item><title>عنوان</title><link>/page</link><description>ملخص.</description></item></channel></rss>"
        )
        : line.answer(
          "200 OK", [:],
          "<html><body><nav><a href='/'>الرئيسية</a></nav><div class='post'>\(paragraphs.joined())</div><footer>حقوق</footer></body></html>"
        )
    }
    let program = try Program()
    #expect(try program.run("feeds", "add", server.address("/feed")).code == 0)
    let outcome = try program.run("complete", "1", "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("رقم 6 من نص"))
    #expect(!outcome.output.contains("الرئيسية"))
    // The feed has not changed, so the whole text stays.
    #expect(try refresh(program, "--force").0.changed == 0)
    #expect(try program.run("show", "1", "--json").output.contains("رقم 6 من نص"))
  }
}
