//! Rules of dates and times: the side of now, then the offset, in the order pydantic asks.

use std::cmp::Ordering;

use speedate::{Date, DateTime};

use super::{Moment, Rules, Zone};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};

/// Checks a date against today. Where the clock cannot be read as a date, there is no today, and nothing is refused.
pub(crate) fn check_date(
    rules: &Rules,
    date: Date,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    let Some(moment) = rules.moment else {
        return Ok(());
    };
    let order = Date::today(0)
        .ok()
        .and_then(|today| date.partial_cmp(&today));
    let kind = match moment {
        Moment::Past => Kind::DatePast,
        Moment::Future => Kind::DateFuture,
    };
    check_moment(moment, order, kind, input, reader)
}

/// Checks a datetime against now, then its offset. One without an offset is compared with now in UTC.
pub(crate) fn check_datetime(
    rules: &Rules,
    datetime: &DateTime,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    if let Some(moment) = rules.moment {
        let order = DateTime::now(0)
            .ok()
            .and_then(|now| datetime.partial_cmp(&now));
        let kind = match moment {
            Moment::Past => Kind::DatetimePast,
            Moment::Future => Kind::DatetimeFuture,
        };
        check_moment(moment, order, kind, input, reader)?;
    }
    check_zone(rules, datetime.time.tz_offset, input, reader)
}

fn check_moment(
    moment: Moment,
    order: Option<Ordering>,
    kind: Kind,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    let wanted = match moment {
        Moment::Past => Ordering::Less,
        Moment::Future => Ordering::Greater,
    };
    if order.is_some_and(|order| order != wanted) {
        return Err(reader.refuse(kind, input));
    }
    Ok(())
}

/// Checks the offset of a datetime or a time.
pub(crate) fn check_zone(
    rules: &Rules,
    offset: Option<i32>,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    match (rules.zone, offset) {
        (Some(Zone::Aware | Zone::Offset(_)), None) => {
            Err(reader.refuse(Kind::TimezoneAware, input))
        }
        (Some(Zone::Naive), Some(_)) => Err(reader.refuse(Kind::TimezoneNaive, input)),
        (Some(Zone::Offset(expected)), Some(actual)) if expected != actual => Err(reader.issue(
            Kind::TimezoneOffset,
            input,
            [
                ("tz_expected", expected.into()),
                ("tz_actual", actual.into()),
            ],
        )),
        _ => Ok(()),
    }
}
