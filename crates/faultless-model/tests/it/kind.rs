//! The catalogue, and that every kind that can be met is met.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bigdecimal::BigDecimal;
use faultless_model::{
    Field, FrozenSet, Hex, HttpUrl, Issue, Issues, JsonText, Kind, Limits, Location, Model,
    NOT_APPLICABLE, Reader, RuleSet, Rules, TextBytes, Violation, parse,
};
use serde_json::Value;

use crate::support::{lines, read_under, told};

fn catalogue() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/kinds.json");
    let text = std::fs::read_to_string(path).expect("the catalogue of the reference");
    serde_json::from_str(&text).expect("a list of kinds")
}

#[test]
fn the_table_is_the_catalogue_of_the_reference() {
    for entry in catalogue() {
        let code = entry["kind"].as_str().unwrap();
        let kind = Kind::from(code);
        if NOT_APPLICABLE.contains(&code) {
            assert!(
                matches!(kind, Kind::Custom(_)),
                "{code} is both a kind and not applicable"
            );
            continue;
        }
        assert_eq!(kind.code(), code);
        assert_eq!(
            kind.template(),
            entry["template"].as_str(),
            "the template of {code}"
        );
        let mut expected: Vec<&str> = entry["context"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut found = kind.context().to_vec();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "the context of {code}");
    }
}

#[test]
fn the_table_has_nothing_the_catalogue_lacks() {
    let catalogue = catalogue();
    assert_eq!(Kind::ALL.len() + NOT_APPLICABLE.len(), catalogue.len());
    for code in Kind::ALL
        .iter()
        .map(Kind::code)
        .chain(NOT_APPLICABLE.iter().copied())
    {
        assert!(
            catalogue.iter().any(|entry| entry["kind"] == code),
            "{code} is made up"
        );
    }
}

/// The words of every kind, its context filled with what the catalogue fills it with. Where the two word a kind
/// differently, Python's are said.
#[test]
fn words_are_filled_from_the_context() {
    let say = |kind: Kind, context: &[(&'static str, faultless_model::Input<'static>)]| {
        let issue = Issue::new(kind, Location::new());
        let issue = context.iter().cloned().fold(issue, |issue, (name, value)| {
            issue.with_context(name, value)
        });
        issue.message().into_owned()
    };
    assert_eq!(
        say(Kind::StringTooShort, &[("min_length", 1.into())]),
        "String should have at least 1 character"
    );
    assert_eq!(
        say(Kind::StringTooShort, &[("min_length", 0.into())]),
        "String should have at least 0 characters"
    );
    assert_eq!(
        say(Kind::BytesTooLong, &[("max_length", 2.into())]),
        "Data should have at most 2 bytes"
    );
    assert_eq!(
        say(Kind::UrlTooLong, &[("max_length", 1.into())]),
        "URL should have at most 1 character"
    );
    let greater = |bound: f64| say(Kind::GreaterThan, &[("gt", bound.into())]);
    assert_eq!(greater(10.5), "Input should be greater than 10.5");
    assert_eq!(greater(0.0), "Input should be greater than 0");
    assert_eq!(
        greater(1e20),
        "Input should be greater than 100000000000000000000"
    );
    assert_eq!(greater(1e-7), "Input should be greater than 0.0000001");
    assert_eq!(greater(f64::INFINITY), "Input should be greater than inf");
    let too_long = [
        ("field_type", "Set".into()),
        ("max_length", 1.into()),
        ("actual_length", Option::<u8>::None.into()),
    ];
    assert_eq!(
        say(Kind::TooLong, &too_long),
        "Set should have at most 1 item after validation, not more"
    );
    let tag = [
        ("discriminator", "'kind'".into()),
        ("tag", "x".into()),
        ("expected_tags", "'a', 'b'".into()),
    ];
    let words =
        "Input tag 'x' found using 'kind' does not match any of the expected tags: 'a', 'b'";
    assert_eq!(say(Kind::UnionTagInvalid, &tag), words);
    assert_eq!(
        say(
            Kind::UrlScheme,
            &[("expected_schemes", "'a' or 'b'".into())]
        ),
        "URL scheme should be 'a' or 'b'"
    );
    assert_eq!(say(Kind::JsonInvalid, &[]), "Invalid JSON: {error}");
    assert_eq!(say(Kind::ListType, &[]), "Input should be a valid list");
    assert_eq!(say(Kind::Custom("sold_out".into()), &[]), "sold_out");
}

