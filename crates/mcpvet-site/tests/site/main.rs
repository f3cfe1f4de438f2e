//! The whole site as it is written, held against the rules of each kind of file.

mod api;
mod built;
mod feeds;
mod well_known;
