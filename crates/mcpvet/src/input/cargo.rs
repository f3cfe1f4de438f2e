//! Where crates come from, as the files of Cargo say it.

use crate::launch::url::Url;
use crate::package::{Ecosystem, Requirement, RequirementClass, Source};

/// Where a source is, and the commit when it is a Git repository.
pub(super) fn source_of<'a>(source: &str) -> (Source, Option<Requirement<'a>>) {
    const INDEX: &str = "registry+https://github.com/rust-lang/crates.io-index";
    if source == INDEX || is_sparse_crates_io(source) {
        return (Source::Registry, None);
    }
    match Url::read(source).filter(|_| source.starts_with("git+")) {
        Some(url) => {
            let requirement = Requirement::new(RequirementClass::GitCommit, url.shown());
            (Source::Git, Some(requirement))
        }
        None => (Source::Url, None),
    }
}

/// Whether a sparse index belongs to the domain that gives the ecosystem its name.
fn is_sparse_crates_io(source: &str) -> bool {
    let url = source.strip_prefix("sparse+").and_then(Url::read);
    url.is_some_and(|url| {
        url.host
            .strip_suffix(Ecosystem::CratesIo.name())
            .is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
    })
}
