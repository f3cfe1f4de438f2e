//! What to do about an advisory, by role: six steps for a security team, five for developers, four for
//! an organisation, with what the record knows filled in.
//!
//! The roles and steps are those of the MCP security project's response guide; the sentences are made
//! from the record alone, so that a page, a checklist and an issue say the same.

use crate::Kind;
use crate::advisory::{Advisory, Affected, Event};

/// Somebody who has to act on an advisory.
pub struct Role {
    /// Its name in addresses and options, such as `security-team`.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it does, in this order.
    pub steps: &'static [Step],
}

/// One thing to do.
pub struct Step {
    /// What it is called, such as `Verify`.
    pub title: &'static str,
    text: fn(&Advisory) -> String,
    /// What is known of one's own packages that belongs under it, see [`crate::respond`].
    pub(crate) shows: &'static [Known],
}

/// Something that a check knows about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Where the package stands, in which version.
    Places,
    /// Which packages bring it along.
    Chains,
    /// Over which transports it can be reached.
    Reach,
    /// How bad it is, and how sure.
    Rating,
    /// How soon to act.
    Due,
    /// The versions that repair it, and what to do.
    Fix,
    /// What to write instead.
    Edits,
    /// What to keep before anything is changed.
    Keep,
    /// How to check again.
    Proof,
    /// What to note.
    Record,
    /// Advisories that may concern the same code or mistake.
    Similar,
    /// Where to read on.
    References,
}

use Known::{
    Chains, Due, Edits, Fix, Keep, Places, Proof, Rating, Reach, Record, References, Similar,
};

impl Step {
    /// What to do about this advisory, as one or two sentences.
    #[must_use]
    pub fn text(&self, advisory: &Advisory) -> String {
        (self.text)(advisory)
    }
}

/// Every role, with its steps.
///
/// ```
/// let counts: Vec<_> = mcpvet::playbook::ROLES.iter().map(|role| role.steps.len()).collect();
/// assert_eq!(counts, [6, 5, 4]);
/// ```
pub const ROLES: &[Role] = &[
    Role {
        id: "security-team",
        title: "Security team",
        steps: &[
            Step {
                title: "Review",
                shows: &[Places, Chains],
                text: |a| {
                    format!(
                        "Find where you run {}: lockfiles, images and the configurations of MCP hosts. A launch line without a version counts.",
                        subject(a)
                    )
                },
            },
            Step { title: "Rate the risk", text: rate, shows: &[Rating, Reach] },
            Step {
                title: "Plan",
                shows: &[Due, Keep],
                text: |a| format!("Decide who changes what by when; {}", deadline(a)),
            },
            Step { title: "Carry out", text: remedy, shows: &[Fix, Edits] },
            Step {
                title: "Verify",
                shows: &[Proof],
                text: |_| {
                    "Check the same files again and keep the report: the advisory has to be gone, not only the version changed.".to_owned()
                },
            },
            Step {
                title: "Document",
                shows: &[Record, References],
                text: |a| {
                    format!(
                        "Record {} with the date, the versions before and after, and what was done about exposed secrets or data.",
                        a.id
                    )
                },
            },
        ],
    },
    Role {
        id: "developer",
        title: "Developer",
        steps: &[
            Step { title: "Review your code", text: review, shows: &[Similar] },
            Step { title: "Update", text: remedy, shows: &[Places, Chains, Fix, Edits] },
            Step {
                title: "Test",
                shows: &[Reach],
                text: |a| format!("Run your tests against the new version{}", transports(a)),
            },
            Step {
                title: "Release",
                shows: &[Record],
                text: |_| {
                    "Ship the update as a patch release and name the advisory in its notes, so that your own users can act.".to_owned()
                },
            },
            Step {
                title: "Watch",
                shows: &[References],
                text: |a| {
                    format!(
                        "Subscribe to the feed of {} and look for follow-ups: a fix may turn out to be incomplete.",
                        subject(a)
                    )
                },
            },
        ],
    },
    Role {
        id: "organisation",
        title: "Organisation",
        steps: &[
            Step {
                title: "Policy",
                shows: &[],
                text: |_| {
                    "Require pinned versions for everything that an agent starts, and a named owner for each MCP server.".to_owned()
                },
            },
            Step {
                title: "Training",
                shows: &[],
                text: |a| {
                    format!(
                        "Show the people who add servers what went wrong here: “{}”.",
                        a.summary
                    )
                },
            },
            Step {
                title: "Compliance",
                shows: &[Due, Record],
                text: |a| {
                    format!(
                        "Note {} in the register of vulnerabilities, with the dates of notice and of repair.",
                        a.id
                    )
                },
            },
            Step { title: "Incident response", text: incident, shows: &[Places, Reach] },
        ],
    },
];

fn is_malware(advisory: &Advisory) -> bool {
    advisory.kind == Kind::Malware
}

