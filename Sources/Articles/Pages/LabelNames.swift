// The names of the labels, by language, as pages print them.

extension PageLabels {
  /// Labels that are unmistakable when they stand alone on a line.
  static let standing = table([
    (.image, "صورة,الصورة,صور,صورة أرشيفية,أرشيف,معرض الصور,فيديو,بالفيديو,بالصور,مصدر الصورة"),
    (.image, "التعليق على الصورة,تصویر,عکس,ویدیو,تصاویر,ویڈیو,תמונה,צילום,וידאו,image,photo,video"),
    (.imageCredit, "getty images,غيتي,צילום מסך"),
    (.author, "الكاتب,الكاتبة,بقلم,المحرر,المحررة,المؤلف,كتبه,كتبته"),
    (.author, "نویسنده,نگارنده,خبرنگار,به قلم,مصنف,مصنفہ,نامہ نگار"),
    (.author, "מאת,כתב,כתבת,author,written by,reporter"),
    (.source, "المصدر,منبع,ماخذ,מקור,source"),
    (.category, "القسم,التصنيف,الفئة,الباب,دسته‌بندی,زمرہ,קטגוריה,category,section"),
    (.date, "تاريخ النشر,تاريخ التحديث,آخر تحديث,نشر في,نشر بتاريخ,نشرت في,حدث في,أضيف في"),
    (
      .date, "تاریخ انتشار,زمان انتشار,تاریخ اشاعت,תאריך,פורסם,עודכן,published,updated,last updated"
    ),
    (.share, "مشاركة,مشاركة المقال,مشاركة الخبر,شارك,شاركها,شاركنا,شارك هذا الموضوع,شارك المقال"),
    (.share, "شارك الخبر,شارك القصة,شارك على,انشر,إرسال,أرسل إلى صديق,نسخ الرابط"),
    (.share, "اشتراک‌گذاری,به اشتراک بگذارید,شیئر کریں,شیئر,שתפו,שיתוף,שתף,share,share this"),
    (.share, "share this article,share on"),
    (.network, "فيسبوك,فايسبوك,تويتر,إكس,واتساب,واتس آب,تلغرام,تيليغرام,تليجرام,لينكدإن,لينكد إن"),
    (
      .network, "بريد إلكتروني,البريد الإلكتروني,إنستغرام,ماسنجر,تلگرام,واتس‌اپ,توییتر,فیسبوک,فیس بک"
    ),
    (.network, "ٹویٹر,واٹس ایپ,פייסבוק,טוויטר,ווטסאפ,facebook,twitter,x,whatsapp,telegram"),
    (.network, "linkedin,email,e-mail,messenger,reddit,instagram"),
    (.related, "اقرأ أيضا,إقرأ أيضا,اقرأ أيضا في,اقرأ كذلك,اقرأ المزيد,إقرأ المزيد,للمزيد,المزيد"),
    (.related, "طالع أيضا,شاهد أيضا,تابع أيضا,قد يهمك,قد يهمك أيضا,قد يعجبك,قد يعجبك أيضا"),
    (.related, "مواضيع ذات صلة,مواضيع متعلقة,مواضيع مشابهة,أخبار ذات صلة,أخبار متعلقة"),
    (.related, "مقالات ذات صلة,مقالات متعلقة,موضوعات ذات صلة,موضوعات متعلقة,روابط ذات صلة"),
    (.related, "من الأرشيف,الأكثر قراءة,اخترنا لكم,اخترنا لك,ذات صلة"),
    (.related, "بیشتر بخوانید,مطالب مرتبط,اخبار مرتبط,همچنین بخوانید"),
    (.related, "یہ بھی پڑھیں,مزید پڑھیں,متعلقہ خبریں"),
    (
      .related,
      "קראו גם,קרא גם,קראו עוד,כתבות נוספות,עוד בנושא,read also,read more,also read,related"
    ),
    (.related, "related articles,related stories,see also,more on this story"),
    (.tags, "الوسوم,وسوم,الكلمات المفتاحية,كلمات مفتاحية,كلمات دلالية,الكلمات الدلالية"),
    (.tags, "برچسب‌ها,کلیدواژه‌ها,ٹیگز,תגיות,תגים,tags,keywords,topics"),
    (.end, "التعليقات,تعليقات,أضف تعليق,أضف تعليقا,اترك تعليقا,اكتب تعليقك,النشرة البريدية,اشترك"),
    (.end, "اشترك في النشرة البريدية,حقوق النشر محفوظة,جميع الحقوق محفوظة,ملفات تعريف الارتباط"),
    (.end, "نظرات,دیدگاه‌ها,خبرنامه,تبصرے,תגובות,comments,leave a comment,newsletter,subscribe"),
    (.noise, "إعلان,اعلان,طباعة,اطبع,حجم الخط,استمع,لمراسلة الكاتب,next previous,قصة مصورة"),
    (.noise, "advertisement,print,listen,چاپ,پرنٹ کریں,הדפסה,פרסומת"),
    (.link, "الرابط,رابط الخبر,رابط المقال,لینک,لینک کوتاه,لنک,קישור,url,link,permalink"),
    (.title, "العنوان,عنوان,כותרת,title,headline"),
  ])

