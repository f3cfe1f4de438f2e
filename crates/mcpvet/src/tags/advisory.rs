//! Which tags an advisory has, by a table over what its record says.
//!
//! The server list has no entry for input that becomes code: such records carry the technique alone,
//! unless they are about a client (`MCP-C07`). A path that leads out of a folder and a request to an
//! address inside are counted as reach beyond what was granted.

use super::Tag;
use crate::advisory::{Advisory, Component};

/// Something that a record can say.
#[derive(Clone, Copy)]
enum When {
    Category(&'static str),
    Cause(&'static str),
    Weakness(&'static str),
    /// The category of a record about a client or host.
    Client(&'static str),
    /// The weakness of a record about a client or host.
    ClientWeakness(&'static str),
}

use When::{Category, Cause, Client, ClientWeakness, Weakness};

/// What a record says, and the tags that follow.
const TABLE: &[(When, &[&str])] = &[
    (Category("command-injection"), &["command-injection"]),
    (Category("code-injection"), &["command-injection"]),
    (Category("sql-injection"), &["command-injection"]),
    (Category("xss"), &["command-injection"]),
    (Category("path-traversal"), &["MCP-07", "privilege-access-control"]),
    (Category("ssrf"), &["MCP-02", "privilege-access-control"]),
    (Category("auth-bypass"), &["MCP-05", "authentication"]),
    (Category("authorization"), &["MCP-07", "privilege-access-control"]),
    (Category("session"), &["MCP-09", "protocol-vulnerabilities"]),
    (Category("dns-rebinding"), &["MCP-05", "MCP-10", "protocol-vulnerabilities"]),
    (Category("token-leak"), &["MCP-04", "data-exfiltration"]),
    (Category("info-disclosure"), &["MCP-08", "data-exfiltration"]),
    (Category("supply-chain-malware"), &["MCP-06", "supply-chain"]),
    (Category("prompt-injection"), &["MCP-01", "prompt-injection"]),
    (Category("denial-of-service"), &["economic-infrastructure-abuse"]),
    (Category("misconfiguration"), &["MCP-05", "monitoring-operational-security"]),
    (Client("command-injection"), &["MCP-C07"]),
    (Client("code-injection"), &["MCP-C07"]),
    (Client("xss"), &["MCP-C07"]),
    (Client("token-leak"), &["MCP-C02"]),
    (Client("info-disclosure"), &["MCP-C05"]),
    (Client("ssrf"), &["MCP-C04"]),
    (Client("authorization"), &["MCP-C06"]),
    (Client("auth-bypass"), &["MCP-C04"]),
    (Client("dns-rebinding"), &["MCP-C08"]),
    (Client("session"), &["MCP-C09"]),
    (Client("supply-chain-malware"), &["MCP-C01"]),
    (ClientWeakness("CWE-451"), &["MCP-C03"]),
    (ClientWeakness("CWE-346"), &["MCP-C04"]),
    (ClientWeakness("CWE-295"), &["MCP-C08"]),
    (ClientWeakness("CWE-319"), &["MCP-C08"]),
    (ClientWeakness("CWE-522"), &["MCP-C02"]),
    (Cause("untrusted-oauth-authorization-url"), &["MCP-C01"]),
    (Cause("server-chosen-authorization-server"), &["MCP-C01"]),
    (Cause("install-server-name-injection"), &["MCP-C01"]),
    (Cause("token-audience-validation"), &["MCP-02"]),
    (Cause("oauth-proxy-confused-deputy"), &["MCP-02"]),
    (Cause("operator-credential-fallback"), &["MCP-02"]),
    (Cause("session-principal-not-bound"), &["MCP-02"]),
    (Cause("credential-forwarded-on-redirect"), &["MCP-04"]),
    (Cause("sensitive-argument-logging"), &["MCP-04", "monitoring-operational-security"]),
    (Cause("unredacted-telemetry"), &["MCP-08", "monitoring-operational-security"]),
    (Cause("cross-tenant-isolation"), &["MCP-09", "context-manipulation"]),
    (Cause("shared-transport-instance"), &["MCP-09", "context-manipulation"]),
    (Cause("missing-origin-check"), &["MCP-05", "protocol-vulnerabilities"]),
    (Cause("json-case-insensitive-parsing"), &["protocol-vulnerabilities"]),
    (Cause("redirect-uri-not-validated"), &["authentication"]),
    (Cause("url-path-segment-injection"), &["MCP-02", "privilege-access-control"]),
    (Weakness("CWE-200"), &["MCP-08"]),
    (Weakness("CWE-201"), &["MCP-08"]),
    (Weakness("CWE-295"), &["MCP-10"]),
    (Weakness("CWE-306"), &["MCP-05"]),
    (Weakness("CWE-311"), &["MCP-10"]),
    (Weakness("CWE-319"), &["MCP-10"]),
    (Weakness("CWE-345"), &["MCP-09", "context-manipulation"]),
    (Weakness("CWE-352"), &["protocol-vulnerabilities"]),
    (Weakness("CWE-441"), &["MCP-02"]),
    (Weakness("CWE-506"), &["MCP-06", "supply-chain"]),
    (Weakness("CWE-522"), &["MCP-04"]),
    (Weakness("CWE-532"), &["MCP-04", "monitoring-operational-security"]),
    (Weakness("CWE-601"), &["authentication"]),
    (Weakness("CWE-653"), &["privilege-access-control"]),
    (Weakness("CWE-59"), &["privilege-access-control"]),
    (Weakness("CWE-706"), &["MCP-03", "tool-poisoning"]),
    (Weakness("CWE-74"), &["command-injection"]),
    (Weakness("CWE-798"), &["MCP-04"]),
    (Weakness("CWE-829"), &["MCP-06", "supply-chain"]),
    (Weakness("CWE-939"), &["privilege-access-control"]),
    (Weakness("CWE-942"), &["MCP-05"]),
    (Weakness("CWE-1188"), &["MCP-05"]),
    (Weakness("CWE-1427"), &["MCP-01", "prompt-injection"]),
];

impl When {
    fn fits(self, advisory: &Advisory) -> bool {
        let is_client = advisory.component == Component::Client;
        let weak = |id: &str| advisory.cwe.iter().any(|known| known == id);
        match self {
            Category(name) => advisory.category == name,
            Cause(name) => advisory.root_cause.as_deref() == Some(name),
            Weakness(id) => weak(id),
            Client(name) => is_client && advisory.category == name,
            ClientWeakness(id) => is_client && weak(id),
        }
    }
}

/// The tags of an advisory, in the order of the lists. Every advisory has a class of risk.
///
/// ```
/// # #[cfg(feature = "bundled")] {
/// use mcpvet::{pack::Pack, tags};
/// let pack = Pack::bundled();
/// let row = pack.find_advisory("MAL-2025-42116").unwrap();
/// let advisory = serde_json::from_str(pack.document(row).unwrap()).unwrap();
/// let ids: Vec<_> = tags::of_advisory(&advisory).iter().map(|tag| tag.id).collect();
/// assert_eq!(ids, ["risk/supply-chain", "MCP-06", "supply-chain"]);
/// # }
/// ```
#[must_use]
pub fn of_advisory(advisory: &Advisory) -> Vec<&'static Tag> {
    let fitting = TABLE.iter().filter(|(when, _)| when.fits(advisory));
    let written: Vec<_> = fitting.flat_map(|(_, tags)| *tags).copied().collect();
    // The class follows from the technique: top tens name symptoms as well.
    let techniques =
        || super::all().filter(|tag| !tag.id.starts_with("MCP-") && written.contains(&tag.id));
    let mut classes: Vec<_> = techniques().map(|tag| tag.risk).collect();
    if classes.is_empty() {
        classes.push("risk/operational");
    }
    let is_named = |tag: &Tag| written.contains(&tag.id) || classes.contains(&tag.id);
    super::all().filter(|tag| is_named(tag)).collect()
}

#[cfg(test)]
mod tests {
    use super::TABLE;
    use crate::tags::by_id;

    #[test]
    fn the_table_names_tags_that_exist() {
        for tag in TABLE.iter().flat_map(|(_, tags)| *tags) {
            assert!(by_id(tag).is_some_and(|known| known.id == *tag), "{tag}");
        }
    }

    #[cfg(feature = "bundled")]
    #[test]
    fn every_record_has_a_class_and_nearly_every_one_a_technique() {
        let pack = crate::pack::Pack::bundled();
        let mut without = 0;
        for row in pack.advisories() {
            let advisory = serde_json::from_str(pack.document(row).unwrap()).unwrap();
            let tags = super::of_advisory(&advisory);
            assert!(tags.iter().any(|tag| tag.id == tag.risk), "{}", row.id());
            without += usize::from(!tags.iter().any(|tag| !tag.id.contains(['/', 'M'])));
        }
        assert!(without * 100 <= pack.len(), "{without} records have no technique");
    }
}
