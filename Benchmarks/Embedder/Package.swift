// swift-tools-version:6.2
import PackageDescription

// Somebody else's package: it has HarvestCore as a product, in the ordinary release build and without flags.
let package = Package(
    name: "Embedder",
    dependencies: [.package(name: "harvest", path: "../..")],
    targets: [
        .executableTarget(
            name: "Embedder", dependencies: [.product(name: "HarvestCore", package: "harvest")])
    ]
)
