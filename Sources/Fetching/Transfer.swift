internal import CCurl
internal import FoundationEssentials

/// A request on its way through all its redirects.
final class Transfer {
  let index: Int
  let request: FetchRequest
  let limits: FetchLimits
  /// Without name and password.
  private(set) var address: String {
    didSet { currentHost = Self.host(of: address) }
  }
  private let credentials: Credentials?
  private let host: String
  private(set) var currentHost: String
  private(set) var movedTo: String?
  private var movesForGood = true
  private var visited: Set<String>
  private var headers: [String: String] = [:]
  private var headerBytes = 0
  private var body: [UInt8] = []
  private var complaint: String?
  /// Whether it has waited for its turn to be large, and how often it began anew because of that.
  private var hasWaited = false
  private var restarts = 0
  /// Answers that are larger than ``largeBytes`` come in one after the other.
  let mayGrow: (Transfer) -> Bool
  var handle: UnsafeMutableRawPointer?

  static let largeBytes = 512 << 10

  private struct Credentials {
    var name: String
    var password: String
  }

  init(
    _ index: Int, _ request: FetchRequest, limits: FetchLimits,
    mayGrow: @escaping (Transfer) -> Bool
  ) {
    self.index = index
    self.request = request
    self.limits = limits
    self.mayGrow = mayGrow
    var parts = URLComponents(string: request.address)
    credentials = parts?.user.map { Credentials(name: $0, password: parts?.password ?? "") }
    if credentials != nil {
      parts?.user = nil
      parts?.password = nil
    }
    address = credentials == nil ? request.address : parts?.string ?? request.address
    host = Self.host(of: address)
    currentHost = host
    visited = [address]
  }

  private static func host(of address: String) -> String {
    let parts = URLComponents(string: address)
    return (parts?.host ?? "").lowercased() + ":" + (parts?.port.map { String($0) } ?? "")
  }

  private static func scheme(of address: String) -> String {
    address.prefix { $0 != ":" }.lowercased()
  }

  // MARK: - Beginning

  /// Nil when it may go; otherwise why not.
  func obstacle() -> FetchFailure? {
    switch Self.scheme(of: address) {
    case "http", "https":
      currentHost == ":" ? FetchFailure("the address names no server") : nil
    case "file":
      request.allowsFile
        ? nil : FetchFailure("it leads to a file of this computer, which was not asked for")
    default:
      FetchFailure("the address is none of the web; it begins with http:// or https://")
    }
  }

