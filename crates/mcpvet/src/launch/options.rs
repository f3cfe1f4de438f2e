//! Walking over the options in front of what a runner starts.

use crate::input::text::Text;
use crate::words::Words;

/// The options of a runner. What is in neither list may take a value or not.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    /// Those with a value, in the next word unless it is joined.
    with_value: Names,
    /// Those that stand alone; `--no-…` always does.
    flags: Names,
}

impl Table {
    pub(crate) const fn new(with_value: Words, flags: Words) -> Self {
        Self { with_value: Names::new(with_value), flags: Names::new(flags) }
    }
}

/// Names of options. Most that are written have one letter, which a bit tells.
#[derive(Clone, Copy)]
struct Names {
    words: Words,
    letters: u64,
}

impl Names {
    const fn new(words: Words) -> Self {
        let text = words.0.as_bytes();
        let (mut letters, mut at) = (0, 1);
        while at < text.len() {
            let begins = text[at - 1] == b'-' && (at == 1 || text[at - 2] == b' ');
            if begins && (at + 1 == text.len() || text[at + 1] == b' ') {
                letters |= bit(text[at]);
            }
            at += 1;
        }
        Self { words, letters }
    }

    fn contains(self, option: &str) -> bool {
        match option.as_bytes() {
            [b'-', letter] if letter.is_ascii_alphabetic() => self.letters & bit(*letter) != 0,
            _ => self.words.contains(option),
        }
    }

    /// The option of a letter in a cluster of them.
    fn of_letter(self, letter: char) -> Option<&'static str> {
        let byte = u8::try_from(letter).ok().filter(|byte| self.letters & bit(*byte) != 0)?;
        self.words.iter().find(|name| name.as_bytes() == [b'-', byte])
    }
}

/// The bit of a letter; other characters have that of none.
const fn bit(letter: u8) -> u64 {
    if letter.is_ascii_alphabetic() { 1 << (letter & 63) } else { 0 }
}

/// One option with its value, or the first word that is none.
#[derive(Debug, PartialEq)]
pub(crate) enum Item<'t, 'a> {
    /// `--from x`, `--from=x`, `-p x`, `-px`, `-ip x`: an option known to take a value.
    Value(&'t str, Text<'a>),
    /// An option without a value.
    Flag,
    /// The word behind an unknown option: its value, or what is started. It can be a secret.
    Doubt(&'t Text<'a>),
    /// A word that is no option.
    Word(&'t Text<'a>),
}

/// The options of `args` from the front; it can be asked on behind a word.
pub(crate) struct Options<'t, 'a> {
    args: &'t [Text<'a>],
    table: Table,
    ended: bool,
}

impl<'t, 'a> Options<'t, 'a> {
    pub(crate) const fn new(args: &'t [Text<'a>], table: Table) -> Self {
        Self { args, table, ended: false }
    }

    /// What has not been read yet.
    pub(crate) const fn rest(&self) -> &'t [Text<'a>] {
        self.args
    }

    fn option(&mut self, option: &'t Text<'a>) -> Item<'t, 'a> {
        let text = &*option.value;
        let joined = |name: &str| {
            name.starts_with("--") || name.len() == 2 || self.table.with_value.contains(name)
        };
        if let Some((name, value)) = text.split_once('=').filter(|(name, _)| joined(name)) {
            return Item::Value(name, option.slice(value));
        }
        if self.table.with_value.contains(text) {
            return self.value_of(text);
        }
        if self.table.flags.contains(text) || text.starts_with("--no-") {
            return Item::Flag;
        }
        if !text.starts_with("--")
            && let Some(item) = self.cluster(option)
        {
            return item;
        }
        match self.args.split_first() {
            Some((word, rest)) if !is_option(&word.value) => {
                self.args = rest;
                Item::Doubt(word)
            }
            _ => Item::Flag,
        }
    }

    fn value_of(&mut self, name: &'t str) -> Item<'t, 'a> {
        let Some((value, rest)) = self.args.split_first() else { return Item::Flag };
        self.args = rest;
        Item::Value(name, value.clone())
    }

    /// `-it`, `-ie A=b`, `-p80`: letters of which the last can have a value, joined or not.
    fn cluster(&mut self, option: &Text<'a>) -> Option<Item<'t, 'a>> {
        for (at, letter) in option.value.char_indices().skip(1) {
            let end = at + letter.len_utf8();
            if let Some(name) = self.table.with_value.of_letter(letter) {
                return Some(match &option.value[end..] {
                    "" => self.value_of(name),
                    value => Item::Value(name, option.slice(value)),
                });
            }
            self.table.flags.of_letter(letter)?;
        }
        Some(Item::Flag)
    }
}

/// Whether a word is an option. A dash alone is a file.
pub(super) fn is_option(word: &str) -> bool {
    word.len() > 1 && word.starts_with('-')
}

impl<'t, 'a> Iterator for Options<'t, 'a> {
    type Item = Item<'t, 'a>;

    fn next(&mut self) -> Option<Item<'t, 'a>> {
        let (first, rest) = self.args.split_first()?;
        self.args = rest;
        if first.value == "--" && !self.ended {
            self.ended = true;
            return self.next();
        }
        let is_option = !self.ended && is_option(&first.value);
        Some(if is_option { self.option(first) } else { Item::Word(first) })
    }
}
