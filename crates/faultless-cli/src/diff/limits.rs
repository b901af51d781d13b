//! Formats and limits: what a value has to keep beyond its type.

use serde_json::Value;

use super::rule::Rule;
use super::schema::{Pair, Way, list};
use super::view::{Limit, View};
use super::{Comparison, quoted};

/// What a value has to keep, told as a limit: there or not, this or another.
const DEMANDS: &[&str] = &[
    "pattern",
    "multipleOf",
    "uniqueItems",
    "contentEncoding",
    "contentMediaType",
];

/// Limits: the keyword, the one that excludes the number itself, and whether it is a lower one.
const LIMITS: &[(&str, Option<&str>, bool)] = &[
    ("minimum", Some("exclusiveMinimum"), true),
    ("maximum", Some("exclusiveMaximum"), false),
    ("minLength", None, true),
    ("maxLength", None, false),
    ("minItems", None, true),
    ("maxItems", None, false),
    ("minProperties", None, true),
    ("maxProperties", None, false),
];

/// Formats of which the second takes all that the first takes.
const WIDER: &[(&str, &str)] = &[("int32", "int64"), ("float", "double")];

impl<'a> Comparison<'a> {
    pub(super) fn formats(&mut self, old: &View<'a>, new: &View<'a>, pair: &Pair<'a>) {
        let format = |view: &View<'a>| view.get("format").and_then(Value::as_str);
        let (before, now) = (format(old), format(new));
        let rule = match (before, now, pair.way) {
            (before, now, _) if before == now => return,
            (_, None, Way::Request) => Rule::RequestFormatFreed,
            (None, _, Way::Response) => Rule::ResponseFormatAdded,
            (Some(before), Some(now), Way::Request) if WIDER.contains(&(before, now)) => {
                Rule::RequestFormatFreed
            }
            (Some(before), Some(now), Way::Response) if WIDER.contains(&(now, before)) => {
                Rule::ResponseFormatAdded
            }
            (_, _, Way::Request) => Rule::RequestFormatChanged,
            (_, _, Way::Response) => Rule::ResponseFormatChanged,
        };
        let name = |format: Option<&str>| format.map_or("none".to_owned(), quoted);
        let words = format!("the format is {} now, and was {}", name(now), name(before));
        self.tell(rule, &pair.place, words);
    }

    pub(super) fn limits(&mut self, old: &View<'a>, new: &View<'a>, pair: &Pair<'a>) {
        let (tightened, loosened) = match pair.way {
            Way::Request => (Rule::RequestLimitTightened, Rule::RequestLimitLoosened),
            Way::Response => (Rule::ResponseLimitTightened, Rule::ResponseLimitLoosened),
        };
        for (keyword, exclusive, is_lower) in LIMITS {
            // No length is below nothing.
            let counts = |limit: &Limit<'_>| {
                exclusive.is_some() || limit.number.as_f64() != Some(0.0) || !is_lower
            };
            let limit = |view: &View<'a>| view.limit(keyword, *exclusive, *is_lower).filter(counts);
            let told = |limit: Option<Limit<'_>>| match limit {
                None => "none".to_owned(),
                Some(limit) if limit.exclusive => format!("{} (exclusive)", limit.number),
                Some(limit) => limit.number.to_string(),
            };
            let (before, now) = (limit(old), limit(new));
            let stricter = match (before, now) {
                (None, Some(_)) => true,
                (Some(_), None) => false,
                (Some(before), Some(now)) if now.is_stricter(before, *is_lower) => true,
                (Some(before), Some(now)) if before.is_stricter(now, *is_lower) => false,
                _ => continue,
            };
            let rule = if stricter { tightened } else { loosened };
            let words = format!("`{keyword}` is {} now, and was {}", told(now), told(before));
            self.tell(rule, &pair.place, words);
        }
        for keyword in DEMANDS {
            let (before, now) = (old.all(keyword), new.all(keyword));
            if before == now {
                continue;
            }
            let all_kept = |some: &[&Value], others: &[&Value]| {
                some.iter().all(|value| others.contains(value))
            };
            let (rule, words) = if all_kept(&now, &before) {
                (loosened, format!("`{keyword}` is demanded no more"))
            } else if pair.way == Way::Request || all_kept(&before, &now) {
                (tightened, format!("`{keyword}` is {} now", list(&now)))
            } else {
                (
                    loosened,
                    format!(
                        "`{keyword}` is {} now, and was {}",
                        list(&now),
                        list(&before)
                    ),
                )
            };
            self.tell(rule, &pair.place, words);
        }
    }
}
