internal import GRDB

/// The tables of the archive, by version.
///
/// A list reads `entry` and `headline` and never touches `body`. All that changes while reading stands
/// in `entry`, whose rows are a few bytes, so that marking a hundred thousand articles writes little.
enum Schema {
  /// Stands in the header of every archive, so that a stranger's database is not taken for one.
  static let applicationID: Int32 = 0x4B48_4252

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
    migrator.registerMigration("1") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: articles)
      try db.execute(sql: listIndexes)
      try db.execute(sql: identities)
      try db.execute(sql: counters)
      try db.execute(sql: vocabulary)
      try db.execute(sql: sweeps)
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: words)
      try Reindexing(db: db).run()
    }
    migrator.registerMigration("3") { db in
      try db.execute(sql: FeedSchema.tables)
    }
    migrator.registerMigration("4") { db in
      try db.execute(sql: names)
    }
    migrator.registerMigration("5") { db in
      try db.execute(sql: savedSearches)
    }
    migrator.registerMigration("6") { db in
      try db.execute(sql: completion)
    }
    // Stems of مسئول are those of مسؤول now.
    migrator.registerMigration("7") { db in
      try Reindexing(db: db).run()
    }
    return migrator
  }

  /// `sort` is `ListKey.order`; `readAt` and `starredAt` are the time of the mark, in seconds since
  /// 1970, or null without it.
  private static let articles = """
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      sort INTEGER NOT NULL,
      category INTEGER NOT NULL,
      readAt INTEGER,
      starredAt INTEGER
    );
    CREATE TABLE headline (
      id INTEGER PRIMARY KEY,
      title TEXT NOT NULL,
      precision INTEGER,
      utcOffset INTEGER,
      dateText TEXT NOT NULL,
      author TEXT,
      source TEXT,
      url TEXT,
      language TEXT,
      externalID TEXT,
      excerpt TEXT NOT NULL,
      titleKey INTEGER NOT NULL,
      urlKey INTEGER,
      externalKey INTEGER,
      content INTEGER NOT NULL
    );
    CREATE TABLE body (
      id INTEGER PRIMARY KEY,
      blocks BLOB NOT NULL,
      named BLOB,
      summary TEXT,
      shareLine TEXT,
      addedAt INTEGER NOT NULL,
      changedAt INTEGER NOT NULL
    );
    CREATE TABLE position (
      id INTEGER PRIMARY KEY,
      block INTEGER NOT NULL,
      byte INTEGER NOT NULL
    );
    """

  /// One index for each kind of list; `ListIndex` names them.
  private static var listIndexes: String {
    ListIndex.all.map { index in
      let columns = index.byCategory ? "category, sort" : "sort"
      return "CREATE INDEX \(index.name) ON entry (\(columns))\(index.condition);"
    }.joined(separator: "\n")
  }

  /// `origin` remembers what each file last said, under the hash of its path.
  private static let identities = """
    CREATE INDEX headlineByTitle ON headline (titleKey, content);
    CREATE INDEX headlineByURL ON headline (urlKey) WHERE urlKey IS NOT NULL;
    CREATE INDEX headlineByExternalID ON headline (externalKey) WHERE externalKey IS NOT NULL;
    CREATE TABLE origin (
      key INTEGER PRIMARY KEY,
      article INTEGER NOT NULL,
      content INTEGER NOT NULL
    );
    """

  /// Category 0, without a name, stands for all of them. `both` counts what is starred and unread.
  private static let counters = """
    CREATE TABLE category (
      id INTEGER PRIMARY KEY,
      name TEXT UNIQUE,
      total INTEGER NOT NULL DEFAULT 0,
      unread INTEGER NOT NULL DEFAULT 0,
      starred INTEGER NOT NULL DEFAULT 0,
      "both" INTEGER NOT NULL DEFAULT 0
    );
    INSERT INTO category (id) VALUES (0);
    CREATE TABLE tally (
      category INTEGER NOT NULL,
      day INTEGER NOT NULL,
      total INTEGER NOT NULL DEFAULT 0,
      unread INTEGER NOT NULL DEFAULT 0,
      starred INTEGER NOT NULL DEFAULT 0,
      "both" INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (category, day)
    ) WITHOUT ROWID;
    """

  /// `terms` holds stems parted by spaces, made by `forEachWord(of:)`; the ASCII tokenizer leaves
  /// them as they are. `stem` counts the articles that have a stem: the vocabulary tables of FTS5 would
  /// walk the postings for that.
  private static let vocabulary = """
    CREATE VIRTUAL TABLE terms USING fts5(title, body, content='', tokenize='ascii');
    CREATE TABLE stem (key INTEGER PRIMARY KEY, articles INTEGER NOT NULL);
    """

  /// `stem` counts the articles that have a stem, under the stem itself: it is also the vocabulary in
  /// which beginnings and near spellings are looked up. `statistics` has one row; see `Statistics`.
  private static let words = """
    DROP TABLE stem;
    CREATE TABLE stem (text TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE statistics (id INTEGER PRIMARY KEY, counts BLOB NOT NULL);
    """

  /// For searching by source and author, of which there are few.
  private static let names = """
    CREATE INDEX headlineBySource ON headline (source) WHERE source IS NOT NULL;
    CREATE INDEX headlineByAuthor ON headline (author) WHERE author IS NOT NULL;
    """

  /// Queries that stand among the categories.
  private static let savedSearches = """
    CREATE TABLE savedSearch (id INTEGER PRIMARY KEY, query TEXT NOT NULL UNIQUE);
    """

  /// When an article got the text of its web page in place of what its feed had.
  private static let completion = "ALTER TABLE body ADD COLUMN completedAt INTEGER;"

  /// What each `markAll` changed, with the time of the mark it took away.
  private static let sweeps = """
    CREATE TABLE sweep (
      stamp INTEGER NOT NULL,
      mark TEXT NOT NULL,
      id INTEGER NOT NULL,
      previous INTEGER,
      PRIMARY KEY (stamp, mark, id)
    ) WITHOUT ROWID;
    """
}
