//! The lists as data: ids and names are those of the MCP security project, the sentences are ours.
//!
//! <https://modelcontextprotocol-security.io/top10/> and `/ttps/`; the classes are the four that the
//! project's introduction names.

use super::{List, Tag};

const UP: &str = "risk/privilege-escalation";
const OUT: &str = "risk/data-exposure";
const CHAIN: &str = "risk/supply-chain";
const RUN: &str = "risk/operational";

const fn tag(id: &'static str, risk: &'static str, title: &'static str, text: &'static str) -> Tag {
    Tag { id, title, text, risk }
}

/// Every list: the classes, both top tens, the techniques.
pub const LISTS: &[List] = &[
    List {
        id: "risk",
        title: "Class of risk",
        lead: "What an attacker gains, in four classes.",
        tags: &[
            tag(
                UP,
                UP,
                "Privilege escalation",
                "Somebody does what they were never allowed to do.",
            ),
            tag(
                OUT,
                OUT,
                "Data exposure",
                "Data or credentials reach somebody who should not have them.",
            ),
            tag(CHAIN, CHAIN, "Supply chain", "The code that runs is not the code that was meant."),
            tag(
                RUN,
                RUN,
                "Operational",
                "Service stops, costs rise, or nobody notices what went wrong; what fits no other class stands here too.",
            ),
        ],
    },
    List {
        id: "server",
        title: "Server top ten",
        lead: "The ten most important risks of MCP servers.",
        tags: &[
            tag(
                "MCP-01",
                OUT,
                "Prompt injection",
                "Text that a model reads as an order comes from somebody who may not give any.",
            ),
            tag(
                "MCP-02",
                UP,
                "Confused deputy",
                "A server uses its own rights for a caller who does not have them.",
            ),
            tag(
                "MCP-03",
                CHAIN,
                "Tool poisoning",
                "The name or description of a tool is written to mislead the model that chooses it.",
            ),
            tag(
                "MCP-04",
                OUT,
                "Credential and token exposure",
                "Keys, tokens or passwords stand where others can read them.",
            ),
            tag(
                "MCP-05",
                RUN,
                "Insecure server configuration",
                "A server is reachable, unconfined or unauthenticated because nobody set it up otherwise.",
            ),
            tag(
                "MCP-06",
                CHAIN,
                "Supply chain",
                "A server or what it is built on is malicious, replaced, outdated or of unknown origin.",
            ),
            tag(
                "MCP-07",
                UP,
                "Excessive permissions",
                "A server can reach or do more than its task needs.",
            ),
            tag(
                "MCP-08",
                OUT,
                "Data exfiltration",
                "Data leaves through a tool, a response or a log.",
            ),
            tag(
                "MCP-09",
                OUT,
                "Context spoofing",
                "What a model takes for its context was forged or belongs to somebody else.",
            ),
            tag(
                "MCP-10",
                OUT,
                "Insecure communication",
                "Messages can be read, changed or sent by somebody on the way or on the same machine.",
            ),
        ],
    },
    List {
        id: "client",
        title: "Client top ten",
        lead: "The ten most important risks of MCP clients and hosts.",
        tags: &[
            tag(
                "MCP-C01",
                CHAIN,
                "Malicious server connection",
                "A client connects to a server that means harm.",
            ),
            tag(
                "MCP-C02",
                OUT,
                "Insecure credential storage",
                "A client keeps keys or tokens in plain text or hands them out.",
            ),
            tag(
                "MCP-C03",
                UP,
                "UI deception",
                "What a person sees and approves is not what happens.",
            ),
            tag(
                "MCP-C04",
                UP,
                "Insufficient server validation",
                "A client believes what a server says of itself without checking it.",
            ),
            tag(
                "MCP-C05",
                OUT,
                "Client data leakage",
                "A client gives data of its user to servers or others who did not need it.",
            ),
            tag(
                "MCP-C06",
                UP,
                "Excessive permission granting",
                "A client lets tools run that nobody approved, or approves too much at once.",
            ),
            tag(
                "MCP-C07",
                UP,
                "Client-side code execution",
                "A server, a link or a project makes the client run code.",
            ),
            tag(
                "MCP-C08",
                OUT,
                "Insecure communication",
                "The connection of a client can be read or changed on the way.",
            ),
            tag(
                "MCP-C09",
                UP,
                "Session and state failures",
                "Sessions are mixed up, guessed or kept too long.",
            ),
            tag(
                "MCP-C10",
                CHAIN,
                "Update and patch management",
                "A client or its servers stay on versions with known flaws.",
            ),
        ],
    },
    List {
        id: "technique",
        title: "Technique",
        lead: "How attacks are carried out, in twelve categories.",
        tags: &[
            tag(
                "prompt-injection",
                OUT,
                "Prompt injection",
                "Orders are hidden in text that a model reads.",
            ),
            tag(
                "tool-poisoning",
                CHAIN,
                "Tool poisoning",
                "A tool is named, described or replaced so that it is chosen in place of the real one.",
            ),
            tag(
                "data-exfiltration",
                OUT,
                "Data exfiltration",
                "Data is carried off through what a server may do anyway.",
            ),
            tag(
                "command-injection",
                UP,
                "Command injection",
                "Input becomes code: a command, a query, a script.",
            ),
            tag(
                "authentication",
                UP,
                "Authentication",
                "The question who is calling is not asked, or can be answered falsely.",
            ),
            tag(
                "supply-chain",
                CHAIN,
                "Supply chain",
                "A package, an image or an installer brings the attack along.",
            ),
            tag(
                "context-manipulation",
                OUT,
                "Context manipulation",
                "Memory or context of one conversation is changed by another.",
            ),
            tag(
                "protocol-vulnerabilities",
                OUT,
                "Protocol vulnerabilities",
                "Transport, session or message handling of the protocol is abused.",
            ),
            tag(
                "privilege-access-control",
                UP,
                "Privilege and access control",
                "A boundary that should limit what a caller reaches does not hold.",
            ),
            tag(
                "economic-infrastructure-abuse",
                RUN,
                "Economic and infrastructure abuse",
                "Money, computing time or availability is taken away.",
            ),
            tag(
                "monitoring-operational-security",
                RUN,
                "Monitoring and operational security",
                "Logs, settings or operations help the attacker, or hide the attack.",
            ),
            tag(
                "ai-specific-vulnerabilities",
                RUN,
                "AI-specific vulnerabilities",
                "The way a model learns or decides is what is attacked.",
            ),
        ],
    },
];
