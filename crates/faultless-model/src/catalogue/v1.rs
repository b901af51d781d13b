//! The words, codes, contexts and places of pydantic 1, as clients of old services still match on them.

use std::borrow::Cow;
use std::sync::Arc;

use super::choices::choices;
use super::{Catalogue, Table, Wording};
use crate::input::Input;
use crate::issue::{Entry, Issue, Location, Step, fill};
use crate::kind::Kind;

/// What pydantic 1 says where pydantic 2 has a kind.
#[derive(Debug)]
pub(super) struct Words {
    code: &'static str,
    /// Its names in order, each with ours.
    context: &'static [(&'static str, &'static str)],
    template: &'static str,
}

/// Declares the words: kind, code, context as `theirs: ours`, template. A template may name both.
macro_rules! words {
    ($($kind:ident $code:literal [$($theirs:literal : $ours:literal),*] $template:literal;)*) => {
        impl Catalogue {
            /// The words of pydantic 1, which FastAPI told before 0.100: for clients that still match on them.
            ///
            /// An issue is written as `{"loc", "msg", "type"}` and `"ctx"` where there is one, without an input; a map's
            /// key is `__key__` in its place, and the members of a union have no step. [`TextForm`](crate::TextForm) and
            /// the text of an error have the old form too. In Rust, an issue's kind, location and context stay as
            /// they are.
            ///
            /// | kind | code | message |
            /// | --- | --- | --- |
            $(#[doc = concat!("| [`", stringify!($kind), "`](Kind::", stringify!($kind), ") | `", $code, "` | ", $template, " |")])*
            ///
            /// - `null` where a value should be is `type_error.none.not_allowed`, and a body of `null` is missing.
            /// - Lengths go by what is measured: `value_error.list.min_items`, `value_error.set.max_items`,
            ///   `value_error.tuple.length`.
            /// - A URL without a scheme is `value_error.url.scheme`, one of a bad host or port `value_error.url.host`
            ///   or `value_error.url.port`; an e-mail address `value_error.email`.
            /// - The kinds without a row had no counterpart: they are `value_error`, in today's words.
            /// - Kinds of your own keep their codes, but for those that faultless itself tells of addresses and paths.
            ///
            /// # Example
            /// ```
            /// use faultless_model::{Catalogue, Issue, Kind, Location};
            ///
            /// let issue = Issue::new(Kind::GreaterThan, Location::from(["body", "price"])).with_input(-1).with_context("gt", 0);
            /// assert_eq!(
            ///     serde_json::to_string(&issue.told_in(&Catalogue::v1())).unwrap(),
            ///     r#"{"loc":["body","price"],"msg":"ensure this value is greater than 0","type":"value_error.number.not_gt","ctx":{"limit_value":0}}"#,
            /// );
            /// ```
            #[must_use]
            pub fn v1() -> Self {
                Self(Arc::new(Table { wording: Wording::V1, ..Table::default() }))
            }
        }

        /// The row of a kind.
        fn row(kind: &Kind) -> Option<&'static Words> {
            match kind {
                $(Kind::$kind => Some(&Words {
                    code: $code,
                    context: &[$(($theirs, $ours)),*],
                    template: $template,
                }),)*
                _ => None,
            }
        }
    };
}

