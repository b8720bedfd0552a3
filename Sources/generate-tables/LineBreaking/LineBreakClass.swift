/// Line_Break as the rules of UAX #14 see it: after LB1, and with the classes parted that a rule
/// looks into.
enum LineBreakClass: UInt32, CaseIterable {
  case al, hl, nu, sp, cm, zwj
  /// QU that is neither Pi nor Pf, and the two that are (LB15a, LB15b, LB19).
  case qu, quInitial, quFinal
  case op, cl, cp, ex, sy, `is`, ba, hh, hy, gl, wj, zw, ns, b2, bb, cb, `in`, po, pr
  case id, eb, em, ri, jl, jv, jt, h2, h3
  case ak, ap, `as`, vf, vi
  /// ◌ U+25CC (LB28a).
  case dottedCircle
  case bk, cr, lf, nl

  private static let names: [String: LineBreakClass] = {
    var names: [String: LineBreakClass] = [:]
    for value in allCases { names["\(value)".uppercased()] = value }
    return names
  }()

  static func named(_ name: String) throws -> LineBreakClass {
    guard let value = names[name] else {
      throw TableError.unknownValue(name, of: "Line_Break")
    }
    return value
  }
}

/// The resolved classes of all scalars.
func lineBreakClasses(of database: CharacterDatabase) throws -> [LineBreakClass] {
  let values = try database.values(of: "LineBreak.txt", missing: "XX") { $0 }
  let categories = try database.values(
    of: "extracted/DerivedGeneralCategory.txt", missing: "Cn"
  ) { $0 == "Unassigned" ? "Cn" : $0 }
  return try values.indices.map { scalar in
    let category = categories[scalar]
    let resolved = resolvedByLB1(values[scalar], category: category)
    switch (resolved, category) {
    case ("QU", "Pi"): return .quInitial
    case ("QU", "Pf"): return .quFinal
    default: return scalar == 0x25CC ? .dottedCircle : try .named(resolved)
    }
  }
}

/// LB1: AI, SG and XX are AL, CJ is NS, and SA is CM for marks, else AL.
private func resolvedByLB1(_ value: String, category: String) -> String {
  switch value {
  case "AI", "SG", "XX": "AL"
  case "CJ": "NS"
  case "SA": category == "Mn" || category == "Mc" ? "CM" : "AL"
  default: value
  }
}
