import CNcurses
import Glibc
package import Typesetting

/// The terminal as the reader sees it: a frame out, events in.
///
/// There is one at a time, and it belongs to the main thread; other threads reach it through
/// ``waker``. While it is open the terminal is in raw mode on its alternate screen, so Ctrl-C and its
/// like arrive as keys. Whatever ends the program, the terminal is put right again.
package final class Screen {
  package private(set) var size: Size
  package let colors: ColorDepth
  package let waker: Waker

  /// What was found out about the terminal.
  package private(set) var profile: TerminalProfile
  private var surroundings: Surroundings
  /// What was asked and answered before the first frame.
  let conversation: Conversation

  private let terminal: Descriptors
  private let description: TerminalDescription
  private let preparation: RowPreparation
  private var input: Input
  /// The rows on the screen; nil where the next frame has to be painted whole.
  private var painted: Frame?
  /// The title the window has from us; nil before the first.
  private var title: String?
  /// What was answered after the first frame.
  private var late: Answers?
  /// When no more answers need be expected.
  private let answersEnd: Int
  private var isOpen = true

  /// Takes the terminal, after asking it what it is.
  ///
  /// - Parameters:
  ///   - bidiOutput: how rows are sent, when the person knows better.
  ///   - kittyForcesLTR: whether kitty was told not to reverse letters.
  /// - Throws: why the reader cannot use this terminal.
  package init(
    bidiOutput: BidiOutput = .auto, kittyForcesLTR: Bool = false
  ) throws(TerminalError) {
    guard shim_use_utf8() else { throw .noUTF8 }
    let terminal = try Descriptors()
    let description = try TerminalDescription(output: terminal.output)
    var (reading, writing): (Int32, Int32) = (-1, -1)
    guard shim_wake_pipe(&reading, &writing) else { throw .refused(description.name) }

    shim_remember_modes(terminal.input)
    shim_catch_signals(terminal.output)
    let surroundings = Surroundings(setting: bidiOutput, kittyForcesLTR: kittyForcesLTR)
    let conversation = Conversation(with: terminal, in: surroundings)
    let profile = TerminalProfile(
      conversation.answers, outside: conversation.outside, in: surroundings)
    Self.setFarewell(description, profile, hasTitle: false)
    terminal.write(profile.start)
    guard Self.open(description, on: terminal) else {
      terminal.write(profile.stop)
      shim_restore_modes()
      shim_release_signals()
      throw .refused(description.name)
    }
    self.profile = profile
    self.conversation = conversation
    self.surroundings = surroundings
    answersEnd = milliseconds() + surroundings.longestPatience - conversation.milliseconds
    self.terminal = terminal
    self.description = description
    colors = description.depth
    waker = Waker(descriptor: writing)
    input = Input(
      terminal: terminal.input, wake: reading, keys: description.keys,
      heard: conversation.heard, late: conversation.late)
    preparation = RowPreparation(
      colors: ColorReduction(
        depth: description.depth, count: Int(shim_colors()),
        hasDefaults: shim_default_colors()),
      width: { Int(shim_width($0)) })
    size = Size(columns: 80, rows: 24)
    measure()
    greet()
  }

  deinit { close() }

  private static func open(_ description: TerminalDescription, on terminal: Descriptors) -> Bool {
    let direct = description.depth == .direct ? shim_direct_description(description.name) : nil
    defer { free(direct) }
    return shim_open(
      description.name, direct, terminal.input, terminal.output, description.depth != .none)
  }

  /// Shows a frame; only rows that differ from the last one are prepared, and ncurses sends only what
  /// differs in them. A frame of another size is cut or filled with blanks.
  package func paint(_ frame: Frame) {
    guard isOpen else { return }
    let columns = min(size.columns, frame.size.columns)
    let same = painted.flatMap { $0.size == frame.size ? $0 : nil }
    var changed: [Int] = []
    for row in 0..<size.rows {
      guard row < frame.size.rows else {
        place([Cell](), row: row)
        continue
      }
      let cells = frame.row(row)
      if let same, same.row(row) == cells { continue }
      place(cells.prefix(columns), row: row)
      changed.append(row)
    }
    let before = same
    painted = frame
    let synchronizes = profile.synchronizes && changed.count > 2
    if synchronizes { terminal.write(Synchronization.begin) }
    show(cursor: frame.cursor, of: frame)
    if profile.opensLinks { link(changed, of: frame, before: before) }
    if synchronizes { terminal.write(Synchronization.end) }
    show(title: frame.title)
  }

  /// ncurses knows no links, so cells that lead somewhere are written over what it has painted.
  private func link(_ rows: [Int], of frame: Frame, before: Frame?) {
    var bytes: [UInt8] = []
    for row in rows {
      let cells = frame.row(row).prefix(size.columns)
      let wasLinked = before.map { $0.row(row).map { $0.style.link != 0 } }
      let encoded = profile.encoding.encode(cells)
      bytes += Hyperlinks.overlay(
        encoded, row: row, links: frame.links, wasLinked: wasLinked, preparation: preparation)
    }
    if !bytes.isEmpty { terminal.write(Hyperlinks.saveCursor + bytes + Hyperlinks.restoreCursor) }
  }

  private func show(title wanted: String?) {
    guard profile.restoresTitle, let wanted, wanted != title else { return }
    if title == nil {
      terminal.write(WindowTitle.save)
      Self.setFarewell(description, profile, hasTitle: true)
    }
    title = wanted
    terminal.write(WindowTitle.set(wanted))
  }

  /// Has the window called as it was before.
  private func restoreTitle() {
    guard title != nil else { return }
    title = nil
    terminal.write(WindowTitle.restore)
    Self.setFarewell(description, profile, hasTitle: false)
  }

  private static func setFarewell(
    _ description: TerminalDescription, _ profile: TerminalProfile, hasTitle: Bool
  ) {
    let bytes =
      (profile.synchronizes ? Synchronization.end : []) + profile.stopOnScreen
      + description.farewell + profile.stopAfterwards + (hasTitle ? WindowTitle.restore : [])
    shim_set_farewell(bytes, bytes.count)
  }

  private func place(_ cells: some RandomAccessCollection<Cell>, row: Int) {
    let encoded = profile.encoding.encode(cells).cells
    let prepared = preparation.prepare(encoded, columns: size.columns)
    shim_place(Int32(row), prepared, Int32(prepared.count))
  }

  private func show(cursor: Position?, of frame: Frame) {
    guard let cursor, (0..<size.rows).contains(cursor.row), cursor.column >= 0 else {
      shim_send(-1, 0)
      return
    }
    var column = min(cursor.column, size.columns - 1)
    if cursor.row < frame.size.rows, column < frame.size.columns {
      column = profile.encoding.encode(frame.row(cursor.row).prefix(size.columns)).columns[column]
    }
    shim_send(Int32(cursor.row), Int32(column))
  }

  /// Sleeps until something happens; nil when nothing did in time. Without a timeout it waits for
  /// ever.
  package func next(timeoutMilliseconds: Int? = nil) -> Event? {
    guard isOpen else { return .hangup }
    let end = timeoutMilliseconds.map { milliseconds() + max(0, $0) }
    while true {
      if let event = answerSignals() { return event }
      switch input.next(until: end) {
      case .event(.key(.control("z"))):
        suspend()
        return .resumed
      case .event(let event): return event
      case .answered(let answers):
        if treat(asAnswered: answers) { return .recognized }
      case .signal: continue
      case .nothing: return nil
      }
    }
  }

  /// Leaves the screen and stops the program with its process group, as Ctrl-Z does; returns when it
  /// is continued. ``next(timeoutMilliseconds:)`` does this by itself when Ctrl-Z is pressed.
  package func suspend() {
    suspend(group: true)
  }

  private func suspend(group: Bool) {
    leave()
    shim_stop(group)
    enter()
  }

  /// Gives the terminal to another program, such as a pager, and takes it back when `body` returns.
  package func handOver<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard isOpen else { return try body() }
    leave()
    shim_lend_signals()
    defer {
      shim_reclaim_signals()
      enter()
    }
    return try body()
  }

  /// Puts text on the clipboard of the terminal (OSC 52), where it allows that; it does not say so.
  package func copy(base64 encoded: String) {
    guard isOpen, profile.takesClipboard else { return }
    write(sequence: Array("\u{1B}]52;c;\(encoded)\u{7}".utf8))
  }

  private func greet() {
    write(sequence: description.greeting + (profile.takesMouse ? description.mouse : []))
  }

  private func write(sequence bytes: [UInt8]) {
    guard isOpen else { return }
    terminal.write(bytes)
  }

  /// Gives the terminal back. Nothing is painted or heard afterwards.
  package func close() {
    guard isOpen else { return }
    restoreTitle()
    write(sequence: description.parting)
    input.swallowAnswers(until: answersEnd)
    terminal.write(profile.stopOnScreen)
    isOpen = false
    shim_close()
    terminal.write(profile.stopAfterwards)
    shim_release_signals()
    terminal.close()
  }
}

