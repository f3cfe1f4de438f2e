//! The index of the search page: which words stand in which page, in shards that a browser loads as
//! it needs them.
//!
//! Advisories and packages are indexed from their records; every other page from its own HTML, so a
//! new page is found without a line here. A shard covers thousands of words and a chunk hundreds of
//! pages: what a browser loads tells nobody what was searched.
//!
//! ```text
//! search/index.json     {"pages":1234,"chunk":200,"shards":["", "cli", …],"skip":["a", "an", …]}
//! search/words-3.json   {"oauth":[[names],[titles],[texts]], …}
//! search/pages-0.json   [["advisory","advisories/GHSA-…/","Title","high","npm mcp-remote"], …]
//! ```
//!
//! Numbers of pages are written as differences. A word that stands almost everywhere lists where it
//! weighs most and has a fourth member, `1`: that a page is missing then means nothing.

mod html;
mod index;
mod page;
mod words;

use std::io;
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};

use crate::digest::Digest;
use crate::job::Job;
use crate::site::Site;
use index::Index;
use page::SearchPage;

/// Pages in a file that says what they are.
const CHUNK: usize = 200;

/// Pages for which one more file of words is made.
const PAGES_A_SHARD: usize = 120;

/// What the jobs share: made by the first that needs it.
struct Shared<'s> {
    site: &'s Site,
    pages: &'s [Job<'s>],
    index: OnceLock<Result<Index, String>>,
    shards: usize,
}

/// The files of the index; `pages` are the pages of the site.
pub(crate) fn jobs<'s>(site: &'s Site, pages: &'s [Job<'s>]) -> Vec<Job<'s>> {
    let others = page::others(site, pages);
    let count = others.len() + site.packages.len() + site.entries.len();
    let shards = (count / PAGES_A_SHARD).clamp(4, 64);
    let records = site.digest_of(0..site.entries.len());
    let sources = others.iter().fold(records, |all, page| all.and(page.sources));
    let shared = Arc::new(Shared { site, pages, index: OnceLock::new(), shards });
    let mut jobs = vec![shared.job("index.json".to_owned(), sources, Index::head)];
    for shard in 0..shards {
        let write = move |index: &Index| index.shard(shard);
        jobs.push(shared.job(format!("words-{shard}.json"), sources, write));
    }
    for chunk in 0..count.div_ceil(CHUNK) {
        let write = move |index: &Index| {
            let pages = index.pages.iter().skip(chunk * CHUNK).take(CHUNK);
            Value::Array(pages.map(row).collect()).to_string()
        };
        jobs.push(shared.job(format!("pages-{chunk}.json"), sources, write));
    }
    jobs
}

fn row(page: &SearchPage) -> Value {
    json!([page.kind, page.folder, page.title, page.note, page.about])
}

impl<'s> Shared<'s> {
    fn job(
        self: &Arc<Self>,
        file: String,
        sources: Digest,
        write: impl Fn(&Index) -> String + Send + Sync + 's,
    ) -> Job<'s> {
        let shared = Arc::clone(self);
        Job::new(format!("search/{file}"), sources, move || {
            Ok(format!("{}\n", write(shared.index()?)).into_bytes())
        })
    }

    fn index(&self) -> io::Result<&Index> {
        let made = self.index.get_or_init(|| {
            let pages = page::all(self.site, self.pages).map_err(|error| error.to_string())?;
            Ok(Index::new(pages, self.shards))
        });
        made.as_ref().map_err(|error| io::Error::other(error.clone()))
    }
}
