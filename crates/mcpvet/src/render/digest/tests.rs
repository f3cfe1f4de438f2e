//! What each form lets through, and where it stops.

use super::*;
use crate::advisory::Severity;
use crate::monitor::Section;
use crate::render::Style;

/// What somebody could name a package or write into a reason.
const HOSTILE: &str = "<!channel> <@U1> @everyone <b>x</b> [a](javascript:x) **b** `c` _d_ #1 &amp; \u{1b}[31m\u{202e}\r\nX";

fn item(text: &str) -> Item {
    Item {
        severity: Severity::Critical,
        label: "critical".to_owned(),
        name: text.to_owned(),
        id: text.to_owned(),
        cve: String::new(),
        url: "https://example.com/a?b=<c>\"".to_owned(),
        summary: text.to_owned(),
        facts: vec![("Where", text.to_owned()), ("What to do", text.to_owned())],
    }
}

fn page(text: &str, items: usize) -> Page {
    let items = vec![item(text); items];
    let sections = vec![
        Section { title: "New", items, lines: Vec::new() },
        Section { title: "Could not be read", items: Vec::new(), lines: vec![text.to_owned()] },
    ];
    Page { title: text.to_owned(), sentence: text.to_owned(), sections, footer: text.to_owned() }
}

#[test]
fn nothing_in_a_text_is_markup_or_steers() {
    let page = page(HOSTILE, 1);
    let forms = [
        text(&page, Style::default()),
        markdown(&page),
        html(&page),
        slack(&page).to_string(),
        discord(&page).to_string(),
        teams(&page).to_string(),
        github_issue(&page, "m").to_string(),
    ];
    for form in &forms {
        assert!(!form.contains(['\u{1b}', '\u{202e}', '\r']), "{form}");
        assert!(!form.contains("\\u001b") && !form.contains("\\u202e"), "{form}");
    }
    let [_, markdown, html, _, _, teams, issue] = &forms;
    // Slack looks for markup in these alone.
    let message = slack(&page);
    let blocks = message["blocks"].as_array().unwrap().iter();
    let marked = blocks.filter(|block| block["text"]["type"] == "mrkdwn");
    let marked = marked.filter_map(|block| block["text"]["text"].as_str());
    let slack: String = marked.chain(message["text"].as_str()).collect();
    assert!(!html.contains("<b>") && !html.contains("<!channel") && !html.contains("<@"));
    assert!(!slack.contains("<!channel>") && !slack.contains("<@U1>") && !slack.contains("_d_"));
    let message = discord(&page);
    let embed = &message["embeds"][0];
    let discord = [&embed["title"], &embed["description"]].map(|text| text.as_str().unwrap());
    let discord = discord.concat();
    assert!(!discord.contains("@everyone") && !discord.contains("](javascript"), "{discord}");
    assert_eq!(message["allowed_mentions"]["parse"].as_array().map(Vec::len), Some(0));
    // Outside of code spans every sign is escaped.
    assert!(!markdown.contains("] (javascript") && markdown.contains("\\[a\\]"), "{markdown}");
    assert!(!issue.contains("\"title\":\"<!channel> <@"), "{issue}");
    // Rich text of Teams knows no markup.
    assert!(!teams.contains("TextBlock\"") || teams.contains("RichTextBlock"));
    assert!(!teams.replace("RichTextBlock", "").contains("TextBlock"));
    // An address that is not plain is no link.
    assert!(forms.iter().all(|form| !form.contains("https://example.com/a?b=")), "{forms:?}");
}

#[test]
fn long_digests_stop_at_the_limit_of_each_service_and_say_so() {
    let long = "x".repeat(5_000);
    for (text, items) in [("short", 2), ("short", 3_000), (&*long, 3_000), ("\u{1f600}", 900)] {
        let page = page(text, items);
        let slack = slack(&page);
        let blocks = slack["blocks"].as_array().unwrap();
        assert!(blocks.len() <= SLACK_BLOCKS, "{}", blocks.len());
        let texts = blocks.iter().filter_map(|block| block["text"]["text"].as_str());
        assert!(texts.into_iter().all(|text| (1..=SLACK_TEXT).contains(&text.chars().count())));
        let discord = discord(&page);
        let embed = &discord["embeds"][0];
        let units = |key: &str| embed[key].as_str().unwrap().encode_utf16().count();
        assert!(units("description") <= DISCORD_DESCRIPTION && units("title") <= 2 * TITLE_UNITS);
        let footer = embed["footer"]["text"].as_str().unwrap().encode_utf16().count();
        assert!(units("description") + units("title") + footer <= 6_000);
        assert!(teams(&page).to_string().len() <= TEAMS_BYTES);
        let issue = github_issue(&page, "marker");
        assert!(issue["title"].as_str().unwrap().chars().count() <= GITHUB_TITLE + 2);
        assert!(issue["body"].as_str().unwrap().len() <= 65_536);
        assert!(issue["body"].as_str().unwrap().ends_with("<!-- marker -->\n"));
        let is_cut = items > 2;
        for form in [slack.to_string(), discord.to_string(), teams(&page).to_string()] {
            assert_eq!(form.contains("more that do not fit here"), is_cut, "{items}");
        }
        assert!(!markdown(&page).contains("more that do not fit here"));
    }
}

/// Characters of the title of an embed.
const TITLE_UNITS: usize = 256;

#[test]
fn a_heading_never_stands_alone() {
    let page = page("x", 1);
    let write = |part: Part<'_>| match part {
        Part::Heading(title) => title.to_owned(),
        Part::Item(_) => "item".to_owned(),
        Part::Line(_) => "line".to_owned(),
    };
    for (most, expected, left) in [
        (0, vec![], 2),
        (1, vec![], 2),
        (2, vec!["New", "item"], 1),
        (3, vec!["New", "item"], 1),
        (4, vec!["New", "item", "Could not be read", "line"], 0),
    ] {
        assert_eq!(
            fitting(&page, most, write, |_| 1),
            (expected.into_iter().map(str::to_owned).collect(), left)
        );
    }
}
