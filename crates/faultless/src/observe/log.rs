//! One log line for each exception.

use std::error::Error;
use std::fmt;

use http::StatusCode;

use crate::exception::{Exception, Panic};
use crate::request::Request;

/// Logs an exception once: at `error` with its whole chain when the answer is a 5xx, at `debug` otherwise.
pub(crate) fn log_exception(request: &Request, exception: &Exception, answered: StatusCode) {
    let route = request.route().unwrap_or("-");
    if answered.is_server_error() {
        tracing::error!(
            status = answered.as_u16(),
            method = %request.method(),
            path = request.path(),
            route,
            request_id = %request.id(),
            error = exception.type_name(),
            raised_at = %exception.location(),
            backtrace = Backtrace::of(exception).map(tracing::field::display),
            "{}", Chained(exception)
        );
    } else {
        tracing::debug!(
            status = answered.as_u16(),
            method = %request.method(),
            path = request.path(),
            route,
            request_id = %request.id(),
            error = exception.type_name(),
            raised_at = %exception.location(),
            "{}", Chained(exception)
        );
    }
}

/// Logs a body that failed after its response had begun.
pub(crate) fn log_stream_failure(
    method: &http::Method,
    path: &str,
    request_id: &str,
    error: &(dyn Error + 'static),
) {
    tracing::error!(%method, path, request_id, "the response failed after it had begun: {}", Causes(error));
}

/// An exception, its causes and what it was raised during, on one line.
struct Chained<'a>(&'a Exception);

impl fmt::Display for Chained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Causes(self.0.error()))?;
        let mut during = self.0.during();
        while let Some(exception) = during {
            write!(
                f,
                " (while handling {}, raised at {})",
                Causes(exception.error()),
                exception.location()
            )?;
            during = exception.during();
        }
        Ok(())
    }
}

pub(super) struct Causes<'a>(pub(super) &'a (dyn Error + 'static));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = String::new();
        for (index, error) in crate::exception::Chain::from_error(self.0).enumerate() {
            let words = error.to_string();
            // A transparent error says its cause's words: once is enough.
            if words != before {
                write!(f, "{}{words}", if index == 0 { "" } else { ": " })?;
            }
            before = words;
        }
        Ok(())
    }
}

/// The backtrace of the panic or of the place where the error was raised.
pub(super) struct Backtrace;

impl Backtrace {
    pub(super) fn of(exception: &Exception) -> Option<&std::backtrace::Backtrace> {
        exception
            .downcast_ref::<Panic>()
            .and_then(Panic::backtrace)
            .or_else(|| exception.backtrace())
    }
}
