//! Types of other crates, each behind a feature named after its crate.

#[cfg(feature = "base64")]
mod base64;
#[cfg(feature = "bigdecimal")]
mod bigdecimal;
#[cfg(feature = "bytes")]
mod bytes;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(any(feature = "bigdecimal", feature = "rust_decimal"))]
mod decimal;
#[cfg(feature = "speedate")]
mod duration;
#[cfg(feature = "email_address")]
mod email;
#[cfg(feature = "indexmap")]
mod indexmap;
#[cfg(feature = "ipnet")]
mod ipnet;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "num-bigint")]
mod num_bigint;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "speedate")]
mod speedate;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;

#[cfg(feature = "base64")]
pub use self::base64::{Base64, Base64Url};
#[cfg(feature = "num-bigint")]
pub use self::num_bigint::Integer;
#[cfg(feature = "url")]
pub use self::url::{HttpUrl, HttpUrlError};
