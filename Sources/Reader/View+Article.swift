import Typesetting

extension Canvas {
  /// An article's rows from its scroll position on, in the middle of `area`.
  mutating func drawArticle(_ article: ArticleState, _ area: Area, _ model: Model) {
    let column = area.centred(article.page.measure)
    for row in 0..<area.rows {
      let index = article.top + row
      guard article.page.rows.indices.contains(index) else { break }
      draw(article.page.rows[index], column, row: row, model)
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
