// Requirements and versions of Swift packages, decided by Swift's own package manager.
//
//     apt-get install swiftlang && apt-get source swiftlang
//     sed -e '/^import TSCBasic/d' -e '/^extension Version: \(JSONMappable\|Codable\)/,/^}/d' \
//         swiftlang-*/swift-tools-support-core/Sources/TSCUtility/Version.swift > Version.swift
//     swiftc -parse-as-library Version.swift swift.swift -o generate
//     ./generate 2000 1 > ../swift-generated.txt
//
// Arguments: how many pairs, and a seed. What a manifest says becomes a half-open range, which
// `PackageDescription` writes as below, and `Range.contains(version:)` answers. Fewer than three
// numbers are left out: a manifest may not have them, and here they are read.

@main
struct Generator {
    static var state = 1

    static func random(_ below: Int) -> Int {
        state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff
        return (state >> 8) % below
    }

    static func pick(_ list: [String]) -> String { list[random(list.count)] }

    static let numbers = ["0", "0", "1", "1", "2", "2", "3", "9", "10"]
    static let tails = ["-0", "-1", "-alpha", "-alpha.1", "-beta.2", "-beta.11", "-rc.1", "-rc1", "-RC.1", "-a-b", "+b", "-a+b", "-alpha.1.0"]
    static let odd = ["x", "1.0.0.0", "1.0.x", "latest"]

    static func version() -> String {
        if random(60) == 0 { return pick(odd) }
        return (0..<3).map { _ in pick(numbers) }.joined(separator: ".") + (random(3) == 0 ? pick(tails) : "")
    }

    /// A version whose numbers are those of another one says more than any other.
    static func near(_ text: String) -> String {
        let core = text.split(whereSeparator: { $0 == "-" || $0 == "+" }).first.map(String.init) ?? "1.0.0"
        switch random(6) {
        case 0, 1: return core + pick(tails)
        case 2: return core
        case 3: return text
        default: return version()
        }
    }

    enum Requirement {
        case range(Range<Version>)
        case exact(Version)
    }

    static func range(_ from: Version, _ to: Version) -> Requirement? {
        from <= to ? .range(from..<to) : nil
    }

    /// A requirement as a manifest writes it, what it means, and a version that is named or near.
    static func requirement() -> (String, Requirement?, String) {
        let a = version(), b = random(3) == 0 ? near(a) : version()
        let from = Version(a), to = Version(b)
        switch random(7) {
        case 0, 1:
            let text = pick(["from: \"\(a)\"", "from: \"\(a)\"", ".upToNextMajor(from: \"\(a)\")"])
            let next = from.map { Version($0.major + 1, 0, 0) }
            return (text, from.flatMap { range($0, next!) }, pick([a, next?.description ?? a]))
        case 2:
            let next = from.map { Version($0.major, $0.minor + 1, 0) }
            return (".upToNextMinor(from: \"\(a)\")", from.flatMap { range($0, next!) }, pick([a, next?.description ?? a]))
        case 3, 4:
            return ("\"\(a)\"..<\"\(b)\"", from.flatMap { from in to.flatMap { range(from, $0) } }, pick([a, b]))
        case 5:
            let above = to.map { Version($0.major, $0.minor, $0.patch + 1, prereleaseIdentifiers: $0.prereleaseIdentifiers) }
            let set = from.flatMap { from in to.flatMap { from <= $0 ? range(from, above!) : nil } }
            return ("\"\(a)\"...\"\(b)\"", set, pick([a, b, above?.description ?? b]))
        default:
            return (pick(["exact: \"\(a)\"", ".exact(\"\(a)\")"]), from.map { .exact($0) }, a)
        }
    }

    static func answer(_ requirement: Requirement?, _ version: String) -> String {
        guard let requirement, let version = Version(version) else { return "error" }
        switch requirement {
        case .range(let range): return range.contains(version: version) ? "yes" : "no"
        case .exact(let exact): return exact == version ? "yes" : "no"
        }
    }

    static func main() {
        let count = Int(CommandLine.arguments[1])!
        state = Int(CommandLine.arguments[2])!
        print("# generate/swift.swift \(count) \(state): TSCUtility.Version of Swift 6.0.3")
        var line = 0
        while line < count {
            let (text, meaning, named) = requirement()
            let candidate = near(named)
            let found = answer(meaning, candidate)
            if candidate.isEmpty || found == "error" && random(4) > 0 { continue }
            print("\(text) : \(candidate) \(found)")
            line += 1
        }
    }
}
