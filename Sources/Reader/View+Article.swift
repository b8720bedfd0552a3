import Articles
import Typesetting

extension Canvas {
  /// An article's rows from its scroll position on, in the middle of `area`.
  mutating func drawArticle(_ article: ArticleState, _ area: Area, _ model: Model) {
    let column = area.centred(article.page.measure)
    let shown = article.page.rows.dropFirst(article.top).prefix(area.rows)
    for (number, var row) in shown.enumerated() {
      if let search = article.search { row.mark(search, model.theme) }
      draw(row, column, row: number, model)
    }
  }

  private mutating func draw(
    _ row: ArticlePage.Row, _ area: Area, row number: Int, _ model: Model
  ) {
    var area = area
    area.direction = row.direction
    if row.isRule {
      hairline(area, row: number, leading: 0, columns: area.columns, model.theme.hairline)
    }
    for piece in row.pieces {
      switch piece.side {
      case .leading: put(piece.line, area, row: number, leading: piece.offset)
      case .trailing: put(piece.line, area, row: number, trailing: piece.offset)
      }
    }
  }
}

extension ArticlePage.Row {
  /// Gives what the search found in the row its style.
  fileprivate mutating func mark(_ search: PageSearch, _ theme: Theme) {
    guard let textStart, let line = pieces.first?.line else { return }
    let end = (line.sources.map(\.upperBound).max() ?? 0) - textStart
    let first = search.matches.partitionPoint { ($0.block, $0.range.upperBound) > (block, byte) }
    let spans = search.matches.indices[first...].prefix { index in
      search.matches[index].block == block && search.matches[index].range.lowerBound < end
    }.map { index in
      let range = search.matches[index].range
      return Span(
        range.lowerBound + textStart..<range.upperBound + textStart,
        index == search.current ? theme.currentMatch : theme.match)
    }
    pieces[0].line = line.styled(spans)
  }
}

extension ArticleState {
  /// How far the article is scrolled on a screen of `height` rows: by its rows or, while not all of
  /// them are set, by its text.
  func percentRead(height: Int) -> Int {
    guard !page.isWhole else {
      let hidden = page.rows.count - height
      return hidden <= 0 ? 100 : top * 100 / hidden
    }
    let place = page.position(ofRow: top)
    func bytes(_ blocks: some Sequence<Block>) -> Int {
      blocks.reduce(0) { $0 + $1.text.utf8.count }
    }
    let before = bytes(stored.blocks.prefix(place.block)) + place.byte
    return before * 100 / max(1, bytes(stored.blocks))
  }
}
