//! The JSON body: read and parsed before anything else, then shared by the parameters that take it.

use std::borrow::Cow;

use bytes::Bytes;
use faultless_model::{Field, Input, Issue, Issues, JsonError, Kind, Limits, Location, Reader};
use http::header::CONTENT_TYPE;

use super::form::{FormData, FormPlan};
use super::json::{JsonBody, Member, ReadFirst};
use super::named::Named;
use super::value::{Wanted, absent};
use super::wrapper::{reads, wrapper};
use super::{Description, Extraction, Source};
use crate::exception::{Exception, HttpException, Received, RequestValidationError, Result};
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
    /// How the one parameter that has the body alone reads it.
    first: Option<ReadFirst>,
}

impl BodyPlan {
    /// Whether any parameter takes the body.
    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted
    }

    pub(crate) fn of(descriptions: &[Description]) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let (mut embedded, mut first) = (false, None);
        for param in descriptions
            .iter()
            .flat_map(|description| &description.params)
        {
            if param.source == Source::Body {
                embedded |= param.embed;
                first = first.or(param.first);
                if !names.contains(&param.wire_name) {
                    names.push(param.wire_name);
                }
            }
        }
        let embedded = embedded || names.len() > 1;
        Self {
            wanted: !names.is_empty(),
            embedded,
            first: first.filter(|_| !embedded),
        }
    }
}

/// A body that was received, when any parameter takes it.
#[derive(Debug)]
pub struct ReadBody {
    bytes: Option<Bytes>,
    form: Option<FormData>,
    plan: BodyPlan,
}

impl ReadBody {
    /// No body.
    pub(crate) fn none(plan: BodyPlan) -> Self {
        Self {
            bytes: None,
            form: None,
            plan,
        }
    }

    /// Receives the body.
    pub(crate) async fn of(request: &mut Request, plan: BodyPlan) -> Result<Self> {
        Ok(Self {
            bytes: Some(request.bytes().await?),
            ..Self::none(plan)
        })
    }

    /// Receives the body as a form.
    pub(crate) async fn form(request: &mut Request, plan: &FormPlan) -> Result<Self> {
        Ok(Self {
            bytes: None,
            form: Some(FormData::receive(request, plan).await?),
            plan: BodyPlan::default(),
        })
    }

    /// Parses the body.
    ///
    /// # Errors
    /// [`RequestValidationError`] with one `json_invalid` at the position, or a 400 for a body that cannot be read.
    pub fn parse(&self, request: &Request) -> Result<ParsedBody<'_>> {
        if let Some(form) = &self.form {
            return Ok(ParsedBody(Parsed::Form(form.named())));
        }
        let Some(bytes) = self.bytes.as_ref().filter(|bytes| !bytes.is_empty()) else {
            return Ok(ParsedBody(Parsed::Absent));
        };
        if !is_json(request) {
            return Ok(ParsedBody(Parsed::Text(bytes)));
        }
        match JsonBody::read(bytes, self.plan.first, request.settings().limits) {
            Ok(body) => Ok(ParsedBody(Parsed::Json(body))),
            Err(error) => Err(not_json(bytes, &error)),
        }
    }
}

fn not_json(bytes: &Bytes, error: &JsonError) -> Exception {
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
    let received = Received::Text(bytes.clone());
    Exception::new(RequestValidationError::new(vec![issue]).with_received(received))
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
    // As nearly all send it.
    if value == "application/json" {
        return true;
    }
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
pub struct ParsedBody<'a>(Parsed<'a>);

enum Parsed<'a> {
    /// None, or an empty one, or not wanted.
    Absent,
    /// JSON; `null` is a value like any other.
    Json(JsonBody<'a>),
    /// Of a content type that is not JSON.
    Text(&'a Bytes),
    /// A form.
    Form(Named<'a>),
}

impl std::fmt::Debug for ParsedBody<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParsedBody").finish_non_exhaustive()
    }
}

impl ParsedBody<'_> {
    /// The form, where it is one.
    pub(super) fn form(&self) -> Option<&Named<'_>> {
        match &self.0 {
            Parsed::Form(form) => Some(form),
            _ => None,
        }
    }

    /// The body for a handler of [`RequestValidationError`]; `depth` is how deep it was allowed to nest.
    pub(super) fn received(&self, depth: usize) -> Option<Received> {
        match &self.0 {
            Parsed::Absent => None,
            Parsed::Json(body) => Some(Received::Json {
                bytes: Bytes::clone(body.bytes()),
                depth,
            }),
            Parsed::Text(bytes) => Some(Received::Text(Bytes::clone(bytes))),
            Parsed::Form(form) => Some(Received::Form(form.object().into_owned())),
        }
    }
}

/// Reads a parameter from the body.
pub(super) fn read_body_value<T: Field + 'static>(
    extraction: &mut Extraction<'_>,
    wanted: &Wanted<T>,
) -> Option<T> {
    let (body, plan) = extraction.body();
    let limits = extraction.seen().settings().limits;
    let read = if plan.embedded || wanted.embed {
        embedded(body, wanted, limits)
    } else {
        match &body.0 {
            Parsed::Absent | Parsed::Form(_) => absent(wanted).ok_or_else(|| missing(None, limits)),
            Parsed::Json(body) => body.whole(wanted.rules),
            Parsed::Text(bytes) => {
                let text = Input::Text(String::from_utf8_lossy(bytes));
                let mut issues = Issues::with_limits(limits);
                let mut reader = Reader::new(&mut issues);
                let read = T::read(&text, wanted.rules, &mut reader.at(Source::Body.name()));
                read.map_err(|_| issues)
            }
        }
    };
    match read {
        Ok(value) => Some(value),
        Err(issues) => {
            extraction.note(Source::Body, issues);
            None
        }
    }
}

/// Reads a parameter from the member of the body that has its name.
fn embedded<T: Field>(
    body: &ParsedBody<'_>,
    wanted: &Wanted<T>,
    limits: Limits,
) -> std::result::Result<T, Issues> {
    let or_absent = || absent(wanted).ok_or_else(|| missing(Some(&wanted.name), limits));
    match &body.0 {
        // A text has no members either, but was never looked into: FastAPI takes the defaults there.
        Parsed::Absent | Parsed::Text(_) | Parsed::Form(_) => or_absent(),
        Parsed::Json(body) => match body.member(&wanted.name, wanted.rules) {
            Member::Read(read) => read,
            Member::Missing => or_absent(),
            // No object has no members: not even the default of an optional one is taken from it.
            Member::NoObject => Err(missing(Some(&wanted.name), limits)),
        },
    }
}

fn missing(name: Option<&str>, limits: Limits) -> Issues {
    let mut issues = Issues::with_limits(limits);
    let mut reader = Reader::new(&mut issues);
    let mut reader = reader.at(Source::Body.name());
    match name {
        Some(name) => reader.at(name).missing(None),
        None => reader.missing(None),
    };
    issues
}
