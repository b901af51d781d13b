//! The exact form of each type fits its schema, and what breaks a rule does not.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::rc::Rc;

use faultless_model::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::{fits, read_as, written_as};

/// Asks that a type's exact forms are read and fit its schema, and what they are written as fits that of writing.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a schema is written in the call"
)]
fn exact<T: Field + Serialize>(schema: Value, values: &[Value]) {
    let read = read_as::<T>();
    assert_eq!(read, schema, "{}", std::any::type_name::<T>());
    for value in values {
        let taken: T = from_json(value.to_string().as_bytes()).unwrap();
        assert!(fits(&read, value), "{value} against {read}");
        let written = serde_json::to_value(&taken).unwrap();
        assert!(fits(&written_as::<T>(), &written), "{written} as written");
    }
}

/// An integer type of these bounds.
fn integer(least: i64, most: i64) -> Value {
    json!({"type": "integer", "minimum": least, "maximum": most})
}

#[test]
fn scalars() {
    exact::<i8>(integer(-128, 127), &[json!(-3)]);
    exact::<i64>(integer(i64::MIN, i64::MAX), &[json!(-3)]);
    exact::<u64>(
        json!({"type": "integer", "minimum": 0, "maximum": u64::MAX}),
        &[json!(u64::MAX)],
    );
    exact::<i128>(json!({"type": "integer"}), &[json!(-3)]);
    exact::<u128>(json!({"type": "integer", "minimum": 0}), &[json!(3)]);
    exact::<f64>(json!({"type": "number"}), &[json!(1.5), json!(1)]);
    exact::<bool>(json!({"type": "boolean"}), &[json!(true)]);
    exact::<String>(json!({"type": "string"}), &[json!("")]);
    exact::<Box<str>>(json!({"type": "string"}), &[json!("é")]);
    exact::<char>(
        json!({"type": "string", "minLength": 1, "maxLength": 1}),
        &[json!("é")],
    );
    exact::<PathBuf>(
        json!({"type": "string", "format": "path"}),
        &[json!("/a/b")],
    );
    exact::<Value>(json!({}), &[json!([1, {"a": null}])]);
    exact::<Integer>(json!({"type": "integer"}), &[json!(7)]);
    exact::<std::num::NonZero<u8>>(integer(1, 255), &[json!(7)]);
    exact::<Ipv4Addr>(
        json!({"type": "string", "format": "ipv4"}),
        &[json!("10.0.0.1")],
    );
    exact::<Ipv6Addr>(json!({"type": "string", "format": "ipv6"}), &[json!("::1")]);
    exact::<IpAddr>(
        json!({"type": "string", "format": "ipvanyaddress"}),
        &[json!("::1")],
    );
}

#[test]
fn types_of_other_crates() {
    let uuid = "0b1f8a52-6d8f-4a4e-9a3e-1c2d3e4f5a6b";
    assert!(fits(&read_as::<uuid::Uuid>(), &json!(uuid)));
    assert_eq!(read_as::<uuid::Uuid>()["format"], "uuid");
    let dates = [
        read_as::<speedate::Date>(),
        read_as::<chrono::NaiveDate>(),
        read_as::<jiff::civil::Date>(),
    ];
    for date in dates {
        assert!(fits(&date, &json!("2024-02-29")));
        assert!(!fits(&date, &json!("2023-02-29")));
    }
    let datetimes = [
        read_as::<speedate::DateTime>(),
        read_as::<chrono::DateTime<chrono::Utc>>(),
        read_as::<jiff::Timestamp>(),
    ];
    for datetime in datetimes {
        assert!(fits(&datetime, &json!("2024-02-29T12:00:00Z")));
        assert!(!fits(&datetime, &json!("noon")));
    }
    let durations = [
        read_as::<speedate::Duration>(),
        read_as::<std::time::Duration>(),
        read_as::<chrono::TimeDelta>(),
        read_as::<jiff::SignedDuration>(),
    ];
    for duration in durations {
        assert!(fits(&duration, &json!("P1DT2H")));
        assert!(!fits(&duration, &json!("a while")));
    }
    for time in [read_as::<speedate::Time>(), read_as::<jiff::civil::Time>()] {
        assert_eq!(time, json!({"type": "string", "format": "time"}));
    }
    for decimal in [
        read_as::<bigdecimal::BigDecimal>(),
        read_as::<rust_decimal::Decimal>(),
    ] {
        assert_eq!(
            decimal,
            json!({"anyOf": [{"type": "number"}, {"type": "string"}]})
        );
    }
    assert_eq!(
        written_as::<bigdecimal::BigDecimal>(),
        json!({"type": "string"})
    );
}

