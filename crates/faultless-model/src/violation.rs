//! `Violation`: what a validator of your own says of a value.

use std::borrow::Cow;

use crate::input::Input;
use crate::kind::Kind;

/// What is wrong with a value, as a validator of your own says it.
///
/// A text is one of kind `value_error`, told as `Value error, …`, as is what a Python validator raises.
///
/// # Example
/// ```
/// use faultless_model::{Model, ReadError, Violation, from_json};
///
/// fn no_bang(word: &str) -> Result<(), &'static str> {
///     if word.contains('!') { Err("no exclamation marks") } else { Ok(()) }
/// }
///
/// fn ordered(range: &Range) -> Result<(), Violation> {
///     if range.low <= range.high {
///         return Ok(());
///     }
///     Err(Violation::new("range_order", "the range ends before it begins").with_context("low", range.low))
/// }
///
/// #[derive(Debug, Model)]
/// #[model(validator = ordered)]
/// struct Range {
///     low: i64,
///     high: i64,
///     #[field(validator = no_bang)]
///     name: String,
/// }
///
/// let told = |json: &str| match from_json::<Range>(json.as_bytes()) {
///     Err(ReadError::Issues(issues)) => issues.iter().map(|issue| issue.to_string()).collect(),
///     other => vec![format!("{other:?}")],
/// };
/// assert_eq!(told(r#"{"low": 1, "high": 2, "name": "a!"}"#), ["name: Value error, no exclamation marks (value_error)"]);
/// assert_eq!(told(r#"{"low": 2, "high": 1, "name": "a"}"#), [": the range ends before it begins (range_order)"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    kind: Kind,
    message: Cow<'static, str>,
    context: Vec<(Cow<'static, str>, Input<'static>)>,
}

impl Violation {
    /// A violation of a kind of your own, in its words.
    pub fn new(kind: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: Kind::Custom(kind.into()),
            message: message.into(),
            context: Vec::new(),
        }
    }

    /// Something that was taken for granted and is not so: kind `assertion_error`, told as `Assertion failed, …`.
    pub fn assertion(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: Kind::AssertionError,
            ..Self::new("", message)
        }
    }

    /// Adds an entry to the context.
    #[must_use]
    pub fn with_context(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Input<'static>>,
    ) -> Self {
        self.context.push((name.into(), value.into()));
        self
    }

    /// The kind, the words and the context of the issue it becomes.
    #[expect(clippy::type_complexity, reason = "the parts of an issue, once")]
    pub(crate) fn into_parts(
        self,
    ) -> (
        Kind,
        Cow<'static, str>,
        Vec<(Cow<'static, str>, Input<'static>)>,
    ) {
        let (kind, mut context) = (self.kind, self.context);
        let message = match &kind {
            Kind::ValueError => format!("Value error, {}", self.message).into(),
            Kind::AssertionError => format!("Assertion failed, {}", self.message).into(),
            _ => return (kind, self.message, context),
        };
        // The error itself, which JSON has no more to say of than that it is there.
        context.insert(0, ("error".into(), Input::Object(Vec::new())));
        (kind, message, context)
    }
}

impl From<&'static str> for Violation {
    fn from(message: &'static str) -> Self {
        Self {
            kind: Kind::ValueError,
            ..Self::new("", message)
        }
    }
}

impl From<String> for Violation {
    fn from(message: String) -> Self {
        Self {
            kind: Kind::ValueError,
            ..Self::new("", message)
        }
    }
}
