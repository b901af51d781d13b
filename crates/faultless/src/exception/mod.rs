//! Exceptions: how one is raised, erased, matched to a handler and rendered.
//!
//! Every failure of an application is an [`Exception`]: an erased error that keeps its value, its causes and the
//! place it was raised. [`HttpException`], [`WebSocketException`] and [`RequestValidationError`] are the framework's
//! own; an application adds its own with [`Raise`], or maps plain errors with a handler.
#![doc = include_str!("../docs/exceptions.md")]

mod close;
mod detail;
mod documented;
mod erased;
mod format;
mod handler;
pub(crate) mod headers;
mod http;
mod macros;
mod mapping;
mod or_raise;
mod panic;
mod raise;
mod registry;
mod resolve;
mod validation;
mod websocket;
#[cfg(feature = "websocket")]
mod websocket_handlers;

pub use close::InvalidCloseCode;
pub use detail::Detail;
pub use documented::{ErrorDoc, ErrorsOf, NoErrors, PlainErrors, RaisingErrors};
pub(crate) use documented::{ErrorType, Example, errors_of};
pub use erased::{Chain, Exception, Result};
pub use format::{
    ByAccept, Detailed, ErrorFormat, ErrorReport, Problem, Rendered, Uniform, default_code,
};
pub use handler::{
    Answer, AsyncHandlerFn, Catch, ExceptionHandler, StatusCatch, marker as handler_marker,
};
pub use headers::IntoHeader;
pub use http::{HttpException, IntoStatus};
pub use macros::{IntoException, marker as raise_marker};
pub use mapping::Mapped;
pub use or_raise::OrRaise;
pub use panic::Panic;
pub use raise::{Base, BaseOf, ErrorBase, NoBase, Raise, RaiseEntry};
pub use validation::{
    RequestValidationError, ResponseValidationError, WebSocketRequestValidationError,
};
pub use websocket::WebSocketException;

pub(crate) use format::{Catalogued, Settings, accept_quality, problem_type};
pub(crate) use panic::{caught, caught_now, install_hook};
pub(crate) use registry::Registry;
pub(crate) use resolve::{Caught, ExceptionHandlers, planned_answer, resolve};
#[cfg(feature = "websocket")]
pub(crate) use resolve::{finished, resolve_websocket};
pub(crate) use validation::Received;