  /// Labels that are common words and need their colon.
  static let beforeColon = table([
    (.author, "كتب,كتبت,إعداد,اعداد,تحرير,ترجمة,تقرير,حوار,متابعة,رصد,خاص,مراسل,مراسلة,by,כותב"),
    (.source, "مصدر,نقلا عن,عن,via"),
    (.date, "التاريخ,تاريخ,بتاريخ,نشر,تحديث,تم النشر,تاریخ,date,posted"),
    (.imageCredit, "تصوير,عدسة"),
    (.related, "اقرأ,إقرأ,شاهد,شاهدوا,طالع,اقرؤوا أيضا"),
    (.share, "أرسل,تابعونا على,تابعنا على"),
  ])

  /// Labels after which the name follows without any sign.
  static let open = table([
    (.author, "بقلم,by,מאת,نوشته")
  ])

  static let categories = keys([
    "سياسة,أخبار,عربي,دولي,العالم,الشرق الأوسط,اقتصاد,مال وأعمال,رياضة,ثقافة,فن,منوعات,مجتمع,صحة",
    "علوم وتكنولوجيا,تكنولوجيا,علوم,رأي,مقالات,تقارير,تحقيقات,محليات,وطنية,متفرقات,عربي ودولي,أخبار سورية",
    "سیاسی,اقتصادی,ورزشی,فرهنگی,جهان,سیاست,کھیل,تجارت,פוליטיקה,ספורט,כלכלה,תרבות,חדשות",
    "politics,world,business,economy,sports,sport,culture,health,science,technology,opinion,news",
  ])

  static let agencies = keys([
    "وكالات,متابعات,رويترز,أ ف ب,أ.ف.ب,فرانس برس,أ ب,د ب أ,الأناضول,سانا,واس,وات,بترا,وام,قنا,كونا,ق ن أ",
    "شينخوا,سبوتنيك,وكالة الأناضول,وكالة فرانس برس,إرنا,ایسنا,ایرنا,تسنیم,رویترز",
    "reuters,afp,ap,getty images,associated press,xinhua",
  ])

  /// Two neighbouring words of a claim of rights.
  static let copyrightPhrases = keys([
    "النشر محفوظة,الحقوق محفوظة,الطبع محفوظة,rights reserved,کلیه حقوق,הזכויות שמורות"
  ])

  private static func table(_ rows: [(LabelRole, String)]) -> [String: LabelRole] {
    var roles: [String: LabelRole] = [:]
    for (role, names) in rows {
      for name in names.split(separator: ",") { roles[folded(name)] = role }
    }
    return roles
  }

  private static func keys(_ rows: [String]) -> Set<String> {
    Set(rows.flatMap { $0.split(separator: ",") }.map { folded($0) })
  }
}
