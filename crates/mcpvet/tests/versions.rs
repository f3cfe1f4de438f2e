//! The order of every scheme, held against the text vectors in `tests/versions`.
//!
//! A line is a chain such as `1.0-rc1 < 1.0 = 1.0.0 < 1.1`, and every pair in it is compared in both
//! directions, or `! text` for what the ecosystem does not read. `#` begins a comment line, which
//! names the source of what follows.

use std::cmp::Ordering;
use std::fs;
use std::path::{Path, PathBuf};

use mcpvet::version::Scheme;

#[test]
fn every_vector_holds() {
    let (mut tried, mut failures) = (Vec::new(), Vec::new());
    for path in files() {
        let scheme = scheme(&path);
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let name = path.file_name().unwrap().display();
            failures
                .extend(check(scheme, line).err().map(|why| format!("{name}:{}: {why}", at + 1)));
        }
        tried.push(scheme);
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    let missing = Scheme::ALL.iter().find(|scheme| !tried.contains(scheme));
    assert_eq!(missing, None, "a scheme without vectors");
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/versions");
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    files
}

/// `npm.txt` and `npm-generated.txt` are about `Scheme::Npm`.
fn scheme(path: &Path) -> Scheme {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let name = stem.strip_suffix("-generated").unwrap_or(stem);
    let named = |scheme: &&Scheme| format!("{scheme:?}").eq_ignore_ascii_case(name);
    *Scheme::ALL.iter().find(named).unwrap_or_else(|| panic!("no scheme is called {name}"))
}

fn check(scheme: Scheme, line: &str) -> Result<(), String> {
    if let Some(text) = line.strip_prefix('!') {
        return match scheme.key(text) {
            Ok(_) => Err(format!("{text} is read as a version")),
            Err(_) => Ok(()),
        };
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    for (at, a) in words.iter().enumerate().step_by(2) {
        let mut expected = Ordering::Equal;
        for pair in words[at + 1..].chunks(2) {
            let &[sign, b] = pair else { return Err(format!("nothing behind {}", pair[0])) };
            expected = match sign {
                "=" => expected,
                "<" => Ordering::Less,
                _ => return Err(format!("{sign} is neither < nor =")),
            };
            compare(scheme, a, b, expected)?;
            compare(scheme, b, a, expected.reverse())?;
        }
    }
    Ok(())
}

fn compare(scheme: Scheme, a: &str, b: &str, expected: Ordering) -> Result<(), String> {
    match scheme.compare(a, b) {
        Ok(order) if order == expected => Ok(()),
        Ok(order) => Err(format!("{a} compares as {order:?} with {b}, not as {expected:?}")),
        Err(error) => Err(format!("{a} or {b} is not read: {error}")),
    }
}
