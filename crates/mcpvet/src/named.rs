//! Values by name, on one `BTreeMap` for all of them.
//!
//! A map of the standard library is compiled anew for each type of its keys and values, one to three
//! kilobytes of wasm a time. Here it maps names to numbers, and the values stand in a `Vec`.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Values by name.
pub(crate) struct Named<'a, V> {
    places: BTreeMap<Cow<'a, str>, usize>,
    values: Vec<V>,
}

impl<V> Default for Named<'_, V> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), values: Vec::new() }
    }
}

impl<'a, V> Named<'a, V> {
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        Some(&self.values[*self.places.get(name)?])
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        Some(&mut self.values[*self.places.get(name)?])
    }

    /// Adds a value; one of the same name goes.
    pub(crate) fn insert(&mut self, name: Cow<'a, str>, value: V) {
        match self.get_mut(&name) {
            Some(place) => *place = value,
            None => self.add(name, value),
        }
    }

    /// Adds a value unless there is one of that name, and gives the one that is there.
    pub(crate) fn or_insert(&mut self, name: Cow<'a, str>, value: V) -> &mut V {
        let place = self.places.get(&name).copied().unwrap_or(self.values.len());
        if place == self.values.len() {
            self.add(name, value);
        }
        &mut self.values[place]
    }

    fn add(&mut self, name: Cow<'a, str>, value: V) {
        self.places.insert(name, self.values.len());
        self.values.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::Named;

    #[test]
    fn the_last_value_of_a_name_counts() {
        let mut named = Named::default();
        for (name, value) in [("b", 1), ("a", 2), ("b", 3)] {
            named.insert(name.into(), value);
        }
        assert_eq!((*named.or_insert("a".into(), 4), *named.or_insert("c".into(), 5)), (2, 5));
        assert_eq!((named.get("b"), named.get("d")), (Some(&3), None));
    }
}
