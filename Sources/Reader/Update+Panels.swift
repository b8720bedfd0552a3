import Articles
import Typesetting

extension Model {
  mutating func handlePanel(_ key: Key) -> [Effect] {
    guard let panel else { return [] }
    if case .control = key, let command = command(for: key, at: place) {
      switch command {
      case .redraw, .suspend: return perform(command)
      case .quit:
        // As Esc does, so that Ctrl-C first leaves what was begun.
        return handlePanel(.escape)
      default: break
      }
    }
    switch panel {
    case .help(let top): handleHelp(key, top: top)
    case .share(let selected): return handleShare(key, selected: selected)
    case .categories(let selected): return handleCategories(key, selected: selected)
    case .input(let input): return handleInput(key, input)
    case .qr: self.panel = nil
    case .feeds(let rows, let selected): return handleFeeds(key, rows, selected: selected)
    case .links(let links, let selected): return handleLinks(key, links, selected: selected)
    case .confirmAddress(let address): return confirm(address, key)
    }
    return []
  }

  /// What a key means in a menu: only moving, choosing and leaving.
  func menuCommand(_ key: Key) -> Command? {
    switch key {
    case .escape: .back
    case .mouse(let mouse) where mouse.action == .wheelDown: .down
    case .mouse(let mouse) where mouse.action == .wheelUp: .up
    default: command(for: key, at: .list)
    }
  }

  private mutating func handleHelp(_ key: Key, top: Int) {
    let height = max(1, size.rows - 4)
    let last = max(0, HelpPage(model: self, columns: size.columns).rows.count - height)
    let new: Int? =
      switch menuCommand(key) {
      case .down: top + 1
      case .up: top - 1
      case .pageDown: top + height
      case .pageUp: top - height
      case .first: 0
      case .last: last
      default: nil
      }
    panel = new.map { .help(top: min(max(0, $0), last)) }
  }

  private mutating func handleCategories(_ key: Key, selected: Int) -> [Effect] {
    let entries = sidebarEntries
    switch menuCommand(key) {
    case .down: panel = .categories(selected: min(selected + 1, entries.count - 1))
    case .up: panel = .categories(selected: max(0, selected - 1))
    case .pageDown, .last: panel = .categories(selected: entries.count - 1)
    case .pageUp, .first: panel = .categories(selected: 0)
    case .open:
      panel = nil
      guard entries.indices.contains(selected) else { return [] }
      return choose(entries[selected])
    default:
      if case .mouse(let mouse) = key { return pickCategory(mouse) }
      panel = nil
    }
    return []
  }

  // MARK: Share

  private mutating func handleShare(_ key: Key, selected: Int) -> [Effect] {
    let items = Strings.ShareItem.allCases
    let command = menuCommand(key)
    switch command {
    case .down: panel = .share(selected: min(selected + 1, items.count - 1))
    case .up: panel = .share(selected: max(0, selected - 1))
    case .open:
      panel = nil
      return share(items[selected].command)
    default:
      panel = nil
      if case .mouse(let mouse) = key { return pickShareItem(mouse) }
      if let command, items.contains(where: { $0.command == command }) { return share(command) }
    }
    return []
  }

  mutating func share(_ command: Command) -> [Effect] {
    guard let subject else { return [] }
    switch command {
    case .copyText:
      notice = Notice(strings.textCopied)
      return [.share(subject.id, .copyText)]
    case .mail: return [.share(subject.id, .mail)]
    case .saveAs:
      let field = InputField(fileName(for: subject.title) + ".txt")
      panel = .input(Panel.Input(purpose: .saveAs, field: field))
      return []
    default: break
    }
    guard let address = subject.url, !address.isEmpty else {
      notice = Notice(strings.noLink, isError: true)
      return []
    }
    switch command {
    case .copyLink:
      notice = Notice(strings.linkCopied)
      return [.copy(address)]
    case .qr: return [.share(subject.id, .qr)]
    case .browse: return browse(address)
    default: break
    }
    return []
  }

  /// Opens an address of the web or of mail; any other is shown first.
  mutating func browse(_ address: String) -> [Effect] {
    if isOrdinary(address) { return [.openAddress(address)] }
    panel = .confirmAddress(address)
    return []
  }

  private mutating func confirm(_ address: String, _ key: Key) -> [Effect] {
    panel = nil
    guard case .character(let scalar) = key,
      ["y", "Y"].contains(layout.latinKey(of: scalar) ?? scalar)
    else { return [] }
    return [.openAddress(address)]
  }

  // MARK: Input

  private mutating func handleInput(_ key: Key, _ input: Panel.Input) -> [Effect] {
    var input = input
    switch key {
    case .escape:
      panel = nil
      return input.purpose == .find ? leaveSearch() : []
    case .enter:
      panel = nil
      return submit(input)
    default:
      input.field.handle(key, in: setting(of: input.purpose))
    }
    panel = .input(input)
    if input.purpose == .find { search(input.field.text) }
    return []
  }

  /// Fields take the direction of what is typed; empty ones the interface's. Paths run left to right.
  func setting(of purpose: Panel.Input.Purpose) -> Setting {
    var setting = settings.interfaceSetting
    setting.direction = purpose == .saveAs ? .fixed(.leftToRight) : .automatic
    setting.showsMarks = true
    return setting
  }

  private mutating func submit(_ input: Panel.Input) -> [Effect] {
    let text = input.field.text
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    switch input.purpose {
    case .find:
      search(text)
      if article?.search == nil {
        notice = Notice(Phrase(strings.notFound, field: text), isError: true)
      }
      return []
    case .date:
      guard let date = DateLine.date(in: text, modified: ArticleDate(daysSinceEpoch: today))
      else {
        notice = Notice(strings.badDate, isError: true)
        return []
      }
      return goToDay(date.days.upperBound)
    case .search: return []
    case .saveAs:
      guard let subject else { return [] }
      return [.save(subject.id, path: text)]
    }
  }
}

extension InputField {
  /// Editing keys, those of readline included.
  mutating func handle(_ key: Key, in setting: Setting) {
    switch key {
    case .character(let scalar): insert(String(Character(scalar)))
    case .paste(let text): insert(text)
    case .backspace, .control("h"): deleteBackward()
    case .delete, .control("d"): deleteForward()
    case .control("u"): deleteAll()
    case .control("w"): deleteWordBackward()
    case .left: moveVisually(right: false, in: setting)
    case .right: moveVisually(right: true, in: setting)
    case .home, .control("a"): moveToStart()
    case .end, .control("e"): moveToEnd()
    default: break
    }
  }
}

/// Whether an address may be opened without asking.
private func isOrdinary(_ address: String) -> Bool {
  let scheme = address.prefix { $0 != ":" }.lowercased()
  return ["http", "https", "mailto"].contains(scheme)
}

/// A title as a file name: nothing a file system or a shell stumbles over, at most 60 characters.
private func fileName(for title: String) -> String {
  let kept = title.unicodeScalars.map { scalar -> Unicode.Scalar in
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? scalar : " "
  }
  let words = String(String.UnicodeScalarView(kept)).split(separator: " ")
  let name = words.joined(separator: "-").prefix(60)
  return name.isEmpty ? "khabar" : String(name)
}