extension Screen {
  private func leave() {
    restoreTitle()
    write(sequence: description.parting + profile.stopOnScreen)
    shim_leave()
    write(sequence: profile.stopAfterwards)
  }

  /// Concludes from answers that came late; false when they change nothing.
  private func treat(asAnswered answers: Answers) -> Bool {
    late = answers
    return treat(as: conclusion)
  }

  /// Sends rows as the person wishes from now on.
  package func use(_ setting: BidiOutput) {
    surroundings.setting = setting
    _ = treat(as: conclusion)
  }

  private var conclusion: TerminalProfile {
    // Whoever was asked last is who answers late.
    if conversation.outside == nil {
      return TerminalProfile(late ?? conversation.answers, in: surroundings)
    }
    return TerminalProfile(
      conversation.answers, outside: late ?? conversation.outside, in: surroundings)
  }

  private func treat(as known: TerminalProfile) -> Bool {
    guard known != profile else { return false }
    if profile.start != known.start { write(sequence: profile.stop) }
    let isSent = profile.start == known.start
    profile = known
    Self.setFarewell(description, known, hasTitle: title != nil)
    if !isSent { write(sequence: known.start) }
    repaint()
    return true
  }

  private func enter() {
    // Before the screen is cleared: a terminal may keep the mode for each row.
    write(sequence: profile.start)
    shim_enter()
    greet()
    measure()
    repaint()
  }

