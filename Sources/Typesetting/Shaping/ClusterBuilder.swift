/// Makes clusters from the scalars of a paragraph in logical order: attaches marks, joins Arabic
/// letters, drops what shows nothing.
struct ClusterBuilder {
  private var clusters: [Cluster] = []
  private let setting: Setting
  /// Whether letters are joined: for their forms, or only to know where they can be stretched.
  private let joins: Bool
  /// Places of LRI, RLI, FSI and PDI in the paragraph.
  private var isolateControls: [UInt32] = []
  /// What the next joining letter would join: nothing, the cluster at this index, or a bare ZWJ.
  private var pending: Pending = .none
  private var graphemes = GraphemeClusters()

  private enum Pending: Equatable {
    case none
    case cluster(Int)
    case joiner
  }

  init(setting: Setting) {
    self.setting = setting
    joins = setting.joins || setting.justification == .kashida
  }

  mutating func removeAll() {
    clusters.removeAll(keepingCapacity: true)
    isolateControls.removeAll(keepingCapacity: true)
    pending = .none
    graphemes = GraphemeClusters()
  }

  /// An isolate control, written or only meant, at that index of the paragraph.
  mutating func appendIsolateControl(position: UInt32) {
    isolateControls.append(position)
    pending = .none
    graphemes = GraphemeClusters()
  }

  /// The next scalar of the paragraph; `position` is its index there, `source` its UTF-8 bytes in
  /// the text.
  mutating func append(
    _ scalar: UInt32, _ properties: Properties, position: UInt32, source: Range<Int>
  ) {
    let startsGrapheme = graphemes.isBoundary(before: properties)
    if properties.columns == 0, scalar != 0x09 {
      return appendWithoutColumn(scalar, properties, position: position, source: source)
    }
    var cluster = Cluster(
      scalar, at: position, source: source, columns: max(1, columns(of: properties)))
    if !startsGrapheme {
      if absorbsEmoji(scalar, properties, source) { return }
      cluster.traits.insert(.continuesGrapheme)
    }
    setTraits(of: &cluster, properties)
    if joins, properties.joining != .transparent {
      if properties.joining == .none {
        pending = .none
      } else if joins(&cluster, properties.joining) {
        return
      }
    }
    if cluster.vanishesAtLineEnd, collapsesBlank(cluster) { return }
    clusters.append(cluster)
  }

  private func columns(of properties: Properties) -> UInt8 {
    properties.isAmbiguous && setting.ambiguousIsWide ? 2 : properties.columns
  }

  private mutating func appendWithoutColumn(
    _ scalar: UInt32, _ properties: Properties, position: UInt32, source: Range<Int>
  ) {
    if scalar == 0x2028 {
      pending = .none
      let traits: Cluster.Traits = [.forcesBreak, .allowsBreak]
      clusters.append(
        Cluster(0x20, at: position, source: source, columns: 0, traits: traits))
    } else if scalar >= 0x2066, scalar <= 0x2069 {
      appendIsolateControl(position: position)
    } else if properties.category == .format {
      applyFormat(scalar, properties.joining, source)
    } else {
      appendMark(scalar, position: position, source: source)
    }
  }

  @inline(__always)
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

  /// A format character joins or parts its neighbours and is gone.
  private mutating func applyFormat(
    _ scalar: UInt32, _ joining: JoiningType, _ source: Range<Int>
  ) {
    if scalar == 0xAD { endPartOfWord(at: source) }
    if !clusters.isEmpty { clusters[clusters.count - 1].traits.insert(.precedesFormat) }
    switch joining {
    case .transparent: break
    case .causing:
      joinPending()
      pending = .joiner
    default: pending = .none
    }
  }

  /// A soft hyphen behind a letter is seen where a line is broken there.
  private mutating func endPartOfWord(at source: Range<Int>) {
    guard let last = clusters.last, last.traits.contains(.isLetter) else { return }
    clusters[clusters.count - 1].traits.insert(.isHyphenated)
  }

  /// Joins the cluster before with what comes now.
  private mutating func joinPending() {
    if case .cluster(let index) = pending { clusters[index].traits.insert(.joinsNext) }
  }

