//! Types with secrets, and where in what was sent for them a secret stands.

#![expect(
    dead_code,
    reason = "the types are there to be read; only their debug form is looked at"
)]

use std::collections::BTreeMap;
use std::fmt::Debug;

use faultless_model::{Field, Input, Limits, Model, ReadError, Secret, TextForm, parse_within};

/// What secrets are marked with: a character that nothing of ours ever writes.
const MARK: char = '~';

/// A type of which it is known where its secrets stand.
pub(super) trait Veiled: Field + Debug {
    /// Whether the mark stands anywhere outside the secrets.
    fn is_marked_outside(input: &Input<'_>) -> bool;

    /// Whether the debug form shows no secret either.
    const DEBUG_HIDES: bool;
}

#[derive(Debug, Model)]
pub(super) struct Account {
    id: i64,
    name: String,
    #[field(secret, min_length = 4, max_length = 8, pattern = "^[^A-Z]*$")]
    #[serde(alias = "password")]
    pass: String,
    #[field(secret)]
    named: Option<BTreeMap<String, u8>>,
    #[field(secret)]
    since: Option<speedate::Date>,
    key: Option<Secret<Vec<String>>>,
    next: Option<Box<Account>>,
    list: Option<Vec<Account>>,
    by_name: Option<BTreeMap<String, Account>>,
}

impl Veiled for Account {
    const DEBUG_HIDES: bool = false;

    fn is_marked_outside(input: &Input<'_>) -> bool {
        // A text or a list in the place of what holds secrets may be one.
        let Input::Object(entries) = input else {
            return false;
        };
        entries.iter().any(|(name, value)| match (&**name, value) {
            ("next", next) => Self::is_marked_outside(next),
            ("list", Input::List(items)) => items.iter().any(Self::is_marked_outside),
            ("by_name", Input::Object(accounts)) => accounts
                .iter()
                .any(|(name, account)| name.contains(MARK) || Self::is_marked_outside(account)),
            ("pass" | "password" | "named" | "since" | "key" | "list" | "by_name", _) => false,
            (name, value) => name.contains(MARK) || is_marked(value),
        })
    }
}

#[derive(Debug, Model)]
pub(super) struct Vault {
    id: Option<u8>,
    key: Secret<String>,
    pins: Option<Vec<Secret<u32>>>,
    login: Option<Secret<BTreeMap<String, String>>>,
    either: Option<Secret<Either>>,
}

#[derive(Debug, Model)]
#[serde(untagged)]
pub(super) enum Either {
    Number(u8),
    Text(String),
    Nested { x: String },
}

impl Veiled for Vault {
    const DEBUG_HIDES: bool = true;

    fn is_marked_outside(input: &Input<'_>) -> bool {
        let Input::Object(entries) = input else {
            return false;
        };
        entries.iter().any(|(name, value)| match &**name {
            "key" | "pins" | "login" | "either" => false,
            name => name.contains(MARK) || is_marked(value),
        })
    }
}

fn is_marked(input: &Input<'_>) -> bool {
    match input {
        Input::Text(text) => text.contains(MARK),
        Input::List(items) => items.iter().any(is_marked),
        Input::Object(entries) => entries
            .iter()
            .any(|(name, value)| name.contains(MARK) || is_marked(value)),
        _ => false,
    }
}

/// Reads on both roads; a mark that stands in secrets alone is nowhere in what is told.
pub(super) fn veiled<T: Veiled>(json: &[u8], limits: Limits) {
    let read = super::both::<T>(json, limits);
    let lossy = String::from_utf8_lossy(json);
    match read {
        Ok(value) => {
            let shown = format!("{value:?}");
            assert!(!T::DEBUG_HIDES || !shown.contains(MARK), "{lossy}: {shown}");
        }
        Err(ReadError::Issues(issues)) => {
            let sent = parse_within(json, limits.depth).expect("it was read once");
            if T::is_marked_outside(&sent) {
                return;
            }
            let told = super::written(&issues);
            assert!(!told.contains(MARK), "{lossy}: {told}");
            let told = TextForm::new("Request", &issues.into_vec()).to_string();
            assert!(!told.contains(MARK), "{lossy}: {told}");
        }
        Err(error) => assert!(!error.to_string().contains(MARK), "{lossy}: {error}"),
    }
}
