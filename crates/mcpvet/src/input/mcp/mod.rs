//! Files of MCP hosts that say which servers to start or to connect to.

pub(crate) mod config;
pub mod hosts;
pub(crate) mod server;
pub(crate) mod tree;
