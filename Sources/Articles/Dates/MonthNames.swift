/// The calendars in which a date line may count.
enum CalendarKind: Hashable, Sendable {
  case gregorian, hijri, solarHijri
}

struct Month: Hashable, Sendable {
  var calendar: CalendarKind
  /// 1–12.
  var number: Int
}

/// The names of the months in every calendar and country we read; looked up by their folded form.
enum MonthNames {
  /// Names have at most this many words.
  static let longest = 3

  static func month(_ name: String) -> Month? {
    byName[name]
  }

  private static let byName: [String: Month] = {
    var months: [String: Month] = [:]
    for (calendar, rows) in tables {
      for row in rows {
        for (index, names) in row.split(separator: "|").enumerated() {
          for name in names.split(separator: ",") {
            let month = Month(calendar: calendar, number: index + 1)
            months[folded(name), default: month] = month
          }
        }
      }
    }
    return months
  }()

  /// Months are parted by `|`, variants of one by commas.
  private static let tables: [(CalendarKind, [String])] = [
    (.gregorian, gregorian), (.hijri, hijri), (.solarHijri, solarHijri),
  ]

  private static let gregorian = [
    // Egypt, the Gulf, Sudan, Libya, Yemen
    """
    يناير|فبراير|مارس|أبريل|مايو|يونيو,يونيه,يونية|يوليو,يوليه,يولية|أغسطس|سبتمبر|أكتوبر|\
    نوفمبر|ديسمبر
    """,
    // Syria, Lebanon, Jordan, Palestine, Iraq
    """
    كانون الثاني,كانون ثاني,كانون ثان|شباط|آذار|نيسان|أيار,نوار|حزيران|تموز|آب|أيلول|\
    تشرين الأول,تشرين أول|تشرين الثاني,تشرين ثاني,تشرين ثان|\
    كانون الأول,كانون أول
    """,
    // Tunisia, Algeria
    "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    // Morocco
    "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
    // Mauritania
    "يناير|فبراير|مارس|إبريل|مايو|يونيو|يوليو|أغشت|شتمبر|أكتوبر|نوفمبر|دجمبر",
    // Persian
    "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه,جولای|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    // Dari, Pashto
    """
    جنوري|فبروري|مارچ|اپریل|مې,می|جون|جولای|اگست,آگست|سپتمبر,سپټمبر|اکتوبر|نومبر,نوامبر|\
    دسمبر,ډسمبر
    """,
    // Urdu
    "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
    // Sorani Kurdish
    """
    کانوونی دووەم|شوبات|ئازار|نیسان|ئایار|حوزەیران|تەمووز,تەمموز|ئاب|ئەیلوول|تشرینی یەکەم|\
    تشرینی دووەم|کانوونی یەکەم
    """,
    // Hebrew
    "ינואר|פברואר|מרץ,מרס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    // English
    """
    january,jan|february,feb|march,mar|april,apr|may|june,jun|july,jul|august,aug|\
    september,sep,sept|october,oct|november,nov|december,dec
    """,
  ]

  private static let hijri = [
    // Arabic
    """
    محرم,المحرم,محرم الحرام|صفر|ربيع الأول,ربيع أول|\
    ربيع الآخر,ربيع الثاني,ربيع ثاني,ربيع ثان,ربيع آخر|\
    جمادى الأولى,جمادى الأول,جماد الأول,جماد أول,جمادى أول,جماد الأولى|\
    جمادى الآخرة,جمادى الثانية,جمادى الآخر,جمادى الثاني,جماد الثاني,جماد الآخر,جماد ثاني,\
    جماد الثانية|\
    رجب,رجب الفرد|شعبان|رمضان,رمضان المبارك|شوال|\
    ذو القعدة,ذي القعدة,ذا القعدة,ذوالقعدة,ذيالقعدة,ذيقعدة,ذي قعدة|\
    ذو الحجة,ذي الحجة,ذا الحجة,ذوالحجة,ذيالحجة,ذيحجة,ذي حجة
    """,
    // Persian
    """
    محرم|صفر|ربیع‌الاول|ربیع‌الثانی,ربیع الثانی|جمادی‌الاول,جمادی‌الاولی|\
    جمادی‌الثانی,جمادی‌الثانیه|رجب|شعبان|رمضان|شوال|ذیقعده,ذی‌القعده|ذیحجه,ذی‌الحجه
    """,
    // English
    """
    muharram|safar|rabi i|rabi ii|jumada i|jumada ii|rajab|shaban|ramadan|shawwal|dhul qadah|\
    dhul hijjah
    """,
  ]

  private static let solarHijri = [
    // Iran
    "فروردین|اردیبهشت|خرداد|تیر|مرداد,امرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند",
    // Afghanistan, Dari
    "حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت",
    // Afghanistan, Pashto
    "وری|غویی|غبرگولی|چنگاښ|زمری|وږی|تله|لړم|لیندۍ|مرغومی|سلواغه|کب",
    // Sorani Kurdish
    """
    خاکەلێوە|بانەمەڕ|جۆزەردان|پووشپەڕ|گەلاوێژ|خەرمانان|ڕەزبەر|خەزەڵوەر|سەرماوەز|بەفرانبار|\
    ڕێبەندان|رەشەمێ,ڕەشەمێ
    """,
  ]
}

/// The names of the days of the week, 0 = Sunday.
enum WeekdayNames {
  static func weekday(_ name: String) -> Int? {
    byName[name]
  }

  private static let byName: [String: Int] = {
    var days: [String: Int] = [:]
    for row in rows {
      for (index, names) in row.split(separator: "|").enumerated() {
        for name in names.split(separator: ",") {
          days[folded(name)] = index
        }
      }
    }
    return days
  }()

  private static let rows = [
    "الأحد|الاثنين,الأثنين|الثلاثاء,الثلثاء|الأربعاء|الخميس|الجمعة|السبت",
    "یکشنبه,یک شنبه|دوشنبه,دو شنبه|سه‌شنبه,سه شنبه|چهارشنبه,چهار شنبه|پنجشنبه,پنج شنبه|جمعه,آدینه|شنبه",
    "اتوار|پیر,سوموار|منگل|بدھ|جمعرات|جمعہ|ہفتہ",
    "یەکشەممە|دووشەممە|سێشەممە|چوارشەممە|پێنجشەممە|هەینی|شەممە",
    "ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת",
    "יום ראשון|יום שני|יום שלישי|יום רביעי|יום חמישי|יום שישי|יום שבת",
    "sunday,sun|monday,mon|tuesday,tue,tues|wednesday,wed|thursday,thu,thur,thurs|friday,fri|saturday,sat",
  ]
}
