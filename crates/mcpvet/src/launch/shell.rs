//! Words of a command line with their places, as a POSIX shell or `cmd` splits them.
//!
//! Nothing is expanded: `$NAME` stays as it is written, and is told by its looks later.

use super::Tokens;
use crate::input::text::Text;

/// How backslashes are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// A backslash takes away the meaning of what follows.
    Posix,
    /// A backslash separates folders.
    Windows,
}

/// The commands of a script: words, split where `;`, `&`, `|` or a line break ends a command.
pub(crate) fn commands<'a>(script: &Text<'a>, dialect: Dialect) -> Vec<Tokens<'a>> {
    let mut splitter = Splitter { script, commands: vec![Vec::new()], word: None };
    let mut quote = None;
    let mut chars = script.value.char_indices();
    while let Some((at, c)) = chars.next() {
        let escaped = c == '\\' && dialect == Dialect::Posix && quote != Some('\'');
        match (quote, c) {
            _ if escaped => {
                if let Some((next_at, next)) = chars.next() {
                    splitter.push(at, next_at + next.len_utf8(), Some(next));
                }
            }
            (Some(open), c) if c == open => {
                quote = None;
                splitter.push(at, at + 1, None);
            }
            (None, '"' | '\'') if dialect == Dialect::Posix || c == '"' => {
                quote = Some(c);
                splitter.push(at, at + 1, None);
            }
            (None, ';' | '&' | '|' | '\n') => splitter.end_command(),
            (None, c) if c.is_whitespace() => splitter.end_word(),
            _ => splitter.push(at, at + c.len_utf8(), Some(c)),
        }
    }
    splitter.finish()
}

/// The words of the first command.
pub(crate) fn words<'a>(line: &Text<'a>, dialect: Dialect) -> Tokens<'a> {
    commands(line, dialect).into_iter().next().unwrap_or_default()
}

struct Splitter<'s, 'a> {
    script: &'s Text<'a>,
    commands: Vec<Tokens<'a>>,
    word: Option<Word>,
}

/// A word under way: where it stands with its quotes, and what it says without them.
struct Word {
    start: usize,
    end: usize,
    value: String,
}

impl<'a> Splitter<'_, 'a> {
    fn push(&mut self, start: usize, end: usize, c: Option<char>) {
        let word = self.word.get_or_insert_with(|| Word { start, end, value: String::new() });
        word.end = end;
        word.value.extend(c);
    }

    fn end_word(&mut self) {
        let Some(word) = self.word.take() else { return };
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
        self.commands.push(Vec::new());
    }

    fn finish(mut self) -> Vec<Tokens<'a>> {
        self.end_word();
        self.commands.retain(|command| !command.is_empty());
        self.commands
    }
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
            ("C:\\bin\\npx.cmd \"a b\"", Dialect::Windows, "C:\\bin\\npx.cmd|a b"),
            ("\"open", Dialect::Posix, "open"),
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
