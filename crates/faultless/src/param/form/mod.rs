//! Forms: received whole before anything else, then shared by the parameters that take their fields.

mod multipart;
mod options;
mod paced;
mod upload;

use std::borrow::Cow;

use faultless_model::{Field, FieldDoc, Input, Shape};
use http::header::CONTENT_TYPE;
use percent_encoding::percent_decode;

use self::options::Options;
use self::upload::file;
pub(super) use self::upload::is_empty_file;
pub use self::upload::{Chunks, UploadFile};
use super::header::latin;
use super::named::Named;
use super::wrapper::wrapper;
use super::{Description, Extraction, Source};
use crate::exception::{Exception, HttpException, Result};
use crate::form_limits::FormLimits;
use crate::request::Request;

wrapper! {
    /// A field of a form, or a whole form as a model: `username: Form<String>`, `login: Form<Login>`.
    ///
    /// The form is URL-encoded or multipart, whichever the client sends; a body of any other content type, or of none, is
    /// a form without fields.
    ///
    /// It rejects, as issues with a location that starts at `body`: a field that is missing (unless the type is an
    /// `Option` or there is a default), and whatever the type refuses. An empty field counts as missing, except among
    /// those of a list. Of a repeated field the last value counts, a list takes all.
    ///
    /// It raises, before any dependency runs: 400 for a multipart form that cannot be read or has no boundary, and for a
    /// form over one of the [`FormLimits`]; 413 for a body over the limit; 408 for one that takes too long.
    Form
}

/// Which fields a form is read for, and how large it may be.
#[derive(Debug, Clone, Default)]
pub(crate) struct FormPlan {
    /// The names under which files are taken: true where only as [`UploadFile`], which may stand on disk.
    wanted: Vec<(&'static str, bool)>,
    /// What the route changes of the application's limits.
    limits: Option<fn(FormLimits) -> FormLimits>,
}

impl FormPlan {
    /// The plan of an operation; `None` where no parameter takes a form.
    pub(crate) fn of(
        description: &Description,
        limits: Option<fn(FormLimits) -> FormLimits>,
    ) -> Option<Self> {
        let mut plan = Self {
            wanted: Vec::new(),
            limits,
        };
        let mut any = false;
        for param in &description.params {
            any |= matches!(param.source, Source::Form | Source::File);
            match (param.source, param.fields) {
                (Source::Form, Some(fields)) => fields.iter().for_each(|field| plan.field(field)),
                (Source::File, _) => plan.want(param.wire_name, param.uploaded),
                _ => {}
            }
        }
        any.then_some(plan)
    }

    fn field(&mut self, field: &FieldDoc) {
        let names = std::iter::once(field.name).chain(field.aliases.iter().copied());
        for name in names.filter(|_| field.uploaded) {
            self.want(name, true);
        }
    }

    fn want(&mut self, name: &'static str, uploaded: bool) {
        match self.wanted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, spooled)) => *spooled &= uploaded,
            None => self.wanted.push((name, uploaded)),
        }
    }

    /// Whether files of a name are taken, and if so whether they may stand on disk.
    fn wanted(&self, name: &str) -> Option<bool> {
        let known = self.wanted.iter().find(|(known, _)| *known == name);
        known.map(|(_, spooled)| *spooled)
    }
}

