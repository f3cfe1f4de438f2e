//! Variables of build files, `${name}` of Maven and `$(name)` of MSBuild, filled in with bounds.

use std::borrow::Cow;

use super::limits::MAX_NAME_BYTES;
use super::text::Text;
use crate::sort;

/// What stands around a name, such as `${` and `}`.
pub(super) type Marks = (&'static str, &'static str);

/// Values by name.
pub(super) struct Variables<'a> {
    marks: Marks,
    /// Whether the case of names does not matter.
    fold: bool,
    /// In the order of the text until [`Variables::settle`], then by name.
    values: Vec<Setting<'a>>,
}

struct Setting<'a> {
    name: String,
    /// `None` where it is one of several.
    value: Option<Cow<'a, str>>,
    holds: Holds,
}

/// When a value holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Whatever stood before.
    Always,
    /// Under a condition.
    Maybe,
    /// Where no other one does.
    UnlessSet,
}

/// Variables in variables; deeper ones stay as they are, and so do those in a circle.
const MAX_ROUNDS: usize = 8;

impl<'a> Variables<'a> {
    /// No values yet.
    pub(super) const fn new(marks: Marks, fold: bool) -> Self {
        Self { marks, fold, values: Vec::new() }
    }

    fn key(&self, name: &str) -> String {
        if self.fold { name.to_ascii_lowercase() } else { name.to_owned() }
    }

    /// Sets a value; the last one counts. One that holds only under a condition makes a value
    /// before it that is another one doubtful, and neither is filled in.
    pub(super) fn set(&mut self, name: &str, value: &Text<'a>, holds: Holds) {
        let (name, value) = (self.key(name), Some(value.value.clone()));
        self.values.push(Setting { name, value, holds });
    }

    /// Decides which values count; called once, behind the last of them.
    pub(super) fn settle(&mut self) {
        sort::by(&mut self.values, |a, b| a.name.cmp(&b.name));
        self.values.dedup_by(|next, kept| {
            let same = next.name == kept.name;
            if same {
                let differs = next.holds == Holds::Maybe && next.value != kept.value;
                if next.holds != Holds::UnlessSet {
                    kept.value = next.value.take().filter(|_| !differs);
                }
            }
            same
        });
    }

    fn get(&self, name: &str) -> Option<&str> {
        let name = self.key(name);
        let at = self.values.binary_search_by(|setting| setting.name.cmp(&name)).ok()?;
        self.values[at].value.as_deref()
    }

    /// Whether there is one of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.values.contains_key(&self.key(name))
    }

    /// Fills in what is known. The place stays that of the text, where a version is changed.
    pub(super) fn fill(&self, text: &Text<'a>) -> Text<'a> {
        let mut filled = text.clone();
        for _ in 0..MAX_ROUNDS {
            let Some(value) = self.round(&filled.value) else { break };
            filled.value = Cow::Owned(value);
        }
        filled
    }

    /// Fills in each variable once; `None` when nothing changes or the text grows too long.
    fn round(&self, text: &str) -> Option<String> {
        let (mut filled, mut rest, mut changed) = (String::new(), text, false);
        while let Some((before, behind)) = rest.split_once(self.marks.0) {
            filled.push_str(before);
            let (name, after) = behind.split_once(self.marks.1)?;
            match self.get(name) {
                Some(value) => {
                    filled.push_str(value);
                    changed = true;
                }
                None => filled.extend([self.marks.0, name, self.marks.1]),
            }
            if filled.len() > MAX_NAME_BYTES {
                return None;
            }
            rest = after;
        }
        filled.push_str(rest);
        (changed && filled.len() <= MAX_NAME_BYTES).then_some(filled)
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, Variables};
    use crate::input::text::Text;

    #[test]
    fn variables_are_filled_in_with_bounds() {
        let mut variables = Variables::new(("${", "}"), false);
        variables.set("a", &Text::of("1", ""), Holds::Always);
        variables.set("b", &Text::of("${a}.2", ""), Holds::Always);
        variables.set("loop", &Text::of("${loop}", ""), Holds::Always);
        for (index, next) in ["l1", "l2", "l3", "l4", "l5", "l6"].windows(2).enumerate() {
            assert!(index < 9);
            let value =
                Text { value: format!("${{{}}}", next[1]).repeat(20).into(), ..Text::default() };
            variables.set(next[0], &value, Holds::Always);
        }
        variables.set("l6", &Text::of("ha", ""), Holds::Always);
        variables.settle();
        let fill = |text: &'static str| variables.fill(&Text::of(text, text)).value.into_owned();
        assert_eq!(fill("${b}-${c}"), "1.2-${c}");
        assert_eq!(fill("${loop}"), "${loop}");
        assert_eq!(fill("${a"), "${a");
        assert!(fill("${l1}").len() <= 1024 && fill("${l1}").contains("${"));
    }

    #[test]
    fn of_values_under_conditions_none_counts() {
        let mut variables = Variables::new(("$(", ")"), true);
        for (name, value, holds) in [
            ("A", "1", Holds::Maybe),
            ("a", "2", Holds::Maybe),
            ("b", "1", Holds::Maybe),
            ("B", "2", Holds::Always),
            ("c", "1", Holds::Always),
            ("c", "1", Holds::Maybe),
            ("d", "1", Holds::UnlessSet),
            ("d", "2", Holds::UnlessSet),
        ] {
            variables.set(name, &Text::of(value, ""), holds);
        }
        variables.settle();
        let text = "$(a) $(b) $(c) $(d)";
        assert_eq!(variables.fill(&Text::of(text, text)).value, "$(a) 2 1 1");
    }
}
