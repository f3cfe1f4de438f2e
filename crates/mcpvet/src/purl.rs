//! Writes package URLs (purl specification, ECMA-427).

use std::fmt::Write as _;

use crate::package::Ecosystem;

/// The canonical package URL of a package; without a version when there is none.
///
/// ```
/// use mcpvet::{Ecosystem, purl};
/// assert_eq!(
///     purl::write(Ecosystem::Npm, "@modelcontextprotocol/sdk", Some("1.24.0")),
///     "pkg:npm/%40modelcontextprotocol/sdk@1.24.0",
/// );
/// assert_eq!(purl::write(Ecosystem::Maven, "io.example:core", None), "pkg:maven/io.example/core");
/// ```
#[must_use]
pub fn write(ecosystem: Ecosystem, name: &str, version: Option<&str>) -> String {
    let mut purl = format!("pkg:{}", ecosystem.purl_type());
    let separators: &[char] = if ecosystem == Ecosystem::Maven { &['/', ':'] } else { &['/'] };
    for part in name.split(separators).filter(|part| !part.is_empty()) {
        purl.push('/');
        encode(&mut purl, part);
    }
    if let Some(version) = version {
        purl.push('@');
        encode(&mut purl, version);
    }
    purl
}

/// Everything but letters, digits and `.-_~:` is written as its bytes in percent form.
fn encode(purl: &mut String, part: &str) {
    for byte in part.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'~' | b':' => {
                purl.push(char::from(byte));
            }
            _ => {
                let _ = write!(purl, "%{byte:02X}");
            }
        }
    }
}
