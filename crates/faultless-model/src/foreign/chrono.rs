//! chrono's types, read as `speedate`'s are and carried over.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::speedate::{read_aware, read_naive, read_naive_time};
use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{Dated, Rules, Shifted};
use crate::schema::{Schema, Schemas};

fn date(date: speedate::Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

fn time(time: &speedate::Time) -> Option<NaiveTime> {
    NaiveTime::from_hms_micro_opt(
        time.hour.into(),
        time.minute.into(),
        time.second.into(),
        time.microsecond,
    )
}

fn civil(read: &speedate::DateTime) -> Option<NaiveDateTime> {
    Some(date(read.date)?.and_time(time(&read.time)?))
}

/// `YYYY-MM-DD`, a datetime at midnight, or a unix time at midnight.
impl Field for NaiveDate {
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
impl Field for NaiveTime {
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
impl Field for NaiveDateTime {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("date-time")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = read_naive(input, rules, reader)?;
        civil(&read).ok_or_else(|| reader.refuse(Kind::DatetimeType, input))
    }
}

/// A datetime with an offset (kind `timezone_aware`), which it keeps, or a unix time.
impl Field for DateTime<FixedOffset> {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("date-time")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let (read, offset) = read_aware(input, rules, reader)?;
        let read = civil(&read).and_then(|civil| {
            let offset = FixedOffset::east_opt(offset)?;
            civil.and_local_timezone(offset).single()
        });
        read.ok_or_else(|| reader.refuse(Kind::DatetimeType, input))
    }
}

/// A datetime with an offset (kind `timezone_aware`), as the moment it is in UTC, or a unix time.
impl Field for DateTime<Utc> {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("date-time")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        DateTime::<FixedOffset>::read(input, rules, reader).map(Self::from)
    }
}

impl Dated for NaiveDate {}
impl Dated for NaiveDateTime {}
impl Dated for DateTime<FixedOffset> {}
impl Dated for DateTime<Utc> {}
impl Shifted for DateTime<FixedOffset> {}
impl Shifted for DateTime<Utc> {}

/// ISO 8601 (`P1DT2H`), `[D days, ]HH:MM[:SS]`, or seconds.
impl Field for TimeDelta {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("duration")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = speedate::Duration::read(input, rules, reader)?;
        // At most 999,999,999 days, which is far below its limit.
        let whole = Self::try_seconds(read.signed_total_seconds());
        let rest = Self::microseconds(read.signed_microseconds().into());
        whole
            .and_then(|whole| whole.checked_add(&rest))
            .ok_or_else(|| reader.refuse(Kind::TimeDeltaType, input))
    }
}
