//! Pages of plain text: every `*.md` below `www/pages`, its path is its address.
//!
//! The first heading is the title, the first paragraph the description. A line such as
//! `[[severities]]` stands for something that is made from the dataset, see `fragment.rs`.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use askama::Template;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::{SECTIONS, index};
use crate::digest::digest;
use crate::fragment;
use crate::job::Job;
use crate::meaning;
use crate::package::slug;
use crate::page::{Page, render};
use crate::site::Site;

#[derive(Template)]
#[template(path = "text.html")]
struct Text<'s> {
    page: Page<'s>,
    body: String,
    chapters: Vec<Chapter>,
}

/// A page of the same section, for the list beside the text.
struct Chapter {
    folder: String,
    title: String,
}

/// The text pages of a folder, by their folders on the site.
pub(crate) type Texts = BTreeMap<String, String>;

/// Reads every `*.md` below a folder; `index.md` is the folder's own page.
///
/// # Errors
///
/// A folder or file that cannot be read.
pub(crate) fn read(folder: &Path) -> io::Result<Texts> {
    let mut texts = Texts::new();
    collect(folder, "", &mut texts)?;
    Ok(texts)
}

fn collect(folder: &Path, below: &str, texts: &mut Texts) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{below}{name}/"), texts)?;
        } else if let Some(stem) = name.strip_suffix(".md") {
            let own = if stem == "index" { below.to_owned() } else { format!("{below}{stem}/") };
            texts.insert(own, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let job = |(folder, text): (&'_ String, &'_ String)| {
        let beside = site.texts.keys().fold(digest(text.as_bytes()), |all, one| all.and_text(one));
        // A fragment may show anything of the dataset.
        let sources = beside.and(site.digest_of(0..site.entries.len()));
        let (folder, text) = (folder.clone(), text.clone());
        Job::new(index(&folder), sources, move || render(&of(site, &folder, &text)))
    };
    let tree = Job::new("process/scope/tree.json", digest(b"scope"), || {
        serde_json::to_vec(&fragment::scope_tree()).map_err(io::Error::other)
    });
    site.texts.iter().map(job).chain([tree]).collect()
}

fn of<'s>(site: &'s Site, folder: &str, text: &str) -> Text<'s> {
    let section = SECTIONS.iter().find(|(start, _)| folder.starts_with(start));
    let (start, name) = section.copied().unwrap_or_default();
    let mut page = Page::new(site, folder, start, title(text), description(text));
    if folder != start && !start.is_empty() {
        page = page.below(start, name);
    }
    let root = page.root();
    Text { page, body: body(site, &root, text), chapters: chapters(site, start) }
}

/// The pages of a section, its own first; none where there is just one.
fn chapters(site: &Site, section: &str) -> Vec<Chapter> {
    let own =
        site.texts.iter().filter(|(folder, _)| !section.is_empty() && folder.starts_with(section));
    let chapter =
        |(folder, text): (&String, &String)| Chapter { folder: folder.clone(), title: title(text) };
    let mut all: Vec<_> = own.map(chapter).collect();
    let order = fragment::ORDER;
    all.sort_by_key(|one| {
        order.iter().position(|known| *known == one.folder).unwrap_or(order.len())
    });
    if all.len() > 1 { all } else { Vec::new() }
}

fn title(text: &str) -> String {
    text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("mcpvet").trim().to_owned()
}

/// The first paragraph, without its marks.
fn description(text: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Paragraph) => inside = true,
            Event::End(TagEnd::Paragraph) if inside => break,
            Event::Text(text) | Event::Code(text) if inside => words.push_str(&text),
            Event::SoftBreak if inside => words.push(' '),
            _ => {}
        }
    }
    words
}

/// The text as HTML: headings get anchors, links from the root (`/x/`) become relative.
fn body(site: &Site, root: &str, text: &str) -> String {
    let events: Vec<_> = Parser::new_ext(text, Options::ENABLE_TABLES).collect();
    let mut out = Vec::with_capacity(events.len());
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if *level != HeadingLevel::H1 => {
                let id = slug(&meaning::plain(&heading(&events[at + 1..])).to_lowercase());
                let open = format!("<{level} id=\"{id}\"><a href=\"#{id}\">");
                out.push(Event::Html(open.into()));
            }
            Event::End(TagEnd::Heading(level)) if *level != HeadingLevel::H1 => {
                out.push(Event::Html(format!("</a></{level}>\n").into()));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                out.push(Event::Start(Tag::Link {
                    link_type: *link_type,
                    dest_url: relative(root, dest_url),
                    title: title.clone(),
                    id: id.clone(),
                }));
            }
            other => out.push(other.clone()),
        }
    }
    let mut page = String::new();
    html::push_html(&mut page, out.into_iter());
    // What may scroll has to be reached with the keyboard.
    let page = page.replace("<pre>", "<pre tabindex=\"0\">");
    fragment::fill(site, root, &page)
}

/// The words of a heading, up to its end.
fn heading(events: &[Event<'_>]) -> String {
    let words = events.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    words
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}

fn relative<'a>(root: &str, url: &CowStr<'a>) -> CowStr<'a> {
    match url.strip_prefix('/') {
        Some(rest) => format!("{root}{rest}").into(),
        None => url.clone(),
    }
}
