//! Finding repeated keys without comparing each with each.

use crate::hash::hash;
use crate::input::Inventory;
use crate::input::text::Text;
use crate::input::value::Value;
use crate::package::Span;
use crate::sort;

/// Keys that are compared each with each.
const FEW: usize = 8;

/// The keys of one object, to be asked once for those that stand twice.
#[derive(Default)]
pub(crate) struct Duplicates(Vec<(u64, Span)>);

impl Duplicates {
    /// The keys of members.
    pub(crate) fn of(members: &[(Text<'_>, Value<'_>)]) -> Self {
        let number = |key: &Text<'_>| (hash(key.value.as_bytes()), key.span);
        Self(members.iter().map(|(key, _)| number(key)).collect())
    }

    /// Adds a key in the order of the text.
    pub(crate) fn push(&mut self, key: &Text<'_>) {
        self.0.push((hash(key.value.as_bytes()), key.span));
    }

    /// Where a key stands again. Equal numbers are only a hint: the text decides.
    pub(crate) fn spans(mut self, text: &str) -> Vec<Span> {
        if self.are_all_different() {
            return Vec::new();
        }
        let raw = |span: Span| text.get(span.start as usize..span.end as usize);
        sort::by(&mut self.0, |a, b| a.0.cmp(&b.0));
        let twice = self.0.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        twice.filter(|pair| raw(pair[0].1) == raw(pair[1].1)).map(|pair| pair[1].1).collect()
    }

    /// Whether no number stands twice, as in nearly every text. `false` where it cannot be told in
    /// a few steps a number, as in a text made to have many that meet in one place.
    fn are_all_different(&self) -> bool {
        // Most objects have a few keys, which need no table.
        if let [before @ .., _] = &*self.0
            && before.len() < FEW
        {
            let later = |at: usize| &self.0[at + 1..];
            return before
                .iter()
                .enumerate()
                .all(|(at, key)| later(at).iter().all(|it| it.0 != key.0));
        }
        let mut places = vec![0_u64; (2 * self.0.len()).next_power_of_two()];
        let mut steps = 4 * self.0.len();
        for &(hash, _) in &self.0 {
            let mut at = (hash >> 32) as usize;
            loop {
                at = (at + 1) & (places.len() - 1);
                match places[at] {
                    0 => break,
                    same if same == hash | 1 => return false,
                    _ if steps == 0 => return false,
                    _ => steps -= 1,
                }
            }
            places[at] = hash | 1;
        }
        true
    }

    /// Warns of each repeated key; programs disagree on which of them counts.
    pub(crate) fn note(self, text: &str, inventory: &mut Inventory<'_>) {
        for span in self.spans(text) {
            inventory.warning("duplicate-key", DUPLICATE, span);
        }
    }
}

pub(super) const DUPLICATE: &str = "this key stands twice in one object";
