//! The words of a test that fails: what was answered, and what would document it.

use std::fmt;
use std::panic::Location;

use http::StatusCode;

use super::judge::{Fault, Received};
use crate::routing::Found;
use crate::status;

/// Bodies are shown up to this length.
const SHOWN: usize = 1000;

/// A response that the document does not have.
pub(super) struct Told<'t> {
    pub(super) fault: &'t Fault,
    pub(super) found: &'t Found,
    pub(super) received: &'t Received<'t>,
    pub(super) target: &'t str,
    pub(super) caller: &'static Location<'static>,
    /// The exception that nobody planned.
    pub(super) exception: Option<String>,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.received.parts.status;
        let Found {
            prefix,
            path,
            handler,
            ..
        } = self.found;
        let method = self.received.method;
        write!(f, "`{method} {prefix}{path}` answered {}", status.as_u16())?;
        match self.fault {
            Fault::Undocumented { code } => {
                code.iter().try_for_each(|code| write!(f, " `{code}`"))?;
                f.write_str(", which its documentation does not have: ")?;
                remedy(f, status, code.as_deref(), handler)?;
            }
            Fault::Body(mistakes) => {
                write!(
                    f,
                    " with a body that is not as documented:\n{mistakes}\nThe documentation of it comes from "
                )?;
                if is_error(status) {
                    write!(
                        f,
                        "the application's error format, or from `exception_response` and `status_response` for what handlers write"
                    )?;
                } else {
                    write!(f, "what `{handler}` returns, or from its `responses(...)`")?;
                }
            }
        }
        let caller = self.caller;
        write!(f, "\nasked: {method} {} at {caller}", self.target)?;
        if let Some(body) = self.received.body.filter(|body| !body.is_empty()) {
            let shown = body.get(..SHOWN.min(body.len())).unwrap_or_default();
            write!(f, "\nbody: {}", String::from_utf8_lossy(shown))?;
            if shown.len() < body.len() {
                f.write_str("...")?;
            }
        }
        if let Some(exception) = &self.exception {
            write!(f, "\nraised, and planned by nobody: {exception}")?;
        }
        Ok(())
    }
}

/// What would document it.
fn remedy(
    f: &mut fmt::Formatter<'_>,
    status: StatusCode,
    code: Option<&str>,
    handler: &str,
) -> fmt::Result {
    let number = status.as_u16();
    if !is_error(status) {
        return write!(
            f,
            "write `status = {number}` above `{handler}`, or document it in `responses({number} = ...)`"
        );
    }
    let name = status::short_name(status).map_or_else(|| number.to_string(), str::to_owned);
    let own = code.filter(|code| *code != crate::default_code(status));
    let raises = match own {
        Some(code) => format!("({name}, \"{code}\")"),
        None if status == StatusCode::INTERNAL_SERVER_ERROR => "unplanned".to_owned(),
        None => name,
    };
    write!(
        f,
        "write `raises({raises})` above `{handler}`, or let its error type say it; where a layer answered, `App::raises` documents it"
    )
}

fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}
