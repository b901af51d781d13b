//! Rules of dates and times: the side of now, the offset.

use faultless_model::{Dated, Field, Kind, Model, RuleSet, Rules};
use speedate::{Date, DateTime, Time};

use crate::support::{lines, read_under, told};

const LONG_AGO: &str = "\"2000-01-01\"";
const FAR_AWAY: &str = "\"9000-01-01\"";

/// The kinds that a type tells of what is not in the past, and not in the future.
fn assert_side<T: Field + Dated>(past: &str, future: &str, kinds: [Kind; 2]) {
    let (in_the_past, in_the_future) = (
        RuleSet::<T>::new().past().build(),
        RuleSet::<T>::new().future().build(),
    );
    let kind = |json: &str, rules: &Rules| {
        let issues = read_under::<T>(json, rules).err()?;
        issues.first().map(|issue| issue.kind().clone())
    };
    let [not_past, not_future] = kinds;
    assert_eq!(kind(past, &in_the_past), None);
    assert_eq!(kind(future, &in_the_future), None);
    assert_eq!(kind(future, &in_the_past), Some(not_past));
    assert_eq!(kind(past, &in_the_future), Some(not_future));
}

#[test]
fn dates_and_datetimes_lie_on_the_side_that_is_asked_for() {
    let dates = || [Kind::DatePast, Kind::DateFuture];
    assert_side::<Date>(LONG_AGO, FAR_AWAY, dates());
    assert_side::<jiff::civil::Date>(LONG_AGO, FAR_AWAY, dates());
    assert_side::<chrono::NaiveDate>(LONG_AGO, FAR_AWAY, dates());
    let datetimes = || [Kind::DatetimePast, Kind::DatetimeFuture];
    assert_side::<DateTime>(LONG_AGO, FAR_AWAY, datetimes());
    assert_side::<jiff::civil::DateTime>(LONG_AGO, FAR_AWAY, datetimes());
    assert_side::<chrono::NaiveDateTime>(LONG_AGO, FAR_AWAY, datetimes());
    let (past, future) = ("\"2000-01-01T00:00Z\"", "\"9000-01-01T00:00-12:00\"");
    assert_side::<DateTime>(past, future, datetimes());
    assert_side::<jiff::Timestamp>(past, future, datetimes());
    assert_side::<chrono::DateTime<chrono::Utc>>(past, future, datetimes());
    assert_side::<chrono::DateTime<chrono::FixedOffset>>(past, future, datetimes());
    assert_side::<Option<Date>>(LONG_AGO, FAR_AWAY, dates());
}

#[test]
fn today_is_on_neither_side() {
    let today = format!("\"{}\"", Date::today(0).unwrap());
    // Over midnight the day that was today is in the past: then the test is about another day.
    let still = || format!("\"{}\"", Date::today(0).unwrap()) == today;
    for rules in [
        RuleSet::<Date>::new().past().build(),
        RuleSet::<Date>::new().future().build(),
    ] {
        assert!(read_under::<Date>(&today, &rules).is_err() || !still());
    }
}

#[test]
fn now_is_the_same_moment_at_every_offset() {
    let hour = |offset: i32| {
        let mut moment = DateTime::now(offset).unwrap();
        moment.time.microsecond = 0;
        format!("\"{moment}\"")
    };
    let past = RuleSet::<DateTime>::new().past().build();
    let future = RuleSet::<DateTime>::new().future().build();
    for offset in [-12 * 3600, 0, 14 * 3600] {
        assert!(read_under::<DateTime>(&hour(offset), &past).is_ok());
        assert!(read_under::<DateTime>(&hour(offset), &future).is_err());
    }
}

#[test]
fn offsets_are_told_as_the_reference_tells_them() {
    let set = RuleSet::<DateTime>::new;
    let (with, without) = ("\"2100-01-01T00:00:00+01:00\"", "\"2100-01-01\"");
    assert!(read_under::<DateTime>(with, &set().aware().build()).is_ok());
    assert!(read_under::<DateTime>("5", &set().aware().build()).is_ok());
    assert!(read_under::<DateTime>(without, &set().naive().build()).is_ok());
    assert!(read_under::<DateTime>(with, &set().utc_offset(3600).build()).is_ok());
    assert_eq!(
        lines::<DateTime>(without, &set().aware().build()),
        ["body: Input should have timezone info (timezone_aware)"]
    );
    for json in [with, "5"] {
        assert_eq!(
            lines::<DateTime>(json, &set().naive().build()),
            ["body: Input should not have timezone info (timezone_naive)"]
        );
    }
    assert_eq!(
        told::<DateTime>(with, &set().utc_offset(-7200).build())[0],
        serde_json::json!({
            "type": "timezone_offset", "loc": ["body"], "msg": "Timezone offset of -7200 required, got 3600",
            "input": "2100-01-01T00:00:00+01:00", "ctx": {"tz_expected": -7200, "tz_actual": 3600},
        })
    );
    assert_eq!(
        lines::<DateTime>(without, &set().utc_offset(0).build()),
        ["body: Input should have timezone info (timezone_aware)"]
    );
    // The side of now is asked first.
    assert_eq!(
        lines::<DateTime>(without, &set().aware().past().build()),
        ["body: Input should be in the past (datetime_past)"]
    );
}

#[test]
fn times_of_day_have_offsets_too() {
    let set = RuleSet::<Time>::new;
    assert!(read_under::<Time>("\"10:00Z\"", &set().aware().build()).is_ok());
    assert!(read_under::<Time>("\"10:00\"", &set().naive().build()).is_ok());
    assert_eq!(
        lines::<Time>("\"10:00\"", &set().aware().build()),
        ["body: Input should have timezone info (timezone_aware)"]
    );
    assert_eq!(
        lines::<Time>("5", &set().naive().build()),
        ["body: Input should not have timezone info (timezone_naive)"]
    );
    assert_eq!(
        lines::<Time>("5", &set().utc_offset(3600).build()),
        ["body: Timezone offset of 3600 required, got 0 (timezone_offset)"]
    );
    let rules = RuleSet::<jiff::Timestamp>::new().utc_offset(0).build();
    assert_eq!(
        lines::<jiff::Timestamp>("\"2024-01-01T00:00:00+01:00\"", &rules),
        ["body: Timezone offset of 0 required, got 3600 (timezone_offset)"]
    );
}

#[derive(Debug, Model)]
struct Booking {
    #[expect(dead_code, reason = "only read")]
    #[field(future)]
    day: jiff::civil::Date,
    #[expect(dead_code, reason = "only read")]
    #[field(past, aware)]
    made: DateTime,
    #[expect(dead_code, reason = "only read")]
    #[field(items(utc_offset = -3600))]
    seen: Vec<DateTime>,
}

#[test]
fn models_have_the_words() {
    assert_eq!(
        lines::<Booking>(
            r#"{"day": "2000-01-01", "made": "2000-01-01", "seen": ["2000-01-01T00:00Z"]}"#,
            &Rules::NONE
        ),
        [
            "body.day: Date should be in the future (date_future)",
            "body.made: Input should have timezone info (timezone_aware)",
            "body.seen.0: Timezone offset of -3600 required, got 0 (timezone_offset)",
        ]
    );
}