/// The kinds whose words differ between JSON and Python, each as the recordings have it.
#[test]
fn the_words_said_are_those_of_the_recordings() {
    let none = &Rules::NONE;
    assert_eq!(
        lines::<Vec<i64>>("1", none),
        ["body: Input should be a valid list (list_type)"]
    );
    assert_eq!(
        lines::<std::collections::BTreeSet<i64>>("1", none),
        ["body: Input should be a valid set (set_type)"],
    );
    assert_eq!(
        lines::<(i64, i64)>("1", none),
        ["body: Input should be a valid tuple (tuple_type)"]
    );
    assert_eq!(
        lines::<std::collections::BTreeMap<String, i64>>("1", none),
        ["body: Input should be a valid dictionary (dict_type)"],
    );
    assert_eq!(
        lines::<speedate::Duration>("null", none),
        ["body: Input should be a valid timedelta (time_delta_type)"],
    );
    assert_eq!(
        lines::<speedate::Duration>("\"\"", none),
        ["body: Input should be a valid timedelta, input is too short (time_delta_parsing)"],
    );
}

#[test]
fn an_issue_of_a_reading_has_all_of_it() {
    let issue = told::<uuid::Uuid>("\"x\"", &Rules::NONE);
    let error = "invalid character: found `x` at 0";
    let expected = serde_json::json!([{
        "type": "uuid_parsing", "loc": ["body"], "msg": format!("Input should be a valid UUID, {error}"),
        "input": "x", "ctx": {"error": error},
    }]);
    assert_eq!(issue, expected);
}

/// The kinds that no type of this crate can make yet. It only ever shrinks: an entry that gets a maker must go.
const WITHOUT_A_MAKER: &[&str] = &[];

#[expect(
    clippy::ref_option,
    reason = "a validator takes a reference to the field"
)]
fn no_bang(text: &Option<String>) -> Result<(), &'static str> {
    match text {
        Some(text) if text.contains('!') => Err("no exclamation marks"),
        _ => Ok(()),
    }
}

#[expect(
    clippy::ref_option,
    reason = "a validator takes a reference to the field"
)]
fn even(number: &Option<i64>) -> Result<(), Violation> {
    match number {
        Some(number) if number % 2 != 0 => Err(Violation::assertion("an even number")),
        _ => Ok(()),
    }
}

#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[expect(dead_code, reason = "only read")]
    #[field(validator = no_bang)]
    text: Option<String>,
    #[expect(dead_code, reason = "only read")]
    #[field(validator = even)]
    number: Option<i64>,
    #[expect(dead_code, reason = "only read")]
    #[serde(default)]
    next: Vec<Closed>,
}

#[derive(Debug, Model)]
struct Needy {
    #[expect(dead_code, reason = "only read")]
    id: i64,
}

#[derive(Debug, Model)]
enum Size {
    Small,
    Large,
}

#[derive(Debug, Model)]
#[model(literal)]
enum Letter {
    A,
    B,
}

#[derive(Debug, Model)]
#[serde(tag = "kind")]
enum Pet {
    #[expect(dead_code, reason = "only read")]
    Cat { lives: i64 },
}

#[derive(Debug, Model)]
#[serde(untagged)]
enum Nothing {
    None,
    #[expect(dead_code, reason = "only read")]
    Nested(Needy),
}

type Maker = fn() -> Vec<Issue>;

fn of<T: Field>(json: &str) -> Vec<Issue> {
    under::<T>(&Rules::NONE, json)
}

fn under<T: Field>(rules: &Rules, json: &str) -> Vec<Issue> {
    read_under::<T>(json, rules).err().expect("a refusal")
}

fn number(json: &str, rule: impl FnOnce(RuleSet<i64>) -> RuleSet<i64>) -> Vec<Issue> {
    under::<i64>(&rule(RuleSet::new()).build(), json)
}

fn text(json: &str, rule: impl FnOnce(RuleSet<String>) -> RuleSet<String>) -> Vec<Issue> {
    under::<String>(&rule(RuleSet::new()).build(), json)
}

fn decimal(
    json: &str,
    rule: impl FnOnce(RuleSet<BigDecimal>) -> RuleSet<BigDecimal>,
) -> Vec<Issue> {
    under::<BigDecimal>(&rule(RuleSet::new()).build(), json)
}

fn list(json: &str, rule: impl FnOnce(RuleSet<Vec<i64>>) -> RuleSet<Vec<i64>>) -> Vec<Issue> {
    under::<Vec<i64>>(&rule(RuleSet::new()).build(), json)
}

