/// A message of changed levels as `JSONDecoder` reads it.
struct FoundationMessage: Decodable, Sendable {
    struct Change: Decodable, Sendable {
        private enum CodingKeys: String, CodingKey {
            case price, size, side
            case token = "asset_id"
        }

        let token: String
        let price: String
        let size: String
        let side: String
    }

    private enum CodingKeys: String, CodingKey {
        case timestamp
        case changes = "price_changes"
    }

    let timestamp: String
    let changes: [Change]
}
