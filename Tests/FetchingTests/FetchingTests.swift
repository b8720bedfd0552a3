import Fetching
import Foundation
import LoopbackServer
import Testing

struct FetchingTests {
  /// Limits that a test need not wait for.
  private static var limits: FetchLimits {
    var limits = FetchLimits()
    limits.bytes = 1 << 20
    limits.connectMilliseconds = 2_000
    limits.totalMilliseconds = 10_000
    limits.slowSeconds = 1
    return limits
  }

  private func fetch(
    _ address: String, _ change: (inout FetchRequest) -> Void = { _ in }
  ) -> FetchAnswer {
    var request = FetchRequest(address)
    change(&request)
    return Fetcher(limits: Self.limits).fetch(request)
  }

  /// Fetches what `answer` says.
  private func fetch(_ answer: @escaping LoopbackServer.Answer) throws -> FetchAnswer {
    let server = try LoopbackServer(answer)
    return fetch(server.address("/feed"))
  }

  private func failure(_ answer: FetchAnswer) -> String? {
    if case .failed(let failure) = answer.outcome { failure.description } else { nil }
  }

  private func document(_ answer: FetchAnswer) -> FetchedDocument? {
    if case .document(let document) = answer.outcome { document } else { nil }
  }

  // MARK: - What is asked, what is answered

  @Test func `a document comes with what its server says of it`() throws {
    let answer = try fetch { _, line in
      line.answer(
        "200 OK",
        [
          "ETag": "\"7\"", "Last-Modified": "Sat, 07 Dec 2024 10:00:00 GMT",
          "Content-Type": "text/xml",
        ],
        "نص")
    }
    let document = try #require(self.document(answer))
    #expect(document.bytes == Array("نص".utf8))
    #expect(document.etag == "\"7\"")
    #expect(document.lastModified == "Sat, 07 Dec 2024 10:00:00 GMT")
    #expect(document.contentType == "text/xml")
    #expect(answer.movedTo == nil)
  }

  @Test func `what is unchanged is asked for by its validators and not sent again`() throws {
    let server = try LoopbackServer { request, line in
      let isKnown =
        request.headers["if-none-match"] == "\"7\"" && request.headers["if-modified-since"] != nil
      if isKnown {
        line.answer("304 Not Modified", [:], [])
      } else {
        line.answer("200 OK", [:], "new")
      }
    }
    let answer = fetch(server.address("/")) {
      $0.etag = "\"7\""
      $0.lastModified = "Sat, 07 Dec 2024 10:00:00 GMT"
    }
    guard case .unchanged = answer.outcome else {
      Issue.record("\(answer)")
      return
    }
    let agent = try #require(server.requests.first?.headers["user-agent"])
    #expect(agent.contains("Khabar"))
  }

