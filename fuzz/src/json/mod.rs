//! The JSON road: both ways through it come to the same, and nothing that is told is larger than its bound.

mod models;
mod secrets;

use std::fmt::Debug;
use std::sync::LazyLock;

use faultless_model::{
    Catalogue, Field, Input, Issue, Issues, JsonReader, Limits, ReadError, TextForm,
};
use serde::de::IgnoredAny;

use self::models::{
    Any, Closed, Collections, Moments, Numbers, Open, Order, Pet, Range, Size, Strict, Words,
};
use self::secrets::{Account, Vault};

/// What the issue that says how many were left out takes, and the brackets around all.
const LAST: usize = 256;

/// What the text form writes of an issue beside what its JSON has.
const LINE: usize = 16;

static V1: LazyLock<Catalogue> = LazyLock::new(Catalogue::v1);

/// Reads the JSON after the first byte into the type that this byte chooses.
///
/// A small letter chooses the limits that hold unless told otherwise, a capital small ones.
///
/// # Panics
/// When the two roads differ, when what is told is too large, or when it shows a secret.
pub fn check(data: &[u8]) {
    let Some((choice, json)) = data.split_first() else {
        return;
    };
    let limits = if choice.is_ascii_uppercase() {
        small()
    } else {
        Limits::default()
    };
    match choice.to_ascii_lowercase() {
        b'a' => drop(both::<Any>(json, limits)),
        b'b' => drop(both::<bool>(json, limits)),
        b'c' => drop(both::<Collections>(json, limits)),
        b'd' => drop(both::<Closed>(json, limits)),
        b'e' => drop(both::<Size>(json, limits)),
        b'f' => drop(both::<f64>(json, limits)),
        b'g' => drop(both::<Range>(json, limits)),
        b'h' => secrets::veiled::<Account>(json, limits),
        b'i' => drop(both::<i64>(json, limits)),
        b'j' => drop(both::<serde_json::Value>(json, limits)),
        b'k' => secrets::veiled::<Vault>(json, limits),
        b'l' => drop(both::<Vec<Order>>(json, limits)),
        b'm' => drop(both::<Moments>(json, limits)),
        b'n' => drop(both::<Numbers>(json, limits)),
        b'o' => drop(both::<Open>(json, limits)),
        b'p' => drop(both::<Pet>(json, limits)),
        b's' => drop(both::<Strict>(json, limits)),
        b't' => drop(both::<String>(json, limits)),
        b'v' => drop(both::<Input<'static>>(json, limits)),
        b'w' => drop(both::<Words>(json, limits)),
        _ => drop(both::<Order>(json, limits)),
    }
}

fn small() -> Limits {
    let mut limits = Limits::default();
    limits.issues = 3;
    limits.depth = 5;
    limits.echo = 24;
    limits.name = 8;
    limits.answer = 700;
    limits
}

/// Reads on both roads, and gives what the second came to.
fn both<T: Field + Debug>(json: &[u8], limits: Limits) -> Result<T, ReadError> {
    let reader = JsonReader::new().limits(limits).at("body");
    let slow = reader.read_slow::<T>(json);
    let lossy = String::from_utf8_lossy(json);
    match (reader.read_fast::<T>(json), &slow) {
        (None, _) => {}
        (Some(Ok(fast)), Ok(slow)) => {
            assert_eq!(format!("{fast:?}"), format!("{slow:?}"), "{lossy}");
        }
        (Some(Err(fast)), Err(ReadError::Issues(slow))) => {
            assert_eq!(
                fast.into_vec(),
                slow.clone().into_vec(),
                "the roads tell different issues of {lossy}"
            );
        }
        (Some(fast), slow) => panic!("{lossy}: the fast road: {fast:?}, the second: {slow:?}"),
    }
    match &slow {
        Ok(_) => {}
        Err(ReadError::Issues(issues)) => bounded(issues, limits),
        Err(error) => assert!(error.to_string().len() < 256, "{error}"),
    }
    slow
}

/// Nothing that is told is larger than the limits say.
fn bounded(issues: &Issues, limits: Limits) {
    assert!(!issues.is_empty(), "it was refused for nothing");
    let told = issues.clone().into_vec();
    assert!(told.len() <= limits.issues + 1, "{} issues", told.len());
    let most = limits.answer + LAST;
    let written = written(issues);
    assert!(written.len() <= most, "{} bytes: {written}", written.len());
    serde_json::from_str::<IgnoredAny>(&written).expect("what is told is JSON");

    let old: Vec<Issue> = told
        .iter()
        .map(|issue| issue.clone().told_in(&V1))
        .collect();
    let old = self::written(&old);
    assert!(old.len() <= most, "{} bytes in v1: {old}", old.len());
    let text = TextForm::new("Request", &told).to_string();
    let most = most + told.len() * LINE;
    assert!(text.len() <= most, "{} bytes of text: {text}", text.len());

    for issue in &told {
        if let Some(input) = issue.input() {
            let input = self::written(input);
            // JSON escapes a byte with six at most; every level may say once how much it left out.
            let most = 6 * limits.echo + 64 * (limits.depth + 2);
            assert!(input.len() <= most, "{} bytes echoed: {input}", input.len());
        }
    }
}

fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("whatever is told has a form in JSON")
}
