//! Who needs whom where packages ask for each other by name, and which of them the project names.
//!
//! Unlike [`Graph`](super::graph::Graph), which keeps packages until all is read, this takes
//! packages that are in the inventory already: enough for files in which a name stands for one
//! package and the groups are written beside it.

use std::borrow::Cow;

use crate::input::Inventory;
use crate::package::{Package, Source};
use crate::sort;

/// The names of a lockfile.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// The names to which packages answer, and the number of each in the inventory.
    answers: Vec<(Cow<'a, str>, u32)>,
    /// Who asks, by its number or as [`PROJECT`], and for which name.
    wanted: Vec<(u32, Cow<'a, str>)>,
    /// Whether the file says what the project itself names.
    pub(super) lists_direct: bool,
    last: u32,
}

/// The project itself as one that asks.
const PROJECT: u32 = u32::MAX;

/// No package.
const NOBODY: u32 = PROJECT - 1;

impl<'a> Names<'a> {
    /// Adds a package to the inventory; it answers to `name`.
    #[inline(never)]
    pub(super) fn push(
        &mut self,
        name: Cow<'a, str>,
        package: Package<'a>,
        inventory: &mut Inventory<'a>,
    ) {
        let number = inventory.packages.len();
        inventory.push(package);
        // One that is over a limit is not there.
        self.last = if inventory.packages.len() > number { number as u32 } else { NOBODY };
        self.answer(name);
    }

    /// The number of the last package.
    pub(super) const fn last(&self) -> u32 {
        self.last
    }

    /// Takes an earlier package for the last one.
    pub(super) const fn go_back_to(&mut self, number: u32) {
        self.last = number;
    }

    /// One more name to which the last package answers.
    #[inline(never)]
    pub(super) fn answer(&mut self, name: Cow<'a, str>) {
        self.answers.push((name, self.last));
    }

    /// The last package needs another one.
    #[inline(never)]
    pub(super) fn need(&mut self, name: Cow<'a, str>) {
        self.wanted.push((self.last, name));
    }

    /// The project itself needs a package.
    pub(super) fn need_of_project(&mut self, name: Cow<'a, str>) {
        self.lists_direct = true;
        self.wanted.push((PROJECT, name));
    }

    /// Finds out who answers. Of several packages of one name the first stands for all, but where
    /// the project names them.
    #[inline(never)]
    pub(super) fn finish(mut self, inventory: &mut Inventory<'a>) {
        let count = inventory.packages.len() as u32;
        self.answers.retain(|(_, number)| *number < count);
        sort::by(&mut self.answers, |a, b| a.0.cmp(&b.0));
        if self.lists_direct {
            for (_, number) in &self.answers {
                let package = &mut inventory.packages[*number as usize];
                // One of the project's own is neither.
                package.direct = (package.source != Source::Local).then_some(false);
            }
        }
        for (from, name) in self.wanted {
            let at = self.answers.partition_point(|(own, _)| *own < name);
            let same = self.answers[at..].iter().take_while(|(own, _)| *own == name);
            for (_, to) in same {
                if from != PROJECT {
                    if from != NOBODY && from != *to {
                        inventory.need(from as usize, *to as usize);
                    }
                    break;
                }
                // Named again, as all of them were marked the first time.
                let first = self.answers[at].1 == *to;
                let direct = &mut inventory.packages[*to as usize].direct;
                if direct.replace(true) == Some(true) && first {
                    break;
                }
            }
        }
    }
}
