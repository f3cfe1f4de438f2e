//! Commands of a script with their places, as a POSIX shell, `cmd` or PowerShell splits them.
//!
//! <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html>,
//! <https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments>,
//! <https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules>
//!
//! Nothing is expanded: `$NAME` and `%NAME%` stay as they are written, and are told by their looks
//! later. Reserved words, redirections and here-documents are left out; commands inside `$( … )`
//! are followed.

use core::ops::Range;

use super::Tokens;
use super::placeholder::end_of;
use crate::input::text::Text;
use crate::words::{Family, Words};

/// Substitutions in substitutions; real ones are at most two deep.
const MAX_DEPTH: usize = 8;

/// Whose rules split a line into words and commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `sh`, `bash`, `zsh`: a backslash takes away the meaning of what follows, `$'…'` has escapes.
    Posix,
    /// `cmd`: so does a caret; a backslash separates folders, and only double quotes are quotes.
    Cmd,
    /// PowerShell: so does a backtick; braces hold blocks, `$name = …` sets a variable.
    PowerShell,
}

impl Dialect {
    /// Finds a dialect by its name: `posix`, `cmd` or `powershell`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "posix" => Some(Self::Posix),
            "cmd" => Some(Self::Cmd),
            "powershell" => Some(Self::PowerShell),
            _ => None,
        }
    }
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
    static AROUND: Family<()> =
        Family::new(Words("if then elif else fi while until do done ! { } esac coproc"), ());
    // What stands behind these are patterns and lists of words.
    static LISTED: Family<()> = Family::new(Words("for select case function foreach in"), ());
    if dialect == Dialect::Cmd {
        return words.first().is_some_and(|word| !is_remark(&word.value)).then_some(words);
    }
    let skipped = words.iter().take_while(|word| AROUND.has(&word.value)).count();
    words.drain(..skipped);
    let first = &*words.first()?.value;
    let variable = dialect == Dialect::PowerShell && first.starts_with('$');
    (!LISTED.has(first) && !variable).then_some(words)
}

