internal import Foundation

/// Whether two JSON texts say the same: PostgreSQL keeps documents by their meaning, SQLite by their text.
enum JSONMeaning {
    /// Order of keys, blanks and the spelling of numbers and escapes do not count.
    static func areSame(_ left: String, _ right: String) -> Bool {
        guard let left = value(left), let right = value(right) else { return false }
        return left.isEqual(right)
    }

    private static func value(_ text: String) -> NSObject? {
        // Text that is no JSON means nothing, which is never the same as anything.
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        return object as? NSObject
    }
}
