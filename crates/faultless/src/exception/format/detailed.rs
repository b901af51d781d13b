//! `Detailed`: `FastAPI`'s shape, `{"detail": ...}`.

use faultless_model::Issue;
use http::HeaderValue;

use super::{ErrorFormat, ErrorReport, Rendered};
use crate::exception::Detail;

/// `FastAPI`'s shape, the default: `{"detail": ...}`, a list of issues for a request that is not valid, and the plain
/// text `Internal Server Error` for what nobody planned. A body that declares itself too large is a plain text too,
/// `Content Too Large`; one that turns out so is not. A WebSocket's handshake is refused without a body.
#[derive(Debug, Clone, Copy, Default)]
pub struct Detailed;

/// `{"detail": [...]}`, written without a detour: there may be many.
fn listed(issues: &[Issue]) -> Rendered {
    let mut json = Vec::with_capacity(32 + 192 * issues.len());
    json.extend_from_slice(br#"{"detail":["#);
    for (index, issue) in issues.iter().enumerate() {
        if index > 0 {
            json.push(b',');
        }
        if let Err(error) = issue.write_json(&mut json) {
            return Rendered::unwritten(&error);
        }
    }
    json.extend_from_slice(b"]}");
    Rendered::written(HeaderValue::from_static("application/json"), json)
}

/// `{"detail": ...}`, in a body of the length that it needs.
fn worded(detail: &Detail) -> Rendered {
    let mut json = Vec::with_capacity(r#"{"detail":}"#.len() + detail.likely_length());
    json.extend_from_slice(br#"{"detail":"#);
    if let Err(error) = serde_json::to_writer(&mut json, detail) {
        return Rendered::unwritten(&error);
    }
    json.push(b'}');
    Rendered::written(HeaderValue::from_static("application/json"), json)
}

impl ErrorFormat for Detailed {
    fn render(&self, error: &ErrorReport<'_>) -> Rendered {
        match error.issues() {
            _ if error.is_refusal() => Rendered::text(""),
            Some(issues) => listed(issues),
            None if error.is_unplanned() => Rendered::text("Internal Server Error"),
            None if error.is_unread() => Rendered::text("Content Too Large"),
            None => worded(error.detail()),
        }
    }
}
