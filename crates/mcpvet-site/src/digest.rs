//! What a page was made from, as one number: a page whose number did not change is not made again.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A digest that is the same on the same machine for the same program; it never leaves the build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Digest(u64);

/// The digest of some bytes.
pub(crate) fn digest(bytes: &[u8]) -> Digest {
    hash(bytes)
}

fn hash(value: impl Hash) -> Digest {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    Digest(hasher.finish())
}

impl Digest {
    /// Both, in this order.
    pub(crate) fn and(self, other: Self) -> Self {
        // A build adds up millions of them, so this is one multiplication instead of a hash.
        let mixed = (self.0 ^ other.0.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(mixed ^ (mixed >> 29))
    }

    /// This and a text.
    pub(crate) fn and_text(self, text: &str) -> Self {
        hash((self.0, text))
    }

    /// As the manifest has it.
    pub(crate) fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// For the manifest.
    pub(crate) fn number(self) -> u64 {
        self.0
    }
}
