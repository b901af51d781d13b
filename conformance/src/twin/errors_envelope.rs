//! `25_errors_envelope`: a domain's errors, and one envelope for every error there is.

use std::borrow::Cow;
use std::collections::HashMap;

use faultless::model::{Integer, Issue};
use faultless::prelude::*;
use faultless::{Detail, ErrorFormat, ErrorReport, Rendered};
use serde_json::{Value, json};

/// The errors of the domain, each with its answer.
#[derive(Debug, thiserror::Error, Raise)]
enum DomainError {
    #[error("document {0} is not here")]
    #[raise(status = 404)]
    NotFound(Integer),
    #[error("{0}")]
    #[raise(status = 409)]
    Conflict(&'static str),
    #[error("have version {0}")]
    #[raise(status = 409, code = "version_conflict")]
    VersionConflict(Integer),
    #[error("{0}")]
    #[raise(status = 403)]
    Forbidden(&'static str),
    #[error("slow down")]
    #[raise(status = 429, header("Retry-After" = retry.to_string()))]
    QuotaExceeded { retry: Integer },
    #[error("{0}")]
    #[raise(status = 400)]
    Other(&'static str),
}

/// `{"status", "code", "detail", "path", "request_id"[, "errors"]}`.
struct Envelope;

#[derive(Debug, Serialize)]
struct Body<'a> {
    status: u16,
    code: Cow<'a, str>,
    detail: &'a Detail,
    path: &'a str,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<FieldError<'a>>>,
}

#[derive(Debug, Serialize)]
struct FieldError<'a> {
    field: String,
    r#type: &'a str,
    message: Cow<'a, str>,
}

impl<'a> FieldError<'a> {
    fn of(issue: &'a Issue) -> Self {
        Self {
            field: issue.location().to_string(),
            r#type: issue.kind().code(),
            message: issue.message(),
        }
    }
}

impl ErrorFormat for Envelope {
    fn render(&self, error: &ErrorReport<'_>) -> Rendered {
        Rendered::json(&Body {
            status: error.status().as_u16(),
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

#[derive(Debug, Clone, Serialize, Model)]
struct Doc {
    #[field(min_length = 1, max_length = 20)]
    title: String,
    #[field(ge = 1)]
    version: Integer,
}

/// The document of this id, where there is one.
fn stored(doc_id: &Integer) -> Result<Doc, DomainError> {
    if *doc_id != 1.into() {
        return Err(DomainError::NotFound(doc_id.clone()));
    }
    Ok(Doc {
        title: "first".to_owned(),
        version: 3.into(),
    })
}

#[dependency(raises(UNAUTHORIZED = "Log in first", DomainError::Forbidden))]
fn caller(authorization: Header<Option<String>>) -> Result<String> {
    let Some(authorization) = authorization.0 else {
        raise!(HttpException::new(401, "Log in first").header("WWW-Authenticate", "Bearer"));
    };
    if authorization == "Bearer guest" {
        raise!(DomainError::Forbidden("Guests may not write"));
    }
    let name = authorization
        .strip_prefix("Bearer ")
        .unwrap_or(&authorization);
    Ok(name.to_owned())
}

#[get("/docs-store/{doc_id}", response_model = None, raises(DomainError::NotFound))]
fn read(doc_id: Integer) -> Result<Json<Doc>, DomainError> {
    stored(&doc_id).map(Json)
}

#[derive(Debug, Serialize)]
struct Saved {
    saved: Doc,
    by: String,
}

#[put(
    "/docs-store/{doc_id}",
    raises(DomainError::NotFound, DomainError::VersionConflict)
)]
fn write(doc_id: Integer, doc: Doc, who: Depends<caller>) -> Result<Json<Saved>, DomainError> {
    let known = stored(&doc_id)?;
    if doc.version <= known.version {
        raise!(DomainError::VersionConflict(known.version));
    }
    let by = who.to_string();
    Ok(Json(Saved { saved: doc, by }))
}

#[get("/quota", response_model = None, raises(DomainError::QuotaExceeded))]
fn quota(#[query(default = 9.into())] retry: Integer) -> Result<(), DomainError> {
    raise!(DomainError::QuotaExceeded { retry })
}

#[get("/conflict", response_model = None, raises(DomainError::Conflict))]
fn conflict() -> Result<(), DomainError> {
    raise!(DomainError::Conflict("already exists"))
}

#[get("/plain", response_model = None, raises(DomainError::Other))]
fn plain() -> Result<(), DomainError> {
    raise!(DomainError::Other("just bad"))
}

#[get("/http/{code}", response_model = None)]
fn http(code: Integer) -> Result<()> {
    let code = u16::try_from(code.0)?;
    raise!(code, "detail of {code}")
}

#[get("/http-bare/{code}", response_model = None)]
fn http_bare(code: Integer) -> Result<()> {
    raise!(u16::try_from(code.0)?)
}

#[get("/http-dict", response_model = None, raises(BAD_REQUEST = json!({"reason": "structured", "n": [1, 2]})))]
fn http_dict() -> Result<()> {
    raise!(400, json!({"reason": "structured", "n": [1, 2]}))
}

#[get("/crash", raises(unplanned))]
fn crash() -> Json<Value> {
    let nothing: HashMap<&str, Value> = HashMap::new();
    #[expect(clippy::indexing_slicing, reason = "a panic is what is asked for")]
    Json(nothing["missing"].clone())
}

// An answer that breaks its own model is an internal error like any other.
#[get("/bad-answer", response_model = Doc, raises(unplanned))]
fn bad_answer() -> Json<Value> {
    Json(json!({"title": "t", "version": 0}))
}

pub(super) fn app() -> App {
    App::new()
        .title("errors: envelope")
        .error_format(Envelope)
        .error_code(422, "http_422")
        .routes(routes![
            read, write, quota, conflict, plain, http, http_bare, http_dict, crash, bad_answer,
        ])
}
