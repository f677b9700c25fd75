internal import HarvestCore

/// What each fault does to an answer.
enum FaultyAnswers {
    /// The answer a fault gives instead of the service, if any does.
    static func replacement(_ faults: [SimulatorFault], at now: Timestamp) -> SimulatedResponse? {
        for fault in faults {
            switch fault {
            case .status(let status, let body, let retryAfter):
                var response = SimulatedResponse(status: status, text: body)
                if let retryAfter { response.headers.append(("retry-after", String(retryAfter))) }
                return response
            case .tooMany(let wait, let asDate):
                var response = SimulatedResponse(status: 429, text: #"{"error":"Too Many Requests"}"#)
                // Rounded up: the moment named must not be earlier than the one meant.
                let seconds = Int((wait + .milliseconds(999)).milliseconds / 1_000)
                let date = Wire.header(now + wait + .milliseconds(999))
                response.headers.append(("retry-after", asDate ? date : String(seconds)))
                return response
            case .webPage(let status):
                var response = SimulatedResponse(status: status, text: page)
                response.contentType = "text/html; charset=UTF-8"
                return response
            case .errorBody(let message): return failure(message)
            case .emptyBody: return SimulatedResponse(text: "")
            default: continue
            }
        }
        return nil
    }

    /// Changes the text of an answer.
    static func damage(_ response: inout SimulatedResponse, _ faults: [SimulatorFault]) {
        for fault in faults {
            switch fault {
            case .malformedJSON: response.body.removeLast(response.body.count - response.body.count * 3 / 4)
            case .replacedValue(let key, let place, let json):
                response.body = JSONSurgery.replace(key, place, with: json, in: response.body)
            case .removedKey(let key, let place):
                response.body = JSONSurgery.remove(key, place, in: response.body)
            case .addedKey(let name, let json, let key, let place):
                response.body = JSONSurgery.insert(name, json, before: key, place, in: response.body)
            default: continue
            }
        }
    }

    /// Packs an answer if that is wanted, and says how it travels.
    static func pack(_ answer: inout PreparedAnswer, _ faults: [SimulatorFault], acceptsGzip: Bool) {
        for fault in faults {
            switch fault {
            case .dropped: answer.delivery.isDropped = true
            case .delay(let duration): answer.delivery.delay += duration
            case .drip(let bytes, let interval): answer.delivery.drip = (max(bytes, 1), interval)
            case .cutBody(let count): answer.delivery.cut = count
            case .endlessBody: answer.delivery.isEndless = true
            default: continue
            }
        }
        if let size = bombSize(faults) {
            let block = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
            answer.body = GzipEncoder.packed(repeating: block, count: max(1, size >> 20))
        } else if acceptsGzip || cutOfGzip(faults) != nil {
            answer.body = GzipEncoder.packed(answer.body)
        } else {
            return
        }
        answer.headers.append(("content-encoding", "gzip"))
        if let cut = cutOfGzip(faults) { answer.body = Array(answer.body.prefix(cut)) }
    }

    private static func bombSize(_ faults: [SimulatorFault]) -> Int? {
        faults.compactMap { if case .gzipBomb(let bytes) = $0 { bytes } else { nil } }.first
    }

    private static func cutOfGzip(_ faults: [SimulatorFault]) -> Int? {
        faults.compactMap { if case .cutGzip(let count) = $0 { count } else { nil } }.first
    }

    private static func failure(_ message: String) -> SimulatedResponse {
        var json = JSONWriter()
        json.beginObject()
        json.member("error", message)
        json.endObject()
        return SimulatedResponse(json)
    }

    private static let page = """
        <!DOCTYPE html>
        <html lang="en-US"><head><title>Just a moment...</title></head>
        <body><h1>Error 1015</h1><p>You are being rate limited</p></body></html>
        """
}
