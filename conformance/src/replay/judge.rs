//! Judges an answer, or the events of a WebSocket, by what a case wants.

use std::collections::BTreeSet;

use super::answer::{Answer, CONTRACT, normal};
use super::case::{Wanted, WantedEvent};
use super::compare::{compare, is_matcher, show};
use super::websocket::Event;
use crate::json::Value;

/// The differences of an answer.
pub(crate) fn answer(want: &Wanted, got: &Answer) -> Vec<String> {
    let mut diffs = Vec::new();
    response(want, got, "", &CONTRACT, &mut diffs);
    diffs
}

/// The differences of a conversation.
pub(crate) fn events(want: &[WantedEvent], got: &[Event]) -> Vec<String> {
    let mut diffs = Vec::new();
    for index in 0..want.len().max(got.len()) {
        let place = format!("event {index}");
        match (want.get(index), got.get(index)) {
            (
                Some(WantedEvent {
                    reject: Some(want), ..
                }),
                Some(Event::Reject(got)),
            ) => {
                // What else a refused handshake carries is the server's business.
                response(want, got, &format!("{place} "), &[], &mut diffs);
            }
            (Some(want), Some(got)) => compare(&want.value, &got.to_value(), &place, &mut diffs),
            (Some(want), None) => {
                diffs.push(format!("{place} missing, want {}", show(&want.value)));
            }
            (None, Some(got)) => {
                diffs.push(format!("{place} unexpected {}", show(&got.to_value())));
            }
            (None, None) => {}
        }
    }
    diffs
}

/// `absent` names the headers that must not be sent where they were not recorded.
fn response(want: &Wanted, got: &Answer, lead: &str, absent: &[&str], diffs: &mut Vec<String>) {
    if want.status != got.status {
        diffs.push(format!(
            "{lead}status: want {}, got {}",
            want.status, got.status
        ));
    }
    let sent = got
        .headers
        .keys()
        .map(String::as_str)
        .filter(|name| absent.contains(name));
    let names: BTreeSet<_> = want
        .headers
        .keys()
        .map(String::as_str)
        .chain(sent)
        .collect();
    for name in names {
        let place = format!("{lead}header {name}");
        match (want.headers.get(name), got.headers.get(name)) {
            (Some(want), Some(got)) => header(name, want, got, &place, diffs),
            (Some(want), None) => diffs.push(format!("{place}: missing, want {}", show(want))),
            (None, Some(got)) => diffs.push(format!("{place}: unexpected {}", show(got))),
            (None, None) => {}
        }
    }
    for (form, body) in [
        ("json", &want.json),
        ("text", &want.text),
        ("body_b64", &want.body_b64),
    ] {
        match body {
            None => {}
            Some(body) if form == got.form => {
                let place = if form == "json" { "$" } else { "body" };
                compare(body, &got.body, &format!("{lead}{place}"), diffs);
            }
            Some(body) => diffs.push(format!(
                "{lead}body: want {form} {}, got {}",
                show(body),
                show(&got.body)
            )),
        }
    }
}

fn header(name: &str, want: &Value, got: &Value, place: &str, diffs: &mut Vec<String>) {
    if is_matcher(want) {
        compare(want, got, place, diffs);
    } else if !normal(name, want).same(&normal(name, got)) {
        diffs.push(format!("{place}: want {}, got {}", show(want), show(got)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::Answer;
    use super::super::case::WantedEvent;
    use super::super::websocket::Event;
    use super::super::wire::Head;
    use super::{answer, events};
    use crate::json::read;

    fn got(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Answer::new(&Head { status, headers }, body.as_bytes())
    }

    fn diffs(want: &str, got: &Answer) -> Vec<String> {
        answer(&serde_json::from_str(want).unwrap(), got)
    }

    #[test]
    fn contract_headers_must_not_appear_and_others_may() {
        let got = got(
            200,
            &[("allow", "GET"), ("x-new", "1"), ("set-cookie", "a=b")],
            "",
        );
        assert_eq!(
            diffs(r#"{"status": 201}"#, &got),
            [
                "status: want 201, got 200",
                r#"header allow: unexpected "GET""#
            ]
        );
    }

    #[test]
    fn recorded_headers_are_compared_in_their_normal_form() {
        let got = got(
            200,
            &[
                ("allow", "post, GET"),
                ("content-type", "text/plain;charset=UTF-8"),
                ("x-a", "1"),
            ],
            "",
        );
        let same = r#"{"status": 200, "headers": {"allow": "GET, POST", "content-type": "text/plain; charset=utf-8"}}"#;
        assert_eq!(diffs(same, &got), [""; 0]);
        let other = r#"{"status": 200, "headers": {"allow": "GET", "content-type": {"$re": "text/.*"},
            "x-a": ["1", "2"], "x-b": "3"}}"#;
        assert_eq!(
            diffs(other, &got),
            [
                r#"header allow: want "GET", got "GET, POST""#,
                r#"header x-a: want ["1", "2"], got "1""#,
                r#"header x-b: missing, want "3""#
            ]
        );
    }

    #[test]
    fn a_body_is_compared_in_the_form_it_was_recorded_in() {
        let json = got(200, &[("content-type", "application/json")], "null");
        let headers = r#""status": 200, "headers": {"content-type": "application/json"}"#;
        assert_eq!(
            diffs(&format!(r#"{{{headers}, "json": null}}"#), &json),
            [""; 0]
        );
        assert_eq!(
            diffs(&format!(r#"{{{headers}, "json": 1}}"#), &json),
            ["$: want 1, got null"]
        );
        assert_eq!(
            diffs(&format!(r#"{{{headers}, "text": "null"}}"#), &json),
            [r#"body: want text "null", got null"#]
        );
        let text = got(200, &[], "a");
        assert_eq!(
            diffs(r#"{"status": 200, "text": "b"}"#, &text),
            [r#"body: want "b", got "a""#]
        );
    }

    #[test]
    fn events_are_compared_one_by_one() {
        let want: Vec<WantedEvent> = serde_json::from_str(
            r#"[{"open": {"subprotocol": null}}, {"text": "a"}, {"close": {"code": 1000}}]"#,
        )
        .unwrap();
        let event = |text| Event::Seen(read(text).unwrap());
        let seen = [
            event(r#"{"open": {"subprotocol": null}}"#),
            event(r#"{"text": "b"}"#),
        ];
        assert_eq!(
            events(&want, &seen),
            [
                r#"event 1.text: want "a", got "b""#,
                r#"event 2 missing, want {"close": {"code": 1000}}"#
            ]
        );
        assert_eq!(
            events(&[], &seen[1..]),
            [r#"event 0 unexpected {"text": "b"}"#]
        );
    }

    #[test]
    fn a_refusal_is_held_to_its_recorded_headers_only() {
        let want: Vec<WantedEvent> =
            serde_json::from_str(r#"[{"reject": {"status": 403, "text": ""}}]"#).unwrap();
        assert_eq!(
            events(
                &want,
                &[Event::Reject(got(
                    403,
                    &[("content-type", "text/plain")],
                    ""
                ))]
            ),
            [""; 0]
        );
        assert_eq!(
            events(&want, &[Event::Reject(got(500, &[], ""))]),
            ["event 0 status: want 403, got 500"]
        );
        let open = Event::Seen(read(r#"{"open": {}}"#).unwrap());
        assert_eq!(
            events(&want, &[open]),
            [
                "event 0.open: unexpected {}",
                r#"event 0.reject: missing, want {"status": 403, "text": ""}"#
            ]
        );
    }
}
