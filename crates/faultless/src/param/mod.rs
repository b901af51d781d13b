//! Parameters: what a path operation or dependency takes from a request, one file a source.
#![doc = include_str!("../docs/parameters.md")]

mod body;
mod context;
mod cookie;
mod described;
mod extraction;
mod extractor;
mod form;
mod header;
mod json;
mod model;
mod named;
mod path;
mod probe;
mod query;
mod rejection;
mod returning;
mod secured;
mod source;
mod spec;
mod value;
#[cfg(feature = "websocket")]
mod websocket;
mod wiring;
mod wrapper;

pub use body::Body;
pub use context::State;
pub use cookie::Cookie;
pub use described::Described;
pub use extraction::Extraction;
pub use form::{Chunks, Form, UploadFile};
pub use header::Header;
pub use path::Path;
pub use probe::{Argument, Borrowed, Probe, Taken, via};
pub use query::Query;
pub use returning::{RaisedByRaise, RaisedByType, RaisedErased, RaisesNothing, Returning};
pub use secured::Secured;
pub use source::Source;
pub use spec::{Description, Need, Spec, example};
pub use wiring::{Shared, Wiring};

pub(crate) use body::BodyPlan;
#[doc(hidden)]
pub use body::{ParsedBody, ReadBody};
pub(crate) use cookie::last as last_cookie;
pub(crate) use extraction::Key;
pub(crate) use form::{FormPlan, conflict};
pub(crate) use header::latin;
pub(crate) use json::ReadFirst;
pub(crate) use wiring::{Override, Overrides};

use crate::exception::Result;

/// A type that a path operation or dependency can take as an argument.
///
/// Every value type ([`Field`](faultless_model::Field)) is one: it is read from the path when its name stands in the
/// path, else from the query when it is a scalar, else from the body. The wrappers [`Query`], [`Path`], [`Header`],
/// [`Cookie`] and [`Body`] name the source, [`State`] gives what the application holds, `Depends` what a dependency
/// gives. Any extractor of axum's is taken too, though it is no `Param`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an argument of a path operation",
    label = "not a value type, not `Header`, `State`, `Depends` and the like, and not an extractor of axum's",
    note = "derive `Model` for a type of your own, wrap a state as `State<T>`, and take the request itself as `&Request`"
)]
pub trait Param: Sized + Send {
    /// Takes the argument out of the request. `None` means that its issues were noted: the others are still read.
    ///
    /// # Errors
    /// An exception that ends the request at once, such as one that a dependency raises.
    fn extract(
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<Self>,
    ) -> impl Future<Output = Result<Option<Self>>> + Send;

    /// Says what it takes, for the checks when the application is built and for its documentation.
    fn describe(spec: &'static Spec<Self>, description: &mut Description);
}
