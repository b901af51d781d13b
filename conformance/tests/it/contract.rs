//! The twin's documents are true: every recorded request is answered as they say.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use conformance::{Recorded, cases_dir, recorded, twin};
use faultless::BlockingTestClient;
use faultless::prelude::*;

/// Requests that only a client of bytes can send: the first word of what keeps the test client from sending them.
const UNSENT: &[&str] = &["a path", "a header's value", "a header's name"];

/// Operations of the reference whose own document does not have all that they answer, each with the reason. The twin's has
/// what the reference's has: documents are recorded too.
const UNTRUE: &[(&str, &str)] = &[
    (
        "GET /15_response_model/json",
        "a response by hand has another status",
    ),
    (
        "GET /15_response_model/named-by-name",
        "a model that is written by other names",
    ),
    (
        "GET /16_status_codes/code/{code}",
        "the handler chooses the status",
    ),
    (
        "GET /16_status_codes/override",
        "a response by hand has another status",
    ),
    (
        "PUT /16_status_codes/upsert/{key}",
        "the handler chooses the status",
    ),
    (
        "GET /20_errors_raise/content-type",
        "an exception's header has another media type",
    ),
    (
        "GET /20_errors_raise/status-detail/{code}",
        "any status, 422 too, is raised by hand",
    ),
    (
        "GET /25_errors_envelope/http/{code}",
        "any status, 422 too, is raised by hand",
    ),
    (
        "GET /26_dependencies/response",
        "a dependency sets the status",
    ),
    (
        "OPTIONS /32_routing/options",
        "a response by hand has another media type",
    ),
];

/// Sends a request; gives what the client says of the answer.
fn told(client: &BlockingTestClient, sent: &Recorded) -> Option<String> {
    // What is no method no client can send.
    let method = Method::from_bytes(sent.method.as_bytes()).ok()?;
    let asking = || {
        let mut request = client.request(method, &sent.target);
        for (name, value) in &sent.headers {
            request = request.header(name, value);
        }
        drop(request.body(sent.body.clone()).send());
    };
    let panic = catch_unwind(AssertUnwindSafe(asking)).err()?;
    let told = panic.downcast::<String>().map(|text| *text);
    Some(told.unwrap_or_else(|_| "it panicked".to_owned()))
}

/// The operation of the list that a failure is of.
fn known(told: &str) -> Option<&'static str> {
    let of = |operation: &&str| told.starts_with(&format!("`{operation}` "));
    UNTRUE.iter().map(|(operation, _)| *operation).find(of)
}

#[test]
fn every_recorded_request_is_answered_as_documented() {
    let client = TestClient::new(twin::documented(true)).check_contract();
    let client = client.blocking();
    let (mut sent, mut failures, mut untrue) = (0, Vec::new(), BTreeSet::new());
    for request in recorded(&cases_dir()).expect("the cases") {
        sent += 1;
        match told(&client, &request) {
            Some(told) if UNSENT.iter().any(|start| told.starts_with(start)) => sent -= 1,
            Some(told) => match known(&told) {
                Some(operation) => {
                    untrue.insert(operation);
                }
                None => failures.push(format!("{}: {told}", request.id)),
            },
            None => {}
        }
    }
    assert_eq!(
        untrue.len(),
        UNTRUE.len(),
        "what is true now is no longer listed: {untrue:?}"
    );
    assert!(sent > 1000, "{sent} requests were sent");
    assert!(
        failures.is_empty(),
        "{} of {sent}:\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}
