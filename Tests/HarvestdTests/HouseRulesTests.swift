import Testing

/// The repository keeps its own house: every rule that can be read from text holds in every file.
@Suite struct HouseRulesTests {
    private let repository: HouseRulesRepository

    init() throws { repository = try HouseRulesRepository.here.get() }

    @Test func theSourcesAreReadAtAll() {
        let paths = Set(repository.files.map(\.path))
        for path in ["Package.swift", "Makefile", ".ci/run", "README.md"] {
            let isRead = paths.contains(path)
            #expect(isRead, "\(path) was not read")
        }
        #expect(repository.files.count { $0.isUnder(["Sources/HarvestCore/"]) } > 50)
    }

    @Test func noFileIsTooLong() { hold(HouseRules.fileLength) }

    @Test func theMedianFileIsShort() { hold(HouseRules.medianLength(repository.files)) }

    @Test func noLineIsTooLong() { hold(HouseRules.lineLength) }

    @Test func noFunctionIsTooLong() { hold(HouseRules.functionLength) }

    @Test func permissionsNameFilesThatExist() {
        let permitted = HouseRules.permittedFunctions.map { String($0.prefix { $0 != ":" }) }
        for path in permitted + HouseRules.permittedTasks + HouseRules.permittedSQL {
            #expect(
                repository.sizes[path] != nil, "\(path) is gone: take it off the list in HouseRules.swift")
        }
    }

    @Test func noFileIsEmpty() { hold(HouseRules.emptyFile) }

    @Test func noCommentIsABanner() { hold(HouseRules.banners) }

    @Test func eachTypeHasItsFile() { hold(HouseRules.typePerFile) }

    @Test func namesSaySomething() { hold(HouseRules.names) }

    @Test func importsSayWhoSeesThem() { hold(HouseRules.importLevels) }

    @Test func theCoreImportsNothing() { hold(HouseRules.coreImports) }

    @Test func foundationNetworkingStaysOut() { hold(HouseRules.networkingOfFoundation) }

    @Test func everyTaskIsAwaited() { hold(HouseRules.unstructuredTasks) }

    @Test func timeAndChanceComeFromOutside() { hold(HouseRules.ambientTime) }

    @Test func noTestSleeps() { hold(HouseRules.sleepingTests) }

    @Test func silenceHasAReason() { hold(HouseRules.silentTry) }

    @Test func promisesToTheCompilerAreProven() { hold(HouseRules.unprovenPromises) }

    @Test func librariesPrintNothing() { hold(HouseRules.printing) }

    @Test func everyStreamIsBounded() { hold(HouseRules.unboundedStreams) }

    @Test func noValueEntersSQLText() { hold(HouseRules.interpolatedSQL) }

    @Test func nothingIsLeftUnfinished() { hold(HouseRules.unfinishedMarks) }

    @Test func noPathBelongsToOneMachine() { hold(HouseRules.foreignPaths) }

    @Test func noTestIsSwitchedOff() { hold(HouseRules.switchedOffTests) }

    @Test func decisionsAreNumbered() { hold(HouseRules.decisions(repository.files)) }

    @Test func theChangelogIsOpen() { hold(HouseRules.changelog(repository.files)) }

    @Test func linksLeadSomewhere() {
        hold(HouseRules.deadLinks(repository.files, paths: Set(repository.sizes.keys)))
    }

    @Test func documentsNameRealCommands() { hold(HouseRules.makeWords(repository.files)) }

    @Test func noFileIsHuge() {
        let huge = repository.sizes.filter { $0.value > HouseRules.largestFile }.keys.sorted()
        #expect(huge.isEmpty, "files over a megabyte do not belong into a repository: \(huge)")
    }

    private func hold(_ rule: (HouseRulesFile) -> [HouseRulesViolation]) {
        hold(repository.files.flatMap(rule))
    }

    private func hold(_ found: [HouseRulesViolation]) {
        let list = found.map(\.description).joined(separator: "\n")
        let holds = found.isEmpty
        #expect(holds, Comment(rawValue: "\(found.count) places break this rule:\n\(list)"))
    }
}
