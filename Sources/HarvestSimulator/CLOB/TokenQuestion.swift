internal import Foundation

/// One element of the body of a question about several tokens.
struct TokenQuestion: Decodable, Sendable {
    let token: String
    let side: String?

    private enum CodingKeys: String, CodingKey {
        case token = "token_id"
        case side
    }

    /// The elements of a body; `nil` when it is not an array of such objects.
    static func all(in body: [UInt8]) -> [TokenQuestion]? {
        // Why it is malformed is of no interest: the venue answers "Invalid payload" to everything.
        try? JSONDecoder().decode([TokenQuestion].self, from: Data(body))
    }
}
