//! Writes a pack with as many advisories as asked for: those of the dataset again and again, under
//! other ids, names and days. `cargo run --release -p mcpvet-site --example many -- 10000 FILE [CHANGED]`
//! measures the site at a size that the dataset does not have yet; with a third word, one record differs.

use std::{env, fs, io};

use mcpvet::advisory::{Advisory, Date};
use mcpvet::pack::{Pack, write};

fn main() -> io::Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let (Some(count), Some(file)) =
        (words.first().and_then(|word| word.parse().ok()), words.get(1))
    else {
        return Err(io::Error::other("usage: many COUNT FILE [CHANGED]"));
    };
    let pack = Pack::bundled();
    let texts: Vec<_> = pack.advisories().filter_map(|row| pack.document(row)).collect();
    let mut all = Vec::new();
    for (at, text) in texts.iter().cycle().take(count).enumerate() {
        let advisory: Advisory = serde_json::from_str(text).map_err(io::Error::other)?;
        all.push(again(advisory, at / texts.len()));
    }
    if let (Some(word), Some(last)) = (words.get(2), all.get_mut(count / 2)) {
        last.impact.push_str(word);
    }
    let day = all.iter().map(|one| one.modified).max().or_else(|| Date::new(2026, 1, 1));
    let bytes =
        write(&all, "", day.ok_or(io::ErrorKind::InvalidInput)?).map_err(io::Error::other)?;
    fs::write(file, bytes)
}

/// The advisory of another round: a year or more earlier, of packages with other names.
fn again(mut advisory: Advisory, round: usize) -> Advisory {
    if round == 0 {
        return advisory;
    }
    let years = u32::try_from(round).unwrap_or_default() * 10_000;
    let earlier = |day: Date| Date::from_number(day.number() - years).unwrap_or(day);
    advisory.published = earlier(advisory.published);
    advisory.modified = earlier(advisory.modified);
    advisory.related.clear();
    let ids = [&mut advisory.id].into_iter().chain(&mut advisory.aliases);
    ids.for_each(|id| *id = format!("{id}-{round}"));
    for affected in &mut advisory.affected {
        affected.package = format!("{}-{round}", affected.package);
    }
    advisory
}
