//! Both roads, over random JSON and many types: what the fast one takes the second takes alike, and what it tells the
//! second tells alike.

#![expect(
    dead_code,
    reason = "the types are there to be read; only their debug form is looked at"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::Debug;
use std::net::IpAddr;
use std::num::NonZero;
use std::sync::Arc;

use bigdecimal::BigDecimal;
use email_address::EmailAddress;
use faultless_model::{
    Field, FrozenSet, HttpUrl, Input, Integer, JsonReader, Limits, Model, Patch, ReadError,
    RuleSet, Rules,
};
use indexmap::IndexMap;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

/// Names that the types below have, and some that none has.
const NAMES: &[&str] = &[
    "id", "name", "price", "ratio", "tags", "nested", "kind", "maybe", "size", "when", "x", "y",
    "n", "rest", "a", "\\u0061", "é",
];

const SCALARS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "7",
    "255",
    "256",
    "-129",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "100000000000000000000",
    "170141183460469231731687303715884105728",
    "0.0",
    "-0.0",
    "1.0",
    "1.5",
    "0.1",
    "2.5e3",
    "1e20",
    "1e-7",
    "1e400",
    "-1e400",
    "1e-400",
    "123456789.123456789",
    "9007199254740993",
    "0.30000000000000004",
    "2.2250738585072011e-308",
    "NaN",
    "Infinity",
    "-Infinity",
    "true",
    "false",
    "null",
    "\"\"",
    "\"a\"",
    "\"ab\"",
    "\"abc\"",
    "\" 1 \"",
    "\"1\"",
    "\"1.5\"",
    "\"true\"",
    "\"yes\"",
    "\"cat\"",
    "\"dog\"",
    "\"small\"",
    "\"LARGE\"",
    "\"\\u00e9\\n\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud800\"",
    "\"2024-02-29\"",
    "\"2024-02-29T12:00:00Z\"",
    "\"12345678-1234-5678-1234-567812345678\"",
    "\"nan\"",
    "\"0x1\"",
    "01",
    "1.",
    "tru",
    "\"\u{1}\"",
    "",
];

/// JSON, and now and then nearly JSON.
fn json() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        8 => select(SCALARS).prop_map(str::to_owned),
        2 => any::<i64>().prop_map(|number| number.to_string()),
        2 => any::<f64>().prop_map(|number| format!("{number:?}")),
        1 => any::<u128>().prop_map(|number| number.to_string()),
        2 => "[a-c0-9\"\\\\ ]{0,5}".prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    scalar.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5)
                .prop_map(|items| format!("[{}]", items.join(", "))),
            proptest::collection::vec((select(NAMES), inner), 0..8).prop_map(|entries| {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(name, value)| format!("\"{name}\":{value}"))
                    .collect();
                format!("{{{}}}", entries.join(","))
            }),
        ]
    })
}

/// Stands for the value of a field that has the right form and breaks a rule, where there is one.
const WRONG: &str = "wrong";

/// Such values, by the names of fields.
const BROKEN: &[(&str, &str)] = &[
    ("id", "0"),
    ("name", "\"abcd\""),
    ("price", "-0.5"),
    ("ratio", "2.5"),
    ("tags", "[\"a\", \"\"]"),
    ("nested", "{\"x\": 1, \"y\": [1, 200]}"),
    ("size", "10"),
    ("y", "1000"),
];

/// An object with the right fields, of which a few are replaced, dropped, repeated or shuffled.
fn nearly(fields: &'static [(&'static str, &'static str)]) -> impl Strategy<Value = String> {
    let change = prop_oneof![
        24 => Just(None),
        2 => json().prop_map(Some),
        2 => select(SCALARS).prop_map(|scalar| Some(scalar.to_owned())),
        2 => Just(Some(WRONG.to_owned())),
        1 => Just(Some(String::new())),
    ];
    let changes = proptest::collection::vec(change, fields.len());
    let extra = proptest::option::weighted(0.2, (select(NAMES), json()));
    (changes, extra, any::<bool>(), any::<prop::sample::Index>()).prop_map(
        move |(changes, extra, shuffled, turn)| {
            let mut entries: Vec<String> = Vec::new();
            for ((name, right), change) in fields.iter().zip(changes) {
                match change.as_deref() {
                    None => entries.push(format!("\"{name}\": {right}")),
                    Some(WRONG) => {
                        let broken = BROKEN.iter().find(|(known, _)| known == name);
                        let value = broken.map_or(right, |(_, value)| value);
                        entries.push(format!("\"{name}\": {value}"));
                    }
                    // Dropped.
                    Some("") => {}
                    Some(other) => entries.push(format!("\"{name}\": {other}")),
                }
            }
            entries.extend(extra.map(|(name, value)| format!("\"{name}\": {value}")));
            if shuffled && !entries.is_empty() {
                let turn = turn.index(entries.len());
                entries.rotate_left(turn);
            }
            format!("{{{}}}", entries.join(", "))
        },
    )
}

