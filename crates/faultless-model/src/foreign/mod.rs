//! Types of other crates, each behind a feature named after its crate.

#[cfg(feature = "bigdecimal")]
mod bigdecimal;
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
#[cfg(feature = "speedate")]
mod speedate;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;

#[cfg(feature = "num-bigint")]
pub use self::num_bigint::Integer;
#[cfg(feature = "url")]
pub use self::url::{HttpUrl, HttpUrlError};