#[test]
fn bytes_and_secrets() {
    let octets = json!({"type": "string", "contentMediaType": "application/octet-stream"});
    exact::<TextBytes>(octets, &[json!("é")]);
    exact::<Hex>(
        json!({"type": "string", "contentEncoding": "base16"}),
        &[json!("00ff")],
    );
    exact::<Base64>(
        json!({"type": "string", "format": "base64"}),
        &[json!("aGVsbG8=")],
    );
    exact::<Base64Url>(
        json!({"type": "string", "format": "base64url"}),
        &[json!("-_8=")],
    );
    let hidden = json!({"type": "string", "format": "password", "writeOnly": true});
    exact::<Secret<String>>(hidden.clone(), &[json!("hunter2")]);
    let mut shown = integer(0, u32::MAX.into());
    shown["writeOnly"] = json!(true);
    exact::<Secret<u32>>(shown, &[json!(7)]);
    assert_eq!(written_as::<Secret<u32>>(), hidden);
    let inside = json!({"type": "array", "items": integer(0, 255)});
    assert_eq!(
        read_as::<JsonText<Vec<u8>>>(),
        json!({"type": "string", "contentMediaType": "application/json", "contentSchema": inside}),
    );
    assert_eq!(written_as::<JsonText<Vec<u8>>>(), inside);
}

#[test]
fn containers() {
    let whole = integer(i32::MIN.into(), i32::MAX.into());
    let integers = json!({"type": "array", "items": whole});
    exact::<Vec<i32>>(integers.clone(), &[json!([]), json!([1, 1])]);
    exact::<VecDeque<i32>>(integers.clone(), &[json!([1])]);
    exact::<Box<[i32]>>(integers.clone(), &[json!([1])]);
    assert_eq!(read_as::<Rc<[i32]>>(), integers);
    let set = json!({"type": "array", "items": whole, "uniqueItems": true});
    exact::<BTreeSet<i32>>(set.clone(), &[json!([2, 1])]);
    exact::<HashSet<i32>>(set.clone(), &[json!([2, 1])]);
    exact::<FrozenSet<i32>>(set.clone(), &[json!([2, 1])]);
    assert_eq!(read_as::<indexmap::IndexSet<i32>>(), set);
    let pair = json!({
        "type": "array", "prefixItems": [whole, {"type": "string"}], "minItems": 2, "maxItems": 2,
    });
    exact::<(i32, String)>(pair, &[json!([1, "a"])]);
    let three = json!({"type": "array", "items": whole, "minItems": 3, "maxItems": 3});
    exact::<[i32; 3]>(three, &[json!([1, 2, 3])]);
    let map = json!({"type": "object", "additionalProperties": {"type": "number"}});
    exact::<BTreeMap<String, f64>>(map.clone(), &[json!({"a": 1.5})]);
    exact::<HashMap<i64, f64>>(map.clone(), &[json!({"7": 1.5})]);
    assert_eq!(read_as::<indexmap::IndexMap<String, f64>>(), map);
    exact::<BTreeMap<String, Value>>(
        json!({"type": "object", "additionalProperties": true}),
        &[json!({"a": [null]})],
    );
    exact::<BTreeMap<Ipv4Addr, bool>>(
        json!({
            "type": "object",
            "additionalProperties": {"type": "boolean"},
            "propertyNames": {"format": "ipv4"},
        }),
        &[json!({"10.0.0.1": true})],
    );
    let maybe = json!({"anyOf": [whole, {"type": "null"}]});
    exact::<Option<i32>>(maybe.clone(), &[json!(1), json!(null)]);
    exact::<Option<Option<Box<i32>>>>(maybe.clone(), &[json!(1), json!(null)]);
    exact::<Patch<i32>>(maybe, &[json!(1), json!(null)]);
}

