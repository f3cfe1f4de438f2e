//! `*.gemspec` and `Gemfile`: what a gem or an application asks for, as far as its file spells it out.
//!
//! Programs in Ruby, which are not run. <https://guides.rubygems.org/specification-reference/>,
//! <https://bundler.io/man/gemfile.5.html>
//!
//! - Read are `add_dependency`, `add_runtime_dependency` and `add_development_dependency` with a
//!   name and requirements in quotes or `%q<…>`, alone or in an array, over any number of lines.
//! - Of a `Gemfile`, `gem` with the same arguments is read, wherever it stands on its line. The blocks
//!   around it say its groups and where it comes from, and so do words behind it: `group: :test`,
//!   `git: "…"`, `path: "…"`. The files that `gemspec` and `eval_gemfile` name have a note.
//! - A requirement that is computed (`"~> #{VERSION}"`, `VERSION`) is known only when the file runs;
//!   so is a name, which costs a note.
//! - What RubyGems wrote itself names all gems again behind `else`, for versions of it that knew no
//!   groups: each is read once.

use memchr::memmem;

use crate::input::limits::MAX_NAME_BYTES;
use crate::input::list::push_once;
use crate::input::text::Text;
use crate::input::{Format, Head, Inventory, Likeness, Paths, lines};
use crate::package::{Ecosystem, Groups, Package, Requirement, RequirementClass, Source, Span};

/// See the module.
pub(crate) const FORMAT: Format = Format {
    id: "gemspec",
    title: "gemspec",
    file_names: &["*.gemspec"],
    sniff: |head: &Head<'_>| match head.text.contains("Gem::Specification.new") {
        true => Likeness::Likely,
        false => Likeness::No,
    },
    parse,
    paths: Paths::None,
};

/// `Gemfile`.
pub(crate) const GEMFILE: Format = Format {
    id: "gemfile",
    title: "Gemfile",
    file_names: &["gemfile", "gems.rb", "*.gemfile"],
    sniff: |head: &Head<'_>| {
        let has = |starts: [&str; 2]| starts.iter().any(|start| head.has_start(start));
        match (has(["gem \"", "gem '"]), has(["source \"", "source '"])) {
            (true, true) => Likeness::Certain,
            (true, false) => Likeness::Likely,
            (false, true) => Likeness::Possible,
            (false, false) => Likeness::No,
        }
    },
    parse: parse_gemfile,
    paths: Paths::None,
};

/// What the words around or behind a gem say of it.
#[derive(Clone, Copy)]
struct Context {
    groups: Groups,
    source: Source,
}

/// Words that say where a gem comes from, and that it has groups.
const WORDS: &[(&str, Option<Source>)] = &[
    ("group", None),
    ("groups", None),
    ("git", Some(Source::Git)),
    ("github", Some(Source::Git)),
    ("gitlab", Some(Source::Git)),
    ("bitbucket", Some(Source::Git)),
    ("gist", Some(Source::Git)),
    ("path", Some(Source::Local)),
    ("source", Some(Source::Url)),
];

impl Context {
    /// Adds what a call such as `group :test do` says, or the words behind a gem.
    fn and(mut self, call: &str) -> Self {
        for (word, source) in WORDS {
            let Some(said) = said_by(word, call) else { continue };
            let has = |text: &str| said.contains(text);
            match source {
                Some(Source::Url) if has("//rubygems.") => self.source = Source::Registry,
                Some(source) => self.source = *source,
                None => {
                    let test = if has("test") { Groups::TEST } else { Groups::NONE };
                    let dev = if has("dev") { Groups::DEV } else { Groups::NONE };
                    self.groups = match test.and(dev) {
                        Groups::NONE if has("production") || has("default") => Groups::PROD,
                        Groups::NONE => Groups::DEV,
                        groups => groups,
                    };
                }
            }
        }
        self
    }
}

/// What stands behind `group:`, `:group =>` or, at the start of a block, `group`.
fn said_by<'a>(word: &str, call: &'a str) -> Option<&'a str> {
    memmem::find_iter(call.as_bytes(), word.as_bytes()).find_map(|at| {
        let (before, behind) = (&call[..at], &call[at + word.len()..]);
        match before.bytes().next_back() {
            None => Some(behind).filter(|rest| rest.starts_with([' ', '\t', '('])),
            Some(b' ' | b'\t' | b',' | b'{' | b'(') => behind.strip_prefix(':'),
            Some(b':') => behind.trim_ascii_start().strip_prefix("=>"),
            Some(_) => None,
        }
    })
}

/// Blocks in blocks; nobody has more.
const MAX_BLOCKS: usize = 64;

