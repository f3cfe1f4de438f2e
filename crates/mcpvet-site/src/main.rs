//! `mcpvet-site`: writes the advisory site.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs, io};

use anstream::{eprintln, println};
use clap::Parser;
use mcpvet::advisory::Date;
use mcpvet::pack::Pack;
use mcpvet_site::{Options, build};

#[derive(Parser)]
#[command(about = "Writes the advisory site of mcpvet")]
struct Args {
    /// The folder to bring up to date
    #[arg(long)]
    out: PathBuf,
    /// The folder of the text pages
    #[arg(long, default_value = "www/pages")]
    pages: PathBuf,
    /// The file that remembers what the folder was made from
    #[arg(long)]
    manifest: PathBuf,
    /// Where the site will stand
    #[arg(long, default_value = "https://mcpvet.github.io/mcpvet/")]
    url: String,
    /// The day on which security.txt expires; without it, a year after the day of the dataset
    #[arg(long, value_name = "YYYY-MM-DD")]
    expires: Option<Date>,
    /// A pack, instead of the one of this program
    #[arg(long)]
    pack: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> io::Result<()> {
    let start = Instant::now();
    let bytes = args.pack.as_ref().map(fs::read).transpose()?;
    let pack = match &bytes {
        Some(bytes) => Pack::open(bytes).map_err(io::Error::other)?,
        None => Pack::bundled(),
    };
    let options = Options {
        out: &args.out,
        pages: &args.pages,
        manifest: &args.manifest,
        url: &args.url,
        expires: args.expires,
        program: &fs::read(env::current_exe()?)?,
    };
    let done = build(&pack, &options)?;
    println!(
        "{} files, {} made, {} removed, in {:.2} s",
        done.files,
        done.written,
        done.removed,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}
