//! `mcpvet-admin`: what the maintainers of the dataset run.
//!
//! `lint` prints every problem of the advisory files, `compile` turns them into the pack, `schema`
//! writes the JSON Schema of the report contract. With `--check`, the last two write nothing and
//! fail when the file in the repository is not what they would write. `evaluate` answers questions
//! about versions from any OSV records, for people who check us.

mod audits;
mod catalogue;
mod coordination;
mod dataset;
mod lint;
mod new;
mod record;
mod schema;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use anstream::{eprintln, println};
use clap::{Parser, Subcommand};
use mcpvet::advisory::{Advisory, Date};
use mcpvet::pack::{self, Pack};
use mcpvet_admin::evaluate;

#[derive(Parser)]
#[command(about = "Lints and compiles the advisory dataset of mcpvet")]
struct Args {
    /// The folder of the dataset
    #[arg(long, default_value_os_t = dataset::default_folder(), hide_default_value = true, global = true)]
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print every problem of the advisory files
    Lint,
    /// Compile the advisory files into advisories.pack
    Compile {
        /// The build date, instead of the one in the file DATE
        #[arg(long)]
        built: Option<Date>,
        /// Where to write, instead of the folder of the dataset
        #[arg(long)]
        output: Option<PathBuf>,
        /// Write nothing; fail when the pack is not what would be written
        #[arg(long)]
        check: bool,
    },
    /// Write a draft of an advisory file and say where it stands
    New(new::NewArgs),
    /// Answer JSON lines {"id","ecosystem","name","version"} from OSV records
    Evaluate {
        /// A file with one record, an array of them or JSON lines, or a folder of *.json
        #[arg(long, value_name = "FILE|DIR")]
        osv: PathBuf,
        /// Where the questions come from: standard input
        #[arg(value_name = "-", value_parser = ["-"], default_value = "-", hide_possible_values = true)]
        questions: String,
    },
    /// Write the JSON Schema of the report
    Schema {
        /// Write nothing; fail when the schema is not what would be written
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Command::Lint => lint_dataset(&args.data),
        Command::Compile { built, output, check } => compile(
            &args.data,
            built,
            &output.unwrap_or_else(|| args.data.join("advisories.pack")),
            check,
        ),
        Command::New(new) => {
            let shown = |path: PathBuf| path.canonicalize().unwrap_or(path);
            new::write(&args.data, &new).map(|path| println!("{}", shown(path).display()))
        }
        Command::Evaluate { osv, questions: _ } => evaluate::run(&osv),
        Command::Schema { check } => {
            let mut all = schema::all().into_iter();
            all.try_for_each(|(path, text)| put(&path, text.as_bytes(), check))
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints every problem and fails when there is one.
fn lint_dataset(folder: &Path) -> io::Result<()> {
    let records = read_linted(folder)?;
    let catalogue = catalogue::text(folder)?;
    let lines = catalogue.lines().count();
    let groups = coordination::groups(folder, &records)?;
    let audits = audits::count(folder, dataset::built(folder)?)?;
    println!(
        "{} advisories, {lines} lines of the catalogue, {groups} groups of official SDKs and {audits} audits, no problem",
        records.len()
    );
    Ok(())
}

fn compile(folder: &Path, built: Option<Date>, output: &Path, check: bool) -> io::Result<()> {
    let records = read_linted(folder)?;
    let built = built.map_or_else(|| dataset::built(folder), Ok)?;
    let catalogue = catalogue::text(folder)?;
    let bytes = pack::write(&records, &catalogue, built).map_err(io::Error::other)?;
    let data = Pack::open(&bytes).map_err(io::Error::other)?.data();
    put(output, &bytes, check)?;
    println!(
        "{} advisories of {}, {} bytes, {}",
        data.advisories,
        data.built,
        bytes.len(),
        data.digest
    );
    Ok(())
}

fn read_linted(folder: &Path) -> io::Result<Vec<Advisory>> {
    let (files, mut problems) = dataset::read(folder)?;
    problems.extend(lint::lint(&files));
    problems.iter().for_each(|problem| println!("{problem}"));
    match problems.len() {
        0 => Ok(files.into_iter().map(|file| file.record.into_advisory()).collect()),
        n => Err(io::Error::other(format!("{n} problems in the dataset"))),
    }
}

/// Writes a generated file, or holds it against what is there.
fn put(path: &Path, bytes: &[u8], check: bool) -> io::Result<()> {
    if !check {
        return fs::write(path, bytes);
    }
    match fs::read(path) {
        Ok(found) if found == bytes => Ok(()),
        _ => Err(io::Error::other(format!(
            "{} is not up to date: run the command again without --check",
            path.display()
        ))),
    }
}
