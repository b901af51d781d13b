//! Nothing that a client sends makes an issue, or all of them, larger than the limits.

use std::collections::BTreeMap;

use faultless_model::{
    Field, Input, Invalid, Issue, Issues, JsonReader, Kind, Limits, Location, Model, ReadError,
    Reader, Rules, Shape, Step, Violation, parse,
};

fn told<T: Field>(json: &str) -> Vec<Issue> {
    let input = parse(json.as_bytes()).unwrap();
    let mut issues = Issues::new();
    let read = T::read(
        &input,
        &Rules::NONE,
        &mut Reader::new(&mut issues).at("body"),
    );
    assert!(read.is_err(), "{json:.60}");
    let issues = issues.into_vec();
    // Both roads tell the same, whatever was cut.
    match JsonReader::new().at("body").read::<T>(json.as_bytes()) {
        Err(ReadError::Issues(other)) => assert_eq!(other.into_vec(), issues),
        _ => panic!("the roads differ on {json:.60}"),
    }
    issues
}

fn size(issues: &[Issue]) -> usize {
    serde_json::to_string(issues).unwrap().len()
}

#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[expect(dead_code, reason = "only read")]
    a: Option<i64>,
}

#[derive(Debug, Model)]
#[serde(tag = "kind")]
enum Tagged {
    #[expect(dead_code, reason = "only read")]
    One { a: i64 },
}

#[test]
fn a_name_that_a_client_made_up_is_cut() {
    let name = "é".repeat(500_000);
    let cut = format!("{}… (999744 more bytes)", "é".repeat(128));
    for issues in [
        told::<Closed>(&format!("{{\"{name}\": 1}}")),
        told::<BTreeMap<String, i64>>(&format!("{{\"{name}\": \"x\"}}")),
        told::<BTreeMap<i64, i64>>(&format!("{{\"{name}\": 1}}")),
    ] {
        assert_eq!(
            issues[0].location().iter().nth(1),
            Some(&Step::from(cut.clone()))
        );
        assert!(size(&issues) < 2_000, "{}", size(&issues));
    }
    // As long as may be, it is whole.
    let whole = "x".repeat(256);
    let issues = told::<Closed>(&format!("{{\"{whole}\": 1}}"));
    assert_eq!(
        issues[0].location(),
        &Location::from(["body".to_owned(), whole])
    );
}

#[test]
fn a_name_that_the_application_has_is_whole() {
    let mut limits = Limits::default();
    limits.name = 2;
    let mut issues = Issues::with_limits(limits);
    let input = parse(b"{\"a\": \"x\", \"other\": 1}").unwrap();
    assert!(Closed::read(&input, &Rules::NONE, &mut Reader::new(&mut issues)).is_err());
    let places: Vec<String> = issues
        .iter()
        .map(|issue| issue.location().to_string())
        .collect();
    assert_eq!(places, ["a", "ot… (3 more bytes)"]);
}

#[test]
fn a_text_in_words_and_context_is_cut() {
    let tag = "\\u0000".repeat(300_000);
    let issues = told::<Tagged>(&format!("{{\"kind\": \"{tag}\"}}"));
    assert_eq!(issues[0].kind(), &Kind::UnionTagInvalid);
    assert!(size(&issues) < 32_000, "{}", size(&issues));

    let issues = told::<Chatty>(&format!("\"{}\"", "x".repeat(1_000_000)));
    let words = issues[0].message();
    assert!(
        words.ends_with("x… (995907 more bytes)"),
        "{}",
        &words[4_000..]
    );
    assert!(size(&issues) < 10_000);
}

#[test]
fn all_issues_together_have_a_bound() {
    // Names, values and messages of what JSON writes longest, a hundred times.
    let long = "\\u0001\\\"".repeat(500);
    let entries: Vec<String> = (0..200)
        .map(|index| format!("\"{index}{long}\": \"{long}\""))
        .collect();
    let issues = told::<BTreeMap<String, i64>>(&format!("{{{}}}", entries.join(",")));
    assert!(
        size(&issues) <= Limits::default().answer + 200,
        "{}",
        size(&issues)
    );
    let (last, kept) = issues.split_last().unwrap();
    assert!(!kept.is_empty());
    assert_eq!(last.kind(), &Kind::from("too_many_issues"));
    assert_eq!(
        last.message(),
        format!("{} more issues were left out", 200 - kept.len())
    );
}

#[test]
fn one_issue_that_has_no_room_is_counted_and_so_are_all_after_it() {
    let mut limits = Limits::default();
    limits.answer = 1_000;
    let mut issues = Issues::with_limits(limits);
    let small = || Issue::new(Kind::Missing, Location::from(["a"]));
    issues.push(small());
    let mark = issues.mark();
    issues.push(small().with_input("x".repeat(2_000)));
    assert!(issues.is_full());
    issues.push(small());
    assert_eq!((issues.iter().count(), issues.left_out()), (1, 2));
    // A reading that is given up gives its room back.
    issues.rewind(mark);
    issues.push(small());
    assert_eq!((issues.iter().count(), issues.left_out()), (2, 0));
}

#[test]
fn a_deep_place_of_long_names_is_told() {
    let name = "n".repeat(10_000);
    let depth = 100;
    let json = format!(
        "{}\"x\"{}",
        format!("{{\"{name}\":").repeat(depth),
        "}".repeat(depth)
    );
    let issues = told::<Nest>(&json);
    assert_eq!((issues.len(), issues[0].location().len()), (1, depth + 1));
    assert!(size(&issues) < Limits::default().answer);
}

#[test]
fn what_no_json_can_say_is_told_all_the_same() {
    for json in [
        r#"["\ud800", NaN, -Infinity]"#,
        r#"{"\udc00": NaN}"#,
        r#""\ud83d\ud83d""#,
    ] {
        for issues in [
            told_lax::<i64>(json),
            told_lax::<Vec<i64>>(json),
            told_lax::<Closed>(json),
        ] {
            let written = serde_json::to_string(&issues).unwrap();
            assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok());
        }
    }
}

/// The issues of JSON as Python reads it, which serde does not.
fn told_lax<T: Field>(json: &str) -> Vec<Issue> {
    match JsonReader::new().read::<T>(json.as_bytes()) {
        Err(ReadError::Issues(issues)) => issues.into_vec(),
        Err(other) => panic!("{json} is no JSON to us: {other}"),
        Ok(_) => panic!("{json} was taken"),
    }
}

#[derive(Debug)]
struct Chatty;

impl Field for Chatty {
    const SHAPE: Shape = Shape::Scalar;
    fn read(input: &Input<'_>, _: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Input::Text(text) = input else {
            return Ok(Self);
        };
        let violation = Violation::new("chatty", format!("no {text}"));
        Err(reader.violation(violation.with_context("text", text.to_string()), input))
    }
}

#[derive(Debug)]
struct Nest;

impl Field for Nest {
    const SHAPE: Shape = Shape::Object;
    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        BTreeMap::<String, Self>::read(input, rules, reader).map(|_| Self)
    }
}
