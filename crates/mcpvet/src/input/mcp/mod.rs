//! What MCP hosts start or connect to, and what servers say of themselves: one file a dialect.

pub(crate) mod command_line;
pub(crate) mod config;
pub(crate) mod deep_link;
pub mod hosts;
mod inline;
pub(crate) mod mcpb;
pub(crate) mod server;
pub(crate) mod server_json;
pub(crate) mod smithery;
pub(crate) mod tree;

use crate::input::Inventory;
use crate::input::limits::MAX_SERVERS;
use crate::input::value::Value;

/// What a server says of itself.
#[derive(Debug)]
pub(crate) struct Manifest<'a> {
    pub(crate) kind: ManifestKind,
    /// The whole document; of an answer of the registry one element.
    pub(crate) root: Value<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ManifestKind {
    /// `server.json` of the registry.
    Registry,
    /// `manifest.json` of a bundle.
    Bundle,
}

impl<'a> Manifest<'a> {
    /// What it says about the server: answers of the registry wrap it.
    pub(crate) fn server(&self) -> &Value<'a> {
        match self.kind {
            ManifestKind::Registry => self.root.get("server").unwrap_or(&self.root),
            ManifestKind::Bundle => &self.root,
        }
    }

    /// The elements of one of its lists, such as `packages`.
    pub(crate) fn list(&self, key: &str) -> &[Value<'a>] {
        self.server().get(key).map(Value::elements).unwrap_or_default()
    }

    /// What the registry's clients ask the user for: variables and headers.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Value<'a>> {
        let packages = self.list("packages").iter();
        let transports = packages.clone().filter_map(|package| package.get("transport"));
        let headers = transports.chain(self.list("remotes")).filter_map(|it| it.get("headers"));
        let variables = packages.filter_map(|package| package.any(server_json::ENVIRONMENT));
        variables.chain(headers).flat_map(Value::elements)
    }
}

impl<'a> Inventory<'a> {
    /// Keeps a document for the rules, as many as servers.
    fn push_manifest(&mut self, kind: ManifestKind, root: Value<'a>) {
        if self.manifests.len() < MAX_SERVERS {
            self.manifests.push(Manifest { kind, root });
        }
    }
}
