//! The JSON Schemas of everything that surfaces return, generated from the Rust types.

use std::path::{Path, PathBuf};

use mcpvet::advisory::Advisory;
use mcpvet::monitor::Digest;
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

/// Every schema with its place in a checkout. A digest has one of its own, as the surfaces that check
/// do not write it.
pub(crate) fn all() -> [(PathBuf, String); 2] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mcpvet");
    [
        (folder.join("report.schema.json"), text::<Documents>()),
        (folder.join("digest.schema.json"), text::<Digest>()),
    ]
}

/// A schema as indented JSON.
fn text<T: JsonSchema>() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    serde_json::to_string_pretty(&schema).expect("a schema is plain data") + "\n"
}
