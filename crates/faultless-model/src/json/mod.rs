//! Python's `json.loads`: what it takes, its words and its positions.

mod decode;
mod scan;
mod string;

use std::borrow::Cow;
use std::fmt;

use crate::input::Input;

/// How many digits Python reads into an integer before it refuses.
pub(crate) const MAX_DIGITS: usize = 4300;

/// How deep lists and objects may nest unless told otherwise.
pub(crate) const DEPTH: usize = 128;

/// Why bytes are not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonError {
    /// They break the grammar; FastAPI answers 422 with the kind `json_invalid`.
    Syntax {
        /// What was wrong, in Python's words: `Expecting value`.
        message: String,
        /// Where, in characters (not bytes) from the start.
        position: usize,
    },
    /// They cannot be taken in at all; FastAPI answers 400.
    Unreadable {
        /// Why: the encoding is broken, an integer has over 4,300 digits, or it nests too deep.
        reason: &'static str,
    },
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message, position } => write!(f, "{message} at character {position}"),
            Self::Unreadable { reason } => f.write_str(reason),
        }
    }
}

impl std::error::Error for JsonError {}

/// Reads JSON as Python's `json.loads` does, borrowing from the bytes.
///
/// UTF-8 (with or without a byte order mark), UTF-16 and UTF-32 are told apart by their first bytes. `NaN`, `Infinity`
/// and `-Infinity` are numbers, `1e400` is infinity, a repeated name takes its last value, and half of a surrogate
/// pair becomes U+FFFD, as Rust's strings cannot hold it. Lists and objects nest 128 deep at most.
///
/// # Errors
/// [`JsonError::Syntax`] where the grammar is broken; [`JsonError::Unreadable`] where the encoding is broken, an
/// integer has over 4,300 digits, or the nesting is too deep.
///
/// # Example
/// ```
/// use faultless_model::{JsonError, parse};
///
/// assert!(parse("{\"é\": [1, 2.5, NaN]}".as_bytes()).is_ok());
/// let error = parse("{\"é\" 1}".as_bytes()).unwrap_err();
/// assert_eq!(error, JsonError::Syntax { message: "Expecting ':' delimiter".into(), position: 5 });
/// ```
pub fn parse(bytes: &[u8]) -> Result<Input<'_>, JsonError> {
    parse_within(bytes, DEPTH)
}

/// Reads JSON as [`parse`] does, with lists and objects nested so deep at most.
///
/// Every level costs stack: a limit in the thousands asks for a bigger thread.
///
/// # Errors
/// Those of [`parse`].
pub fn parse_within(bytes: &[u8], depth: usize) -> Result<Input<'_>, JsonError> {
    match decode::decode(bytes)? {
        Cow::Borrowed(text) => scan::scan(text, depth),
        Cow::Owned(text) => scan::scan(&text, depth).map(Input::into_owned),
    }
}
