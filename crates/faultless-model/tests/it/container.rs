//! Lists, sets, maps, tuples, options, and the limits of Rust's own types.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use faultless_model::{Field, Input, Integer, RuleSet, Rules, Shape};
use serde_json::{Value, json};

use crate::support::{lines, read, read_under, told};

const NONE: &Rules = &Rules::NONE;
const INT_PARSING: &str =
    "Input should be a valid integer, unable to parse string as an integer (int_parsing)";

#[test]
fn every_item_is_told_at_its_index() {
    assert_eq!(
        lines::<Vec<i64>>(r#"["a", 1, null, "b"]"#, NONE),
        [
            format!("body.0: {INT_PARSING}"),
            "body.2: Input should be a valid integer (int_type)".to_owned(),
            format!("body.3: {INT_PARSING}"),
        ],
    );
    assert_eq!(
        lines::<Vec<Vec<i64>>>("[[1], [2, \"x\"]]", NONE),
        [format!("body.1.1: {INT_PARSING}")]
    );
}

#[test]
fn a_list_has_its_count_checked_before_and_after_its_items() {
    let rules = RuleSet::<Vec<i64>>::new()
        .min_length(2)
        .max_length(3)
        .build();
    let too_long = json!([{
        "type": "too_long", "loc": ["body"], "msg": "List should have at most 3 items after validation, not 4",
        "input": ["x", 1, 2, 3], "ctx": {"field_type": "List", "max_length": 3, "actual_length": 4},
    }]);
    assert_eq!(told::<Vec<i64>>(r#"["x", 1, 2, 3]"#, &rules), too_long);
    assert_eq!(
        lines::<Vec<i64>>(r#"["x"]"#, &rules),
        [format!("body.0: {INT_PARSING}")]
    );
    let short = "body: List should have at least 2 items after validation, not 1 (too_short)";
    assert_eq!(lines::<Vec<i64>>("[1]", &rules), [short]);
    assert_eq!(read_under("[1, 2]", &rules), Ok(vec![1, 2]));
}

#[test]
fn a_set_that_grows_too_long_tells_that_alone() {
    let rules = RuleSet::<BTreeSet<i64>>::new()
        .min_length(2)
        .max_length(2)
        .build();
    let long = "body: Set should have at most 2 items after validation, not more (too_long)";
    assert_eq!(lines::<BTreeSet<i64>>(r#"[1, 2, "x", 3]"#, &rules), [long]);
    let short = "body: Set should have at least 2 items after validation, not 1 (too_short)";
    assert_eq!(lines::<BTreeSet<i64>>("[1, 1]", &rules), [short]);
    assert_eq!(
        lines::<HashSet<i64>>(r#"["x", "y", 1, "z"]"#, &rules).len(),
        3
    );
    assert_eq!(
        read_under("[1, 1, 2, \"2\"]", &rules),
        Ok(BTreeSet::from([1, 2]))
    );
    assert_eq!(read("[1, true]"), Ok(HashSet::from([1])));
}

#[test]
fn a_map_tells_keys_below_their_values() {
    assert_eq!(
        lines::<BTreeMap<i64, f64>>(r#"{"a": "b", "1": 2}"#, NONE),
        [
            format!("body.a.[key]: {INT_PARSING}"),
            "body.a: Input should be a valid number, unable to parse string as a number (float_parsing)".to_owned(),
        ],
    );
    let rules = RuleSet::<HashMap<String, i64>>::new().max_length(1).build();
    let long = "body: Dictionary should have at most 1 item after validation, not more (too_long)";
    assert_eq!(
        lines::<HashMap<String, i64>>(r#"{"a": "x", "b": 1, "c": 2}"#, &rules),
        [long]
    );
    assert_eq!(
        lines::<HashMap<String, i64>>(r#"{"a": "x", "b": 1}"#, &rules).len(),
        1
    );
    assert_eq!(
        read(r#"{"1": 2, " 7 ": "3"}"#),
        Ok(BTreeMap::from([(1, 2), (7, 3)]))
    );
    assert_eq!(
        lines::<BTreeMap<String, i64>>("[]", NONE),
        ["body: Input should be a valid dictionary (dict_type)"]
    );
}

#[test]
fn rules_of_items_go_to_the_items() {
    let rules = RuleSet::<Vec<String>>::new()
        .items(|item| item.min_length(2))
        .build();
    let short = "body.1: String should have at least 2 characters (string_too_short)";
    assert_eq!(lines::<Vec<String>>(r#"["ab", "c"]"#, &rules), [short]);
    let rules = RuleSet::<BTreeMap<String, Vec<u8>>>::new()
        .items(|list| list.items(|item| item.lt(3i128)))
        .build();
    let less = "body.k.0: Input should be less than 3 (less_than)";
    assert_eq!(
        lines::<BTreeMap<String, Vec<u8>>>(r#"{"k": [3]}"#, &rules),
        [less]
    );
}

#[test]
fn a_tuple_tells_what_it_lacks_and_what_it_has_too_many_of() {
    let missing = json!([
        {"type": "int_parsing", "loc": ["body", 0], "msg": INT_PARSING.split(" (").next(), "input": "x"},
        {"type": "missing", "loc": ["body", 1], "msg": "Field required", "input": ["x"]},
    ]);
    assert_eq!(told::<(i64, String)>(r#"["x"]"#, NONE), missing);
    let long = "body: Tuple should have at most 2 items after validation, not 4 (too_long)";
    assert_eq!(lines::<(i64, String)>(r#"["x", 2, 3, 4]"#, NONE), [long]);
    assert_eq!(
        read(r#"["1", "a", true, 2.5]"#),
        Ok((1, "a".to_owned(), true, 2.5))
    );
    assert_eq!(
        lines::<(i64,)>("{}", NONE),
        ["body: Input should be a valid tuple (tuple_type)"]
    );
}

#[test]
fn an_option_is_null_or_its_value() {
    assert_eq!(read::<Option<i64>>("null"), Ok(None));
    assert_eq!(read::<Option<Box<i64>>>("3"), Ok(Some(Box::new(3))));
    assert_eq!(<Option<i64> as Field>::absent(), Some(None));
    assert_eq!(i64::absent(), None);
    assert_eq!(
        (Option::<Vec<i64>>::SHAPE, Box::<i64>::SHAPE),
        (Shape::List, Shape::Scalar)
    );
    let rules = RuleSet::<Option<i64>>::new().ge(0i128).le(3i128).build();
    let small = "body: Input should be greater than or equal to 0 (greater_than_equal)";
    assert_eq!(lines::<Option<i64>>("-1", &rules), [small]);
}

#[test]
fn a_number_beyond_its_type_breaks_the_types_own_bound() {
    let bound = |issues: Value| (issues[0]["type"].clone(), issues[0]["ctx"].clone());
    assert_eq!(
        bound(told::<u8>("300", NONE)),
        (json!("less_than_equal"), json!({"le": 255}))
    );
    assert_eq!(
        bound(told::<u32>("\"-1\"", NONE)),
        (json!("greater_than_equal"), json!({"ge": 0}))
    );
    assert_eq!(
        bound(told::<i64>("9223372036854775808", NONE)),
        (json!("less_than_equal"), json!({"le": i64::MAX}))
    );
    let huge = "1".repeat(60);
    assert_eq!(
        bound(told::<i128>(&format!("-{huge}"), NONE)).0,
        json!("greater_than_equal")
    );
    assert_eq!(read(&u128::MAX.to_string()), Ok(u128::MAX));
    assert_eq!(bound(told::<u128>(&huge, NONE)).0, json!("less_than_equal"));
    // The declared bound, where there is one, says more.
    let rules = RuleSet::<u8>::new().le(100i128).build();
    assert_eq!(
        bound(told::<u8>("300", &rules)),
        (json!("less_than_equal"), json!({"le": 100}))
    );
    assert_eq!(bound(told::<f32>("1e39", NONE)).0, json!("less_than_equal"));
    assert_eq!(read::<f32>("0.1"), Ok(0.1));
}

#[test]
fn a_character_is_a_string_of_one() {
    assert_eq!(read::<char>("\"é\""), Ok('é'));
    assert_eq!(
        lines::<char>("\"\"", NONE),
        ["body: String should have at least 1 character (string_too_short)"]
    );
    assert_eq!(
        lines::<char>("\"ab\"", NONE),
        ["body: String should have at most 1 character (string_too_long)"]
    );
}

#[test]
fn anything_is_taken_as_it_is() {
    let text = r#"{"a":[1,2.5,null,true,"x",123456789012345678901234567890]}"#;
    let any: Input<'static> = read(text).unwrap();
    assert_eq!(serde_json::to_string(&any).unwrap(), text);
    assert_eq!(
        read::<Value>("{\"b\": [1, 2.5, \"x\"]}"),
        Ok(json!({"b": [1, 2.5, "x"]}))
    );
    assert_eq!(
        lines::<Value>("{\"b\": NaN}", NONE),
        ["body.b: Input should be a finite number (finite_number)"]
    );
}

#[test]
fn integers_of_any_size_keep_every_digit() {
    let digits = "9".repeat(4300);
    let integer: Integer = read(&format!("\"{digits}\"")).unwrap();
    assert_eq!(serde_json::to_string(&integer).unwrap(), digits);
    assert_eq!(lines::<Integer>(&format!("\"{digits}9\""), NONE).len(), 1);
    // Lengths at which the reference changes its mind.
    let kind = |text: String| told::<Integer>(&format!("\"{text}\""), NONE)[0]["type"].clone();
    assert_eq!(kind("1".repeat(4301)), json!("int_parsing_size"));
    assert_eq!(
        kind(format!("{}.0", "1".repeat(4301))),
        json!("int_parsing_size")
    );
    assert_eq!(
        kind(format!("1_{}", "0".repeat(4300))),
        json!("int_parsing")
    );
    assert_eq!(kind("x".repeat(4301)), json!("int_parsing"));
    assert_eq!(
        read(&format!("\"{}1\"", "0".repeat(5000))),
        Ok(Integer::from(1))
    );
}
