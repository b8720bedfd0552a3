/// Makes clusters from the scalars of a paragraph in logical order: attaches marks, joins Arabic
/// letters, drops what shows nothing.
struct ClusterBuilder {
  private var clusters: [Cluster] = []
  private let setting: Setting
  /// What the next joining letter would join: nothing, the cluster at this index, or a bare ZWJ.
  private var pending: Pending = .none

  private enum Pending: Equatable {
    case none
    case cluster(Int)
    case joiner
  }

  init(setting: Setting) { self.setting = setting }

  mutating func removeAll() {
    clusters.removeAll(keepingCapacity: true)
    pending = .none
  }

  /// The next scalar of the paragraph; `source` is its UTF-8 bytes in the text.
  mutating func append(
    _ scalar: UInt32, _ properties: Properties, level: UInt8, source: Range<Int>
  ) {
    if scalar == 0x2028 { return appendLineSeparator(level: level, source: source) }
    if properties.columns == 0 {
      if properties.category == .format {
        return applyFormat(scalar, properties.joining)
      }
      return appendMark(scalar, level: level, source: source)
    }
    if scalar == 0xAD { return }
    if absorbsModifier(scalar, source) { return }
    var cluster = Cluster(
      base: scalar, start: source.lowerBound, end: source.upperBound,
      level: level == BidiResolver.removed ? 0 : level, columns: properties.columns)
    setTraits(of: &cluster, properties)
    guard setting.joins, properties.joining != .transparent else {
      clusters.append(cluster)
      return
    }
    join(cluster, properties.joining)
  }

  private func setTraits(of cluster: inout Cluster, _ properties: Properties) {
    switch properties.category {
    case .letter: cluster.traits.insert(.isLetter)
    case .space:
      switch cluster.base {
      case 0xA0, 0x202F, 0x2007: cluster.traits.insert(.isNoBreakSpace)
      default: cluster.traits.insert(.isBlank)
      }
      if cluster.base != 0x3000 { cluster.base = 0x20 }
    case .control:
      cluster.traits.insert(.isBlank)
      cluster.base = 0x20
    default: break
    }
    if properties.isMirrored { cluster.traits.insert(.isMirrored) }
  }

  private mutating func appendLineSeparator(level: UInt8, source: Range<Int>) {
    pending = .none
    clusters.append(
      Cluster(
        base: 0x20, start: source.lowerBound, end: source.upperBound, level: level, columns: 0,
        traits: [.forcesBreak, .allowsBreak]))
  }

  /// A format character joins or parts its neighbours and is gone.
  private mutating func applyFormat(_ scalar: UInt32, _ joining: JoiningType) {
    if scalar == 0x200B, !clusters.isEmpty {
      clusters[clusters.count - 1].traits.insert(.allowsBreak)
    }
    switch joining {
    case .transparent: break
    case .causing:
      joinPending()
      pending = .joiner
    default: pending = .none
    }
  }

  /// Joins the cluster before with what comes now.
  private mutating func joinPending() {
    if case .cluster(let index) = pending { clusters[index].traits.insert(.joinsNext) }
  }

  private mutating func join(_ cluster: Cluster, _ joining: JoiningType) {
    var cluster = cluster
    if joining.joinsPrevious, pending != .none {
      if formsLamAlef(with: cluster) { return }
      joinPending()
      cluster.traits.insert(.joinsPrevious)
    }
    if joining != .none { cluster.traits.insert(.isJoining) }
    clusters.append(cluster)
    pending = joining.joinsNext ? .cluster(clusters.count - 1) : .none
  }

  /// Makes the lam just before and this alef one cluster, whatever marks stand between.
  private mutating func formsLamAlef(with alef: Cluster) -> Bool {
    guard case .cluster(let index) = pending, clusters[index].base == 0x0644,
      lamAlef(alef.base) != nil
    else { return false }
    clusters[index].base = alef.base
    clusters[index].end = alef.end
    clusters[index].traits.insert(.isLamAlef)
    pending = .none
    return true
  }

  private mutating func appendMark(_ scalar: UInt32, level: UInt8, source: Range<Int>) {
    guard !isInvisibleMark(scalar), setting.showsMarks || !isTashkeel(scalar) else {
      return extendLast(to: source)
    }
    guard let last = clusters.last, !last.vanishesAtLineEnd || last.traits.contains(.isNoBreakSpace)
    else { return appendCarrier(of: scalar, level: level, source: source) }
    if last.traits.contains(.isNoBreakSpace) {
      clusters[clusters.count - 1].base = 0xA0
      clusters[clusters.count - 1].traits.remove(.isNoBreakSpace)
    }
    if setting.joins, let letter = composed(last.base, scalar) {
      clusters[clusters.count - 1].base = letter
    } else {
      clusters[clusters.count - 1].add(mark: scalar)
    }
    extendLast(to: source)
  }

  private mutating func extendLast(to source: Range<Int>) {
    guard let last = clusters.last, last.end == source.lowerBound, !last.vanishesAtLineEnd else {
      return
    }
    clusters[clusters.count - 1].end = source.upperBound
  }

  /// A mark that follows nothing it could stand on gets a no-break space.
  private mutating func appendCarrier(of mark: UInt32, level: UInt8, source: Range<Int>) {
    clusters.append(
      Cluster(
        base: 0xA0, marks: SIMD4(mark, 0, 0, 0), start: source.lowerBound,
        end: source.upperBound, level: level == BidiResolver.removed ? 0 : level, columns: 1))
  }

  /// A skin tone after an emoji has no cell of its own.
  private mutating func absorbsModifier(_ scalar: UInt32, _ source: Range<Int>) -> Bool {
    guard scalar >= 0x1F3FB, scalar <= 0x1F3FF, let last = clusters.last, last.columns == 2,
      last.base >= 0x1F000 || last.base >= 0x2600 && last.base < 0x2800,
      last.end == source.lowerBound
    else { return false }
    clusters[clusters.count - 1].end = source.upperBound
    return true
  }

  /// Hands over the finished clusters; `storage` is used for the next paragraph.
  mutating func finish(into storage: inout [Cluster]) {
    if setting.joins { setForms() }
    swap(&clusters, &storage)
  }

  /// Puts the presentation forms in the place of the letters, once all neighbours are known.
  private mutating func setForms() {
    let substitutes = setting.substitutesLetters
    for i in clusters.indices {
      if clusters[i].traits.contains(.isJoining) { clusters[i].takeForm(substitutes: substitutes) }
      if clusters[i].marks[1] != 0, clusters[i].base >= 0x600 {
        sortForRendering(&clusters[i].marks)
      }
    }
  }
}

extension Cluster {
  /// Puts the presentation form its joins ask for in the place of the letter.
  fileprivate mutating func takeForm(substitutes: Bool) {
    if traits.contains(.isLamAlef), let ligature = lamAlef(base) {
      base = ligature + (traits.contains(.joinsPrevious) ? 1 : 0)
      return
    }
    let form = Form(
      joinsPrevious: traits.contains(.joinsPrevious), joinsNext: traits.contains(.joinsNext))
    if let scalar = presentationForm(of: base, form) {
      base = scalar
    } else if substitutes, let fallback = fallback(for: base, form) {
      base = fallback.base
      let own = marks
      marks = .zero
      if fallback.marks.0 != 0 { add(mark: fallback.marks.0) }
      if fallback.marks.1 != 0 { add(mark: fallback.marks.1) }
      for i in 0..<4 where own[i] != 0 { add(mark: own[i]) }
    }
  }
}
