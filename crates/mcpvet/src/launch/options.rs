//! Walking over the options in front of what a runner starts.

use crate::input::text::Text;

/// One option with its value, or the first word that is none.
#[derive(Debug, PartialEq)]
pub(super) enum Item<'t, 'a> {
    /// `--from x`, `--from=x`, `-p x`: an option known to take a value.
    Value(&'t str, Text<'a>),
    /// Any other option.
    Flag(&'t str),
    /// A word that is no option.
    Word(&'t Text<'a>),
}

/// The options of `args` from the front; it can be asked on behind a word.
pub(super) struct Options<'t, 'a> {
    args: &'t [Text<'a>],
    with_value: &'static [&'static str],
    ended: bool,
}

impl<'t, 'a> Options<'t, 'a> {
    /// Options of which `with_value` take a value.
    pub(super) const fn new(args: &'t [Text<'a>], with_value: &'static [&'static str]) -> Self {
        Self { args, with_value, ended: false }
    }

    /// What has not been read yet.
    pub(super) const fn rest(&self) -> &'t [Text<'a>] {
        self.args
    }

    fn option(&mut self, option: &'t Text<'a>) -> Item<'t, 'a> {
        let text = &*option.value;
        if let Some((name, value)) = text.split_once('=') {
            return Item::Value(name, option.slice(value));
        }
        if self.with_value.contains(&text)
            && let Some((value, rest)) = self.args.split_first()
        {
            self.args = rest;
            return Item::Value(text, value.clone());
        }
        Item::Flag(text)
    }
}

impl<'t, 'a> Iterator for Options<'t, 'a> {
    type Item = Item<'t, 'a>;

    fn next(&mut self) -> Option<Item<'t, 'a>> {
        let (first, rest) = self.args.split_first()?;
        self.args = rest;
        let text = &*first.value;
        if text == "--" && !self.ended {
            self.ended = true;
            return self.next();
        }
        let is_option = !self.ended && text.len() > 1 && text.starts_with('-');
        Some(if is_option { self.option(first) } else { Item::Word(first) })
    }
}
