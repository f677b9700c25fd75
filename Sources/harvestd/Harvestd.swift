internal import Glibc
internal import HarvestCore

/// The program: reads its arguments, runs one command, and ends with the code that command earned.
@main
enum Harvestd {
    // Off the main actor, where every hop would cost microseconds and C callbacks would trap.
    @concurrent
    static func main() async {
        Allocator.settle()
        // A reader that goes away is told by EPIPE; the signal would end the program without a word.
        signal(SIGPIPE, SIG_IGN)
        let code = await Program(surroundings: .ofThisProcess(), clock: SystemClock())
            .run(Array(CommandLine.arguments.dropFirst()))
        exit(code.rawValue)
    }
}
