//! jiff's and chrono's types, which say whether they have an offset, and std's durations.

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

#[test]
fn chronos_types_are_read_as_jiffs() {
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

    assert_eq!(
        read::<NaiveDate>("\"2024-02-29\""),
        Ok(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap())
    );
    assert_eq!(
        read::<NaiveDateTime>("\"2024-01-05T10:20:30.25\"").map(|read| read.to_string()),
        Ok("2024-01-05 10:20:30.250".to_owned())
    );
    assert_eq!(
        read::<NaiveTime>("3661"),
        Ok(NaiveTime::from_hms_opt(1, 1, 1).unwrap())
    );
    let naive = ["body: Input should not have timezone info (timezone_naive)"];
    assert_eq!(
        lines::<NaiveDateTime>("\"2024-01-05T10:20:30Z\"", NONE),
        naive
    );
    assert_eq!(lines::<NaiveDateTime>("1704450030", NONE), naive);
    assert_eq!(lines::<NaiveTime>("\"10:20:30+01:00\"", NONE), naive);
    let aware = ["body: Input should have timezone info (timezone_aware)"];
    assert_eq!(lines::<DateTime<Utc>>("\"2024-01-05\"", NONE), aware);
    assert_eq!(
        lines::<DateTime<FixedOffset>>("\"2024-01-05\"", NONE),
        aware
    );

    let sent = "\"2024-01-05T10:20:30.5+02:00\"";
    let kept = read::<DateTime<FixedOffset>>(sent).unwrap();
    assert_eq!(kept.to_string(), "2024-01-05 10:20:30.500 +02:00");
    let utc = read::<DateTime<Utc>>(sent).unwrap();
    assert_eq!(utc.to_string(), "2024-01-05 08:20:30.500 UTC");
    // Beyond the year 9999 in UTC, and yet a moment.
    assert!(read::<DateTime<Utc>>("\"9999-12-31T23:59:59-23:00\"").is_ok());
    assert_eq!(
        read::<TimeDelta>("\"-P1DT0.5S\""),
        Ok(TimeDelta::milliseconds(-86_400_500))
    );
    assert_eq!(
        read::<TimeDelta>("\"P999999999D\""),
        Ok(TimeDelta::days(999_999_999))
    );
}

#[test]
fn a_duration_of_std_has_no_sign() {
    use std::time::Duration;

    assert_eq!(
        read::<Duration>("\"P1DT0.5S\""),
        Ok(Duration::from_millis(86_400_500))
    );
    assert_eq!(read::<Duration>("0"), Ok(Duration::ZERO));
    for json in ["-1", "\"-PT0.5S\"", "-0.000001"] {
        assert_eq!(
            lines::<Duration>(json, NONE),
            ["body: Input should be greater than or equal to 0 seconds (greater_than_equal)"]
        );
    }
}