fn parse_gemfile<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut blocks = vec![Context { groups: Groups::PROD, source: Source::Registry }];
    let mut commented = false;
    lines::read(text, inventory, "", &mut |line, inventory| {
        commented |= line.starts_with("=begin");
        let (code, _) = lines::split_comment(line, "#");
        if commented {
            commented = !line.starts_with("=end");
            return true;
        }
        let mut rest = code;
        while !rest.is_empty() {
            let (statement, behind) = rest.split_at(end_of_statement(rest));
            rest = behind.trim_start_matches([' ', '\t', ';']);
            let around = blocks[blocks.len() - 1];
            let word = statement.split([' ', '\t', '(']).next().unwrap_or_default();
            if word == "gem" {
                let args = &statement[word.len()..];
                // Arguments go on below only where nothing else follows on the line.
                let call = if rest.is_empty() { lines::call(args, text) } else { args };
                add_gem(args, around.and(call), text, inventory);
            } else if matches!(word, "gemspec" | "eval_gemfile") {
                inventory.error("include", OTHER_FILE, Span::of(statement, text));
            }
            let opens = statement.ends_with(" do") || statement.ends_with('{');
            if (opens || OPENING.contains(&word)) && blocks.len() < MAX_BLOCKS {
                blocks.push(around.and(statement));
            } else if matches!(word, "end" | "}") && blocks.len() > 1 {
                blocks.pop();
            }
        }
        true
    });
}

fn add_gem<'a>(args: &str, said: Context, text: &'a str, inventory: &mut Inventory<'a>) {
    let args = Args { text, at: Span::of(args, text).start as usize, broken: false };
    if let Some(package) = package(args, inventory) {
        let Context { groups, source } = said;
        inventory.push(Package { groups, source, direct: Some(true), ..package });
    }
}

/// Words that begin what `end` ends, beside `do`.
const OPENING: &[&str] = &["if", "unless", "case", "begin", "def", "while", "until", "for", "do"];

/// Where the first statement of a line ends: behind what opens a block, in front of what closes one,
/// or in front of `;`. Braces behind `gem` are values of its words.
fn end_of_statement(line: &str) -> usize {
    let is_gem = line.starts_with("gem");
    let (mut quote, mut open, mut word) = (None, 0, 0);
    for (at, byte) in line.bytes().chain([b' ']).enumerate() {
        match byte {
            _ if quote.is_some() => quote = quote.filter(|open| *open != byte),
            b'"' | b'\'' => quote = Some(byte),
            b'{' if is_gem => open += 1,
            b'}' if open > 0 => open -= 1,
            b'{' => return at + 1,
            b'}' if at == 0 => return 1,
            b'}' => return at,
            b'|' if line[..at].starts_with('|') => return at + 1,
            b' ' | b'\t' | b';' => {
                match &line[word..at] {
                    "do" | "then" | "else" => return at,
                    "end" if word > 0 => return word,
                    _ if byte == b';' => return at,
                    _ => {}
                }
                word = at + 1;
            }
            _ => {}
        }
    }
    line.len()
}

const OTHER_FILE: &str = "what this other file names was not checked: give that file as well";

fn parse<'a>(text: &'a str, inventory: &mut Inventory<'a>) {
    let mut found = Vec::new();
    let (mut commented, mut over, mut asks, mut again) = (false, false, false, false);
    lines::read(text, inventory, "", &mut |line, inventory| {
        over |= line == "__END__";
        commented |= line.starts_with("=begin");
        asks |= line.contains("respond_to? :spec") || line.contains("respond_to? :add_");
        again |= asks && line.trim_ascii() == "else";
        let mut rest = if over || commented { "" } else { line };
        while let Some((before, call)) = rest.split_once(".add_") {
            let end = call.find([' ', '(']).unwrap_or(call.len());
            let groups = match &call[..end] {
                _ if before.contains('#') => return true,
                _ if again => Groups::NONE,
                "development_dependency" => Groups::DEV,
                _ => Groups::PROD,
            };
            rest = &call[end..];
            if call[..end].ends_with("dependency") {
                let args = Args { text, at: Span::of(rest, text).start as usize, broken: false };
                let read = package(args, inventory);
                let read = read.map(|it| Package { groups, direct: Some(true), ..it });
                found.extend(read.map(Some));
            }
        }
        commented &= !line.starts_with("=end");
        true
    });
    push_once(found, &[], inventory);
}