#[rustfmt::skip]
words! {
    JsonInvalid "value_error.jsondecode" ["msg": "error"] "{error}";
    JsonType "type_error.json" [] "JSON object must be str, bytes or bytearray";
    Missing "value_error.missing" [] "field required";
    ExtraForbidden "value_error.extra" [] "extra fields not permitted";
    ModelAttributesType "type_error.dict" [] "value is not a valid dict";
    NoneRequired "type_error.not_none" [] "value is not None";
    GreaterThan "value_error.number.not_gt" ["limit_value": "gt"] "ensure this value is greater than {limit_value}";
    GreaterThanEqual "value_error.number.not_ge" ["limit_value": "ge"] "ensure this value is greater than or equal to {limit_value}";
    LessThan "value_error.number.not_lt" ["limit_value": "lt"] "ensure this value is less than {limit_value}";
    LessThanEqual "value_error.number.not_le" ["limit_value": "le"] "ensure this value is less than or equal to {limit_value}";
    MultipleOf "value_error.number.not_multiple" ["multiple_of": "multiple_of"] "ensure this value is a multiple of {multiple_of}";
    FiniteNumber "value_error.number.not_finite_number" [] "ensure this value is a finite number";
    TooShort "value_error.list.min_items" ["limit_value": "min_length"] "ensure this value has at least {limit_value} items";
    TooLong "value_error.list.max_items" ["limit_value": "max_length"] "ensure this value has at most {limit_value} items";
    StringType "type_error.str" [] "str type expected";
    StringTooShort "value_error.any_str.min_length" ["limit_value": "min_length"] "ensure this value has at least {limit_value} characters";
    StringTooLong "value_error.any_str.max_length" ["limit_value": "max_length"] "ensure this value has at most {limit_value} characters";
    StringPatternMismatch "value_error.str.regex" ["pattern": "pattern"] "string does not match regex \"{pattern}\"";
    Enum "type_error.enum" ["enum_values": "expected"] "value is not a valid enumeration member; permitted: {expected}";
    DictType "type_error.dict" [] "value is not a valid dict";
    ListType "type_error.list" [] "value is not a valid list";
    DequeType "type_error.sequence" [] "value is not a valid sequence";
    TupleType "type_error.tuple" [] "value is not a valid tuple";
    SetType "type_error.set" [] "value is not a valid set";
    FrozenSetType "type_error.frozenset" [] "value is not a valid frozenset";
    BoolType "type_error.bool" [] "value could not be parsed to a boolean";
    BoolParsing "type_error.bool" [] "value could not be parsed to a boolean";
    IntType "type_error.integer" [] "value is not a valid integer";
    IntParsing "type_error.integer" [] "value is not a valid integer";
    IntParsingSize "type_error.integer" [] "value is not a valid integer";
    IntFromFloat "type_error.integer" [] "value is not a valid integer";
    FloatType "type_error.float" [] "value is not a valid float";
    FloatParsing "type_error.float" [] "value is not a valid float";
    BytesType "type_error.bytes" [] "byte type expected";
    BytesTooShort "value_error.any_str.min_length" ["limit_value": "min_length"] "ensure this value has at least {limit_value} characters";
    BytesTooLong "value_error.any_str.max_length" ["limit_value": "max_length"] "ensure this value has at most {limit_value} characters";
    ValueError "value_error" [] "{error}";
    AssertionError "assertion_error" [] "{error}";
    LiteralError "value_error.const" ["permitted": "expected"] "unexpected value; permitted: {expected}";
    DateType "type_error" [] "invalid type; expected date, string, bytes, int or float";
    DateParsing "value_error.date" [] "invalid date format";
    DateFromDatetimeParsing "value_error.date" [] "invalid date format";
    DateFromDatetimeInexact "value_error.date" [] "invalid date format";
    DatePast "value_error.date.not_in_the_past" [] "date is not in the past";
    DateFuture "value_error.date.not_in_the_future" [] "date is not in the future";
    TimeType "type_error" [] "invalid type; expected time, string, bytes, int or float";
    TimeParsing "value_error.time" [] "invalid time format";
    DatetimeType "type_error" [] "invalid type; expected datetime, string, bytes, int or float";
    DatetimeParsing "value_error.datetime" [] "invalid datetime format";
    DatetimeFromDateParsing "value_error.datetime" [] "invalid datetime format";
    TimeDeltaType "type_error" [] "invalid type; expected timedelta, string, bytes, int or float";
    TimeDeltaParsing "value_error.duration" [] "invalid duration format";
    UnionTagInvalid "value_error.discriminated_union.invalid_discriminator" ["discriminator_key": "discriminator", "discriminator_value": "tag", "allowed_values": "expected_tags"] "No match for discriminator {discriminator} and value '{tag}' (allowed values: {expected_tags})";
    UnionTagNotFound "value_error.discriminated_union.missing_discriminator" ["discriminator_key": "discriminator"] "Discriminator {discriminator} is missing in value";
    UrlType "value_error.url.scheme" [] "invalid or missing URL scheme";
    UrlParsing "value_error.url.scheme" [] "invalid or missing URL scheme";
    UrlSyntaxViolation "value_error.url" [] "invalid URL, {error}";
    UrlTooLong "value_error.any_str.max_length" ["limit_value": "max_length"] "ensure this value has at most {limit_value} characters";
    UrlScheme "value_error.url.scheme" ["allowed_schemes": "expected_schemes"] "URL scheme not permitted";
    UuidType "type_error.uuid" [] "value is not a valid uuid";
    UuidParsing "type_error.uuid" [] "value is not a valid uuid";
    UuidVersion "value_error.uuid.version" ["required_version": "expected_version"] "uuid version {required_version} expected";
    DecimalType "type_error.decimal" [] "value is not a valid decimal";
    DecimalParsing "type_error.decimal" [] "value is not a valid decimal";
    DecimalMaxDigits "value_error.decimal.max_digits" ["max_digits": "max_digits"] "ensure that there are no more than {max_digits} digits in total";
    DecimalMaxPlaces "value_error.decimal.max_places" ["decimal_places": "decimal_places"] "ensure that there are no more than {decimal_places} decimal places";
    DecimalWholeDigits "value_error.decimal.whole_digits" ["whole_digits": "whole_digits"] "ensure that there are no more than {whole_digits} digits before the decimal point";
}

