//! A private report, ready to be sent: five items, the verdict of scope, and where it goes.

use std::fmt::Write as _;

use super::Report;
use crate::coordination::Coordination;
use crate::repository::place;
use crate::scope::{Decision, Facts, Key, Verdict, decide};

/// A report that is about to be written.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// What it is about, in one line.
    pub title: String,
    /// The repository of what is affected; may be empty.
    pub repository: String,
    /// What it says.
    pub report: Report,
    /// What is known for the verdict.
    pub facts: Facts,
}

/// Repositories of the MCP organisation that are no SDK, and what a report about them is about.
const PLACES: [(&str, &str); 6] = [
    ("github.com/modelcontextprotocol/modelcontextprotocol", "spec"),
    ("github.com/modelcontextprotocol/specification", "spec"),
    ("github.com/modelcontextprotocol/inspector", "inspector"),
    ("github.com/modelcontextprotocol/servers", "reference_server"),
    ("github.com/modelcontextprotocol/servers-archived", "archived_server"),
    ("github.com/modelcontextprotocol/registry", "registry_service"),
];

/// What a report about a repository is about, as [`Key::Target`] names it; `None` for no repository
/// and for those of the MCP organisation about which nothing is known.
///
/// Whatever stands outside of the organisation is somebody else's: whether it is a server or a
/// client makes no difference to the way of a report.
///
/// ```
/// use mcpvet::{coordination::Coordination, disclosure::target_of};
/// let facts = Coordination::default();
/// let servers = "https://github.com/modelcontextprotocol/servers.git";
/// assert_eq!(target_of(servers, &facts).as_deref(), Some("reference_server"));
/// let notes = "https://github.com/example/notes";
/// assert_eq!(target_of(notes, &facts).as_deref(), Some("third_party_server"));
/// ```
#[must_use]
pub fn target_of(repository: &str, facts: &Coordination) -> Option<String> {
    let own = place(repository)?;
    let sdk = facts.sdks.iter().find(|sdk| place(&sdk.repository).as_ref() == Some(&own));
    let other = PLACES.iter().find(|row| row.0 == own).map(|row| row.1);
    let outside = (!own.starts_with(ORGANISATION)).then_some("third_party_server");
    sdk.map(|sdk| format!("official_sdk({})", sdk.id)).or(other.or(outside).map(str::to_owned))
}

/// How repositories of the MCP project begin.
const ORGANISATION: &str = "github.com/modelcontextprotocol/";

