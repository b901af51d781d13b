//! One value each: numbers, booleans, strings.

mod any;
mod boolean;
mod bytes;
mod integer;
mod path;
mod real;
mod text;
mod whole;

pub(crate) use self::bytes::Undecodable;
#[cfg(feature = "base64")]
pub(crate) use self::bytes::{Encoding, sent_in_text};
pub use self::bytes::{Hex, TextBytes};
pub(crate) use self::whole::{Whole, parse_whole, read_whole, whole_of_float};
