//! `web/mcpvet/wasm/`: the module, its JavaScript and types, and the dataset.

use std::fs;
use std::path::Path;

use xshell::{Shell, cmd};

use crate::error::{Error, Result};
use crate::files;
use crate::setup::small_std;

/// What wasm-opt aims at. It reads the features that the module may use from the module itself.
const OPTIMISE: &str = "-O3";

/// A round of SHA-256 as a loop takes 6 kB off the module, and adds some milliseconds to the one time
/// that a dataset is verified. With a stack of 832 instead of 1,024 kB all addresses of data lie below
/// a megabyte and are one byte shorter. Instructions on 16 bytes at once, which browsers have since
/// Safari 16.4 of 2023, make the searches through a text some times faster, and smaller.
const OPTIONS: &str = "--cfg=sha2_backend_soft=\"compact\" -Clink-arg=-zstack-size=851968 \
    -Ctarget-feature=+simd128";

/// Where the module and the dataset go, from the root of the workspace.
const OUT: &str = "web/mcpvet/wasm";

/// The module with the names of its functions, for `cargo xtask size`.
pub(crate) const NAMED: &str = "target/wasm-pack/named.wasm";

const PACK: &str = "crates/mcpvet-data/advisories.pack";

/// Builds the module with the profile `wasm` of Cargo.toml, and puts the dataset beside it.
pub(super) fn build(sh: &Shell) -> Result {
    let raw = sh.current_dir().join("target/wasm-pack");
    sh.remove_path(&raw)?;
    cmd!(sh, "wasm-pack --quiet build crates/mcpvet-wasm --mode no-install --target web")
        .args(["--profile", "wasm", "--no-pack", "--no-gitignore", "--no-opt", "--out-dir"])
        .arg(&raw)
        .envs(environment(sh))
        .run()?;
    sh.remove_path(OUT)?;
    let out = sh.create_dir(OUT)?;
    for file in files::list(&raw)? {
        let to = out.join(file.file_name().unwrap_or_default());
        if file.extension().is_some_and(|extension| extension == "wasm") {
            let strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
            cmd!(sh, "wasm-opt {OPTIMISE} {strip...} {file} -o {to}").run()?;
            cmd!(sh, "wasm-opt {OPTIMISE} -g {file} -o {NAMED}").quiet().run()?;
            println!("{}: {} bytes", to.display(), fs::metadata(&to)?.len());
        } else {
            files::copy(&file, &to)?;
        }
    }
    split_pack(sh, &out)
}

/// The variables of the compiler, with the standard library made for size where setup could make it.
fn environment(sh: &Shell) -> Vec<(&'static str, String)> {
    let Some(folder) = small_std::find(sh) else {
        println!(
            "the module gets larger than it has to be, with the toolchain's own standard library: \
            `cargo xtask setup` says what keeps the small one from being there"
        );
        return vec![("RUSTFLAGS", OPTIONS.to_owned())];
    };
    let flags = format!("{OPTIONS} {}", small_std::options(&folder));
    vec![("RUSTFLAGS", flags), ("RUSTC_BOOTSTRAP", "1".to_owned())]
}

/// The dataset as two files: a first visit needs the index alone. Where the text section begins
/// stands in the header (`mcpvet/src/pack/layout.rs`, `AT_INDEX_END`).
fn split_pack(sh: &Shell, out: &Path) -> Result {
    let pack = fs::read(sh.current_dir().join(PACK)).map_err(|error| {
        let advice = "`cargo run -p mcpvet-admin -- compile` writes it";
        Error::new(format!("cannot read {PACK}: {error}; {advice}"))
    })?;
    let end = pack.get(48..52).and_then(|word| word.try_into().ok()).map(u32::from_le_bytes);
    let (index, texts) = end
        .and_then(|end| pack.split_at_checked(end as usize))
        .ok_or_else(|| Error::new(format!("{PACK} is cut short")))?;
    fs::write(out.join("advisories.index"), index)?;
    Ok(fs::write(out.join("advisories.text"), texts)?)
}