impl Letter {
    /// The items that a reader will miss: those without words, but not the suggested fix.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let items = self.report.items();
        let title = [("title", self.title.as_str())];
        let needed = title.iter().chain(&items[..4]);
        needed.filter(|(_, text)| text.trim().is_empty()).map(|(name, _)| *name).collect()
    }

    /// The verdict, with the target that the repository stands for where none was named.
    #[must_use]
    pub fn decision(&self, facts: &Coordination) -> Decision {
        let mut known = self.facts.clone();
        if known.get(Key::Target).is_none()
            && let Some(target) = target_of(&self.repository, facts)
        {
            // The words are those of the table above, and the ids are those of SDKs.
            let _ = known.add(Key::Target, &target);
        }
        decide(&known)
    }

    /// The page where the report begins: that of the verdict, or of the repository on GitHub. What is
    /// an ordinary issue begins in the open; what nobody takes begins nowhere.
    #[must_use]
    pub fn report_url(&self, decision: &Decision) -> Option<String> {
        let place = place(&self.repository).filter(|place| place.starts_with("github.com/"));
        let page = match (decision.rule.verdict, decision.rule.name) {
            (Verdict::InScope | Verdict::NeedsHuman, _) => "security/advisories/new",
            (_, "ROUTE-PRIVATE" | "TGT-THIRD" | "CAPABILITY-BEYOND") => "security/advisories/new",
            (Verdict::RegularIssue, _) => "issues/new",
            (Verdict::OutOfScope | Verdict::Routed, _) => return decision.report_url.clone(),
        };
        decision.report_url.clone().or(place.map(|place| format!("https://{place}/{page}")))
    }

    /// The report in Markdown. What is missing stands there as a question.
    #[must_use]
    pub fn markdown(&self, facts: &Coordination) -> String {
        let decision = self.decision(facts);
        let title =
            if self.title.trim().is_empty() { "What is it, in one line?" } else { &self.title };
        let mut text = format!("# {}\n", title.trim());
        let [description, reproduction, affected, impact, fix] = self.report.items();
        for (heading, (_, item), question) in [
            ("Description", description, "What is wrong?"),
            ("Steps to reproduce", reproduction, "How is it seen, step by step?"),
            ("Affected versions and components", affected, "Which ones have it?"),
            ("Impact", impact, "What does an attacker gain, and from whom?"),
            ("Suggested fix", fix, "None."),
        ] {
            let item = if item.trim().is_empty() { question } else { item.trim() };
            let _ = write!(text, "\n## {heading}\n\n{item}\n");
        }
        let rule = decision.rule;
        let _ = write!(
            text,
            "\n## Scope\n\n{} (rule {}, {}).\n{}\nSource: {}\n",
            rule.verdict.title(),
            rule.name,
            rule.basis.label(),
            rule.text,
            rule.source
        );
        let _ = write!(text, "\n<!-- Where: {}.", rule.report_to);
        if let Some(url) = self.report_url(&decision) {
            let _ = write!(text, "\n     {url}");
        }
        text.push_str("\n     Remove this comment before you send it. -->\n");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Letter, target_of};
    use crate::coordination::Coordination;

    fn facts() -> Coordination {
        serde_json::from_str(
            r#"{"sdk":[{"id":"go","title":"Go","tier":1,"packages":[],
            "repository":"https://github.com/modelcontextprotocol/go-sdk"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_repository_says_who_hears_of_it() {
        let target = |url| target_of(url, &facts());
        let sdk = Some("official_sdk(go)".to_owned());
        assert_eq!(target("https://github.com/ModelContextProtocol/go-sdk/"), sdk);
        assert_eq!(target("git+https://github.com/modelcontextprotocol/go-sdk.git"), sdk);
        assert_eq!(
            target("https://github.com/modelcontextprotocol/servers-archived").as_deref(),
            Some("archived_server")
        );
        let elsewhere = "https://evil.example/modelcontextprotocol/go-sdk";
        assert_eq!(target(elsewhere).as_deref(), Some("third_party_server"));
        assert_eq!(target("https://github.com/modelcontextprotocol/something-new"), None);
        assert_eq!(target("notes"), None);
    }

    #[test]
    fn a_report_holds_five_items_the_verdict_and_the_way() {
        let mut letter = Letter {
            repository: "https://github.com/modelcontextprotocol/go-sdk".to_owned(),
            facts: serde_json::from_str(
                r#"{"impacts":["token_exposure"],"actor":"remote_unauthenticated"}"#,
            )
            .unwrap(),
            ..Letter::default()
        };
        assert_eq!(
            letter.missing(),
            ["title", "description", "reproduction", "affected", "impact"]
        );
        letter.title = "Tokens leak".to_owned();
        letter.report.description = "They are written to the log.".to_owned();
        let text = letter.markdown(&facts());
        for part in [
            "# Tokens leak\n",
            "## Description\n\nThey are written to the log.\n",
            "## Impact\n\nWhat does an attacker gain",
            "In scope: report it as a vulnerability (rule IN-*, stated).",
            "https://github.com/modelcontextprotocol/go-sdk/security/advisories/new",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        for (repository, page) in [
            ("https://github.com/example/notes", Some("example/notes/security/advisories/new")),
            ("https://github.com/modelcontextprotocol/servers", Some("servers/issues/new")),
            ("https://github.com/modelcontextprotocol/servers-archived", None),
            ("https://github.com/modelcontextprotocol/registry", None),
            ("https://gitlab.com/example/notes", None),
            ("https://github.com/example/notes --> <img>", None),
        ] {
            letter.repository = repository.to_owned();
            let url = letter.report_url(&letter.decision(&facts()));
            let fits = page.is_none_or(|page| url.as_ref().is_some_and(|url| url.ends_with(page)));
            assert!(fits && url.is_some() == page.is_some(), "{repository}: {url:?}");
            assert!(!letter.markdown(&facts()).contains("<img>"), "{repository}");
        }
    }
}
