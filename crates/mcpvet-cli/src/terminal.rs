//! How to write for people: colours, shapes, width.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use mcpvet::render::{self, Style};

#[derive(Args)]
pub(crate) struct TerminalArgs {
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: Color,
    /// Say nothing to people but what is wrong: the exit code is the answer
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl TerminalArgs {
    /// Makes the choice of colours hold for everything that is printed.
    pub(crate) fn apply(&self) {
        match self.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }

    /// Whether reports for people and progress are unwanted.
    pub(crate) const fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// The style for standard error. Colours are always written: the stream strips them where
    /// nobody can see them.
    pub(crate) fn style(&self) -> Style {
        let unicode = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
            .is_none_or(|locale| locale.to_ascii_uppercase().replace('-', "").contains("UTF8"));
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        Style { color: true, unicode, width: columns.unwrap_or(80).clamp(40, 120) }
    }
}

/// A paragraph that is of less weight than the report.
pub(crate) fn aside(text: &str, style: Style) -> String {
    let lines = render::wrap(&render::plain(text), style.width);
    lines.iter().map(|line| format!("\u{1b}[2m{line}\u{1b}[0m\n")).collect()
}

/// Adds a text to a page on lines of its own, so far from the edge; the width is that of the page.
pub(crate) fn indented(page: &mut String, text: &str, indent: usize, width: usize) {
    for line in render::wrap(&render::plain(text), width.saturating_sub(indent).max(20)) {
        let _ = write!(page, "\n{:indent$}{line}", "");
    }
}
