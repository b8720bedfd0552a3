/// The body of an item, as blocks.
enum FeedBody {
  static func add(_ markup: Element, base: String?, to article: inout Article) {
    let blocks: [Block]
    if markup.name == "pre-wrap" {
      blocks = linesOfText(markup.text).map(cleaned).filter { !$0.isEmpty }.map {
        Block(.paragraph, $0)
      }
    } else {
      blocks = BlockWriter.blocks(of: markup, base: base)
    }
    var labels = BlockLabels(blocks: blocks, title: article.title)
    labels.read()
    article.blocks = labels.kept
    article.related += labels.related
    article.shareLine = article.shareLine ?? labels.shareLine
    article.author = article.author ?? labels.author
  }
}
