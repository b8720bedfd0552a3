struct TimeOfDay: Equatable {
  var hour: Int
  var minute: Int
  var second: Int?
  /// Minutes east of UTC.
  var offset: Int?
}

/// The part of the day that a word after the hour names.
private enum DayPart {
  case morning, noon, evening, night

  /// The hour of 24; nil when the word contradicts it.
  func hour(_ hour: Int) -> Int? {
    guard hour <= 12 else { return hour }
    switch self {
    case .morning: return hour == 12 ? 0 : hour
    case .noon: return hour >= 10 ? hour : hour + 12
    case .evening: return hour == 12 ? 12 : hour + 12
    case .night:
      guard hour != 12 else { return 0 }
      return hour < 5 ? hour : hour + 12
    }
  }
}

extension DateLineReader {
  /// `14:30`, `14:30:05`, `٣:٣٠ م`, `5 مساء`, `الساعة 14.30`, each with a zone behind it.
  mutating func readTime() -> Bool {
    let start = index
    let isNamed = word().map(Self.hourWords.contains) ?? false
    if isNamed { index += 1 }
    guard var read = readHourAndMinute(isNamed: isNamed) else {
      index = start
      return isNamed ? skipHourWord() : readZoneAlone()
    }
    if let part = readDayPart() {
      guard let hour = part.hour(read.hour) else {
        index = start
        return false
      }
      read.hour = hour
    }
    guard read.hour < 24 else {
      index = start
      return false
    }
    read.offset = readZone()
    time = time ?? read
    return true
  }

  /// «Hour» without a number before or after it says nothing.
  private mutating func skipHourWord() -> Bool {
    guard !dates.isEmpty || weekday != nil else { return false }
    index += 1
    return true
  }

  private mutating func readHourAndMinute(isNamed: Bool) -> TimeOfDay? {
    guard let hour = number(), hour.digits <= 2, hour.value <= 24 else { return nil }
    if let minute = minute(after: ":") ?? (isNamed || !dates.isEmpty ? minute(after: ".") : nil) {
      index += 3
      var second: Int?
      if sign() == ":", let written = number(1), written.digits == 2, written.value < 60 {
        second = written.value
        index += 2
        skipFraction()
      }
      return TimeOfDay(hour: hour.value, minute: minute, second: second)
    }
    guard isNamed || dayPart(at: 1) != nil, hour.value < 24 else { return nil }
    index += 1
    return TimeOfDay(hour: hour.value, minute: 0)
  }

  private func minute(after separator: Character) -> Int? {
    guard sign(1) == separator, let minute = number(2), minute.digits == 2, minute.value < 60 else {
      return nil
    }
    // A third number makes it a date written with dots.
    if separator == ".", sign(3) == ".", number(4) != nil { return nil }
    return minute.value
  }

  private mutating func skipFraction() {
    if sign() == ".", number(1) != nil { index += 2 }
  }

  private mutating func readDayPart() -> DayPart? {
    guard let (part, length) = dayPart(at: 0) else { return nil }
    index += length
    return part
  }

  private func dayPart(at distance: Int) -> (DayPart, Int)? {
    guard let first = word(distance) else { return nil }
    if let second = word(distance + 1), let part = Self.dayParts[first + " " + second] {
      return (part, 2)
    }
    if sign(distance + 1) == ".", let second = word(distance + 2),
      let part = Self.dayParts[first + "." + second]
    {
      return (part, sign(distance + 3) == "." ? 4 : 3)
    }
    return Self.dayParts[first].map { ($0, 1) }
  }

  private static let hourWords = Set(["الساعة", "ساعة", "ساعت", "בשעה", "שעה"].map { folded($0) })

  private static let dayParts: [String: DayPart] = {
    var parts: [String: DayPart] = [:]
    let rows: [(DayPart, String)] = [
      (.morning, "ص,صباحا,صباحًا,فجرا,قبل الظهر,صبح,بامداد,ق.ظ,קודם הצהריים,בבוקר,am,a.m"),
      (.noon, "ظهرا,الظهر,ظهر,בצהריים,noon"),
      (.evening, "م,مساء,مساءا,عصرا,بعد الظهر,عصر,شام,ب.ظ,בערב,אחה\"צ,אחר הצהריים,pm,p.m"),
      (.night, "ليلا,شب,رات,בלילה"),
    ]
    for (part, names) in rows {
      for name in names.split(separator: ",") { parts[folded(name)] = part }
    }
    return parts
  }()
}

// MARK: - Zones

extension DateLineReader {
  /// Behind a time; nil when none is named or the place is not in the table.
  private mutating func readZone() -> Int? {
    if sign() == "(", isZoneWord(at: 1) { index += 1 }
    if let offset = readSignedOffset() { return offset }
    guard isZoneWord(at: 0) else { return nil }
    return readNamedZone()
  }

  private func isZoneWord(at distance: Int) -> Bool {
    guard let name = word(distance) else { return false }
    if name == "ت", sign(distance + 1) == ".", word(distance + 2) == "غ" { return true }
    return name == "بتوقيت" || name == "توقيت" || Self.zones[name] != nil
  }

  private mutating func readNamedZone() -> Int? {
    if word() == "ت" {
      index += 3
      return 0
    }
    if word() == "بتوقيت" || word() == "توقيت" { index += 1 }
    var offset: Int?
    while let name = word(), WeekdayNames.weekday(name) == nil, MonthNames.month(name) == nil {
      offset = offset ?? Self.zones[name]
      index += 1
    }
    guard let base = offset else { return nil }
    return base + (readSignedOffset() ?? 0)
  }

  /// `+03:00`, `+0300`, `+3`, `-05:00`.
  private mutating func readSignedOffset() -> Int? {
    guard let sign = sign(), sign == "+" || sign == "-", let hours = number(1) else { return nil }
    var minutes = hours.value * 60
    var length = 2
    if hours.digits == 4 {
      minutes = hours.value / 100 * 60 + hours.value % 100
    } else if self.sign(2) == ":", let rest = number(3), rest.digits == 2, rest.value < 60 {
      minutes += rest.value
      length = 4
    } else if sign == "-", token(2) != nil {
      // A hyphen before a day, not the sign of an offset.
      return nil
    }
    guard minutes <= 14 * 60 else { return nil }
    index += length
    return sign == "-" ? -minutes : minutes
  }

  /// A zone that stands apart from its time.
  private mutating func readZoneAlone() -> Bool {
    guard var read = time, isZoneWord(at: 0) else { return false }
    read.offset = read.offset ?? readNamedZone()
    time = read
    return true
  }

  /// Zones without summer time.
  private static let zones: [String: Int] = {
    var zones: [String: Int] = [:]
    let rows = [
      (0, "غرينتش,جرينتش,غرينيتش,جرينيتش,غرينيش,تغ,gmt,utc,z"),
      (180, "مكة,السعودية,الرياض"),
      (210, "تهران,طهران"),
      (240, "أبوظبي,الإمارات,دبي"),
    ]
    for (offset, names) in rows {
      for name in names.split(separator: ",") { zones[folded(name)] = offset }
    }
    return zones
  }()
}