/// Whether a line of `cmd` is a comment or a label.
fn is_remark(command: &str) -> bool {
    command.eq_ignore_ascii_case("rem") || command.starts_with(':')
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
    whole: Range<usize>,
    /// The one piece of the script that says it, as long as there is no other.
    piece: Range<usize>,
    /// What it says where that is not written in one piece.
    meant: Option<String>,
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
        while let Some(c) = self.rest().chars().next() {
            let (start, rest) = (self.at, self.rest());
            let plain = self.length_of_plain(rest);
            if plain > 0 {
                self.at += plain;
                self.push(start);
                continue;
            }
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            if blanks > 0 && self.quote.is_none() {
                self.end_word();
                self.at += blanks;
                continue;
            }
            self.at += c.len_utf8();
            let taken = match self.dialect {
                Dialect::Posix => self.posix(start, rest, c),
                Dialect::Cmd => self.cmd(start, rest, c),
                Dialect::PowerShell => self.power_shell(start, rest, c),
            };
            if !taken {
                self.common(start, rest, c);
            }
        }
        self.end_command();
    }

    /// How many bytes mean nothing but themselves.
    fn length_of_plain(&self, rest: &str) -> usize {
        let mut bytes = rest.bytes();
        let end = match self.quote {
            Some(_) => bytes.position(is_special_in_quotes),
            None => bytes.position(|byte| !is_plain(byte)),
        };
        end.unwrap_or(rest.len())
    }

    /// What all dialects read alike.
    fn common(&mut self, start: usize, rest: &str, c: char) {
        let cmd = self.dialect == Dialect::Cmd;
        let opening = rest.starts_with("${") || rest.starts_with("{{");
        match (self.quote, c) {
            (Some(open), c) if c == open => self.toggle(start, None),
            (quote, _) if opening && quote != Some('\'') => self.placeholder(start),
            (Some(_), _) => self.push(start),
            (None, '"' | '\'') if !cmd || c == '"' => self.toggle(start, Some(c)),
            (None, '<' | '>') => self.redirection(start),
            (None, '&') if rest.starts_with("&>") => {
                self.end_word();
                self.at += 1;
                self.redirection(start + 1);
            }
            (None, '#') if self.word.is_none() && !cmd => {
                self.at = rest.find('\n').map_or(self.script.value.len(), |end| start + end);
            }
            (None, '\n') => {
                self.end_command();
                self.skip_here_documents();
            }
            (None, ';') if cmd => self.push(start),
            (None, ';' | '&' | '|') => self.end_command(),
            (None, '(') if !cmd || self.word.is_none() => {
                self.depth += 1;
                self.end_command();
            }
            (None, ')') if !cmd || self.depth > 0 => self.close(),
            (None, c) if c.is_whitespace() => self.end_word(),
            (None, _) => self.push(start),
        }
    }

    fn posix(&mut self, start: usize, rest: &str, c: char) -> bool {
        if self.quote == Some('\'') {
            return false;
        }
        let quoted = self.quote.is_some();
        match c {
            '\\' if !quoted => self.escaped(start),
            '\\' if rest[1..].starts_with(['$', '`', '"', '\\', '\n']) => self.escaped(start),
            '`' => self.backticks(start),
            '$' if rest.starts_with("$(") => self.substitution(start, 1),
            '$' if rest.starts_with("$'") && !quoted => self.ansi(start),
            // A text that is translated is read like any other.
            '$' if rest.starts_with("$\"") && !quoted => {}
            // `A=(x y)` is a list, `(( … ))` arithmetic.
            '(' if !quoted && (rest.starts_with("((") || self.is_setting()) => {
                self.at = end_of_command(&self.script.value, start);
            }
            _ => return false,
        }
        true
    }

    fn cmd(&mut self, start: usize, rest: &str, c: char) -> bool {
        let quoted = self.quote.is_some();
        match c {
            '^' if !quoted => {
                let line = rest[1..].starts_with("\r\n");
                self.at += usize::from(line);
                self.escaped(start);
            }
            '\\' => self.backslashes(start),
            // Two quotes inside of quotes are one that is meant.
            '"' if quoted && rest.starts_with("\"\"") => {
                self.at += 1;
                self.push_meant(start, "\"");
            }
            // `cmd /c ""C:\a b.exe" x"`: the outer pair is taken off.
            '"' if !quoted && self.word.is_none() && is_outer(rest) => {}
            // A command that is not to be shown.
            '@' if self.word.is_none() && self.commands.last().is_none_or(Vec::is_empty) => {}
            _ => return false,
        }
        true
    }

    fn power_shell(&mut self, start: usize, rest: &str, c: char) -> bool {
        let single = self.quote == Some('\'');
        match (self.quote, c) {
            (quote, '`') if quote != Some('\'') => self.escaped(start),
            // A quote that comes twice inside of quotes is meant.
            (Some(quote), c) if quote == c && rest[1..].starts_with(c) => {
                self.at += 1;
                self.push_meant(start, &rest[..1]);
            }
            (_, '$') if !single && rest.starts_with("$(") => self.substitution(start, 1),
            (None, '@') if self.word.is_none() && here_string(rest).is_some() => {
                let (text, length) = here_string(rest).unwrap_or_default();
                self.at = start + length;
                self.push_meant(start, text);
            }
            (None, '<') if rest.starts_with("<#") => {
                let length = rest.find("#>").map_or(rest.len(), |end| end + 2);
                self.at = start + length;
            }
            (None, '{' | '}') if !rest.starts_with("{{") => self.end_command(),
            _ => return false,
        }
        true
    }

    /// A quote opens or closes: the word goes on, and there is one even when nothing is in it.
    fn toggle(&mut self, start: usize, quote: Option<char>) {
        self.quote = quote;
        self.push_meant(start, "");
    }

    fn is_setting(&self) -> bool {
        self.word_so_far().is_some_and(|word| word.ends_with('='))
    }

    /// What follows a character that takes its meaning away; a line break there joins two lines.
    fn escaped(&mut self, start: usize) {
        let Some(next) = self.rest().chars().next() else { return };
        self.at += next.len_utf8();
        let next = match self.dialect {
            Dialect::PowerShell => named(next).unwrap_or(next),
            _ => next,
        };
        if next == '\r' && self.rest().starts_with('\n') {
            self.at += 1;
            return;
        }
        if next == '\n' {
            return;
        }
        self.push_char(start, next);
    }

    /// `$'…'`, in which a backslash names characters.
    fn ansi(&mut self, start: usize) {
        self.at += 1;
        self.push_meant(start, "");
        while let Some(c) = self.rest().chars().next() {
            self.at += c.len_utf8();
            let meant = match c {
                '\'' => break,
                '\\' => {
                    let (meant, length) = ansi_escape(self.rest());
                    self.at += length;
                    meant
                }
                c => c,
            };
            self.push_char(start, meant);
        }
        self.push_meant(start, "");
    }

    /// Backslashes mean themselves, except in front of a quote: there two are one, and a single
    /// one takes the meaning of the quote away.
    fn backslashes(&mut self, start: usize) {
        let text = &self.script.value[start..];
        let count = text.len() - text.trim_start_matches('\\').len();
        let quote = text[count..].starts_with('"');
        self.at = start + count;
        if !quote {
            return self.push(start);
        }
        self.push_meant(start, &text[..count / 2]);
        if count % 2 == 1 {
            self.at += 1;
            self.push_meant(start, "\"");
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
        self.push_meant(start, "$()");
    }

    /// `${NAME:-a b}` is one piece.
    fn placeholder(&mut self, start: usize) {
        self.at = end_of(&self.script.value, start);
        self.push(start);
    }

    /// `2>&1`, `>> file`, `<<END`: dropped with the word behind.
    fn redirection(&mut self, start: usize) {
        if self.word_so_far().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit())) {
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

    /// What stands from `start` to here belongs to the word as it is written.
    fn push(&mut self, start: usize) {
        let (script, end): (&'s Text<'a>, _) = (self.script, self.at);
        match self.word_at(start) {
            Word { piece, meant: None, .. } if piece.start == piece.end => *piece = start..end,
            Word { piece, meant: None, .. } if piece.end == start => piece.end = end,
            _ => self.push_meant(start, &script.value[start..end]),
        }
    }

    /// What stands from `start` to here means a text.
    fn push_meant(&mut self, start: usize, text: &str) {
        let script: &'s Text<'a> = self.script;
        let Word { piece, meant, .. } = self.word_at(start);
        // Quotes around a piece leave it in one.
        if !text.is_empty() {
            meant.get_or_insert_with(|| script.value[piece.clone()].to_owned()).push_str(text);
        }
    }

    fn push_char(&mut self, start: usize, c: char) {
        self.push_meant(start, c.encode_utf8(&mut [0; 4]));
    }

    /// The word under way, which goes on to here.
    fn word_at(&mut self, start: usize) -> &mut Word {
        let word =
            self.word.get_or_insert(Word { whole: start..start, piece: start..start, meant: None });
        word.whole.end = self.at;
        word
    }

    fn word_so_far(&self) -> Option<&str> {
        let Word { piece, meant, .. } = self.word.as_ref()?;
        Some(meant.as_deref().unwrap_or(&self.script.value[piece.clone()]))
    }

    fn end_word(&mut self) {
        let Some(Word { whole, piece, meant }) = self.word.take() else { return };
        if core::mem::take(&mut self.redirected) {
            return;
        }
        // Quotes around a whole word leave its text in one piece, which can be borrowed.
        let is_piece = whole == piece
            || self.script.value[whole.clone()].trim_matches(['"', '\''])
                == &self.script.value[piece.clone()];
        let text = match meant {
            None if is_piece => self.script.part(piece),
            meant => {
                let said = || self.script.value[piece].to_owned();
                let value = meant.unwrap_or_else(said).into();
                Text { value, span: self.script.inner_span(whole) }
            }
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

/// Whether a byte means nothing but itself outside of quotes, wherever it stands.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b'+'..=b':' | b'=' | b'A'..=b'Z' | b'[' | b']' | b'_' | b'a'..=b'z')
}

/// Whether a byte can mean more than itself between quotes of any dialect.
const fn is_special_in_quotes(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'\\' | b'`' | b'$' | b'{')
}

/// Whether a quote only pairs with the one at the end of the line, around the quotes of a path.
fn is_outer(rest: &str) -> bool {
    let path = rest.strip_prefix("\"\"");
    path.is_some_and(|path| path.starts_with(|c: char| !c.is_whitespace() && c != '"'))
}

/// The text of `@'…'@` or `@"…"@` and how long it is with them; each stands on lines of its own.
fn here_string(text: &str) -> Option<(&str, usize)> {
    let quote = text[1..].chars().next().filter(|c| ['"', '\''].contains(c))?;
    let (blank, inner) = text[2..].split_once('\n')?;
    let end = if quote == '"' { "\n\"@" } else { "\n'@" };
    let length = inner.find(end).filter(|_| blank.trim().is_empty())?;
    Some((&inner[..length], text.len() - inner.len() + length + end.len()))
}

/// What a letter means behind a backslash of `$'…'` or a backtick of PowerShell.
const fn named(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '\0',
        'a' => '\x07',
        'b' => '\x08',
        'e' => '\x1b',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        _ => return None,
    })
}

