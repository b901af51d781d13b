//! jiff's types, which say whether they have an offset.

use faultless_model::Rules;
use jiff::civil::{Date, DateTime, Time, date, time};
use jiff::{SignedDuration, Timestamp};

use crate::support::{lines, read};

const NONE: &Rules = &Rules::NONE;

#[test]
fn civil_values_have_no_offset() {
    assert_eq!(read::<Date>("\"2024-02-29\""), Ok(date(2024, 2, 29)));
    assert_eq!(read::<Date>("86400"), Ok(date(1970, 1, 2)));
    assert_eq!(
        read::<DateTime>("\"2024-01-05T10:20:30.25\""),
        Ok(date(2024, 1, 5).at(10, 20, 30, 250_000_000))
    );
    assert_eq!(read::<Time>("\"10:20\""), Ok(time(10, 20, 0, 0)));
    assert_eq!(read::<Time>("3661"), Ok(time(1, 1, 1, 0)));
    let naive = ["body: Input should not have timezone info (timezone_naive)"];
    assert_eq!(lines::<DateTime>("\"2024-01-05T10:20:30Z\"", NONE), naive);
    assert_eq!(lines::<DateTime>("1704450030", NONE), naive);
    assert_eq!(lines::<Time>("\"10:20:30+01:00\"", NONE), naive);
}

#[test]
fn a_timestamp_has_an_offset() {
    let expected: Timestamp = "2024-01-05T08:20:30Z".parse().unwrap();
    assert_eq!(
        read::<Timestamp>("\"2024-01-05T10:20:30+02:00\""),
        Ok(expected)
    );
    assert_eq!(
        read::<Timestamp>("1704450030.5").map(Timestamp::as_millisecond),
        Ok(1_704_450_030_500)
    );
    let aware = ["body: Input should have timezone info (timezone_aware)"];
    assert_eq!(lines::<Timestamp>("\"2024-01-05T10:20:30\"", NONE), aware);
    assert_eq!(lines::<Timestamp>("\"2024-01-05\"", NONE), aware);
    // It is a datetime, and yet beyond what a timestamp can say.
    let late = "body: Input should be a valid datetime, dates after 9999 are not supported as unix timestamps (datetime_parsing)";
    assert_eq!(
        lines::<Timestamp>("\"9999-12-31T23:59:59-23:00\"", NONE),
        [late]
    );
}

#[test]
fn a_duration_has_a_sign() {
    assert_eq!(
        read::<SignedDuration>("\"-P1DT0.5S\""),
        Ok(SignedDuration::new(-86_400, -500_000_000))
    );
    assert_eq!(
        read::<SignedDuration>("1.5"),
        Ok(SignedDuration::from_millis(1500))
    );
}

#[test]
fn strict_takes_strings_alone() {
    let strict = faultless_model::RuleSet::<Timestamp>::new()
        .strict(true)
        .build();
    assert_eq!(
        lines::<Timestamp>("1", &strict),
        ["body: Input should be a valid datetime (datetime_type)"]
    );
    assert_eq!(
        lines::<Date>("1", &strict),
        ["body: Input should be a valid date (date_type)"]
    );
    assert_eq!(
        lines::<Time>("1", &strict),
        ["body: Input should be a valid time (time_type)"]
    );
    assert_eq!(
        lines::<SignedDuration>("1", &strict),
        ["body: Input should be a valid timedelta (time_delta_type)"]
    );
}
