// Pairs of Swift package versions, ordered by the `Version` of Swift's own package manager.
//
//     apt-get install swiftlang && apt-get source swiftlang
//     sed -e '/^import TSCBasic/d' -e '/^extension Version: \(JSONMappable\|Codable\)/,/^}/d' \
//         swiftlang-*/swift-tools-support-core/Sources/TSCUtility/Version.swift > Version.swift
//     swiftc -parse-as-library Version.swift swift.swift -o generate
//     ./generate 2000 1 > ../swift-generated.txt
//
// Arguments: how many pairs, and a seed. A `v` in front is taken off and a third number may be
// missing, as SwiftPM reads tags. Left out is what it reads in another way than OSV, whose order
// counts for advisories: identifiers that are empty, negative or wider than 64 bits, and those with
// zeros in front, behind which it compares nothing more.

@main
struct Generator {
    static var state = 1

    static func random(_ below: Int) -> Int {
        state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff
        return (state >> 8) % below
    }

    static func pick(_ list: [String]) -> String { list[random(list.count)] }

    static let numbers = ["0", "0", "1", "1", "2", "9", "10", "00", "01", "010", "20230101", "9223372036854775807"]
    static let tails = ["", "", "", "-0", "-1", "-01", "-alpha", "-alpha.1", "-alpha.beta", "-beta.2", "-beta.11", "-rc.1", "-rc1", "-RC.1",
        "-dev", "-DEVELOPMENT-SNAPSHOT-2024-01-01-a", "+build", "+build.01", "+a-b", "-1+b", "--", "-a-b", "-final", "-x.7.z.92", "-20230101.1"]
    static let tokens = [".", ".", "0", "1", "2", "10", "01", "001", "a", "A", "b", "B", "alpha", "rc", "RC", "1a", "a1", "a-", "a-1", "00", "9223372036854775807"]

    static func core() -> String {
        let parts = random(4) == 0 ? 2 : 3
        return (0..<parts).map { _ in pick(numbers) }.joined(separator: ".")
    }

    static func tail() -> String {
        random(2) == 0 ? pick(tails) : "-" + (0...random(6)).map { _ in pick(tokens) }.joined()
    }

    static func version(_ text: String) -> Version? {
        let plain = text.first == "v" ? String(text.dropFirst()) : text
        guard let version = try? Version(versionString: plain, usesLenientParsing: true) else { return nil }
        return version.prereleaseIdentifiers.allSatisfy(isShared) ? version : nil
    }

    static func isShared(_ identifier: String) -> Bool {
        let isDigits = identifier.allSatisfy { $0.isNumber }
        let isPadded = isDigits && identifier.count > 1 && identifier.first == "0"
        return !identifier.isEmpty && !isPadded && isDigits == (Int(identifier) != nil)
    }

    static func main() {
        let count = Int(CommandLine.arguments[1])!
        state = Int(CommandLine.arguments[2])!
        print("# generate/swift.swift \(count) \(state): TSCUtility.Version of Swift 6.0.3")
        var line = 0
        while line < count {
            let first = core()
            let second = random(10) < 7 ? first : core()
            let a = pick(["", "", "v"]) + first + tail(), b = pick(["", "", "v"]) + second + tail()
            guard a != b, let x = version(a), let y = version(b) else { continue }
            print(x == y ? "\(a) = \(b)" : x < y ? "\(a) < \(b)" : "\(b) < \(a)")
            line += 1
        }
    }
}
