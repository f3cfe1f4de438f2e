//! The whole site as it is written, held against the rules of each kind of file.

mod api;
mod built;
mod escaping;
mod feeds;
mod html;
mod links;
mod pages;
mod patterns;
mod search;
mod well_known;
