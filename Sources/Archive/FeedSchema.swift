/// The tables of feeds.
enum FeedSchema {
  /// `feed` has a row for every feed that articles came from; `folder` is null for those the person has
  /// not subscribed to. Times are in seconds since 1970.
  ///
  /// What a server said (`etag`, `lastModified`, `content`) is written in the transaction that stores the
  /// articles it came with, so that none is missed by a program that ends between the two.
  ///
  /// `forgotten` names the articles that retention took away, so that a feed which still lists one does
  /// not bring it back.
  static let tables = """
    CREATE TABLE feed (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      address TEXT NOT NULL UNIQUE,
      folder TEXT,
      name TEXT,
      title TEXT NOT NULL DEFAULT '',
      site TEXT,
      language TEXT,
      addedAt INTEGER NOT NULL,
      etag TEXT,
      lastModified TEXT,
      content INTEGER,
      checkedAt INTEGER,
      succeededAt INTEGER,
      retryAt INTEGER,
      failures INTEGER NOT NULL DEFAULT 0,
      failure TEXT,
      isGone INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE forgotten (
      feed INTEGER NOT NULL,
      key INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (feed, key)
    ) WITHOUT ROWID;
    ALTER TABLE headline ADD COLUMN feed INTEGER;
    CREATE INDEX headlineByFeed ON headline (feed) WHERE feed IS NOT NULL;
    ALTER TABLE body ADD COLUMN enclosures BLOB;
    """
}
