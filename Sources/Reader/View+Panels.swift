import Typesetting

extension Canvas {
  mutating func drawPanel(_ layout: Layout, _ model: Model) {
    switch model.panel {
    case nil, .input: break
    case .help(let top): drawHelp(layout, model, top: top)
    case .share(let selected): drawShare(layout, model, selected: selected)
    case .categories(let selected):
      if layout.sidebar == nil { drawCategories(layout, model, selected: selected) }
    case .qr(let code): drawQR(code, layout, model)
    case .feeds(let rows, let selected): drawFeeds(rows, layout, model, selected: selected)
    case .links(let links, let selected): drawLinks(links, layout, model, selected: selected)
    case .confirmAddress(let address): drawConfirmation(address, layout, model)
    }
  }

  /// Clears and frames a box; what it returns is the room inside.
  mutating func box(_ area: Area, _ model: Model, title: String) -> Area {
    fill(area, model.theme.panel)
    drawBorder(area, model)
    var style = model.theme.accent
    style.background = model.theme.panel.background
    put(
      words(" " + title + " ", style, model, columns: area.columns - 4), area, row: 0, leading: 2)
    return area.insideFrame
  }

  private mutating func drawBorder(_ area: Area, _ model: Model) {
    var style = model.theme.hairline
    style.background = model.theme.panel.background
    guard area.columns >= 2, area.rows >= 2 else { return }
    let across = Array(repeating: Cell("─", style: style), count: area.columns - 2)
    for (row, left, right) in [(0, "╭", "╮"), (area.rows - 1, "╰", "╯")]
      as [(Int, Unicode.Scalar, Unicode.Scalar)]
    {
      let cells = [Cell(left, style: style)] + across + [Cell(right, style: style)]
      frame.put(cells, row: area.row + row, column: area.column)
    }
    for row in 1..<area.rows - 1 {
      for column in [area.column, area.column + area.columns - 1] {
        frame.put([Cell("│", style: style)], row: area.row + row, column: column)
      }
    }
  }

  func panelStyle(_ style: Style, _ model: Model) -> Style {
    var style = style
    style.background = model.theme.panel.background
    return style
  }

  // MARK: Menus

  private mutating func drawShare(_ layout: Layout, _ model: Model, selected: Int) {
    let items = Strings.ShareItem.allCases
    let area = box(layout.shareBox, model, title: model.strings.share)
    for (row, item) in items.enumerated() {
      let key = words(
        model.keymap.hint(item.command), panelStyle(model.theme.number, model), model)
      put(key, area, row: row, leading: 1)
      put(
        words(model.strings.shareItems(item), panelStyle(model.theme.text, model), model), area,
        row: row, leading: 4)
      if row == selected { select(area, row: row, model.theme, edge: nil) }
    }
  }

  private mutating func drawCategories(_ layout: Layout, _ model: Model, selected: Int) {
    let area = box(layout.categoryBox(of: model), model, title: model.strings.categories)
    drawEntries(area, model, selected: selected)
    repaint(area, model.theme.panel, over: model.theme.text.background)
  }

  private mutating func drawConfirmation(_ address: String, _ layout: Layout, _ model: Model) {
    let width = max(8, min(64, model.size.columns - 6))
    var setting = model.settings.interfaceSetting
    let intro = typeset(
      model.strings.notWebAddress, columns: width, setting: setting,
      style: panelStyle(model.theme.text, model))
    let question = typeset(
      model.strings.openAnyway, columns: width, setting: setting,
      style: panelStyle(model.theme.accent, model))
    setting.direction = .fixed(.leftToRight)
    let shown = typeset(
      address, columns: width, setting: setting, style: panelStyle(model.theme.link, model)
    ).prefix(6)
    let lines = intro + shown + question
    let area = box(
      layout.box(columns: width, rows: lines.count), model,
      title: model.strings.shareItems(.browse))
    for (row, line) in lines.enumerated() { put(line, area, row: row) }
  }

  // MARK: QR code

  /// Two modules a cell, dark on light whatever the theme, with the quiet zone of four modules that
  /// ISO/IEC 18004 asks for.
  private mutating func drawQR(_ code: QRCode, _ layout: Layout, _ model: Model) {
    let quiet = 4
    let side = code.side + 2 * quiet
    let dark = { (x: Int, y: Int) -> Bool in
      let (x, y) = (x - quiet, y - quiet)
      guard (0..<code.side).contains(x), (0..<code.side).contains(y) else { return false }
      return code.modules[y * code.side + x]
    }
    let rows = (side + 1) / 2
    guard model.size.columns >= side, model.size.rows >= rows else {
      let area = box(
        layout.box(columns: 40, rows: 2), model, title: model.strings.shareItems(.qr))
      let need = String(side) + "×" + String(rows)
      put(words("> " + need, panelStyle(model.theme.text, model), model), area, row: 0)
      return
    }
    let paper = Style(.rgb(0), on: .rgb(0xFFFFFF))
    let left = (model.size.columns - side) / 2
    let top = (model.size.rows - rows) / 2
    for row in 0..<rows {
      let cells = (0..<side).map { column -> Cell in
        switch (dark(column, 2 * row), dark(column, 2 * row + 1)) {
        case (true, true): Cell("█", style: paper)
        case (true, false): Cell("▀", style: paper)
        case (false, true): Cell("▄", style: paper)
        case (false, false): Cell(" ", style: paper)
        }
      }
      frame.put(cells, row: top + row, column: left)
    }
  }

  // MARK: Help

  private mutating func drawHelp(_ layout: Layout, _ model: Model, top: Int) {
    let page = HelpPage(model: model, columns: model.size.columns)
    let area = box(
      layout.box(columns: page.columns, rows: page.rows.count), model, title: model.strings.help)
    for row in 0..<area.rows where page.rows.indices.contains(top + row) {
      switch page.rows[top + row] {
      case .blank: break
      case .group(let group):
        put(
          words(model.strings.groups(group), panelStyle(model.theme.heading, model), model), area,
          row: row)
      case .command(let command):
        put(keyLine(command, page, model), area, row: row, leading: 1)
        put(
          words(
            model.strings.commands(command), panelStyle(model.theme.text, model), model,
            columns: area.columns - page.keys - 3), area, row: row, leading: page.keys + 3)
      }
    }
  }

  /// Key names are Latin words that stay in their order in an Arabic interface.
  private func keyLine(_ command: Command, _ page: HelpPage, _ model: Model) -> Line {
    var setting = model.settings.interfaceSetting
    setting.direction = .fixed(.leftToRight)
    return typesetLine(
      HelpPage.label(of: command, model), columns: page.keys, setting: setting,
      style: panelStyle(model.theme.number, model))
  }
}

/// The rows of the help screen.
struct HelpPage {
  enum Row {
    case blank
    case group(CommandGroup)
    case command(Command)
  }

  var rows: [Row] = []
  let columns: Int
  /// Columns kept for the key names.
  let keys: Int

  /// All keys of a command.
  static func label(of command: Command, _ model: Model) -> String {
    model.keymap.labels(of: command).joined(separator: "  ")
  }

  init(model: Model, columns: Int) {
    self.columns = max(10, min(72, columns - 6))
    let labels = Command.allCases.map { HelpPage.label(of: $0, model).count }
    keys = min(labels.max() ?? 0, self.columns * 2 / 5)
    for group in CommandGroup.allCases {
      if !rows.isEmpty { rows.append(.blank) }
      rows.append(.group(group))
      for binding in Binding.table where binding.group == group {
        rows.append(.command(binding.command))
      }
    }
  }
}
