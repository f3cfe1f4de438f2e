//! What of a command line may be shown: no word that could be a key, a password or a token.
//!
//! Names are shown when they fit the grammar of their ecosystem, requirements when they fit their
//! class. Everything that leaves this module tree has been through [`package`].

use std::borrow::Cow;

use super::{named, npm_spec, pep508, placeholder};
use crate::package::{Ecosystem, Package, Requirement, RequirementClass, Source};

/// What stands for text that is not shown.
pub(super) const HIDDEN: &str = "…";

/// How keys start that are handed out by well-known services.
const ISSUED: &[&str] = &[
    "sk-",
    "sk_",
    "pk_",
    "rk_",
    "ghp_",
    "gho_",
    "ghs_",
    "ghu_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xox",
    "AKIA",
    "ASIA",
    "AIza",
    "eyJ",
    "hf_",
    "lin_api_",
    "ntn_",
    "tvly-",
];

/// Whether a part of a path or a word looks like a key: hosted servers put keys into paths
/// (`/api/mcp/s/<key>/mcp`), and no name has so many letters and digits in one piece.
pub(crate) fn is_secret(piece: &str) -> bool {
    if piece.starts_with("${") && piece.ends_with('}') {
        return placeholder::shown(piece, |_| false) != piece;
    }
    if piece.bytes().any(|b| b"=&;`\"'<>".contains(&b)) || is_as_issued(piece) {
        return true;
    }
    // No key is shorter than the shortest part that is looked at below.
    if piece.len() < 16 {
        return false;
    }
    // The one name of an organisation that is longer than a key may be.
    const KNOWN: &str = "modelcontextprotocol";
    if piece.len() >= KNOWN.len() && piece.contains(KNOWN) {
        return is_secret(&piece.replace(KNOWN, "mcp"));
    }
    let mixed =
        piece.bytes().any(|b| b.is_ascii_digit()) && piece.bytes().any(|b| b.is_ascii_alphabetic());
    let uuid = piece.len() == 36 && piece.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let is_key = |part: &str| match part.len() {
        20.. => true,
        16.. if mixed || part.bytes().all(|b| b.is_ascii_hexdigit()) => true,
        _ => piece.len() >= 20 && !is_word(part),
    };
    let mark = |c: char| matches!(c, '-' | '_' | '.' | '~' | '@' | '+' | ' ');
    uuid || piece.split(mark).any(is_key)
}

/// Whether a word begins as keys of a well-known service do.
fn is_as_issued(word: &str) -> bool {
    // Nearly every name is told by its first letter.
    let first = word.as_bytes().first();
    ISSUED.iter().any(|start| start.as_bytes().first() == first && word.starts_with(start))
}

/// Whether a name is a key beyond doubt: it begins as those of a service do and goes on at random.
fn is_issued(name: &str) -> bool {
    let key = |part: &str| part.len() >= 16 && part.bytes().any(|b| b.is_ascii_digit());
    ISSUED
        .iter()
        .any(|start| name.strip_prefix(start).is_some_and(|rest| rest.split(['-', '_']).any(key)))
}

/// `server`, `v2`, `x86`, `py3`, `2025`, `readMe`: no random letters and digits.
fn is_word(part: &str) -> bool {
    let letters = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = part.len() - letters.len();
    let capitals = letters.bytes().filter(u8::is_ascii_uppercase).count();
    letters.chars().all(char::is_alphabetic)
        && (digits <= 3 || (letters.len() <= 1 && digits <= 14))
        && (capitals * 3 <= letters.len().max(3) || capitals == letters.len())
}

/// A path with the parts that look like keys left out.
pub(super) fn path(text: &str) -> Cow<'_, str> {
    // Folders have spaces in their names; behind `x.js` a space starts something else.
    let more = |part: &str| part.split_once(' ').is_some_and(|(name, _)| name.contains('.'));
    let user = |part: &str| part.contains(':') && part.contains('@');
    let hide = |part: &str| is_secret(part) || user(part) || more(part);
    if !text.split(is_separator).any(hide) {
        return Cow::Borrowed(text);
    }
    let parts = text.split_inclusive(is_separator).map(|part| {
        let name = part.trim_end_matches(is_separator);
        let kept = if hide(name) { HIDDEN } else { name };
        format!("{kept}{}", &part[name.len()..])
    });
    Cow::Owned(parts.collect())
}

const fn is_separator(c: char) -> bool {
    matches!(c, '/' | '\\')
}

/// Whether a word can be the name of a command: `npx`, `my-server.py`, `/opt/bin/server`.
pub(crate) fn is_command(word: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-/@\\:~+ ()".contains(&b);
    let name = word.rsplit(is_separator).next().unwrap_or_default();
    word.bytes().all(plain)
        && name.starts_with(|c: char| c.is_ascii_alphanumeric() || "._@".contains(c))
        && name.bytes().any(|b| b.is_ascii_alphanumeric())
        && !name.contains(':')
        && !is_secret(name)
}

/// Whether a name can be one of its ecosystem.
fn is_name(ecosystem: Option<Ecosystem>, name: &str) -> bool {
    match ecosystem {
        _ if is_issued(name) => false,
        Some(Ecosystem::Npm | Ecosystem::Jsr) => npm_spec::is_name(name),
        Some(Ecosystem::PyPI) => pep508::is_name(name),
        // The names of images are read by their grammar.
        Some(Ecosystem::Oci) | None => true,
        Some(other) => named::is_name(other, name),
    }
}

/// A package name that people write without capitals, and that is no key.
pub(super) fn is_likely_name(package: &Package<'_>) -> bool {
    package.source == Source::Registry
        && !package.name.is_empty()
        && is_name(package.ecosystem, &package.name)
        && !package.name.bytes().any(|b| b.is_ascii_uppercase())
        && !package.name.split('/').any(is_secret)
}

