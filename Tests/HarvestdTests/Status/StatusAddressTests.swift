import Testing

@testable import harvestd

@Suite struct StatusAddressTests {
    @Test(arguments: [
        ("127.0.0.1:9187", "127.0.0.1:9187"), ("127.8.7.6:1", "127.8.7.6:1"), ("[::1]:80", "[::1]:80"),
        ("localhost:9187", "127.0.0.1:9187"), ("LocalHost:9187", "127.0.0.1:9187"),
        ("127.0.0.1:0", "127.0.0.1:0"),
    ])
    func aPortOfThisMachineIsTaken(_ text: String, _ expected: String) {
        #expect(StatusAddress(parsing: text)?.description == expected)
        #expect(StatusAddress.complaint(about: text) == nil)
    }

    @Test(arguments: [
        "0.0.0.0:9187", "[::]:9187", "192.168.1.5:9187", "10.0.0.1:9187", "example.com:9187", "*:9187",
        "127.0.0.1.example.com:1", "127.1:9187", "127.0.0.256:1", "127.0.0.01:1", "0127.0.0.1:1",
        "localhost.example.com:1", "[::ffff:127.0.0.1]:1", "::1:80",
    ])
    func anotherAddressIsRefusedWithAWayOut(_ text: String) {
        #expect(StatusAddress(parsing: text) == nil)
        let complaint = StatusAddress.complaint(about: text)
        #expect(complaint?.what.hasPrefix("the status page is for this machine only") == true)
        #expect(complaint?.hint?.contains("ssh -L") == true)
    }

    @Test(arguments: ["", "9187", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "[::1]"])
    func whatIsNoAddressIsRefused(_ text: String) {
        #expect(StatusAddress.complaint(about: text)?.hint == "write 127.0.0.1:9187")
    }

    @Test func itCanBeSwitchedOff() throws {
        let report = try Rehearsal(["POLARIS_STATUS_ADDRESS": "off"]).report("run")
        #expect(try report.configuration().statusAddress == nil)
        #expect(try Rehearsal().report("run").configuration().statusAddress?.port == 9_187)
        let flag = try Rehearsal().report("run", "--status-address", "127.0.0.1:1")
        #expect(try flag.configuration().statusAddress?.port == 1)
    }
}
