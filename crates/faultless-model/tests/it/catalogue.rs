//! Other words for the kinds: overriding them, and the words of pydantic 1.

use std::collections::{BTreeMap, BTreeSet};

use faultless_model::{
    Catalogue, Field, HttpUrl, Issue, Issues, Kind, Limits, Location, Model, RuleSet, Rules,
    TextForm,
};
use serde_json::{Value, json};

use crate::support::read_under;

fn told_in<T: Field>(catalogue: &Catalogue, json: &str, rules: &Rules) -> Vec<Issue> {
    let issues = read_under::<T>(json, rules).err().expect("a refusal");
    issues
        .into_iter()
        .map(|issue| issue.told_in(catalogue))
        .collect()
}

fn v1<T: Field>(json: &str, rules: &Rules) -> Value {
    serde_json::to_value(told_in::<T>(&Catalogue::v1(), json, rules)).unwrap()
}

#[test]
fn a_kind_is_said_in_the_words_of_the_catalogue() {
    let german = Catalogue::new()
        .say(Kind::IntParsing, "Keine ganze Zahl")
        .say(Kind::GreaterThan, "Muss größer als {gt} sein, {{so}}")
        .say("too_many_issues", "{left_out} weitere");
    german.check().unwrap();
    let rules = RuleSet::<i64>::new().gt(3).build();
    let told = |json| told_in::<i64>(&german, json, &rules)[0].clone();
    assert_eq!(told("\"x\"").message(), "Keine ganze Zahl");
    assert_eq!(told("1").message(), "Muss größer als 3 sein, {so}");
    // What it has no words for is said as ever, and all else stays.
    assert_eq!(told("null").message(), "Input should be a valid integer");
    assert_eq!(
        serde_json::to_value(told("1")).unwrap(),
        json!({"type": "greater_than", "loc": ["body"], "msg": "Muss größer als 3 sein, {so}", "input": 1, "ctx": {"gt": 3}}),
    );
    let mut limits = Limits::default();
    limits.issues = 0;
    let mut full = Issues::with_limits(limits);
    full.push(Issue::new(Kind::Missing, Location::new()));
    assert_eq!(full.told_in(&german).into_vec()[0].message(), "1 weitere");
}

#[test]
fn the_words_of_the_catalogue_come_before_an_issues_own() {
    let issue = Issue::new(Kind::JsonInvalid, Location::new())
        .with_message("JSON decode error")
        .with_context("error", "Expecting value");
    let said = Catalogue::new().say(Kind::JsonInvalid, "Kein JSON: {error}");
    assert_eq!(
        issue.clone().told_in(&said).message(),
        "Kein JSON: Expecting value"
    );
    assert_eq!(
        issue.told_in(&Catalogue::new()).message(),
        "JSON decode error"
    );
}

/// A client's text in a context is never taken for a template.
#[test]
fn names_in_a_value_are_not_filled() {
    let said = Catalogue::new().say("echo", "{a} {b}");
    let issue = Issue::new("echo".into(), Location::new())
        .with_context("a", "{b}")
        .with_context("b", "{a}");
    assert_eq!(issue.told_in(&said).message(), "{b} {a}");
}

#[test]
fn a_template_that_names_what_its_kind_lacks_is_told() {
    let wrong = Catalogue::new()
        .say(Kind::StringTooShort, "{minimum}{expected_plural}")
        .say(Kind::Missing, "{field} fehlt")
        .say(Kind::GreaterThan, "{gt} und {expected_plural}")
        .say("sold_out", "{anything}");
    let error = wrong.check().unwrap_err();
    assert_eq!(
        error.mistakes().collect::<Vec<_>>(),
        [
            "the words of `greater_than` name `{expected_plural}`, and it has `{gt}`",
            "the words of `missing` name `{field}`, and it has no context: write them without, or `{{` for a brace",
            "the words of `string_too_short` name `{minimum}`, and it has `{min_length}`, `{expected_plural}`",
        ],
    );
    // The old names are known where the old contexts are told.
    let old = |catalogue: Catalogue| catalogue.say(Kind::GreaterThan, "{limit_value}, {gt}");
    assert!(old(Catalogue::v1()).check().is_ok());
    assert!(old(Catalogue::new()).check().is_err());
    let rules = RuleSet::<i64>::new().gt(3).build();
    let told = told_in::<i64>(&old(Catalogue::v1()), "1", &rules);
    assert_eq!(told[0].message(), "3, 3");
}

