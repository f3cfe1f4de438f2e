//! The forms in which a run hands its digest on.

use clap::ValueEnum;
use mcpvet::monitor::{Digest, Page};
use mcpvet::render::{Style, digest};
use mcpvet::report::to_json;

use super::config::{Config, Kind};
use super::mail;
use crate::exit::Failure;

/// A form of a digest.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Form {
    Text,
    Markdown,
    Html,
    Mail,
    Json,
}

pub(super) fn write(form: Form, config: &Config, digest: &Digest) -> Result<String, Failure> {
    let page = Page::new(digest);
    Ok(match form {
        Form::Text => digest::text(&page, Style::default()),
        Form::Markdown => digest::markdown(&page),
        Form::Html => digest::html(&page),
        Form::Json => to_json(digest) + "\n",
        Form::Mail => {
            let mut mails = config.channel.iter().filter_map(|channel| match &channel.kind {
                Kind::Smtp(mail) => Some((&*mail.from, &*mail.to)),
                _ => None,
            });
            let (from, to) = mails.next().unwrap_or((mail::NOBODY, &[]));
            let message = mail::message(from, to, &page, digest, "file");
            let message = message.map_err(Failure::Usage)?;
            String::from_utf8(message.formatted())
                .map_err(|_| Failure::Usage("the mail is no text".to_owned()))?
        }
    })
}
