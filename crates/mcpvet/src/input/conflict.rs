//! Merge conflicts: both sides of one, each as a text of its own.
//!
//! Git writes `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>` around what two branches say. With the
//! marks and the other side blanked, each side is what its branch had, so that the format of the
//! file reads it without knowing of conflicts; places stay those of the whole text.
//! <https://git-scm.com/docs/git-merge#_how_conflicts_are_presented>

use memchr::memmem;

use super::{Inventory, Level, Note};
use crate::package::Span;
use crate::sort;

/// Characters of a mark.
const RUN: usize = 7;

/// Whether Git left a mark of a conflict in a text, in front of the first side or behind the last.
pub(crate) fn has_marks(text: &str) -> bool {
    let is_mark = |start| is_line_start(text, start) && mark(&text[start..]).is_some();
    [[b'<'; RUN], [b'>'; RUN]]
        .iter()
        .any(|run| memmem::find_iter(text.as_bytes(), run).any(is_mark))
}

fn is_line_start(text: &str, at: usize) -> bool {
    at == 0 || text.as_bytes()[at - 1] == b'\n'
}

/// The character of which a line has seven, with nothing or a space behind.
fn mark(line: &str) -> Option<u8> {
    let bytes = line.as_bytes();
    let first = *bytes.first().filter(|byte| b"<|=>".contains(byte))?;
    let run = bytes.iter().take_while(|byte| **byte == first).count();
    let ends = matches!(bytes.get(run), None | Some(b' ' | b'\n' | b'\r'));
    (run == RUN && ends).then_some(first)
}

/// Both sides of all conflicts in a text that has such marks, and the note that says so.
pub(crate) fn sides(text: &str) -> (Note, [String; 2]) {
    let mut sides = [const { Vec::new() }; 2];
    // To which side a line belongs: to both, to one, or to what both branches come from.
    let mut belongs = [true, true];
    let (mut count, mut first) = (0, Span::default());
    for line in text.split_inclusive('\n') {
        let mark = mark(line);
        belongs = match mark {
            Some(b'<') => [true, false],
            Some(b'|') => [false, false],
            Some(b'=') if belongs != [true, true] => [false, true],
            Some(b'>') => [true, true],
            _ => belongs,
        };
        if count == 0 && mark.is_some() {
            first = Span::of(line.trim_ascii_end(), text);
        }
        count += usize::from(mark == Some(b'<'));
        for (side, belongs) in sides.iter_mut().zip(belongs) {
            let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
            match belongs && mark.is_none() {
                true => side.extend_from_slice(line.as_bytes()),
                false => side.extend(line.bytes().map(|b| if is_break(&b) { b } else { b' ' })),
            }
        }
    }
    let message = match count {
        0 | 1 => "a merge conflict marker: settle the conflict first; both sides were read".into(),
        _ => format!(
            "{count} merge conflicts, the first one here: settle them first; both sides were read"
        )
        .into(),
    };
    let note = Note { level: Level::Error, code: "syntax", message, span: Some(first) };
    // Whole lines were blanked, so that each side is a text again.
    (note, sides.map(|side| String::from_utf8(side).unwrap_or_default()))
}

/// Adds what the second side has beside the first. What stands outside of conflicts is in both.
pub(crate) fn join<'a>(
    first: &mut Inventory<'a>,
    mut second: Inventory<'a>,
    [first_text, second_text]: [&str; 2],
) {
    first.settle_needs(first_text);
    second.settle_needs(second_text);
    let known = first.packages.len();
    let order = sort::order(known, &|a, b| first.packages[a].span.cmp(&first.packages[b].span));
    // The number of each package of the second side among those of both.
    let mut numbers = Vec::with_capacity(second.packages.len());
    for package in second.packages.drain(..) {
        let of = |at: usize| &first.packages[at];
        let from = order.partition_point(|at| of(*at).span < package.span);
        let same = order[from..].iter().take_while(|at| of(**at).span == package.span);
        let says = |at: &&usize| {
            let other = of(**at);
            other.name == package.name && other.requirement.text == package.requirement.text
        };
        let found = same.into_iter().find(says).copied();
        numbers.push(found.unwrap_or(first.packages.len()));
        if found.is_none() {
            first.push(package);
        }
    }
    let (needs, servers) = second.take_rest();
    for (from, to) in needs {
        first.need(numbers[from as usize], numbers[to as usize]);
    }
    for mut server in servers {
        if !first.servers.iter().any(|other| other.span() == server.span()) {
            // The new ones of its packages stand together.
            let own = numbers
                .get(server.packages.clone())
                .unwrap_or_default()
                .iter()
                .filter(|number| **number >= known);
            let start = own.clone().next().copied().unwrap_or_default();
            server.packages = start..start + own.count();
            first.servers.push(server);
        }
    }
    second.notes.retain(|note| !first.notes.contains(note));
    first.take_notes(second);
}

#[cfg(test)]
mod tests {
    use super::{has_marks, sides};

    #[test]
    fn both_sides_keep_their_places() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\u{e9}\n>>>>>>> x\ne\n";
        let (note, [ours, theirs]) = sides(text);
        assert_eq!(note.span.map(|span| span.start), Some(2));
        let words = |side: &str| side.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((words(&ours), words(&theirs)), ("a b e".into(), "a d\u{e9} e".into()));
        assert_eq!(
            (ours.len(), ours.find('e'), theirs.find('d')),
            (text.len(), text.rfind('e'), text.find('d'))
        );
    }

    #[test]
    fn marks() {
        for text in ["<<<<<<< a", "x\n>>>>>>> a\n", "x\r\n<<<<<<<\r\n"] {
            assert!(has_marks(text), "{text}");
        }
        for text in ["<<<<<<<< a", " <<<<<<< a", "=======\n", "a <<<<<<<", "<<<<<<<a"] {
            assert!(!has_marks(text), "{text}");
        }
    }
}
