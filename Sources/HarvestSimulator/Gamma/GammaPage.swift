/// One page of a list, and where the next one starts.
struct GammaPage<Row> {
    var rows: [Row]
    /// `nil` on the last page.
    var next: KeysetCursor?
}
