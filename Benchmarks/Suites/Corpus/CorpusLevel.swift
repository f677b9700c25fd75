/// A level of a generated book, in the venue's smallest steps.
struct CorpusLevel: Hashable, Sendable {
    /// Price in ten-thousandths of a dollar.
    var price: Int
    /// Shares in millionths.
    var size: Int

    /// A decimal as the venue prints it: no zeros to spare.
    static func text(_ value: Int, decimals: Int) -> String {
        let unit = (0..<decimals).reduce(1) { power, _ in power * 10 }
        var fraction = String(value % unit + unit).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? String(value / unit) : "\(value / unit).\(fraction)"
    }

    var priceText: String { Self.text(price, decimals: 4) }
    var sizeText: String { Self.text(size, decimals: 6) }
}
