import Typesetting

extension Strings {
  /// Arabic, with the month names and digits of a country, given by its ISO 3166 code in capitals («SY»);
  /// nil or unknown gives the names of Egypt and the Gulf and Arabic-Indic digits.
  package static func arabic(region: String? = nil) -> Strings {
    Strings(
      language: "ar",
      direction: .rightToLeft,
      digits: westernDigitRegions.contains(region ?? "") ? .latin : .arabic,
      weekdays: ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
      months: arabicMonths(region: region),
      frontPage: "الصفحة الأولى",
      allNews: "كل الأخبار",
      unread: "غير المقروءة",
      starred: "المميزة",
      uncategorized: "بلا تصنيف",
      undated: "بلا تاريخ",
      today: "اليوم",
      yesterday: "أمس",
      author: "الكاتب",
      image: "صورة",
      share: "مشاركة",
      related: "اقرأ أيضا",
      nothingRelated: "لا مقالات ذات صلة",
      inCommonLabel: "المشترك:",
      notInArchive: "ليس في الأرشيف",
      emptyArchive: "الأرشيف فارغ. أضف صفحات محفوظة بالأمر: khabar import PATH",
      offerEdition: "الأرشيف فارغ. هل يضاف العدد المرفق مع خبر؟ [نعم أو Enter / لا]",
      emptyList: "لا مقالات هنا",
      help: "المفاتيح",
      categories: "التصنيفات",
      noLink: "ليس لهذا المقال رابط",
      noLinks: "لا روابط في نص هذا المقال",
      linkCopied: "نسخ الرابط",
      textCopied: "نسخ النص",
      saved: "حفظ في",
      nothingToUndo: "لا شيء يتراجع عنه",
      nothingToRedo: "لا شيء يعاد",
      noMoreUnread: "لا مقال غير مقروء في هذا الاتجاه",
      noMoreArticles: "لا مقال آخر في هذا الاتجاه",
      noJump: "ليس في «اقرأ أيضا» مقال بهذا الرقم",
      findPrompt: "ابحث في المقال:",
      searchPrompt: "ابحث:",
      searchTitle: "البحث",
      searchHelp:
        "اكتب ما تبحث عنه. «عبارة بين علامتي تنصيص» كما هي، و-كلمة لاستبعادها، وبداية* لكل ما يبدأ بها، ومن المرشحات: تصنيف: مصدر: كاتب: عنوان: قبل: بعد: غير مقروء: مميزة:",
      searchedFor: "بحثنا عن:",
      didYouMean: "هل تقصد:",
      nothingFound: "لا نتائج",
      someWordsOnly: "فيها بعض الكلمات فقط",
      similarMore: [
        Plural(.zero, "ولا أخرى مشابهة"), Plural(.one, "وأخرى مشابهة"),
        Plural(.two, "وأخريان مشابهتان"), Plural(.few, "و# أخرى مشابهة"),
        Plural(.many, "و# أخرى مشابهة"), Plural(.other, "و# أخرى مشابهة"),
      ],
      storySources: [
        Plural(.two, "مصدران"), Plural(.few, "# مصادر"), Plural(.many, "# مصدرا"),
        Plural(.other, "# مصدر"),
      ],
      storiesShown: "أخبار الحدث الواحد في سطر واحد",
      storiesHidden: "لكل خبر سطره",
      nothingToExpand: "لا أخبار أخرى عن هذا هنا",
      newerFirst: "للأحدث تقدم يسير",
      ageIgnored: "لا أثر لعمر الخبر",
      searchKept: "حفظ البحث بين التصنيفات",
      searchDropped: "أزيل البحث من التصنيفات",
      without: "دون",
      inTitle: "في العنوان",
      source: "المصدر",
      category: "التصنيف",
      since: "منذ",
      until: "حتى",
      onlyRead: "المقروءة",
      notStarred: "غير المميّزة",
      datePrompt: "انتقل إلى تاريخ (مثل ٧ ديسمبر ٢٠٢٤):",
      savePrompt: "احفظ باسم:",
      badDate: "لم يفهم التاريخ. اكتبه مثل: ٧ ديسمبر ٢٠٢٤ أو 2024-12-07",
      notFound: "لا نتيجة لـ",
      notWebAddress: "ليس هذا عنوان ويب ولا بريد:",
      openAnyway: "هل يفتح؟ y نعم، وأي مفتاح آخر لا",
      closeHint: "Esc إغلاق",
      feeds: "الخلاصات",
      neverFetched: "لم تُجلب بعد",
      nextTry: "المحاولة التالية",
      noFeeds: "لا خلاصات بعد. أضف واحدة: khabar feeds add ADDRESS",
      refreshing: "جارٍ التحديث",
      refreshCancelled: "أُوقف التحديث",
      fetchingText: "جارٍ جلب النص الكامل",
      textCompleted: "النص الكامل",
      links: "الروابط",
      newArticles: [
        Plural(.zero, "لا جديد"), Plural(.one, "مقال جديد واحد"), Plural(.two, "مقالان جديدان"),
        Plural(.few, "# مقالات جديدة"), Plural(.many, "# مقالًا جديدًا"),
        Plural(.other, "# مقال جديد"),
      ],
      failedFeeds: [
        Plural(.one, "تعذّرت خلاصة واحدة"), Plural(.two, "تعذّرت خلاصتان"),
        Plural(.few, "تعذّرت # خلاصات"), Plural(.many, "تعذّرت # خلاصةً"),
        Plural(.other, "تعذّرت # خلاصة"),
      ],
      removedArticles: [
        Plural(.one, "أُزيل مقال قديم واحد"), Plural(.two, "أُزيل مقالان قديمان"),
        Plural(.few, "أُزيلت # مقالات قديمة"), Plural(.many, "أُزيل # مقالًا قديمًا"),
        Plural(.other, "أُزيل # مقال قديم"),
      ],
      readingTime: [
        Plural(.one, "قراءة دقيقة"), Plural(.two, "قراءة دقيقتين"), Plural(.few, "قراءة # دقائق"),
        Plural(.other, "قراءة # دقيقة"),
      ],
      articles: [
        Plural(.zero, "لا مقالات"), Plural(.one, "مقال واحد"), Plural(.two, "مقالان"),
        Plural(.few, "# مقالات"), Plural(.many, "# مقالا"), Plural(.other, "# مقال"),
      ],
      unreadArticles: [
        Plural(.zero, "لا جديد"), Plural(.one, "واحد غير مقروء"), Plural(.two, "اثنان غير مقروءين"),
        Plural(.few, "# غير مقروءة"), Plural(.other, "# غير مقروء"),
      ],
      ofTotal: { some, all in some + " من " + all },
      markedRead: [
        Plural(.zero, "لا مقال غير مقروء هنا"), Plural(.one, "علم مقال واحد مقروءا"),
        Plural(.two, "علم مقالان مقروءين"), Plural(.few, "علمت # مقالات مقروءة"),
        Plural(.many, "علم # مقالا مقروءا"), Plural(.other, "علم # مقال مقروءا"),
      ],
      undone: "تراجعت",
      redone: "أعيد",
      read: "مقروء",
      markedUnread: "غير مقروء",
      starredNotice: "ميز بنجمة",
      unstarredNotice: "أزيلت النجمة",
      shareItems: { item in
        switch item {
        case .copyLink: "نسخ الرابط"
        case .copyText: "نسخ النص"
        case .qr: "رمز QR"
        case .mail: "بريد"
        case .browse: "المتصفح"
        case .saveAs: "حفظ باسم"
        }
      },
      groups: { group in
        switch group {
        case .moving: "الحركة"
        case .going: "الفتح والرجوع"
        case .marking: "العلامات"
        case .choosing: "الاختيار والبحث"
        case .sharing: "المشاركة"
        case .showing: "العرض"
        case .program: "البرنامج"
        }
      },
      justifications: { justification in
        switch justification {
        case .none: "بلا ضبط للأسطر"
        case .spaces: "ضبط الأسطر بالفراغات"
        case .kashida: "ضبط الأسطر بالكشيدة"
        }
      },
      commands: { command in
        switch command {
        case .down: "سطر إلى أسفل"
        case .up: "سطر إلى أعلى"
        case .pageDown: "صفحة إلى أسفل"
        case .pageUp: "صفحة إلى أعلى"
        case .first: "إلى الأول"
        case .last: "إلى الآخر"
        case .nextDay: "اليوم التالي في القائمة"
        case .previousDay: "اليوم السابق في القائمة"
        case .open: "افتح المقال"
        case .back: "ارجع"
        case .allNews: "كل الأخبار"
        case .forward: "تقدم إلى حيث كنت"
        case .nextUnread: "غير المقروء التالي"
        case .previousUnread: "غير المقروء السابق"
        case .nextArticle: "المقال التالي"
        case .previousArticle: "المقال السابق"
        case .jump: "افتح مقالا من «اقرأ أيضا» برقمه"
        case .toggleRead: "مقروء أو غير مقروء"
        case .markAllRead: "علم كل ما في القائمة مقروءا"
        case .toggleStar: "ضع نجمة أو أزلها"
        case .undo: "تراجع"
        case .redo: "أعد"
        case .categories: "التصنيفات"
        case .goToDate: "انتقل إلى تاريخ"
        case .onlyUnread: "غير المقروءة فقط"
        case .expand: "افرد أخبار الحدث أو اطوها"
        case .stories: "سطر لكل حدث أو لكل خبر"
        case .search: "ابحث في كل الأخبار"
        case .correct: "ابحث عما يقترح: «هل تقصد»"
        case .recency: "البحث: قدم الأحدث أو لا"
        case .keepSearch: "احفظ البحث تصنيفا أو أزله"
        case .find: "ابحث في المقال"
        case .findNext: "النتيجة التالية"
        case .findPrevious: "النتيجة السابقة"
        case .share: "قائمة المشاركة"
        case .copyLink: "انسخ الرابط"
        case .copyText: "انسخ النص"
        case .browse: "افتح في المتصفح"
        case .links: "روابط النص، وافتح أحدها برقمه"
        case .mail: "أرسل بالبريد"
        case .qr: "رمز QR للرابط"
        case .saveAs: "احفظ باسم"
        case .marks: "أظهر التشكيل أو أخفه"
        case .explain: "لماذا هذه المقالات ذات صلة"
        case .justify: "ضبط الأسطر: بالكشيدة أو بالفراغات أو بلا ضبط"
        case .density: "سطر أو سطران لكل عنوان"
        case .digits: "أرقام الواجهة: ١٢٣ أو 123"
        case .refresh: "جلب الخلاصات أو إيقافه"
        case .feeds: "الخلاصات وأحوالها"
        case .complete: "جلب النص الكامل من صفحته"
        case .redraw: "أعد رسم الشاشة"
        case .suspend: "علق البرنامج"
        case .help: "هذه الصفحة"
        case .quit: "اخرج"
        }
      },
      hints: { command in
        switch command {
        case .open: "افتح"
        case .back: "رجوع"
        case .toggleRead: "مقروء"
        case .toggleStar: "ميز"
        case .nextUnread: "التالي غير المقروء"
        case .categories: "التصنيفات"
        case .goToDate: "تاريخ"
        case .onlyUnread: "غير المقروءة"
        case .share: "مشاركة"
        case .search: "بحث"
        case .correct: "هل تقصد"
        case .expand: "افرد"
        case .keepSearch: "احفظ"
        case .allNews: "رجوع"
        case .find: "بحث"
        case .findNext: "النتيجة التالية"
        case .findPrevious: "السابقة"
        case .jump: "اقرأ أيضا"
        case .help: "المفاتيح"
        case .quit: "خروج"
        case .undo: "تراجع"
        case .refresh: "تحديث"
        case .feeds: "الخلاصات"
        case .complete: "النص الكامل"
        default: ""
        }
      },
      plural: { count in
        switch count % 100 {
        case _ where count == 0: .zero
        case _ where count == 1: .one
        case _ where count == 2: .two
        case 3...10: .few
        case 11...99: .many
        default: .other
        }
      },
      dateOrder: { weekday, day, month, year in
        [weekday ?? "", day, month, year].filter { !$0.isEmpty }.joined(separator: " ")
      }
    )
  }

  /// Where CLDR writes numbers with 0–9.
  private static let westernDigitRegions: Set<String> = ["AE", "DZ", "EH", "LY", "MA", "TN"]

  private static func arabicMonths(region: String?) -> [String] {
    switch region {
    case "IQ", "JO", "LB", "PS", "SY":
      [
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
        "تشرين الأول", "تشرين الثاني", "كانون الأول",
      ]
    case "TN", "DZ":
      [
        "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر",
        "نوفمبر", "ديسمبر",
      ]
    case "MA":
      [
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر",
        "نونبر", "دجنبر",
      ]
    case "MR":
      [
        "يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغشت", "شتمبر", "أكتوبر",
        "نوفمبر", "دجمبر",
      ]
    default:
      [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
        "نوفمبر", "ديسمبر",
      ]
    }
  }
}
