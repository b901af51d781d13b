//! Reading a value from its source: the one road for every parameter that is a `Field`.

use std::borrow::Cow;

use faultless_model::{At, Field, FieldDoc, Input, Issues, Reader, Shape};

use super::body::read_body_value;
use super::{Described, Description, Extraction, Source, Spec, model};
use crate::exception::{Panic, caught_now};
use crate::request::Request;

/// The source that a parameter is read from on this request's route.
fn actual<T: Field>(source: Source, name: &str, request: &Request) -> Source {
    match source {
        Source::Natural if T::UPLOADED => Source::File,
        Source::Natural if request.path_names().iter().any(|known| **known == *name) => {
            Source::Path
        }
        Source::Natural if matches!(T::SHAPE, Shape::Scalar) => Source::Query,
        Source::Natural => Source::Body,
        named => named,
    }
}

/// What a wrapper or a bare value wants read: its spec without its own type.
pub(super) struct Wanted<T> {
    pub(super) source: Source,
    pub(super) name: Cow<'static, str>,
    pub(super) rules: &'static faultless_model::Rules,
    pub(super) default: Option<fn() -> T>,
    pub(super) required: bool,
    pub(super) embed: bool,
    /// Whether headers have dashes where names have underscores.
    pub(super) dashed: bool,
}

impl<T: Field> Wanted<T> {
    pub(super) fn of<S>(spec: &Spec<S>, source: Source) -> Self {
        let name = if source == Source::Header && !spec.has_alias() && spec.converts_underscores() {
            Cow::Owned(spec.name().replace('_', "-"))
        } else {
            Cow::Borrowed(spec.wire_name())
        };
        Self {
            source,
            name,
            rules: spec.rule_set(),
            default: None,
            required: spec.is_required(),
            embed: spec.is_embedded(),
            dashed: spec.converts_underscores(),
        }
    }
}

/// Reads a value; `None` when its issues were noted.
pub(super) fn read<T: Field + 'static>(
    extraction: &mut Extraction<'_>,
    wanted: &Wanted<T>,
) -> Option<T> {
    let source = actual::<T>(wanted.source, &wanted.name, extraction.seen());
    if source == Source::Body {
        return read_body_value(extraction, wanted);
    }
    if let Some(fields) = model::fields_in::<T>(source) {
        return model::read(extraction, wanted, source, fields);
    }
    let limits = extraction.seen().settings().limits;
    let many = matches!(T::SHAPE, Shape::List);
    let found: Option<Input<'_>> = match source {
        Source::Path => extraction
            .seen()
            .path_param(&wanted.name)
            .map(|value| Input::Text(Cow::Borrowed(value))),
        Source::Header => super::header::find(extraction.seen(), &wanted.name, many),
        Source::Cookie => super::cookie::find(extraction.seen(), &wanted.name, many),
        Source::Form | Source::File => super::form::find::<T>(extraction, source, &wanted.name),
        _ => super::query::find(extraction, &wanted.name, many),
    };
    let found = match found {
        Some(input) => Some(input),
        None => match absent(wanted) {
            Some(value) => return Some(value),
            None => None,
        },
    };
    // Noted apart, since the value borrows from the request beside the extraction's own issues.
    let mut noted = Issues::with_limits(limits);
    let mut reader = Reader::new(&mut noted);
    let mut reader = reader.at(At::Known(source.name()));
    let mut reader = reader.at(At::known(&wanted.name));
    let value = match &found {
        Some(input) => T::read(input, wanted.rules, &mut reader),
        None => Err(reader.missing(None)),
    };
    drop(found);
    if value.is_err() {
        extraction.note(source, noted);
    }
    value.ok()
}

/// The value of a parameter that the request does not have, when it has one all the same.
pub(super) fn absent<T: Field>(wanted: &Wanted<T>) -> Option<T> {
    match wanted.default {
        Some(default) => Some(default()),
        None if wanted.required => None,
        None => T::absent(),
    }
}

/// Describes a parameter that is a value.
pub(super) fn describe<T: Field + Send + 'static, S>(
    spec: &'static Spec<S>,
    source: Source,
    description: &mut Description,
) {
    let source = match source {
        Source::Natural if T::UPLOADED => Source::File,
        Source::Natural if matches!(T::SHAPE, Shape::Scalar) => Source::Natural,
        Source::Natural => Source::Body,
        named => named,
    };
    let fields = model::fields_in::<T>(source);
    description
        .misfits
        .extend(misfit::<T>(spec.name(), source, fields));
    // Rules are made when they are first needed: here, so that one which cannot be is told now and not on a request.
    if let Err(panic) = caught_now(|| spec.rule_set()) {
        let why = panic
            .downcast_ref::<Panic>()
            .map_or_else(String::new, |panic| panic.message().to_owned());
        description
            .misfits
            .push(format!("a rule of `{}` cannot be: {why}", spec.name()));
    }
    let required = !spec.has_default() && (spec.is_required() || T::absent().is_none());
    let described = spec.described::<T>(source, required);
    description.params.push(Described {
        first: (source == Source::Body).then(|| spec.reads_first::<T>()),
        owner: description.owner,
        fields,
        uploaded: T::UPLOADED,
        ..described
    });
}

/// Why a type cannot be read from a source, and what to write instead.
fn misfit<T: Field>(
    name: &str,
    source: Source,
    fields: Option<&'static [FieldDoc]>,
) -> Option<String> {
    let (from, ty) = (source.name(), std::any::type_name::<T>());
    if T::UPLOADED && !matches!(source, Source::File | Source::Form) {
        return Some(format!(
            "`{name}` reads a file from the {from}, and files come in multipart forms: leave the source out, or write `#[file]`"
        ));
    }
    let uploaded = || T::known_fields()?.iter().find(|field| field.uploaded);
    if source == Source::Body
        && let Some(field) = uploaded()
    {
        return Some(format!(
            "`{name}` reads a `{ty}` from a JSON body, and its field `{}` is a file, which comes in a form: write `#[form]`",
            field.ident
        ));
    }
    if source == Source::File && matches!(T::SHAPE, Shape::Object) {
        return Some(format!(
            "`{name}` reads a `{ty}` from a file, which holds bytes: take it as `UploadFile` or `Bytes` and read them yourself, or as `#[form]` from the form's fields"
        ));
    }
    if let Some(fields) = fields {
        let nested = fields
            .iter()
            .find(|field| matches!(field.shape, Shape::Object))?;
        return Some(format!(
            "`{name}` reads a `{ty}` from the {from}, where each field is one value or a list, and its field `{}` is an object: take that from a JSON body",
            nested.ident
        ));
    }
    let fits = match T::SHAPE {
        Shape::Object => false,
        Shape::List => source != Source::Path,
        _ => true,
    };
    (!fits && source != Source::Body).then(|| {
        format!(
            "`{name}` reads a `{ty}` from the {from}, which holds single values: take each of its fields as an argument of its own"
        )
    })
}
