//! Lists of words, each list one text.
//!
//! A slice of texts takes eight bytes of the wasm module for the place and the length of every word,
//! which no compression makes small; a space takes one.

use memchr::memchr_iter;

/// Words with one space, or one line break and spaces, between two of them.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub(crate) &'static str);

impl Words {
    /// Whether a word is one of them.
    pub(crate) fn contains(self, word: &str) -> bool {
        let (list, word) = (self.0.as_bytes(), word.as_bytes());
        let Some((last, _)) = word.split_last() else { return false };
        // Every command is held against all names of runners, so that this is worth its lines: its
        // last byte is searched for, and few words end with it.
        let ends = memchr_iter(*last, list).map(|at| at + 1);
        let mut ends = ends.filter(|end| matches!(list.get(*end), None | Some(b' ')));
        let is_it = |end: usize| {
            let front = list[..end].strip_suffix(word);
            front.is_some_and(|front| matches!(front.last(), None | Some(b' ')))
        };
        ends.any(is_it) && !word.contains(&b' ')
    }

    /// Whether a text begins with one of them.
    pub(crate) fn any_starts(self, text: &str) -> bool {
        self.iter().any(|start| text.starts_with(start))
    }

    /// Whether a text ends with one of them.
    pub(crate) fn any_ends(self, text: &str) -> bool {
        self.iter().any(|end| text.ends_with(end))
    }

    /// Each of them, in order.
    pub(crate) const fn iter(self) -> Each {
        Each(self.0)
    }
}

/// What of a list was not taken yet.
pub(crate) struct Each(&'static str);

impl Iterator for Each {
    type Item = &'static str;

    /// One copy for all loops.
    #[inline(never)]
    fn next(&mut self) -> Option<&'static str> {
        let length = self.0.bytes().position(|byte| byte == b' ').unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(length);
        self.0 = rest.strip_prefix(' ').unwrap_or_default();
        (!word.is_empty()).then_some(word)
    }
}

/// A list of names and what they stand for. Every command is held against the names of all runners,
/// and nearly none is one of a list: the first letter, the last one and the length tell.
pub(crate) struct Family<T> {
    names: Words,
    /// The bit of each name.
    looks: u64,
    meaning: T,
}

impl<T> Family<T> {
    pub(crate) const fn new(names: Words, meaning: T) -> Self {
        let text = names.0.as_bytes();
        let (mut looks, mut start, mut at) = (0, 0, 0);
        while at <= text.len() {
            if at == text.len() || text[at] == b' ' {
                looks |= bit(text[start], text[at - 1], at - start);
                start = at + 1;
            }
            at += 1;
        }
        Self { names, looks, meaning }
    }

    /// Whether a name is one of them.
    pub(crate) fn has(&self, name: &str) -> bool {
        let (Some(first), Some(last)) = (name.bytes().next(), name.bytes().next_back()) else {
            return false;
        };
        self.looks & bit(first, last, name.len()) != 0 && self.names.contains(name)
    }
}

/// The bit of a name: factors that keep the names of runners and wrappers apart.
const fn bit(first: u8, last: u8, length: usize) -> u64 {
    1 << ((first as usize * 5 + last as usize * 3 + length * 7) % 64)
}

/// What those families stand for that have a name.
pub(crate) fn meanings<'t, T>(
    families: &'t [Family<T>],
    name: &str,
) -> impl Iterator<Item = &'t T> {
    families.iter().filter(move |family| family.has(name)).map(|family| &family.meaning)
}

#[cfg(test)]
mod tests {
    use super::{Family, Words, meanings};

    #[test]
    fn a_name_means_what_its_families_stand_for() {
        let families = [Family::new(Words("npx npm"), 1), Family::new(Words("nvm npm go"), 2)];
        let all = |name| meanings(&families, name).copied().collect::<Vec<_>>();
        assert_eq!([all("npm"), all("npx"), all("go")], [vec![1, 2], vec![1], vec![2]]);
        let more = "a".repeat(35);
        assert!(
            ["", "n", "ngo", "npx npm", "\u{e9}", &more].iter().all(|name| all(name).is_empty())
        );
    }

    #[test]
    fn each_word_is_found_and_nothing_between_them() {
        let words = Words("-a --all");
        assert_eq!(words.iter().collect::<Vec<_>>(), ["-a", "--all"]);
        assert!(words.contains("--all"));
        for other in ["", " ", "-", "--al", "-a --all"] {
            assert!(!words.contains(other), "{other:?}");
        }
        assert!(words.any_starts("-ab") && words.any_ends("to --all") && !words.any_starts("b-a"));
        assert_eq!(Words("").iter().next(), None);
    }
}
