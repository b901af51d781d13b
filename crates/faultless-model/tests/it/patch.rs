//! `Patch`: missing, null and a value are three things.

use faultless_model::{Field, Model, Patch, Rules, Shape};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::support::{lines, read};

#[derive(Debug, PartialEq, Model, Serialize, Deserialize)]
struct Change {
    #[serde(default, skip_serializing_if = "Patch::is_missing")]
    #[field(min_length = 2)]
    name: Patch<String>,
    #[serde(default, skip_serializing_if = "Patch::is_missing")]
    tags: Patch<Vec<u8>>,
}

#[test]
fn missing_null_and_a_value_are_three_things() {
    let change = |name, tags| Change { name, tags };
    assert_eq!(read("{}"), Ok(change(Patch::Missing, Patch::Missing)));
    assert_eq!(
        read(r#"{"name": null, "tags": []}"#),
        Ok(change(Patch::Null, Patch::Value(Vec::new())))
    );
    assert_eq!(
        lines::<Change>(r#"{"name": "a", "tags": [256]}"#, &Rules::NONE),
        [
            "body.name: String should have at least 2 characters (string_too_short)",
            "body.tags.0: Input should be less than or equal to 255 (less_than_equal)",
        ]
    );
    assert_eq!(Patch::<Vec<u8>>::SHAPE, Shape::List);
    assert_eq!(Patch::<u8>::absent(), Some(Patch::Missing));
}

#[test]
fn serde_reads_and_writes_the_three() {
    for json in [
        json!({}),
        json!({"name": null}),
        json!({"name": "ab", "tags": [1]}),
    ] {
        let change: Change = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&change).unwrap(), json);
        assert_eq!(read(&json.to_string()), Ok(change));
    }
    assert_eq!(
        serde_json::to_value(Patch::<u8>::Missing).unwrap(),
        json!(null)
    );
}

#[test]
fn what_was_not_sent_changes_nothing() {
    let after = |patch: Patch<u8>| {
        let mut value = Some(1);
        patch.apply(&mut value);
        value
    };
    assert_eq!(after(Patch::Missing), Some(1));
    assert_eq!(after(Patch::Null), None);
    assert_eq!(after(Patch::Value(2)), Some(2));
    assert!(Patch::<u8>::default().is_missing());
    assert!(Patch::from(None::<u8>).is_null());
    assert_eq!(Patch::Value(2).value(), Some(&2));
    assert_eq!(Patch::<u8>::Null.into_value(), None);
    assert_eq!(Patch::<u8>::Null.sent(), Some(None));
}
