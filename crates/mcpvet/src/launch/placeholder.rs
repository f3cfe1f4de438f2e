//! Text that is filled in when a configuration is used: `${VERSION}`, `{env:X}`, `%X%`.

use core::ops::Range;

/// Whether some of the text is known only when it runs.
pub(crate) fn is_dynamic(text: &str) -> bool {
    // Nearly no text has one of these.
    text.bytes().any(|b| matches!(b, b'$' | b'{' | b'`' | b'%'))
        && (["${", "$(", "{env:", "{{", "`"].iter().any(|mark| text.contains(mark))
            || is_shell_variable(text)
            || is_windows_variable(text))
}

/// `$NAME`, as shells write it.
fn is_shell_variable(text: &str) -> bool {
    text.split('$')
        .skip(1)
        .any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'))
}

/// `%NAME%`. Percent-encoding such as `%40` has no second percent sign behind a name.
fn is_windows_variable(text: &str) -> bool {
    let mut parts = text.split('%').skip(1).peekable();
    while let Some(name) = parts.next() {
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_()".contains(&b));
        if named && parts.peek().is_some() {
            return true;
        }
    }
    false
}

/// The placeholders in brackets, from `$` or `{` up to the bracket that closes; one that is never
/// closed reaches to the end.
pub(super) fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = memchr::memchr2(b'$', b'{', &text.as_bytes()[at..]) {
        let start = at + step;
        let opening = ["${", "$(", "{env:", "{{"].iter().any(|m| text[start..].starts_with(m));
        at = if opening { end_of(text, start) } else { start + 1 };
        if opening {
            found.push(start..at);
        }
    }
    found
}

/// Where the bracket that is opened at or behind `start` has been closed.
pub(super) fn end_of(text: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'{' | b'(' => depth += 1,
            b'}' | b')' if depth <= 1 => return at + 1,
            b'}' | b')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The first place of a byte that stands in no placeholder, from `from` on.
pub(super) fn find_outside(text: &str, from: usize, wanted: u8) -> Option<usize> {
    outside(text, wanted).find(|at| *at >= from)
}

/// The last place of a byte that stands in no placeholder.
pub(super) fn rfind_outside(text: &str, wanted: u8) -> Option<usize> {
    outside(text, wanted).last()
}

fn outside(text: &str, wanted: u8) -> impl Iterator<Item = usize> {
    let mut inside = brackets(text).into_iter().peekable();
    memchr::memchr_iter(wanted, text.as_bytes()).filter(move |at| {
        while inside.next_if(|range| range.end <= *at).is_some() {}
        inside.peek().is_none_or(|range| !range.contains(at))
    })
}

/// The text with the defaults of `${NAME:-default}` filled in; `None` when it has none, or when
/// something else in it stays open.
pub(super) fn with_defaults(text: &str) -> Option<String> {
    let mut filled = String::new();
    let mut done = 0;
    for range in brackets(text) {
        let inner = text[range.clone()].strip_prefix("${")?.strip_suffix('}')?;
        let (_, default) = inner.split_once(":-")?;
        filled.push_str(&text[done..range.start]);
        filled.push_str(default);
        done = range.end;
    }
    if done == 0 {
        return None;
    }
    filled.push_str(&text[done..]);
    (!is_dynamic(&filled)).then_some(filled)
}

/// The text as far as it may be shown: of a placeholder its name, of the rest what `is_plain`
/// allows. Defaults and commands can hold secrets.
pub(super) fn shown(text: &str, is_plain: fn(&str) -> bool) -> String {
    let mut shown = String::new();
    let literal = |shown: &mut String, part: &str| {
        let variable = part.starts_with(['$', '%']) && part.len() > 1;
        let part_is_plain = is_plain(part.trim_start_matches('$').trim_matches('%'));
        shown.push_str(match part {
            "" => "",
            _ if part_is_plain || (variable && is_variable(part)) => part,
            _ => "…",
        });
    };
    let mut done = 0;
    for range in brackets(text) {
        literal(&mut shown, &text[done..range.start]);
        let part = &text[range.clone()];
        let name = part.trim_matches(['$', '{', '}', ' ']);
        let name = [":-", ":=", ":?", ":+"]
            .iter()
            .fold(name, |name, mark| name.split_once(mark).map_or(name, |(name, _)| name));
        let named = !part.starts_with("$(")
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.:-".contains(&b));
        match part {
            _ if !named => shown.push_str("${…}"),
            _ if part.starts_with("{{") => shown.extend(["{{", name, "}}"]),
            _ if part.starts_with('{') => shown.extend(["{", name, "}"]),
            _ => shown.extend(["${", name, "}"]),
        }
        done = range.end;
    }
    literal(&mut shown, &text[done..]);
    shown
}

/// `$NAME`, `$env:NAME` or `%NAME%` and nothing else.
fn is_variable(text: &str) -> bool {
    let name = text.strip_prefix('$').or_else(|| text.strip_prefix('%')?.strip_suffix('%'));
    let name = name.map(|name| name.strip_prefix("env:").unwrap_or(name));
    name.is_some_and(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
}

#[cfg(test)]
mod tests {
    use super::{find_outside, is_dynamic, shown, with_defaults};

    #[test]
    fn placeholders_of_hosts_and_shells() {
        for text in ["${V}", "a@${env:V}", "{env:V}", "$V", "%V%", "{{v}}", "$(cat v)", "a@%V%-x"] {
            assert!(is_dynamic(text), "{text}");
        }
        for text in ["1.2.3", "a%40b", "100%", "a$", "{}", "50%20off%"] {
            assert!(!is_dynamic(text), "{text}");
        }
    }

    #[test]
    fn defaults_are_no_part_of_the_name() {
        assert_eq!(find_outside("${P:-a@1}@2", 0, b'@'), Some(9));
        assert_eq!(find_outside("${P:-a@1", 0, b'@'), None);
        for (text, filled) in [
            ("${P:-a@1.0.0}", Some("a@1.0.0")),
            ("a@${V:-1}.${W:-2}", Some("a@1.2")),
            ("${P}", None),
            ("a", None),
            ("${P:-${Q}}", None),
        ] {
            assert_eq!(with_defaults(text).as_deref(), filled, "{text}");
        }
    }

    #[test]
    fn only_names_are_shown() {
        let lower = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'@');
        for (text, expected) in [
            ("a@${V:-secret}", "a@${V}"),
            ("${input:id}b", "${input:id}b"),
            ("SECRET${V}", "…${V}"),
            ("$(cat SECRET)", "${…}"),
            ("{{ V }}", "{{V}}"),
            ("{env:V}", "{env:V}"),
            ("$V", "$V"),
            ("%V%", "%V%"),
            ("${V", "${V}"),
        ] {
            assert_eq!(shown(text, lower), expected, "{text}");
        }
    }
}
