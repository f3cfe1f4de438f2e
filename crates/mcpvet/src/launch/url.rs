//! What of a URL may be shown: no user, password, query or fragment, which can hold secrets.

use core::ops::Range;

use super::placeholder::{is_dynamic, shown};
use super::redact::{HIDDEN, is_secret};

/// The parts of a URL that name a server: `host[:port]` and the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Url<'a> {
    /// `https`, or `git+ssh` and the like.
    pub(crate) scheme: &'a str,
    /// Host and port as written, without user and password.
    pub(crate) host: &'a str,
    /// The path with its leading slash; empty when there is none.
    pub(crate) path: &'a str,
    /// What follows `#`; empty when nothing does.
    pub(crate) fragment: &'a str,
}

impl<'a> Url<'a> {
    /// Splits `scheme://…`; `None` for anything else.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let rest = rest.strip_prefix("//")?;
        let scheme_byte = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
        if scheme.is_empty() || !scheme.bytes().all(scheme_byte) {
            return None;
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, behind) = rest.split_at(end);
        let host = authority.rsplit('@').next().unwrap_or_default();
        // A password with one of these characters reads like a host with a path.
        let doubtful = behind.contains('@') && !host.contains(['.', ':', '[', '$', '{']);
        if !is_host(host) || (doubtful && host != "localhost") {
            return Some(Self { scheme, host: &rest[..0], path: "", fragment: "" });
        }
        let (behind, fragment) = behind.split_once('#').unwrap_or((behind, ""));
        let path = behind.split('?').next().unwrap_or_default();
        Some(Self { scheme, host, path, fragment })
    }

    /// Whether it is `http` or `https`.
    pub(crate) fn is_web(self) -> bool {
        self.scheme.eq_ignore_ascii_case("http") || self.scheme.eq_ignore_ascii_case("https")
    }

    /// `host[:port]/path`, with parts of the path that look like keys left out.
    pub(crate) fn place(self) -> String {
        if self.host.is_empty() && !self.scheme.ends_with("file") {
            return HIDDEN.to_owned();
        }
        let mut place = String::with_capacity(self.host.len() + self.path.len());
        place.push_str(self.host);
        for segment in self.path.split('/').skip(1) {
            place.push('/');
            let user = segment.contains(':') && segment.contains('@');
            let hidden = user || segment.contains(char::is_whitespace) || is_secret(segment);
            place.push_str(if hidden { HIDDEN } else { segment });
        }
        place.truncate(place.trim_end_matches('/').len());
        place
    }

    /// The whole URL as far as it may be shown; the fragment stays, for Git names a commit there.
    pub(crate) fn shown(self) -> String {
        let mark = if self.fragment.is_empty() { "" } else { "#" };
        [self.scheme, "://", &self.place(), mark, shown_reference(self.fragment)].concat()
    }

    /// The bytes of `text` in which host and path stand.
    pub(crate) fn range_in(self, text: &str) -> Range<usize> {
        let start = self.host.as_ptr() as usize - text.as_ptr() as usize;
        start..start + self.host.len() + self.path.len()
    }
}

/// Who a host belongs to: `apache` of `repo.apache.example`; empty when there is one label alone.
/// Mirrors and hosts of one registry are told by it.
pub(crate) fn owner(host: &str) -> &str {
    host.rsplit('.').nth(1).unwrap_or_default()
}

/// A branch, tag, commit or range behind `#`, when it is one.
pub(super) fn shown_reference(reference: &str) -> &str {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./:^~*".contains(&b);
    let commit = reference.bytes().all(|b| b.is_ascii_hexdigit()) && reference.len() <= 40;
    let named =
        reference.bytes().all(plain) && !reference.split(['/', ':', '^', '~']).any(is_secret);
    if commit || named { reference } else { HIDDEN }
}

/// Whether this is a host with or without a port, or a placeholder for one.
fn is_host(text: &str) -> bool {
    match is_dynamic(text) {
        true => shown(text, is_plain_host) == text,
        false => is_plain_host(text),
    }
}

fn is_plain_host(text: &str) -> bool {
    let (name, port) = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']').unwrap_or(("@", "")),
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let plain = |c: char| matches!(c, '.' | '-' | '_') || c.is_alphanumeric();
    let six =
        text.starts_with('[') && name.bytes().all(|b| b.is_ascii_hexdigit() || b":.".contains(&b));
    let digits = port.strip_prefix(':').unwrap_or_default();
    (six || name.chars().all(plain))
        && (port.is_empty() || (port.starts_with(':') && digits.len() <= 5))
        && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::Url;

    #[test]
    fn secrets_are_left_out() {
        for (url, place) in [
            ("https://mcp.example.com/sse", "mcp.example.com/sse"),
            ("http://localhost:8080/", "localhost:8080"),
            ("https://user:pass@host/mcp?key=1#x", "host/mcp"),
            ("https://host?key=1", "host"),
            ("https://host/api/s/NDU2Nzg5MGFiY2RlZmdo/mcp", "host/api/s/…/mcp"),
            ("https://host/3f2504e0-4f89-11d3-9a0c-0305e82c3301/mcp", "host/…/mcp"),
            ("https://[::1]:3000/mcp", "[::1]:3000/mcp"),
            ("https://user:SEC/RET@host/mcp", "…"),
            ("https://user:SEC#RET@host", "…"),
            ("https://user:SEC?RET@host", "…"),
            ("https://SEC/RET@host/mcp", "…"),
            ("git+https://SEC/RET@host/r.git", "…"),
            ("git+ssh://git@host.example/r.git@v1", "host.example/r.git@v1"),
            ("https://host/k=v/a;b/x", "host/…/…/x"),
            ("https://host/abcdefghijklmnopqrstuvw/mcp", "host/…/mcp"),
            ("https://unpkg.com/a@1.2.3/x", "unpkg.com/a@1.2.3/x"),
            ("https://${HOST}:80/mcp", "${HOST}:80/mcp"),
        ] {
            assert_eq!(Url::read(url).map(Url::place).as_deref(), Some(place));
        }
        assert_eq!(Url::read("C:\\x"), None);
    }
}
