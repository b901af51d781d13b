//! `WebSocketException`: a close code and a reason raised from anywhere.

use std::fmt;

use super::close::{InvalidCloseCode, fitted, may_be_sent};

/// The end of a WebSocket raised from anywhere: a close code and a reason.
///
/// Raise it with `raise!(ws POLICY_VIOLATION, "no session")`. Raised by an HTTP path operation it is a mistake of the
/// application: a 500, logged.
///
/// # Example
/// ```
/// use faultless::{WebSocketException, status};
/// let refused = WebSocketException::new(status::WS_1008_POLICY_VIOLATION, "no session").unwrap();
/// assert_eq!((refused.code(), refused.reason()), (1008, "no session"));
/// assert!(WebSocketException::new(1006, "").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSocketException(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    code: u16,
    reason: String,
}

impl WebSocketException {
    /// An exception with a close code and a reason; a reason over 123 bytes is cut at the end of a character.
    ///
    /// # Errors
    /// [`InvalidCloseCode`] for a code that may not be sent: 1005, 1006, 1015, and all outside 1000 to 1003, 1007 to
    /// 1014, 3000 to 4999.
    pub fn new(code: u16, reason: impl AsRef<str>) -> Result<Self, InvalidCloseCode> {
        if !may_be_sent(code) {
            return Err(InvalidCloseCode(code));
        }
        Ok(Self(Box::new(Inner {
            code,
            reason: fitted(reason.as_ref()).to_owned(),
        })))
    }

    /// The close code.
    #[must_use]
    pub fn code(&self) -> u16 {
        self.0.code
    }

    /// The reason, 123 bytes at most.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0.reason
    }
}

impl fmt::Display for WebSocketException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "close {} {}", self.0.code, self.0.reason)
    }
}

impl std::error::Error for WebSocketException {}
