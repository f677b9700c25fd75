/// What the general path of a wire parser trips over: what, where, and under which key.
struct WireProblem: Error {
    let problem: DecodeError.Problem
    /// Address of the byte; never read through, only measured from the start.
    let address: Int
    let key: StaticString

    init(_ problem: DecodeError.Problem, at place: UnsafeRawPointer, key: StaticString = "") {
        self.problem = problem
        address = Int(bitPattern: place)
        self.key = key
    }

    /// Nothing where a document should be.
    init(emptyAt place: UnsafeRawPointer?) {
        problem = .empty
        address = Int(bitPattern: place)
        key = ""
    }
}