  func begin(_ transfers: UnsafeMutableRawPointer) -> Bool {
    headers = [:]
    headerBytes = 0
    body = []
    hasWaited = false
    let isOwnHost = currentHost == host
    let accept =
      request.wants == .feed
      ? "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5"
      : "text/html, application/xhtml+xml, */*;q=0.5"
    var texts: [UnsafeMutablePointer<CChar>?] = []
    func text(_ value: String?) -> UnsafePointer<CChar>? {
      guard let value else { return nil }
      let copy = value.withCString { source in
        let count = value.utf8.count + 1
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: count)
        copy.initialize(from: source, count: count)
        return copy
      }
      texts.append(copy)
      return UnsafePointer(copy)
    }
    var order = curl_order(
      address: text(address), agent: text(limits.agent), accept: text(accept),
      etag: text(request.etag), modified: text(request.lastModified),
      name: text(isOwnHost ? credentials?.name : nil),
      password: text(isOwnHost ? credentials?.password : nil),
      is_file: Self.scheme(of: address) == "file",
      connect_milliseconds: limits.connectMilliseconds,
      total_milliseconds: limits.totalMilliseconds,
      least_speed: limits.leastBytesPerSecond, slow_seconds: limits.slowSeconds,
      header: { context, bytes, count in
        transferOf(context).takeHeader(UnsafeRawBufferPointer(start: bytes, count: count))
      },
      body: { context, bytes, count in
        transferOf(context).takeBody(UnsafeRawBufferPointer(start: bytes, count: count))
      },
      context: Unmanaged.passUnretained(self).toOpaque())
    handle = curl_transfer_begin(transfers, &order)
    for copy in texts { copy?.deallocate() }
    return handle != nil
  }

  // MARK: - What comes

  var size: Int { body.count }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> CInt {
    headerBytes += bytes.count
    guard headerBytes <= limits.headerBytes else {
      complaint = "the server sends headers without end"
      return CInt(curl_give_up)
    }
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      headers = [:]
    } else if let colon = line.firstIndex(of: ":") {
      let name = line[..<colon].lowercased()
      headers[name] = Self.trimmed(line[line.index(after: colon)...])
    }
    return CInt(curl_go_on)
  }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> CInt {
    guard body.count + bytes.count <= limits.bytes else {
      complaint = "it is larger than \(limits.bytes >> 20) MB"
      return CInt(curl_give_up)
    }
    // libcurl cannot pause the reading of a file.
    let isLarge = body.count + bytes.count > Self.largeBytes && Self.scheme(of: address) != "file"
    if isLarge, !mayGrow(self) {
      hasWaited = true
      return CInt(curl_pause)
    }
    body += bytes
    return CInt(curl_go_on)
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(
      start[
        ..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex)
      ])
  }

  // MARK: - The end

  /// Nil when the answer leads elsewhere: the transfer has to begin again.
  func answer(_ end: curl_end) -> FetchAnswer? {
    if end.failure == CInt(curl_too_slow), hasWaited, restarts < 8 {
      // It is not the server that took so long.
      restarts += 1
      return nil
    }
    guard end.failure == CInt(curl_ended_well) else {
      return failed(complaint ?? Self.sentence(end))
    }
    switch end.status {
    case 0, 200..<300: return FetchAnswer(outcome: .document(document()), movedTo: movedTo)
    case 304: return FetchAnswer(outcome: .unchanged, movedTo: movedTo)
    case 301, 302, 303, 307, 308: return follow(end)
    case 410: return failed("the server says that it is gone for good (HTTP 410)", .gone)
    case 404: return failed("the server has nothing there (HTTP 404)", .missing)
    case 401, 407: return failed("the server wants a name and a password (HTTP \(end.status))")
    case 403: return failed("the server does not allow it (HTTP 403)")
    case 429: return failed("the server asks for patience (HTTP 429)")
    case 500...: return failed("the server is in trouble (HTTP \(end.status))")
    default: return failed("the server answered with HTTP \(end.status)")
    }
  }

  private func document() -> FetchedDocument {
    FetchedDocument(
      bytes: body, address: address, contentType: headers["content-type"], etag: headers["etag"],
      lastModified: headers["last-modified"])
  }

  func failed(_ sentence: String, _ kind: FetchFailure.Kind = .other) -> FetchAnswer {
    let failure = FetchFailure(sentence, kind, retryAfter: retryAfter)
    return FetchAnswer(outcome: .failed(failure), movedTo: nil)
  }

  private func follow(_ end: curl_end) -> FetchAnswer? {
    guard let leadsTo = end.leads_to.map({ String(cString: $0) }), !leadsTo.isEmpty else {
      return failed("it leads elsewhere without saying where (HTTP \(end.status))")
    }
    guard var parts = URLComponents(string: leadsTo) else {
      return failed("it leads to an address that is none")
    }
    parts.user = nil
    parts.password = nil
    let target = parts.string ?? leadsTo
    let (from, to) = (Self.scheme(of: address), Self.scheme(of: target))
    guard to == "http" || to == "https" else { return failed("it leads out of the web, to \(to):") }
    guard from != "https" || to == "https" else {
      return failed("it leads from https to http, where anybody could change it")
    }
    guard visited.insert(target).inserted else { return failed("it leads round in a circle") }
    guard visited.count <= limits.redirects + 1 else {
      return failed("it leads on and on, more than \(limits.redirects) times")
    }
    movesForGood = movesForGood && (end.status == 301 || end.status == 308)
    address = target
    // One with a password in it is kept as the person wrote it.
    if movesForGood, credentials == nil { movedTo = target }
    return nil
  }

  /// Seconds from now; the header holds them or a date (RFC 9110 §10.2.3).
  private var retryAfter: Int? {
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = Int(text) { return max(0, seconds) }
    let date = curl_seconds(text)
    return date < 0 ? nil : max(0, date - Int(Date.now.timeIntervalSince1970))
  }

  private static func sentence(_ end: curl_end) -> String {
    switch end.failure {
    case CInt(curl_no_host): "there is no server of that name, or no network"
    case CInt(curl_no_proxy): "the proxy was not found"
    case CInt(curl_no_connection): "the server does not answer"
    case CInt(curl_too_slow): "the server takes too long"
    case CInt(curl_bad_certificate): "the server cannot prove who it is (bad certificate)"
    case CInt(curl_cut_off): "the answer was cut off"
    case CInt(curl_bad_address): "the address makes no sense"
    case CInt(curl_no_file): "there is no such file, or it may not be read"
    case CInt(curl_bad_encoding): "the answer is packed in a way that does not unpack"
    default: "it could not be fetched"
    }
  }
}

private func transferOf(_ context: UnsafeMutableRawPointer?) -> Transfer {
  guard let context else { fatalError("libcurl lost the context it was given") }
  return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
}
