//! `www/dist/`: the site that `mcpvet-site` writes, with `www/assets/` and the npm packages below
//! `vendor/`, ready for a static host.

use std::path::Path;

use xshell::{Shell, cmd};

use crate::error::Result;
use crate::files;

/// The folder to serve, from the root of the workspace.
pub(crate) const DIST: &str = "www/dist";

/// What the site remembers between builds.
const MANIFEST: &str = "target/site-manifest";

/// What the site takes as it is. The packages lie beside each other as they do in `web/`, so their
/// relative imports hold.
const COPIES: &[(&str, &str)] = &[
    ("www/assets", "assets"),
    ("web/mcpvet/src", "vendor/mcpvet/src"),
    ("web/mcpvet/wasm", "vendor/mcpvet/wasm"),
    ("web/widget/src", "vendor/mcpvet-widget/src"),
];

pub(crate) fn assemble(sh: &Shell) -> Result {
    let root = sh.current_dir();
    let dist = root.join(DIST);
    for (from, to) in COPIES {
        sh.remove_path(dist.join(to))?;
        files::copy_tree(&root.join(from), &dist.join(to))?;
    }
    minify(sh, &dist)?;
    cmd!(sh, "cargo run -q --release -p mcpvet-site -- --out {DIST} --manifest {MANIFEST}")
        .run()?;
    println!("the site is in {DIST}");
    Ok(())
}

/// Takes comments and long names out of what visitors load. Each module stays a file of its own, so
/// that what is loaded later stays apart, and addresses beside a module stay true.
fn minify(sh: &Shell, dist: &Path) -> Result {
    let mut loaded = Vec::new();
    for (_, to) in COPIES {
        loaded.extend(files::walk(&dist.join(to))?);
    }
    loaded.retain(|file| file.extension().is_some_and(|kind| kind == "js" || kind == "css"));
    let options = ["--minify", "--allow-overwrite", "--log-level=warning"];
    Ok(cmd!(sh, "esbuild {loaded...} {options...} --outdir={dist} --outbase={dist}")
        .quiet()
        .run()?)
}
