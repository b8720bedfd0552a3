/// Saved pages of news as plain text.
///
/// A page has one article or several. Each may have pictures («صورة»), a line `● category date`, a title,
/// paragraphs, an author, a share line and a list of what to read next; `PageLabels` knows the labels,
/// `PageSections` where one article ends, `SectionReader` what each line of an article is.
package enum PageText {
  /// Reads a whole page; dates without a year are reckoned from `modified`.
  package static func reading(
    of text: String, named path: String, modified: ArticleDate? = nil
  ) -> Reading {
    let lines = linesOfText(text).enumerated().map {
      PageLine(number: $0 + 1, text: cleaned($1))
    }
    let context = PageContext(modified: modified, language: languageGuess(of: text))
    let sections = PageSections.split(lines, context: context)
    guard !sections.isEmpty else {
      return Reading(refusals: [Refusal("the file holds nothing but blanks; save the page again")])
    }
    var reading = Reading()
    for (index, section) in sections.enumerated() {
      var reader = SectionReader(lines: section, context: context)
      if let article = reader.read() {
        reading.articles.append(article)
      } else if sections.count == 1 || reader.hasHead {
        let place = sections.count == 1 ? nil : Refusal.Place.article(index + 1)
        reading.refusals.append(Refusal(labelsOnly, at: place))
      }
    }
    if reading.articles.isEmpty, reading.refusals.isEmpty {
      reading.refusals.append(Refusal(labelsOnly))
    }
    for index in reading.articles.indices {
      reading.articles[index].origin =
        reading.articles.count == 1 ? path : "\(path)#\(index + 1)"
    }
    return reading
  }

  private static let labelsOnly =
    "there are labels but neither a title nor text; give the article a title line"
}
