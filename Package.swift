// swift-tools-version:6.2
import PackageDescription

/// One set of rules for every Swift target.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "harvest",
    products: [
        .library(name: "HarvestCore", targets: ["HarvestCore"]),
        .library(name: "HarvestSources", targets: ["HarvestSources"]),
        .library(name: "HarvestStore", targets: ["HarvestStore"]),
        .executable(name: "harvestd", targets: ["harvestd"]),
        .executable(name: "Benchmarks", targets: ["Benchmarks"]),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CMalloc"),

        // SHA-1's instructions, which Swift cannot emit; HarvestCore does without them where this is missing.
        .target(name: "CSHA1"),
        .target(name: "HarvestCore", dependencies: ["CSHA1"], swiftSettings: strict),
        .target(
            name: "HarvestSources", dependencies: ["HarvestCore", "CCurl", "CZlib"],
            swiftSettings: strict),
        .target(
            name: "HarvestStore", dependencies: ["HarvestCore", "CLibpq", "CSQLite", "CZlib"],
            swiftSettings: strict),
        .target(name: "HarvestListener", dependencies: ["CMicrohttpd"], swiftSettings: strict),
        .target(
            name: "HarvestSimulator",
            dependencies: ["HarvestCore", "HarvestListener", "CMicrohttpd", "CZlib"],
            swiftSettings: strict),
        .executableTarget(
            name: "harvestd",
            dependencies: [
                "HarvestCore", "HarvestSources", "HarvestStore", "HarvestSimulator", "HarvestListener",
                "CMicrohttpd", "CMalloc",
            ],
            swiftSettings: strict),

        // Replaces malloc by one that counts, so only the benchmark program may link it.
        .target(name: "CAllocationCount"),
        .target(
            name: "HarvestBenchmarks", dependencies: ["HarvestCore", "HarvestStore"],
            path: "Benchmarks/Suites",
            swiftSettings: strict),
        .executableTarget(
            name: "Benchmarks", dependencies: ["HarvestBenchmarks", "CAllocationCount"],
            path: "Benchmarks/Program", swiftSettings: strict),

        .target(
            name: "HarvestTestSupport", dependencies: ["HarvestCore", "HarvestSources"],
            path: "Tests/HarvestTestSupport", swiftSettings: strict),
        .testTarget(
            name: "HarvestCoreTests",
            dependencies: ["HarvestCore", "HarvestBenchmarks", "HarvestTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "HarvestBenchmarksTests", dependencies: ["HarvestCore", "HarvestBenchmarks"],
            swiftSettings: strict),
        .testTarget(
            name: "HarvestSourcesTests",
            dependencies: ["HarvestCore", "HarvestSources", "HarvestSimulator", "HarvestTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "HarvestStoreTests",
            dependencies: ["HarvestCore", "HarvestStore", "HarvestTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "HarvestdTests",
            dependencies: [
                "harvestd", "HarvestCore", "HarvestSources", "HarvestStore", "HarvestSimulator",
                "HarvestTestSupport",
            ],
            swiftSettings: strict),
    ]
)
