//! The report from before, read back as far as it is needed.

use std::collections::HashMap;

use serde::Deserialize;

use crate::report::SCHEMA_VERSION;

/// A report as `mcpvet check --json` wrote it.
#[derive(Clone, Debug, Deserialize)]
pub struct Before {
    schema_version: String,
    pub(super) tool: Tool,
    pub(super) data: Data,
    results: Vec<Source>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Tool {
    pub(super) version: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Data {
    pub(super) built: String,
    pub(super) digest: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Source {
    source: Name,
    packages: Vec<Found>,
}

#[derive(Clone, Debug, Deserialize)]
struct Name {
    name: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Found {
    package: Info,
    findings: Vec<Finding>,
}

#[derive(Clone, Debug, Deserialize)]
struct Info {
    #[serde(default)]
    ecosystem: String,
    name: String,
    version: Option<String>,
    requirement: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Finding {
    id: String,
}

/// A finding that is to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The advisory.
    pub id: String,
    /// The ecosystem of the package; empty where nothing says so.
    pub ecosystem: String,
    /// The package.
    pub package: String,
    /// The input.
    pub source: String,
    /// The versions that stood there.
    pub versions: Vec<String>,
}

impl Before {
    /// Reads a report.
    ///
    /// # Errors
    ///
    /// A text that is no report, such as `{}`, or one of another major version of the contract.
    pub fn read(json: &[u8]) -> Result<Self, String> {
        let before: Self = serde_json::from_slice(json)
            .map_err(|error| format!("not a report of mcpvet check --json: {error}"))?;
        let major = |version: &str| version.split('.').next().map(str::to_owned);
        if major(&before.schema_version) != major(SCHEMA_VERSION) {
            return Err(format!(
                "a report of version {}: this program reads {SCHEMA_VERSION}",
                before.schema_version
            ));
        }
        Ok(before)
    }

    /// Its findings: one for each advisory, package and input.
    #[must_use]
    pub fn claims(&self) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::new();
        let mut known: HashMap<[&str; 4], usize> = HashMap::new();
        for result in &self.results {
            let source = &result.source.name;
            for found in &result.packages {
                let info = &found.package;
                let version = info.version.clone().or_else(|| info.requirement.clone());
                for Finding { id } in &found.findings {
                    let key = [source, &info.ecosystem, &info.name, id].map(String::as_str);
                    if let Some(at) = known.get(&key) {
                        claims[*at].versions.extend(version.clone());
                        continue;
                    }
                    known.insert(key, claims.len());
                    claims.push(Claim {
                        id: id.clone(),
                        ecosystem: info.ecosystem.clone(),
                        package: info.name.clone(),
                        source: source.clone(),
                        versions: version.iter().cloned().collect(),
                    });
                }
            }
        }
        claims
    }
}
