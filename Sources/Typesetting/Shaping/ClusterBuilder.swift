/// Makes clusters from the scalars of a paragraph in logical order: attaches marks, drops what shows
/// nothing.
struct ClusterBuilder {
  private var clusters: [Cluster] = []
  private let setting: Setting
  /// The lowest level of the isolate controls since the last cluster.
  private var controlLevel: UInt8?
  /// Clusters that are a tatweel joined to nothing.
  private var loneTatweels: [Int] = []
  private var graphemes = GraphemeClusters()

  init(setting: Setting) { self.setting = setting }

  /// Begins a paragraph of so many scalars.
  mutating func begin(_ count: Int) {
    clusters.removeAll(keepingCapacity: true)
    clusters.reserveCapacity(count)
    loneTatweels.removeAll(keepingCapacity: true)
    controlLevel = nil
    graphemes = GraphemeClusters()
  }

  /// A scalar of the paragraph, as joining has left it.
  struct Input {
    var scalar: UInt32
    /// Those of the scalar before joining.
    var properties: Properties
    var joins: Joins
    var level: UInt8
    /// Its index in the paragraph.
    var position: UInt32
    /// UTF-8 bytes of the text.
    var source: Range<Int>
  }

  /// The next scalar of the paragraph.
  mutating func append(_ input: Input) {
    let properties = input.properties
    let startsGrapheme = graphemes.isBoundary(before: properties)
    if properties.columns == 0, input.scalar != 0x09 { return appendWithoutColumn(input) }
    if input.joins.contains(.absorbed) {
      clusters[clusters.count - 1].end = input.source.upperBound
      return
    }
    var cluster = Cluster(
      input.scalar, at: input.position, source: input.source,
      columns: max(1, columns(of: properties)), level: input.level)
    if !startsGrapheme {
      if absorbsEmoji(input) { return }
      cluster.traits.insert(.continuesGrapheme)
    }
    setTraits(of: &cluster, properties)
    if input.joins != [] { join(&cluster, input.joins) }
    if cluster.vanishesAtLineEnd, collapsesBlank(cluster) { return }
    if setting.joins, cluster.base == 0x640, input.joins == [] {
      loneTatweels.append(clusters.count)
    }
    add(cluster)
  }

  @inline(__always)
  private mutating func add(_ cluster: Cluster) {
    clusters.append(cluster)
    guard let level = controlLevel else { return }
    clusters[clusters.count - 1].levelBefore = level
    controlLevel = nil
  }

  /// Notes how a letter is joined; one without the form that this asks for borrows it of a like letter.
  private func join(_ cluster: inout Cluster, _ joins: Joins) {
    if joins.contains(.previous) { cluster.traits.insert(.joinsPrevious) }
    if joins.contains(.next) { cluster.traits.insert(.joinsNext) }
    if joins.contains(.lamAlef) { cluster.traits.insert(.isLamAlef) }
    guard setting.joins, setting.substitutesLetters, cluster.base < 0xFB50,
      let form = Form(rawValue: joins.form), let fallback = fallback(for: cluster.base, form)
    else { return }
    cluster.base = fallback.base
    if fallback.marks.0 != 0 { cluster.add(mark: fallback.marks.0) }
    if fallback.marks.1 != 0 { cluster.add(mark: fallback.marks.1) }
  }

  private func columns(of properties: Properties) -> UInt8 {
    properties.isAmbiguous && setting.ambiguousIsWide ? 2 : properties.columns
  }

  private mutating func appendWithoutColumn(_ input: Input) {
    if input.scalar == 0x2028 {
      add(
        Cluster(
          0x20, at: input.position, source: input.source, columns: 0, level: input.level,
          traits: [.forcesBreak, .allowsBreak]))
    } else if input.scalar >= 0x2066, input.scalar <= 0x2069 {
      // Written or only meant.
      controlLevel = min(controlLevel ?? input.level, input.level)
      graphemes = GraphemeClusters()
    } else if input.properties.category == .format {
      noteFormat(input)
    } else {
      appendMark(input)
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

  /// A format character has done its work when letters were joined. The tags of a flag are part of it. A soft hyphen behind a letter is
  /// seen where a line is broken there.
  private mutating func noteFormat(_ input: Input) {
    guard let last = clusters.last else { return }
    clusters[clusters.count - 1].traits.insert(.precedesFormat)
    if isTag(input.scalar) { return extendLast(to: input.source) }
    if input.scalar == 0xAD, last.traits.contains(.isLetter) {
      clusters[clusters.count - 1].traits.insert(.isHyphenated)
    }
  }

  private mutating func appendMark(_ input: Input) {
    let scalar = input.scalar
    if widensEmoji(scalar) { return extendLast(to: input.source) }
    guard !isInvisibleMark(scalar), setting.showsMarks || !isTashkeel(scalar) else {
      return extendLast(to: input.source)
    }
    guard let last = clusters.last, !last.traits.contains(.forcesBreak) else {
      return appendCarrier(of: input)
    }
    if last.vanishesAtLineEnd {
      clusters[clusters.count - 1].base = 0xA0
      clusters[clusters.count - 1].traits.subtract([.isBlank, .isNoBreakSpace])
    }
    if let syllable = composedSyllable(last.base, scalar), last.marks == .zero {
      clusters[clusters.count - 1].base = syllable
    } else {
      clusters[clusters.count - 1].add(mark: scalar)
      if last.marks != .zero, last.base >= 0x600 {
        sortForRendering(&clusters[clusters.count - 1].marks)
      }
    }
    clusters[clusters.count - 1].end = input.source.upperBound
  }

  /// What is not shown by itself belongs to the cluster before all the same.
  private mutating func extendLast(to source: Range<Int>) {
    guard let last = clusters.last, !last.traits.contains(.forcesBreak) else { return }
    clusters[clusters.count - 1].end = source.upperBound
  }

  /// A mark at the start of a line gets a no-break space to stand on; after a space it stands on
  /// that, which then holds the word together.
  private mutating func appendCarrier(of mark: Input) {
    var carrier = Cluster(
      0xA0, at: mark.position, source: mark.source, columns: 1, level: mark.level)
    carrier.add(mark: mark.scalar)
    add(carrier)
  }

  /// A skin tone, or what a ZWJ sequence goes on with (GB11), has no cell of its own: the emoji before
  /// stands for the whole sequence.
  private mutating func absorbsEmoji(_ input: Input) -> Bool {
    guard let last = clusters.last, Properties(last.base).isExtendedPictographic,
      input.properties.isExtendedPictographic || isSkinTone(input.scalar)
    else { return false }
    if last.columns == 1 { widenLast() }
    clusters[clusters.count - 1].end = input.source.upperBound
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

  /// Hands over the clusters; `storage` is used for the next paragraph.
  mutating func finish(into storage: inout [Cluster]) {
    if !loneTatweels.isEmpty, !isRule(clusters) {
      for i in loneTatweels where clusters[i].marks == .zero && standsBetweenBlanks(i) {
        clusters[i].base = 0x2013
        clusters[i].columns = setting.ambiguousIsWide ? 2 : 1
      }
    }
    swap(&clusters, &storage)
  }

  /// A tatweel there is an author's dash.
  private func standsBetweenBlanks(_ i: Int) -> Bool {
    (i == 0 || clusters[i - 1].vanishesAtLineEnd)
      && (i == clusters.count - 1 || clusters[i + 1].vanishesAtLineEnd)
  }
}
