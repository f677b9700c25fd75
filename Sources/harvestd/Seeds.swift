internal import HarvestCore

/// Seeds for everything that draws chance, all from one number, so that a run can be told and told again.
struct Seeds: Sendable {
    private let root: UInt64

    /// Takes a number; the same number gives the same seeds.
    init(root: UInt64) { self.root = root }

    /// Draws a number from the machine.
    static func drawn() -> Seeds {
        var generator = SystemRandomNumberGenerator()
        return Seeds(root: generator.next())
    }

    /// The seed of a part of the program.
    subscript(part: String) -> UInt64 { SplitMix64.seed(root, for: part) }
}
