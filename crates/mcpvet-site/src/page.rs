//! What all pages share: their place, their title, and what stands in their head.

use std::io;

use askama::Template;
use serde_json::Value;

use crate::site::Site;

/// The frame of a page; every template extends `base.html`, which reads it.
pub(crate) struct Page<'s> {
    pub(crate) site: &'s Site,
    /// The folder of the page below the root of the site, with a slash at its end; empty for home.
    pub(crate) folder: String,
    /// What stands in the tab, before the name of the site.
    pub(crate) title: String,
    /// One or two sentences for search engines and previews.
    pub(crate) description: String,
    /// The folder whose feeds fit best; the one of everything is always offered.
    pub(crate) feeds: Option<(String, String)>,
    /// The entry of the navigation that the page belongs to.
    pub(crate) section: &'static str,
    /// The picture that previews show, below the root.
    pub(crate) image: String,
    /// The trail from home, as (folder, name), without the page itself.
    pub(crate) trail: Vec<(String, String)>,
    /// What search engines may read about the page, as JSON-LD.
    pub(crate) linked_data: Option<Value>,
    /// The way to the root where it is not the folder's depth: pages that answer for any address.
    root: Option<String>,
}

impl<'s> Page<'s> {
    pub(crate) fn new(
        site: &'s Site,
        folder: impl Into<String>,
        section: &'static str,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        Self {
            site,
            folder: folder.into(),
            title: title.into(),
            description: description.into(),
            feeds: None,
            section,
            image: "images/mcpvet.png".to_owned(),
            trail: Vec::new(),
            linked_data: None,
            root: None,
        }
    }

    /// With the feeds of a folder offered beside those of everything.
    pub(crate) fn feeds(mut self, folder: impl Into<String>, title: impl Into<String>) -> Self {
        self.feeds = Some((folder.into(), title.into()));
        self
    }

    /// With a page above it.
    pub(crate) fn below(mut self, folder: impl Into<String>, name: impl Into<String>) -> Self {
        self.trail.push((folder.into(), name.into()));
        self
    }

    /// For a page that answers at any address: links start at the path of the site's own address.
    pub(crate) fn anywhere(mut self) -> Self {
        let address = self.site.url.split_once("://").map_or("", |(_, rest)| rest);
        self.root = Some(address.find('/').map_or("/", |at| &address[at..]).to_owned());
        self
    }

    /// The relative way from the page to the root of the site, so that it works below any path.
    pub(crate) fn root(&self) -> String {
        match &self.root {
            Some(root) => root.clone(),
            None if self.folder.is_empty() => "./".to_owned(),
            None => "../".repeat(self.folder.matches('/').count()),
        }
    }

    /// Its address once published.
    pub(crate) fn url(&self) -> String {
        format!("{}{}", self.site.url, self.folder)
    }

    /// JSON-LD that cannot end the element it stands in.
    pub(crate) fn linked_data_text(&self) -> Option<String> {
        self.linked_data.as_ref().map(|value| value.to_string().replace('<', "\\u003c"))
    }
}

/// A page as bytes.
pub(crate) fn render(template: &impl Template) -> io::Result<Vec<u8>> {
    template.render().map(String::into_bytes).map_err(io::Error::other)
}
