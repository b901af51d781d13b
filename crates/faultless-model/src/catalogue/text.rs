//! `TextForm`: all issues as text, for logs.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::input::Input;
use crate::issue::{Issue, write_value};

/// All issues as text: how many, then for each its place with ` -> ` and its words.
///
/// Issues told in [`Catalogue::v1`](crate::Catalogue::v1) have the form that pydantic 1 gave them.
///
/// # Example
/// ```
/// use faultless_model::{Catalogue, Issue, Kind, Location, TextForm};
///
/// let issue = Issue::new(Kind::FloatType, Location::from(["body", "price"]));
/// let text = TextForm::new("Request", std::slice::from_ref(&issue)).to_string();
/// assert_eq!(text, "1 issue\nbody -> price\n  Input should be a valid number (type=float_type)");
///
/// let old = [issue.told_in(&Catalogue::v1())];
/// assert_eq!(
///     TextForm::new("Request", &old).to_string(),
///     "1 validation error for Request\nbody -> price\n  value is not a valid float (type=type_error.float)",
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TextForm<'a> {
    subject: &'a str,
    issues: &'a [Issue],
}

impl<'a> TextForm<'a> {
    /// The issues of a subject, such as `Request`.
    #[must_use]
    pub fn new(subject: &'a str, issues: &'a [Issue]) -> Self {
        Self { subject, issues }
    }
}

impl fmt::Display for TextForm<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.issues.len();
        let plural = if count == 1 { "" } else { "s" };
        let is_v1 = |issue: &Issue| issue.catalogue().is_some_and(super::Catalogue::is_v1);
        if self.issues.first().is_some_and(is_v1) {
            write!(f, "{count} validation error{plural} for {}", self.subject)?;
        } else {
            write!(f, "{count} issue{plural}")?;
        }
        for issue in self.issues {
            f.write_char('\n')?;
            for (index, step) in issue.place().iter().enumerate() {
                if index > 0 {
                    f.write_str(" -> ")?;
                }
                write!(f, "{step}")?;
            }
            write!(f, "\n  {} (type={}", issue.message(), issue.code())?;
            if is_v1(issue) {
                for (name, value) in &*issue.told_context() {
                    write!(f, "; {name}={}", shown(name, value))?;
                }
            }
            f.write_char(')')?;
        }
        Ok(())
    }
}

/// A value of a context, as Python shows it.
fn shown<'a>(name: &str, value: &'a Input<'_>) -> Cow<'a, str> {
    let items = match value {
        Input::Text(text) => return Cow::Borrowed(text),
        Input::List(items) => items,
        other => {
            let mut text = String::new();
            write_value(&mut text, other);
            return Cow::Owned(text);
        }
    };
    let shown: Vec<String> = items
        .iter()
        .map(|item| match item {
            Input::Text(text) => crate::choice::quoted(text),
            other => shown("", other).into_owned(),
        })
        .collect();
    Cow::Owned(match (name, shown.as_slice()) {
        ("permitted", [only]) => format!("({only},)"),
        ("permitted", _) => format!("({})", shown.join(", ")),
        _ => format!("[{}]", shown.join(", ")),
    })
}
