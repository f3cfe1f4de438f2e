//! `audit-manifest.json`, read member by member, so that one of the wrong kind hides no other.

use serde_json::Value;

use super::record::Counts;
use super::{SEVERITIES, layout};

/// A manifest that is JSON.
pub(super) struct Manifest(Value);

impl Manifest {
    /// Reads a text; `None` when it is no JSON object.
    pub(super) fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        value.is_object().then_some(Self(value))
    }

    /// A member such as `/target/version`; empty where it is missing or no text.
    pub(super) fn text(&self, pointer: &str) -> &str {
        self.0.pointer(pointer).and_then(Value::as_str).unwrap_or_default().trim()
    }

    /// A member that is a whole number.
    pub(super) fn number(&self, pointer: &str) -> Option<u64> {
        self.0.pointer(pointer).and_then(Value::as_u64)
    }

    /// How many findings it counts, by severity; `None` where it counts none at all.
    pub(super) fn counts(&self) -> Option<Counts> {
        let count = |severity: &str| self.number(&format!("/findings_summary/{severity}"));
        SEVERITIES.iter().any(|severity| count(severity).is_some()).then(|| {
            let number =
                |severity: &str| u32::try_from(count(severity).unwrap_or(0)).unwrap_or(u32::MAX);
            Counts::of(number)
        })
    }

    /// The names of the findings that it lists, without what is said behind them.
    pub(super) fn listed(&self) -> Vec<&str> {
        let lists = self.0.pointer("/findings_details").and_then(Value::as_object);
        let names = lists.into_iter().flat_map(|lists| lists.values());
        let names = names.filter_map(Value::as_array).flatten().filter_map(Value::as_str);
        names.filter_map(|name| name.split_whitespace().next()).collect()
    }

    /// The release that was audited; empty where none is named.
    pub(super) fn release(&self) -> &str {
        Some(self.text("/target/version")).filter(|version| is_release(version)).unwrap_or_default()
    }

    /// The commit that was audited; empty where none is named.
    pub(super) fn commit(&self) -> &str {
        Some(self.text("/target/commit_hash"))
            .filter(|commit| is_commit(commit))
            .unwrap_or_default()
    }
}

/// Whether a text is the whole hash of a commit.
pub(super) fn is_commit(text: &str) -> bool {
    [40, 64].contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether a text can only be the tag of a release: `v1.8.1`, `0.4.0`, `server-2026.1`; neither a
/// branch such as `main` nor a line such as `1.x`.
pub(super) fn is_release(text: &str) -> bool {
    let is_known = |b: u8| b.is_ascii_alphanumeric() || b"._+-".contains(&b);
    let starts_with_number = text.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
    let has_number = text.split(['-', '_']).any(|part| {
        let part = part.trim_start_matches('v');
        part.starts_with(|c: char| c.is_ascii_digit()) && part.contains('.')
    });
    let is_line = text.split('.').any(|part| part.eq_ignore_ascii_case("x"));
    (1..=64).contains(&text.len())
        && text.bytes().all(is_known)
        && (starts_with_number || has_number)
        && !is_line
        && layout::Id::read(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::{Manifest, is_release};

    #[test]
    fn releases_are_told_from_branches() {
        for good in ["v1.8.1", "0.4.0", "2026.1", "v2", "server-v1.2.3", "1.0.0-rc.1+5"] {
            assert!(is_release(good), "{good}");
        }
        for bad in ["main", "latest", "", "1.x", "release/1.2", "HEAD", "feature-3", "1.0 <b>", "v"]
        {
            assert!(!is_release(bad), "{bad}");
        }
    }

    #[test]
    fn a_member_of_the_wrong_kind_hides_no_other() {
        let manifest = Manifest::read(
            r#"{"audit_id":7,"target":{"version":"1.2.0","commit_hash":["x"]},
            "findings_summary":{"high":2,"low":"many","medium":-1},"findings_details":{"a":["x-1 (note)",3]}}"#,
        )
        .unwrap();
        assert_eq!(
            (manifest.text("/audit_id"), manifest.release(), manifest.commit()),
            ("", "1.2.0", "")
        );
        let counts = manifest.counts().unwrap();
        assert_eq!((counts.high, counts.low, counts.medium), (2, 0, 0));
        assert_eq!(manifest.listed(), ["x-1"]);
        assert!(Manifest::read("[]").is_none() && Manifest::read("{").is_none());
    }
}