/// The character that stands behind a backslash in `$'…'`, and how much text names it.
fn ansi_escape(text: &str) -> (char, usize) {
    let number = |from: usize, most: usize, radix: u32| {
        let digits = text[from..].chars().take(most).take_while(|c| c.is_digit(radix)).count();
        let code = u32::from_str_radix(&text[from..from + digits], radix).ok()?;
        Some((char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), from + digits))
    };
    let Some(first) = text.chars().next() else { return ('\\', 0) };
    let numbered = match first {
        '0'..='7' => number(0, 3, 8),
        'x' => number(1, 2, 16),
        'u' => number(1, 4, 16),
        'U' => number(1, 8, 16),
        _ => None,
    };
    let (meant, length) = match (numbered, named(first)) {
        (Some(numbered), _) => return numbered,
        (None, Some(meant)) => (meant, 1),
        (None, None) if first == 'E' => ('\x1b', 1),
        (None, None) if "\\'\"?".contains(first) => (first, 1),
        // What has no meaning keeps its backslash.
        (None, None) => ('\\', 0),
    };
    (meant, length)
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
            ("C:\\bin\\npx.cmd \"a b\"", Dialect::Cmd, "C:\\bin\\npx.cmd|a b"),
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
            (
                r"a\
b $'x\ty\x41\u00e9\101\'z\q' $'open",
                Dialect::Posix,
                "ab|x\tyAéA'z\\q|open",
            ),
            (r#"a "b\"c\d\$e\\" 'f\' $"g""#, Dialect::Posix, r#"a|b"c\d$e\|f\|g"#),
            ("a ^& b^\r\nc^^ \"d^&e\" & f", Dialect::Cmd, "a|&|bc^|d^&e;f"),
            (r#"a "b\"c" "d\\" e\f "g""h" "" 'i j'"#, Dialect::Cmd, "a|b\"c|d\\|e\\f|g\"h||'i|j'"),
            (r#"x /c ""C:\a b\npx.cmd" -y c""#, Dialect::Cmd, "x|/c|C:\\a b\\npx.cmd|-y|c"),
            ("@npx %A% a;b, || (c) & rem d\n:e\n@f @g", Dialect::Cmd, "npx|%A%|a;b,;c;f|@g"),
            ("a `\nb 'it''s' \"q\"\"`\"`t$x\" c`;d", Dialect::PowerShell, "a|b|it's|q\"\"\t$x|c;d"),
            ("a <# b; c #> d # e\nf @'\n'g h'\n'@ i", Dialect::PowerShell, "a|d;f|'g h'|i"),
            (
                "$env:A = 'b'; & 'C:\\x y\\npx.cmd' -y c | d && e",
                Dialect::PowerShell,
                "C:\\x y\\npx.cmd|-y|c;d;e",
            ),
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
