//! `Problem`: RFC 9457, `application/problem+json`.

use std::borrow::Cow;

use faultless_model::{Issue, Kind, Location, Step};
use http::HeaderValue;
use percent_encoding::utf8_percent_encode;
use serde::Serialize;

use super::{ErrorFormat, ErrorReport, Rendered};
use crate::exception::Detail;
use crate::status;
use crate::url::{FRAGMENT, PATH};

/// Problem details of RFC 9457, `application/problem+json`.
///
/// `type` leads to the code's entry in the application's catalogue of errors
/// ([`App::errors_path`](crate::App::errors_path)); for a code that is not in it, it is `about:blank`. `title`, `status`, `detail`, `instance`, and as extensions `code`, `request_id`, and for a request that is
/// not valid `errors`: each with `detail`, `type`, `in` (the source: `body`, `query`) and `pointer`, a JSON pointer
/// (RFC 6901, as a URI fragment) into that source. A detail that is no text stays JSON, under `context`, since the RFC allows `detail` to
/// be text only.
#[derive(Debug, Clone, Copy, Default)]
pub struct Problem;

#[derive(Serialize)]
struct Members<'a> {
    r#type: Cow<'a, str>,
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a Detail>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a Detail>,
    instance: &'a str,
    code: Cow<'a, str>,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<Entry<'a>>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    detail: Cow<'a, str>,
    r#type: &'a str,
    r#in: String,
    pointer: String,
}

impl<'a> Entry<'a> {
    fn of(issue: &'a Issue) -> Self {
        let location = issue.location();
        Self {
            detail: issue.message(),
            r#type: issue.code(),
            r#in: location
                .iter()
                .next()
                .map(ToString::to_string)
                .unwrap_or_default(),
            // Of JSON that does not parse there is no place but the whole: its location is a position in the text.
            pointer: if *issue.kind() == Kind::JsonInvalid {
                "#".to_owned()
            } else {
                pointer(location)
            },
        }
    }
}

/// The place within its source as a JSON pointer in a URI fragment; the first step is the source itself.
fn pointer(location: &Location) -> String {
    let mut pointer = String::from("#");
    for step in location.iter().skip(1) {
        // What the value itself does not have is no place in it.
        if matches!(step, Step::Member(_)) {
            continue;
        }
        pointer.push('/');
        match step {
            Step::Name(name) => {
                let escaped = name.replace('~', "~0").replace('/', "~1");
                pointer.extend(utf8_percent_encode(&escaped, FRAGMENT));
            }
            other => pointer.push_str(&other.to_string()),
        }
    }
    pointer
}

/// The URI of a code's entry in the catalogue, where it has one.
fn kind(error: &ErrorReport<'_>, code: &str) -> Cow<'static, str> {
    let catalogued = error.request().settings().catalogued.get();
    match catalogued.filter(|catalogued| catalogued.codes.contains(code)) {
        Some(catalogued) => {
            let mount = error.request().root_path();
            Cow::Owned(problem_type(mount, &catalogued.path, code))
        }
        None => Cow::Borrowed("about:blank"),
    }
}

/// The URI of a code's entry in the catalogue of an application that is mounted at `mount`.
pub(crate) fn problem_type(mount: &str, path: &str, code: &str) -> String {
    let mut uri = String::new();
    uri.extend(utf8_percent_encode(mount, PATH));
    uri.extend(utf8_percent_encode(path, PATH));
    uri.push('#');
    uri.extend(utf8_percent_encode(code, FRAGMENT));
    uri
}

impl ErrorFormat for Problem {
    fn render(&self, error: &ErrorReport<'_>) -> Rendered {
        let detail = error.detail();
        let is_text = detail.json().is_some_and(|json| json.starts_with('"'));
        let code = error.code();
        let members = Members {
            r#type: kind(error, &code),
            title: match status::phrase(error.status()) {
                "" => "Error",
                phrase => phrase,
            },
            status: error.status().as_u16(),
            detail: is_text.then_some(detail),
            context: (!is_text && !detail.is_none()).then_some(detail),
            instance: error.request().uri().path(),
            code,
            request_id: error.request_id(),
            errors: error
                .issues()
                .map(|issues| issues.iter().map(Entry::of).collect()),
        };
        Rendered::json_as(
            HeaderValue::from_static("application/problem+json"),
            &members,
        )
    }
}
