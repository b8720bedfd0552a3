import Articles
import Typesetting

/// Applies one message to the model and says what has to be done outside. Pure.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
  var effects = apply(message, to: &model)
  effects += model.previewEffects()
  return effects
}

/// What starts the program: the first page of the list, the counts and the saved searches.
package func start(_ model: Model) -> [Effect] {
  [.load(model.request(.newest, .replace(select: nil))), .tally, .listSearches]
}

/// What has to be kept when the program ends without being asked to, such as the reading position.
package func leave(_ model: Model) -> [Effect] { model.leaveEffects() }

private func apply(_ message: Message, to model: inout Model) -> [Effect] {
  switch message {
  case .key(let key): return model.handle(key)
  case .resized(let size): return model.resize(to: size)
  case .appearance(let theme, let showsMarks):
    model.settings.theme = theme
    if !model.settings.marksAreChosen { model.settings.showsMarks = showsMarks }
    model.setPages()
    return []
  case .today(let day):
    model.today = day
    return []
  case .archiveChanged: return model.reload()
  case .loaded(let page): return model.take(page)
  case .tallies(let tallies):
    model.categories = tallies
    return model.countSearches()
  case .searches(let queries): return model.takeSearches(queries)
  case .searchCounts(let counts):
    model.takeCounts(counts)
    return []
  case .opened(let stored, let position): return model.show(stored, at: position)
  case .previewed(let stored):
    model.preview = model.articleState(stored, columns: Layout(model).preview?.columns ?? 40)
    return []
  case .related(let id, let relations):
    model.relate(id, relations)
    return []
  case .marked(let ids, let mark, let cause): return model.take(ids, mark, cause)
  case .markedAll(let filter, let stamp, let count, let cause):
    return model.takeAllRead(filter, stamp: stamp, count: count, cause)
  case .markAllUndone:
    model.notice = Notice(model.strings.undone)
    return model.reload()
  case .neighbour(let headline, let unread): return model.visit(headline, unread: unread)
  case .found(let answer):
    model.take(answer)
    return []
  case .qr(let code):
    model.panel = .qr(code)
    return []
  case .saved(let path):
    model.notice = Notice(Phrase(model.strings.saved + " ", field: path, .leftToRight))
    return []
  case .refreshing, .refreshed, .refreshDue, .feeds, .completed, .notCompleted:
    return model.takeFromFeeds(message)
  case .notice(let notice):
    model.notice = notice
    return []
  case .working(let work):
    model.work = work
    return []
  }
}

extension Model {
  // MARK: Keys

  mutating func handle(_ key: Key) -> [Effect] {
    if case .focus = key { return [] }
    notice = nil
    if case .character(let scalar) = key { learnLayout(from: scalar) }
    if panel != nil { return handlePanel(key) }
    if search != nil, article == nil { return handleSearch(key) }
    if case .mouse(let mouse) = key { return handle(mouse) }
    if key == .escape { return leaveSearch() }
    guard let command = command(for: key, at: place) else { return [] }
    if command == .jump, case .character(let scalar) = key, let number = digit(of: scalar) {
      return jump(to: number)
    }
    return perform(command)
  }

  private mutating func learnLayout(from scalar: Unicode.Scalar) {
    layout = layout.after(typing: scalar)
    if KeyboardLayout.isTelling(scalar) { isLayoutKnown = true }
  }

  func command(for key: Key, at place: Binding.Places) -> Command? {
    keymap.command(for: key, at: place, layout: layout, assumed: !isLayoutKnown)
  }

