//! Reading made short.

use faultless_model::{Field, Input, Issue, Issues, JsonReader, Reader, Rules, parse};

/// Reads a value at `body`, or gives what was told. On the way, every value of every test goes down the fast road too:
/// what that takes is taken, and what it tells is told.
pub(crate) fn read_under<T: Field>(json: &str, rules: &Rules) -> Result<T, Vec<Issue>> {
    let input = parse(json.as_bytes()).expect("the test's own JSON");
    let mut issues = Issues::new();
    let read = T::read(&input, rules, &mut Reader::new(&mut issues).at("body"));
    assert_eq!(
        read.is_err(),
        !issues.is_empty(),
        "{json}: what is refused is told, and nothing else is"
    );
    match JsonReader::new()
        .rules(rules)
        .at("body")
        .read_fast::<T>(json.as_bytes())
    {
        None => {}
        Some(Ok(_)) => assert!(read.is_ok(), "{json}: only the fast road takes it"),
        Some(Err(told)) => assert_eq!(
            // As texts, since NaN is no equal of itself.
            format!("{:?}", told.into_vec()),
            format!("{:?}", issues.clone().into_vec()),
            "{json}: each road tells another thing"
        ),
    }
    read.map_err(|_| issues.into_vec())
}

/// Reads a value without rules.
pub(crate) fn read<T: Field>(json: &str) -> Result<T, Vec<Issue>> {
    read_under(json, &Rules::NONE)
}

/// What was told, as the client gets it.
pub(crate) fn told<T: Field>(json: &str, rules: &Rules) -> serde_json::Value {
    let issues = read_under::<T>(json, rules).err().expect("a refusal");
    serde_json::to_value(issues).expect("issues are always written")
}

/// What was told, a line each.
pub(crate) fn lines<T: Field>(json: &str, rules: &Rules) -> Vec<String> {
    let issues = read_under::<T>(json, rules).err().expect("a refusal");
    issues.iter().map(ToString::to_string).collect()
}

/// Checks a table: the JSON, and what is read of it, or `!` with the kind and the context of the one issue.
pub(crate) fn agree<T: Field>(table: &[(&str, &str)], show: impl Fn(&T) -> String) {
    agree_under(&Rules::NONE, table, show);
}

/// Checks a table under rules; every value that differs is reported.
pub(crate) fn agree_under<T: Field>(
    rules: &Rules,
    table: &[(&str, &str)],
    show: impl Fn(&T) -> String,
) {
    let differences: Vec<String> = table
        .iter()
        .filter_map(|(json, expected)| {
            let found = match read_under::<T>(json, rules) {
                Ok(value) => show(&value),
                Err(issues) => refusal(json, &issues),
            };
            (found != *expected).then(|| format!("{json}: expected {expected}, found {found}"))
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn refusal(json: &str, issues: &[Issue]) -> String {
    let [issue] = issues else {
        panic!("{json} told more than one issue: {issues:?}")
    };
    assert_eq!(issue.location().to_string(), "body");
    let context = issue.context().iter().map(|(_, value)| match value {
        Input::Int(text) | Input::Text(text) => format!(" {text}"),
        Input::Float(value) => format!(" {}", python_float(value)),
        other => panic!("an unexpected context: {other:?}"),
    });
    format!("! {}{}", issue.kind().code(), context.collect::<String>())
}

/// A float as Python writes it.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "it stands where a function of a reference is asked for"
)]
pub(crate) fn python_float(value: &f64) -> String {
    match value {
        value if value.is_nan() => "nan".to_owned(),
        value if value.is_infinite() => value.to_string(),
        value => {
            let text = format!("{value:?}");
            // Rust writes `1e22` and `1e-7`, Python `1e+22` and `1e-07`.
            match text.split_once('e') {
                Some((digits, power)) => {
                    let power: i32 = power.parse().expect("an exponent");
                    format!(
                        "{digits}e{}{:02}",
                        if power < 0 { '-' } else { '+' },
                        power.abs()
                    )
                }
                None => text,
            }
        }
    }
}
