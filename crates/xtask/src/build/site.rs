//! `www/dist/`: the pages of `www/` with the npm packages below `vendor/`, ready for a static host.

use xshell::Shell;

use crate::error::Result;
use crate::files;

/// The folder to serve, from the root of the workspace.
pub(crate) const DIST: &str = "www/dist";

/// What the site takes from the packages. They lie beside each other as they do in `web/`, so their
/// relative imports hold.
const VENDOR: &[(&str, &str)] = &[
    ("web/mcpvet/src", "vendor/mcpvet/src"),
    ("web/mcpvet/wasm", "vendor/mcpvet/wasm"),
    ("web/widget/src", "vendor/mcpvet-widget/src"),
];

pub(super) fn assemble(sh: &Shell) -> Result {
    let root = sh.current_dir();
    let dist = root.join(DIST);
    sh.remove_path(&dist)?;
    for page in files::list(&root.join("www"))? {
        let to = dist.join(page.file_name().unwrap_or_default());
        if page.is_dir() {
            files::copy_tree(&page, &to)?;
        } else {
            files::copy(&page, &to)?;
        }
    }
    for (from, to) in VENDOR {
        files::copy_tree(&root.join(from), &dist.join(to))?;
    }
    println!("the site is in {DIST}");
    Ok(())
}