  /// Joins a letter with what stands before it; true when it went into the cluster of a lam.
  @inline(__always)
  private mutating func joins(_ cluster: inout Cluster, _ joining: JoiningType) -> Bool {
    if joining.joinsPrevious, pending != .none {
      if setting.joins, formsLamAlef(with: cluster) { return true }
      joinPending()
      cluster.traits.insert(.joinsPrevious)
    }
    cluster.traits.insert(.isJoining)
    pending = joining.joinsNext ? .cluster(clusters.count) : .none
    return false
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

  private mutating func appendMark(_ scalar: UInt32, position: UInt32, source: Range<Int>) {
    if widensEmoji(scalar) { return extendLast(to: source) }
    guard !isInvisibleMark(scalar), setting.showsMarks || !isTashkeel(scalar) else {
      return extendLast(to: source)
    }
    guard let last = clusters.last, !last.traits.contains(.forcesBreak) else {
      return appendCarrier(of: scalar, position: position, source: source)
    }
    if last.vanishesAtLineEnd {
      clusters[clusters.count - 1].base = 0xA0
      clusters[clusters.count - 1].traits.subtract([.isBlank, .isNoBreakSpace])
    }
    if let syllable = composedSyllable(last.base, scalar), last.marks == .zero {
      clusters[clusters.count - 1].base = syllable
    } else if setting.joins, let letter = composed(last.base, scalar) {
      clusters[clusters.count - 1].base = letter
    } else {
      clusters[clusters.count - 1].add(mark: scalar)
    }
    clusters[clusters.count - 1].end = source.upperBound
  }

  /// What is not shown by itself belongs to the cluster before all the same.
  private mutating func extendLast(to source: Range<Int>) {
    guard let last = clusters.last, !last.traits.contains(.forcesBreak) else { return }
    clusters[clusters.count - 1].end = source.upperBound
  }

  /// A mark at the start of a line gets a no-break space to stand on; after a space it stands on
  /// that, which then holds the word together.
  private mutating func appendCarrier(of mark: UInt32, position: UInt32, source: Range<Int>) {
    var carrier = Cluster(0xA0, at: position, source: source, columns: 1)
    carrier.add(mark: mark)
    clusters.append(carrier)
  }

  /// A skin tone, or what a ZWJ sequence goes on with (GB11), has no cell of its own: the emoji before
  /// stands for the whole sequence.
  private mutating func absorbsEmoji(
    _ scalar: UInt32, _ properties: Properties, _ source: Range<Int>
  ) -> Bool {
    guard let last = clusters.last, Properties(last.base).isExtendedPictographic else {
      return false
    }
    guard properties.isExtendedPictographic || isSkinTone(scalar) else { return false }
    if last.columns == 1 { widenLast() }
    clusters[clusters.count - 1].end = source.upperBound
    return true
  }

  /// A narrow character shown as an emoji fills two columns: `☀` and U+FE0F, or a keycap.
  private mutating func widensEmoji(_ scalar: UInt32) -> Bool {
    guard let last = clusters.last, last.columns == 1 else { return false }
    let isEmoji = scalar == 0xFE0F && Properties(last.base).isExtendedPictographic
    guard isEmoji || scalar == 0x20E3 && isKeycapBase(last.base) else { return false }
    widenLast()
    if !isEmoji { clusters[clusters.count - 1].add(mark: scalar) }
    return true
  }

  private mutating func widenLast() {
    clusters[clusters.count - 1].columns = 2
    clusters[clusters.count - 1].traits.insert(.isWidened)
  }

  /// A no-break space beside another blank adds no column: in news it is padding.
  private mutating func collapsesBlank(_ blank: Cluster) -> Bool {
    guard let last = clusters.last, last.vanishesAtLineEnd, last.end == blank.start,
      !last.traits.contains(.forcesBreak),
      last.traits.contains(.isNoBreakSpace) || blank.traits.contains(.isNoBreakSpace)
    else { return false }
    clusters[clusters.count - 1].end = blank.end
    clusters[clusters.count - 1].traits.formUnion(blank.traits)
    return true
  }

  /// Hands over the finished clusters, given the level of every scalar; `storage` is used for the
  /// next paragraph.
  mutating func finish(levels: borrowing Buffer<UInt8>, into storage: inout [Cluster]) {
    for i in clusters.indices {
      clusters[i].level = levels[Int(clusters[i].position)]
    }
    if !isolateControls.isEmpty { setLevelsBefore(levels) }
    if setting.joins { setForms() }
    swap(&clusters, &storage)
  }

  /// A tatweel between blanks is an author's dash.
  private func standsAlone(_ i: Int) -> Bool {
    !clusters[i].traits.contains(.joinsPrevious) && !clusters[i].traits.contains(.joinsNext)
      && (i == 0 || clusters[i - 1].vanishesAtLineEnd)
      && (i == clusters.count - 1 || clusters[i + 1].vanishesAtLineEnd)
  }

  private mutating func setLevelsBefore(_ levels: borrowing Buffer<UInt8>) {
    var next = 0
    for i in clusters.indices {
      while next < isolateControls.count, isolateControls[next] < clusters[i].position {
        let level = levels[Int(isolateControls[next])]
        clusters[i].levelBefore = min(clusters[i].levelBefore ?? level, level)
        next += 1
      }
    }
  }

  /// Puts the presentation forms in the place of the letters, once all neighbours are known.
  private mutating func setForms() {
    let substitutes = setting.substitutesLetters
    for i in clusters.indices {
      if clusters[i].traits.contains(.isJoining) { clusters[i].takeForm(substitutes: substitutes) }
      if clusters[i].base == 0x640, standsAlone(i) { clusters[i].base = 0x2013 }
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