#[derive(Debug, Model)]
enum Colour {
    #[serde(rename = "red")]
    Red,
    #[serde(rename = "bl'ue")]
    Blue,
    #[serde(rename = "gr,een or")]
    Green,
}

#[derive(Debug, Model)]
#[model(literal)]
#[serde(rename_all = "lowercase")]
enum Letter {
    A,
    B,
}

#[derive(Debug, Model)]
#[model(literal)]
#[serde(rename_all = "lowercase")]
enum Only {
    A,
}

#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct Item {
    #[expect(dead_code, reason = "only read")]
    price: f64,
}

#[derive(Debug, Model)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Shop {
    #[expect(dead_code, reason = "only read")]
    Fruit { ripe: bool },
    #[expect(dead_code, reason = "only read")]
    Tool { weight: i64 },
}

#[derive(Debug, Model)]
#[serde(untagged)]
enum Either {
    #[expect(dead_code, reason = "only read")]
    Number(i64),
    #[expect(dead_code, reason = "only read")]
    Item(Item),
}

fn entry(message: &str, code: &str) -> Value {
    json!({"loc": ["body"], "msg": message, "type": code})
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a literal, where it is called"
)]
fn with_context(message: &str, code: &str, context: Value) -> Value {
    json!({"loc": ["body"], "msg": message, "type": code, "ctx": context})
}

/// As pydantic 1.10 tells them, with `body` in the place of its own field.
#[test]
fn scalars_are_told_as_pydantic_1_tells_them() {
    let none = &Rules::NONE;
    let integer = entry("value is not a valid integer", "type_error.integer");
    for json in ["\"x\"", "[]", "{}"] {
        assert_eq!(v1::<i64>(json, none), json!([integer]));
    }
    let float = entry("value is not a valid float", "type_error.float");
    assert_eq!(v1::<f64>("\"x\"", none), json!([float]));
    let text = entry("str type expected", "type_error.str");
    assert_eq!(v1::<String>("[]", none), json!([text]));
    let boolean = entry("value could not be parsed to a boolean", "type_error.bool");
    for json in ["\"x\"", "2", "[]"] {
        assert_eq!(v1::<bool>(json, none), json!([boolean]));
    }
    let date = entry("invalid date format", "value_error.date");
    assert_eq!(v1::<speedate::Date>("\"x\"", none), json!([date]));
    let no_date = entry(
        "invalid type; expected date, string, bytes, int or float",
        "type_error",
    );
    assert_eq!(v1::<speedate::Date>("[]", none), json!([no_date]));
    let uuid = entry("value is not a valid uuid", "type_error.uuid");
    assert_eq!(v1::<uuid::Uuid>("\"x\"", none), json!([uuid]));
    let decimal = entry("value is not a valid decimal", "type_error.decimal");
    assert_eq!(
        v1::<bigdecimal::BigDecimal>("\"x\"", none),
        json!([decimal])
    );
    // A body that is null is missing; anywhere else nothing is not a value.
    let missing = entry("field required", "value_error.missing");
    assert_eq!(v1::<i64>("null", none), json!([missing]));
    let nothing = json!({"loc": ["body", 0], "msg": "none is not an allowed value", "type": "type_error.none.not_allowed"});
    for told in [
        v1::<Vec<i64>>("[null]", none),
        v1::<Vec<Colour>>("[null]", none),
        v1::<Vec<Item>>("[null]", none),
    ] {
        assert_eq!(told, json!([nothing]));
    }
}

