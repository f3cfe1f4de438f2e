//! Words and the pages that they stand in.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

use super::CHUNK;
use super::page::SearchPage;
use super::words::{SKIP, words};

/// The pages that a word lists at most; beyond, it weighs little and excludes nothing.
const MOST: usize = 1500;

/// How much a word weighs on a page: as part of a name, of the title, or of the text.
const CLASSES: usize = 3;

type Places = [Vec<u32>; CLASSES];

/// The whole index.
pub(super) struct Index {
    pub(super) pages: Vec<SearchPage>,
    shards: Vec<Vec<(String, Value)>>,
}

impl Index {
    /// Cuts the texts of pages into words and the words into so many shards of about equal size.
    pub(super) fn new(pages: Vec<SearchPage>, shards: usize) -> Self {
        let mut places: BTreeMap<String, Places> = BTreeMap::new();
        for (number, page) in (0u32..).zip(&pages) {
            for (word, class) in classes(page) {
                places.entry(word).or_default()[class].push(number);
            }
        }
        let lines = places.into_iter().map(|(word, places)| (word, list(places)));
        Self { pages, shards: cut(lines.collect(), shards) }
    }

    /// What a browser needs to know first.
    pub(super) fn head(&self) -> Value {
        let mut from = "";
        let starts = self.shards.iter().enumerate().map(|(at, shard)| {
            if at > 0 {
                from = shard.first().map_or("\u{10ffff}", |(word, _)| word);
            }
            from
        });
        json!({
            "pages": self.pages.len(),
            "chunk": CHUNK,
            "shards": starts.collect::<Vec<_>>(),
            "skip": SKIP,
        })
    }

    pub(super) fn shard(&self, number: usize) -> Value {
        Value::Object(self.shards[number].iter().cloned().collect::<Map<_, _>>())
    }
}

/// The words of a page, each with the class in which it weighs most.
fn classes(page: &SearchPage) -> HashMap<String, usize> {
    let mut classes = HashMap::new();
    let mut add = |word: String, class: usize| {
        let best = classes.entry(word).or_insert(class);
        *best = class.min(*best);
    };
    for name in &page.names {
        let whole = name.to_lowercase();
        if !whole.contains(char::is_whitespace) {
            add(whole, 0);
        }
        words(name).for_each(|word| add(word, 0));
    }
    words(&page.title).for_each(|word| add(word, 1));
    let rest = words(&page.text).chain(words(&page.about));
    rest.for_each(|word| add(word, 2));
    classes
}

/// The places of a word as differences; the newest are kept where there are too many.
fn list(places: Places) -> Value {
    let mut left = MOST;
    let mut is_cut = false;
    let mut classes: Vec<Value> = Vec::with_capacity(CLASSES + 1);
    for numbers in places {
        let kept = numbers.len().min(left);
        is_cut |= kept < numbers.len();
        left -= kept;
        let mut before = 0;
        let difference = numbers[numbers.len() - kept..].iter().map(|number| {
            let difference = number - before;
            before = *number;
            difference
        });
        classes.push(difference.collect());
    }
    if is_cut {
        classes.push(1.into());
    }
    Value::Array(classes)
}

fn cut(lines: Vec<(String, Value)>, shards: usize) -> Vec<Vec<(String, Value)>> {
    let size = |(word, places): &(String, Value)| word.len() + places.to_string().len() + 4;
    let sizes: Vec<usize> = lines.iter().map(size).collect();
    let each = sizes.iter().sum::<usize>() / shards + 1;
    let mut cut: Vec<Vec<_>> = (0..shards).map(|_| Vec::new()).collect();
    let mut before = 0;
    for (line, size) in lines.into_iter().zip(sizes) {
        cut[before / each].push(line);
        before += size;
    }
    cut
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Index, MOST, SearchPage};

    fn page(names: &[&str], title: &str, text: &str) -> SearchPage {
        SearchPage {
            names: names.iter().map(ToString::to_string).collect(),
            title: title.to_owned(),
            text: text.to_owned(),
            ..SearchPage::default()
        }
    }

    #[test]
    fn a_word_counts_where_it_weighs_most() {
        let pages = vec![
            page(&["mcp-remote"], "Remote code", "remote"),
            page(&[], "Something", "remote files"),
            page(&[], "Remote", ""),
        ];
        let index = Index::new(pages, 1);
        let shard = index.shard(0);
        assert_eq!(shard["mcp-remote"], json!([[0], [], []]));
        assert_eq!(shard["remote"], json!([[0], [2], [1]]));
        assert_eq!(index.head()["shards"], json!([""]));
    }

    #[test]
    fn a_word_that_is_everywhere_keeps_the_newest() {
        let pages = (0..MOST + 10).map(|_| page(&[], "", "server")).collect();
        let server = Index::new(pages, 1).shard(0)["server"].clone();
        assert_eq!(server[3], 1);
        assert_eq!(server[2].as_array().unwrap().len(), MOST);
        assert_eq!(server[2][0], 10);
    }

    #[test]
    fn shards_are_about_equal_and_start_where_they_say() {
        let text: Vec<String> = (0..400).map(|n| format!("word{n:03}")).collect();
        let index = Index::new(vec![page(&[], "", &text.join(" "))], 4);
        let head = index.head();
        for (number, start) in head["shards"].as_array().unwrap().iter().enumerate().skip(1) {
            let shard = index.shard(number);
            let words = shard.as_object().unwrap();
            assert_eq!(words.keys().min().unwrap(), start);
            assert!((95..=105).contains(&words.len()), "{}", words.len());
        }
    }
}
