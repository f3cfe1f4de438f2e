//! Words and the pages that they stand in.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::panic::resume_unwind;
use std::thread;

use serde_json::{Value, json};

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
    shards: Vec<Vec<Line>>,
}

/// A word and the JSON of its places.
type Line = (String, String);

impl Index {
    /// Cuts the texts of pages into words and the words into so many shards of about equal size.
    pub(super) fn new(pages: Vec<SearchPage>, shards: usize) -> Self {
        let mut lines: Vec<_> = gather(&pages).into_iter().collect();
        lines.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let lines = lines.into_iter().map(|(word, places)| (word, list(&places)));
        Self { pages, shards: cut(lines.collect(), shards) }
    }

    /// What a browser needs to know first.
    pub(super) fn head(&self) -> String {
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
        .to_string()
    }

    pub(super) fn shard(&self, number: usize) -> String {
        let line = |(word, places): &Line| format!("{}:{places}", Value::from(&**word));
        format!("{{{}}}", self.shards[number].iter().map(line).collect::<Vec<_>>().join(","))
    }
}

/// The words of all pages and where they stand; each core takes a run of pages.
fn gather(pages: &[SearchPage]) -> HashMap<String, Places> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let each = pages.len().div_ceil(threads).max(1);
    let numbered: Vec<_> = (0u32..).zip(pages).collect();
    let runs = thread::scope(|scope| {
        let start = |run| scope.spawn(move || Words::of(run));
        let started: Vec<_> = numbered.chunks(each).map(start).collect();
        started
            .into_iter()
            .map(|run| run.join().unwrap_or_else(|panic| resume_unwind(panic)).0)
            .collect::<Vec<_>>()
    });
    let mut runs = runs.into_iter();
    let mut all = runs.next().unwrap_or_default();
    for (word, places) in runs.flatten() {
        let earlier = all.entry(word).or_default();
        for (to, from) in earlier.iter_mut().zip(places) {
            to.extend(from);
        }
    }
    all
}

/// The words of some pages, each with the pages in which it weighs that much.
#[derive(Default)]
struct Words(HashMap<String, Places>);

impl Words {
    fn of(pages: &[(u32, &SearchPage)]) -> Self {
        let mut all = Self::default();
        for (number, page) in pages {
            all.add_page(*number, page);
        }
        all
    }

    /// What weighs most goes first: a word counts once on a page.
    fn add_page(&mut self, number: u32, page: &SearchPage) {
        for name in &page.names {
            if !name.contains(char::is_whitespace) {
                self.add(&name.to_lowercase(), 0, number);
            }
            self.add_text(name, 0, number);
        }
        self.add_text(&page.title, 1, number);
        self.add_text(&page.text, 2, number);
        self.add_text(&page.about, 2, number);
    }

    fn add_text(&mut self, text: &str, class: usize, page: u32) {
        let text = text.to_lowercase();
        words(&text).for_each(|word| self.add(word, class, page));
    }

    fn add(&mut self, word: &str, class: usize, page: u32) {
        let places = match self.0.get_mut(word) {
            Some(places) => places,
            None => self.0.entry(word.to_owned()).or_default(),
        };
        if places.iter().all(|pages| pages.last() != Some(&page)) {
            places[class].push(page);
        }
    }
}

/// The places of a word as differences; the newest are kept where there are too many.
fn list(places: &Places) -> String {
    let mut left = MOST;
    let mut is_cut = false;
    let mut text = String::from("[");
    for numbers in places {
        let kept = numbers.len().min(left);
        is_cut |= kept < numbers.len();
        left -= kept;
        let mut before = 0;
        text.push_str(if text.len() > 1 { ",[" } else { "[" });
        for (at, number) in numbers[numbers.len() - kept..].iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let _ = write!(text, "{comma}{}", number - before);
            before = *number;
        }
        text.push(']');
    }
    text.push_str(if is_cut { ",1]" } else { "]" });
    text
}

fn cut(lines: Vec<Line>, shards: usize) -> Vec<Vec<Line>> {
    let size = |(word, places): &Line| word.len() + places.len() + 4;
    let each = lines.iter().map(size).sum::<usize>() / shards + 1;
    let mut cut: Vec<Vec<_>> = (0..shards).map(|_| Vec::new()).collect();
    let mut before = 0;
    for line in lines {
        let size = size(&line);
        cut[before / each].push(line);
        before += size;
    }
    cut
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Index, MOST, SearchPage};

    fn page(names: &[&str], title: &str, text: &str) -> SearchPage {
        SearchPage {
            names: names.iter().map(ToString::to_string).collect(),
            title: title.to_owned(),
            text: text.to_owned(),
            ..SearchPage::default()
        }
    }

    fn shard(index: &Index, number: usize) -> Value {
        serde_json::from_str(&index.shard(number)).unwrap()
    }

    #[test]
    fn a_word_counts_where_it_weighs_most() {
        let pages = vec![
            page(&["mcp-remote"], "Remote code", "remote"),
            page(&[], "Something", "remote files"),
            page(&[], "Remote", ""),
        ];
        let index = Index::new(pages, 1);
        let shard = shard(&index, 0);
        assert_eq!(shard["mcp-remote"], json!([[0], [], []]));
        assert_eq!(shard["remote"], json!([[0], [2], [1]]));
        assert!(index.head().contains(r#""shards":[""]"#), "{}", index.head());
    }

    #[test]
    fn a_word_that_is_everywhere_keeps_the_newest() {
        let pages = (0..MOST + 10).map(|_| page(&[], "", "server")).collect();
        let server = shard(&Index::new(pages, 1), 0)["server"].clone();
        assert_eq!(server[3], 1);
        assert_eq!(server[2].as_array().unwrap().len(), MOST);
        assert_eq!(server[2][0], 10);
    }

    #[test]
    fn shards_are_about_equal_and_start_where_they_say() {
        let text: Vec<String> = (0..400).map(|n| format!("word{n:03}")).collect();
        let index = Index::new(vec![page(&[], "", &text.join(" "))], 4);
        let head: Value = serde_json::from_str(&index.head()).unwrap();
        for (number, start) in head["shards"].as_array().unwrap().iter().enumerate().skip(1) {
            let shard = shard(&index, number);
            let words = shard.as_object().unwrap();
            assert_eq!(words.keys().min().unwrap(), start);
            assert!((95..=105).contains(&words.len()), "{}", words.len());
        }
    }
}
