import Articles
import Typesetting

extension Canvas {
  /// An article's rows from its scroll position on, in the middle of `area`.
  mutating func drawArticle(_ article: ArticleState, _ area: Area, _ model: Model) {
    let column = area.centred(article.page.measure)
    let shown = article.page.rows.dropFirst(article.top).prefix(area.rows)
    let matches = article.search?.matches(in: shown) ?? []
    for (number, row) in shown.enumerated() {
      draw(row.marked(matches, model.theme), column, row: number, model)
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

extension PageSearch {
  /// The matches that may reach into `rows`, and whether each is the current one.
  fileprivate func matches(in rows: ArraySlice<ArticlePage.Row>) -> [(Match, isCurrent: Bool)] {
    guard let first = rows.first, let last = rows.last else { return [] }
    return matches.indices.compactMap { index in
      let match = matches[index]
      guard (match.block, match.range.upperBound) >= (first.block, first.byte),
        match.block <= last.block
      else { return nil }
      return (match, index == current)
    }
  }
}

extension ArticlePage.Row {
  fileprivate func marked(
    _ matches: [(PageSearch.Match, isCurrent: Bool)], _ theme: Theme
  ) -> Self {
    guard let textStart, !pieces.isEmpty else { return self }
    let spans = matches.compactMap { match, isCurrent -> Span? in
      guard match.block == block else { return nil }
      let range = match.range.lowerBound + textStart..<match.range.upperBound + textStart
      return Span(range, isCurrent ? theme.currentMatch : theme.match)
    }
    var row = self
    row.pieces[0].line = pieces[0].line.styled(spans)
    return row
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
