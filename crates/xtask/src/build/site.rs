//! `www/dist/`: the site that `mcpvet-site` writes, with `www/assets/` and the npm packages below
//! `vendor/`, ready for a static host.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use xshell::{Shell, cmd};

use crate::error::Result;
use crate::files;

/// The folder to serve, from the root of the workspace.
pub(crate) const DIST: &str = "www/dist";

/// What the site remembers between builds.
const MANIFEST: &str = "target/site-manifest";

/// What the site takes. The packages lie beside each other as they do in `web/`, so their relative
/// addresses hold.
const COPIES: &[(&str, &str)] = &[
    ("www/assets", "assets"),
    ("web/mcpvet/src", "vendor/mcpvet/src"),
    ("web/mcpvet/wasm", "vendor/mcpvet/wasm"),
    ("web/widget/src", "vendor/mcpvet-widget/src"),
];

/// The modules that pages, workers and the element's author name: each takes in what it imports.
const MODULES: &[&str] = &[
    "vendor/mcpvet/src/web.js",
    "vendor/mcpvet-widget/src/mcp-vet-define.js",
    "vendor/mcpvet-widget/src/work/spawn.js",
    "vendor/mcpvet-widget/src/work/worker.js",
];

/// What modules load beside other modules.
const LOADED: &[&str] = &["css", "wasm", "index", "text"];

/// In place, with Japanese as it is written.
const WRITES: &[&str] = &["--allow-overwrite", "--charset=utf8", "--log-level=warning"];

pub(crate) fn assemble(sh: &Shell) -> Result {
    let root = sh.current_dir();
    let dist = root.join(DIST);
    for (from, to) in COPIES {
        sh.remove_path(dist.join(to))?;
        files::copy_tree(&root.join(from), &dist.join(to))?;
    }
    bundle(sh, &dist)?;
    minify(sh, &dist)?;
    cmd!(sh, "cargo run -q --release -p mcpvet-site -- --out {DIST} --manifest {MANIFEST}")
        .run()?;
    println!("the site is in {DIST}");
    Ok(())
}

/// Puts modules together, in place, so that a visit makes few requests. What is imported later stays
/// apart, and so do the named modules from each other, since addresses beside them have to stay true.
fn bundle(sh: &Shell, dist: &Path) -> Result {
    let single = files::walk(&dist.join("vendor"))?;
    let named: Vec<PathBuf> = MODULES.iter().map(|module| dist.join(module)).collect();
    for module in &named {
        let others = named.iter().filter(|other| *other != module);
        let apart: Vec<_> = others.map(|other| format!("--external:{}", other.display())).collect();
        let folder = module.parent().unwrap_or(dist);
        cmd!(sh, "esbuild {module} {apart...} --bundle --splitting --format=esm")
            .args(WRITES)
            .arg(format!("--outdir={}", folder.display()))
            .quiet()
            .run()?;
    }
    let is_loaded = |kind: &OsStr| LOADED.iter().any(|one| kind == *one);
    for file in &single {
        if !named.contains(file) && !file.extension().is_some_and(is_loaded) {
            sh.remove_path(file)?;
        }
    }
    Ok(())
}

/// Takes comments and long names out of what visitors load.
fn minify(sh: &Shell, dist: &Path) -> Result {
    let mut loaded = Vec::new();
    for (_, to) in COPIES {
        loaded.extend(files::walk(&dist.join(to))?);
    }
    loaded.retain(|file| file.extension().is_some_and(|kind| kind == "js" || kind == "css"));
    Ok(cmd!(sh, "esbuild {loaded...} --minify --outdir={dist} --outbase={dist}")
        .args(WRITES)
        .quiet()
        .run()?)
}
