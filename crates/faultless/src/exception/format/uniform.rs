//! `Uniform`: one envelope for every error.

use std::borrow::Cow;

use faultless_model::Issue;
use serde::Serialize;

use super::{ErrorFormat, ErrorReport, Rendered};
use crate::exception::Detail;

/// One envelope for every error:
/// `{"status": "error", "code": "not_found", "detail": "User #99 not found", "path": "/users/99", "request_id": "a1b2c3d4"}`,
/// with `errors: [{"field": "body.email", "msg": ..., "type": ...}]` for a request that is not valid.
#[derive(Debug, Clone, Copy, Default)]
pub struct Uniform;

#[derive(Serialize)]
struct Envelope<'a> {
    status: &'static str,
    code: Cow<'a, str>,
    detail: &'a Detail,
    path: &'a str,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<FieldError<'a>>>,
}

#[derive(Serialize)]
struct FieldError<'a> {
    field: String,
    msg: Cow<'a, str>,
    r#type: &'a str,
}

impl<'a> FieldError<'a> {
    fn of(issue: &'a Issue) -> Self {
        Self {
            field: issue.place().to_string(),
            msg: issue.message(),
            r#type: issue.code(),
        }
    }
}

impl ErrorFormat for Uniform {
    fn render(&self, error: &ErrorReport<'_>) -> Rendered {
        Rendered::json(&Envelope {
            status: "error",
            code: error.code(),
            detail: error.detail(),
            path: error.path(),
            request_id: error.request_id(),
            errors: error
                .issues()
                .map(|issues| issues.iter().map(FieldError::of).collect()),
        })
    }
}
