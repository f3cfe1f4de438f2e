//! The ten sections and fifty practices as data, and the six basics of the template for servers.
//!
//! What a section is about and which practices it has comes from the hardening guide of the MCP
//! security project; its checklist names columns and no controls, so that titles, questions and
//! risks are ours: <https://modelcontextprotocol-security.io/hardening/>.

use serde::Serialize;

use super::proof::{self, Proof, Subject};

/// A section of the guide.
pub struct Section {
    /// What it is called.
    pub title: &'static str,
    /// What it is for, in one sentence.
    pub lead: &'static str,
    /// Its practices.
    pub practices: &'static [Practice],
}

/// Something that is done where MCP servers are run with care.
pub struct Practice {
    /// Section and number: `HRD-7.3`.
    pub id: &'static str,
    /// What is done, as a sentence without a full stop.
    pub title: &'static str,
    /// Who can tell.
    pub kind: Kind,
    /// What can happen where it is not done.
    pub risk: &'static str,
    /// What to ask a person.
    pub question: &'static str,
    pub(super) proof: Proof,
}

/// Who can tell whether a practice is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A machine, from configurations and lists.
    Machine,
    /// A machine sees some of it.
    Partly,
    /// A person alone.
    Person,
}

impl Kind {
    /// The word that reports write.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Partly => "partly",
            Self::Person => "person",
        }
    }
}

impl Practice {
    /// The rules whose findings contradict it.
    #[must_use]
    pub const fn rules(&self) -> &'static [&'static str] {
        match self.proof {
            Proof::All { rules, .. } => rules,
            Proof::Ask | Proof::Any { .. } => &[],
        }
    }

    /// What is looked at, in words: `servers that this machine starts`; empty for nothing.
    #[must_use]
    pub const fn looks_at(&self) -> &'static str {
        match self.proof {
            Proof::All { of, .. } | Proof::Any { of, .. } => of.words()[1],
            Proof::Ask => "",
        }
    }
}

/// Every practice, the basics last.
pub fn practices() -> impl Iterator<Item = &'static Practice> {
    SECTIONS.iter().chain([&BASICS]).flat_map(|section| section.practices)
}

/// A practice that only a person can answer for.
const fn ask(
    id: &'static str,
    title: &'static str,
    risk: &'static str,
    question: &'static str,
) -> Practice {
    Practice { id, title, kind: Kind::Person, risk, question, proof: Proof::Ask }
}

impl Practice {
    /// Decided by a machine.
    const fn by(self, proof: Proof) -> Self {
        Self { kind: Kind::Machine, proof, ..self }
    }

    /// Seen by a machine in part.
    const fn partly_by(self, proof: Proof) -> Self {
        Self { kind: Kind::Partly, proof, ..self }
    }
}

/// No rule of these fires at these things.
const fn no(rules: &'static [&'static str], of: Subject) -> Proof {
    Proof::All { of, rules, test: proof::pass }
}

/// Every thing passes, and no rule of these fires.
const fn each(of: Subject, test: proof::Test, rules: &'static [&'static str]) -> Proof {
    Proof::All { of, rules, test }
}

/// Advisories that apply stand for these.
pub(super) const ADVISORIES: &str = "SUP-004";

