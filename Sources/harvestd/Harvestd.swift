@main
enum Harvestd {
    static func main() {}
}
