import Foundation
import Testing

@Suite struct `The front page` {
  private static let newest = "لماذا تكتب لام الألف في خانة واحدة؟"

  @Test(arguments: [(80, 24), (120, 40)])
  func `opens on the shipped edition with joined letters`(columns: Int, rows: Int) throws {
    let program = try Program()
    try program.read("--edition", Program.edition, columns: columns, rows: rows) { terminal in
      let screen = try terminal.wait(for: Self.newest)
      #expect(screen.reads("خبر  الصفحة الأولى"))
      #expect(screen.reads("السبت ٧ ديسمبر ٢٠٢٤"))
      #expect(screen.reads("٧١ غير مقروء من ٧١"))
      // The row as Unicode's forms have it, drawn from the right.
      #expect(
        screen.rows.contains {
          $0.contains("؟ﺓﺪﺣﺍﻭ ﺔﻧﺎﺧ ﻲﻓ ﻒﻟﻷﺍ ﻡﻻ ﺐﺘﻜﺗ ﺍﺫﺎﻤﻟ")
        })
      #expect(screen.reads("كل الأخبار") == (columns >= 90))
      #expect(screen.selected.contains { $0.contains(Self.newest) })
      try terminal.press("Q")
      #expect(try terminal.exitCode() == 0)
      #expect(terminal.errors.isEmpty)
    }
  }

  @Test func `shows no letter that waits to be joined`() throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      var screen = try terminal.wait(for: Self.newest)
      for _ in 0..<8 {
        let isolated = screen.text.unicodeScalars.filter { joinsLikeBeh($0) }
        #expect(isolated.isEmpty, "letters left unjoined: \(isolated)")
        try terminal.press("NPage")
        usleep(100_000)
        screen = try terminal.screen()
      }
    }
  }

  @Test func `is printed as text when standard output is no terminal`() throws {
    let program = try Program()
    let outcome = try program.run("--edition", Program.edition)
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.outputLines.first?.hasSuffix("\t" + Self.newest) == true)
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test(arguments: [["LANG": "C"], ["LC_ALL": "POSIX"], ["LC_ALL": "C"], [:]])
  func `looks the same in every locale`(locale: [String: String]) throws {
    let program = try Program.withEdition()
    var bare = program.environment.filter {
      ["PATH", "HOME", "KHABAR_ARCHIVE", "TZ"].contains($0.key)
    }
    bare.merge(locale) { $1 }
    let usual = try program.run("list")
    #expect(usual.code == 0)
    #expect(try program.run("list", environment: bare).output == usual.output)

    bare["TERM"] = "tmux-256color"
    try program.read(environment: bare) { terminal in
      try terminal.wait(for: Self.newest)
      try terminal.press("Q")
      #expect(try terminal.exitCode() == 0)
    }
  }

  @Test func `finds its archive below the home directory of an empty environment`() throws {
    let program = try Program()
    let bare = ["PATH": "/usr/bin:/bin", "HOME": program.folder.path, "TERM": "tmux-256color"]
    let outcome = try program.run("--edition", Program.edition, environment: bare)
    #expect(outcome.code == 0)
    let archive = program.folder.path + "/.local/share/khabar/archive.sqlite"
    #expect(FileManager.default.fileExists(atPath: archive))
    let attributes = try FileManager.default.attributesOfItem(atPath: archive)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test(arguments: ["dumb", "", "no-such-terminal", nil])
  func `says in one sentence that a terminal is not fit for it`(name: String?) throws {
    let program = try Program.withEdition()
    var environment = program.environment
    environment["TERM"] = name
    try program.read(environment: environment) { terminal in
      let code = try terminal.exitCode()
      #expect(code == 69)
      #expect(terminal.errors.split(separator: "\n").count == 1)
      #expect(terminal.errors.hasPrefix("khabar: TERM"))
      #expect(terminal.modesBefore == terminal.modesAfter)
    }
  }

  @Test func `opens in English from left to right`() throws {
    let program = try Program.withEdition()
    try program.read("--lang", "en") { terminal in
      let screen = try terminal.wait(for: "Saturday, 7 December 2024")
      #expect(screen.rows[0].hasPrefix("  Khabar  Front page"))
      #expect(screen.reads(Self.newest))
    }
  }
}

/// Whether a letter that always joins to the next stands there in no form at all.
private func joinsLikeBeh(_ scalar: Unicode.Scalar) -> Bool {
  "بتثجحخسشصضطظعغفقكلمنهي".unicodeScalars.contains(scalar)
}
