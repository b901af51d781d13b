//! `bigdecimal::BigDecimal`, read and measured as Python's `Decimal`.

use bigdecimal::num_bigint::BigInt;
use bigdecimal::{BigDecimal, Zero as _};

use super::decimal::{check_bounds, decimal_schema, read_decimal};
use crate::field::{Field, Shape};
use crate::input::Input;
use crate::reader::{Invalid, Reader};
use crate::rules::{BoundValue, Bounded, Decimal, Rules};
use crate::schema::{Schema, Schemas};

/// A string or a number; a float is taken by its shortest digits. More than 4,300 digits, or one further than that
/// from the point, are refused as `decimal_parsing`.
impl Field for BigDecimal {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        decimal_schema(schemas, rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let parsed = read_decimal(input, rules, reader)?;
        // Digits that were read as such are a number: the fallback cannot be reached.
        let digits: BigInt = parsed.digits.parse().unwrap_or_default();
        let value = Self::new(
            if parsed.negative { -digits } else { digits },
            -parsed.exponent,
        );
        let is_multiple = |bound: &BoundValue| {
            decimal(bound).is_none_or(|factor| !factor.is_zero() && (&value % &factor).is_zero())
        };
        let order = |bound: &BoundValue| decimal(bound).map(|bound| value.cmp(&bound));
        check_bounds(rules, is_multiple, order, input, reader)?;
        Ok(value)
    }
}

impl Bounded<i128> for BigDecimal {}
impl Bounded<f64> for BigDecimal {}
impl Bounded<&'static str> for BigDecimal {}
impl Decimal for BigDecimal {}

/// A bound as a decimal number; `None` for digits that are none.
fn decimal(bound: &BoundValue) -> Option<BigDecimal> {
    match bound {
        BoundValue::Whole(value) => Some(BigDecimal::from(*value)),
        // The shortest digits, which are those that were written, rather than the float's exact value.
        BoundValue::Real(value) => format!("{value:?}").parse().ok(),
        BoundValue::Digits(digits) => digits.parse().ok(),
    }
}