  /// The screen the keys belong to.
  var place: Binding.Places {
    guard let article else { return .list }
    return article.search == nil ? .article : [.article, .found]
  }

  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .help: panel = .help(top: 0)
    case .quit: return leaveEffects() + [.quit]
    case .suspend: return leaveEffects() + [.suspend]
    case .redraw: return [.redraw]
    case .undo: return undoLast()
    case .redo: return redoLast()
    case .toggleRead: return toggle(.read, .unread, \.isRead)
    case .toggleStar: return toggle(.starred, .unstarred, \.isStarred)
    case .share: if subject != nil { panel = .share(selected: 0) }
    case .copyLink, .copyText, .browse, .mail, .qr, .saveAs: return share(command)
    case .links: showLinks()
    case .marks:
      settings.showsMarks.toggle()
      settings.marksAreChosen = true
      setPages()
    case .explain:
      settings.explainsRelations.toggle()
      setPages()
    case .justify:
      let columns = article?.page.measure ?? preview?.page.measure ?? ArticlePage.widest
      settings.justification = settings.justification(columns: columns).next
      notice = Notice(strings.justifications(settings.justification(columns: columns)))
      setPages()
    case .digits:
      settings.strings.digits = settings.strings.digits == .latin ? .arabic : .latin
      setPages()
    case .density:
      settings.density = settings.density == .compact ? .comfortable : .compact
      scrollListToSelection()
    case .forward: return goForward()
    case .refresh: return toggleRefresh()
    case .nextUnread: return findNeighbour(unread: true, .next)
    case .previousUnread: return findNeighbour(unread: true, .previous)
    default: return article == nil ? performInList(command) : performInArticle(command)
    }
    return []
  }

  // MARK: Marks

  /// The article a mark or share command is about.
  var subject: Headline? {
    article?.stored.headline ?? (search != nil ? search?.current : list.current)
  }

  private mutating func toggle(
    _ on: Mark, _ off: Mark, _ flag: KeyPath<Headline, Bool>
  ) -> [Effect] {
    guard let subject else { return [] }
    return [.mark([subject.id], subject[keyPath: flag] ? off : on, .person)]
  }

  /// Shows marks that the archive has made.
  mutating func take(_ ids: [Int64], _ mark: Mark, _ cause: Message.Cause) -> [Effect] {
    let marked = Set(ids)
    change(where: { marked.contains($0.id) }, mark)
    switch cause {
    case .person, .redo:
      if !ids.isEmpty { undo.append(.marked(ids, mark)) }
      if cause == .person { redo = [] }
      notice = Notice(cause == .redo ? strings.redone : words(for: mark))
    case .undo:
      if !ids.isEmpty { redo.append(.marked(ids, mark.opposite)) }
      notice = Notice(strings.undone)
    case .opening: break
    }
    return [.tally]
  }

  private func words(for mark: Mark) -> String {
    switch mark {
    case .read: strings.read
    case .unread: strings.markedUnread
    case .starred: strings.starredNotice
    case .unstarred: strings.unstarredNotice
    }
  }

  mutating func takeAllRead(
    _ filter: Filter, stamp: Int64, count: Int, _ cause: Message.Cause
  ) -> [Effect] {
    notice = Notice(strings.count(count, strings.markedRead))
    guard count > 0 else { return [] }
    undo.append(.markedAll(filter, stamp: stamp, count: count))
    if cause == .person { redo = [] }
    guard filter == list.filter else { return [.tally] }
    let shown = Set(list.loaded.map(\.id))
    change(where: { shown.contains($0.id) }, .read)
    for day in list.days.keys { list.days[day]?.unread = 0 }
    return [.tally]
  }

  private mutating func undoLast() -> [Effect] {
    guard let change = undo.popLast() else {
      notice = Notice(strings.nothingToUndo)
      return []
    }
    switch change {
    case .marked(let ids, let mark): return [.mark(ids, mark.opposite, .undo)]
    case .markedAll(_, let stamp, _):
      redo.append(change)
      return [.undoMarkAll(stamp: stamp)]
    }
  }

  private mutating func redoLast() -> [Effect] {
    guard let change = redo.popLast() else {
      notice = Notice(strings.nothingToRedo)
      return []
    }
    switch change {
    case .marked(let ids, let mark): return [.mark(ids, mark, .redo)]
    case .markedAll(let filter, _, _): return [.markAllRead(filter, .redo)]
    }
  }

  /// Applies a mark to everything of those articles that is on screen.
  private mutating func change(where concerns: (Headline) -> Bool, _ mark: Mark) {
    for index in list.loaded.indices where concerns(list.loaded[index]) {
      let wasRead = list.loaded[index].isRead
      list.loaded[index].apply(mark)
      if wasRead != list.loaded[index].isRead {
        let day = list.loaded[index].date?.daysSinceEpoch
        list.days[day]?.unread += wasRead ? 1 : -1
      }
    }
    for index in list.rows.indices where concerns(list.rows[index]) {
      list.rows[index].apply(mark)
    }
    changeResults { if concerns($0) { $0.apply(mark) } }
    article?.apply(mark, where: concerns)
    preview?.apply(mark, where: concerns)
    setPages()
  }

  // MARK: Pages

  func articleState(
    _ stored: StoredArticle, computed: [Relation]? = nil, columns: Int
  ) -> ArticleState {
    ArticleState(
      stored: stored, computed: computed,
      page: ArticlePage(stored, computed: computed, columns: columns, model: self))
  }

  /// Sets the articles on screen anew, keeping the place: after a change of width, marks or digits.
  mutating func setPages() {
    let layout = Layout(self)
    if let old = article {
      var new = articleState(
        old.stored, computed: old.computed, columns: layout.body.columns)
      new.search = old.search
      new.anchor = old.anchor
      new.top = new.page.row(of: old.anchor.position) + old.anchor.further
      article = new
      fitArticle()
    }
    setSearchPage()
    if let old = preview {
      preview = articleState(
        old.stored, computed: old.computed, columns: layout.preview?.columns ?? 40)
    }
  }

  mutating func resize(to size: Size) -> [Effect] {
    self.size = size
    setPages()
    scrollListToSelection()
    return []
  }

  /// The preview is loaded when there is room for it and something else is selected.
  func previewEffects() -> [Effect] {
    guard article == nil, search == nil, Layout(self).preview != nil, let current = list.current,
      preview?.id != current.id
    else { return [] }
    return [.preview(current.id)]
  }
}

extension Headline {
  fileprivate mutating func apply(_ mark: Mark) {
    switch mark {
    case .read: isRead = true
    case .unread: isRead = false
    case .starred: isStarred = true
    case .unstarred: isStarred = false
    }
  }
}

extension ArticleState {
  fileprivate mutating func apply(_ mark: Mark, where concerns: (Headline) -> Bool) {
    if concerns(stored.headline) { stored.headline.apply(mark) }
    for index in stored.named.indices {
      if let headline = stored.named[index].headline, concerns(headline) {
        stored.named[index].headline?.apply(mark)
      }
    }
    for index in (computed ?? []).indices {
      if let headline = computed?[index].headline, concerns(headline) {
        computed?[index].headline.apply(mark)
      }
    }
  }
}
