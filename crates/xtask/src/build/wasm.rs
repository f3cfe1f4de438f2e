//! `web/mcpvet/wasm/`: the module, its JavaScript and types, and the dataset.

use std::fs;
use std::path::Path;

use xshell::{Shell, cmd};

use crate::error::{Error, Result};
use crate::files;

/// What wasm-opt aims at. It reads the features that the module may use from the module itself.
const OPTIMISE: &str = "-O3";

/// Where the module and the dataset go, from the root of the workspace.
const OUT: &str = "web/mcpvet/wasm";

const PACK: &str = "crates/mcpvet-data/advisories.pack";

/// Builds the module with the profile `wasm` of Cargo.toml, and puts the dataset beside it.
pub(super) fn build(sh: &Shell) -> Result {
    let raw = sh.current_dir().join("target/wasm-pack");
    sh.remove_path(&raw)?;
    cmd!(sh, "wasm-pack --quiet build crates/mcpvet-wasm --mode no-install --target web")
        .args(["--profile", "wasm", "--no-pack", "--no-gitignore", "--no-opt", "--out-dir"])
        .arg(&raw)
        .run()?;
    sh.remove_path(OUT)?;
    let out = sh.create_dir(OUT)?;
    for file in files::list(&raw)? {
        let to = out.join(file.file_name().unwrap_or_default());
        if file.extension().is_some_and(|extension| extension == "wasm") {
            let strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
            cmd!(sh, "wasm-opt {OPTIMISE} {strip...} {file} -o {to}").run()?;
            println!("{}: {} bytes", to.display(), fs::metadata(&to)?.len());
        } else {
            files::copy(&file, &to)?;
        }
    }
    copy_pack(sh, &out)
}

fn copy_pack(sh: &Shell, out: &Path) -> Result {
    let pack = sh.current_dir().join(PACK);
    if !pack.is_file() {
        return Err(Error::new(format!(
            "there is no {PACK}: `cargo run -p mcpvet-admin -- compile` writes it"
        )));
    }
    files::copy(&pack, &out.join("advisories.pack"))
}
