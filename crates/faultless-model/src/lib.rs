//! Values that tell every mistake: reading with rules, one catalogue of issues, Python's JSON.
//!
//! A request arrives as an [`Input`] (a light tree borrowed from its bytes, from [`parse`] or from plain text); a type
//! that implements [`Field`] reads it under [`Rules`]; what does not fit is told to a [`Reader`], which knows where it
//! is and collects [`Issues`]. Kinds and words are those of pydantic 2, so that clients of a FastAPI service need no
//! change. The crate knows no HTTP and no async.
//!
//! # Example
//! ```
//! use faultless_model::{Field, Issues, Reader, RuleSet, parse};
//!
//! let input = parse(b"[5, \"7\", -1, \"x\"]").unwrap();
//! let rules = RuleSet::<Vec<u32>>::new().items(|item| item.gt(0)).build();
//! let mut issues = Issues::new();
//!
//! let read = Vec::<u32>::read(&input, &rules, &mut Reader::new(&mut issues).at("body"));
//!
//! assert!(read.is_err());
//! let told: Vec<String> = issues.iter().map(|issue| issue.to_string()).collect();
//! assert_eq!(told, [
//!     "body.2: Input should be greater than 0 (greater_than)",
//!     "body.3: Input should be a valid integer, unable to parse string as an integer (int_parsing)",
//! ]);
//! ```
#![doc = include_str!("docs/types.md")]
#![doc = include_str!("docs/catalogue.md")]

mod catalogue;
mod choice;
mod container;
mod field;
mod foreign;
mod input;
mod issue;
mod json;
mod kind;
mod model;
mod opaque;
mod reader;
mod road;
mod rules;
mod scalar;
mod schema;
mod told;
mod union;
mod violation;

#[doc(hidden)]
pub mod __private;

/// Derives [`Model`](trait@Model) and [`Field`]: a struct with named fields, or an enum without any.
#[doc = include_str!("docs/derive.md")]
#[cfg(feature = "derive")]
pub use faultless_macros::StandaloneModel as Model;

pub use crate::catalogue::{Catalogue, CatalogueError, TextForm};
pub use crate::container::{FrozenSet, JsonText, Patch, Secret};
pub use crate::field::{Field, Seen, Shape};
#[cfg(feature = "num-bigint")]
pub use crate::foreign::Integer;
#[cfg(feature = "base64")]
pub use crate::foreign::{Base64, Base64Url};
#[cfg(feature = "url")]
pub use crate::foreign::{HttpUrl, HttpUrlError};
pub use crate::input::Input;
pub use crate::issue::{Issue, Issues, Limits, Location, Mark, Step};
pub use crate::json::{JsonError, parse, parse_within};
pub use crate::kind::{Kind, NOT_APPLICABLE};
pub use crate::model::{Contents, FieldDoc, Model};
pub use crate::opaque::{Opaque, OpaqueValue};
pub use crate::reader::{At, Invalid, Reader};
pub use crate::road::{JsonReader, ReadError, Road, from_json};
pub use crate::rules::{
    BoundValue, Bounded, Dated, Decimal, Lengthy, Listed, Real, RuleSet, Rules, Sequence, Shifted,
    Textual, Versioned, Zoned,
};
pub use crate::scalar::{Hex, TextBytes};
pub use crate::schema::{Definitions, Mode, Schema, Schemas, schema_of, title_of};
pub use crate::violation::Violation;
