// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "khabar",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // Text in, rows of cells out. Everything that knows Unicode.
    .target(name: "Typesetting", swiftSettings: strict),

    // Bytes in, articles out. Everything that knows a file format.
    .target(name: "Articles", dependencies: ["CLibXML2"], swiftSettings: strict),
    .target(
      name: "CLibXML2",
      // Where Debian has libxml2's headers; no pkg-config is needed for that.
      cSettings: [.unsafeFlags(["-I/usr/include/libxml2", "-I/usr/local/include/libxml2"])],
      linkerSettings: [.linkedLibrary("xml2")]),

    // An address in; bytes, «unchanged» or one clear failure out. Everything that knows HTTP.
    .target(name: "Fetching", dependencies: ["CCurl"], swiftSettings: strict),
    .target(name: "CCurl"),

    // What came in is there, what was read stays read. Everything that knows SQLite.
    .target(
      name: "Archive",
      dependencies: ["Articles", "Typesetting", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),

    // The program itself: messages in, effects and frames out.
    .target(name: "Reader", dependencies: ["Articles", "Typesetting"], swiftSettings: strict),

    // A frame out, keys in. Everything that knows ncurses.
    .target(name: "Terminal", dependencies: ["Typesetting", "CNcurses"], swiftSettings: strict),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CQREncode", linkerSettings: [.linkedLibrary("qrencode")]),

    // The command and its subcommands; performs the effects.
    .executableTarget(
      name: "khabar",
      dependencies: [
        "Articles", "Archive", "Fetching", "Reader", "Terminal", "Typesetting", "CQREncode",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: strict),

    // Chores: the Unicode tables from the UCD, and the measurements.
    .executableTarget(name: "generate-tables", swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Articles", "Archive", "HostileQueries", "PlainBidi", "Reader", "Typesetting",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: strict),

    // UAX #9 read aloud, for tests and measurements to be held against.
    .target(name: "PlainBidi", path: "Tests/PlainBidi", swiftSettings: strict),

    .testTarget(
      name: "TypesettingTests", dependencies: ["PlainBidi", "Typesetting"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "ArticlesTests", dependencies: ["Articles"], exclude: ["Fixtures"],
      swiftSettings: strict),
    // A server for tests, which says what they want it to say.
    .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: strict),
    .testTarget(
      name: "FetchingTests", dependencies: ["Fetching", "LoopbackServer"], swiftSettings: strict),
    // What nobody would search for, for tests and measurements to search for.
    .target(name: "HostileQueries", path: "Tests/HostileQueries", swiftSettings: strict),
    .testTarget(
      name: "ArchiveTests",
      dependencies: [
        "Archive", "Articles", "HostileQueries", "Typesetting",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReaderTests", dependencies: ["Reader", "Articles", "Typesetting"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    // Terminals that move what they are sent, for tests to look at rows with.
    .target(
      name: "ReorderingTerminals", dependencies: ["Terminal", "Typesetting"],
      path: "Tests/ReorderingTerminals", swiftSettings: strict),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["Terminal", "Typesetting", "CNcurses", "ReorderingTerminals"],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: ["khabar", "LoopbackServer", "ReorderingTerminals"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
