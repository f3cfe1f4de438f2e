//! The decision table: 21 rules in their order, as data.
//!
//! A rule of several rows stands in them one after the other; the first row that fits decides. The
//! wording of the policy lives on the pages that the rows name; here it is restated.

use super::facts::Key;
use super::{Basis, Rule, Test, Verdict};

const POLICY: &str =
    "https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/SECURITY.md";
const SERVERS: &str = "https://github.com/modelcontextprotocol/servers/blob/main/SECURITY.md";
const REGISTRY: &str =
    "https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/docs/registry/faq.mdx";
const ORGANISATION: &str = "https://github.com/modelcontextprotocol/.github/blob/main/SECURITY.md";

/// The repository of whatever is affected, by its private advisory.
const PRIVATE: &str =
    "Privately on the repository that is affected: its security page, “Report a vulnerability”";
const ISSUE: &str = "An ordinary issue or pull request on the repository";
const NOWHERE: &str = "Nowhere: there is nothing to repair";
const PEOPLE: &str = "Privately on the repository of the SDK; where no repository fits, to the Security \
                      Interest Group, which routes it";

const REPORT: &str =
    "Describe the flaw, how to reproduce it step by step, its impact, and a fix if you know one.";
const WHY_NOT: &str = "If you still think it is one, say which boundary breaks that the trust model \
                       does not give away.";

const PEERS: &[&str] = &["stdio_server_peer", "stdio_client_peer"];
const STRANGERS: &[&str] =
    &["remote_unauthenticated", "remote_authenticated", "other_tenant", "web_page_via_browser"];
const STOPS: &[&str] = &["crash", "hang", "resource_exhaustion", "other_dos"];
const CAPABILITIES: &[&str] =
    &["NOT-CAP-FS", "NOT-CAP-GIT", "NOT-CAP-DB", "NOT-CAP-NET", "NOT-CAP-CMD"];
const COVERED: &[&str] = &["spec", "official_sdk"];

/// A row that nothing else is said about.
const ROW: Rule = Rule {
    name: "",
    number: 0,
    when: &[],
    condition: "",
    verdict: Verdict::NeedsHuman,
    basis: Basis::Stated,
    text: "",
    source: POLICY,
    report_to: PRIVATE,
    write: REPORT,
    category: "",
    is_gap: false,
    is_boundary: false,
};

/// A row of the rule that reads the list of what is in scope.
const IN: Rule = Rule {
    name: "IN-*",
    number: 19,
    verdict: Verdict::InScope,
    text: "The policy names this as in scope when a flaw of the specification or of an official SDK \
           causes it. The advisory gets its CVE from GitHub.",
    ..ROW
};

/// A row of the stdio boundary, which belongs to whoever runs the two sides with different rights.
const STDIO: Rule = Rule { is_boundary: true, ..ROW };

