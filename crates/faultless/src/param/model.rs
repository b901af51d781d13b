//! Models of a query, of headers, of cookies, of a form: each field is a value of its own there.

use std::borrow::Cow;

use faultless_model::{Field, FieldDoc, Input, Issues, Reader, Shape, Step};

use super::named::{Gathered, Named};
use super::value::{Wanted, absent};
use super::{Extraction, Source};

/// The fields of a type that is read as a model from a source; `None` where it is read as one value.
pub(super) fn fields_in<T: Field>(source: Source) -> Option<&'static [FieldDoc]> {
    let flat = matches!(
        source,
        Source::Query | Source::Header | Source::Cookie | Source::Form
    );
    match T::SHAPE {
        Shape::Object if flat => T::known_fields(),
        _ => None,
    }
}

/// Reads a model; `None` when its issues were noted.
pub(super) fn read<T: Field>(
    extraction: &mut Extraction<'_>,
    wanted: &Wanted<T>,
    source: Source,
    fields: &'static [FieldDoc],
) -> Option<T> {
    let limits = extraction.seen().settings().limits;
    let gathered = match source {
        Source::Form => extraction
            .form()
            .map(|form| form.gather(fields, T::closed(), true)),
        _ => Some(everything(extraction, source).gather(fields, T::closed(), wanted.dashed)),
    };
    let Gathered {
        object,
        supplied,
        renamed,
    } = gathered.unwrap_or_default();
    if !supplied && let Some(value) = absent(wanted) {
        return Some(value);
    }
    let mut issues = Issues::with_limits(limits);
    let value = T::read(
        &object,
        wanted.rules,
        &mut Reader::new(&mut issues).at(source.name()),
    );
    drop(object);
    if value.is_err() {
        // A header is told by its own name, and the object by those of the fields.
        issues.relocate(|location| {
            if let Some(Step::Name(name)) = location.step_mut(1)
                && let Some((_, there)) = renamed.iter().find(|(own, _)| own == name)
            {
                *name = Cow::Owned(there.clone());
            }
        });
        extraction.note(source, issues);
    }
    value.ok()
}

/// All that a source holds.
fn everything<'e>(extraction: &'e Extraction<'_>, source: Source) -> Named<'e> {
    let request = extraction.seen();
    match source {
        Source::Header => Named::new(super::header::all(request), source),
        Source::Cookie => Named::new(super::cookie::all(request), source),
        _ => {
            let pairs = form_urlencoded::parse(request.query().as_bytes());
            Named::new(
                pairs.map(|(name, value)| (name, Input::Text(value))),
                source,
            )
        }
    }
}
