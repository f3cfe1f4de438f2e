//! Chromium, for the browser tests, and its driver, which only wasm-bindgen's own browser tests use.

use std::env;
use std::path::{Path, PathBuf};

use xshell::{Shell, cmd};

use super::Step;
use crate::error::{Error, Result};

const BROWSERS: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where browsers are that are not on PATH.
const USUAL_PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/opt/google/chrome/chrome",
    "/usr/lib/chromium/chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

const DRIVER_PLACES: &[&str] =
    &["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

pub(super) const STEP: Step = Step { name: "Chromium", needed: true, find, install };

/// The browser that the tests use: the one that `MCPVET_CHROMIUM` names, else the first one found.
pub(crate) fn browser() -> Option<PathBuf> {
    env::var_os("MCPVET_CHROMIUM")
        .map(PathBuf::from)
        .filter(|path| path.is_file())
        .or_else(|| on_path(BROWSERS))
        .or_else(|| existing(USUAL_PLACES))
}

fn find(_: &Shell) -> Option<String> {
    let driver = on_path(&["chromedriver"]).or_else(|| existing(DRIVER_PLACES));
    let driver = driver.map_or("no driver".to_owned(), |path| path.display().to_string());
    Some(format!("{}, {driver}", browser()?.display()))
}

fn install(sh: &Shell) -> Result {
    let is_root = cmd!(sh, "id -u").quiet().ignore_stderr().read().is_ok_and(|id| id == "0");
    if !is_root || on_path(&["apt-get"]).is_none() {
        return Err(Error::new(
            "install Chromium or Chrome by hand (Debian: `apt-get install chromium \
             chromium-driver` as root), or set MCPVET_CHROMIUM to its program",
        ));
    }
    sh.set_var("DEBIAN_FRONTEND", "noninteractive");
    cmd!(sh, "apt-get update -qq").run()?;
    let packages = ["chromium", "chromium-driver"];
    let install = cmd!(sh, "apt-get install -y -qq --no-install-recommends {packages...}");
    Ok(install.ignore_stdout().run()?)
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let candidates = names
        .iter()
        .flat_map(|name| env::split_paths(&folders).map(move |folder| folder.join(name)));
    candidates.into_iter().find(|path| path.is_file())
}

fn existing(places: &[&str]) -> Option<PathBuf> {
    places.iter().map(Path::new).find(|path| path.is_file()).map(Path::to_owned)
}
