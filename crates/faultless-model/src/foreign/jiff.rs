//! jiff's types, read as `speedate`'s are and carried over.

use jiff::civil;
use jiff::{SignedDuration, Timestamp};

use super::speedate::{read_aware, read_naive, read_naive_time};
use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{Dated, Rules, Shifted};
use crate::schema::{Schema, Schemas};

fn date(date: speedate::Date) -> Option<civil::Date> {
    civil::Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
    .ok()
}

fn time(time: &speedate::Time) -> Option<civil::Time> {
    civil::Time::new(
        i8::try_from(time.hour).ok()?,
        i8::try_from(time.minute).ok()?,
        i8::try_from(time.second).ok()?,
        i32::try_from(time.microsecond).ok()?.checked_mul(1000)?,
    )
    .ok()
}

fn civil(read: &speedate::DateTime) -> Option<civil::DateTime> {
    Some(date(read.date)?.to_datetime(time(&read.time)?))
}

/// `YYYY-MM-DD`, a datetime at midnight, or a unix time at midnight.
impl Field for civil::Date {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("date")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = speedate::Date::read(input, rules, reader)?;
        date(read).ok_or_else(|| reader.refuse(Kind::DateType, input))
    }
}

/// `HH:MM[:SS[.ffffff]]` without an offset (kind `timezone_naive`), or seconds since midnight.
impl Field for civil::Time {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("time")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = read_naive_time(input, rules, reader)?;
        time(&read).ok_or_else(|| reader.refuse(Kind::TimeType, input))
    }
}

/// A datetime without an offset (kind `timezone_naive`): a number, which means UTC, is refused as well.
impl Field for civil::DateTime {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("date-time")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = read_naive(input, rules, reader)?;
        civil(&read).ok_or_else(|| reader.refuse(Kind::DatetimeType, input))
    }
}

/// A datetime with an offset (kind `timezone_aware`), or a unix time.
impl Field for Timestamp {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("date-time")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let (read, offset) = read_aware(input, rules, reader)?;
        let instant = civil(&read).and_then(|civil| {
            let offset = jiff::tz::Offset::from_seconds(offset).ok()?;
            offset.to_timestamp(civil).ok()
        });
        // The last hours of the year 9999 lie, at some offsets, beyond what a timestamp can say.
        instant.ok_or_else(|| {
            let error = "dates after 9999 are not supported as unix timestamps";
            reader.issue(Kind::DatetimeParsing, input, [("error", error.into())])
        })
    }
}

impl Dated for civil::Date {}
impl Dated for civil::DateTime {}
impl Dated for Timestamp {}
impl Shifted for Timestamp {}

/// ISO 8601 (`P1DT2H`), `[D days, ]HH:MM[:SS]`, or seconds.
impl Field for SignedDuration {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("duration")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = speedate::Duration::read(input, rules, reader)?;
        // At most 999,999,999 days: neither product comes near its type's limits.
        Ok(Self::new(
            read.signed_total_seconds(),
            read.signed_microseconds().saturating_mul(1000),
        ))
    }
}
