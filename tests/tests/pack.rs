//! The committed pack: what it must always hold, and what becomes of altered ones.

use mcpvet::Ecosystem;
use mcpvet::advisory::Advisory;
use mcpvet::pack::{Pack, PackError, write};
use mcpvet::version::Scheme;

fn bundled() -> Vec<u8> {
    std::fs::read(conformance::root().join("../crates/mcpvet-data/advisories.pack"))
        .expect("committed")
}

fn records(pack: &Pack<'_>) -> Vec<Advisory> {
    let read = |row| serde_json::from_str(pack.document(row).expect("text")).expect("an advisory");
    pack.advisories().map(read).collect()
}

#[test]
fn the_bundled_pack_opens_and_verifies() {
    let pack = Pack::bundled();
    assert_eq!(pack.verify(), Ok(()));
    assert_eq!(pack.built().map(|day| day.to_string()).as_deref(), Some(mcpvet_data_date().trim()));
    assert!(pack.len() > 500);
}

fn mcpvet_data_date() -> String {
    std::fs::read_to_string(conformance::root().join("../crates/mcpvet-data/DATE"))
        .expect("committed")
}

#[test]
fn the_same_records_give_the_same_bytes_in_any_order() {
    let pack = Pack::bundled();
    let mut records = records(&pack);
    let built = pack.built().expect("a day");
    let catalogue = pack.catalogue_text();
    let once = write(&records, catalogue, built).expect("compiles");
    records.reverse();
    assert!(once == write(&records, catalogue, built).expect("compiles"));
    assert!(once == bundled(), "what was read from the pack compiles to the pack");
}

/// The segments must say for every boundary what reading the ranges one by one says.
#[test]
fn segments_agree_with_ranges_at_every_boundary() {
    let pack = Pack::bundled();
    let mut boundaries = 0;
    for package in pack.packages() {
        let intervals: Vec<_> = package.rows().flat_map(|row| row.intervals()).collect();
        let beside = |key: &[u8]| {
            [key.to_vec(), [key, &[0]].concat(), key[..key.len().saturating_sub(1)].to_vec()]
        };
        for key in intervals.iter().flat_map(|i| [beside(i.from), beside(i.to)]).flatten() {
            let mut slow: Vec<_> = package
                .rows()
                .filter(|row| row.intervals().any(|interval| interval.contains(&key)))
                .map(|row| row.advisory().id())
                .collect();
            let mut fast: Vec<_> = package.rows_at(&key).map(|row| row.advisory().id()).collect();
            slow.sort_unstable();
            fast.sort_unstable();
            assert_eq!(fast, slow, "{} at {key:02x?}", package.name());
            boundaries += 1;
        }
    }
    assert!(boundaries > 1_000);
}

#[test]
fn every_row_of_the_dataset_is_readable() {
    for package in Pack::bundled().packages() {
        assert!(package.rows().all(|row| row.doubt().is_none()), "{}", package.name());
    }
}

#[test]
fn an_index_alone_matches_but_has_no_text() {
    let bytes = bundled();
    let whole = Pack::open(&bytes).expect("opens");
    let index = Pack::open_index(&bytes[..whole.index_len()]).expect("opens");
    let found = index.find(Ecosystem::Npm, "mcp-remote").expect("known");
    let key = Scheme::Npm.key("0.1.15").expect("a version");
    assert!(!found.is_clear_at(key.as_bytes()));
    assert_eq!(index.document(index.find_advisory("CVE-2025-6514").expect("known")), None);
    assert_eq!(index.data(), whole.data());
}

#[test]
fn a_cut_pack_is_refused_wherever_it_is_cut() {
    let bytes = bundled();
    for length in [0, 7, 8, 12, 48, 60, 127, 128, 5_000, bytes.len() - 1] {
        assert!(Pack::open(&bytes[..length]).is_err(), "cut to {length}");
    }
    assert!(matches!(Pack::open(&[&bytes[..], b"x"].concat()), Err(PackError::Length { .. })));
}

#[test]
fn a_newer_layout_says_what_to_do() {
    let mut bytes = bundled();
    bytes[8] += 1;
    let error = Pack::open(&bytes).err().expect("refused").to_string();
    assert!(error.ends_with("update mcpvet, or use a pack made for this version"), "{error}");
}

/// An altered pack that still opens is found by `verify`, and reading it anyway never panics.
#[test]
fn altered_bytes_are_found_and_never_panic() {
    let original = bundled();
    for step in 0..400 {
        let mut bytes = original.clone();
        let at = if step < 160 { step } else { step * 7_919 % original.len() };
        bytes[at] ^= 0xa5;
        let Ok(pack) = Pack::open(&bytes) else { continue };
        assert!(pack.verify().is_err(), "byte {at}");
        for package in pack.packages() {
            let _ = (package.name(), package.ecosystem(), package.rows_at(&[1, 2, 3]).count());
            let _ = package.rows().flat_map(|row| row.intervals()).count();
        }
        for row in pack.advisories() {
            let _ = (
                row.id(),
                row.aliases().count(),
                row.severity(),
                row.published(),
                pack.document(row),
            );
        }
    }
}