const NO_NONE: &Words = &plain(
    "type_error.none.not_allowed",
    "none is not an allowed value",
);
const EMAIL: &Words = &plain("value_error.email", "value is not a valid email address");
const URL_HOST: &Words = &plain("value_error.url.host", "URL host invalid");
const URL_PORT: &Words = &plain(
    "value_error.url.port",
    "URL port invalid, port cannot exceed 65535",
);
const TUPLE: &Words = &Words {
    code: "value_error.tuple.length",
    context: &[
        ("actual_length", "actual_length"),
        ("expected_length", "max_length"),
    ],
    template: "wrong tuple length {actual_length}, expected {expected_length}",
};

const fn plain(code: &'static str, template: &'static str) -> Words {
    Words {
        code,
        context: &[],
        template,
    }
}

/// The words for an issue: those of its kind, but where pydantic 1 looked at more than that.
fn words(issue: &Issue) -> Option<&'static Words> {
    if issue.input() == Some(&Input::Null) && asks_for_a_value(issue.kind()) {
        let is_body = issue.location() == &Location::from(["body"]);
        return if is_body {
            row(&Kind::Missing)
        } else {
            Some(NO_NONE)
        };
    }
    match issue.kind() {
        Kind::TooShort | Kind::TooLong => measured(issue).or_else(|| row(issue.kind())),
        Kind::UrlParsing => match text(issue, "error") {
            Some(error) if error.contains("port") => Some(URL_PORT),
            Some(error)
                if ["host", "domain", "IPv"]
                    .iter()
                    .any(|word| error.contains(word)) =>
            {
                Some(URL_HOST)
            }
            _ => row(issue.kind()),
        },
        // A reason comes with addresses alone; what a validator of the application's says has none.
        Kind::ValueError if text(issue, "reason").is_some() => Some(EMAIL),
        Kind::Custom(code) => own(code),
        kind => row(kind),
    }
}

/// Whether a kind tells that a value has the wrong form, which it has where there is none.
fn asks_for_a_value(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Enum | Kind::LiteralError | Kind::UnionTagNotFound
    ) || (kind.template().is_some() && kind.code().ends_with("_type"))
}

fn measured(issue: &Issue) -> Option<&'static Words> {
    let short = *issue.kind() == Kind::TooShort;
    macro_rules! lengths {
        ($what:literal) => {
            Some(if short {
                &Words {
                    code: concat!("value_error.", $what, ".min_items"),
                    context: &[("limit_value", "min_length")],
                    template: "ensure this value has at least {limit_value} items",
                }
            } else {
                &Words {
                    code: concat!("value_error.", $what, ".max_items"),
                    context: &[("limit_value", "max_length")],
                    template: "ensure this value has at most {limit_value} items",
                }
            })
        };
    }
    match text(issue, "field_type")? {
        "Set" => lengths!("set"),
        "Frozenset" => lengths!("frozenset"),
        "Tuple" if !short => Some(TUPLE),
        _ => None,
    }
}