/// The packages, or the products of a record without one.
fn subject(advisory: &Advisory) -> String {
    let packages = advisory.affected.iter().map(|one| one.package.as_str());
    let products = advisory.products.iter().map(String::as_str);
    let mut names: Vec<_> = packages.chain(products).collect();
    names.dedup();
    match names.as_slice() {
        [] => "the affected product".to_owned(),
        [first] => (*first).to_owned(),
        [first, second] => format!("{first} and {second}"),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}

fn rate(advisory: &Advisory) -> String {
    let reach = match advisory.transports.as_slice() {
        [] => "Ask who can reach it".to_owned(),
        [one] if one == "stdio" => {
            "It is reached over stdio: ask whose text or files the server is given".to_owned()
        }
        all => format!(
            "It is reached over {}: ask which of your servers listen there, and for whom",
            all.join(", ")
        ),
    };
    format!("{reach}. Others rate it {}; your exposure may differ.", advisory.severity.label())
}

/// How soon to act, by the label of a severity.
#[must_use]
pub fn urgency(severity: &str) -> &'static str {
    match severity {
        "malware" => {
            "Code made to do harm. Remove it, then treat the machine and its secrets as exposed."
        }
        "critical" => {
            "Urgent: act at once. An attacker gains control without help or with very little."
        }
        "high" => "Prompt: act within days. Serious harm, under conditions that are often met.",
        "medium" => {
            "Timely: plan it into the next release. Harm is limited, or needs conditions that are rare."
        }
        "low" => "Later: with the next regular update.",
        "none" => "For information: nothing to act on.",
        _ => "Nobody has rated it yet. Treat it as medium until somebody has.",
    }
}

fn deadline(advisory: &Advisory) -> &'static str {
    match advisory.severity.label() {
        "malware" | "critical" => "this one is for today.",
        "high" => "this one is for the coming days.",
        "low" | "none" => "it can go with the next regular update.",
        _ => "the next release is early enough.",
    }
}

/// The version to go to for each package, or what the record says instead.
fn remedy(advisory: &Advisory) -> String {
    if is_malware(advisory) {
        return format!(
            "Remove {} everywhere, caches and images included, and rotate every secret that it could read.",
            subject(advisory)
        );
    }
    let fixed: Vec<_> = advisory.affected.iter().filter_map(upgrade).collect();
    if fixed.is_empty() {
        return "No fixed release is known. Follow what the advisory says to do instead, or take it out of service.".to_owned();
    }
    format!("Upgrade {}, on every branch that you maintain.", fixed.join("; "))
}

fn upgrade(affected: &Affected) -> Option<String> {
    let events = affected.ranges.iter().flat_map(|range| &range.events);
    let fixes: Vec<_> = events
        .filter_map(|event| match event {
            Event::Fixed(version) => Some(version.as_str()),
            _ => None,
        })
        .collect();
    (!fixes.is_empty()).then(|| format!("{} to {}", affected.package, fixes.join(" or ")))
}

fn review(advisory: &Advisory) -> String {
    let cause = match &advisory.root_cause {
        Some(cause) => format!("the same mistake ({})", cause.replace('-', " ")),
        None => format!("{} of your own", advisory.category.replace('-', " ")),
    };
    format!("Look for {cause} in your servers and clients, not only for the package.")
}

fn transports(advisory: &Advisory) -> String {
    match advisory.transports.as_slice() {
        [] => ", the paths that the advisory describes first.".to_owned(),
        all => format!(", over {} above all.", all.join(" and ")),
    }
}

fn incident(advisory: &Advisory) -> String {
    let signs = match advisory.category.as_str() {
        _ if is_malware(advisory) => {
            "Treat every machine that installed it as taken over: isolate, collect evidence, rebuild."
        }
        "command-injection" | "code-injection" => {
            "Look for processes that the server started and that no tool of yours explains."
        }
        "path-traversal" => {
            "Look in the server's logs for paths that climb out of its folder, and for links that lead out of it."
        }
        "ssrf" => "Look for requests from the server to internal and metadata addresses.",
        "token-leak" | "info-disclosure" => {
            "Rotate the credentials that it could see, and look for their use from elsewhere."
        }
        "auth-bypass" | "authorization" | "session" => {
            "Look for calls without a login, and for sessions used from several addresses."
        }
        "dns-rebinding" => "Look for requests to loopback servers with a foreign Host or Origin.",
        _ => "Look in the logs since the first affected release for what the advisory describes.",
    };
    format!(
        "{signs} If there is a sign of use, start your incident plan before you upgrade over the evidence."
    )
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::ROLES;
    use crate::advisory::Advisory;
    use crate::pack::Pack;

    fn advisory(id: &str) -> Advisory {
        let pack = Pack::bundled();
        let row = pack.find_advisory(id).unwrap();
        serde_json::from_str(pack.document(row).unwrap()).unwrap()
    }

    fn text(id: &str, role: &str, step: &str) -> String {
        let role = ROLES.iter().find(|one| one.id == role).unwrap();
        role.steps.iter().find(|one| one.title == step).unwrap().text(&advisory(id))
    }

    #[test]
    fn the_version_to_go_to_is_filled_in() {
        let text = text("CVE-2025-6514", "developer", "Update");
        assert_eq!(text, "Upgrade mcp-remote to 0.1.16, on every branch that you maintain.");
    }

    #[test]
    fn malware_is_removed_and_never_upgraded() {
        let text = text("MAL-2025-42116", "security-team", "Carry out");
        assert!(text.starts_with("Remove wealthsimple-mcp-server everywhere"), "{text}");
    }

    #[test]
    fn every_step_of_every_record_is_whole_sentences() {
        let pack = Pack::bundled();
        for row in pack.advisories() {
            let advisory = advisory(row.id());
            for step in ROLES.iter().flat_map(|role| role.steps) {
                let text = step.text(&advisory);
                assert!(text.ends_with('.') && !text.contains(".."), "{}: {text}", row.id());
            }
        }
    }
}
