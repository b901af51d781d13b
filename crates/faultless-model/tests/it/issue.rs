//! Issues, their places, their limits and what they echo.

use faultless_model::{
    Field, Input, Issue, Issues, Kind, Limits, Location, Reader, Rules, Step, parse,
};
use serde_json::json;

use crate::support::lines;

fn echoed(input: &Input<'_>) -> Input<'static> {
    let mut issues = Issues::new();
    Reader::new(&mut issues).refuse(Kind::IntType, input);
    let issue = issues.into_vec().remove(0);
    issue.input().cloned().unwrap()
}

#[test]
fn an_issue_by_hand_has_its_own_words() {
    let location: Location = vec![
        Step::from("body"),
        Step::from(2),
        Step::from(String::from("name")),
    ]
    .into();
    let issue = Issue::new(Kind::Custom("taken".into()), location)
        .with_message("this name is taken")
        .with_input("Bolt")
        .with_context("by", "another");
    assert_eq!(issue.to_string(), "body.2.name: this name is taken (taken)");
    let expected = json!({
        "type": "taken", "loc": ["body", 2, "name"], "msg": "this name is taken", "input": "Bolt",
        "ctx": {"by": "another"},
    });
    assert_eq!(serde_json::to_value(&issue).unwrap(), expected);
}

#[test]
fn an_issue_without_input_shows_null_and_no_context() {
    let issue = Issue::new(Kind::Missing, Location::from(["query", "q"]));
    let text = r#"{"type":"missing","loc":["query","q"],"msg":"Field required","input":null}"#;
    assert_eq!(serde_json::to_string(&issue).unwrap(), text);
}

#[test]
fn a_reader_puts_its_place_before_an_issue_by_hand() {
    let mut issues = Issues::new();
    let mut reader = Reader::new(&mut issues);
    reader
        .at("body")
        .push(Issue::new(Kind::Missing, Location::from(["a", "b"])));
    assert_eq!(
        issues.iter().next().unwrap().location().to_string(),
        "body.a.b"
    );
}

#[test]
fn beyond_the_limit_issues_are_counted() {
    let many = format!("[{}]", vec!["\"x\""; 130].join(","));
    let lines = lines::<Vec<i64>>(&many, &Rules::NONE);
    assert_eq!(lines.len(), 101);
    assert!(lines[99].starts_with("body.99: "), "{}", lines[99]);
    assert_eq!(
        lines[100],
        ": 30 more issues were left out (too_many_issues)"
    );
}

#[test]
fn a_rewind_forgets_what_was_counted_too() {
    let mut limits = Limits::default();
    limits.issues = 1;
    let mut issues = Issues::with_limits(limits);
    let issue = || Issue::new(Kind::Missing, Location::new());
    let start = issues.mark();
    issues.extend([issue(), issue(), issue()]);
    assert_eq!((issues.len(), issues.left_out()), (3, 2));
    issues.rewind(start);
    assert!(issues.is_empty());
    issues.push(issue());
    assert_eq!(
        serde_json::to_value(&issues)
            .unwrap()
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_small_input_is_echoed_exactly() {
    let text = r#"{"a":[1,2.5,{"b":null}],"c":"é"}"#;
    let input = parse(text.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&echoed(&input)).unwrap(), text);
    let longest = "x".repeat(1022);
    assert_eq!(
        echoed(&Input::from(longest.as_str())),
        Input::from(longest.clone())
    );
}

#[test]
fn a_large_input_is_cut_and_says_so() {
    let Input::Text(text) = echoed(&Input::from("é".repeat(1000))) else {
        panic!("no text")
    };
    assert_eq!(*text, format!("{}… (976 more bytes)", "é".repeat(512)));
    let Input::Text(digits) = echoed(&Input::Int("1".repeat(4000).into())) else {
        panic!("no text")
    };
    assert!(digits.ends_with("111… (2976 more bytes)"), "{digits}");
    let Input::List(items) = echoed(&vec![0; 5000].into()) else {
        panic!("no list")
    };
    assert_eq!(items.len(), 513);
    assert_eq!(items.last(), Some(&"… (4488 more items)".into()));
    let object = Input::object(
        (0..500)
            .map(|index| (format!("name{index}").into(), 1.into()))
            .collect(),
    );
    let Input::Object(entries) = echoed(&object) else {
        panic!("no object")
    };
    let (name, words) = entries.last().unwrap();
    assert_eq!(
        (name.as_ref(), words),
        (
            "…",
            &format!("{} more fields", 500 - (entries.len() - 1)).into()
        )
    );
}

#[test]
fn what_json_cannot_say_is_echoed_as_text() {
    let mut issues = Issues::new();
    let mut reader = Reader::new(&mut issues);
    let input = parse(b"[NaN, Infinity]").unwrap();
    assert!(Vec::<i64>::read(&input, &Rules::NONE, &mut reader).is_err());
    reader.refuse(Kind::BoolType, &input);
    let inputs: Vec<_> = serde_json::to_value(&issues)
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| issue["input"].clone())
        .collect();
    assert_eq!(inputs, [json!("nan"), json!("inf"), json!(["nan", "inf"])]);
}

#[test]
fn reading_stops_at_the_depth_limit() {
    #[derive(Debug)]
    struct Nest;
    impl Field for Nest {
        const SHAPE: faultless_model::Shape = faultless_model::Shape::List;
        fn read(
            input: &Input<'_>,
            rules: &Rules,
            reader: &mut Reader<'_>,
        ) -> Result<Self, faultless_model::Invalid> {
            Vec::<Nest>::read(input, rules, reader).map(|_| Nest)
        }
    }
    let mut limits = Limits::default();
    limits.depth = 3;
    let mut issues = Issues::with_limits(limits);
    let input = parse(b"[[[[[]]]]]").unwrap();
    assert!(Nest::read(&input, &Rules::NONE, &mut Reader::new(&mut issues)).is_err());
    let issue = issues.iter().next().unwrap();
    assert_eq!(
        (issue.kind(), issue.location().len()),
        (&Kind::RecursionDepthExceeded, 4)
    );
}
