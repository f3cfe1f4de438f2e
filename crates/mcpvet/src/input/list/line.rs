//! What stands around an entry on its line: branches of trees, bullets, quotes, comments.

use crate::input::text::Text;

/// The entry without what surrounds it.
pub(super) fn strip<'a>(line: &Text<'a>) -> Text<'a> {
    let text = without_comment(without_bullet(without_branches(&line.value)));
    let text = text.trim_end_matches([',', ';']).trim();
    line.slice(text.trim_matches(['"', '\'', '`']))
}

/// Whether the whole line is a comment. Markdown headings are taken for one too.
pub(super) fn is_comment(line: &str) -> bool {
    line.starts_with('#') || line.starts_with("//") || line.starts_with("<!--")
}

/// `a@1` of `│ ├─┬ a@1` and of `| +-- a@1`.
fn without_branches(line: &str) -> &str {
    let drawn = |c| {
        matches!(c, '│' | '├' | '└' | '─' | '┬' | '╰' | '╭' | '╮' | '┴' | '┼')
            || matches!(c, '┌' | '┐' | '┤' | '┘')
            || c.is_whitespace()
    };
    let rest = line.trim_start_matches(drawn);
    if rest.len() < line.len() {
        return rest;
    }
    let rest = line.trim_start_matches(['|', ' ']);
    ["+-- ", "+-", "`-- ", "`-", "\\-- ", "\\-"]
        .iter()
        .find_map(|branch| rest.strip_prefix(branch))
        .map_or(line, |rest| rest.trim_start_matches(['-', '+', ' ']))
}

/// `a@1` of `- a@1`, `* a@1`, `• a@1`, `1. a@1` and `1) a@1`.
fn without_bullet(line: &str) -> &str {
    let bullet = ["- ", "* ", "• ", "+ ", "> ", "– "].iter().find_map(|b| line.strip_prefix(b));
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.strip_prefix(". ").or_else(|| digits.strip_prefix(") "));
    let numbered = numbered.filter(|_| digits.len() < line.len());
    bullet.or(numbered).unwrap_or(line).trim_start()
}

/// A comment behind an entry needs space in front, for `#` and `//` also stand in URLs.
fn without_comment(line: &str) -> &str {
    let bytes = line.as_bytes();
    let mut marks = memchr::memchr2_iter(b'#', b'/', bytes);
    let start = marks.find(|&at| {
        let spaced = at > 0 && matches!(bytes[at - 1], b' ' | b'\t');
        spaced && (bytes[at] == b'#' || bytes.get(at + 1) == Some(&b'/'))
    });
    line[..start.unwrap_or(line.len())].trim_end()
}

#[cfg(test)]
mod tests {
    use super::strip;
    use crate::input::text::Text;

    #[test]
    fn what_surrounds_an_entry() {
        for line in [
            "a@1",
            "│ ├─┬ a@1",
            "└── a@1",
            "| +-- a@1",
            "`-- a@1",
            "- a@1",
            "* `a@1`,",
            "12. a@1",
            "1) a@1",
            "a@1 # why",
            "a@1 // why",
            "\"a@1\",",
            "'a@1';",
        ] {
            assert_eq!(strip(&Text::of(line, line)).value, "a@1", "{line}");
        }
        assert_eq!(strip(&Text::of("https://h/#x", "")).value, "https://h/#x");
    }
}
