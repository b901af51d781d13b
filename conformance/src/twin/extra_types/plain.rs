//! Times, decimals, bytes and secrets.

use std::convert::identity as same;

use faultless::model::{Secret, TextBytes};
use faultless::prelude::*;

use crate::twin::value;

#[derive(Debug, Serialize)]
struct Value<T> {
    v: T,
}

/// An operation for one type, with the model it takes.
macro_rules! endpoint {
    ($($name:ident $path:literal $body:ident ($(#[$rule:meta])? $type:ty) => $written:ty, $write:expr;)*) => {$(
        #[derive(Debug, Model)]
        struct $body {
            $(#[$rule])?
            v: $type,
        }

        #[post($path)]
        fn $name(p: $body) -> Json<Value<$written>> {
            Json(Value { v: $write(p.v) })
        }
    )*};
}

endpoint! {
    datetime "/datetime" DatetimeBody (speedate::DateTime) => value::DateTime, value::DateTime;
    aware "/aware" AwareBody (#[field(aware)] speedate::DateTime) => value::DateTime, value::DateTime;
    naive "/naive" NaiveBody (#[field(naive)] speedate::DateTime) => value::DateTime, value::DateTime;
    date "/date" DateBody (speedate::Date) => value::Date, value::Date;
    time "/time" TimeBody (speedate::Time) => value::Time, value::Time;
    timedelta "/timedelta" TimedeltaBody (speedate::Duration) => value::Seconds, value::Seconds;
    decimal "/decimal" DecimalBody (bigdecimal::BigDecimal) => value::Number, value::Number;
    bytes "/bytes" BytesBody (TextBytes) => TextBytes, same;
    secret "/secret" SecretBody (Secret<String>) => Secret<String>, same;
}

#[derive(Debug, Model)]
struct Span {
    start: speedate::DateTime,
    stop: speedate::DateTime,
    every: Option<speedate::Duration>,
}

#[derive(Debug, Serialize)]
struct Measured {
    seconds: f64,
    every: Option<value::Seconds>,
}

/// What Python says of a moment with an offset and one without.
#[derive(Debug, thiserror::Error)]
#[error("can't subtract offset-naive and offset-aware datetimes")]
struct MixedOffsets;

#[post("/span", raises(MixedOffsets))]
fn span(p: Span) -> Result<Json<Measured>> {
    if p.start.time.tz_offset.is_some() != p.stop.time.tz_offset.is_some() {
        return Err(MixedOffsets.into());
    }
    Ok(Json(Measured {
        seconds: value::seconds_of(micros_of(&p.stop) - micros_of(&p.start))?,
        every: p.every.map(value::Seconds),
    }))
}

/// A moment as microseconds since 1970, in UTC where it has an offset.
fn micros_of(moment: &speedate::DateTime) -> i128 {
    i128::from(moment.timestamp_tz()) * 1_000_000 + i128::from(moment.time.microsecond)
}

pub(super) fn routes() -> Vec<faultless::Route> {
    routes![
        datetime, aware, naive, date, time, timedelta, decimal, bytes, secret, span
    ]
}
