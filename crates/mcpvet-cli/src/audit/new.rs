//! `mcpvet audit new`: the files of an audit record, with what is known filled in.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use mcpvet::advisory::Date;
use mcpvet::audit::{Draft, DraftError, File, Id, lint};
use mcpvet::render::plain;

use crate::data::today;
use crate::exit::{Exit, Failure};
use crate::inputs::count;

#[derive(Args)]
// --version asks for the release that was audited here.
#[command(disable_version_flag = true)]
pub(crate) struct NewArgs {
    /// The repository that was audited
    #[arg(long, value_name = "URL")]
    repository: String,
    /// The commit that was audited: all 40 hex digits
    #[arg(long, value_name = "HASH")]
    commit: Option<String>,
    /// The release that was audited: its tag, such as v1.8.1
    #[arg(long, value_name = "TAG")]
    version: Option<String>,
    /// The account of the auditor
    #[arg(long, value_name = "LOGIN")]
    auditor: String,
    /// The name of the auditor
    #[arg(long)]
    name: Option<String>,
    /// Whom the auditor works for
    #[arg(long)]
    organization: Option<String>,
    /// A finding, such as high:credential-exposure; may be repeated
    #[arg(long = "finding", value_name = "SEVERITY:SUBJECT")]
    findings: Vec<String>,
    /// The day of the audit, instead of today
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// The root of the database
    #[arg(long, value_name = "DIR", default_value = ".")]
    into: PathBuf,
}

pub(crate) fn run(args: &NewArgs) -> Result<Exit, Failure> {
    let refused = |error: DraftError| Failure::Usage(error.to_string());
    let draft = args.draft().map_err(refused)?;
    let audits = args.into.join(draft.folder().map_err(refused)?).join("audits");
    let id = args.next_id(&audits)?;
    let files = draft.files(&id).map_err(refused)?;
    for (path, text) in &files {
        write(&args.into, path, text)?;
    }
    let texts: Vec<_> = files.iter().map(|(path, text)| File { path, text }).collect();
    let open = lint(&texts).len();
    anstream::eprintln!(
        "{} to fill in: mcpvet audit lint {} names each with its line",
        count(open, "place"),
        plain(&args.into.display().to_string())
    );
    Ok(Exit::Clear)
}

impl NewArgs {
    fn draft(&self) -> Result<Draft, DraftError> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut draft = Draft {
            repository: self.repository.clone(),
            commit: text(&self.commit),
            version: text(&self.version),
            name: text(&self.name),
            organization: text(&self.organization),
            findings: Vec::new(),
        };
        self.findings.iter().try_for_each(|named| draft.add_finding(named))?;
        Ok(draft)
    }

    /// The first number of the day that is still free.
    fn next_id(&self, audits: &Path) -> Result<Id, Failure> {
        let date = self.date.map_or_else(today, Ok)?;
        let id = |number| Id { auditor: self.auditor.clone(), date, number };
        let free = (1..1000).map(id).find(|id| !audits.join(id.to_string()).exists());
        free.ok_or_else(|| Failure::Usage(format!("{date}: all 999 numbers of the day are taken")))
    }
}

/// Writes a file that is not there yet, and says where it stands.
fn write(root: &Path, path: &str, text: &str) -> Result<(), Failure> {
    let full = root.join(path);
    let failure = |error: std::io::Error| Failure::Usage(format!("{}: {error}", full.display()));
    if full.exists() {
        let name = plain(&full.display().to_string());
        anstream::eprintln!("{name} is there already: add this audit to its audit_history");
        return Ok(());
    }
    if let Some(folder) = full.parent() {
        fs::create_dir_all(folder).map_err(failure)?;
    }
    fs::write(&full, text).map_err(failure)?;
    crate::print(&plain(&full.display().to_string()))
}
