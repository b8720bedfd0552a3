internal import CCurl
internal import Synchronization

/// Fetches documents, many at a time and few from each host.
package final class Fetcher: Sendable {
  private struct State {
    var isCancelled = false
    nonisolated(unsafe) var transfers: UnsafeMutableRawPointer?
  }

  private let limits: FetchLimits
  private let state = Mutex(State())

  package init(limits: FetchLimits = FetchLimits()) { self.limits = limits }

  /// Ends all that runs; from any thread. What was not fetched is answered as cancelled.
  package func cancel() {
    state.withLock { state in
      state.isCancelled = true
      if let transfers = state.transfers { curl_transfers_wake(transfers) }
    }
  }

  package var isCancelled: Bool { state.withLock(\.isCancelled) }

  /// Fetches all of `requests` and returns when the last one has been answered.
  ///
  /// `each` is called on this thread for every request, in the order in which they end, with its index.
  package func fetch(_ requests: [FetchRequest], each: (Int, FetchAnswer) -> Void) {
    guard curl_load(), let transfers = curl_transfers() else {
      let failure = FetchFailure("libcurl, which fetches, is not installed (on Debian: libcurl4)")
      for index in requests.indices { each(index, FetchAnswer(outcome: .failed(failure))) }
      return
    }
    state.withLock { $0.transfers = transfers }
    var run = FetchRun(requests, limits, transfers)
    while run.isBusy {
      if isCancelled {
        run.cancel(each)
      } else {
        run.step(each)
      }
    }
    state.withLock { $0.transfers = nil }
    curl_transfers_free(transfers)
  }

  /// Fetches one document.
  package func fetch(_ request: FetchRequest) -> FetchAnswer {
    var answer = FetchAnswer(outcome: .failed(FetchFailure("it was stopped", .cancelled)))
    fetch([request]) { answer = $1 }
    return answer
  }
}

/// One call of ``Fetcher/fetch(_:each:)``.
private struct FetchRun {
  private var waiting: [Transfer] = []
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]
  private var perHost: [String: Int] = [:]
  /// Whether one that waits may begin: until another ends, no more than were begun.
  private var hasRoom = true
  private let limits: FetchLimits
  private let transfers: UnsafeMutableRawPointer
  private let growth = Growth()

  /// Which of the large answers may come in: one at a time, so that they do not fill the memory together.
  private final class Growth {
    var owner: Int?
    var paused: [Transfer] = []

    func allows(_ transfer: Transfer) -> Bool {
      if owner == nil { owner = transfer.index }
      if owner == transfer.index { return true }
      paused.append(transfer)
      return false
    }

    func release(_ transfer: Transfer) {
      paused.removeAll { $0 === transfer }
      guard owner == transfer.index else { return }
      owner = nil
      if let next = paused.first, let handle = next.handle {
        paused.removeFirst()
        owner = next.index
        curl_transfer_resume(handle)
      }
    }
  }

  init(_ requests: [FetchRequest], _ limits: FetchLimits, _ transfers: UnsafeMutableRawPointer) {
    self.limits = limits
    self.transfers = transfers
    let growth = growth
    waiting = requests.enumerated().map { index, request in
      Transfer(index, request, limits: limits) { growth.allows($0) }
    }
  }

  var isBusy: Bool { !waiting.isEmpty || !active.isEmpty }

  mutating func step(_ each: (Int, FetchAnswer) -> Void) {
    beginWaiting(each)
    guard !active.isEmpty else { return }
    curl_transfers_run(transfers, 250)
    var end = curl_end()
    while curl_transfers_next(transfers, &end) { finish(end, each) }
  }

  mutating func cancel(_ each: (Int, FetchAnswer) -> Void) {
    let stopped = active.values.map { $0 } + waiting
    for handle in active.keys { curl_transfer_remove(transfers, handle) }
    active = [:]
    waiting = []
    for transfer in stopped.sorted(by: { $0.index < $1.index }) {
      each(transfer.index, transfer.failed("it was stopped", .cancelled))
    }
  }

  /// Begins as many as may run, the longest waiting first.
  private mutating func beginWaiting(_ each: (Int, FetchAnswer) -> Void) {
    guard hasRoom, active.count < limits.jobs else { return }
    hasRoom = false
    var held: [Transfer] = []
    for (place, transfer) in waiting.enumerated() {
      guard active.count < limits.jobs else {
        held += waiting[place...]
        break
      }
      if let failure = transfer.obstacle() {
        each(transfer.index, transfer.failed(failure.description))
      } else if perHost[transfer.currentHost, default: 0] >= limits.jobsPerHost {
        held.append(transfer)
      } else {
        begin(transfer, each)
      }
    }
    waiting = held
  }

  private mutating func begin(_ transfer: Transfer, _ each: (Int, FetchAnswer) -> Void) {
    guard transfer.begin(transfers), let handle = transfer.handle else {
      return each(transfer.index, transfer.failed("the address makes no sense"))
    }
    active[handle] = transfer
    perHost[transfer.currentHost, default: 0] += 1
  }

  private mutating func finish(_ end: curl_end, _ each: (Int, FetchAnswer) -> Void) {
    guard let handle = end.transfer, let transfer = active.removeValue(forKey: handle) else {
      return
    }
    perHost[transfer.currentHost, default: 1] -= 1
    hasRoom = true
    let answer = transfer.answer(end)
    growth.release(transfer)
    curl_transfer_remove(transfers, handle)
    transfer.handle = nil
    if let answer {
      each(transfer.index, answer)
    } else {
      waiting.insert(transfer, at: 0)
    }
  }
}