#[test]
fn rules_are_told_as_pydantic_1_tells_them() {
    let number = RuleSet::<i64>::new()
        .gt(1)
        .ge(2)
        .lt(9)
        .multiple_of(2)
        .build();
    let limit = json!({"limit_value": 1});
    assert_eq!(
        v1::<i64>("0", &RuleSet::<i64>::new().gt(1).build())[0],
        with_context(
            "ensure this value is greater than 1",
            "value_error.number.not_gt",
            limit.clone()
        ),
    );
    assert_eq!(
        v1::<i64>("3", &number)[0],
        with_context(
            "ensure this value is a multiple of 2",
            "value_error.number.not_multiple",
            json!({"multiple_of": 2})
        ),
    );
    let text = RuleSet::<String>::new()
        .min_length(1)
        .max_length(3)
        .pattern("^a")
        .build();
    assert_eq!(
        v1::<String>("\"\"", &text)[0],
        with_context(
            "ensure this value has at least 1 characters",
            "value_error.any_str.min_length",
            limit.clone()
        ),
    );
    assert_eq!(
        v1::<String>("\"b\"", &text)[0],
        with_context(
            "string does not match regex \"^a\"",
            "value_error.str.regex",
            json!({"pattern": "^a"})
        ),
    );
    let two = RuleSet::<Vec<i64>>::new().min_length(2).build();
    assert_eq!(
        v1::<Vec<i64>>("[1]", &two)[0],
        with_context(
            "ensure this value has at least 2 items",
            "value_error.list.min_items",
            json!({"limit_value": 2})
        ),
    );
    let one = RuleSet::<BTreeSet<i64>>::new().max_length(1).build();
    assert_eq!(
        v1::<BTreeSet<i64>>("[1, 2]", &one)[0],
        with_context(
            "ensure this value has at most 1 items",
            "value_error.set.max_items",
            limit
        ),
    );
    assert_eq!(
        v1::<(i64, i64)>("[1, 2, 3]", &Rules::NONE)[0],
        with_context(
            "wrong tuple length 3, expected 2",
            "value_error.tuple.length",
            json!({"actual_length": 3, "expected_length": 2})
        ),
    );
}

#[test]
fn choices_are_told_as_pydantic_1_tells_them() {
    let none = &Rules::NONE;
    assert_eq!(
        v1::<Colour>("\"x\"", none)[0],
        with_context(
            "value is not a valid enumeration member; permitted: 'red', \"bl'ue\", 'gr,een or'",
            "type_error.enum",
            json!({"enum_values": ["red", "bl'ue", "gr,een or"]}),
        ),
    );
    assert_eq!(
        v1::<Letter>("\"x\"", none)[0],
        with_context(
            "unexpected value; permitted: 'a', 'b'",
            "value_error.const",
            json!({"given": "x", "permitted": ["a", "b"]}),
        ),
    );
    assert_eq!(
        v1::<Shop>("{\"kind\": \"z\"}", none)[0],
        with_context(
            "No match for discriminator 'kind' and value 'z' (allowed values: 'fruit', 'tool')",
            "value_error.discriminated_union.invalid_discriminator",
            json!({"discriminator_key": "kind", "discriminator_value": "z", "allowed_values": "'fruit', 'tool'"}),
        ),
    );
    assert_eq!(
        v1::<Shop>("{}", none)[0],
        with_context(
            "Discriminator 'kind' is missing in value",
            "value_error.discriminated_union.missing_discriminator",
            json!({"discriminator_key": "kind"}),
        ),
    );
}

#[test]
fn addresses_are_told_as_pydantic_1_tells_them() {
    let none = &Rules::NONE;
    let scheme = "value_error.url.scheme";
    assert_eq!(
        v1::<url::Url>("\"x\"", none)[0],
        entry("invalid or missing URL scheme", scheme)
    );
    assert_eq!(
        v1::<HttpUrl>("\"ftp://x.y\"", none)[0],
        with_context(
            "URL scheme not permitted",
            scheme,
            json!({"allowed_schemes": "{'http', 'https'}"})
        ),
    );
    assert_eq!(
        v1::<url::Url>("\"http://a b\"", none)[0],
        entry("URL host invalid", "value_error.url.host")
    );
    assert_eq!(
        v1::<url::Url>("\"http://a:99999\"", none)[0],
        entry(
            "URL port invalid, port cannot exceed 65535",
            "value_error.url.port"
        ),
    );
    assert_eq!(
        v1::<std::net::Ipv4Addr>("\"x\"", none)[0],
        entry(
            "value is not a valid IPv4 address",
            "value_error.ipv4address"
        ),
    );
    assert_eq!(
        v1::<std::net::IpAddr>("\"x\"", none)[0],
        entry(
            "value is not a valid IPv4 or IPv6 address",
            "value_error.ipvanyaddress"
        ),
    );
    assert_eq!(
        v1::<email_address::EmailAddress>("\"x\"", none)[0],
        entry("value is not a valid email address", "value_error.email"),
    );
    assert_eq!(
        v1::<std::path::PathBuf>("1", none)[0],
        entry("value is not a valid path", "type_error.path"),
    );
}

