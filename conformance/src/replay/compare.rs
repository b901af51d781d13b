//! Compares a value with the recorded one, matchers included.

use std::collections::BTreeSet;

use regex::RegexBuilder;

use crate::json::{self, Value};

/// How many characters of a value a difference shows.
const SHOWN: usize = 160;

/// The value on one line, cut where it is long.
pub(crate) fn show(value: &Value) -> String {
    let text = json::show(value);
    if text.chars().count() <= SHOWN {
        return text;
    }
    text.chars().take(SHOWN - 3).chain("...".chars()).collect()
}

/// The name and the argument of a matcher, if the value is one.
fn matcher(want: &Value) -> Option<(&str, &Value)> {
    match want {
        Value::Object(members) => match members.as_slice() {
            [(name, argument)] => matches!(name.as_str(), "$any" | "$re" | "$in" | "$unordered")
                .then_some((name.as_str(), argument)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the value stands for a set of values.
pub(crate) fn is_matcher(want: &Value) -> bool {
    matcher(want).is_some()
}

/// Adds one line for each difference, each led by its place.
pub(crate) fn compare(want: &Value, got: &Value, place: &str, diffs: &mut Vec<String>) {
    if let Some((name, argument)) = matcher(want) {
        return match name {
            "$any" => any(argument, got, place, diffs),
            "$re" => pattern(argument, got, place, diffs),
            "$in" => one_of(argument, got, place, diffs),
            _ => unordered(argument, got, place, diffs),
        };
    }
    match (want, got) {
        (Value::Object(wanted), Value::Object(found)) => {
            let keys: BTreeSet<_> = wanted
                .iter()
                .chain(found)
                .map(|(key, _)| key.as_str())
                .collect();
            for key in keys {
                pair(
                    want.get(key),
                    got.get(key),
                    &format!("{place}.{key}"),
                    diffs,
                );
            }
        }
        (Value::List(wanted), Value::List(found)) => {
            for index in 0..wanted.len().max(found.len()) {
                pair(
                    wanted.get(index),
                    found.get(index),
                    &format!("{place}[{index}]"),
                    diffs,
                );
            }
        }
        _ if want.same(got) => {}
        _ => diffs.push(format!("{place}: want {}, got {}", show(want), show(got))),
    }
}

/// Compares what is there on one side or on both.
fn pair(want: Option<&Value>, got: Option<&Value>, place: &str, diffs: &mut Vec<String>) {
    match (want, got) {
        (Some(want), Some(got)) => compare(want, got, place, diffs),
        (Some(want), None) => diffs.push(format!("{place}: missing, want {}", show(want))),
        (None, Some(got)) => diffs.push(format!("{place}: unexpected {}", show(got))),
        (None, None) => {}
    }
}

fn any(argument: &Value, got: &Value, place: &str, diffs: &mut Vec<String>) {
    let Value::Text(kind) = argument else {
        return unusable("$any", argument, place, diffs);
    };
    let fits = match kind.as_str() {
        "string" => matches!(got, Value::Text(_)),
        "integer" => matches!(got, Value::Integer(_)),
        "number" => matches!(got, Value::Integer(_) | Value::Float(_)),
        "boolean" => matches!(got, Value::Bool(_)),
        "object" => matches!(got, Value::Object(_)),
        "array" => matches!(got, Value::List(_)),
        "any" => true,
        _ => return unusable("$any", argument, place, diffs),
    };
    if !fits {
        diffs.push(format!("{place}: want any {kind}, got {}", show(got)));
    }
}

fn pattern(argument: &Value, got: &Value, place: &str, diffs: &mut Vec<String>) {
    let Value::Text(pattern) = argument else {
        return unusable("$re", argument, place, diffs);
    };
    // The whole text has to match, and a point matches line ends too.
    let Ok(regex) = RegexBuilder::new(&format!(r"\A(?:{pattern})\z"))
        .dot_matches_new_line(true)
        .build()
    else {
        return unusable("$re", argument, place, diffs);
    };
    if !matches!(got, Value::Text(text) if regex.is_match(text)) {
        diffs.push(format!(
            "{place}: want text like /{pattern}/, got {}",
            show(got)
        ));
    }
}

fn one_of(argument: &Value, got: &Value, place: &str, diffs: &mut Vec<String>) {
    let Value::List(choices) = argument else {
        return unusable("$in", argument, place, diffs);
    };
    if !choices.iter().any(|choice| choice.same(got)) {
        diffs.push(format!(
            "{place}: want one of {}, got {}",
            show(argument),
            show(got)
        ));
    }
}

fn unordered(argument: &Value, got: &Value, place: &str, diffs: &mut Vec<String>) {
    let Value::List(wanted) = argument else {
        return unusable("$unordered", argument, place, diffs);
    };
    let mut left: Vec<&Value> = match got {
        Value::List(items) if items.len() == wanted.len() => items.iter().collect(),
        _ => {
            let count = wanted.len();
            return diffs.push(format!(
                "{place}: want {count} items in any order, got {}",
                show(got)
            ));
        }
    };
    for want in wanted {
        let found = left.iter().position(|item| {
            let mut trial = Vec::new();
            compare(want, item, place, &mut trial);
            trial.is_empty()
        });
        match found {
            Some(index) => drop(left.remove(index)),
            None => diffs.push(format!("{place}: no item like {}", show(want))),
        }
    }
}

/// A matcher that cannot be read is a difference: a mistake in a case must not pass.
fn unusable(name: &str, argument: &Value, place: &str, diffs: &mut Vec<String>) {
    diffs.push(format!(
        "{place}: the matcher {name} cannot use {}",
        show(argument)
    ));
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, compare, show};
    use crate::json::{Value, read};

    fn diffs(want: &str, got: &str) -> Vec<String> {
        let mut diffs = Vec::new();
        compare(&read(want).unwrap(), &read(got).unwrap(), "$", &mut diffs);
        diffs
    }

    #[test]
    fn each_difference_is_a_line_with_its_place() {
        assert_eq!(
            diffs(
                r#"{"a": [1, {"b": 2}], "c": "x", "e": null}"#,
                r#"{"e": null, "d": true, "a": [1.0, {"b": 2}, 3]}"#
            ),
            [
                "$.a[0]: want 1, got 1.0",
                "$.a[2]: unexpected 3",
                r#"$.c: missing, want "x""#,
                "$.d: unexpected true"
            ]
        );
        assert_eq!(diffs("[1, 2]", "[1]"), ["$[1]: missing, want 2"]);
        assert_eq!(diffs("{}", "[]"), ["$: want {}, got []"]);
        assert_eq!(diffs("true", "1"), ["$: want true, got 1"]);
        assert_eq!(
            diffs(r#"{"a": 1, "b": [1]}"#, r#"{"b": [1], "a": 1}"#),
            [""; 0]
        );
    }

    #[test]
    fn any_takes_values_of_its_type() {
        let samples = [
            ("string", "\"\""),
            ("integer", "1"),
            ("number", "1.5"),
            ("boolean", "true"),
            ("object", "{}"),
            ("array", "[]"),
        ];
        for (kind, _) in samples {
            for (other, sample) in samples {
                let fits = kind == other || (kind == "number" && other == "integer");
                assert_eq!(
                    diffs(&format!(r#"{{"$any": "{kind}"}}"#), sample).is_empty(),
                    fits,
                    "{kind} {sample}"
                );
            }
        }
        assert!(diffs(r#"{"$any": "any"}"#, "null").is_empty());
        assert_eq!(
            diffs(r#"{"$any": "string"}"#, "1"),
            ["$: want any string, got 1"]
        );
    }

    #[test]
    fn a_pattern_matches_the_whole_text() {
        assert!(diffs(r#"{"$re": "a|ab"}"#, r#""ab""#).is_empty());
        assert!(diffs(r#"{"$re": "a.b"}"#, r#""a\nb""#).is_empty());
        assert_eq!(
            diffs(r#"{"$re": "a|b"}"#, r#""ab""#),
            [r#"$: want text like /a|b/, got "ab""#]
        );
        assert_eq!(
            diffs(r#"{"$re": "1"}"#, "1"),
            ["$: want text like /1/, got 1"]
        );
    }

    #[test]
    fn a_choice_is_strict_about_types() {
        assert!(diffs(r#"{"$in": [1006, "x", null]}"#, "null").is_empty());
        assert_eq!(
            diffs(r#"{"$in": [1, true]}"#, "1.0"),
            ["$: want one of [1, true], got 1.0"]
        );
    }

    #[test]
    fn unordered_items_are_used_once() {
        assert!(
            diffs(
                r#"{"$unordered": [{"$any": "integer"}, "a"]}"#,
                r#"["a", 2]"#
            )
            .is_empty()
        );
        assert_eq!(
            diffs(r#"{"$unordered": [1, 1]}"#, "[1, 2]"),
            ["$: no item like 1"]
        );
        assert_eq!(
            diffs(r#"{"$unordered": [1]}"#, "[1, 2]"),
            ["$: want 1 items in any order, got [1, 2]"]
        );
        assert_eq!(
            diffs(r#"{"$unordered": []}"#, "{}"),
            ["$: want 0 items in any order, got {}"]
        );
    }

    #[test]
    fn a_matcher_stands_alone_in_its_object() {
        assert_eq!(diffs(r#"{"$any": "any", "b": 1}"#, "1").len(), 1);
        assert_eq!(diffs(r#"{"$other": 1}"#, r#"{"$other": 1}"#), [""; 0]);
    }

    #[test]
    fn a_matcher_with_a_mistake_never_passes() {
        for want in [
            r#"{"$any": "text"}"#,
            r#"{"$any": 1}"#,
            r#"{"$re": "("}"#,
            r#"{"$re": 1}"#,
            r#"{"$in": 1}"#,
            r#"{"$unordered": 1}"#,
        ] {
            assert_eq!(diffs(want, "1").len(), 1, "{want}");
        }
    }

    #[test]
    fn long_values_are_cut_by_characters() {
        let text = show(&Value::text("é".repeat(500)));
        assert_eq!(text.chars().count(), SHOWN);
        assert!(text.ends_with("é..."));
    }
}
