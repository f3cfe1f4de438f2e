//! rustfmt and clippy: parts of the Rust toolchain that a minimal installation leaves out.

use xshell::cmd;

use super::Step;

pub(super) const RUSTFMT: Step = Step {
    name: "rustfmt",
    needed: true,
    find: |sh| cmd!(sh, "cargo fmt --version").quiet().ignore_stderr().read().ok(),
    install: |sh| Ok(cmd!(sh, "rustup component add rustfmt").run()?),
};

pub(super) const CLIPPY: Step = Step {
    name: "clippy",
    needed: true,
    find: |sh| cmd!(sh, "cargo clippy --version").quiet().ignore_stderr().read().ok(),
    install: |sh| Ok(cmd!(sh, "rustup component add clippy").run()?),
};
