//! The JSON Schema of everything that surfaces return, generated from the Rust types.

use std::path::{Path, PathBuf};

use mcpvet::advisory::Advisory;
use mcpvet::report::{Explanation, InventoryReport, Report};
use schemars::JsonSchema;

/// One root for all documents, so that they share their definitions.
#[derive(JsonSchema)]
#[schemars(title = "mcpvet")]
#[allow(dead_code, reason = "only its schema is used")]
struct Documents {
    /// What `check` returns.
    report: Report,
    /// What `inventory` returns.
    inventory: InventoryReport,
    /// What `explain` returns.
    explanation: Explanation,
    /// What `show` returns.
    advisory: Advisory,
}

/// Where the schema stands in a checkout.
pub(crate) fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../mcpvet/report.schema.json")
}

/// The schema as indented JSON.
pub(crate) fn text() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Documents>();
    serde_json::to_string_pretty(&schema).expect("a schema is plain data") + "\n"
}
