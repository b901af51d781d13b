//! `Raise`: an error type of the application that says how it is answered.

use std::any::TypeId;
use std::borrow::Cow;
use std::error::Error;
use std::sync::LazyLock;

use http::{HeaderMap, StatusCode};

use super::{Detail, ErrorDoc, HttpException};
use crate::request::ByTypeId;

/// An error that says how it is answered: status, code, detail, headers, and what it *is*.
///
/// Derive it with `#[derive(Raise)]` beside `thiserror::Error`; see [the derive](derive@crate::Raise) for its words.
/// A domain layer that should know no HTTP needs none of it: register an exception handler for its type instead.
///
/// Everything has a default but [`status`](Raise::status). What an error leaves out is taken from its
/// [`base`](Raise::base).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how it is answered",
    label = "this error has no `Raise`",
    note = "add `#[derive(Raise)]` and `#[raise(status = 404)]`, or register a handler: `.exception_handler(|request: &Request, error: &{Self}| ...)`"
)]
pub trait Raise: Error + Send + Sync + 'static {
    /// The status, or `None` to take the base's. An error without one anywhere is unplanned: a 500.
    fn status(&self) -> Option<StatusCode>;

    /// The machine code that formats with one tell, such as `item_not_found`.
    fn code(&self) -> Option<Cow<'static, str>> {
        None
    }

    /// What the client is told. Left out, it is the error's own words below 500, and the status's phrase from there
    /// on: a failure of the server tells nothing that was not written for the client.
    fn detail(&self) -> Option<Detail> {
        None
    }

    /// Headers of the response.
    fn headers(&self) -> HeaderMap {
        HeaderMap::new()
    }

    /// The error that this one *is*: a handler for its type answers this one too.
    fn base(&self) -> Option<Base<'_>> {
        None
    }

    /// The answers that errors of this type have, for the documentation; the derive makes one of each variant. A type
    /// that says none is documented as any error.
    fn errors() -> Vec<ErrorDoc>
    where
        Self: Sized,
    {
        Vec::new()
    }
}

/// An error seen as what another one *is*; returned by [`Raise::base`].
#[derive(Debug, Clone, Copy)]
pub struct Base<'a> {
    pub(super) error: &'a (dyn Error + 'static),
    pub(super) type_id: TypeId,
}

impl<'a> Base<'a> {
    /// The base `error`.
    #[must_use]
    pub fn new<E: Error + 'static>(error: &'a E) -> Self {
        Self {
            error,
            type_id: TypeId::of::<E>(),
        }
    }
}

/// A field that may be a base: an error is one, a box of an erased one is only a cause. For the derive.
#[doc(hidden)]
#[derive(Debug)]
pub struct BaseOf<'a, T>(pub &'a T);

#[doc(hidden)]
pub trait ErrorBase<'a> {
    /// The base.
    fn base(&self) -> Option<Base<'a>>;
}

impl<'a, E: Error + 'static> ErrorBase<'a> for &BaseOf<'a, E> {
    fn base(&self) -> Option<Base<'a>> {
        Some(Base::new(self.0))
    }
}

#[doc(hidden)]
pub trait NoBase<'a> {
    /// None.
    fn base(&self) -> Option<Base<'a>>;
}

impl<'a, T> NoBase<'a> for BaseOf<'a, T> {
    fn base(&self) -> Option<Base<'a>> {
        None
    }
}

impl Raise for HttpException {
    fn status(&self) -> Option<StatusCode> {
        Some(HttpException::status(self))
    }

    fn code(&self) -> Option<Cow<'static, str>> {
        self.error_code().map(|code| Cow::Owned(code.to_owned()))
    }

    fn detail(&self) -> Option<Detail> {
        Some(HttpException::detail(self).clone())
    }

    fn headers(&self) -> HeaderMap {
        HttpException::headers(self).clone()
    }
}

/// An entry of the table by which the [`Raise`] of an erased error is found again. The derive makes them.
#[derive(Debug)]
pub struct RaiseEntry {
    type_id: fn() -> TypeId,
    view: for<'a> fn(&'a (dyn Error + 'static)) -> Option<&'a dyn Raise>,
}

impl RaiseEntry {
    /// The entry of `E`.
    #[must_use]
    pub const fn of<E: Raise>() -> Self {
        Self {
            type_id: TypeId::of::<E>,
            view: view::<E>,
        }
    }
}

fn view<'a, E: Raise>(error: &'a (dyn Error + 'static)) -> Option<&'a dyn Raise> {
    error.downcast_ref::<E>().map(|error| error as &dyn Raise)
}

inventory::collect!(RaiseEntry);
inventory::submit!(RaiseEntry::of::<HttpException>());

static TABLE: LazyLock<ByTypeId<&'static RaiseEntry>> = LazyLock::new(|| {
    inventory::iter::<RaiseEntry>()
        .map(|entry| ((entry.type_id)(), entry))
        .collect()
});

/// The `Raise` of an erased error, when its type has one.
pub(super) fn raise_of<'a>(
    error: &'a (dyn Error + 'static),
    type_id: Option<TypeId>,
) -> Option<&'a dyn Raise> {
    if let Some(entry) = type_id.and_then(|id| TABLE.get(&id)) {
        return (entry.view)(error);
    }
    // A cause is known by its vtable alone, which tells no TypeId: every entry is asked. Only on the error road, and
    // only for errors that neither say what they are nor have a handler.
    type_id
        .is_none()
        .then(|| TABLE.values().find_map(|entry| (entry.view)(error)))
        .flatten()
}

/// Whether the `Raise` of a type is found again once its errors are erased: what was derived is, unless it is generic.
pub(super) fn is_found(type_id: TypeId) -> bool {
    TABLE.contains_key(&type_id)
}

/// How an error with a `Raise` is answered, its own words before its base's; `None` when no status is found.
pub(super) fn declared(raise: &dyn Raise) -> Option<HttpException> {
    declared_within(raise, 16)
}

/// `depth` ends a chain of bases that runs in a circle.
fn declared_within(raise: &dyn Raise, depth: u8) -> Option<HttpException> {
    let base = || {
        let base = raise.base()?;
        declared_within(
            raise_of(base.error, Some(base.type_id))?,
            depth.checked_sub(1)?,
        )
    };
    let Some(status) = raise.status() else {
        let mut answer = base()?;
        if let Some(code) = raise.code() {
            answer = answer.code(code);
        }
        if let Some(detail) = raise.detail() {
            answer = answer.with_detail(detail);
        }
        return Some(answer.with_headers(raise.headers()));
    };
    let detail = match raise.detail() {
        Some(detail) => detail,
        None if status.is_server_error() => Detail::NONE,
        None => Detail::words(raise.to_string()),
    };
    let answer = HttpException::with(status, detail).with_headers(raise.headers());
    let code = raise
        .code()
        .or_else(|| base().and_then(|base| Some(Cow::Owned(base.error_code()?.to_owned()))));
    Some(match code {
        Some(code) => answer.code(code),
        None => answer,
    })
}