#[derive(Debug, Model)]
struct Everything {
    #[field(ge = 1, le = 1000)]
    id: i64,
    #[field(min_length = 1, max_length = 3, pattern = "^[a-cé]*$")]
    name: String,
    #[field(gt = 0, allow_inf_nan = false)]
    price: f64,
    #[serde(default)]
    #[field(lt = 2.5)]
    ratio: f32,
    #[serde(default)]
    #[field(max_length = 3, items(min_length = 1))]
    tags: Vec<String>,
    nested: Option<Box<Nested>>,
    kind: Option<Size>,
    #[field(secret, min_length = 2)]
    maybe: Option<String>,
    #[serde(alias = "n", default = "three")]
    #[field(multiple_of = 3)]
    size: u8,
    when: Option<speedate::Date>,
}

fn three() -> u8 {
    3
}

const EVERYTHING: &[(&str, &str)] = &[
    ("id", "7"),
    ("name", "\"ab\""),
    ("price", "0.1"),
    ("ratio", "1.5"),
    ("tags", "[\"a\", \"b\"]"),
    ("nested", "{\"x\": 1, \"y\": [1, 2]}"),
    ("kind", "\"small\""),
    ("maybe", "\"secret\""),
    ("size", "9"),
    ("when", "\"2024-02-29\""),
];

#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct Nested {
    #[field(ge = 0)]
    x: u64,
    y: Vec<i8>,
}

#[derive(Debug, Model)]
#[serde(rename_all = "lowercase")]
enum Size {
    Small,
    Large,
}

#[derive(Debug, Model)]
#[model(strict)]
struct Strict {
    id: i32,
    ratio: f64,
    maybe: Option<bool>,
    #[field(required)]
    rest: Option<String>,
}

const STRICT: &[(&str, &str)] = &[
    ("id", "1"),
    ("ratio", "1"),
    ("maybe", "true"),
    ("rest", "null"),
];

fn without_b(name: &str) -> Result<(), &'static str> {
    if name.contains('b') {
        Err("no b")
    } else {
        Ok(())
    }
}

fn ordered(range: &Range) -> Result<(), &'static str> {
    if range.x <= range.y {
        Ok(())
    } else {
        Err("x is beyond y")
    }
}

#[derive(Debug, Model)]
#[model(validator = ordered)]
struct Range {
    x: i64,
    #[field(lt = 1000)]
    y: i64,
    #[field(validator = without_b)]
    name: String,
}

const RANGE: &[(&str, &str)] = &[("x", "1"), ("y", "20"), ("name", "\"a\"")];

#[derive(Debug, Model)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Pet {
    Cat { n: u8 },
    Dog(Nested),
    Fish,
}

#[derive(Debug, Model)]
#[serde(untagged)]
enum Any {
    Whole(i64),
    Real(f64),
    Text(String),
    Point(Nested),
    List(Vec<Any>),
    Nothing,
}

#[derive(Debug, Model)]
struct Open {
    id: i64,
    #[serde(flatten)]
    nested: Both,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, Model)]
struct Both {
    a: Option<String>,
    #[field(ge = 2)]
    n: Option<u8>,
}