/// For each kind a reading that makes it, and nothing else.
#[rustfmt::skip]
const MAKERS: &[(Kind, Maker)] = &[
    (Kind::JsonInvalid, || of::<JsonText<i64>>("\"{\"")),
    (Kind::JsonType, || of::<JsonText<i64>>("1")),
    (Kind::RecursionDepthExceeded, || deep()),
    (Kind::Missing, || of::<Needy>("{}")),
    (Kind::ExtraForbidden, || of::<Closed>("{\"x\": 1}")),
    (Kind::ModelAttributesType, || of::<Needy>("1")),
    (Kind::NoneRequired, || of::<Nothing>("1").into_iter().take(1).collect()),
    (Kind::GreaterThan, || number("1", |rules| rules.gt(1))),
    (Kind::GreaterThanEqual, || number("1", |rules| rules.ge(2))),
    (Kind::LessThan, || number("1", |rules| rules.lt(1))),
    (Kind::LessThanEqual, || number("1", |rules| rules.le(0))),
    (Kind::MultipleOf, || number("1", |rules| rules.multiple_of(2))),
    (Kind::FiniteNumber, || of::<i64>("NaN")),
    (Kind::TooShort, || list("[]", |rules| rules.min_length(1))),
    (Kind::TooLong, || list("[1, 2]", |rules| rules.max_length(1))),
    (Kind::StringType, || of::<String>("1")),
    (Kind::StringTooShort, || text("\"\"", |rules| rules.min_length(1))),
    (Kind::StringTooLong, || text("\"ab\"", |rules| rules.max_length(1))),
    (Kind::StringPatternMismatch, || text("\"b\"", |rules| rules.pattern("^a"))),
    (Kind::StringNotAscii, || text("\"é\"", RuleSet::ascii)),
    (Kind::Enum, || of::<Size>("\"x\"")),
    (Kind::DictType, || of::<BTreeMap<String, i64>>("1")),
    (Kind::ListType, || of::<Vec<i64>>("1")),
    (Kind::TupleType, || of::<(i64,)>("1")),
    (Kind::SetType, || of::<BTreeSet<i64>>("1")),
    (Kind::BoolType, || of::<bool>("[]")),
    (Kind::BoolParsing, || of::<bool>("\"x\"")),
    (Kind::IntType, || of::<i64>("[]")),
    (Kind::IntParsing, || of::<i64>("\"x\"")),
    (Kind::IntParsingSize, || of::<i64>(&format!("\"{}\"", "1".repeat(5_000)))),
    (Kind::IntFromFloat, || of::<i64>("1.5")),
    (Kind::FloatType, || of::<f64>("[]")),
    (Kind::FloatParsing, || of::<f64>("\"x\"")),
    (Kind::BytesType, || of::<Hex>("1")),
    (Kind::BytesTooShort, || bytes("\"a\"", |rules| rules.min_length(2))),
    (Kind::BytesTooLong, || bytes("\"ab\"", |rules| rules.max_length(1))),
    (Kind::BytesInvalidEncoding, || of::<Hex>("\"z\"")),
    (Kind::ValueError, || of::<Closed>("{\"text\": \"a!\"}")),
    (Kind::AssertionError, || of::<Closed>("{\"number\": 1}")),
    (Kind::LiteralError, || of::<Letter>("\"x\"")),
    (Kind::DateType, || of::<speedate::Date>("[]")),
    (Kind::DateParsing, || of::<speedate::Date>("\"0000-01-01\"")),
    (Kind::DateFromDatetimeParsing, || of::<speedate::Date>("\"x\"")),
    (Kind::DateFromDatetimeInexact, || of::<speedate::Date>("\"2020-01-01T01:00:00\"")),
    (Kind::DatePast, || under::<speedate::Date>(&RuleSet::<speedate::Date>::new().past().build(), "\"9999-01-01\"")),
    (Kind::DateFuture, || under::<speedate::Date>(&RuleSet::<speedate::Date>::new().future().build(), "\"1999-01-01\"")),
    (Kind::TimeType, || of::<speedate::Time>("[]")),
    (Kind::TimeParsing, || of::<speedate::Time>("\"x\"")),
    (Kind::DatetimeType, || of::<speedate::DateTime>("[]")),
    (Kind::DatetimeParsing, || of::<speedate::DateTime>("\"0000-01-01T00:00:00\"")),
    (Kind::DatetimeFromDateParsing, || of::<speedate::DateTime>("\"x\"")),
    (Kind::DatetimePast, || moment("\"9999-01-01T00:00:00Z\"", RuleSet::past)),
    (Kind::DatetimeFuture, || moment("\"1999-01-01T00:00:00Z\"", RuleSet::future)),
    (Kind::TimezoneOffset, || moment("\"1999-01-01T00:00:00Z\"", |rules| rules.utc_offset(3600))),
    (Kind::TimezoneNaive, || of::<jiff::civil::DateTime>("\"2020-01-01T00:00:00Z\"")),
    (Kind::TimezoneAware, || of::<jiff::Timestamp>("\"2020-01-01T00:00:00\"")),
    (Kind::TimeDeltaType, || of::<speedate::Duration>("[]")),
    (Kind::TimeDeltaParsing, || of::<speedate::Duration>("\"x\"")),
    (Kind::UnionTagInvalid, || of::<Pet>("{\"kind\": \"Dog\"}")),
    (Kind::UnionTagNotFound, || of::<Pet>("{}")),
    (Kind::DequeType, || of::<VecDeque<i64>>("1")),
    (Kind::FrozenSetType, || of::<FrozenSet<i64>>("1")),
    (Kind::UrlType, || of::<url::Url>("1")),
    (Kind::UrlParsing, || of::<url::Url>("\"x\"")),
    (Kind::UrlSyntaxViolation, || under::<url::Url>(&RuleSet::<url::Url>::new().strict(true).build(), "\"http:///x\"")),
    (Kind::UrlTooLong, || of::<HttpUrl>(&format!("\"http://a/{}\"", "x".repeat(3_000)))),
    (Kind::UrlScheme, || of::<HttpUrl>("\"ftp://a/\"")),
    (Kind::UuidVersion, || under::<uuid::Uuid>(&RuleSet::<uuid::Uuid>::new().version(1).build(), "\"9a046858-2191-4fa5-9dbd-3c22c965a5d1\"")),
    (Kind::UuidType, || of::<uuid::Uuid>("[]")),
    (Kind::UuidParsing, || of::<uuid::Uuid>("\"x\"")),
    (Kind::DecimalType, || of::<BigDecimal>("[]")),
    (Kind::DecimalParsing, || of::<BigDecimal>("\"x\"")),
    (Kind::DecimalMaxDigits, || decimal("\"123\"", |rules| rules.max_digits(2))),
    (Kind::DecimalMaxPlaces, || decimal("\"1.23\"", |rules| rules.decimal_places(1))),
    (Kind::DecimalWholeDigits, || decimal("\"12.3\"", |rules| rules.max_digits(3).decimal_places(2))),
];

