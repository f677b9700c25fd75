/// How a body is packed, by the fields that came before it.
enum ContentCoding: Equatable {
    /// As it is.
    case identity
    /// One gzip member or several.
    case gzip
    /// One zlib stream, which HTTP calls `deflate`.
    case zlib

    /// Reads the fields; `nil` when they name a coding we do not undo.
    ///
    /// A transfer coding other than `chunked` is refused too, because libcurl would undo it uncounted.
    init?(_ headers: HTTPHeaders) {
        guard Self.names(in: headers, "Transfer-Encoding").allSatisfy({ $0 == "chunked" || $0 == "identity" })
        else { return nil }
        let codings = Self.names(in: headers, "Content-Encoding").filter { $0 != "identity" }
        switch codings {
        case []: self = .identity
        case ["gzip"], ["x-gzip"]: self = .gzip
        case ["deflate"]: self = .zlib
        default: return nil
        }
    }

    private static func names(in headers: HTTPHeaders, _ field: String) -> [String] {
        headers.values(of: field).flatMap { $0.split(separator: ",") }
            .map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            .filter { !$0.isEmpty }
    }
}
