extension DecodeError {
    /// E2001 to E2008 for payloads that are no document, E2010 to E2013 for elements, E2020 for errors of the
    /// service.
    public var code: String {
        switch problem {
        case .empty: "E2001"
        case .html: "E2002"
        case .byteOrderMark: "E2003"
        case .syntax: "E2004"
        case .cutShort: "E2005"
        case .trailing: "E2006"
        case .limit: "E2007"
        case .encoding: "E2008"
        case .missing: "E2010"
        case .wrongType: "E2011"
        case .unreadable: "E2012"
        case .contradiction: "E2013"
        case .upstream: "E2020"
        }
    }

    /// Endpoint, key and problem: `gamma events/keyset: events[3].slug is missing`.
    public var message: String {
        let place = keyPath.isEmpty ? "the answer" : keyPath
        return "\(endpoint): \(place) \(predicate)"
    }

    /// Place in bytes and the excerpt there.
    public var cause: String? {
        guard let byteOffset else { return nil }
        return excerpt.isEmpty ? "at byte \(byteOffset)" : "at byte \(byteOffset), near `\(excerpt)`"
    }

    /// Retry what may have gone wrong on the way; skip what was sent as it is.
    public var advice: Advice {
        switch problem {
        case .empty, .html, .cutShort, .upstream: .retry(after: nil)
        default: .skip
        }
    }

    /// What a person can do, where there is something.
    public var remedy: String? {
        switch problem {
        case .html: "the service may be down or may refuse this address; open the endpoint in a browser"
        case .limit: "ask for smaller pages"
        default: nil
        }
    }

    private var predicate: String {
        switch problem {
        case .empty: "is empty"
        case .html: "is HTML instead of JSON"
        case .byteOrderMark: "starts with a byte order mark, which JSON must not have"
        case .syntax(let wanted): "is not JSON: \(wanted)"
        case .cutShort: "is cut short"
        case .trailing: "goes on after its end"
        case .limit(let limit): "has more than \(limit)"
        case .encoding(let what): "contains \(what)"
        case .missing: "is missing"
        case .wrongType(let wanted, let found): "is \(found) instead of \(wanted)"
        case .unreadable(let wanted): "cannot be read as \(wanted)"
        case .contradiction(let what): "contradicts itself: \(what)"
        case .upstream(let text): "is an error of the service: \(text)"
        }
    }
}
