//! What of a URL may be shown: no user, password, query or fragment, which can hold secrets.

use core::ops::Range;

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
        let (scheme, rest) = text.split_once("://")?;
        let scheme_byte = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
        if scheme.is_empty() || !scheme.bytes().all(scheme_byte) {
            return None;
        }
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let rest = rest.split('?').next().unwrap_or_default();
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = authority.rsplit('@').next().unwrap_or_default();
        Some(Self { scheme, host, path, fragment })
    }

    /// Whether it is `http` or `https`.
    pub(crate) fn is_web(self) -> bool {
        self.scheme.eq_ignore_ascii_case("http") || self.scheme.eq_ignore_ascii_case("https")
    }

    /// `host[:port]/path`, with parts of the path that look like keys left out.
    pub(crate) fn place(self) -> String {
        let mut place = self.host.to_owned();
        for segment in self.path.split('/').skip(1) {
            place.push('/');
            place.push_str(if is_secret(segment) { "…" } else { segment });
        }
        place.truncate(place.trim_end_matches('/').len());
        place
    }

    /// The whole URL as far as it may be shown; the fragment stays, for Git names a commit there.
    pub(crate) fn shown(self) -> String {
        let fragment = if self.fragment.is_empty() { "" } else { "#" };
        format!("{}://{}{fragment}{}", self.scheme, self.place(), self.fragment)
    }

    /// The bytes of `text` in which host and path stand.
    pub(crate) fn range_in(self, text: &str) -> Range<usize> {
        let start = self.host.as_ptr() as usize - text.as_ptr() as usize;
        start..start + self.host.len() + self.path.len()
    }
}

/// Whether a part of a path looks like a key: hosted servers put keys there
/// (`/api/mcp/s/<key>/mcp`), and no name has so many letters and digits in one piece.
fn is_secret(segment: &str) -> bool {
    let longest =
        segment.split(['-', '_', '.', '~']).max_by_key(|run| run.len()).unwrap_or_default();
    let mixed = segment.bytes().any(|b| b.is_ascii_digit())
        && segment.bytes().any(|b| b.is_ascii_alphabetic());
    let uuid = segment.len() == 36 && segment.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    uuid || (mixed && longest.len() >= 16) || longest.len() >= 40
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
        ] {
            assert_eq!(Url::read(url).map(Url::place).as_deref(), Some(place));
        }
        assert_eq!(Url::read("C:\\x"), None);
    }
}
