//! One value each: numbers, booleans, strings.

mod any;
mod boolean;
mod integer;
mod real;
mod text;
mod whole;

pub(crate) use self::whole::{Whole, parse_whole, read_whole, whole_of_float};
