//! Texts as words. `www/assets/search.js` cuts what is asked in the same way.

/// Words that say nothing about a page.
pub(super) const SKIP: &[&str] = &[
    "an", "and", "are", "as", "at", "be", "but", "by", "can", "for", "from", "has", "have", "if",
    "in", "into", "is", "it", "its", "no", "not", "of", "on", "or", "so", "than", "that", "the",
    "their", "then", "there", "they", "this", "to", "was", "what", "when", "where", "which", "who",
    "will", "with", "you", "your",
];

/// The longest word that is worth its place.
const LONGEST: usize = 40;

/// The words of a text that is in lower case, each as often as it stands there.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|c: char| !c.is_alphanumeric());
    pieces.filter(|word| {
        (2..=LONGEST).contains(&word.chars().count()) && SKIP.binary_search(word).is_err()
    })
}

#[cfg(test)]
mod tests {
    use super::{SKIP, words};

    #[test]
    fn words_are_what_stands_between_signs() {
        let found: Vec<_> =
            words("the path `/etc/passwd` is read by mcp-remote, é, v1.2.").collect();
        assert_eq!(found, ["path", "etc", "passwd", "read", "mcp", "remote", "v1"]);
        assert!(SKIP.is_sorted());
    }
}
