/// What a command says on stdout, and how: for a person on a terminal, plain for a pipe, JSON for a program.
struct Output: Sendable {
    /// Whoever was reading stdout has gone; there is nothing left to do, and nothing to complain about.
    struct Closed: Error {}

    /// Whether the answer is JSON.
    let isJSON: Bool
    /// Whether a person looks at stdout.
    let isTerminal: Bool
    /// How text is marked up.
    let style: TextStyle
    /// How times are written.
    let times: TimeStyle
    private let sink: @Sendable (String) throws(Descriptor.Failure) -> Void

    init(
        isJSON: Bool, isTerminal: Bool, style: TextStyle, times: TimeStyle,
        sink: @escaping @Sendable (String) throws(Descriptor.Failure) -> Void
    ) {
        self.isJSON = isJSON
        self.isTerminal = isTerminal
        self.style = style
        self.times = times
        self.sink = sink
    }

    /// Writes text as it is. Throws `Closed` when the reader has gone, `OutputError` for a full disk and
    /// the like.
    func write(_ text: String) throws {
        do throws(Descriptor.Failure) {
            try sink(text)
        } catch {
            switch error {
            case .closed: throw Closed()
            case .refused(let number):
                throw OutputError(
                    message: "the output cannot be written", cause: SystemText.error(number),
                    remedy: "free the disk or send the output elsewhere")
            }
        }
    }

    /// Writes a line.
    func line(_ text: String = "") throws { try write(text + "\n") }

    /// Writes a document in a line of its own.
    func json(_ value: JSONValue) throws { try line(value.line) }

    /// Writes a page of text; as JSON, an object that holds it.
    func page(_ text: String) throws {
        if isJSON { try json(.object(["type": "page", "text": .string(text)])) } else { try write(text) }
    }

    /// Writes a table.
    func table(_ table: TextTable) throws { try write(table.text(for: self)) }
}
