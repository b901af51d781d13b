//! Deques, slices, arrays, frozen sets, maps and sets in order; what holds one value; numbers that are not zero.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet, VecDeque};
use std::num::NonZero;
use std::rc::Rc;
use std::sync::Arc;

use faultless_model::{Field, FrozenSet, RuleSet, Rules, Shape};
use indexmap::{IndexMap, IndexSet};
use serde_json::json;

use crate::support::{lines, read, read_under, told};

const NONE: &Rules = &Rules::NONE;
const INT_PARSING: &str =
    "Input should be a valid integer, unable to parse string as an integer (int_parsing)";

#[test]
fn a_deque_is_told_as_one() {
    let rules = RuleSet::<VecDeque<i64>>::new()
        .min_length(1)
        .max_length(2)
        .build();
    assert_eq!(
        lines::<VecDeque<i64>>("{}", &rules),
        ["body: Input should be a valid deque (deque_type)"]
    );
    assert_eq!(
        lines::<VecDeque<i64>>(r#"[1, "x", 3, 4]"#, &rules),
        ["body: Deque should have at most 2 items after validation, not 4 (too_long)"]
    );
    assert_eq!(
        lines::<VecDeque<i64>>("[]", &rules),
        ["body: Deque should have at least 1 item after validation, not 0 (too_short)"]
    );
    assert_eq!(
        lines::<VecDeque<i64>>(r#"["x"]"#, &rules),
        [format!("body.0: {INT_PARSING}")]
    );
    assert_eq!(read_under("[1, 2]", &rules), Ok(VecDeque::from([1, 2])));
}

#[test]
fn a_slice_is_a_tuple_of_any_length() {
    let rules = RuleSet::<Box<[i64]>>::new()
        .min_length(2)
        .max_length(3)
        .build();
    assert_eq!(
        lines::<Box<[i64]>>("null", &rules),
        ["body: Input should be a valid tuple (tuple_type)"]
    );
    // Unlike a list, it counts the items that are right beside telling those that are wrong.
    assert_eq!(
        lines::<Box<[i64]>>(r#"["x", 1]"#, &rules),
        [
            format!("body.0: {INT_PARSING}"),
            "body: Tuple should have at least 2 items after validation, not 1 (too_short)"
                .to_owned(),
        ]
    );
    assert_eq!(
        lines::<Box<[i64]>>("[1, 2, 3, 4]", &rules),
        ["body: Tuple should have at most 3 items after validation, not 4 (too_long)"]
    );
    assert_eq!(
        read_under::<Box<[i64]>>("[1, 2]", &rules),
        Ok(Box::from([1, 2]))
    );
    assert_eq!(read("[]"), Ok(Arc::<[i64]>::from([])));
    assert_eq!(read("[1]"), Ok(Rc::<[i64]>::from([1])));
}

#[test]
fn an_array_is_a_tuple() {
    assert_eq!(
        lines::<[i64; 3]>(r#"["x"]"#, NONE),
        [
            format!("body.0: {INT_PARSING}"),
            "body.1: Field required (missing)".to_owned(),
            "body.2: Field required (missing)".to_owned(),
        ]
    );
    assert_eq!(
        lines::<[i64; 1]>("[1, 2]", NONE),
        ["body: Tuple should have at most 1 item after validation, not 2 (too_long)"]
    );
    assert_eq!(
        lines::<[i64; 0]>("0", NONE),
        ["body: Input should be a valid tuple (tuple_type)"]
    );
    let rules = RuleSet::<[i64; 2]>::new().items(|item| item.gt(1)).build();
    assert_eq!(
        lines::<[i64; 2]>("[1, 2]", &rules),
        ["body.0: Input should be greater than 1 (greater_than)"]
    );
    assert_eq!(read("[1, 2, 3]"), Ok([1, 2, 3]));
    assert_eq!(<[i64; 2]>::SHAPE, Shape::List);
}

#[test]
fn tuples_have_up_to_eight_items() {
    type Eight = (i8, i8, i8, i8, i8, i8, i8, String);
    assert_eq!(
        read::<Eight>(r#"[1, 2, 3, 4, 5, 6, 7, "8"]"#),
        Ok((1, 2, 3, 4, 5, 6, 7, "8".to_owned()))
    );
    assert_eq!(
        lines::<Eight>("[1, 2, 3, 4, 5, 6, 7]", NONE),
        ["body.7: Field required (missing)"]
    );
    assert_eq!(read("[1, 2, 3, 4, 5]"), Ok((1, 2, 3, 4, 5)));
}

#[test]
fn a_frozen_set_is_told_as_one() {
    let rules = RuleSet::<FrozenSet<i64>>::new()
        .min_items(1)
        .max_items(2)
        .build();
    assert_eq!(
        lines::<FrozenSet<i64>>("5", &rules),
        ["body: Input should be a valid frozenset (frozen_set_type)"]
    );
    assert_eq!(
        lines::<FrozenSet<i64>>(r#"[1, "x", 3, 4]"#, &rules),
        ["body: Frozenset should have at most 2 items after validation, not more (too_long)"]
    );
    assert_eq!(
        lines::<FrozenSet<i64>>("[]", &rules),
        ["body: Frozenset should have at least 1 item after validation, not 0 (too_short)"]
    );
    let set: FrozenSet<i64> = read("[2, 1, 2]").unwrap();
    assert_eq!(set, FrozenSet::from_iter([1, 2]));
    assert_eq!((&set).into_iter().copied().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(serde_json::to_string(&set.clone()).unwrap(), "[1,2]");
    assert_eq!(
        serde_json::from_str::<FrozenSet<i64>>("[2,1]").unwrap(),
        set
    );
    assert_eq!(FrozenSet::<f64>::default().len(), 0);
}

#[test]
fn maps_and_sets_keep_their_order() {
    let map: IndexMap<String, i64> = read(r#"{"b": 1, "a": "2", "c": 3}"#).unwrap();
    assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "a", "c"]);
    let set: IndexSet<i64> = read("[3, 1, 3, 2]").unwrap();
    assert_eq!(set.iter().copied().collect::<Vec<_>>(), [3, 1, 2]);
    assert_eq!(
        lines::<IndexMap<i64, i64>>(r#"{"x": "y"}"#, NONE),
        [
            format!("body.x.[key]: {INT_PARSING}"),
            format!("body.x: {INT_PARSING}"),
        ]
    );
    assert_eq!(
        lines::<IndexSet<i64>>("1", NONE),
        ["body: Input should be a valid set (set_type)"]
    );
    let rules = RuleSet::<IndexMap<String, i64>>::new().max_items(1).build();
    assert_eq!(
        lines::<IndexMap<String, i64>>(r#"{"a": 1, "b": 2}"#, &rules),
        ["body: Dictionary should have at most 1 item after validation, not more (too_long)"]
    );
}

#[test]
fn what_holds_one_value_is_read_as_it() {
    let rules = RuleSet::<Arc<String>>::new().min_length(2).build();
    let short = "body: String should have at least 2 characters (string_too_short)";
    assert_eq!(lines::<Arc<String>>("\"a\"", &rules), [short]);
    assert_eq!(read("7"), Ok(Arc::new(7_u8)));
    assert_eq!(read("null"), Ok(Rc::new(None::<u8>)));
    assert_eq!(Rc::<Option<u8>>::absent(), Some(Rc::new(None)));
    assert_eq!(Arc::<u8>::absent(), None);

    let rules = RuleSet::<Arc<str>>::new().min_length(2).build();
    assert_eq!(lines::<Arc<str>>("\"a\"", &rules), [short]);
    assert_eq!(read_under("\"ab\"", &rules), Ok(Arc::<str>::from("ab")));
    assert_eq!(read("\"ab\""), Ok(Rc::<str>::from("ab")));
    let rules = RuleSet::<Cow<'static, str>>::new().pattern("^a").build();
    assert_eq!(
        read_under("\"ab\"", &rules),
        Ok(Cow::<'static, str>::from("ab"))
    );
    assert_eq!(
        lines::<Cow<'static, str>>("\"b\"", &rules),
        ["body: String should match pattern '^a' (string_pattern_mismatch)"]
    );
}

#[test]
fn a_number_that_is_not_zero() {
    assert_eq!(read("7"), Ok(NonZero::<u8>::new(7).unwrap()));
    assert_eq!(
        lines::<NonZero<u8>>("0", NONE),
        ["body: Input should be greater than 0 (greater_than)"]
    );
    assert_eq!(
        lines::<NonZero<u8>>("256", NONE),
        ["body: Input should be less than or equal to 255 (less_than_equal)"]
    );
    assert_eq!(read("-7"), Ok(NonZero::<i64>::new(-7).unwrap()));
    assert_eq!(
        lines::<NonZero<i64>>("0", NONE),
        ["body: Input should not be zero (non_zero)"]
    );
    let rules = RuleSet::<NonZero<i64>>::new().ge(-1).build();
    assert_eq!(
        lines::<NonZero<i64>>("-2", &rules),
        ["body: Input should be greater than or equal to -1 (greater_than_equal)"]
    );
}

/// Lists whose items are all different, and those that are not.
const UNIQUE: &[(&str, bool)] = &[
    ("[]", true),
    ("[1]", true),
    ("[1, 2]", true),
    ("[1, 1]", false),
    ("[1, 1.0]", false),
    ("[0, -0, 1]", false),
    ("[0, -0.0]", false),
    ("[1e2, 100]", false),
    ("[100000000000000000000000, 100000000000000000000001]", true),
    ("[0.5, 0.5]", false),
    ("[NaN, NaN]", false),
    ("[Infinity, -Infinity]", true),
    (r#"[1, "1"]"#, true),
    ("[true, 1]", true),
    ("[null, false]", true),
    ("[null, 0, null]", false),
    (r#"["é", "\u00e9"]"#, false),
    ("[[1, 2], [2, 1]]", true),
    ("[[1], [1.0]]", false),
    (r#"[{"a": 1, "b": 2}, {"b": 2, "a": 1}]"#, false),
    (r#"[{"a": 1}, {"b": 1}]"#, true),
    (r#"[{"a": 1}, {"a": 1, "b": null}]"#, true),
];

#[test]
fn items_are_unique_where_no_two_are_the_same() {
    type Any = faultless_model::Input<'static>;
    let rules = RuleSet::<Vec<Any>>::new().unique().build();
    for (json, unique) in UNIQUE {
        assert_eq!(
            read_under::<Vec<Any>>(json, &rules).is_ok(),
            *unique,
            "{json}"
        );
    }
}

#[test]
fn an_item_that_repeats_is_told_with_the_first() {
    let rules = RuleSet::<Option<Vec<i64>>>::new().unique().build();
    let expected = json!([{
        "type": "unique_items", "loc": ["body"], "msg": "the list has duplicated items", "input": [3, 1, 3, 3],
        "ctx": {"first": 0, "second": 2},
    }]);
    assert_eq!(told::<Option<Vec<i64>>>("[3, 1, 3, 3]", &rules), expected);
    // What is wrong with an item comes first, and the number of items.
    assert_eq!(
        lines::<Option<Vec<i64>>>(r#"[3, "x", 3]"#, &rules),
        [format!("body.1: {INT_PARSING}")]
    );
    let nested = RuleSet::<Vec<VecDeque<i64>>>::new()
        .items(|item| item.unique().max_items(2))
        .build();
    assert_eq!(
        lines::<Vec<VecDeque<i64>>>("[[1, 2], [1, 1], [1, 1, 1]]", &nested),
        [
            "body.1: the list has duplicated items (unique_items)",
            "body.2: Deque should have at most 2 items after validation, not 3 (too_long)",
        ]
    );
    let array = RuleSet::<[i64; 2]>::new().unique().build();
    assert_eq!(lines::<[i64; 2]>("[1, 1]", &array).len(), 1);
}

/// Comparing every item with every other would take hours here.
#[test]
fn many_items_are_compared_quickly() {
    let numbers: Vec<String> = (0..100_000_u64)
        .map(|number| (u128::from(number) + (1 << 100)).to_string())
        .collect();
    let json = format!("[{}]", numbers.join(","));
    let rules = RuleSet::<Vec<faultless_model::Integer>>::new()
        .unique()
        .build();
    let read = read_under::<Vec<faultless_model::Integer>>(&json, &rules);
    assert_eq!(read.map(|items| items.len()), Ok(100_000));
}

#[test]
fn rules_of_items_count_them() {
    let rules = RuleSet::<Vec<i64>>::new().min_items(1).max_items(2).build();
    assert_eq!(
        lines::<Vec<i64>>("[]", &rules),
        ["body: List should have at least 1 item after validation, not 0 (too_short)"]
    );
    assert_eq!(
        lines::<Vec<i64>>("[1, 2, 3]", &rules),
        ["body: List should have at most 2 items after validation, not 3 (too_long)"]
    );
    let rules = RuleSet::<HashSet<i64>>::new().min_items(2).build();
    assert_eq!(
        lines::<HashSet<i64>>("[1, 1]", &rules),
        ["body: Set should have at least 2 items after validation, not 1 (too_short)"]
    );
    assert_eq!(read_under("[1, 2]", &rules), Ok(HashSet::from([1, 2])));
    assert_eq!(read("[]"), Ok(BTreeSet::<i64>::new()));
}
