internal import HarvestCore

/// Which endpoint a request meets, with names and numbers taken out of its path.
enum EndpointNames {
    static func endpoint(of request: SimulatedRequest) -> Endpoint {
        let source = request.path.first ?? ""
        var place = Array(request.place)
        if source == "xtracker", place.first == "api" { place.removeFirst() }
        for index in place.indices.dropFirst() where !fixed.contains(place[index]) {
            place[index] = placeholder(source, place, index)
        }
        return Endpoint(source: source, name: place.joined(separator: "/"))
    }

    private static let fixed: Set<String> = ["keyset", "slug", "posts", "trackings"]

    private static func placeholder(_ source: String, _ place: [String], _ index: Int) -> String {
        if place[index - 1] == "slug" { return "{slug}" }
        switch (source, place[0]) {
        case ("xtracker", "users"): return "{handle}"
        case ("xtracker", "metrics"): return "{userId}"
        case ("clob", "markets"): return "{condition_id}"
        default: return "{id}"
        }
    }
}