/// The ten sections.
pub const SECTIONS: &[Section] = &[
    Section {
        title: "Provenance",
        lead: "Know whose code runs, and be able to show it.",
        practices: &[
            ask(
                "HRD-1.1",
                "Servers come from their official or a maintained source",
                "A stranger's code runs under a name that people trust.",
                "Is the publisher of each server the one that its project names?",
            )
            .partly_by(no(&["SUP-007", "SUP-008", "SUP-014", "SUP-017"], Subject::Started)),
            ask(
                "HRD-1.2",
                "A copy of the source of each server is kept",
                "When a source vanishes or is replaced, nobody can compare or rebuild.",
                "Do you keep a fork or clone of every server that you depend on?",
            ),
            ask(
                "HRD-1.3",
                "Repository and commit of each server are recorded",
                "Nobody can say afterwards which code ran.",
                "Can you name the repository and the commit behind each running server?",
            )
            .partly_by(no(&["POL-004", "SUP-015", "SUP-016"], Subject::Servers)),
            ask(
                "HRD-1.4",
                "Signatures or attestations of releases are checked",
                "A release that was built by somebody else looks like the real one.",
                "Who checks the signature or the attestation of a release before it is used?",
            ),
            ask(
                "HRD-1.5",
                "The health of the project behind a server is looked at",
                "A project that nobody keeps up leaves its flaws open.",
                "When did you last look at who maintains each server, and how quickly they answer?",
            ),
        ],
    },
    Section {
        title: "Code integrity",
        lead: "Treat what you run as code that somebody has to check.",
        practices: &[
            ask(
                "HRD-2.1",
                "Every server is treated as untrusted code",
                "A server gets rights because it was believed, not because it was checked.",
                "Does a new server start without trust, whoever wrote it?",
            ),
            ask(
                "HRD-2.2",
                "Code and dependencies are scanned, and what is found is dealt with",
                "A flaw that everybody can look up stays in use.",
                "Is the code of servers, not only their versions, looked at before they are used?",
            )
            .partly_by(no(&[ADVISORIES, "SUP-006"], Subject::Packages)),
            ask(
                "HRD-2.3",
                "Commits are signed, and unsigned ones are refused",
                "Somebody with a stolen login changes the code unseen.",
                "Do the repositories of your own servers refuse commits without a signature?",
            ),
            ask(
                "HRD-2.4",
                "CI looks for known flaws at every change",
                "A dependency with a flaw comes in and nobody hears of it.",
                "Does every change run a check for known flaws, and fail where one is found?",
            )
            .partly_by(Proof::Any { of: Subject::Actions, test: proof::is_scanner }),
            ask(
                "HRD-2.5",
                "Findings are written down with an owner and a date",
                "What was found is forgotten before it is repaired.",
                "Where do findings stand, and who looks whether they are closed?",
            ),
        ],
    },
    Section {
        title: "Runtime isolation",
        lead: "Let a server that turns bad reach little.",
        practices: &[
            ask(
                "HRD-3.1",
                "Servers run in a container, a sandbox or a virtual machine",
                "A server that is taken over has everything that its user has.",
                "Do the servers that start directly run in a virtual machine or under another guard?",
            )
            .by(each(Subject::Local, proof::is_contained, &[])),
            ask(
                "HRD-3.2",
                "Risky workloads have a machine of their own",
                "What breaks out of one server finds everything else beside it.",
                "Which servers handle untrusted content, and do they share a machine with others?",
            ),
            ask(
                "HRD-3.3",
                "Containers give up capabilities and filter system calls",
                "A flaw of the kernel is in reach of whoever takes a container over.",
                "Are capabilities dropped and system calls filtered somewhere else, such as by the runtime?",
            )
            .by(each(Subject::Containers, proof::gives_rights_up, &["EXE-003"])),
            ask(
                "HRD-3.4",
                "No server is given a whole disk, a home or a folder of keys",
                "Keys, profiles and other people's files are one call away.",
                "Which folders does each server need, and which does it get?",
            )
            .by(no(&["EXE-005", "PRV-006"], Subject::Local)),
            ask(
                "HRD-3.5",
                "The network that a server reaches is limited",
                "Data leaves to any address, and internal services are in reach.",
                "What limits where each server may connect to?",
            )
            .by(each(Subject::Local, proof::has_limited_network, &["NET-005"])),
        ],
    },
    Section {
        title: "Traffic mediation",
        lead: "Put something between servers and the world that sees and limits.",
        practices: &[
            ask(
                "HRD-4.1",
                "Servers reach the outside through a gateway",
                "Nobody sees or stops what leaves.",
                "Does all traffic of servers pass a gateway that you run?",
            )
            .partly_by(no(&["NET-002", "NET-003", "NET-010"], Subject::Servers)),
            ask(
                "HRD-4.2",
                "Metadata of every request is logged",
                "After an attack nobody knows what was asked for.",
                "Which requests of which server could you list for last week?",
            ),
            ask(
                "HRD-4.3",
                "Calls are limited in rate and checked against a schema",
                "A loop or an attacker calls a tool as often and with whatever it likes.",
                "What happens to the thousandth call in a minute, and to a call with a field too many?",
            ),
            ask(
                "HRD-4.4",
                "Unusual traffic raises an alarm",
                "Data leaves slowly and for a long time.",
                "Who is told when a server suddenly talks to a new address?",
            ),
            ask(
                "HRD-4.5",
                "Networks are segmented, and what leaves is filtered",
                "From one server every other machine is in reach.",
                "In which segment does each server stand, and what may leave it?",
            )
            .partly_by(no(&["NET-005", "NET-009"], Subject::Servers)),
        ],
    },
    Section {
        title: "Secrets",
        lead: "Keep keys short-lived, few, and out of files.",
        practices: &[
            ask(
                "HRD-5.1",
                "Credentials are short-lived and issued for one workload",
                "A key that was copied once works for years.",
                "How long does each credential of a server live?",
            ),
            ask(
                "HRD-5.2",
                "No key stands in a configuration",
                "Whoever reads the file, its backup or the process list has the key.",
                "Have images and their layers been searched for keys?",
            )
            .by(no(
                &[
                    "SEC-001", "SEC-002", "SEC-003", "SEC-004", "SEC-005", "SEC-006", "SEC-009",
                    "SEC-010",
                ],
                Subject::Servers,
            )),
            ask(
                "HRD-5.3",
                "Credentials are rotated",
                "A leak that nobody noticed stays open.",
                "When was each credential last replaced, and who does it next?",
            ),
            ask(
                "HRD-5.4",
                "Each agent has an account or wallet of its own",
                "What one agent did cannot be told from what another did, nor be stopped alone.",
                "Do two agents share an account anywhere?",
            ),
            ask(
                "HRD-5.5",
                "A credential may do only what its server needs",
                "A server that reads issues can delete repositories.",
                "Which scopes does each token have, and which does its server use?",
            )
            .partly_by(no(&["PRV-006"], Subject::Local)),
        ],
    },
    Section {
        title: "Observability",
        lead: "Be able to say what happened.",
        practices: &[
            ask(
                "HRD-6.1",
                "Every request carries an id through all systems",
                "The parts of one attack cannot be put together.",
                "Can you follow one call from the agent to the last system that it reached?",
            ),
            ask(
                "HRD-6.2",
                "Logs are collected in one place",
                "Whoever takes a server over erases what it did.",
                "Do logs leave the machine on which they are written?",
            ),
            ask(
                "HRD-6.3",
                "Logs are kept as long as an investigation needs",
                "An attack is found after its traces are gone.",
                "How far back can you look?",
            ),
            ask(
                "HRD-6.4",
                "Alerts reach somebody who acts",
                "The alarm rings where nobody is.",
                "Who was last woken by an alert about a server, and what did they do?",
            ),
            ask(
                "HRD-6.5",
                "Dashboards show what is normal",
                "Nobody notices what is not.",
                "Where does one see how much each server does on an ordinary day?",
            ),
        ],
    },
    Section {
        title: "Backup and versions",
        lead: "Know exactly what runs, and be able to go back.",
        practices: &[
            ask(
                "HRD-7.1",
                "What is deployed is built once and never changed",
                "The running server differs from the one that was reviewed.",
                "Is anything installed or edited on a machine after it was deployed?",
            ),
            ask(
                "HRD-7.2",
                "Data and state are saved regularly",
                "What an agent destroys stays destroyed.",
                "How old would the newest copy be if everything were lost now?",
            ),
            ask(
                "HRD-7.3",
                "Images are pinned by digest",
                "Under the same tag another image is started tomorrow.",
                "Do registries that you run refuse to move a tag?",
            )
            .by(no(&["SUP-012", "SUP-013"], Subject::Images)),
            ask(
                "HRD-7.4",
                "Configurations are under version control",
                "Nobody knows who added a server, and when.",
                "In which repository does each configuration stand, and who reviews changes?",
            )
            .partly_by(each(Subject::Configs, proof::is_shared, &[])),
            ask(
                "HRD-7.5",
                "Restoring is tested",
                "The copy turns out to be useless on the day it is needed.",
                "When was a restore last tried, and how long did it take?",
            ),
        ],
    },
    Section {
        title: "Policy",
        lead: "Decide what agents may do before they do it.",
        practices: &[
            ask(
                "HRD-8.1",
                "A policy engine decides on calls",
                "What an agent may do is whatever its prompt says.",
                "What refuses a call that the policy forbids?",
            ),
            ask(
                "HRD-8.2",
                "Decisions of the policy can be explained",
                "A wrong refusal is worked around, a wrong permission is kept.",
                "Can you ask why a call was allowed?",
            ),
            ask(
                "HRD-8.3",
                "Actions above a threshold need approval",
                "One misled call deletes, sends or pays.",
                "Which actions need a person, and does the person see what will happen?",
            )
            .partly_by(no(&["PRV-004", "PRV-005", "PRV-007"], Subject::Servers)),
            ask(
                "HRD-8.4",
                "Agents and services agree on terms before they exchange data",
                "Data goes where its owner never wanted it.",
                "Which terms does a service state, and who compares them with yours?",
            ),
            ask(
                "HRD-8.5",
                "Decisions leave a trail that nobody can change",
                "It cannot be shown who allowed what.",
                "Where do decisions stand, and who could alter them?",
            ),
        ],
    },
    Section {
        title: "Payments",
        lead: "Limit what an agent can spend, and guard the keys.",
        practices: &[
            ask(
                "HRD-9.1",
                "Keys that move money stay in hardware or are split",
                "Whoever reads one file owns the money.",
                "Could any single file or person sign a payment?",
            ),
            ask(
                "HRD-9.2",
                "Spending stops by itself at a limit",
                "A loop spends until the account is empty.",
                "What stops an agent that pays too often or too much?",
            ),
            ask(
                "HRD-9.3",
                "Agents pay with virtual cards or accounts of limited value",
                "A stolen number is worth everything behind it.",
                "What is the most that one agent's means of payment can lose?",
            ),
            ask(
                "HRD-9.4",
                "Large payments need several signatures",
                "One misled agent or person is enough.",
                "From which amount on does a second person sign?",
            ),
            ask(
                "HRD-9.5",
                "Attempts to get at keys and people are watched for",
                "Keys are talked out of people, or read from where they lie.",
                "Who knows what a request for a key looks like, and whom to tell?",
            )
            .partly_by(no(&["SEC-009"], Subject::Servers)),
        ],
    },
    Section {
        title: "Lifecycle",
        lead: "Take new versions in on purpose, and leave old ones in time.",
        practices: &[
            ask(
                "HRD-10.1",
                "Updates are decisions: nothing updates by itself",
                "A bad release runs everywhere the next morning.",
                "Do hosts, extensions and machines update servers behind your back?",
            )
            .by(no(&["SUP-001", "SUP-002", "SUP-003", "SUP-013", "SUP-015"], Subject::Started)),
            ask(
                "HRD-10.2",
                "CI rebuilds what runs from its source",
                "The package holds something that its source does not.",
                "Could you build every running server again from the commit you recorded?",
            ),
            ask(
                "HRD-10.3",
                "Upstream is watched, and what is abandoned is replaced",
                "A flaw of an abandoned server is never repaired.",
                "Who hears of it when the project behind a server is given up?",
            )
            .by(each(Subject::Started, proof::is_looked_after, &["SUP-009", "SUP-011"])),
            ask(
                "HRD-10.4",
                "Release lines and protocols are left before they end",
                "The fix comes only for a line to which the way is long.",
                "Which dates of end of support stand in your calendar?",
            )
            .by(each(Subject::Lined, proof::is_supported, &["LIF-001", "LIF-005", "NET-004"])),
            ask(
                "HRD-10.5",
                "Patches are taken in on a schedule",
                "Known flaws stay open until somebody happens to look.",
                "How many days after its release is a patch in use, at the most?",
            )
            .partly_by(no(&[ADVISORIES, "LIF-003"], Subject::Packages)),
        ],
    },
];

