//! Secrets planted into the texts of `redaction/planted.txt`, and what must never come out again.
//!
//! The same file is read by the tests of the command, of Node and of the browser.

use mcpvet::Input;

/// The table.
const TEXTS: &str = include_str!("../redaction/planted.txt");

/// A key, a word with a digit, a word like any other, and a password with the signs of URLs.
const SECRETS: [&str; 4] =
    ["sk-live-4fQ9xT2mWb7LkP0z", "hunter2horse", "quietharbor", "tiger/7@lynx#puma?wolf"];

/// Pieces of the secrets, in lower case: a shortened or changed secret is one too. The number
/// stands in the table as it is.
const PIECES: &[&str] = &[
    "4fq9xt2m",
    "wb7lkp0z",
    "hunter2",
    "quietharbor",
    "tiger",
    "lynx",
    "puma",
    "wolf",
    "7731904482",
];

/// A text with a secret in it.
#[derive(Debug)]
pub struct Planted {
    /// Where the secret stands, and which one.
    pub title: String,
    /// What the input is called.
    pub name: &'static str,
    /// The text.
    pub text: String,
}

impl Planted {
    /// The input as the library takes it.
    #[must_use]
    pub fn input(&self) -> Input<'_> {
        Input { name: Some(self.name), bytes: self.text.as_bytes(), ..Input::default() }
    }
}

/// Every text of the table with each secret that belongs into it.
///
/// # Panics
///
/// When a section has no name.
pub fn planted() -> impl Iterator<Item = Planted> {
    TEXTS.split("\n=== ").skip(1).flat_map(|section| {
        let (head, text) = section.split_once('\n').expect("a section has a text");
        let (title, name) = head.split_once(" | ").expect("a section has a title and a name");
        let kinds = if text.contains("<<any>>") { SECRETS.len() } else { 1 };
        SECRETS.iter().take(kinds).map(move |secret| Planted {
            title: format!("{title} ({secret})"),
            name,
            text: text.trim_end().replace("<<any>>", secret).replace("<<key>>", SECRETS[0]),
        })
    })
}

/// The pieces of secrets that a text holds.
pub fn leaked(text: &str) -> impl Iterator<Item = &'static str> {
    let text = text.to_lowercase();
    PIECES.iter().copied().filter(move |piece| text.contains(piece))
}
