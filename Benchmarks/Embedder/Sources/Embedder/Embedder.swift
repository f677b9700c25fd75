internal import Glibc

/// What an embedder of HarvestCore gets: the peers' command line, compiled in a package of its own.
///
/// The folder `Peer` is the one of our benchmark program, so that nothing differs but the package's boundary.
@main
enum Embedder {
    static func main() {
        guard let command = PeerCommand(Array(CommandLine.arguments.dropFirst())) else {
            PeerCommand.complain(PeerCommand.usage)
            exit(64)
        }
        exit(command.run())
    }
}
