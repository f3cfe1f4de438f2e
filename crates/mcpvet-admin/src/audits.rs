//! The audits that the dataset names, held against what its readers rely on.

use std::path::Path;
use std::{fs, io};

use mcpvet::advisory::Date;
use mcpvet::audit::{Audit, Book};

/// Checks `audits/facts.toml` and counts the audits; a dataset without the file has none.
pub(crate) fn count(folder: &Path, built: Date) -> io::Result<usize> {
    let path = folder.join("audits/facts.toml");
    if !path.exists() {
        return Ok(0);
    }
    let book: Book = toml::from_str(&fs::read_to_string(&path)?)
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    match problems(&book, built).as_slice() {
        [] => Ok(book.audits.len()),
        problems => Err(io::Error::other(problems.join("\n"))),
    }
}

fn problems(book: &Book, built: Date) -> Vec<String> {
    let mut problems: Vec<_> = book.audits.iter().flat_map(|audit| audit.problems()).collect();
    for (at, audit) in book.audits.iter().enumerate() {
        let is_same = |other: &&Audit| other.id == audit.id && other.repository == audit.repository;
        if book.audits[..at].iter().any(|other| is_same(&other)) {
            problems.push(format!("{}: it stands there twice", audit.id));
        }
        if audit.id.date > built {
            problems.push(format!("{}: it is of a day behind {built}", audit.id));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::problems;
    use mcpvet::audit::Book;

    #[test]
    fn every_mistake_is_named() {
        let built = "2026-11-20".parse().unwrap();
        let path = crate::dataset::default_folder().join("audits/facts.toml");
        let good: Book = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(problems(&good, built), [""; 0]);
        let mut bad = good.clone();
        bad.audits.push(good.audits[0].clone());
        bad.audits[0].commit = "abc".to_owned();
        bad.audits[1].version = "main".to_owned();
        bad.audits[2].repository = "dbt".to_owned();
        bad.audits[2].url = "http://x".to_owned();
        let found = problems(&bad, "2025-01-01".parse().unwrap()).join("\n");
        for expected in [
            "kurtseifried-2025-08-07-001: write the whole commit",
            "panasenco-2026-01-30-001: name a release, no branch",
            "panasenco-2026-02-02-001: name the URL of its repository",
            "panasenco-2026-02-02-001: link the record",
            "kurtseifried-2025-08-07-001: it stands there twice",
            "panasenco-2026-02-02-001: it is of a day behind 2025-01-01",
        ] {
            assert!(found.contains(expected), "{expected}: {found}");
        }
        for odd in ["[[audit]]\nid = \"x\"", "[[audit]]\ncommitt = \"x\""] {
            assert!(toml::from_str::<Book>(odd).is_err(), "{odd}");
        }
    }
}
