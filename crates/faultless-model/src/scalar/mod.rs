//! One value each: numbers, booleans, strings.

mod address;
mod any;
mod boolean;
mod bytes;
mod integer;
mod nonzero;
mod path;
mod real;
mod shared;
mod text;
mod whole;

#[cfg(feature = "ipnet")]
pub(crate) use self::address::{v4, v6};
pub(crate) use self::bytes::Undecodable;
#[cfg(feature = "bytes")]
pub(crate) use self::bytes::text_schema;
#[cfg(feature = "base64")]
pub(crate) use self::bytes::{Encoding, sent_in_text};
pub use self::bytes::{Hex, TextBytes};
pub(crate) use self::whole::{Whole, parse_whole, read_whole, whole_of_float};
