//! Types of other crates, each behind a feature named after its crate.

#[cfg(feature = "bigdecimal")]
mod bigdecimal;
#[cfg(feature = "bytes")]
mod bytes;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "num-bigint")]
mod num_bigint;
#[cfg(feature = "speedate")]
mod speedate;
#[cfg(feature = "uuid")]
mod uuid;

#[cfg(feature = "num-bigint")]
pub use self::num_bigint::Integer;
