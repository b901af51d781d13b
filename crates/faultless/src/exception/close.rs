//! Which WebSocket close codes may be sent.

use std::fmt;

/// A close code that an endpoint may not send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidCloseCode(pub(super) u16);

impl fmt::Display for InvalidCloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "close code {} may not be sent: use 1000 to 1003, 1007 to 1014, 3000 to 4999 (1005, 1006 and 1015 only say how a connection ended)",
            self.0
        )
    }
}

impl std::error::Error for InvalidCloseCode {}

/// True for the codes an endpoint may put in a close frame (RFC 6455 section 7.4 and its registry).
pub(super) const fn may_be_sent(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

/// The reason, cut to the 123 bytes that a close frame has room for, at the end of a character.
pub(super) fn fitted(reason: &str) -> &str {
    let mut end = reason.len().min(123);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    reason.get(..end).unwrap_or_default()
}