/// Asks that rules become keywords, and that those refuse what the rules do.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a schema is written in the call"
)]
fn ruled<T: Field>(rules: &Rules, schema: Value, fitting: &[Value], broken: &[Value]) {
    let mut schemas = Schemas::new(Mode::Validation);
    let told = Value::from(T::schema(&mut schemas, rules));
    assert_eq!(told, schema);
    let read = |value: &Value| {
        let mut issues = Issues::new();
        T::read(&Input::from(value), rules, &mut Reader::new(&mut issues)).is_ok()
    };
    for value in fitting {
        assert!(read(value) && fits(&told, value), "{value} fits {told}");
    }
    for value in broken {
        assert!(!read(value) && !fits(&told, value), "{value} breaks {told}");
    }
}

#[test]
fn rules_are_keywords() {
    // The tighter of a rule and the type.
    ruled::<u8>(
        &RuleSet::<u8>::new().lt(9).build(),
        json!({"type": "integer", "minimum": 0, "exclusiveMaximum": 9}),
        &[json!(0), json!(8)],
        &[json!(-1), json!(9)],
    );
    ruled::<i32>(
        &RuleSet::<i32>::new().gt(0).le(10).multiple_of(5).build(),
        json!({"type": "integer", "exclusiveMinimum": 0, "maximum": 10, "multipleOf": 5}),
        &[json!(5), json!(10)],
        &[json!(0), json!(7), json!(15)],
    );
    ruled::<f64>(
        &RuleSet::<f64>::new().ge(0.5).lt(10).build(),
        json!({"type": "number", "minimum": 0.5, "exclusiveMaximum": 10}),
        &[json!(0.5)],
        &[json!(0.4), json!(10)],
    );
    ruled::<String>(
        &RuleSet::<String>::new()
            .min_length(2)
            .max_length(3)
            .pattern("^[a-zé]+$")
            .build(),
        json!({"type": "string", "minLength": 2, "maxLength": 3, "pattern": "^[a-zé]+$"}),
        &[json!("éé"), json!("abc")],
        &[json!("é"), json!("abcd"), json!("A1")],
    );
    ruled::<Option<Vec<u8>>>(
        &RuleSet::<Option<Vec<u8>>>::new()
            .min_length(1)
            .unique()
            .items(|item| item.ge(1))
            .build(),
        json!({"anyOf": [
            {"type": "array", "items": integer(1, 255), "minItems": 1, "uniqueItems": true},
            {"type": "null"},
        ]}),
        &[json!([1, 2]), json!(null)],
        &[json!([]), json!([1, 1]), json!([0])],
    );
    ruled::<BTreeMap<String, u8>>(
        &RuleSet::<BTreeMap<String, u8>>::new().max_length(1).build(),
        json!({"type": "object", "additionalProperties": integer(0, 255), "maxProperties": 1}),
        &[json!({"a": 1})],
        &[json!({"a": 1, "b": 2})],
    );
    ruled::<uuid::Uuid>(
        &RuleSet::<uuid::Uuid>::new().version(4).build(),
        json!({"type": "string", "format": "uuid4"}),
        &[json!("0b1f8a52-6d8f-4a4e-9a3e-1c2d3e4f5a6b")],
        &[],
    );
    ruled::<bigdecimal::BigDecimal>(
        &RuleSet::<bigdecimal::BigDecimal>::new()
            .gt(0)
            .le("9.99")
            .build(),
        json!({"anyOf": [
            {"type": "number", "exclusiveMinimum": 0.0, "maximum": 9.99},
            {"type": "string"},
        ]}),
        &[json!(1.5), json!("1.50")],
        &[json!(10)],
    );
}

#[test]
fn lengths_of_bytes_are_told_as_those_of_texts() {
    // Two bytes, and one character: a text may be shorter than its bytes.
    ruled::<TextBytes>(
        &RuleSet::<TextBytes>::new()
            .min_length(2)
            .max_length(5)
            .build(),
        json!({
            "type": "string", "contentMediaType": "application/octet-stream", "minLength": 1, "maxLength": 5,
        }),
        &[json!("é")],
        &[json!(""), json!("abcdef")],
    );
    ruled::<Hex>(
        &RuleSet::<Hex>::new().min_length(1).max_length(2).build(),
        json!({"type": "string", "contentEncoding": "base16", "minLength": 2, "maxLength": 4}),
        &[json!("00"), json!("0000")],
        &[json!(""), json!("000000")],
    );
    ruled::<Base64>(
        &RuleSet::<Base64>::new().min_length(5).max_length(5).build(),
        json!({"type": "string", "format": "base64", "minLength": 7}),
        &[json!("aGVsbG8="), json!("aGVs\nbG8=")],
        &[json!("aGk=")],
    );
}