  /// Takes the size the terminal has now.
  private func measure() {
    var (rows, columns): (Int32, Int32) = (0, 0)
    guard shim_window_size(terminal.output, &rows, &columns) else { return }
    // What no screen has, no memory is spent on.
    size = Size(columns: min(Int(columns), 2000), rows: min(Int(rows), 1000))
    shim_resize(Int32(size.rows), Int32(size.columns))
  }

  /// Has the next frame painted whole, whatever other programs have written meanwhile.
  package func repaint() {
    painted = nil
    shim_forget()
  }

  /// Does what pending signals ask. A burst of resizes is one bit, hence one event.
  private func answerSignals() -> Event? {
    let arrived = input.signals | shim_take_signals()
    input.signals = 0
    func has(_ bit: Int) -> Bool { arrived & UInt32(bit) != 0 }
    /// Keeps what this call does not answer for the next one.
    func keep(_ bits: Int) { input.signals = arrived & UInt32(bits) }

    if has(SHIM_TERMINATE) { return .terminated(signal: SIGTERM) }
    if has(SHIM_HANGUP) { return .terminated(signal: SIGHUP) }
    if has(SHIM_STOP) {
      keep(SHIM_INTERRUPT)
      suspend(group: false)
      return .resumed
    }
    if has(SHIM_CONTINUED) {
      // Stopped without warning: whoever had the terminal meanwhile left it in other modes.
      keep(SHIM_INTERRUPT)
      leave()
      enter()
      return .resumed
    }
    if has(SHIM_RESIZED) {
      keep(SHIM_INTERRUPT)
      measure()
      repaint()
      return .resized(size)
    }
    return has(SHIM_INTERRUPT) ? .key(.control("c")) : nil
  }
}
