//! What a server answered, in the terms of the recordings.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::wire::Head;
use crate::json::{self, Value};

/// Headers that are always part of the contract: their value, and also their absence.
pub(crate) const CONTRACT: [&str; 5] = [
    "content-type",
    "allow",
    "location",
    "www-authenticate",
    "retry-after",
];

/// Headers that are recorded when present, and compared only then.
const OPTIONAL: [&str; 2] = ["set-cookie", "cache-control"];

fn kept(name: &str) -> bool {
    CONTRACT.contains(&name) || OPTIONAL.contains(&name) || name.starts_with("x-")
}

/// An answer, reduced to what a recording holds.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, Value>,
    /// The form the body is in: `json`, `text` or `body_b64`.
    pub(crate) form: &'static str,
    pub(crate) body: Value,
}

impl Answer {
    /// Describes an answer from its head and body.
    pub(crate) fn new(head: &Head, body: &[u8]) -> Self {
        let mut headers: BTreeMap<String, Value> = BTreeMap::new();
        for (name, value) in head.headers.iter().filter(|(name, _)| kept(name)) {
            let value = if name == "allow" {
                normal_text(name, value)
            } else {
                value.clone()
            };
            match headers.get_mut(name) {
                None => drop(headers.insert(name.clone(), Value::Text(value))),
                Some(Value::List(values)) => values.push(Value::Text(value)),
                Some(first) => *first = Value::List(vec![first.clone(), Value::Text(value)]),
            }
        }
        let says_json =
            matches!(headers.get("content-type"), Some(Value::Text(kind)) if kind.contains("json"));
        let (form, body) = match str::from_utf8(body) {
            Ok(text) => match says_json.then(|| json::read(text)) {
                Some(Ok(value)) => ("json", value),
                _ => ("text", Value::text(text)),
            },
            Err(_) => ("body_b64", Value::Text(STANDARD.encode(body))),
        };
        Self {
            status: head.status,
            headers,
            form,
            body,
        }
    }

    /// The answer as the recordings write it.
    pub(crate) fn to_value(&self) -> Value {
        Value::object([
            ("status", Value::Integer(self.status.to_string())),
            (
                "headers",
                Value::Object(self.headers.clone().into_iter().collect()),
            ),
            (self.form, self.body.clone()),
        ])
    }
}

/// A header's value without the differences that carry no meaning.
pub(crate) fn normal(name: &str, value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(normal_text(name, text)),
        Value::List(values) => {
            Value::List(values.iter().map(|value| normal(name, value)).collect())
        }
        other => other.clone(),
    }
}

fn normal_text(name: &str, value: &str) -> String {
    match name {
        "allow" => {
            let methods = value.split(',').map(|method| method.trim().to_uppercase());
            let mut methods: Vec<_> = methods.filter(|method| !method.is_empty()).collect();
            methods.sort();
            methods.join(", ")
        }
        // The cookie itself first, then its attributes in any order.
        "set-cookie" => {
            let mut parts = value.split(';').map(str::trim);
            let cookie = parts.next().unwrap_or_default().to_owned();
            let mut attributes: Vec<_> = parts
                .filter(|part| !part.is_empty())
                .map(str::to_lowercase)
                .collect();
            attributes.sort();
            attributes.insert(0, cookie);
            attributes.join("; ")
        }
        "content-type" => value
            .trim()
            .to_lowercase()
            .split(';')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join("; "),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::wire::Head;
    use super::{Answer, normal_text};
    use crate::json::show;

    fn answer(headers: &[(&str, &str)], body: &[u8]) -> String {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        show(
            &Answer::new(
                &Head {
                    status: 200,
                    headers,
                },
                body,
            )
            .to_value(),
        )
    }

    #[test]
    fn headers_outside_the_contract_are_dropped_and_repeated_ones_listed() {
        let headers = [
            ("date", "now"),
            ("x-a", "1"),
            ("allow", "post,Get"),
            ("x-a", "2"),
            ("x-a", "3"),
        ];
        assert_eq!(
            answer(&headers, b""),
            r#"{"headers": {"allow": "GET, POST", "x-a": ["1", "2", "3"]}, "status": 200, "text": ""}"#
        );
    }

    #[test]
    fn a_body_is_json_only_by_its_type_and_content() {
        let json = [("content-type", "application/problem+json")];
        let body = |headers: &[(&str, &str)], body: &[u8]| {
            let shown = answer(headers, body);
            shown
                .rsplit_once(", \"")
                .map(|(_, last)| last.trim_end_matches('}').to_owned())
                .unwrap()
        };
        assert_eq!(
            answer(&json, b"[1]"),
            r#"{"headers": {"content-type": "application/problem+json"}, "json": [1], "status": 200}"#
        );
        assert_eq!(body(&json, b"[1"), r#"text": "[1""#);
        assert_eq!(body(&json, b""), r#"text": """#);
        assert_eq!(body(&[], b"[1]"), r#"text": "[1]""#);
        assert_eq!(
            answer(&[], b"\xff"),
            r#"{"body_b64": "/w==", "headers": {}, "status": 200}"#
        );
    }

    #[test]
    fn meaningless_differences_of_headers_go() {
        assert_eq!(normal_text("allow", "POST, get,,"), "GET, POST");
        assert_eq!(
            normal_text("set-cookie", "A=B; Path=/;HttpOnly; "),
            "A=B; httponly; path=/"
        );
        assert_eq!(
            normal_text("content-type", " Text/Plain ;charset=UTF-8"),
            "text/plain; charset=utf-8"
        );
        assert_eq!(normal_text("location", "/A"), "/A");
    }
}
