//! The chat through its public face: what is said reaches the room, and every end has its reason.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod failures;
mod page;
mod room;
mod server;

use chat::{Limits, Rooms};
use faultless::TestClient;
use serde_json::{Value, json};

fn client(limits: Limits) -> TestClient {
    TestClient::new(chat::app(Rooms::new(limits))).check_contract()
}

fn joined(name: &str) -> Value {
    json!({"kind": "joined", "name": name})
}

fn left(name: &str) -> Value {
    json!({"kind": "left", "name": name})
}

fn said(name: &str, text: &str) -> Value {
    json!({"kind": "said", "name": name, "text": text})
}

fn welcome(present: &[&str], history: &[(&str, &str)]) -> Value {
    let history: Vec<_> = history
        .iter()
        .map(|(name, text)| json!({"name": name, "text": text}))
        .collect();
    json!({"kind": "welcome", "present": present, "history": history})
}
