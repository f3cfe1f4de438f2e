//! Variables of build files, `${name}` of Maven and `$(name)` of MSBuild, filled in with bounds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::limits::MAX_NAME_BYTES;
use super::text::Text;

/// What stands around a name, such as `${` and `}`.
pub(super) type Marks = (&'static str, &'static str);

/// Values by name. Names differ by their case only if [`Variables::fold`] says so.
pub(super) struct Variables<'a> {
    marks: Marks,
    /// Whether the case of names does not matter.
    fold: bool,
    values: BTreeMap<String, Cow<'a, str>>,
}

/// Variables in variables; deeper ones stay as they are, and so do those in a circle.
const MAX_ROUNDS: usize = 8;

impl<'a> Variables<'a> {
    /// No values yet.
    pub(super) const fn new(marks: Marks, fold: bool) -> Self {
        Self { marks, fold, values: BTreeMap::new() }
    }

    fn key(&self, name: &str) -> String {
        if self.fold { name.to_ascii_lowercase() } else { name.to_owned() }
    }

    /// Sets a value; the last one counts.
    pub(super) fn set(&mut self, name: &str, value: Cow<'a, str>) {
        self.values.insert(self.key(name), value);
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
            match self.values.get(&self.key(name)) {
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
    use super::Variables;
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
}
