import Foundation
import Testing

@Suite struct `The terminal afterwards` {
  private func isAsBefore(_ terminal: Tmux) throws {
    #expect(!terminal.modesBefore.isEmpty)
    #expect(terminal.modesAfter == terminal.modesBefore)
    #expect(try !terminal.isOnAlternateScreen)
    #expect(try terminal.showsCursor)
  }

  @Test(arguments: ["Q", "q", "C-c"])
  func `is as it was when the person leaves`(key: String) throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(for: "الصفحة الأولى")
      #expect(try terminal.isOnAlternateScreen)
      try terminal.press(key)
      #expect(try terminal.exitCode() == 0)
      try isAsBefore(terminal)
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT])
  func `is as it was when a signal ends the program`(signal: Int32) throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(for: "الصفحة الأولى")
      kill(try terminal.process(), signal)
      #expect(try terminal.exitCode() == 128 + signal)
      try isAsBefore(terminal)
    }
  }

  @Test func `keeps the reading position when a signal ends the program`() throws {
    let program = try Program.withEdition()
    let top = try program.read { terminal in
      try terminal.wait(for: "الصفحة الأولى")
      try terminal.press("Left")
      try terminal.wait(for: "اكتب كلمة")
      try terminal.press("NPage")
      let screen = try terminal.wait { !$0.reads("اكتب كلمة") }
      kill(try terminal.process(), SIGTERM)
      #expect(try terminal.exitCode() == 128 + SIGTERM)
      return screen.rows[0]
    }
    try program.read { terminal in
      try terminal.wait(for: "الصفحة الأولى")
      try terminal.press("Left")
      try terminal.wait { $0.rows[0] == top }
    }
  }

  @Test func `belongs to the shell while the program is suspended`() throws {
    let program = try Program.withEdition()
    // The prompt goes to standard error, which is the terminal's here.
    let command = ["/bin/sh", "-c", "exec bash --norc --noprofile -i 2> /dev/tty"]
    var environment = program.environment
    environment["KHABAR"] = Program.path
    environment["PS1"] = "> "
    try Tmux.run(command, environment: environment, columns: 80, rows: 24, in: program.folder) {
      terminal in
      try terminal.wait { $0.rows.contains { $0.hasPrefix(">") } }
      try terminal.type("\"$KHABAR\"; echo left $?")
      try terminal.press("Enter")
      let before = try terminal.wait(for: "لماذا تكتب لام الألف")
      try terminal.press("C-z")
      try terminal.wait(for: "Stopped")
      #expect(try !terminal.isOnAlternateScreen)
      try terminal.type("echo in $((20 + 22)) between")
      try terminal.press("Enter")
      try terminal.wait(for: "in 42 between")
      try terminal.type("fg")
      try terminal.press("Enter")
      try terminal.wait { $0 == before }
      #expect(try terminal.isOnAlternateScreen)
      try terminal.press("Down", "Q")
      try terminal.wait { !$0.reads("الصفحة الأولى") }
      #expect(try !terminal.isOnAlternateScreen)
    }
  }
}
