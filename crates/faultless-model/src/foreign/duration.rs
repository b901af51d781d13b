//! `std::time::Duration`, read as `speedate`'s is.

use std::time::Duration;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// ISO 8601 (`P1DT2H`), `[D days, ]HH:MM[:SS]`, or seconds; a negative one is kind `greater_than_equal`.
impl Field for Duration {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("duration")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = speedate::Duration::read(input, rules, reader)?;
        let seconds = u64::try_from(read.signed_total_seconds());
        let micros = u32::try_from(read.signed_microseconds());
        match (seconds, micros) {
            // Below a million, so that the product is a second at most.
            (Ok(seconds), Ok(micros)) => Ok(Self::new(seconds, micros.saturating_mul(1000))),
            _ => Err(reader.issue(Kind::GreaterThanEqual, input, [("ge", "0 seconds".into())])),
        }
    }
}
