//! `setup.py`: what a Python project of setuptools asks for, as far as its file spells it out.
//!
//! A program, which is not run. <https://setuptools.pypa.io/en/latest/references/keywords.html>
//!
//! - Read are `install_requires`, `setup_requires`, `tests_require` and each list of `extras_require`: as
//!   words of a call, keys of a dictionary, or variables that get a list or more of it (`+=`, `.append("…")`).
//!   `dict(extra=[…])` and `list(name)` are as good as brackets.
//! - Where a variable stands for a list, its own lists are read, and those of variables in them.
//! - What is put together when the file runs, such as the lines of another file, has a note.

use std::borrow::Cow;

use crate::input::literals::{BROKEN, COMPUTED, Element, Syntax, Token, Tokens};
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, python};
use crate::package::{Groups, Span};
use crate::words::Words;

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "setup-py",
    title: "setup.py",
    file_names: &["setup.py"],
    sniff: |head: &Head<'_>| {
        let imports = |line: &str| {
            let module = line.strip_prefix("from ").or_else(|| line.strip_prefix("import "));
            module.is_some_and(|module| Words("setuptools distutils").any_starts(module))
        };
        match head.text.contains("setup(") && head.any_line(&imports) {
            true => Likeness::Certain,
            false => Likeness::No,
        }
    },
    parse,
    paths: Paths::None,
};

const SYNTAX: Syntax = Syntax { comment: "#", block: ("", ""), long: ("", ""), word: "" };

/// What can hold requirements.
struct Variable<'a> {
    name: &'a str,
    groups: Groups,
    /// Whether it gets a value in this file.
    is_set: bool,
    /// Where it stands in place of a list.
    asked: Option<Span>,
}

impl<'a> Variable<'a> {
    const fn new(name: &'a str, groups: Groups) -> Self {
        Self { name, groups, is_set: false, asked: None }
    }
}

/// Variables of one file that are looked up; most have a handful, one known to have many some hundred.
const MAX_VARIABLES: usize = 256;

/// Variables that stand for each other.
const MAX_STEPS: usize = 4;

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut all = vec![
        Variable::new("install_requires", Groups::PROD),
        Variable::new("setup_requires", Groups::BUILD),
        Variable::new("tests_require", Groups::TEST),
        Variable::new("extras_require", Groups::OPTIONAL),
    ];
    let mut from = 0;
    for step in (0..MAX_STEPS).rev() {
        let count = all.len();
        scan(text, from, step == 0, &mut all, inventory);
        from = count;
        if all.len() == count {
            break;
        }
    }
    for place in all.iter().filter(|it| !it.is_set).filter_map(|it| it.asked) {
        inventory.error("entry", COMPUTED, place);
    }
}

/// Reads the values of all variables from a number on.
fn scan<'a>(
    text: &'a str,
    from: usize,
    last: bool,
    all: &mut Vec<Variable<'a>>,
    inventory: &mut Inventory<'a>,
) {
    let mut tokens = Tokens::new(text, &SYNTAX);
    let known = all.len();
    while let Some(token) = tokens.next().filter(|_| !inventory.is_full()) {
        let is_it = |it: &Variable<'_>| it.name == token.text.value;
        // Only a word of the call can be the key of a dictionary.
        let number = all[from..known].iter().position(is_it).filter(|_| !token.quoted || from == 0);
        let number = number.map(|at| at + from);
        if let Some(number) = number.filter(|_| begins_value(token.quoted, &mut tokens)) {
            all[number].is_set = true;
            let mut value = Value { groups: all[number].groups, last, all, inventory };
            value.read(&mut tokens);
        }
    }
    if let (Some(at), 0) = (tokens.broken, from) {
        inventory.error("syntax", BROKEN, Span::new(at, at));
    }
}

/// Whether a value comes next, behind `=`, `+=`, `["extra"] =` or `.append(`; behind a key, `:`.
fn begins_value(quoted: bool, tokens: &mut Tokens<'_>) -> bool {
    if quoted {
        let _ = tokens.takes("]");
        return tokens.takes(":") || tokens.takes("=");
    }
    if tokens.takes(".") {
        let added = |token: Token<'_>| Words("append extend insert").contains(&token.text.value);
        // The bracket of the call is that of the list.
        return tokens.next().is_some_and(added);
    }
    if tokens.takes("[") {
        tokens.close();
    }
    let _ = tokens.takes("+");
    tokens.takes("=")
}

/// Whether a list, or a dictionary of lists, opens here: with a bracket, or with `dict(`, `list(` and
/// such. What such a call gets can be pairs, which are not read.
fn is_list(token: &Token<'_>, tokens: &mut Tokens<'_>) -> bool {
    const OPENING: &[&str] = &["[", "(", "{"];
    if token.quoted || !Words("dict list set sorted tuple").contains(&token.text.value) {
        return OPENING.iter().any(|mark| token.is(mark));
    }
    let before = tokens.at;
    let is_one = tokens.takes("(") && !OPENING.iter().any(|mark| tokens.sees(mark));
    if !is_one {
        tokens.at = before;
    }
    is_one
}

/// A value that is read.
struct Value<'v, 'a> {
    groups: Groups,
    /// Whether no more variables are looked up.
    last: bool,
    all: &'v mut Vec<Variable<'a>>,
    inventory: &'v mut Inventory<'a>,
}

impl<'a> Value<'_, 'a> {
    /// Reads lists, strings and variables with `+` between them.
    fn read(&mut self, tokens: &mut Tokens<'a>) {
        loop {
            let Some(token) = tokens.next() else { return tokens.breaks_off() };
            let span = token.text.span;
            if is_list(&token, tokens) {
                tokens.elements(&mut |element| self.add(element));
            } else if token.quoted && !token.filled {
                self.add(Element::String(token.text));
            } else if token.is_word() && !["(", ".", "["].iter().any(|mark| tokens.sees(mark)) {
                self.add(Element::Name(token.text));
            } else {
                return self.add(Element::Computed(span));
            }
            let end = tokens.at;
            if !tokens.takes("+") {
                let more =
                    tokens.next().filter(|it| Words("if or and for").contains(&it.text.value));
                let is_same_line = |at: u32| !tokens.text[end..at as usize].contains('\n');
                if let Some(more) = more.filter(|more| is_same_line(more.text.span.start)) {
                    self.add(Element::Computed(more.text.span));
                }
                tokens.at = end;
                return;
            }
        }
    }

    fn add(&mut self, element: Element<'a>) {
        match element {
            Element::String(text) => {
                let lines = text.value.lines().flat_map(|line| line.split("\\n"));
                let lines = lines.map(str::trim_ascii);
                for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
                    python::add_requirement(&text.slice(line), self.groups, self.inventory);
                }
            }
            Element::Name(text) if Words("None True False").contains(&text.value) => {}
            Element::Name(text) => self.look_up(&text),
            Element::Computed(span) => self.inventory.error("entry", COMPUTED, span),
        }
    }

    fn look_up(&mut self, name: &Text<'a>) {
        let is_full = self.last || self.all.len() >= MAX_VARIABLES;
        let known = self.all.iter_mut().find(|it| it.name == name.value);
        match (known, &name.value) {
            (Some(known), _) => known.asked = known.asked.or(Some(name.span)),
            (None, Cow::Borrowed(word)) if !is_full => {
                let asked = Some(name.span);
                self.all.push(Variable { asked, ..Variable::new(word, self.groups) });
            }
            _ => self.inventory.error("entry", COMPUTED, name.span),
        }
    }
}
