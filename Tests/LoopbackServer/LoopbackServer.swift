import Foundation
import Synchronization

/// A server on loopback that says what a test wants it to say, honest HTTP or not, byte by byte.
package final class LoopbackServer: Sendable {
  /// What a client asked.
  package struct Request: Sendable {
    package var path: String
    /// Names in small letters.
    package var headers: [String: String]
    /// The address of the server it asked.
    package var host: String { headers["host"] ?? "" }
  }

  /// The line to a client, which is closed when the answer returns.
  package struct Line: Sendable {
    let descriptor: Int32
    /// Called when the request needs no more work.
    let settle: @Sendable () -> Void

    /// False when the client is gone.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
      var rest = bytes[...]
      while !rest.isEmpty {
        let sent = rest.withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { return false }
        rest = rest.dropFirst(sent)
      }
      return true
    }

    @discardableResult
    package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// A whole answer.
    package func answer(_ status: String, _ headers: [String: String] = [:], _ body: [UInt8] = []) {
      // A client that has the answer may ask the next thing before this thread goes on.
      settle()
      var head = "HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n"
      for (name, value) in headers { head += "\(name): \(value)\r\n" }
      send(Array((head + "\r\n").utf8) + body)
    }

    package func answer(_ status: String, _ headers: [String: String] = [:], _ body: String) {
      answer(status, headers, Array(body.utf8))
    }
  }

  package typealias Answer = @Sendable (Request, Line) -> Void

  package let port: UInt16
  private let descriptor: Int32
  private let answer: Answer
  private let log = Mutex<[Request]>([])
  private let busy = Mutex((all: 0, mostOfAll: 0))

  /// Listens on 127.0.0.1 under a port that is free.
  package init(_ answer: @escaping Answer) throws {
    self.answer = answer
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && listen(descriptor, 512) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard code else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    port = UInt16(bigEndian: address.sin_port)
    acceptClients()
  }

  private func acceptClients() {
    Thread.detachNewThread { [descriptor, weak self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else { return }
        Thread.detachNewThread { [weak self] in
          self?.serve(client)
          close(client)
        }
      }
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  package func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  package var requests: [Request] { log.withLock { $0 } }

  /// The most requests that were being answered at once.
  package var mostAtOnce: Int { busy.withLock(\.mostOfAll) }

  private func serve(_ client: Int32) {
    guard let request = read(client) else { return }
    log.withLock { $0.append(request) }
    busy.withLock { busy in
      busy.all += 1
      busy.mostOfAll = max(busy.mostOfAll, busy.all)
    }
    let settlement = Settlement { [weak self] in self?.busy.withLock { $0.all -= 1 } }
    answer(request, Line(descriptor: client, settle: settlement.settle))
    settlement.settle()
  }

  private func read(_ client: Int32) -> Request? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4_096)
    while !bytes.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) {
      let count = recv(client, &piece, piece.count, 0)
      guard count > 0, bytes.count < 1 << 16 else { return nil }
      bytes += piece[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return Request(path: String(words[1]), headers: headers)
  }
}

/// Something that is done once, however often it is asked for.
private final class Settlement: Sendable {
  private let isDone = Mutex(false)
  private let action: @Sendable () -> Void

  init(_ action: @escaping @Sendable () -> Void) { self.action = action }

  func settle() {
    let wasDone = isDone.withLock { isDone in
      defer { isDone = true }
      return isDone
    }
    if !wasDone { action() }
  }
}