#[derive(Debug, Model)]
struct Name(#[field(min_length = 2)] String);

#[derive(Debug, Model)]
struct Collections {
    tags: BTreeSet<Name>,
    nested: BTreeMap<u8, Nested>,
    rest: HashMap<String, Vec<Option<i64>>>,
    size: (i64, String, Option<bool>),
    kind: Option<Pet>,
    maybe: Option<Any>,
    n: Option<Integer>,
    price: Option<BigDecimal>,
    when: Option<Input<'static>>,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl Eq for Name {}
impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Name {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

const COLLECTIONS: &[(&str, &str)] = &[
    ("tags", "[\"ab\", \"cd\", \"ab\"]"),
    ("nested", "{\"1\": {\"x\": 1, \"y\": []}}"),
    ("rest", "{\"a\": [1, null, 2]}"),
    ("size", "[1, \"a\", null]"),
    ("kind", "{\"kind\": \"cat\", \"n\": 1}"),
    ("maybe", "[1, 2.5, \"a\", {\"x\": 1, \"y\": []}]"),
    ("n", "12"),
    ("price", "0.10"),
    ("when", "[{}]"),
];

/// How often each road went how.
#[derive(Debug, Default)]
struct Count {
    taken: usize,
    told: usize,
    refused: usize,
}

/// Reads JSON on both roads and compares.
fn compare<T: Field + Debug>(json: &str, rules: &Rules, limits: Limits, count: &mut Count) {
    let reader = JsonReader::new().rules(rules).limits(limits).at("body");
    let slow = reader.read_slow::<T>(json.as_bytes());
    match reader.read_fast::<T>(json.as_bytes()) {
        None => count.refused += 1,
        Some(Ok(value)) => {
            count.taken += 1;
            let other =
                slow.unwrap_or_else(|error| panic!("{json}: only the fast road takes it: {error}"));
            assert_eq!(format!("{value:?}"), format!("{other:?}"), "{json}");
        }
        Some(Err(told)) => {
            count.told += 1;
            match slow {
                Err(ReadError::Issues(issues)) => {
                    assert_eq!(told.into_vec(), issues.into_vec(), "{json}");
                }
                other => panic!("{json}: only the fast road tells: {other:?}"),
            }
        }
    }
}

fn run(cases: u32, strategy: impl Strategy<Value = String>, mut check: impl FnMut(&str)) {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..Config::default()
    };
    let check = std::cell::RefCell::new(&mut check);
    TestRunner::new(config)
        .run(&strategy, |json| {
            (check.borrow_mut())(&json);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn models_are_read_alike() {
    let mut count = Count::default();
    run(1500, nearly(EVERYTHING), |json| {
        compare::<Everything>(json, Rules::none(), Limits::default(), &mut count);
    });
    run(500, nearly(STRICT), |json| {
        compare::<Strict>(json, Rules::none(), Limits::default(), &mut count);
    });
    run(500, nearly(RANGE), |json| {
        compare::<Range>(json, Rules::none(), Limits::default(), &mut count);
    });
    run(800, nearly(COLLECTIONS), |json| {
        compare::<Collections>(json, Rules::none(), Limits::default(), &mut count);
    });
    assert!(
        count.taken > 300 && count.told > 100 && count.refused > 100,
        "every way is gone: {count:?}"
    );
}

#[test]
fn lists_of_models_are_told_in_order() {
    let mut count = Count::default();
    let mut limits = Limits::default();
    limits.issues = 4;
    let lists = proptest::collection::vec(nearly(EVERYTHING), 0..4)
        .prop_map(|items| format!("[{}]", items.join(",")));
    let rules = RuleSet::<Vec<Everything>>::new().max_length(3).build();
    run(800, lists, |json| {
        compare::<Vec<Everything>>(json, &rules, limits, &mut count);
    });
    assert!(
        count.taken > 50 && count.told > 10,
        "every way is gone: {count:?}"
    );
}

#[test]
fn any_json_is_read_alike_into_any_type() {
    let mut count = Count::default();
    let mut shallow = Limits::default();
    shallow.depth = 3;
    let text = RuleSet::<String>::new().max_length(2).build();
    let whole = RuleSet::<i64>::new().gt(-2).lt(256).build();
    let unique = RuleSet::<Vec<i64>>::new().unique().max_length(3).build();
    let real = RuleSet::<f64>::new().ge(0.1).multiple_of(0.5).build();
    run(1500, json(), |json| {
        for limits in [Limits::default(), shallow] {
            let none = Rules::none();
            compare::<bool>(json, none, limits, &mut count);
            compare::<i64>(json, &whole, limits, &mut count);
            compare::<u64>(json, none, limits, &mut count);
            compare::<i8>(json, none, limits, &mut count);
            compare::<u128>(json, none, limits, &mut count);
            compare::<f64>(json, none, limits, &mut count);
            compare::<f64>(json, &real, limits, &mut count);
            compare::<f32>(json, none, limits, &mut count);
            compare::<String>(json, &text, limits, &mut count);
            compare::<char>(json, none, limits, &mut count);
            compare::<Option<i64>>(json, &whole, limits, &mut count);
            compare::<Vec<Option<f64>>>(json, none, limits, &mut count);
            compare::<BTreeMap<String, i64>>(json, none, limits, &mut count);
            compare::<BTreeSet<i64>>(json, none, limits, &mut count);
            compare::<(i64, String)>(json, none, limits, &mut count);
            compare::<Vec<i64>>(json, &unique, limits, &mut count);
            compare::<VecDeque<i64>>(json, none, limits, &mut count);
            compare::<Arc<[i64]>>(json, none, limits, &mut count);
            compare::<[Option<i64>; 2]>(json, none, limits, &mut count);
            compare::<FrozenSet<String>>(json, none, limits, &mut count);
            compare::<IndexMap<String, NonZero<u8>>>(json, none, limits, &mut count);
            compare::<Patch<Arc<str>>>(json, &text, limits, &mut count);
            compare::<IpAddr>(json, none, limits, &mut count);
            compare::<HttpUrl>(json, none, limits, &mut count);
            compare::<EmailAddress>(json, none, limits, &mut count);
            compare::<serde_json::Value>(json, none, limits, &mut count);
            compare::<Input<'static>>(json, none, limits, &mut count);
            compare::<Integer>(json, none, limits, &mut count);
            compare::<BigDecimal>(json, none, limits, &mut count);
            compare::<Pet>(json, none, limits, &mut count);
            compare::<Any>(json, none, limits, &mut count);
            compare::<Open>(json, none, limits, &mut count);
            compare::<Everything>(json, none, limits, &mut count);
            compare::<Nested>(json, none, limits, &mut count);
        }
    });
    assert!(
        count.taken > 500 && count.told > 100,
        "every way is gone: {count:?}"
    );
}
