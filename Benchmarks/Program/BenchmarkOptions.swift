/// What the command line asked for.
struct BenchmarkOptions {
    static let usage = """
        usage: Benchmarks [--list] [--json] [--check] [--filter TEXT] [--rounds N] [--items N] [--seed N]
          --list     name the suites and stop
          --json     print one JSON object a line, one for each contender, instead of tables
          --check    end with 1, too, when what promises to allocate nothing after its first round does
          --filter   only suites whose name holds the text
          --rounds   measured rounds of each suite (15)
          --items    items in each round (20000); suites of heavy items take fewer
          --seed     where the items come from (1)
               Benchmarks corpus DIR [--tokens N] [--messages N] [--seed N]
          writes the books and price changes of so many tokens (5000, 100000) for other programs
        """

    private(set) var isList = false
    private(set) var isJSON = false
    private(set) var isCheck = false
    private(set) var filter = ""
    private(set) var rounds = 15
    private(set) var items = 20_000
    private(set) var seed: UInt64 = 1

    /// Reads arguments; `nil` when there is one it does not know or a number is none.
    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let flag = rest.popFirst() {
            switch flag {
            case "--list": isList = true
            case "--json": isJSON = true
            case "--check": isCheck = true
            case "--filter":
                guard let text = rest.popFirst() else { return nil }
                filter = text
            case "--rounds", "--items":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else { return nil }
                if flag == "--rounds" { rounds = number } else { items = number }
            case "--seed":
                guard let number = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
                seed = number
            default: return nil
            }
        }
    }
}
