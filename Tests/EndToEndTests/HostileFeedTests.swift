import Foundation
import LoopbackServer
import Testing

/// Servers that mean harm, and the built program.
@Suite struct `Hostile feeds` {
  private typealias Line = LoopbackServer.Line

  private static func feed(_ description: String, title: String = "t", before: String = "")
    -> String
  {
    "\(before)<rss version=\"2.0\"><channel><title>\(title)</title><item><title>خبر</title>"
      + "<category>\(title)</category><description>\(description)</description></item></channel></rss>"
  }

  private static let laughs =
    "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"ha\">"
    + (1...30).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }
    .joined()
    + "]>"

  private static func files(_ other: String) -> String {
    "<?xml version=\"1.0\"?><!DOCTYPE rss SYSTEM \"\(other)/dtd\" [<!ENTITY file SYSTEM \"file:///etc/passwd\">"
      + "<!ENTITY web SYSTEM \"\(other)/entity\"><!ENTITY % p SYSTEM \"\(other)/parameter\"> %p;]>"
  }

  /// What each path answers, and the sentence that is told of it; nil for one that can be read.
  private static let cases: [(path: String, sentence: String?, answer: LoopbackServer.Answer)] = [
    ("/laughs", nil, { $1.answer("200 OK", [:], feed("&l30;", before: laughs)) }),
    (
      "/entities", nil,
      {
        let text = feed("a&file;&web;b", title: "entities", before: files("http://\($0.host)"))
        $1.answer("200 OK", [:], text)
      }
    ),
    (
      "/spaces", "it is larger than 20 MB",
      { _, line in
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n<rss>")
        let spaces = [UInt8](repeating: 0x20, count: 1 << 20)
        for _ in 0..<1_024 { guard line.send(spaces) else { return } }
      }
    ),
    (
      "/bomb", "it is larger than 20 MB",
      { $1.answer("200 OK", ["Content-Encoding": "gzip"], bomb) }
    ),
    (
      "/headers", "the server sends headers without end",
      { _, line in
        line.send("HTTP/1.1 200 OK\r\n")
        while line.send("X-Flood: \(String(repeating: "x", count: 4_000))\r\n") {}
      }
    ),
    (
      "/circle", "it leads round in a circle",
      { $1.answer("302 Found", ["Location": "/circle2"], []) }
    ),
    ("/circle2", nil, { $1.answer("302 Found", ["Location": "/circle"], []) }),
    (
      "/drip", "the server takes too long",
      { _, line in
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while line.send(" ") { sleep(1) }
      }
    ),
    (
      "/chunk", "the answer was cut off",
      { $1.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n\(feed("cut"))") }
    ),
    (
      "/length", "the answer was cut off",
      { $1.send("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n\(feed("cut"))") }
    ),
    ("/picture", nil, { $1.answer("200 OK", ["Content-Type": "image/png"], feed("type")) }),
    (
      "/page", "it is a web page, not a feed",
      {
        let page = "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>"
        $1.answer("200 OK", ["Content-Type": "application/rss+xml"], page)
      }
    ),
    (
      "/zeros", nil,
      {
        let zeros = String(repeating: "\0", count: 1 << 20)
        $1.answer("200 OK", [:], feed("\(zeros)nul\0s\(zeros)", title: "\0t\0"))
      }
    ),
    (
      "/nothing-but-zeros", "it is empty",
      { $1.answer("200 OK", [:], [UInt8](repeating: 0, count: 1 << 20)) }
    ),
    (
      "/items", "it breaks off before its end; what came was kept",
      {
        let items = String(repeating: "<item>", count: 100_000)
        $1.answer("200 OK", [:], "<rss><channel>" + items)
      }
    ),
    (
      "/attributes", nil,
      {
        let attributes = (0..<50_000).map { "a\($0)='' " }.joined()
        let text = "<p \(attributes)>text</p>".replacing("<", with: "&lt;")
        $1.answer("200 OK", [:], feed(text))
      }
    ),
    (
      "/openers", "it breaks off before its end; what came was kept",
      {
        let item = "<rss><channel><item><title>خبر</title><guid>1</guid></item>"
        $1.answer(
          "200 OK", [:],
          item + String(repeating: "<!--", count: 500_000) + String(repeating: "<?", count: 500_000)
        )
      }
    ),
    (
      "/depth", nil,
      { $1.answer("200 OK", [:], feed(String(repeating: "&lt;b>", count: 100_000))) }
    ),
    ("/controls", nil, { $1.answer("200 OK", [:], feed("&#27;]0;x&#7;\u{9B}31m\u{202E}txt")) }),
  ]

  /// 200 MB of blanks in some hundred kilobytes.
  private static let bomb: [UInt8] = {
    let folder = try? TemporaryFolder()
    guard let folder else { return [] }
    let line = "head -c 200000000 /dev/zero | tr '\\0' ' ' | gzip -9 > bomb; wc -c < bomb"
    _ = try? launch(
      "/bin/bash", ["-c", "cd \(folder.path); \(line)"], environment: ["PATH": "/usr/bin:/bin"],
      in: folder)
    return [UInt8](FileManager.default.contents(atPath: folder.path + "/bomb") ?? Data())
  }()

  private struct FeedList: Decodable {
    struct Feed: Decodable {
      var url: String
      var total: Int
      var lastSuccess: String?
      var error: String?
    }
    var feeds: [Feed]
  }

  @Test func `each gets one sentence, the others are done, and memory stays flat`() throws {
    #expect(Self.bomb.count > 100_000)
    let answers = Dictionary(uniqueKeysWithValues: Self.cases.map { ($0.path, $0.answer) })
    let server = try LoopbackServer { request, line in
      if let answer = answers[request.path] { return answer(request, line) }
      line.answer("200 OK", [:], Self.feed("متن"))
    }
    let program = try Program()
    let good = (0..<20).map { "/good\($0)" }
    let paths = Self.cases.map(\.path).filter { $0 != "/circle2" } + good
    let list = paths.map { server.address($0) + "\n" }.joined()
    #expect(try program.run("feeds", "import", program.folder.write(list, to: "urls")).code == 0)

    let outcome = try launch(
      Program.path, ["refresh"], environment: program.environment, in: program.folder,
      watchesMemory: true)
    let feeds = try JSONDecoder().decode(
      FeedList.self, from: Data(try program.run("feeds", "list", "--json").output.utf8)
    ).feeds
    let found = Dictionary(uniqueKeysWithValues: feeds.map { ($0.url, $0) })
    for (path, sentence, _) in Self.cases where path != "/circle2" {
      let feed = try #require(found[server.address(path)], "\(path)")
      #expect(feed.error == sentence, "\(path)")
      #expect((feed.lastSuccess != nil) == (sentence == nil || feed.total > 0), "\(path)")
      // What a person is told: the feed, and what is wrong with it.
      let lines = outcome.errorLines.filter { $0.contains(server.address(path) + ":") }
      #expect(lines.count == (sentence == nil ? 0 : 1), "\(path): \(lines)")
      #expect(lines.allSatisfy { $0.contains(sentence ?? "") }, "\(path): \(lines)")
    }
    #expect(!outcome.errors.utf8.contains { $0 < 0x20 && $0 != 0x0A })
    for path in good { #expect(found[server.address(path)]?.total == 1, "\(path)") }
    #expect(found.count == paths.count)
    // Twice what is needed to hold one document of the most that is taken, and the program.
    #expect(outcome.memory < 256 << 20, "\(outcome.memory >> 20) MB")

    // Nobody was asked for what an entity names, and no file was read.
    #expect(!server.requests.contains { ["/dtd", "/entity", "/parameter"].contains($0.path) })
    let id = try #require(program.articles("--category", "entities").first?.id)
    #expect(try program.run("show", "\(id)").output.contains("ab\n"))
  }

  // MARK: - Certificates

  /// A server that proves itself with a certificate of its own making, as long as this value lives.
  private final class SecureServer {
    let port: Int
    let certificate: String
    private let folder: TemporaryFolder
    private let process: Process

    init(for name: String) throws {
      folder = try TemporaryFolder()
      certificate = folder.path + "/certificate.pem"
      let made = try launch(
        "/usr/bin/openssl",
        [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder.path + "/key.pem",
          "-out", certificate, "-days", "2", "-subj", "/CN=khabar", "-addext",
          "subjectAltName=\(name)",
        ], environment: [:], in: folder)
      guard made.code == 0 else { throw Overdue(description: made.errors) }
      try folder.write(
        "<rss version='2.0'><channel><title>سر</title><item><title>خبر</title></item></channel></rss>",
        to: "feed")
      process = Process()
      process.executableURL = URL(filePath: "/usr/bin/openssl")
      process.arguments = [
        "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key",
        folder.path + "/key.pem", "-WWW",
      ]
      process.currentDirectoryURL = URL(filePath: folder.path)
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      // «ACCEPT 127.0.0.1:40001»
      var said = ""
      while !said.contains("ACCEPT") || said.last != "\n" {
        let more = output.fileHandleForReading.availableData
        guard !more.isEmpty else { throw Overdue(description: "openssl s_server: \(said)") }
        said += String(decoding: more, as: UTF8.self)
      }
      port = Int(said.split(separator: ":").last?.prefix { $0.isNumber } ?? "") ?? 0
    }

    deinit { process.terminate() }
  }

  @Test func `a certificate that nobody vouches for is refused, one that is vouched for is not`()
    throws
  {
    let server = try SecureServer(for: "IP:127.0.0.1")
    let address = "https://127.0.0.1:\(server.port)/feed"
    let program = try Program()
    let refused = try program.run("feeds", "add", address)
    #expect(refused.code == 69)
    #expect(
      refused.errors
        == "khabar: \(address): the server cannot prove who it is (bad certificate)\n")
    var environment = program.environment
    environment["SSL_CERT_FILE"] = server.certificate
    let added = try program.run("feeds", "add", address, environment: environment)
    #expect(added.code == 0, "\(added.errors)")
    #expect(added.output == "subscribed to سر (1): 1 new\n")
  }

  @Test func `a certificate of another server is refused`() throws {
    let server = try SecureServer(for: "DNS:other.example")
    let program = try Program()
    var environment = program.environment
    environment["SSL_CERT_FILE"] = server.certificate
    let refused = try program.run(
      "feeds", "add", "https://127.0.0.1:\(server.port)/feed", environment: environment)
    #expect(refused.errors.contains("the server cannot prove who it is (bad certificate)"))
  }
}