/// A form that was received.
#[derive(Debug, Default)]
pub(crate) struct FormData(Vec<(String, Input<'static>)>);

impl FormData {
    /// Receives the form.
    ///
    /// # Errors
    /// 400 where it cannot be read or is over a limit of forms, 413 over the body's, 408 out of time.
    pub(crate) async fn receive(request: &mut Request, plan: &FormPlan) -> Result<Self> {
        let limits = request.scope().form_limits;
        let limits = plan.limits.map_or(limits, |change| change(limits));
        let Some(content_type) = request.headers().get(CONTENT_TYPE).cloned() else {
            return Ok(Self::default());
        };
        let options = Options::of(content_type.as_bytes());
        let is = |name: &str| options.value.eq_ignore_ascii_case(name.as_bytes());
        if is("multipart/form-data") {
            let timeout = request.scope().body_timeout;
            let receiving = std::pin::pin!(multipart::receive(request, &options, plan, &limits));
            return crate::request::in_time(receiving, timeout).await?.map(Self);
        }
        if is("application/x-www-form-urlencoded") {
            let bytes = request.bytes().await?;
            return urlencoded(&bytes, &limits).map(Self);
        }
        Ok(Self::default())
    }

    /// The fields by name.
    pub(super) fn named(&self) -> Named<'_> {
        let pairs = self.0.iter();
        Named::new(
            pairs.map(|(name, value)| (Cow::Borrowed(name.as_str()), borrowed(value))),
            Source::Form,
        )
    }
}

/// The values of a field.
pub(super) fn find<'e, T: Field>(
    extraction: &Extraction<'e>,
    source: Source,
    name: &str,
) -> Option<Input<'e>> {
    let many = matches!(T::SHAPE, Shape::List);
    let found = extraction.form()?.pick(name, many)?;
    // Whoever wants the bytes of a file and not the file is told of them as of any field.
    let bytes = source == Source::File && !T::UPLOADED;
    Some(match found {
        Input::List(items) if bytes => Input::List(items.into_iter().map(plain).collect()),
        one if bytes => plain(one),
        other => other,
    })
}

fn plain(input: Input<'_>) -> Input<'_> {
    match file(&input) {
        Some(file) => file.plain(),
        None => input,
    }
}

/// The same value without its text copied.
fn borrowed<'f>(value: &'f Input<'static>) -> Input<'f> {
    match value {
        Input::Text(text) => Input::Text(Cow::Borrowed(text)),
        other => other.clone(),
    }
}

/// Reads a URL-encoded form.
fn urlencoded(body: &[u8], limits: &FormLimits) -> Result<Vec<(String, Input<'static>)>> {
    let mut fields = Vec::new();
    for pair in body
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
    {
        let at = pair.iter().position(|byte| *byte == b'=');
        let (name, value) = pair.split_at(at.unwrap_or(pair.len()));
        let value = value.get(1..).unwrap_or_default();
        if name.len() + value.len() > limits.max_part_size {
            return Err(refused(too_large("Field", limits.max_part_size)));
        }
        if fields.len() == limits.max_fields {
            return Err(refused(too_many_fields(limits.max_fields)));
        }
        fields.push((decoded(name), decoded(value).into()));
    }
    Ok(fields)
}

/// A text as a form writes it: a plus for a space, escaped bytes of UTF-8; bytes that are no ASCII are Latin-1.
fn decoded(written: &[u8]) -> String {
    let spaced: Vec<u8> = written
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let plain = latin(&spaced);
    percent_decode(plain.as_bytes())
        .decode_utf8_lossy()
        .into_owned()
}

fn too_many_fields(most: usize) -> String {
    format!("Too many fields. Maximum number of fields is {most}.")
}

fn too_large(what: &str, most: usize) -> String {
    format!("{what} exceeded maximum size of {}KB.", most / 1024)
}

fn refused(words: impl Into<String>) -> Exception {
    Exception::new(HttpException::new(400, words.into()))
}

fn refused_for(
    words: &'static str,
    cause: impl std::error::Error + Send + Sync + 'static,
) -> Exception {
    Exception::new(HttpException::new(400, words).caused_by(cause))
}

/// Why an operation cannot take what its parameters ask of the body, and what to write instead.
pub(crate) fn conflict(description: &Description) -> Option<String> {
    let params = &description.params;
    let from = |sources: &[Source]| params.iter().find(|param| sources.contains(&param.source));
    let form = from(&[Source::Form, Source::File])?.name;
    if let Some(json) = from(&[Source::Body]) {
        return Some(format!(
            "`{}` is read from a JSON body and `{form}` from a form, and a request has one body: mark both `#[body]`, or both `#[form]`",
            json.name
        ));
    }
    let whole = description.wholes.first()?;
    Some(format!(
        "`{whole}` takes the whole body and `{form}` a part of it as a form, and a body is received once: take the form's fields alone, or read them from the body yourself"
    ))
}
