//! Every audit that is known here: those of the dataset, and those of databases that were given.

use std::path::PathBuf;

use clap::Args;
use mcpvet::audit::{self, Audit, Book, Links, Package};
use mcpvet::pack::Pack;
use mcpvet::repository::place;

use super::database::Database;
use crate::exit::{Exit, Failure};
use crate::{files, sdk};

#[derive(Args, Default)]
pub(crate) struct KnownArgs {
    /// Count the audits of this database in: a folder that holds audits/; may be repeated
    #[arg(long = "audits", value_name = "DIR")]
    databases: Vec<PathBuf>,
    /// A server.json or package.json that says what a repository is published as; may be repeated
    #[arg(long = "manifest", value_name = "FILE")]
    manifests: Vec<PathBuf>,
}

impl KnownArgs {
    /// The same with one more database.
    pub(super) fn and(&self, database: Option<&PathBuf>) -> Self {
        let databases = database.into_iter().chain(&self.databases).cloned().collect();
        Self { databases, manifests: self.manifests.clone() }
    }
}

/// Audits, and what repositories are published as.
pub(crate) struct Known {
    pub(crate) book: Book,
    pub(crate) links: Links,
}

impl Known {
    /// Puts together the dataset and what the arguments name.
    pub(crate) fn new(pack: &Pack<'_>, args: &KnownArgs) -> Result<Self, Failure> {
        let mut book: Book = toml::from_str(mcpvet_data::AUDITS)
            .map_err(|error| Failure::Data(error.to_string()))?;
        let mut links = Links::default();
        for audit in &book.audits {
            for Package { ecosystem, name } in &audit.packages {
                links.add(&audit.repository, *ecosystem, name);
            }
        }
        links.add_sdks(&sdk::facts()?);
        links.add_advisories(&sdk::advisories(pack)?);
        for path in &args.manifests {
            if !links.add_manifest(&files::text(path)?) {
                let message = "expected a server.json or package.json with a repository";
                return Err(Failure::Usage(format!("{}: {message}", path.display())));
            }
        }
        for root in &args.databases {
            let database = Database::read(root)?;
            for audit in audit::read(&database.files(), &links) {
                // The dataset knows some of them, with a link that leads further.
                if !book.audits.iter().any(|known| is_same(known, &audit)) {
                    book.audits.push(audit);
                }
            }
        }
        Ok(Self { book, links })
    }

    /// The audits of a repository.
    pub(crate) fn of_repository(&self, url: &str) -> Vec<&Audit> {
        let wanted = place(url);
        let is_it = |audit: &&Audit| wanted.is_some() && place(&audit.repository) == wanted;
        self.book.audits.iter().filter(is_it).collect()
    }
}

fn is_same(a: &Audit, b: &Audit) -> bool {
    a.id == b.id && place(&a.repository) == place(&b.repository)
}

/// Nothing was found where something was looked for.
pub(super) const fn or_nothing(is_empty: bool) -> Exit {
    if is_empty { Exit::Nothing } else { Exit::Clear }
}
