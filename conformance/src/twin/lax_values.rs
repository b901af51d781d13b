//! `30_lax_values`: one scalar at a time, the same type in the query and in a JSON body.

use ::uuid::Uuid;
use faultless::model::Integer;
use faultless::prelude::*;

use super::value;

#[derive(Debug, Serialize)]
struct Value<T> {
    v: T,
}

/// Two operations for one type: a query parameter, and the same value embedded in a body.
macro_rules! both {
    ($($from_query:ident $from_body:ident $path:literal $type:ty => $written:ty, $write:expr $(, raises($raises:ident))?;)*) => {$(
        #[get($path $(, raises($raises))?)]
        fn $from_query(v: $type) -> Json<Value<$written>> {
            Json(Value { v: $write(v) })
        }

        #[post($path $(, raises($raises))?)]
        fn $from_body(#[body(embed)] v: $type) -> Json<Value<$written>> {
            Json(Value { v: $write(v) })
        }
    )*};
}

use std::convert::identity as same;

both! {
    get_int post_int "/int" Integer => Integer, same;
    get_float post_float "/float" f64 => f64, same, raises(unplanned);
    get_bool post_bool "/bool" bool => bool, same;
    get_str post_str "/str" String => String, same;
    get_uuid post_uuid "/uuid" Uuid => Uuid, same;
    get_datetime post_datetime "/datetime" speedate::DateTime => value::DateTime, value::DateTime;
    get_date post_date "/date" speedate::Date => value::Date, value::Date;
    get_time post_time "/time" speedate::Time => value::Time, value::Time;
    get_timedelta post_timedelta "/timedelta" speedate::Duration => value::Seconds, value::Seconds;
    get_decimal post_decimal "/decimal" bigdecimal::BigDecimal => value::Number, value::Number;
}

pub(super) fn app() -> App {
    App::new()
        .title("lax values")
        .routes(routes![
            get_int, post_int, get_float, post_float, get_bool, post_bool, get_str, post_str,
        ])
        .routes(routes![
            get_uuid,
            post_uuid,
            get_datetime,
            post_datetime,
            get_date,
            post_date,
            get_time,
            post_time,
            get_timedelta,
            post_timedelta,
            get_decimal,
            post_decimal,
        ])
}
