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
  private let surroundings: Surroundings

  private let terminal: Descriptors
  private let description: TerminalDescription
  private let preparation: RowPreparation
  private var input: Input
  /// The rows on the screen; nil where the next frame has to be painted whole.
  private var painted: Frame?
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
    let (profile, heard, late) = TerminalProfile.detect(terminal, in: surroundings)
    let farewell = description.farewell + profile.stop
    shim_set_farewell(farewell, farewell.count)
    terminal.write(profile.start)
    guard Self.open(description, on: terminal) else {
      terminal.write(profile.stop)
      shim_restore_modes()
      shim_release_signals()
      throw .refused(description.name)
    }
    self.profile = profile
    self.surroundings = surroundings
    self.terminal = terminal
    self.description = description
    colors = description.depth
    waker = Waker(descriptor: writing)
    input = Input(
      terminal: terminal.input, wake: reading, keys: description.keys, heard: heard, late: late)
    preparation = RowPreparation(
      colors: ColorReduction(
        depth: description.depth, count: Int(shim_colors()),
        hasDefaults: shim_default_colors()),
      width: { Int(shim_width($0)) })
    size = Size(columns: 80, rows: 24)
    measure()
    write(sequence: description.greeting)
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
    for row in 0..<size.rows {
      guard row < frame.size.rows else {
        place([Cell](), row: row)
        continue
      }
      let cells = frame.row(row)
      if let same, same.row(row) == cells { continue }
      place(cells.prefix(columns), row: row)
    }
    painted = frame
    show(cursor: frame.cursor, of: frame)
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
        treat(as: TerminalProfile(answers, in: surroundings))
        return .woken
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

  /// Sends an escape sequence that changes nothing on the screen, such as OSC 52.
  package func write(sequence bytes: [UInt8]) {
    guard isOpen else { return }
    terminal.write(bytes)
  }

  /// Gives the terminal back. Nothing is painted or heard afterwards.
  package func close() {
    guard isOpen else { return }
    write(sequence: description.parting)
    isOpen = false
    shim_close()
    terminal.write(profile.stop)
    shim_release_signals()
    terminal.close()
  }
}

extension Screen {
  private func leave() {
    write(sequence: description.parting)
    shim_leave()
    write(sequence: profile.stop)
  }

  /// Changes the treatment of the terminal while its screen is open.
  private func treat(as known: TerminalProfile) {
    guard known != profile else { return }
    profile = known
    let farewell = description.farewell + known.stop
    shim_set_farewell(farewell, farewell.count)
    write(sequence: known.start)
    repaint()
  }

  private func enter() {
    // Before the screen is cleared: a terminal may keep the mode for each row.
    write(sequence: profile.start)
    shim_enter()
    write(sequence: description.greeting)
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
