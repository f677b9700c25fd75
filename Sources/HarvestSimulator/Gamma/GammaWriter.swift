internal import HarvestCore

/// Writes Gamma's objects as they are at one moment, keys in the server's order.
struct GammaWriter {
    let world: World
    /// The moment shown; up to five minutes before the answer is given.
    let moment: Timestamp

    static let pictures = "https://polymarket-upload.s3.us-east-2.amazonaws.com/"

    /// Microseconds that make a stamp look like one.
    func stamp(_ moment: Timestamp, _ number: Int, _ salt: Int) -> String {
        let fraction = Int64(world.chance.below(100_000, .order, number, salt)) * 10 + Int64(salt & 7)
        return Wire.moment(Timestamp(microseconds: moment.microseconds / 1_000_000 * 1_000_000 + fraction))
    }

    /// A number under a key that is put together.
    func write(_ name: String, _ number: String, to json: inout JSONWriter) {
        json.key(made: name)
        json.raw(number)
    }

    /// A tag as events carry it and as the tag list has it.
    func write(_ tag: Tag, to json: inout JSONWriter, schema: String? = nil) {
        json.beginObject()
        json.optional("$schema", schema)
        json.member("id", String(tag.id))
        json.member("label", tag.label)
        json.member("slug", tag.slug)
        let created = Timestamp(seconds: 1_698_000_000 + Int64(tag.id) * 120)
        if tag.id % 3 != 0 { json.member("forceShow", tag.id % 5 == 0) }
        if tag.id < 1_000 { json.member("publishedAt", Wire.blankSeparated(created)) }
        if tag.id % 4 == 0 { json.member("updatedBy", 15) }
        if tag.id % 20 != 0 { json.member("createdAt", stamp(created, tag.id, 3)) }
        json.member("updatedAt", stamp(moment.floored(to: .days(1)), tag.id, 4))
        if tag.id % 7 == 0 { json.member("isCarousel", false) }
        json.member("requiresTranslation", false)
        json.endObject()
    }

    /// The series of an event.
    func write(series slug: String, recurrence: String, to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", String(10_000 + slug.utf8.reduce(0) { ($0 * 31 + Int($1)) % 9_973 }))
        json.member("ticker", slug)
        json.member("slug", slug)
        json.member(
            "title",
            slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(
                separator: " "))
        json.member("seriesType", "single")
        json.member("recurrence", recurrence)
        json.constant(
            #"""
            "image":"","icon":"","active":true,"closed":false,"archived":false,"featured":false,\#
            "restricted":true,"createdAt":"2025-11-21T21:46:35.50541Z"
            """#)
        json.member("updatedAt", stamp(moment.floored(to: .minutes(5)), slug.utf8.count, 5))
        json.constant(#""commentCount":0,"requiresTranslation":false"#)
        json.endObject()
    }
}