/// The six best practices that the template for servers asks of whoever runs one.
pub const BASICS: Section = Section {
    title: "Basics",
    lead: "The six practices that every SECURITY.md of a server asks of those who run it.",
    practices: &[
        ask(
            "HRD-B.1",
            "Software is up to date",
            "A flaw that was repaired long ago is still there.",
            "Does somebody update hosts, runtimes and machines as well?",
        )
        .by(no(&[ADVISORIES, "SUP-006", "SUP-009", "LIF-001", "LIF-003"], Subject::Packages)),
        ask(
            "HRD-B.2",
            "Access asks for strong authentication",
            "Whoever reaches a server may use it.",
            "How does each remote server tell who is calling?",
        )
        .partly_by(no(&["NET-006", "NET-007"], Subject::Servers)),
        ask(
            "HRD-B.3",
            "Access is limited by address",
            "The whole network can try.",
            "From which addresses can each server be reached?",
        )
        .partly_by(no(&["NET-005", "NET-007"], Subject::Local)),
        ask(
            "HRD-B.4",
            "Connections use HTTPS",
            "Anybody on the way reads and changes what is sent.",
            "Are certificates checked everywhere, inside of your network too?",
        )
        .by(no(&["NET-001", "NET-002", "NET-003"], Subject::Servers)),
        ask(
            "HRD-B.5",
            "Data is backed up",
            "What is lost or encrypted stays lost.",
            "Where do copies lie that an attacker on the server cannot reach?",
        ),
        ask(
            "HRD-B.6",
            "Logs are read",
            "Traces lie there for months.",
            "Who read the logs of your servers last, and when?",
        ),
    ],
};