/// The words of kinds that are not of the catalogue, and yet not the application's own.
fn own(code: &str) -> Option<&'static Words> {
    Some(match code {
        "unique_items" => {
            const {
                &plain(
                    "value_error.list.unique_items",
                    "the list has duplicated items",
                )
            }
        }
        "path_type" => const { &plain("type_error.path", "value is not a valid path") },
        "ip_v4_address" => {
            const {
                &plain(
                    "value_error.ipv4address",
                    "value is not a valid IPv4 address",
                )
            }
        }
        "ip_v6_address" => {
            const {
                &plain(
                    "value_error.ipv6address",
                    "value is not a valid IPv6 address",
                )
            }
        }
        "ip_any_address" => {
            const {
                &plain(
                    "value_error.ipvanyaddress",
                    "value is not a valid IPv4 or IPv6 address",
                )
            }
        }
        "ip_v4_network" => {
            const {
                &plain(
                    "value_error.ipv4network",
                    "value is not a valid IPv4 network",
                )
            }
        }
        "ip_v6_network" => {
            const {
                &plain(
                    "value_error.ipv6network",
                    "value is not a valid IPv6 network",
                )
            }
        }
        "ip_any_network" => {
            const {
                &plain(
                    "value_error.ipvanynetwork",
                    "value is not a valid IPv4 or IPv6 network",
                )
            }
        }
        "ip_v4_interface" => {
            const {
                &plain(
                    "value_error.ipv4interface",
                    "value is not a valid IPv4 interface",
                )
            }
        }
        "ip_v6_interface" => {
            const {
                &plain(
                    "value_error.ipv6interface",
                    "value is not a valid IPv6 interface",
                )
            }
        }
        "ip_any_interface" => {
            const {
                &plain(
                    "value_error.ipvanyinterface",
                    "value is not a valid IPv4 or IPv6 interface",
                )
            }
        }
        _ => return None,
    })
}

fn text<'i>(issue: &'i Issue, name: &str) -> Option<&'i str> {
    match issue.context().iter().find(|(key, _)| key == name)? {
        (_, Input::Text(text)) => Some(text),
        _ => None,
    }
}

/// The code of an issue.
pub(super) fn code(issue: &Issue) -> &str {
    match words(issue) {
        Some(words) => words.code,
        None if matches!(issue.kind(), Kind::Custom(_)) => issue.kind().code(),
        None => "value_error",
    }
}

/// What an issue says; `None` where pydantic 1 had no words for it.
pub(super) fn message(issue: &Issue) -> Option<String> {
    let words = words(issue)?;
    let mut facts = context(issue).unwrap_or_default();
    facts.extend(super::reason(issue));
    if let Some(sentence) = text(issue, "expected") {
        let written: Vec<&str> = choices(sentence)
            .iter()
            .map(|choice| choice.written)
            .collect();
        facts.push(("expected".into(), written.join(", ").into()));
    }
    Some(fill(words.template, &[&facts, issue.context()]).into_owned())
}

/// The context of an issue under the old names; `None` where it stays as it is.
pub(super) fn context(issue: &Issue) -> Option<Vec<Entry>> {
    let words = words(issue)?;
    let mut context: Vec<Entry> = Vec::with_capacity(words.context.len());
    for (theirs, ours) in words.context {
        let Some((_, value)) = issue.context().iter().find(|(name, _)| name == ours) else {
            continue;
        };
        if *theirs == "permitted" {
            let given = issue.input().cloned().unwrap_or(Input::Null);
            context.push(("given".into(), given));
        }
        context.push((Cow::Borrowed(theirs), retold(theirs, value)));
    }
    Some(context)
}

/// A value of the context in its old form.
fn retold(theirs: &str, value: &Input<'static>) -> Input<'static> {
    let Input::Text(text) = value else {
        return value.clone();
    };
    match theirs {
        "enum_values" | "permitted" => Input::List(
            choices(text)
                .into_iter()
                .map(|choice| choice.value)
                .collect(),
        ),
        "allowed_schemes" => {
            let written: Vec<&str> = choices(text).iter().map(|choice| choice.written).collect();
            format!("{{{}}}", written.join(", ")).into()
        }
        "discriminator_key" => text.trim_matches('\'').to_owned().into(),
        _ => value.clone(),
    }
}

/// A place as it was told; `None` where that is no different.
pub(super) fn place(location: &Location) -> Option<Location> {
    let is_key = |step: &Step| matches!(step, Step::Name(Cow::Borrowed(crate::issue::KEY)));
    if !location
        .iter()
        .any(|step| is_key(step) || matches!(step, Step::Member(_)))
    {
        return None;
    }
    let mut told: Vec<Step> = Vec::with_capacity(location.len());
    for step in location {
        match step {
            Step::Member(_) => {}
            step if is_key(step) => {
                told.pop();
                told.push(Step::from("__key__"));
            }
            step => told.push(step.clone()),
        }
    }
    Some(told.into())
}

/// The names that templates may use beside those of the kind.
pub(super) fn names(kind: &Kind) -> impl Iterator<Item = &'static str> {
    row(kind)
        .map_or(&[][..], |words| words.context)
        .iter()
        .map(|(theirs, _)| *theirs)
}
