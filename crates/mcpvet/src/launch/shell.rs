//! Commands of a script with their places, as a POSIX shell, `cmd` or PowerShell splits them.
//!
//! Nothing is expanded: `$NAME` stays as it is written, and is told by its looks later. Reserved
//! words, redirections and here-documents are left out; commands inside `$( … )` are followed.

use super::Tokens;
use super::placeholder::end_of;
use crate::input::text::Text;

/// Substitutions in substitutions; real ones are at most two deep.
const MAX_DEPTH: usize = 8;

/// How backslashes and brackets are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// A backslash takes away the meaning of what follows.
    Posix,
    /// A backslash separates folders.
    Windows,
    /// A backtick takes away the meaning, braces hold blocks, `$name = …` sets a variable.
    PowerShell,
}

/// The commands of a script: words, split where `;`, `&`, `|`, a bracket or a line break ends a
/// command. Those inside of substitutions come last, and only when they can start packages.
pub(crate) fn commands<'a>(script: &Text<'a>, dialect: Dialect) -> Vec<Tokens<'a>> {
    let mut all = Vec::new();
    let mut open = vec![(script.clone(), 0)];
    while let Some((script, depth)) = open.pop() {
        let mut splitter = Splitter::new(&script, dialect);
        splitter.scan();
        let found = splitter.commands.into_iter().filter_map(|words| clean(words, dialect));
        all.extend(found.filter(|words: &Tokens<'_>| depth == 0 || is_known(words)));
        if depth < MAX_DEPTH {
            open.extend(splitter.nested.into_iter().rev().map(|script| (script, depth + 1)));
        }
    }
    all
}

fn is_known(words: &[Text<'_>]) -> bool {
    words.first().is_some_and(|word| super::is_runner(&word.value))
}

/// A command without the reserved words around it; `None` when nothing is left.
fn clean(mut words: Tokens<'_>, dialect: Dialect) -> Option<Tokens<'_>> {
    const AROUND: &[&str] = &[
        "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "!", "{", "}", "esac",
        "coproc",
    ];
    if dialect == Dialect::Windows {
        return (!words.is_empty()).then_some(words);
    }
    let skipped = words.iter().take_while(|word| AROUND.contains(&&*word.value)).count();
    words.drain(..skipped);
    let first = &*words.first()?.value;
    // What stands behind these are patterns and lists of words.
    let listed = ["for", "select", "case", "function", "foreach", "in"].contains(&first);
    let variable = dialect == Dialect::PowerShell && first.starts_with('$');
    (!listed && !variable).then_some(words)
}

/// The words of the first command.
pub(crate) fn words<'a>(line: &Text<'a>, dialect: Dialect) -> Tokens<'a> {
    commands(line, dialect).into_iter().next().unwrap_or_default()
}

struct Splitter<'s, 'a> {
    script: &'s Text<'a>,
    dialect: Dialect,
    at: usize,
    quote: Option<char>,
    /// Brackets that are open.
    depth: usize,
    /// Whether the next word is the target of a redirection.
    redirected: bool,
    /// The words that end the here-documents that start on the next line.
    here: Vec<String>,
    commands: Vec<Tokens<'a>>,
    nested: Vec<Text<'a>>,
    word: Option<Word>,
}

/// A word under way: where it stands with its quotes, and what it says without them.
struct Word {
    start: usize,
    end: usize,
    value: String,
}

impl<'s, 'a> Splitter<'s, 'a> {
    fn new(script: &'s Text<'a>, dialect: Dialect) -> Self {
        Self {
            script,
            dialect,
            at: 0,
            quote: None,
            depth: 0,
            redirected: false,
            here: Vec::new(),
            commands: vec![Vec::new()],
            nested: Vec::new(),
            word: None,
        }
    }

    fn rest(&self) -> &'s str {
        let script: &'s Text<'a> = self.script;
        &script.value[self.at..]
    }

    fn scan(&mut self) {
        let posix = self.dialect == Dialect::Posix;
        let windows = self.dialect == Dialect::Windows;
        while let Some(c) = self.rest().chars().next() {
            let (start, rest) = (self.at, self.rest());
            let single = self.quote == Some('\'');
            let escapes = (posix && c == '\\') || (self.dialect == Dialect::PowerShell && c == '`');
            self.at += c.len_utf8();
            match (self.quote, c) {
                _ if escapes && !single => self.escaped(start),
                (Some(open), c) if c == open => {
                    self.quote = None;
                    self.push(start, self.at, None);
                }
                _ if !single && !windows && rest.starts_with("$(") => self.substitution(start, 1),
                _ if !single && rest.starts_with("${") => self.placeholder(start),
                _ if !single && rest.starts_with("{{") => self.placeholder(start),
                (_, '`') if !single && posix => self.backticks(start),
                (None, '"' | '\'') if !windows || c == '"' => {
                    self.quote = Some(c);
                    self.push(start, self.at, None);
                }
                (Some(_), c) => self.push(start, self.at, Some(c)),
                (None, '<' | '>') => self.redirection(start),
                (None, '&') if rest.starts_with("&>") => {
                    self.end_word();
                    self.at += 1;
                    self.redirection(start + 1);
                }
                (None, '#') if self.word.is_none() && !windows => {
                    self.at = rest.find('\n').map_or(self.script.value.len(), |end| start + end);
                }
                (None, '\n') => {
                    self.end_command();
                    self.skip_here_documents();
                }
                (None, ';' | '&' | '|') => self.end_command(),
                // `A=(x y)` is a list, `(( … ))` arithmetic.
                (None, '(') if posix && (rest.starts_with("((") || self.is_setting()) => {
                    self.at = end_of_command(&self.script.value, start);
                }
                (None, '(') if !windows || self.word.is_none() => {
                    self.depth += 1;
                    self.end_command();
                }
                (None, ')') if !windows || self.depth > 0 => self.close(),
                (None, '{' | '}') if self.dialect == Dialect::PowerShell => self.end_command(),
                (None, c) if c.is_whitespace() => self.end_word(),
                (None, c) => self.push(start, self.at, Some(c)),
            }
        }
        self.end_command();
    }

    fn is_setting(&self) -> bool {
        self.word.as_ref().is_some_and(|word| word.value.ends_with('='))
    }

    /// What follows a backslash; a line break there joins two lines.
    fn escaped(&mut self, start: usize) {
        let Some(next) = self.rest().chars().next() else { return };
        self.at += next.len_utf8();
        if next == '\r' && self.rest().starts_with('\n') {
            self.at += 1;
        } else if next != '\n' {
            self.push(start, self.at, Some(next));
        }
    }

    /// A bracket that closes what none has opened ends a pattern of `case`.
    fn close(&mut self) {
        self.end_word();
        if self.depth == 0
            && let Some(pattern) = self.commands.last_mut()
        {
            pattern.clear();
        }
        self.depth = self.depth.saturating_sub(1);
        self.end_command();
    }

    /// `$( … )` or `<( … )`, whose bracket opens at `start + skipped`.
    fn substitution(&mut self, start: usize, skipped: usize) {
        let text = &*self.script.value;
        let open = start + skipped;
        let end = end_of_command(text, open);
        let inner = open + 1..end - usize::from(end > open + 1 && text[..end].ends_with(')'));
        // `$(( … ))` is arithmetic.
        if !text[inner.clone()].starts_with('(') {
            self.nested.push(self.script.part(inner));
        }
        self.at = end;
        self.computed(start);
    }

    fn backticks(&mut self, start: usize) {
        let rest = self.rest();
        let length = rest.find('`').unwrap_or(rest.len());
        self.nested.push(self.script.part(self.at..self.at + length));
        self.at = (self.at + length + 1).min(self.script.value.len());
        self.computed(start);
    }

    /// A part of a word that a command prints.
    fn computed(&mut self, start: usize) {
        "$()".chars().for_each(|c| self.push(start, self.at, Some(c)));
    }

    /// `${NAME:-a b}` is one piece.
    fn placeholder(&mut self, start: usize) {
        self.at = end_of(&self.script.value, start);
        let text = &self.script.value[start..self.at];
        text.chars().for_each(|c| self.push(start, self.at, Some(c)));
    }

    /// `2>&1`, `>> file`, `<<END`: dropped with the word behind.
    fn redirection(&mut self, start: usize) {
        let is_number = |word: &Word| word.value.bytes().all(|b| b.is_ascii_digit());
        if self.word.as_ref().is_some_and(is_number) {
            self.word = None;
        }
        self.end_word();
        let text: &'s str = &self.script.value[start..];
        let marks = text.len() - text.trim_start_matches(['<', '>', '&', '|']).len();
        let blank = |c: char| c == ' ' || c == '\t';
        if text[marks..].starts_with('(') && marks == 1 {
            return self.substitution(start, 1);
        }
        let behind = text[marks..].trim_start_matches(blank);
        self.at = start + text.len() - behind.len();
        if marks == 2 && text.starts_with("<<") && self.dialect == Dialect::Posix {
            let word = behind.split([' ', '\t', '\n', ';', '&', '|', ')', '>']).next();
            let word = word.unwrap_or_default();
            self.at += word.len();
            let end = word.trim_start_matches('-').replace(['"', '\'', '\\'], "");
            self.here.push(end);
        } else {
            self.redirected = true;
        }
    }

    fn skip_here_documents(&mut self) {
        for end in core::mem::take(&mut self.here) {
            loop {
                let rest = self.rest();
                if rest.is_empty() {
                    break;
                }
                let line = rest.split_inclusive('\n').next().unwrap_or(rest);
                self.at += line.len();
                if line.trim() == end {
                    break;
                }
            }
        }
    }

    fn push(&mut self, start: usize, end: usize, c: Option<char>) {
        let word = self.word.get_or_insert_with(|| Word { start, end, value: String::new() });
        word.end = end;
        word.value.extend(c);
    }

    fn end_word(&mut self) {
        let Some(word) = self.word.take() else { return };
        if core::mem::take(&mut self.redirected) {
            return;
        }
        // Quotes around a whole word leave its text in one piece, which can be borrowed.
        let whole = self.script.part(word.start..word.end);
        let inner = whole.value.trim_matches(['"', '\'']).to_owned();
        let text = if whole.value == word.value {
            whole
        } else if let (true, Some(at)) = (inner == word.value, whole.value.find(&inner)) {
            whole.part(at..at + inner.len())
        } else {
            Text { value: word.value.into(), span: whole.span }
        };
        if let Some(command) = self.commands.last_mut() {
            command.push(text);
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        self.redirected = false;
        if self.commands.last().is_none_or(|command| !command.is_empty()) {
            self.commands.push(Vec::new());
        }
    }
}

/// Where the bracket that opens a command has been closed; quotes can hold brackets.
fn end_of_command(text: &str, open: usize) -> usize {
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (at, byte) in text.bytes().enumerate().skip(open) {
        match (quote, byte) {
            _ if escaped => escaped = false,
            (None | Some(b'"'), b'\\') => escaped = true,
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') if depth <= 1 => return at + 1,
            (None, b')') => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Dialect, commands};
    use crate::input::text::Text;

    #[test]
    fn words_and_commands() {
        for (script, dialect, expected) in [
            ("npx -y  foo@1", Dialect::Posix, "npx|-y|foo@1"),
            ("cd /x && npx 'a b' \"c\"d", Dialect::Posix, "cd|/x;npx|a b|cd"),
            ("a\\ b '' x;y", Dialect::Posix, "a b||x;y"),
            ("a \\\n b \\\r\n c", Dialect::Posix, "a|b|c"),
            ("C:\\bin\\npx.cmd \"a b\"", Dialect::Windows, "C:\\bin\\npx.cmd|a b"),
            ("\"open", Dialect::Posix, "open"),
            ("(a b) 2>&1 >f &>g", Dialect::Posix, "a|b"),
            ("if a; then ! b; else { c; }; fi", Dialect::Posix, "a;b;c"),
            ("for x in 1 2; do npx $x; done", Dialect::Posix, "npx|$x"),
            ("case $x in k) a;; esac", Dialect::Posix, "a"),
            ("a $(cat k) `uvx b` # c", Dialect::Posix, "a|$()|$();uvx|b"),
            ("a <<'E' x\nkey\nE\nb", Dialect::Posix, "a|x;b"),
            ("a ${X:-b c} $((1+2))", Dialect::Posix, "a|${X:-b c}|$()"),
            ("& { a 'b' }; $env:K = \"x\"; c", Dialect::PowerShell, "a|b;c"),
            ("$(((((((((((((((", Dialect::Posix, "$()"),
            ("  ", Dialect::Posix, ""),
        ] {
            let text = Text::of(script, script);
            let read = commands(&text, dialect);
            let words = |command: &Vec<Text<'_>>| {
                command.iter().map(|word| word.value.to_string()).collect::<Vec<_>>().join("|")
            };
            assert_eq!(read.iter().map(words).collect::<Vec<_>>().join(";"), expected, "{script}");
        }
    }

    #[test]
    fn words_know_their_places() {
        let script = "x 'foo@1'";
        let words = &commands(&Text::of(script, script), Dialect::Posix)[0];
        assert_eq!((words[1].span.start, words[1].span.end), (3, 8));
    }
}
