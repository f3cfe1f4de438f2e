//! The reference patterns are what they say: the first form is found, the second by no rule.

use mcpvet::harden::{Answers, Sight, Status, assess};
use mcpvet::pack::Pack;
use mcpvet::{Input, check};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

const PAGE: &str = include_str!("../../../../www/pages/process/patterns.md");

/// The blocks of code with the words behind their language.
fn blocks() -> Vec<(Vec<String>, String)> {
    let mut blocks = Vec::new();
    let mut inside = false;
    for event in Parser::new(PAGE) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                inside = true;
                let words = info.split(' ').skip(1).map(str::to_owned).collect();
                blocks.push((words, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => blocks.last_mut().unwrap().1.push_str(&text),
            _ => {}
        }
    }
    blocks
}

#[test]
fn each_pattern_is_judged_as_the_page_says() {
    let pack = Pack::bundled();
    let (mut bad, mut good) = (0, 0);
    for (words, text) in blocks() {
        let input = Input { bytes: text.as_bytes(), name: Some("mcp.json"), ..Input::default() };
        let report = check(&pack, &[input]);
        let fired: Vec<_> = report.results[0].rules.iter().map(|rule| rule.rule).collect();
        assert!(report.notes.is_empty(), "{text}\n{:?}", report.notes);
        let (kind, ids) = words.split_first().expect("good or bad");
        assert!(!ids.is_empty(), "{text}");
        if kind == "bad" {
            bad += 1;
            assert!(ids.iter().all(|id| fired.contains(&id.as_str())), "{ids:?} {fired:?}\n{text}");
            continue;
        }
        good += 1;
        assert_eq!(fired, Vec::<&str>::new(), "{text}");
        assert_eq!(report.summary.affected, 0, "{text}");
        let hardening = assess(&report, &[Sight::of(&pack, &input)], &Answers::default());
        for id in ids {
            let practice = hardening.practice(id).expect("a practice");
            assert_eq!(practice.status, Status::Holds, "{id}\n{text}");
        }
    }
    assert!(bad >= 6 && good == bad, "{bad} {good}");
}
