//! Repositories, however their URLs are written.

/// The longest place of a repository, in bytes.
const MAX_PLACE: usize = 300;

/// The host and the path of a repository in lower case: `github.com/owner/name`.
///
/// `None` for what names no repository, or holds characters that no URL of one has.
///
/// ```
/// use mcpvet::repository::place;
/// for url in [
///     "https://github.com/Example/notes",
///     "git+https://www.github.com/example/notes.git",
///     "git@github.com:example/notes.git",
///     "github:example/notes",
///     "https://github.com/example/notes/tree/main/src#readme",
/// ] {
///     assert_eq!(place(url).as_deref(), Some("github.com/example/notes"), "{url}");
/// }
/// assert_eq!(place("https://github.com/example"), None);
/// assert_eq!(place("https://github.com/example/<b>"), None);
/// ```
#[must_use]
pub fn place(url: &str) -> Option<String> {
    let text = url.trim().to_ascii_lowercase();
    let text = text.split(['#', '?']).next().unwrap_or_default();
    let text = match text.strip_prefix("github:") {
        Some(short) => format!("github.com/{short}"),
        None => text.split_once("://").map_or(text, |(_, rest)| rest).to_owned(),
    };
    // `git@host:owner/name` has a colon where others have a slash.
    let text = text.split_once('@').map_or(text.as_str(), |(_, rest)| rest).replacen(':', "/", 1);
    let mut parts: Vec<_> = text.split('/').filter(|part| !part.is_empty()).collect();
    let host = parts.first()?.trim_start_matches("www.");
    // On GitHub what follows is a place inside of the repository.
    if host == "github.com" {
        parts.truncate(3);
    }
    let end = parts.iter().position(|part| *part == "-").unwrap_or(parts.len());
    let path = parts.get(1..end)?.join("/");
    let path = path.trim_end_matches(".git");
    let is_plain =
        |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._~-/".contains(&b));
    let is_place =
        host.contains('.') && path.contains('/') && !path.split('/').any(|part| part == "..");
    let place = format!("{host}/{path}");
    (is_place && is_plain(&place) && place.len() <= MAX_PLACE).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn other_hosts_and_what_is_none() {
        for (url, expected) in [
            (
                "https://gitlab.com/group/part/notes/-/tree/main",
                Some("gitlab.com/group/part/notes"),
            ),
            ("ssh://git@codeberg.org/ada/notes.git", Some("codeberg.org/ada/notes")),
            ("https://ada:secret@github.com/ada/notes/", Some("github.com/ada/notes")),
            ("github.com/ada/notes", Some("github.com/ada/notes")),
            ("https://localhost/ada/notes", None),
            ("https://github.com/../notes", None),
            ("https://github.com/ada/no tes", None),
            ("https://github.com/ada/notes --> x", None),
            ("notes", None),
            ("", None),
            ("://@:", None),
            ("-:uu", None),
        ] {
            assert_eq!(place(url).as_deref(), expected, "{url}");
        }
        assert_eq!(place(&format!("https://a.example/{}/b", "x".repeat(400))), None);
    }
}
