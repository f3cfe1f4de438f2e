//! Exact places of what stands in words whose quotes or escapes were resolved.
//!
//! Of such a word only the whole place is known: of `bash -c "pip install \"a==1\""` all behind
//! `-c`. What a package says is looked for there, and its place is told when it stands there once.

use crate::package::{Package, Span};

/// Bytes of a place that is looked through. Scripts in quotes are shorter, and a longer one can hold
/// so many packages that looking for each of them would take too long.
const MAX_PLACE: usize = 4 << 10;

/// Gives packages that say less than their place the place of what they say.
pub(crate) fn narrow(text: &str, packages: &mut [Package<'_>]) {
    for package in packages {
        let Span { start, end } = package.span;
        let (name, version) = (&*package.name, &*package.requirement.text);
        let said = if version.is_empty() { name } else { version };
        // Nearly every package stands where it says so.
        let length = (end - start) as usize;
        if length <= said.len() || length > MAX_PLACE {
            continue;
        }
        let Some(place) = text.get(start as usize..end as usize) else { continue };
        let behind_name = |at: &usize| is_behind(&place[..*at], name);
        let found = only(place, said, &behind_name).or_else(|| only(place, said, &|_| true));
        if let Some(at) = found {
            let start = start as usize + at;
            package.span = Span::new(start, start + said.len());
        }
    }
}

/// The one place of a word that fits; `None` when there are several.
fn only(place: &str, word: &str, fits: &dyn Fn(&usize) -> bool) -> Option<usize> {
    let bytes = place.as_bytes();
    let stands = |at: &usize| {
        let rest = &bytes[*at..];
        let ends = rest.get(word.len()).is_none_or(|byte| !is_part(*byte));
        rest.starts_with(word.as_bytes()) && ends && (*at == 0 || !is_part(bytes[*at - 1]))
    };
    let places = memchr::memchr_iter(*word.as_bytes().first()?, bytes);
    let mut found = places.filter(stands).filter(fits);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether a name stands in front, with no more than a mark between: `name@`, `name==`.
fn is_behind(before: &str, name: &str) -> bool {
    before.trim_end_matches(['@', '=', ':', ' ']).ends_with(name)
}

/// Whether a byte belongs to the name or version in front of it or behind it.
const fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+' | b'/')
}

#[cfg(test)]
mod tests {
    use super::narrow;
    use crate::package::{Package, Requirement, RequirementClass, Span};

    /// The place of a package that all of `text` stands for.
    fn place<'t>(text: &'t str, name: &'static str, version: &'static str) -> &'t str {
        let requirement = Requirement::new(RequirementClass::Exact, version);
        let mut packages = [Package::unnamed(name.into(), requirement, Span::new(0, text.len()))];
        narrow(text, &mut packages);
        &text[packages[0].span.start as usize..packages[0].span.end as usize]
    }

    #[test]
    fn what_stands_once_has_an_exact_place() {
        for (text, name, version, expected) in [
            (r#"pip install \"a==1.0\" \"b==1.0\""#, "b", "1.0", "1.0"),
            ("npm i a@1 # 1", "a", "1", "1"),
            ("npx -y a", "a", "", "a"),
            ("^^1.0", "a", "^1.0", "^1.0"),
            ("1.0.0 and 21.0.0", "a", "1.0.0", "1.0.0"),
            // Twice, as a part of something else, and not at all.
            ("1.0 or 1.0", "a", "1.0", "1.0 or 1.0"),
            ("x-1.0-py3", "a", "1.0", "x-1.0-py3"),
            ("${V:-x}", "a", "1.0", "${V:-x}"),
        ] {
            assert_eq!(place(text, name, version), expected, "{text}");
        }
        let long = format!("a==1.0 {}", "x ".repeat(4_000));
        assert_eq!(place(&long, "a", "1.0"), long);
    }
}
