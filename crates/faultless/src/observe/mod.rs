//! What the operator sees: one log line an exception, the hooks that are told of it, and the debug page.
//!
//! Whatever fails is told of here and nowhere else: before the response by [`log_exception`], after it by
//! [`About::report`].

mod about;
mod debug_page;
mod hook;
mod log;

use http::StatusCode;

pub(crate) use about::About;
pub(crate) use debug_page::debug_page;
pub(crate) use hook::Hooks;
pub use hook::{Place, Reported};

use crate::exception::{Exception, caught_now};
use crate::request::Request;

/// Tells of an exception once: at `error` with its whole chain, and to the hooks, when the answer is a 5xx; in the log at
/// `debug` otherwise.
pub(crate) fn log_exception(
    request: &Request,
    exception: &Exception,
    answered: StatusCode,
    place: Place,
) {
    let reported = Reported {
        exception,
        request_id: request.id(),
        method: request.method(),
        path: request.path(),
        route: request.route(),
        status: Some(answered),
        place,
    };
    if answered.is_server_error() {
        report(&request.settings().hooks, &reported);
    } else {
        log::expected(&reported, answered);
    }
}

/// The one road of what is logged as an error: its line, and then the hooks.
fn report(hooks: &Hooks, reported: &Reported<'_>) {
    log::fault(reported);
    hooks.tell(reported);
}

/// An error's words and those of its causes, on one line of a bounded length; never a panic.
pub(crate) fn words(error: &(dyn std::error::Error + 'static)) -> String {
    log::OneLine(log::Causes(error)).to_string()
}

/// Drops an exception. What it does in its end is a failure of its own, and not worth another.
fn dropped(exception: Exception) {
    if let Err(panic) = caught_now(|| drop(exception)) {
        tracing::error!("an exception panicked when it was dropped: {panic}");
    }
}

/// Tells of what ended a WebSocket, once: at `error` with its whole chain, and to the hooks, when it is a fault of the
/// server; in the log at `debug` otherwise.
#[cfg(feature = "websocket")]
pub(crate) fn log_websocket_exception(
    request: &Request,
    exception: &Exception,
    closed: Option<&crate::websocket::Closed>,
    fault: bool,
) {
    let reported = Reported {
        exception,
        request_id: request.id(),
        method: request.method(),
        path: request.path(),
        route: request.route(),
        status: None,
        place: Place::WebSocket,
    };
    if fault {
        report(&request.settings().hooks, &reported);
    } else {
        log::ended(&reported, closed.map(crate::websocket::Closed::code));
    }
}