fn bytes(json: &str, rule: impl FnOnce(RuleSet<TextBytes>) -> RuleSet<TextBytes>) -> Vec<Issue> {
    under::<TextBytes>(&rule(RuleSet::new()).build(), json)
}

fn moment(
    json: &str,
    rule: impl FnOnce(RuleSet<speedate::DateTime>) -> RuleSet<speedate::DateTime>,
) -> Vec<Issue> {
    under::<speedate::DateTime>(&rule(RuleSet::new()).build(), json)
}

/// A model within itself, one deeper than the limit allows.
fn deep() -> Vec<Issue> {
    let mut limits = Limits::default();
    limits.depth = 3;
    let input = parse(b"{\"next\": [{\"next\": [{}]}]}").expect("JSON");
    let mut issues = Issues::with_limits(limits);
    assert!(Closed::read(&input, &Rules::NONE, &mut Reader::new(&mut issues)).is_err());
    issues.into_vec()
}

#[test]
fn every_kind_is_made_by_reading_a_value() {
    for (kind, make) in MAKERS {
        let made = make();
        let kinds: Vec<&Kind> = made.iter().map(Issue::kind).collect();
        assert_eq!(kinds, [kind]);
        // Its words are whole, and its context is that of the catalogue.
        let message = made[0].message();
        assert!(!message.contains(['{', '}']), "{message}");
        let names: Vec<&str> = made[0]
            .context()
            .iter()
            .map(|(name, _)| name.as_ref())
            .collect();
        assert_eq!(names, kind.context(), "the context of {}", kind.code());
    }
}

#[test]
fn every_kind_has_a_maker_or_is_listed_as_without() {
    for kind in Kind::ALL {
        let code = kind.code();
        let makers = MAKERS.iter().filter(|(made, _)| made == kind).count();
        let listed = WITHOUT_A_MAKER
            .iter()
            .filter(|known| **known == code)
            .count();
        assert_eq!(
            makers + listed,
            1,
            "{code} has {makers} makers and is listed {listed} times"
        );
    }
    for code in WITHOUT_A_MAKER {
        assert!(
            !matches!(Kind::from(*code), Kind::Custom(_)),
            "{code} is no kind"
        );
    }
}
