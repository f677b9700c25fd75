/// Code that stands in the documentation, with what it prints kept for comparison.
class ExampleCode {
    private(set) var printed: [String] = []

    /// Takes the place of the global function, so that the documentation can show it.
    func print(_ items: Any...) {
        printed.append(items.map { "\($0)" }.joined(separator: " "))
    }
}