/// Every row, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    Rule {
        name: "ROUTE-PRIVATE",
        number: 1,
        when: &[Test::Is(Key::Private, &["no"])],
        condition: "The report is not private",
        verdict: Verdict::Routed,
        text: "Reports go through GitHub's private advisories on the affected repository, never through \
               issues, discussions or pull requests.",
        write: "Ask for the public text to be taken down, report privately, then ask for a verdict again.",
        ..ROW
    },
    Rule {
        name: "TGT-REFSERVER",
        number: 2,
        when: &[
            Test::Is(Key::Target, &["reference_server"]),
            Test::Is(Key::RootCause, &["sdk_code", "spec"]),
        ],
        condition: "It was found in a reference server, and the cause is an SDK or the specification",
        verdict: Verdict::Routed,
        text: "Reference servers are not eligible, but the cause is not theirs: the SDK or the \
               specification is the target.",
        source: SERVERS,
        report_to: "Privately on the repository of the SDK, or of the specification",
        write: "Ask for a verdict again with the SDK or the specification as the target.",
        ..ROW
    },
    Rule {
        name: "TGT-REFSERVER",
        number: 2,
        when: &[Test::Is(Key::Target, &["reference_server"])],
        condition: "It is about a reference server",
        verdict: Verdict::RegularIssue,
        text: "Reference servers are examples and not eligible for security reports. Advisories about \
               them were published all the same; users want to know.",
        source: SERVERS,
        report_to: ISSUE,
        write: "Describe what happens and how to reproduce it; a pull request is welcome.",
        ..ROW
    },
    Rule {
        name: "TGT-ARCHIVED",
        number: 3,
        when: &[Test::Is(Key::Target, &["archived_server"])],
        condition: "It is about an archived server",
        verdict: Verdict::OutOfScope,
        text: "Archived servers come without any guarantee and take no issues.",
        source: SERVERS,
        report_to: NOWHERE,
        write: "Move to a server that is maintained, and tell others to.",
        ..ROW
    },
    Rule {
        name: "TGT-LISTING",
        number: 4,
        when: &[Test::Is(Key::Target, &["registry_listing"])],
        condition: "It is about an entry in the registry",
        verdict: Verdict::Routed,
        text: "Spam and malware are taken down where the package is published, and from the registry.",
        source: REGISTRY,
        report_to: "The abuse report of the package registry, and an issue on the MCP registry",
        write: "Name the entry, the package with its versions, and what it does.",
        ..ROW
    },
    Rule {
        name: "TGT-REGISTRY",
        number: 5,
        when: &[Test::Is(Key::Target, &["registry_service"])],
        condition: "It is about the service of the registry",
        verdict: Verdict::Routed,
        text: "The service of the registry has the security policy of the organisation.",
        source: ORGANISATION,
        report_to: "As the SECURITY.md of the organisation says",
        ..ROW
    },
    Rule {
        name: "TGT-THIRD",
        number: 6,
        when: &[Test::Is(Key::Target, &["third_party_server", "third_party_client"])],
        condition: "It is about somebody else's server or client",
        verdict: Verdict::OutOfScope,
        basis: Basis::Derived,
        text: "The policy covers the specification and the official SDKs; others have their own.",
        report_to: "Privately to that project, by its SECURITY.md; the Security Interest Group helps \
                    where no contact is found",
        ..ROW
    },
    Rule {
        name: "STDIO-EXCEPT-REMOTE",
        number: 7,
        when: &[Test::Is(Key::Actor, PEERS), Test::Is(Key::Reachable, &["yes"])],
        condition: "A stdio peer attacks, and the SDK's code can be reached over a remote transport too",
        verdict: Verdict::InScope,
        text: "The first exception to the stdio boundary: what a stranger can reach over a remote \
               transport is a vulnerability, although it was found over stdio.",
        ..STDIO
    },
    Rule {
        name: "STDIO-EXCEPT-ESCAPE",
        number: 8,
        when: &[Test::Is(Key::Actor, PEERS), Test::Is(Key::Impacts, &["sandbox_escape"])],
        condition: "A stdio peer attacks and breaks a boundary such as a sandbox",
        verdict: Verdict::InScope,
        text: "The second exception: what takes a peer out of the environment that both run in is a \
               vulnerability. The policy names a sandbox as an example, so that comparable boundaries count.",
        ..STDIO
    },
    Rule {
        name: "STDIO-DOS",
        number: 9,
        when: &[
            Test::Is(Key::Actor, PEERS),
            Test::Is(Key::Reachable, &["no"]),
            Test::Only(Key::Impacts, STOPS),
        ],
        condition: "A stdio peer can do no more than stop the other one, and no remote transport reaches the code",
        verdict: Verdict::RegularIssue,
        text: "Both peers run with the same rights, and either can end the other. It is a bug to be \
               repaired in the open, without an advisory and without a CVE.",
        report_to: ISSUE,
        write: "Describe what happens and how to reproduce it, and that stdio alone reaches it.",
        ..STDIO
    },
    Rule {
        name: "STDIO-DOS?",
        number: 10,
        when: &[
            Test::Is(Key::Actor, PEERS),
            Test::Is(Key::Reachable, &["unknown"]),
            Test::Only(Key::Impacts, STOPS),
        ],
        condition: "As STDIO-DOS, but nobody knows whether a remote transport reaches the code",
        basis: Basis::Derived,
        text: "Whether it is a bug or a vulnerability hangs on one answer: is the code also on a remote \
               transport?",
        write: "Find out whether Streamable HTTP reaches the same code. Until then report privately.",
        ..STDIO
    },
    Rule {
        name: "STDIO-PEER-OTHER",
        number: 11,
        when: &[Test::Is(Key::Actor, PEERS), Test::Beyond(Key::Impacts, STOPS)],
        condition: "A stdio peer can do more than stop the other one, and neither exception applies",
        basis: Basis::Derived,
        text: "A gap in the policy: its text leaves out reports about stops alone, while its trust model \
               says that a peer has this power anyway. A person has to decide.",
        report_to: PEOPLE,
        write: "Say what the peer gains that it could not do by itself with the same rights.",
        is_gap: true,
        ..STDIO
    },
    Rule {
        name: "STDIO-EXEC",
        number: 12,
        when: &[Test::Is(Key::Behaviour, &["NOT-STDIO-EXEC"])],
        condition: "A client starts the command that its configuration names",
        verdict: Verdict::OutOfScope,
        text: "That is what the stdio transport is: the command runs with the rights of the client and \
               gets the arguments of the configuration.",
        report_to: NOWHERE,
        write: WHY_NOT,
        ..ROW
    },
    Rule {
        name: "CAPABILITY",
        number: 13,
        when: &[Test::Is(Key::Behaviour, CAPABILITIES), Test::Is(Key::Purpose, &["yes"])],
        condition: "A server does what it is made for",
        verdict: Verdict::OutOfScope,
        text: "That a server can do what its purpose is, is no vulnerability; to limit it is up to whoever runs it.",
        report_to: NOWHERE,
        write: WHY_NOT,
        ..ROW
    },
    Rule {
        name: "CAPABILITY-BEYOND",
        number: 14,
        when: &[
            Test::Is(Key::Behaviour, CAPABILITIES),
            Test::Is(Key::Purpose, &["no"]),
            Test::Is(Key::Target, &["official_sdk"]),
        ],
        condition: "An SDK does more than its purpose and its configuration allow",
        verdict: Verdict::InScope,
        basis: Basis::Derived,
        text: "What goes beyond the purpose is a bug of the implementation.",
        category: "IN-IMPL",
        ..ROW
    },
    Rule {
        name: "CAPABILITY-BEYOND",
        number: 14,
        when: &[Test::Is(Key::Behaviour, CAPABILITIES), Test::Is(Key::Purpose, &["no"])],
        condition: "Something does more than its purpose and its configuration allow",
        verdict: Verdict::Routed,
        basis: Basis::Derived,
        text: "What goes beyond the purpose is a bug of that server; its owner gets the report.",
        report_to: "The owner of the server, by its SECURITY.md",
        ..ROW
    },
    Rule {
        name: "RESOURCE",
        number: 15,
        when: &[Test::Is(Key::Behaviour, &["NOT-RESOURCE"])],
        condition: "A resource shows its content",
        verdict: Verdict::OutOfScope,
        text: "Resources are there to show files, results and facts; which ones is up to the server and \
               its configuration.",
        report_to: NOWHERE,
        write: WHY_NOT,
        ..ROW
    },
    Rule {
        name: "LLM",
        number: 16,
        when: &[Test::Is(Key::Behaviour, &["NOT-LLM"])],
        condition: "The model calls tools that nobody asked for",
        verdict: Verdict::OutOfScope,
        text: "Which tools a model calls is controlled by the application around it.",
        report_to: "The application, where it lacks a control",
        write: WHY_NOT,
        ..ROW
    },
    Rule {
        name: "LLM",
        number: 16,
        when: &[Test::Is(Key::RootCause, &["model_behaviour"])],
        condition: "The cause is what the model chooses to do",
        verdict: Verdict::OutOfScope,
        text: "Which tools a model calls is controlled by the application around it.",
        report_to: "The application, where it lacks a control",
        write: WHY_NOT,
        ..ROW
    },
    Rule {
        name: "ASSUMED-ACCESS",
        number: 17,
        when: &[Test::Is(Key::Assumed, &["yes"])],
        condition: "The attacker needs access that the trust model already grants",
        verdict: Verdict::OutOfScope,
        text: "The second guideline of the policy: who already has that access gains nothing. Likely out \
               of scope; explain what is gained if you think otherwise.",
        report_to: NOWHERE,
        write: WHY_NOT,
        ..ROW
    },
    Rule {
        name: "SPEC-DEFECT",
        number: 18,
        when: &[Test::Is(Key::RootCause, &["spec"])],
        condition: "The cause lies in the specification",
        verdict: Verdict::InScope,
        text: "Every faithful implementation has it, so that the maintainers of the specification and of \
               the SDKs work on it together.",
        report_to: "Privately on the repository of the specification",
        category: "IN-PROTOCOL",
        ..ROW
    },
    Rule {
        when: &[Test::Is(Key::Target, COVERED), Test::Is(Key::Impacts, &["spec_wide"])],
        condition: "It works against every implementation",
        category: "IN-PROTOCOL",
        ..IN
    },
    Rule {
        when: &[
            Test::Is(Key::Target, COVERED),
            Test::Is(Key::Impacts, &["authn_bypass", "authz_bypass"]),
        ],
        condition: "Resources or tools are reached without authority",
        category: "IN-AUTHZ",
        ..IN
    },
    Rule {
        when: &[
            Test::Is(Key::Target, COVERED),
            Test::Is(Key::Impacts, &["memory_corruption", "code_execution", "injection"]),
        ],
        condition: "A bug of an SDK corrupts memory, runs code or injects",
        category: "IN-IMPL",
        ..IN
    },
    Rule {
        when: &[Test::Is(Key::Target, COVERED), Test::Is(Key::Impacts, &["session_takeover"])],
        condition: "Somebody's session is taken over",
        category: "IN-SESSION",
        ..IN
    },
    Rule {
        when: &[Test::Is(Key::Target, COVERED), Test::Is(Key::Impacts, &["token_exposure"])],
        condition: "Tokens are stolen or leak",
        category: "IN-TOKEN",
        ..IN
    },
    Rule {
        when: &[Test::Is(Key::Target, COVERED), Test::Is(Key::Impacts, &["cross_tenant"])],
        condition: "Another tenant is reached",
        category: "IN-TENANT",
        ..IN
    },
    Rule {
        when: &[
            Test::Is(Key::Target, COVERED),
            Test::Is(Key::Impacts, &["sandbox_escape"]),
            Test::Is(Key::Boundary, &["yes"]),
        ],
        condition: "A boundary is broken that protocol or SDK define",
        category: "IN-SANDBOX",
        ..IN
    },
    Rule {
        name: "DOS-REMOTE",
        number: 20,
        when: &[
            Test::Is(Key::Target, COVERED),
            Test::Is(Key::Impacts, STOPS),
            Test::Is(Key::Actor, STRANGERS),
            Test::Lacks(Key::Reachable, &["no"]),
        ],
        condition: "A stranger can stop the SDK's code over a remote transport",
        verdict: Verdict::InScope,
        basis: Basis::Derived,
        text: "The exceptions to the stdio boundary imply it, and CVE-2025-53365 is a precedent: it \
               counts as a bug of the implementation.",
        category: "IN-IMPL",
        ..ROW
    },
    Rule {
        name: "DEFAULT",
        number: 21,
        condition: "No other rule fits",
        text: "The list of what is in scope is not exhaustive: a person has to decide.",
        report_to: PEOPLE,
        ..ROW
    },
];
