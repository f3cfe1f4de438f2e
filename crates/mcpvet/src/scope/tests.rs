use super::{Facts, Key, Node, QUESTIONS, RULES, Step, decide, next, tree};

#[test]
fn keys_stand_at_their_places() {
    for (at, question) in QUESTIONS.iter().enumerate() {
        assert_eq!(question.key as usize, at, "{}", question.name);
        assert_eq!(Key::from_name(question.name), Some(question.key));
    }
}

#[test]
fn the_rules_are_twenty_one_in_their_order_and_ask_for_words_that_exist() {
    let mut numbers: Vec<_> = RULES.iter().map(|rule| rule.number).collect();
    assert!(numbers.is_sorted());
    numbers.dedup();
    assert_eq!(numbers, (1..=21).collect::<Vec<_>>());
    for rule in RULES {
        assert!(!rule.name.is_empty() && !rule.condition.is_empty() && !rule.text.is_empty());
        for test in rule.when {
            let (super::Test::Is(key, words)
            | super::Test::Lacks(key, words)
            | super::Test::Only(key, words)
            | super::Test::Beyond(key, words)) = test;
            for word in *words {
                assert!(Facts::default().add(*key, word).is_ok(), "{}: {word}", rule.name);
            }
        }
    }
    assert_eq!(RULES.iter().filter(|rule| rule.is_gap).count(), 1);
}

/// Follows every path of the tree, asks [`next`] at each step, and holds the end against [`decide`].
#[test]
fn the_tree_says_what_the_table_says() {
    let nodes = tree();
    let mut paths = 0;
    walk(&nodes, nodes.len() - 1, &Facts::default(), &mut paths);
    assert!(paths > 10_000 && nodes.len() < 100, "{paths} paths, {} nodes", nodes.len());
    for (at, rule) in RULES.iter().enumerate() {
        assert!(nodes.contains(&Node::Decided { rule: at }), "no path leads to {}", rule.name);
    }
}

fn walk(nodes: &[Node], at: usize, facts: &Facts, paths: &mut u32) {
    match (&nodes[at], next(facts)) {
        (Node::Decided { rule }, Step::Decided(decision)) => {
            *paths += 1;
            assert!(std::ptr::eq(&raw const RULES[*rule], decision.rule), "{facts:?}");
            assert!(std::ptr::eq(decide(facts).rule, decision.rule));
        }
        (Node::Ask { ask, answers }, Step::Ask(question)) => {
            assert_eq!(*ask, question.name);
            assert_eq!(answers.len(), question.answers.len());
            for answer in answers {
                let mut facts = facts.clone();
                facts.add(question.key, answer.word).unwrap();
                walk(nodes, answer.next, &facts, paths);
            }
        }
        (node, step) => panic!("{node:?} is not {step:?}"),
    }
}

#[test]
fn facts_are_read_as_people_write_them() {
    let facts: Facts = serde_json::from_str(
        r#"{"id":7,"target":"official_sdk(go)","impacts":["crash","hang","crash"],"transports":[],
            "code_reachable_remotely":false,"behaviour":null}"#,
    )
    .unwrap();
    assert_eq!(facts.get(Key::Impacts), Some(&["crash", "hang"][..]));
    assert_eq!(facts.get(Key::Transports), Some(&[][..]));
    assert_eq!((facts.get(Key::Reachable), facts.get(Key::Behaviour)), (Some(&["no"][..]), None));
    assert_eq!(
        serde_json::to_string(&facts).unwrap(),
        r#"{"target":"official_sdk(go)","transports":[],"code_reachable_remotely":"no","impacts":["crash","hang"]}"#
    );
    for bad in [
        r#"{"target":"official_sdk(go"}"#,
        r#"{"target":"official_sdkgo"}"#,
        r#"{"target":["spec","inspector"]}"#,
        r#"{"impacts":["boom"]}"#,
        r#"{"actor":3}"#,
    ] {
        assert!(serde_json::from_str::<Facts>(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_report_goes_to_the_repository_that_is_known() {
    let url = |text: &str| decide(&serde_json::from_str(text).unwrap()).report_url;
    let sdk = url(r#"{"target":"official_sdk(ruby)","impacts":["authz_bypass"]}"#);
    assert_eq!(
        sdk.as_deref(),
        Some("https://github.com/modelcontextprotocol/ruby-sdk/security/advisories/new")
    );
    let spec = url(r#"{"target":"official_sdk(ruby)","root_cause":"spec"}"#);
    assert!(spec.unwrap().contains("/modelcontextprotocol/modelcontextprotocol/"));
    assert_eq!(url(r#"{"target":"official_sdk(ruby)","behaviour":"NOT-LLM"}"#), None);
}
