//! Lists of words, each list one text.
//!
//! A slice of texts takes eight bytes of the wasm module for the place and the length of every word,
//! which no compression makes small; a space takes one.

/// Words with one space, or one line break and spaces, between two of them.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub(crate) &'static str);

impl Words {
    /// Whether a word is one of them.
    pub(crate) fn contains(self, word: &str) -> bool {
        let (word, mut rest) = (word.as_bytes(), self.0.as_bytes());
        // Every command is held against all names of runners, so that this is worth its lines: the
        // first byte is looked at before a comparison is called.
        while !word.is_empty() && rest.len() >= word.len() {
            let ends = matches!(rest.get(word.len()), None | Some(b' '));
            if ends && rest[0] == word[0] && rest.starts_with(word) {
                return !word.contains(&b' ');
            }
            let Some(space) = rest.iter().position(|byte| *byte == b' ') else { break };
            rest = &rest[space + 1..];
        }
        false
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

#[cfg(test)]
mod tests {
    use super::Words;

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
