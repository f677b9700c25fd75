/// One answer before it is compressed, damaged or delayed.
struct SimulatedResponse: Sendable {
    var status = 200
    var body: [UInt8]
    /// Names in lower case, as HTTP/2 would have them.
    var headers: [(name: String, value: String)] = []
    var contentType = "application/json; charset=utf-8"

    init(_ json: JSONWriter) { body = json.bytes }

    init(status: Int = 200, text: String) {
        self.status = status
        body = Array(text.utf8)
    }
}
