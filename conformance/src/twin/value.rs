//! Values written as the reference writes them where no response model stands between.

use std::fmt;
use std::num::ParseFloatError;

use bigdecimal::BigDecimal;
use faultless::model::{Field, Input, Integer, Invalid, Reader, Rules, Schema, Schemas, Shape};
use faultless::prelude::HeaderValue;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};

/// A text that a header of the reference cannot carry.
#[derive(Debug, thiserror::Error)]
#[error("a header holds Latin-1 alone")]
pub(super) struct UnicodeEncodeError;

/// A text as the reference sends it in a header: in Latin-1.
pub(super) fn header(text: &str) -> Result<HeaderValue, UnicodeEncodeError> {
    let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    let bytes = bytes.map_err(|_| UnicodeEncodeError)?;
    HeaderValue::from_bytes(&bytes).map_err(|_| UnicodeEncodeError)
}

/// A date, as `2024-02-29`.
#[derive(Debug)]
pub(super) struct Date(pub(super) speedate::Date);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.0.year, self.0.month, self.0.day
        )
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A moment with or without an offset, as `2024-02-29T12:00:00.500000+00:00`.
#[derive(Debug)]
pub(super) struct DateTime(pub(super) speedate::DateTime);

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", Date(self.0.date), Time(self.0.time))
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A time of day with or without an offset, as `12:00:00.500000+00:00`.
#[derive(Debug)]
pub(super) struct Time(pub(super) speedate::Time);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = &self.0;
        write!(f, "{:02}:{:02}:{:02}", time.hour, time.minute, time.second)?;
        if time.microsecond > 0 {
            write!(f, ".{:06}", time.microsecond)?;
        }
        let Some(offset) = time.tz_offset else {
            return Ok(());
        };
        let sign = if offset < 0 { '-' } else { '+' };
        let seconds = offset.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A duration, as its seconds with a fraction.
#[derive(Debug)]
pub(super) struct Seconds(pub(super) speedate::Duration);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let micros = i128::from(self.0.signed_total_seconds()) * 1_000_000
            + i128::from(self.0.signed_microseconds());
        serializer.serialize_f64(seconds_of(micros).map_err(S::Error::custom)?)
    }
}

/// Microseconds as seconds.
pub(super) fn seconds_of(micros: i128) -> Result<f64, ParseFloatError> {
    // Through digits, so that there is one rounding: a division of floats would round twice.
    format!("{micros}e-6").parse()
}

/// A decimal number, as Python's `str(Decimal)`: its digits as they were given, with an exponent where the point would
/// stand beyond them or far before them.
#[derive(Debug)]
pub(super) struct Decimal(pub(super) BigDecimal);

/// How many places before the first digit are written as zeros; with more, an exponent is written.
const ZEROS: i64 = 6;

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digits, scale) = self.0.as_bigint_and_exponent();
        let written = digits.to_string();
        let (sign, digits) = match written.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", written.as_str()),
        };
        f.write_str(sign)?;
        // How many digits stand before the point, were it written without an exponent.
        let length = i64::try_from(digits.len()).map_err(|_| fmt::Error)?;
        let before = length - scale;
        if scale >= 0 && before > -ZEROS {
            return match usize::try_from(before) {
                Ok(before) if before > 0 => {
                    let (whole, fraction) = digits.split_at(before);
                    f.write_str(whole)?;
                    if fraction.is_empty() {
                        return Ok(());
                    }
                    write!(f, ".{fraction}")
                }
                _ => {
                    let zeros = usize::try_from(-before).map_err(|_| fmt::Error)?;
                    write!(f, "0.{}{digits}", "0".repeat(zeros))
                }
            };
        }
        let (first, rest) = digits.split_at(1);
        f.write_str(first)?;
        if !rest.is_empty() {
            write!(f, ".{rest}")?;
        }
        write!(f, "E{:+}", before - 1)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A decimal number, as a number: an integer where its exponent has no places, else the nearest float.
#[derive(Debug)]
pub(super) struct Number(pub(super) BigDecimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (_, scale) = self.0.as_bigint_and_exponent();
        if scale > 0 {
            let float = self.0.to_string().parse::<f64>();
            return serializer.serialize_f64(float.map_err(S::Error::custom)?);
        }
        let (digits, _) = self.0.with_scale(0).into_bigint_and_exponent();
        let integer = digits.to_string().parse::<Integer>();
        integer.map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// A value as it shows itself. speedate shows times and durations as models of the reference write them.
#[derive(Debug)]
pub(super) struct Shown<T>(pub(super) T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

macro_rules! read_as {
    ($(($($param:tt)*) $own:ty as $inner:ty, $make:expr;)+) => {$(
        impl<$($param)*> Field for $own {
            const SHAPE: Shape = <$inner as Field>::SHAPE;

            fn read(
                input: &Input<'_>,
                rules: &Rules,
                reader: &mut Reader<'_>,
            ) -> Result<Self, Invalid> {
                <$inner as Field>::read(input, rules, reader).map($make)
            }

            fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
                <$inner as Field>::schema(schemas, rules)
            }
        }
    )+};
}
read_as! {
    (T: Field) Shown<T> as T, Shown;
    () Decimal as BigDecimal, Decimal;
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Number};

    #[test]
    fn numbers_are_integers_where_they_have_no_places() {
        for (digits, scale, written) in [
            (250, 2, "2.5"),
            (1, -3, "1000"),
            (0, 8, "0.0"),
            (5, 0, "5"),
            (1, 7, "1e-7"),
        ] {
            let number = Number(bigdecimal::BigDecimal::new(digits.into(), scale));
            assert_eq!(serde_json::to_string(&number).unwrap(), written);
        }
    }

    #[test]
    fn decimals_are_written_as_python_writes_them() {
        for (digits, scale, written) in [
            (250, 2, "2.50"),
            (1, -3, "1E+3"),
            (12, -3, "1.2E+4"),
            (5, 0, "5"),
            (-5, 1, "-0.5"),
            (1, 6, "0.000001"),
            (1, 7, "1E-7"),
            (12, 7, "0.0000012"),
            (12, 8, "1.2E-7"),
            (0, 2, "0.00"),
            (0, 7, "0E-7"),
            (0, -1, "0E+1"),
        ] {
            let decimal = Decimal(bigdecimal::BigDecimal::new(digits.into(), scale));
            assert_eq!(decimal.to_string(), written);
        }
    }
}
