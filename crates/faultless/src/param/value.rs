//! Reading a value from its source: the one road for every parameter that is a `Field`.

use std::borrow::Cow;

use faultless_model::{At, Field, Input, Issues, Reader, Shape};

use super::body::read_body_value;
use super::{Described, Description, Extraction, Source, Spec};
use crate::exception::{Panic, caught_now};
use crate::request::Request;

/// The source that a parameter is read from on this request's route.
fn actual(source: Source, shape: Shape, name: &str, request: &Request) -> Source {
    match source {
        Source::Natural if request.path_names().iter().any(|known| **known == *name) => {
            Source::Path
        }
        Source::Natural if matches!(shape, Shape::Scalar) => Source::Query,
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
}

impl<T: Field> Wanted<T> {
    pub(super) fn of<S>(spec: &Spec<S>, source: Source) -> Self {
        let name = if source == Source::Header && !spec.has_alias() {
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
        }
    }
}

/// Reads a value; `None` when its issues were noted.
pub(super) fn read<T: Field + 'static>(
    extraction: &mut Extraction<'_>,
    wanted: &Wanted<T>,
) -> Option<T> {
    let source = actual(wanted.source, T::SHAPE, &wanted.name, extraction.seen());
    if source == Source::Body {
        return read_body_value(extraction, wanted);
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
        Source::Natural if matches!(T::SHAPE, Shape::Scalar) => Source::Natural,
        Source::Natural => Source::Body,
        named => named,
    };
    let scalars_only = matches!(T::SHAPE, Shape::Object)
        || (source == Source::Path && matches!(T::SHAPE, Shape::List));
    if scalars_only && source != Source::Body {
        let (name, from, ty) = (spec.name(), source.name(), std::any::type_name::<T>());
        description.misfits.push(format!(
            "`{name}` reads a `{ty}` from the {from}, which holds single values: take each of its fields as an argument of its own"
        ));
    }
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
    description.params.push(Described {
        first: (source == Source::Body).then(|| spec.reads_first::<T>()),
        owner: description.owner,
        ..spec.described::<T>(source, required)
    });
}