/// Whether a word is the specification of a package beyond doubt: it has a scope or a version.
pub(super) fn is_clear(package: &Package<'_>) -> bool {
    let versioned = matches!(
        package.requirement.class,
        RequirementClass::Exact | RequirementClass::Range | RequirementClass::DistTagLatest
    );
    is_likely_name(package)
        && package.requirement.text != HIDDEN
        && (versioned || (package.name.starts_with('@') && package.requirement.text.is_empty()))
}

/// The text of a requirement, when it is what its class says.
pub(super) fn requirement<'a>(class: RequirementClass, text: Cow<'a, str>) -> Cow<'a, str> {
    use RequirementClass as Class;
    let plain = |more: &[u8]| text.bytes().all(|b| b.is_ascii_alphanumeric() || more.contains(&b));
    let fits = match class {
        Class::Exact | Class::ExactPrerelease => plain(b".+!_-") && is_version(&text),
        Class::Range => plain(b".+!_-*^~<>=|, ()[]") && text.split(RANGE).all(is_version),
        Class::DistTag => {
            plain(b".-_") && !is_secret(&text) && !text.bytes().any(|b| b.is_ascii_uppercase())
        }
        Class::OciTag => plain(b".-_") && !is_secret(&text),
        Class::Digest => text.split_once(':').is_some_and(|(kind, hash)| {
            kind.starts_with("sha") && hash.bytes().all(|b| b.is_ascii_hexdigit())
        }),
        Class::Dynamic => return Cow::Owned(placeholder::shown(&text, is_plain)),
        Class::Path => return Cow::Owned(path(&text).into_owned()),
        // Made of parts that have been looked at, or fixed words.
        _ => true,
    };
    if fits { text } else { Cow::Borrowed(HIDDEN) }
}

const RANGE: [char; 14] = [' ', ',', '|', '^', '~', '<', '>', '=', '!', '-', '(', ')', '[', ']'];

/// Whether a part of a range can be a version: it starts with a digit or a wildcard. Labels such as
/// `rc.1` stand behind a dash.
fn is_version(part: &str) -> bool {
    let part = part.trim_start_matches(['v', 'V']);
    part.starts_with(|c: char| c.is_ascii_digit() || "xX*".contains(c))
        || part.is_empty()
        || (part.len() <= 12
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.'))
}

/// Whether text around a placeholder can be shown: part of a name, a range or an image.
fn is_plain(text: &str) -> bool {
    let plain =
        |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"@/._-^~<>=:, ".contains(&b);
    let secret = text.split(['/', '@', ':', '=', '<', '>']).any(is_secret);
    let user = text.find(':').is_some_and(|colon| text[colon..].contains('@'));
    text.bytes().all(plain) && !secret && !user
}

/// Takes out of a package what could be a secret.
pub(crate) fn package(package: &mut Package<'_>, runner: &str) {
    let Requirement { class, text } = &mut package.requirement;
    let class = *class;
    *text = requirement(class, core::mem::take(text));
    if package.alias.as_ref().is_some_and(|alias| !npm_spec::is_name(alias)) {
        package.alias = None;
    }
    let fits = match package.source {
        Source::Registry | Source::Other => is_name(package.ecosystem, &package.name),
        Source::Program => package.name.is_empty() || is_command(&package.name),
        Source::Local => {
            package.name = path(&package.name).into_owned().into();
            true
        }
        // The text of places is made in `url`.
        Source::Git | Source::Url | Source::Remote => true,
    };
    if !fits && class == RequirementClass::Dynamic {
        package.name = Cow::Borrowed("");
    } else if !fits {
        let unnamed = Package::unnamed(name_of_runner(runner), Requirement::none(), package.span);
        let confidence = package.confidence;
        *package = Package { source: Source::Program, confidence, ..unnamed };
    }
}

fn name_of_runner<'a>(runner: &str) -> Cow<'a, str> {
    if is_command(runner) { runner.to_owned().into() } else { Cow::Borrowed("") }
}

#[cfg(test)]
mod tests {
    use super::{is_command, is_secret, path};

    #[test]
    fn keys_and_words() {
        for key in [
            "NDU2Nzg5MGFiY2RlZmdo",
            "abcdefghijklmnopqrst",
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "a=b",
            "a&b",
            "a;b",
            "sk-live",
            "deadbeefdeadbeef",
            "AbCdE-fGh1J-kLmNo-PqRsT",
        ] {
            assert!(is_secret(key), "{key}");
        }
        for word in [
            "mcp",
            "my-server-for-many-tools",
            "2025-03-26",
            "streamable-http-endpoint",
            "my_tool-1.0-py3-none-any.whl",
            "${workspaceFolder}",
            "index.js",
            "readMe",
            "modelcontextprotocol",
        ] {
            assert!(!is_secret(word), "{word}");
        }
    }

    #[test]
    fn paths_keep_their_plain_parts() {
        assert_eq!(path("/a/k=v/b.js"), "/a/…/b.js");
        assert_eq!(path("u:p@h/x.whl"), "…/x.whl");
        assert_eq!(path("C:\\x\\y.js"), "C:\\x\\y.js");
    }

    #[test]
    fn commands() {
        for word in ["npx", "./run.sh", "C:\\bin\\x.exe", "/opt/my server.exe", "python3.12"] {
            assert!(is_command(word), "{word}");
        }
        for word in ["a=b", "$X", "2>&1", "{", "u:p@h", "[", "--", "", "a%b"] {
            assert!(!is_command(word), "{word}");
        }
    }
}
