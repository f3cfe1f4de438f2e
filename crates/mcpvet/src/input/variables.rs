//! Variables of build files, `${name}` of Maven and `$(name)` of MSBuild, filled in with bounds.

use std::borrow::Cow;

use super::limits::MAX_NAME_BYTES;
use super::text::Text;
use crate::named::Named;

/// What stands around a name, such as `${` and `}`.
pub(super) type Marks = (&'static str, &'static str);

/// Values by name.
pub(super) struct Variables<'a> {
    marks: Marks,
    /// Whether the case of names does not matter.
    fold: bool,
    /// `None` where several values stand under conditions.
    values: Named<'a, Option<Cow<'a, str>>>,
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
    pub(super) fn new(marks: Marks, fold: bool) -> Self {
        Self { marks, fold, values: Named::default() }
    }

    fn key(&self, name: &str) -> String {
        if self.fold { name.to_ascii_lowercase() } else { name.to_owned() }
    }

    /// Sets a value; the last one counts.
    pub(super) fn set(&mut self, name: &str, value: Cow<'a, str>) {
        self.set_if(name, value, Holds::Always);
    }

    /// Sets a value that may hold. One that holds only under a condition makes a value before it
    /// that is another one doubtful, and neither is filled in.
    pub(super) fn set_if(&mut self, name: &str, value: Cow<'a, str>, holds: Holds) {
        let key = self.key(name);
        let known = self.values.or_insert(key.into(), Some(value.clone()));
        match holds {
            Holds::UnlessSet => {}
            Holds::Maybe if known.as_ref() != Some(&value) => *known = None,
            Holds::Maybe | Holds::Always => *known = Some(value),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.values.get(&self.key(name))?.as_deref()
    }

    /// Whether there is one of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.values.get(&self.key(name)).is_some()
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
        variables.set("a", "1".into());
        variables.set("b", "${a}.2".into());
        variables.set("loop", "${loop}".into());
        for (index, next) in ["l1", "l2", "l3", "l4", "l5", "l6"].windows(2).enumerate() {
            assert!(index < 9);
            variables.set(next[0], format!("${{{}}}", next[1]).repeat(20).into());
        }
        variables.set("l6", "ha".into());
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
            variables.set_if(name, value.into(), holds);
        }
        let text = "$(a) $(b) $(c) $(d)";
        assert_eq!(variables.fill(&Text::of(text, text)).value, "$(a) 2 1 1");
    }
}
