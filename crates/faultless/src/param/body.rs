//! The JSON body: read and parsed before anything else, then shared by the parameters that take it.

use std::borrow::Cow;

use bytes::Bytes;
use faultless_model::{
    Field, Input, Issue, Issues, JsonError, Kind, Location, Reader, parse_within,
};
use http::header::CONTENT_TYPE;

use super::form::{FormData, FormPlan};
use super::named::Named;
use super::value::{Wanted, absent};
use super::wrapper::{reads, wrapper};
use super::{Description, Extraction, Source};
use crate::exception::{Exception, HttpException, RequestValidationError, Result};
use crate::request::Request;
use crate::response::Json;

wrapper! {
    /// The JSON body, for a type whose natural source is another: `Body<i64>`, `Body<Vec<String>>`.
    ///
    /// It rejects, as issues with a location that starts at `body`: no body (`missing`), one that is not JSON
    /// (`json_invalid`, alone and before anything else), and whatever the type refuses. A body whose content type is not
    /// `application/json` or `application/*+json` is read as a text. A body that is not UTF-8 raises a 400.
    Body
}

// As an argument, the JSON body.
reads!(Json from Body);

/// How many parameters share the body, and whether it is read under their names.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BodyPlan {
    wanted: bool,
    embedded: bool,
}

impl BodyPlan {
    pub(crate) fn of(descriptions: &[Description]) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut embedded = false;
        for param in descriptions
            .iter()
            .flat_map(|description| &description.params)
        {
            if param.source == Source::Body {
                embedded |= param.embed;
                if !names.contains(&param.wire_name) {
                    names.push(param.wire_name);
                }
            }
        }
        Self {
            wanted: !names.is_empty(),
            embedded: embedded || names.len() > 1,
        }
    }
}

/// A body that was received, when any parameter takes it.
#[derive(Debug, Default)]
pub struct ReadBody {
    bytes: Option<Bytes>,
    form: Option<FormData>,
}

impl ReadBody {
    /// Receives the body when the plan says that it is wanted.
    pub(crate) async fn of(request: &mut Request, plan: BodyPlan) -> Result<Self> {
        Ok(Self {
            bytes: if plan.wanted {
                Some(request.bytes().await?)
            } else {
                None
            },
            form: None,
        })
    }

    /// Receives the body as a form.
    pub(crate) async fn form(request: &mut Request, plan: &FormPlan) -> Result<Self> {
        Ok(Self {
            bytes: None,
            form: Some(FormData::receive(request, plan).await?),
        })
    }

    /// Parses the body.
    ///
    /// # Errors
    /// [`RequestValidationError`] with one `json_invalid` at the position, or a 400 for a body that cannot be read.
    pub fn parse(&self, request: &Request) -> Result<ParsedBody<'_>> {
        if let Some(form) = &self.form {
            return Ok(ParsedBody::Form(FormFields(form.named())));
        }
        let Some(bytes) = self.bytes.as_ref().filter(|bytes| !bytes.is_empty()) else {
            return Ok(ParsedBody::Absent);
        };
        if !is_json(request) {
            return Ok(ParsedBody::Text(bytes));
        }
        match parse_within(bytes, request.settings().limits.depth) {
            Ok(value) => Ok(ParsedBody::Json(value)),
            Err(error) => Err(not_json(bytes, &error)),
        }
    }
}

fn not_json(bytes: &[u8], error: &JsonError) -> Exception {
    let JsonError::Syntax { message, position } = error else {
        return Exception::new(
            HttpException::new(400, "There was an error parsing the body")
                .caused_by(error.to_string()),
        );
    };
    let mut location = Location::from(["body"]);
    location.push(*position);
    let issue = Issue::new(Kind::JsonInvalid, location)
        .with_message("JSON decode error")
        .with_input(Input::Object(Vec::new()))
        .with_context("error", Input::Text(Cow::Owned(message.clone())));
    let received = Input::Text(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()));
    Exception::new(RequestValidationError::new(vec![issue]).with_body(received))
}

/// True for `application/json` and `application/*+json`.
fn is_json(request: &Request) -> bool {
    let Some(value) = request
        .headers()
        .get(CONTENT_TYPE)
        .filter(|value| !value.is_empty())
    else {
        return request.scope().loose_content_type;
    };
    let Ok(value) = value.to_str() else {
        return false;
    };
    let essence = value.split(';').next().unwrap_or_default().trim();
    let Some((kind, subtype)) = essence.split_once('/') else {
        return false;
    };
    let suffix = subtype
        .len()
        .checked_sub("+json".len())
        .and_then(|at| subtype.get(at..));
    kind.eq_ignore_ascii_case("application")
        && (subtype.eq_ignore_ascii_case("json")
            || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json")))
}

/// A body, parsed.
#[derive(Debug)]
pub enum ParsedBody<'a> {
    /// None, or an empty one, or not wanted.
    Absent,
    /// JSON; `null` is a value like any other.
    Json(Input<'a>),
    /// Of a content type that is not JSON.
    Text(&'a [u8]),
    /// A form.
    Form(FormFields<'a>),
}

/// The fields of a form.
#[derive(Debug)]
pub struct FormFields<'a>(pub(super) Named<'a>);

impl ParsedBody<'_> {
    /// The body as a handler of [`RequestValidationError`] sees it.
    pub(super) fn received(&self) -> Option<Input<'static>> {
        match self {
            Self::Absent => None,
            Self::Json(value) => Some(value.clone().into_owned()),
            Self::Form(form) => Some(form.0.object().into_owned()),
            Self::Text(bytes) => Some(Input::Text(Cow::Owned(
                String::from_utf8_lossy(bytes).into_owned(),
            ))),
        }
    }
}

/// Reads a parameter from the body.
pub(super) fn read_body_value<T: Field>(
    extraction: &mut Extraction<'_>,
    wanted: &Wanted<T>,
) -> Option<T> {
    let (body, plan) = extraction.body();
    let embedded = plan.embedded || wanted.embed;
    let mut issues = Issues::with_limits(extraction.seen().settings().limits);
    let mut reader = Reader::new(&mut issues);
    let mut reader = reader.at(Source::Body.name());
    let value = if embedded {
        let mut reader = reader.at(&*wanted.name);
        match body {
            // A text has no members either, but was never looked into: FastAPI takes the defaults there.
            ParsedBody::Absent | ParsedBody::Text(_) | ParsedBody::Form(_) => {
                absent(wanted).ok_or_else(|| reader.missing(None))
            }
            ParsedBody::Json(object @ Input::Object(_)) => match object.get(&wanted.name) {
                Some(value) => T::read(value, wanted.rules, &mut reader),
                None => absent(wanted).ok_or_else(|| reader.missing(None)),
            },
            // No object has no members: not even the default of an optional one is taken from it.
            ParsedBody::Json(_) => Err(reader.missing(None)),
        }
    } else {
        match body {
            ParsedBody::Absent | ParsedBody::Form(_) => {
                absent(wanted).ok_or_else(|| reader.missing(None))
            }
            ParsedBody::Json(value) => T::read(value, wanted.rules, &mut reader),
            ParsedBody::Text(bytes) => T::read(
                &Input::Text(String::from_utf8_lossy(bytes)),
                wanted.rules,
                &mut reader,
            ),
        }
    };
    if value.is_err() {
        extraction.note(Source::Body, issues);
    }
    value.ok()
}
