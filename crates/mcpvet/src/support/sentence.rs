//! The sentences of a policy, each with its line and the heading that it stands under.

/// A sentence in lower case, its line breaks as spaces, without the marks of emphasis and code.
pub(super) struct Sentence<'t> {
    /// The line on which it starts, from 1.
    pub(super) line: u32,
    /// The heading above it, as it is written; empty where there is none.
    pub(super) heading: &'t str,
    /// What it says.
    pub(super) text: String,
}

/// Longer ones are read in pieces, so that the time for a text grows with its length alone.
const MAX_SENTENCE: usize = 2_000;

/// The sentences in their order. Items of lists and rows of tables are sentences of their own.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut all = Vec::new();
    let (mut heading, mut open) = ("", String::new());
    let mut start = 1;
    for (number, line) in (1..).zip(text.lines()) {
        let words = line.trim();
        if words.is_empty() || begins_block(words) {
            end(&mut all, &mut open, start, heading);
        }
        if words.starts_with('#') {
            heading = words.trim_matches(['#', ' ']);
            continue;
        }
        for piece in pieces(words) {
            if open.is_empty() {
                start = number;
            } else {
                open.push(' ');
            }
            open.push_str(&piece.replace(['*', '`'], "").to_lowercase());
            if piece.ends_with(['.', '!', '?']) || open.len() >= MAX_SENTENCE {
                end(&mut all, &mut open, start, heading);
            }
        }
    }
    end(&mut all, &mut open, start, heading);
    all
}

fn end<'t>(all: &mut Vec<Sentence<'t>>, open: &mut String, line: u32, heading: &'t str) {
    if !open.is_empty() {
        all.push(Sentence { line, heading, text: core::mem::take(open) });
    }
}

/// A heading, an item of a list or a row of a table.
fn begins_block(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['#', '|'])
        || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || (number.len() < line.len() && [". ", ") "].iter().any(|mark| number.starts_with(mark)))
}

/// A line cut behind each full stop that ends a sentence; those of URLs and versions do not.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    core::iter::from_fn(move || {
        let mut ends = rest.match_indices(['.', '!', '?']).map(|(at, _)| at + 1);
        let end = ends.find(|at| rest[*at..].starts_with(' ') || *at > MAX_SENTENCE);
        let at = end.unwrap_or(rest.len()).min(MAX_SENTENCE);
        let (piece, tail) = rest.split_at(rest.floor_char_boundary(at));
        rest = tail.trim_start();
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_know_their_line_and_heading() {
        let text = "# One\nWrite to us at\nhttps://a.example/b. We answer! Or not\n\n- an *item*\n- another. two\n## Two\n| a | b |\n";
        let found: Vec<_> =
            sentences(text).iter().map(|one| (one.line, one.heading, one.text.clone())).collect();
        let expected = [
            (2, "One", "write to us at https://a.example/b."),
            (3, "One", "we answer!"),
            (3, "One", "or not"),
            (5, "One", "- an item"),
            (6, "One", "- another."),
            (6, "One", "two"),
            (8, "Two", "| a | b |"),
        ];
        let expected: Vec<_> = expected.map(|(l, h, t)| (l, h, t.to_owned())).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn long_lines_are_read_in_pieces() {
        let text = "ä".repeat(5_000);
        let all = sentences(&text);
        assert!(all.len() > 2 && all.iter().all(|one| one.text.len() < 4_100), "{}", all.len());
        assert_eq!(all.iter().map(|one| one.text.trim().len()).sum::<usize>(), text.len());
    }
}
