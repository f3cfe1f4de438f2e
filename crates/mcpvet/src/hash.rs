//! One hash for all tables that are built and forgotten within a check, and a filter on it.

/// Multiplication and rotation over words of eight bytes: a quarter of a millisecond for the keys
/// of 15,000 packages, where a hash set takes more than the reader itself.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut mix = |word: u64| {
        hash = (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    };
    let (words, rest) = bytes.as_chunks::<8>();
    words.iter().for_each(|word| mix(u64::from_le_bytes(*word)));
    // The last eight bytes again, where there are so many, are one step for up to seven.
    match bytes.last_chunk::<8>() {
        Some(last) => mix(u64::from_le_bytes(*last)),
        None => mix(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))),
    }
    hash
}

/// Places for each name of a filter: of other names, one in 32 is let through.
const PLACES: usize = 32;

/// Tells most of the names that are not in a set by one look. Of 15,000 packages in a lockfile the
/// dataset knows some 15, so that the others should cost next to nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter(Vec<bool>);

impl Filter {
    /// An empty one for so many names.
    pub(crate) fn with_room(names: usize) -> Self {
        Self(vec![false; (PLACES * names).next_power_of_two()])
    }

    pub(crate) fn add(&mut self, name: &str) {
        let place = self.place(name);
        self.0[place] = true;
    }

    /// Whether the name may be in the set; `false` is certain.
    pub(crate) fn lets_through(&self, name: &str) -> bool {
        self.0.get(self.place(name)) == Some(&true)
    }

    fn place(&self, name: &str) -> usize {
        (hash(name.as_bytes()) >> 32) as usize & self.0.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, hash};

    #[test]
    fn names_differ_in_their_hashes() {
        let names: Vec<_> = (0..20_000).map(|number| format!("name-{number}")).collect();
        let hashes: std::collections::BTreeSet<_> =
            names.iter().map(|name| hash(name.as_bytes()) >> 32).collect();
        // Of so many numbers of 32 bits, one pair in twenty runs would meet by chance.
        assert!(hashes.len() >= names.len() - 3, "{}", hashes.len());
    }

    #[test]
    fn a_filter_lets_its_names_through_and_few_others() {
        let name = |number: usize| format!("@scope/name-{number}");
        let mut filter = Filter::with_room(500);
        (0..500).for_each(|number| filter.add(&name(number)));
        assert!((0..500).all(|number| filter.lets_through(&name(number))));
        let others = (500..10_500).filter(|number| filter.lets_through(&name(*number))).count();
        assert!(others < 600, "{others} of 10,000");
        assert!(!Filter::default().lets_through("a"));
    }
}