#[test]
fn a_list_that_repeats_an_item_is_told_as_pydantic_1_tells_it() {
    let rules = RuleSet::<Vec<i64>>::new().unique().build();
    assert_eq!(
        v1::<Vec<i64>>("[1, 1]", &rules)[0],
        entry(
            "the list has duplicated items",
            "value_error.list.unique_items"
        ),
    );
}

#[test]
fn places_are_told_as_pydantic_1_tells_them() {
    let none = &Rules::NONE;
    let lists = |told: Value| -> Vec<Value> {
        let issues = told.as_array().unwrap();
        issues.iter().map(|issue| issue["loc"].clone()).collect()
    };
    assert_eq!(
        lists(v1::<BTreeMap<i64, i64>>(
            "{\"a\": \"b\", \"[key]\": 1}",
            none
        )),
        [
            json!(["body", "__key__"]),
            json!(["body", "a"]),
            json!(["body", "__key__"])
        ],
    );
    assert_eq!(
        lists(v1::<BTreeMap<String, i64>>("{\"[key]\": \"b\"}", none)),
        [json!(["body", "[key]"])],
    );
    assert_eq!(
        lists(v1::<Either>("\"x\"", none)),
        [json!(["body"]), json!(["body"])]
    );
    assert_eq!(
        v1::<Item>("{\"prize\": 1}", none),
        json!([
            {"loc": ["body", "price"], "msg": "field required", "type": "value_error.missing"},
            {"loc": ["body", "prize"], "msg": "extra fields not permitted", "type": "value_error.extra"},
        ]),
    );
}

#[test]
fn the_text_is_that_of_pydantic_1() {
    let text = |issues: &[Issue]| TextForm::new("Request", issues).to_string();
    let catalogue = Catalogue::v1();
    let mut issues = told_in::<Item>(&catalogue, "{\"price\": \"x\"}", &Rules::NONE);
    assert_eq!(
        text(&issues),
        "1 validation error for Request\nbody -> price\n  value is not a valid float (type=type_error.float)",
    );
    issues = told_in::<Only>(&catalogue, "\"x\"", &Rules::NONE);
    issues.extend(told_in::<Letter>(&catalogue, "\"x\"", &Rules::NONE));
    issues.extend(told_in::<Colour>(&catalogue, "\"x\"", &Rules::NONE));
    assert_eq!(
        text(&issues),
        "3 validation errors for Request\n\
         body\n  unexpected value; permitted: 'a' (type=value_error.const; given=x; permitted=('a',))\n\
         body\n  unexpected value; permitted: 'a', 'b' (type=value_error.const; given=x; permitted=('a', 'b'))\n\
         body\n  value is not a valid enumeration member; permitted: 'red', \"bl'ue\", 'gr,een or' \
         (type=type_error.enum; enum_values=['red', \"bl'ue\", 'gr,een or'])",
    );
}

#[test]
fn what_a_validator_says_is_told_bare() {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "a validator takes a reference"
    )]
    fn boo(_: &i64) -> Result<(), &'static str> {
        Err("boo")
    }
    #[derive(Debug, Model)]
    struct Held {
        #[expect(dead_code, reason = "only read")]
        #[field(validator = boo)]
        a: i64,
    }
    assert_eq!(
        v1::<Held>("{\"a\": 1}", &Rules::NONE),
        json!([{"loc": ["body", "a"], "msg": "boo", "type": "value_error"}])
    );
    let said = Catalogue::new().say(Kind::ValueError, "Fehler: {error}");
    let told = told_in::<Held>(&said, "{\"a\": 1}", &Rules::NONE);
    assert_eq!(told[0].message(), "Fehler: boo");
}

/// The kinds that pydantic 1 had nothing like: a new kind must be given a row, or stand here.
#[test]
fn every_kind_has_old_words_or_is_known_to_have_none() {
    let catalogue = Catalogue::v1();
    let without: Vec<&str> = Kind::ALL
        .iter()
        .filter(|kind| {
            let issue = Issue::new((*kind).clone(), Location::new());
            let today = issue.message().into_owned();
            let told = issue.told_in(&catalogue);
            told.code() == "value_error" && told.message() == today
        })
        .map(Kind::code)
        .collect();
    assert_eq!(
        without,
        [
            "recursion_depth_exceeded",
            "string_not_ascii",
            "bytes_invalid_encoding",
            "datetime_past",
            "datetime_future",
            "timezone_naive",
            "timezone_aware",
            "timezone_offset",
        ],
    );
}
