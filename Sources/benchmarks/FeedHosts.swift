import Foundation

/// Feeds on loopback hosts, 127.0.1.1 and on, served by one thread over plain HTTP, each answer so many
/// seconds after it was asked for.
///
/// A feed that is asked for with the validator it was sent with is answered with 304.
final class FeedHosts: @unchecked Sendable {
  struct Tally {
    var requests = 0
    var unchanged = 0
    var most = 0
  }

  private struct Client {
    var asked: [UInt8] = []
    /// When the answer may go, and what it is.
    var due: Double?
    var answer: [UInt8] = []
    var sent = 0
  }

  let addresses: [String]
  private let feeds: [[UInt8]]
  private let latency: Double
  private var listeners: [Int32] = []
  private var clients: [Int32: Client] = [:]
  private let lock = NSLock()
  private var counted = Tally()
  private var isOver = false

  /// The feeds are dealt out to the hosts in turn.
  init(_ feeds: [[UInt8]], hosts: Int, latency: Double) throws {
    self.feeds = feeds
    self.latency = latency
    var port: UInt16 = 0
    for host in 0..<hosts {
      let listener = try Self.listen(on: 0x7F00_0101 + UInt32(host), port: &port)
      listeners.append(listener)
    }
    addresses = feeds.indices.map { index in
      let host = 0x0101 + index % hosts
      return "http://127.0.\(host >> 8).\(host & 0xFF):\(port)/\(index)"
    }
    Thread.detachNewThread { [self] in serve() }
  }

  var tally: Tally { lock.withLock { counted } }

  func reset() { lock.withLock { counted = Tally() } }

  func stop() { lock.withLock { isOver = true } }

  /// All hosts listen under the port that the first one got.
  private static func listen(on host: UInt32, port: inout UInt16) throws -> Int32 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = host.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && Glibc.listen(listener, 64) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    guard isListening else {
      throw ChildProcess.Failure(
        description: "no loopback host: \(String(cString: strerror(errno)))")
    }
    port = UInt16(bigEndian: address.sin_port)
    _ = fcntl(listener, F_SETFL, O_NONBLOCK)
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    return listener
  }

  // MARK: Serving

  private func serve() {
    while !lock.withLock({ isOver }) {
      let moment = now()
      var polled = listeners.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      var wait = 0.1
      for (descriptor, client) in clients {
        if let due = client.due, due > moment {
          wait = min(wait, due - moment)
          continue
        }
        let events = client.due == nil ? POLLIN : POLLOUT
        polled.append(pollfd(fd: descriptor, events: Int16(events), revents: 0))
      }
      guard poll(&polled, UInt(polled.count), Int32((wait * 1000).rounded(.up))) > 0 else {
        continue
      }
      for (index, entry) in polled.enumerated() where entry.revents != 0 {
        index < listeners.count ? welcome(entry.fd) : attend(entry.fd)
      }
    }
    for descriptor in listeners + Array(clients.keys) { close(descriptor) }
  }

  private func welcome(_ listener: Int32) {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      _ = fcntl(client, F_SETFL, O_NONBLOCK)
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      clients[client] = Client()
      lock.withLock { counted.most = max(counted.most, clients.count) }
    }
  }

  private func attend(_ descriptor: Int32) {
    guard var client = clients.removeValue(forKey: descriptor) else { return }
    let goesOn = client.due == nil ? listen(descriptor, &client) : speak(descriptor, &client)
    if goesOn {
      clients[descriptor] = client
    } else {
      close(descriptor)
    }
  }

  private func listen(_ descriptor: Int32, _ client: inout Client) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    client.asked += bytes[..<count]
    guard client.asked.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) else { return true }
    client.answer = answer(String(decoding: client.asked, as: UTF8.self))
    client.due = now() + latency
    return true
  }

  private func speak(_ descriptor: Int32, _ client: inout Client) -> Bool {
    let count = client.answer[client.sent...].withUnsafeBytes {
      send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard count > 0 else { return count < 0 && errno == EAGAIN }
    client.sent += count
    return client.sent < client.answer.count
  }

  private func answer(_ request: String) -> [UInt8] {
    let path = request.split(separator: " ", maxSplits: 2).dropFirst().first ?? ""
    let number = Int(path.dropFirst()) ?? -1
    let isKnown = request.lowercased().contains("if-none-match: \"bench\"")
    lock.withLock {
      counted.requests += 1
      counted.unchanged += isKnown ? 1 : 0
    }
    let shared =
      "ETag: \"bench\"\r\nLast-Modified: Sat, 07 Dec 2024 10:00:00 GMT\r\nConnection: close\r\n"
    if isKnown { return Array("HTTP/1.1 304 Not Modified\r\n\(shared)\r\n".utf8) }
    guard feeds.indices.contains(number) else {
      return Array("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\(shared)\r\n".utf8)
    }
    let body = feeds[number]
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\nContent-Type: text/xml\r\n"
    return Array((head + shared + "\r\n").utf8) + body
  }
}
