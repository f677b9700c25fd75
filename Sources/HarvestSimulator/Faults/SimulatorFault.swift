/// One thing that goes wrong with an answer.
public enum SimulatorFault: Hashable, Sendable {
    /// A status with a body of our choice instead of the answer; `Retry-After` in seconds when given.
    case status(Int, body: String = "", retryAfter: Int? = nil)
    /// Status 429 that names the moment of the next request: as a date, in whole seconds, or as a count.
    case tooMany(retryAfter: Duration, asDate: Bool)
    /// A web page instead of JSON, with any status, 200 included.
    case webPage(status: Int)
    /// Status 200 and `{"error":"…"}` instead of the answer.
    case errorBody(String)
    /// Status 200 and no body.
    case emptyBody
    /// The connection is closed without an answer.
    case dropped
    /// The answer starts late, measured by the simulator's clock.
    case delay(Duration)
    /// The answer announces its length, stops after so many bytes, and the connection closes.
    case cutBody(after: Int)
    /// The answer is a gzip stream that stops after so many bytes, while HTTP itself ends well.
    case cutGzip(after: Int)
    /// The answer comes a few bytes at a time, measured by the simulator's clock.
    case drip(bytes: Int, every: Duration)
    /// A small gzip body that unpacks to so many bytes of blanks.
    case gzipBomb(bytes: Int)
    /// A body without an end.
    case endlessBody
    /// The answer with its last quarter missing, as if a program had stopped writing; HTTP itself ends well.
    case malformedJSON
    /// The value of the n-th member of a name, counted from zero, becomes another JSON text.
    case replacedValue(key: String, occurrence: Int = 0, json: String)
    /// The n-th member of a name, counted from zero, is gone.
    case removedKey(String, occurrence: Int = 0)
    /// A member nobody knows stands before the n-th member of a name, counted from zero.
    case addedKey(String, json: String, before: String, occurrence: Int = 0)
    /// Paging is untrue.
    case paging(PageLie)
}
