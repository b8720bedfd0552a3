internal import Articles

/// How exact a date is, as a number from 0 for a year to 4 for a second.
enum DateCoding {
  static func code(of precision: ArticleDate.Precision) -> Int {
    switch precision {
    case .year: 0
    case .month: 1
    case .day: 2
    case .minute: 3
    case .second: 4
    }
  }

  static func precision(of code: Int64?) -> ArticleDate.Precision {
    switch code {
    case 0: .year
    case 1: .month
    case 3: .minute
    case 4: .second
    default: .day
    }
  }
}
