import Archive
import ArgumentParser
import Articles
import Glibc
import Reader
import Terminal
import Typesetting

/// `khabar`: the reader, or the front page as text when there is no terminal.
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Open the reader (the default).")

  @OptionGroup var common: CommonOptions

  @Option(help: "A folder of pages to begin with when the archive is empty.")
  var edition: String?

  @Option(help: "How rows are sent to the terminal.")
  var bidiOutput: BidiOutput?

  func run() throws {
    let archive = try common.open()
    let interface = common.interface
    try offerEdition(to: archive, interface)
    guard Output.isTerminal else { return try printFrontPage(archive, interface) }
    do {
      var session = try Session(archive: archive, interface: interface, bidiOutput: bidiOutput)
      try session.run()
    } catch let error as TerminalError {
      throw Failure(error)
    }
  }

  /// Fills an empty archive from ``edition`` at once, or from the installed edition after asking.
  private func offerEdition(to archive: Archive, _ interface: Interface) throws {
    guard try guarded({ try archive.isEmpty }) else { return }
    guard let folder = edition ?? agreedEdition(interface) else { return }
    var intake = Intake(archive: archive, showsProgress: false)
    intake.take([folder])
    intake.summary.complain()
  }

  private func agreedEdition(_ interface: Interface) -> String? {
    guard let edition = Paths.installedEdition, Output.isTerminal, isatty(STDIN_FILENO) == 1 else {
      return nil
    }
    try? Output(interface).print(sentences: [Phrase(interface.strings.offerEdition)])
    let answer = readLine() ?? "n"
    return ["", "y", "yes", "ن", "نعم"].contains(answer.lowercased()) ? edition : nil
  }

  private func printFrontPage(_ archive: Archive, _ interface: Interface) throws {
    let headlines = try guarded { try archive.headlines(Filter(), from: .newest, limit: 40) }
    guard !headlines.isEmpty else {
      return try Output(interface).print(sentences: [Phrase(interface.strings.emptyArchive)])
    }
    try emit(headlines.logicalLines)
  }
}

/// The loop: events become messages, messages change the model, effects are performed, the frame is
/// painted, all on the main thread, asleep while nothing happens.
struct Session {
  private let screen: Screen
  private let world: World
  private let interface: Interface
  private var model: Model
  /// What the screen need not wait for: performed when it has been painted, or before the next event.
  private var waiting: [Effect] = []
  /// The search that waits: begun only when no key waits to be handled, and never when another has been
  /// asked for since.
  private var search: Effect?
  /// Between two refreshes that nobody asked for, in seconds; nil for never.
  private let refreshInterval: Int64?
  /// When the next of them is due.
  private var nextRefresh: Int64?

  init(archive: Archive, interface: Interface, bidiOutput: BidiOutput?) throws {
    self.interface = interface
    let configuration = interface.configuration
    screen = try Screen(
      bidiOutput: bidiOutput ?? configuration.bidiOutput,
      kittyForcesLTR: configuration.kittyForcesLTR)
    world = World(archive: archive, screen: screen, retention: configuration.retention)
    refreshInterval = configuration.refreshMinutes.map { Int64($0) * 60 }
    nextRefresh =
      configuration.refreshesOnStart ? Clock.seconds : refreshInterval.map { Clock.seconds + $0 }
    model = Model(
      size: screen.size, today: Clock.today.daysSinceEpoch,
      settings: interface.settings(on: screen),
      keymap: interface.keymap,
      layout: KeyboardLayout(locale: Interface.Locale.current.language))
    if let complaint = configuration.complaints.first {
      model.notice = Notice(complaint, isError: true)
    }
  }

  mutating func run() throws {
    defer { screen.close() }
    perform(start(model))
    screen.paint(view(model))
    // Without a key the clock is looked at now and then, for the headings «today» and «yesterday».
    while world.isRunning {
      if performWaiting() { screen.paint(view(model)) }
      refreshIfDue()
      guard let event = screen.next(timeoutMilliseconds: 60_000) else {
        deliver(.today(Clock.today.daysSinceEpoch))
        screen.paint(view(model))
        continue
      }
      handle(event)
      // What came meanwhile is handled before painting, so that a held key never lags behind.
      var more = 64
      while more > 0, world.isRunning, let next = screen.next(timeoutMilliseconds: 0) {
        handle(next)
        more -= 1
      }
      if world.isRunning { screen.paint(view(model)) }
    }
    if let signal = world.signal {
      screen.close()
      throw ExitCode(128 + signal)
    }
  }

  private mutating func handle(_ event: Event) {
    _ = performWaiting(withSearch: false)
    switch event {
    case .key(.focus(let isOurs)):
      guard isOurs else { break }
      // What another window did meanwhile: a new day, a refresh.
      deliver(.today(Clock.today.daysSinceEpoch))
      deliver(.archiveChanged)
    case .key(let key): deliver(.key(key))
    case .recognized:
      let settings = interface.settings(on: screen)
      deliver(.appearance(settings.theme, showsMarks: settings.showsMarks))
    case .resized(let size): deliver(.resized(size))
    case .resumed:
      deliver(.resized(screen.size))
      deliver(.archiveChanged)
    case .woken: for message in world.mailbox.take() { deliver(message) }
    case .terminated(let signal):
      perform(leave(model))
      world.end(signal: signal)
    case .hangup:
      perform(leave(model))
      world.end(signal: nil)
    }
  }

  private mutating func refreshIfDue() {
    guard let next = nextRefresh, Clock.seconds >= next else { return }
    nextRefresh = refreshInterval.map { Clock.seconds + $0 }
    deliver(.refreshDue)
    screen.paint(view(model))
  }

  private mutating func deliver(_ message: Message) { perform(update(&model, message)) }

  /// Performs effects and whatever their answers ask for, until nothing is left but what can wait.
  private mutating func perform(_ effects: [Effect]) {
    var queue = effects[...]
    while let effect = queue.popFirst() {
      switch effect {
      case .relate: waiting.append(effect)
      case .search: search = effect
      default: queue += answer(effect)
      }
    }
  }

  /// False when nothing waited.
  private mutating func performWaiting(withSearch: Bool = true) -> Bool {
    var effects = waiting
    waiting = []
    if withSearch, let search {
      effects.append(search)
      self.search = nil
    }
    for effect in effects { perform(answer(effect)) }
    return !effects.isEmpty
  }

  private mutating func answer(_ effect: Effect) -> [Effect] {
    var following: [Effect] = []
    for message in world.perform(effect) { following += update(&model, message) }
    return following
  }
}

extension BidiOutput: ExpressibleByArgument {}

extension KeyboardLayout {
  /// The layout to assume before anything was typed.
  fileprivate init(locale language: String?) {
    switch language {
    case "fa": self = .persian
    case "he": self = .hebrew
    case "ar": self = .arabic
    default: self = .latin
    }
  }
}
