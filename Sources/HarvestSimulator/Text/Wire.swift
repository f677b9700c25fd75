internal import HarvestCore

/// Times and numbers in the forms the venue writes them in.
enum Wire {
    /// `2026-04-10T16:00:00Z`, with as many fraction digits as it takes.
    static func moment(_ moment: Timestamp) -> String { MomentText(fractionDigits: nil).text(moment) }

    /// `2026-04-10T16:00:00.000Z`: always three fraction digits, as XTracker has it.
    static func milliseconds(_ moment: Timestamp) -> String { MomentText(fractionDigits: 3).text(moment) }

    /// `2026-07-24 00:00:16+00`: Gamma's `closedTime`.
    static func blankSeparated(_ moment: Timestamp) -> String {
        MomentText(separator: UInt8(ascii: " "), suffix: "+00").text(moment)
    }

    /// `Fri, 20 Nov 2026 14:49:11 GMT`: HTTP headers.
    static func header(_ moment: Timestamp) -> String {
        let day = moment.day
        let (year, month, date) = day.calendar
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((day.daysSince1970 % 7) + 7) % 7]
        let clock = MomentText(suffix: "").text(moment).dropFirst(11)
        return "\(weekday), \(padded(date, to: 2)) \(monthNames[month - 1].prefix(3)) \(year) \(clock) GMT"
    }

    /// Thousandths as a price without trailing zeros: `0.31`, `1`, `0`.
    static func price(_ thousandths: Int) -> String {
        DecimalText.text(millionths: Int64(thousandths) * 1_000)
    }

    /// Thousandths with three decimals, as `last_trade_price` is printed: `0.680`.
    static func fixedPrice(_ thousandths: Int) -> String {
        "\(thousandths / 1_000)." + padded(thousandths % 1_000, to: 3)
    }

    /// An amount with the dirt that binary sums leave behind: `79945.98005599984`. About a third stay clean.
    static func noisy(_ millionths: Int64, _ noise: UInt64) -> String {
        guard noise % 3 != 0, millionths > 1_000_000, millionths % 1_000_000 != 0 else {
            return DecimalText.text(millionths: millionths)
        }
        let whole = String(millionths / 1_000_000)
        let fraction = millionths % 1_000_000
        // Sixteen to seventeen digits in all, as a binary number of double precision prints.
        let width = max(1, 10 - whole.utf8.count)
        let dirt = noise % 2 == 0 ? tenPowers[width] - 1 - Int(noise >> 8 & 7) : 1 + Int(noise >> 8 & 7)
        return whole + "." + padded(Int(fraction), to: 6) + padded(dirt, to: width)
    }

    private static let tenPowers = (0...10).map { power in (0..<power).reduce(1) { value, _ in value * 10 } }

    /// `number` with leading zeros.
    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// English month names, January first.
    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    /// A text as part of a web address: lower case letters and digits, single hyphens between words.
    static func slug(_ text: String) -> String {
        var slug: [UInt8] = []
        for byte in text.lowercased().utf8 where byte != UInt8(ascii: "'") {
            if byte &- 0x30 <= 9 || byte &- 0x61 < 26 {
                slug.append(byte)
            } else if !slug.isEmpty, slug.last != UInt8(ascii: "-") {
                slug.append(UInt8(ascii: "-"))
            }
        }
        if slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return String(decoding: slug, as: UTF8.self)
    }
}