/// Reads a name and its requirements; a note where the name is no literal.
fn package<'a>(mut args: Args<'a>, inventory: &mut Inventory<'a>) -> Option<Package<'a>> {
    let at = Span::new(args.at, args.at);
    if args.text[args.at..].starts_with('(') {
        args.skip(b"( \t\r\n");
    }
    let Some(name) = args.next().filter(|name| !name.computed) else {
        let message = "the name of this gem is known only when the file runs; it was not read";
        inventory.error("entry", message, at);
        return None;
    };
    let (mut requirement, mut span) = (Requirement::none(), name.text.span);
    for _ in 0..MAX_REQUIREMENTS {
        let Some(Arg { text, computed }) = args.next() else { break };
        // `require: false` and `:git => "…"` follow behind all requirements.
        if computed && is_key(&text.value) {
            break;
        }
        if requirement.text.is_empty() {
            let version = text.slice(text.value.trim_start_matches(['=', ' ']));
            let digit = version.value.starts_with(|c: char| c.is_ascii_digit());
            let class = if digit { RequirementClass::Exact } else { RequirementClass::Range };
            span = if digit { version.span } else { text.span };
            let shown = if digit { version.value } else { text.value };
            requirement = Requirement::new(class, shown);
        } else {
            let both = [&requirement.text, ", ", &text.value].concat();
            requirement = Requirement::new(RequirementClass::Range, both);
            span.end = text.span.end;
        }
        if computed {
            requirement.class = RequirementClass::Dynamic;
            break;
        }
    }
    if args.broken {
        let message = "the text in quotes is not closed; it was not read";
        inventory.error("syntax", message, Span::new(args.at, args.at));
    }
    Some(Package::new(Ecosystem::RubyGems, name.text.value, requirement, span))
}

/// Whether a text begins as `require: false`, `:git => "…"` and `{ git: "…" }` do, unlike `Gem::VERSION`.
fn is_key(text: &str) -> bool {
    let text = text.trim_start_matches(['{', ' ']);
    let behind = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    behind.starts_with(':') && (behind.len() == text.len() || !behind.starts_with("::"))
}

/// Requirements of one gem; people write up to three.
const MAX_REQUIREMENTS: usize = 16;

/// The arguments of a call.
struct Args<'a> {
    text: &'a str,
    at: usize,
    /// Whether a literal is not closed.
    broken: bool,
}

/// One argument, or one element of an array.
struct Arg<'a> {
    text: Text<'a>,
    /// Whether it is known only when the file runs.
    computed: bool,
}

impl<'a> Args<'a> {
    /// The next literal, or what stands in its place up to a comma; nothing behind the last one.
    fn next(&mut self) -> Option<Arg<'a>> {
        self.skip(b" \t([");
        let rest = &self.text.as_bytes()[self.at..];
        let (open, head) = match *rest.first()? {
            quote @ (b'"' | b'\'') => (quote, 1),
            b'%' if matches!(rest.get(1), Some(b'q' | b'Q')) => (*rest.get(2)?, 3),
            b'%' if rest.get(1).is_some_and(u8::is_ascii_punctuation) => (rest[1], 2),
            _ => return self.computed(),
        };
        let close = match open {
            b'<' => b'>',
            b'(' => b')',
            b'[' => b']',
            b'{' => b'}',
            other => other,
        };
        let inner = rest.get(head..)?;
        let inner = &inner[..inner.len().min(MAX_NAME_BYTES)];
        let end = inner.iter().position(|b| *b == close || *b == b'\n');
        let Some(end) = end.filter(|end| inner[*end] == close) else {
            self.broken = true;
            return None;
        };
        let literal = self.text.get(self.at + head..self.at + head + end)?;
        self.at += head + end + 1;
        if self.text[self.at..].starts_with(".freeze") {
            self.at += ".freeze".len();
        }
        self.end_argument();
        let computed = literal.contains("#{") && rest[0] != b'\'';
        Some(Arg { text: Text::of(literal, self.text), computed })
    }

    /// What is no literal, such as `VERSION`.
    fn computed(&mut self) -> Option<Arg<'a>> {
        let rest = &self.text[self.at..];
        let rest = &rest[..rest.floor_char_boundary(MAX_NAME_BYTES)];
        let end = rest.find([',', ';', ')', ']', '\n', '#', '\r']).unwrap_or(rest.len());
        let word = rest[..end].trim_ascii_end();
        self.at += end;
        self.end_argument();
        (!word.is_empty()).then(|| Arg { text: Text::of(word, self.text), computed: true })
    }

    /// Goes on behind the comma that follows, or to the end of all arguments.
    fn end_argument(&mut self) {
        self.skip(b" \t]");
        if self.text[self.at..].starts_with(',') {
            self.at += 1;
            self.skip(b" \t\r\n");
            while self.text[self.at..].starts_with('#') {
                let line = self.text[self.at..].find('\n').unwrap_or(self.text.len() - self.at);
                self.at += line;
                self.skip(b" \t\r\n");
            }
        } else {
            self.at = self.text.len();
        }
    }

    fn skip(&mut self, bytes: &[u8]) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|b| bytes.contains(b)).count();
    }
}