  @Test func `gzip is unpacked`() throws {
    // «خبر», packed.
    let packed: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xBB, 0xB1, 0xEE, 0xC6, 0x8A,
      0x1B, 0x1B, 0x01, 0xB5, 0x4F, 0xB4, 0x41, 0x06, 0x00, 0x00, 0x00,
    ]
    let answer = try fetch { request, line in
      #expect(request.headers["accept-encoding"]?.contains("gzip") == true)
      line.answer("200 OK", ["Content-Encoding": "gzip"], packed)
    }
    #expect(self.document(answer)?.bytes == Array("خبر".utf8), "\(answer)")
  }

  // MARK: - Redirects

  @Test func `a feed that moved for good says where, one that moved for now does not`() throws {
    let server = try LoopbackServer { request, line in
      switch request.path {
      case "/old": line.answer("301 Moved", ["Location": "/new"], [])
      case "/new": line.answer("308 Moved", ["Location": "/newer"], [])
      case "/away": line.answer("302 Found", ["Location": "/newer"], [])
      default: line.answer("200 OK", [:], "x")
      }
    }
    #expect(fetch(server.address("/old")).movedTo == server.address("/newer"))
    let away = fetch(server.address("/away"))
    #expect(away.movedTo == nil)
    #expect(document(away)?.address == server.address("/newer"))
  }

  @Test func `a circle, an endless road and a way out of the web are refused`() throws {
    let server = try LoopbackServer { request, line in
      switch request.path {
      case "/a": line.answer("302 Found", ["Location": "/b"], [])
      case "/b": line.answer("302 Found", ["Location": "/a"], [])
      case "/file": line.answer("301 Moved", ["Location": "file:///etc/passwd"], [])
      default:
        let number = Int(request.path.dropFirst()) ?? 0
        line.answer("302 Found", ["Location": "/\(number + 1)"], [])
      }
    }
    #expect(failure(fetch(server.address("/a"))) == "it leads round in a circle")
    #expect(failure(fetch(server.address("/1")))?.hasPrefix("it leads on and on") == true)
    #expect(failure(fetch(server.address("/file"))) == "it leads out of the web, to file:")
  }

  @Test func `a password goes to its own host only, and stands in no answer`() throws {
    let other = try LoopbackServer { _, line in line.answer("200 OK", [:], "x") }
    let target = other.address("/")
    let server = try LoopbackServer { request, line in
      #expect(request.headers["authorization"] == "Basic bmFtZTpzZWNyZXQ=")
      line.answer("301 Moved", ["Location": target], [])
    }
    let answer = fetch("http://name:secret@127.0.0.1:\(server.port)/")
    #expect(self.document(answer)?.address == target)
    #expect(server.requests.count == 1)
    #expect(other.requests.first?.headers["authorization"] == nil)
    #expect(!"\(answer)".contains("secret"))
  }

  // MARK: - Refusals of the server

  @Test(arguments: [
    ("410 Gone", FetchFailure.Kind.gone, "gone for good"),
    ("404 Not Found", .missing, "nothing there"),
    ("403 Forbidden", .other, "does not allow"), ("500 Oops", .other, "in trouble"),
    ("418 Teapot", .other, "HTTP 418"),
  ])
  func `a refusal is told in one sentence`(status: String, kind: FetchFailure.Kind, words: String)
    throws
  {
    let answer = try fetch { _, line in line.answer(status, [:], "x") }
    guard case .failed(let failure) = answer.outcome else {
      Issue.record("\(answer)")
      return
    }
    #expect(failure.kind == kind)
    #expect(failure.description.contains(words))
  }

  @Test func `a server that asks for patience says for how long, in seconds or by a date`() throws {
    func retryAfter(_ value: String) throws -> Int? {
      let answer = try fetch { _, line in
        line.answer("429 Too Many Requests", ["Retry-After": value], [])
      }
      guard case .failed(let failure) = answer.outcome else { return nil }
      return failure.retryAfter
    }
    #expect(try retryAfter("3600") == 3_600)
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    let later = try #require(
      try retryAfter(formatter.string(from: Date(timeIntervalSinceNow: 7_200))))
    #expect((7_100...7_200).contains(later))
    #expect(try retryAfter("soon") == nil)
  }

  // MARK: - Servers that lie, hang and flood

  @Test func `an answer without end is left off at the limit`() throws {
    let answer = try fetch { _, line in
      line.send("HTTP/1.1 200 OK\r\n\r\n")
      let spaces = [UInt8](repeating: 0x20, count: 1 << 16)
      while line.send(spaces) {}
    }
    #expect(failure(answer) == "it is larger than 1 MB")
  }

  @Test func `a small answer that unpacks to a large one is left off at the limit`() throws {
    // 100 kB of gzip for 100 MB of zeros.
    let path = FileManager.default.temporaryDirectory.appending(path: "khabar-bomb-\(UUID())").path
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "head -c 100000000 /dev/zero | gzip -9 > '\(path)'"]
    try process.run()
    process.waitUntilExit()
    let packed = [UInt8](try Data(contentsOf: URL(filePath: path)))
    try FileManager.default.removeItem(atPath: path)
    let answer = try fetch { _, line in line.answer("200 OK", ["Content-Encoding": "gzip"], packed)
    }
    #expect(failure(answer) == "it is larger than 1 MB")
  }

  @Test func `headers without end are refused`() throws {
    let answer = try fetch { _, line in
      line.send("HTTP/1.1 200 OK\r\n")
      while line.send("X-Flood: \(String(repeating: "x", count: 4_000))\r\n") {}
    }
    #expect(failure(answer) != nil)
  }

  @Test func `one byte now and then is a server that hangs`() throws {
    let answer = try fetch { _, line in
      line.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      while line.send("x") { usleep(300_000) }
    }
    #expect(failure(answer) == "the server takes too long")
  }

  @Test func `a server that says nothing is not waited for`() throws {
    let answer = try fetch { _, _ in sleep(20) }
    #expect(failure(answer) == "the server takes too long")
  }

  @Test func `an answer that is cut off is none`() throws {
    let short = try fetch { _, line in
      line.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")
    }
    #expect(failure(short) == "the answer was cut off")
    let chunk = try fetch { _, line in
      line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nshort")
    }
    #expect(failure(chunk) == "the answer was cut off")
    let nothing = try fetch { _, _ in }
    #expect(failure(nothing) == "the answer was cut off")
  }

  @Test func `what is packed wrongly is told`() throws {
    let answer = try fetch { _, line in
      line.answer("200 OK", ["Content-Encoding": "gzip"], "this is not packed at all")
    }
    #expect(failure(answer) != nil)
  }

  @Test func `no server, no address and no file asked for are told without waiting`() throws {
    #expect(failure(fetch("http://127.0.0.1:9/")) == "the server does not answer")
    #expect(failure(fetch("gopher://example.org/"))?.contains("http://") == true)
    #expect(failure(fetch("not an address"))?.contains("http://") == true)
    #expect(failure(fetch("file:///etc/passwd"))?.contains("not asked for") == true)
  }

  @Test func `a file that was asked for is read`() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "khabar-file-\(UUID())")
    try Data("نص".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let answer = fetch(url.absoluteString) { $0.allowsFile = true }
    #expect(self.document(answer)?.bytes == Array("نص".utf8))
  }

  @Test func `large files that were asked for together all come`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "khabar-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let requests = try (0..<4).map { number in
      let url = folder.appending(path: "\(number)")
      try Data(repeating: 0x61, count: 900_000).write(to: url)
      return FetchRequest(url.absoluteString, allowsFile: true)
    }
    var sizes: [Int] = []
    Fetcher(limits: Self.limits).fetch(requests) { _, answer in
      sizes.append(document(answer)?.bytes.count ?? 0)
    }
    #expect(sizes == Array(repeating: 900_000, count: 4))
  }

  @Test func `a server without a certificate that holds is refused`() throws {
    let server = try LoopbackServer { _, line in line.answer("200 OK", [:], "x") }
    #expect(failure(fetch("https://127.0.0.1:\(server.port)/")) != nil)
  }

  // MARK: - Many at once

  @Test func `no host is asked more than twice at once, and a slow one does not stop the others`()
    throws
  {
    let quick = try LoopbackServer { _, line in line.answer("200 OK", [:], "x") }
    // Waits until the quick one has been asked everything, however busy the computer is.
    let slow = try LoopbackServer { _, line in
      for _ in 0..<500 where quick.requests.count < 20 { usleep(10_000) }
      line.answer("200 OK", [:], "x")
    }
    let addresses =
      (0..<8).map { slow.address("/\($0)") } + (0..<20).map { quick.address("/\($0)") }
    var order: [Int] = []
    Fetcher(limits: Self.limits).fetch(addresses.map { FetchRequest($0) }) { index, answer in
      #expect(self.document(answer) != nil)
      order.append(index)
    }
    #expect(order.sorted() == Array(0..<28))
    #expect(slow.mostAtOnce <= 2)
    #expect(order.prefix(18).allSatisfy { $0 >= 8 })
  }

  @Test func `what runs can be stopped, and everything is answered`() throws {
    let server = try LoopbackServer { _, line in
      line.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      sleep(20)
    }
    let fetcher = Fetcher()
    Thread.detachNewThread {
      usleep(200_000)
      fetcher.cancel()
    }
    var kinds: [FetchFailure.Kind] = []
    fetcher.fetch((0..<5).map { FetchRequest(server.address("/\($0)")) }) { _, answer in
      if case .failed(let failure) = answer.outcome { kinds.append(failure.kind) }
    }
    #expect(kinds == Array(repeating: .cancelled, count: 5))
  }

  @Test func `large answers come in one after the other, and all of them come`() throws {
    let server = try LoopbackServer { _, line in
      line.answer("200 OK", [:], [UInt8](repeating: 0x61, count: 900_000))
    }
    var sizes: [Int] = []
    let requests = (0..<6).map { FetchRequest("http://127.0.0.\(1):\(server.port)/\($0)") }
    var limits = Self.limits
    limits.jobsPerHost = 6
    Fetcher(limits: limits).fetch(requests) { _, answer in
      sizes.append(document(answer)?.bytes.count ?? 0)
    }
    #expect(sizes == Array(repeating: 900_000, count: 6))
  }
}
