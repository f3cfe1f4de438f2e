//! The forms in which a report can be handed on: one table for the command, the widget and others.

use super::{csv, markdown};
use crate::report::Report;

/// A form of a report as a text.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// The name to ask for it by, such as `csv`.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The ending of its files, without the dot.
    pub extension: &'static str,
    /// What a server would call it.
    pub media_type: &'static str,
    /// Who writes it.
    pub writer: Writer,
}

/// Who writes a form.
#[derive(Clone, Copy, Debug)]
pub enum Writer {
    /// The canonical JSON of the report. It stands apart because JavaScript writes the same bytes
    /// itself: the wasm module needs no code for it.
    Json,
    /// A function. Its text ends with a line break.
    Text(fn(&Report) -> String),
}

/// Every form, in the order in which they are offered.
pub static OUTPUTS: &[Output] = &[
    Output {
        id: "json",
        title: "JSON",
        extension: "json",
        media_type: "application/json",
        writer: Writer::Json,
    },
    Output {
        id: "markdown",
        title: "Markdown",
        extension: "md",
        media_type: "text/markdown",
        writer: Writer::Text(markdown),
    },
    Output {
        id: "csv",
        title: "CSV",
        extension: "csv",
        media_type: "text/csv",
        writer: Writer::Text(csv),
    },
];

impl Output {
    /// The form of an id.
    ///
    /// ```
    /// use mcpvet::render::Output;
    /// assert_eq!(Output::by_id("csv").map(|output| output.extension), Some("csv"));
    /// assert!(Output::by_id("CSV").is_none());
    /// ```
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        OUTPUTS.iter().find(|output| output.id == id)
    }

    /// Writes a report in this form. The text ends with a line break.
    #[must_use]
    pub fn write(&self, report: &Report) -> String {
        match self.writer {
            Writer::Json => report.to_json() + "\n",
            Writer::Text(write) => write(report),
        }
    }
}
