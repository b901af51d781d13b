//! A JSON body: read once, into the type of the parameter that has it alone, or split into the members that several
//! parameters share. Only a body that refuses to be read so becomes a tree.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use faultless_model::{
    Field, Input, Issues, JsonError, JsonReader, Limits, ReadError, Reader, Rules, parse_within,
};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Source;

/// How a body is read into the type of the one parameter that has it, before anything else runs: whether it is JSON at
/// all comes before what dependencies have to say.
#[derive(Clone, Copy)]
pub(crate) struct ReadFirst {
    read: fn(&[u8], &'static Rules, Limits) -> First,
    rules: fn() -> &'static Rules,
}

impl fmt::Debug for ReadFirst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReadFirst")
    }
}

impl ReadFirst {
    /// For a type, under the rules of a parameter.
    pub(super) fn of<T: Field + Send + 'static>(rules: fn() -> &'static Rules) -> Self {
        Self {
            read: read_first::<T>,
            rules,
        }
    }
}

/// What the first reading gave.
enum First {
    /// A value, of the type that was read.
    Value(Box<dyn Any + Send>),
    /// Issues of that type, which the second road would tell alike.
    Issues(Issues),
    /// Neither: the body is no JSON, or only a tree tells what is wrong.
    Refused,
}

fn read_first<T: Field + Send + 'static>(
    bytes: &[u8],
    rules: &'static Rules,
    limits: Limits,
) -> First {
    let reader = JsonReader::new().rules(rules).limits(limits);
    match reader.at(Source::Body.name()).read_fast::<T>(bytes) {
        Some(Ok(value)) => First::Value(Box::new(value)),
        Some(Err(issues)) => First::Issues(issues),
        None => First::Refused,
    }
}

/// A body of JSON.
pub(super) struct JsonBody<'a> {
    bytes: &'a Bytes,
    limits: Limits,
    form: Form<'a>,
}

enum Form<'a> {
    /// Read into a type already; taken by the parameter of that type. Behind a mutex that nobody contends for: a value
    /// need not be `Sync`, and what is taken apart is shared.
    Read(Mutex<Option<Box<dyn Any + Send>>>),
    /// Read into a type, which told issues.
    Told(Mutex<Option<Issues>>),
    /// An object, split into its members.
    Members(Vec<(Cow<'a, str>, &'a RawValue)>),
    Tree(Input<'a>),
}

impl<'a> JsonBody<'a> {
    /// Reads a body: into the type that `first` knows, or into members.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub(super) fn read(
        bytes: &'a Bytes,
        first: Option<ReadFirst>,
        limits: Limits,
    ) -> Result<Self, JsonError> {
        let form = match first {
            Some(first) => match (first.read)(bytes, (first.rules)(), limits) {
                First::Value(value) => Some(Form::Read(Mutex::new(Some(value)))),
                First::Issues(issues) => Some(Form::Told(Mutex::new(Some(issues)))),
                First::Refused => None,
            },
            None => members(bytes, limits).map(Form::Members),
        };
        let form = match form {
            Some(form) => form,
            None => Form::Tree(parse_within(bytes, limits.depth)?),
        };
        Ok(Self {
            bytes,
            limits,
            form,
        })
    }

    /// The body as it was received.
    pub(super) fn bytes(&self) -> &'a Bytes {
        self.bytes
    }

    /// Reads the whole body as a type.
    ///
    /// # Errors
    /// The issues, at their places in the request.
    pub(super) fn whole<T: Field + 'static>(&self, rules: &'static Rules) -> Result<T, Issues> {
        let reader = JsonReader::new().rules(rules).limits(self.limits);
        let reader = reader.at(Source::Body.name());
        match &self.form {
            Form::Read(value) => {
                let mut slot = value.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(value) = slot.take() {
                    match value.downcast::<T>() {
                        Ok(value) => return Ok(*value),
                        Err(other) => *slot = Some(other),
                    }
                }
                self.again(&reader)
            }
            Form::Told(issues) => {
                let told = issues.lock().unwrap_or_else(PoisonError::into_inner).take();
                told.map_or_else(|| self.again(&reader), Err)
            }
            Form::Tree(tree) => self.tell(tree, rules, None),
            Form::Members(_) => self.again(&reader),
        }
    }

    /// Reads the bytes once more: for a second parameter of the same name.
    fn again<T: Field>(&self, reader: &JsonReader<'_>) -> Result<T, Issues> {
        reader.read(self.bytes).map_err(issues_of)
    }

    fn tell<T: Field>(
        &self,
        input: &Input<'_>,
        rules: &Rules,
        member: Option<&str>,
    ) -> Result<T, Issues> {
        let mut issues = Issues::with_limits(self.limits);
        let mut reader = Reader::new(&mut issues);
        let mut reader = reader.at(Source::Body.name());
        let read = match member {
            Some(name) => T::read(input, rules, &mut reader.at(name)),
            None => T::read(input, rules, &mut reader),
        };
        read.map_err(|_| issues)
    }

    /// Reads a member of the body as a type.
    pub(super) fn member<T: Field>(&self, name: &str, rules: &'static Rules) -> Member<T> {
        let read = match &self.form {
            Form::Members(members) => {
                members
                    .iter()
                    .find(|(known, _)| known == name)
                    .map(|(_, raw)| {
                        let reader = JsonReader::new().rules(rules).limits(self.limits);
                        let reader = reader.at(Source::Body.name()).at(name.to_owned());
                        reader.read(raw.get().as_bytes()).map_err(issues_of)
                    })
            }
            Form::Tree(tree @ Input::Object(_)) => tree
                .get(name)
                .map(|value| self.tell(value, rules, Some(name))),
            Form::Tree(_) | Form::Read(_) | Form::Told(_) => return Member::NoObject,
        };
        read.map_or(Member::Missing, Member::Read)
    }
}

/// What a member of the body gave.
pub(super) enum Member<T> {
    Read(Result<T, Issues>),
    /// The object has no member of this name.
    Missing,
    /// The body is no object.
    NoObject,
}

/// The issues of a reading. A member's JSON was looked through as a whole, so that it cannot turn out to be none.
fn issues_of(error: ReadError) -> Issues {
    match error {
        ReadError::Issues(issues) => issues,
        _ => Issues::new(),
    }
}

/// The members of an object, each as it was written; `None` where the body is anything else, or may hold what only the
/// tree's reader knows to refuse.
fn members(bytes: &Bytes, limits: Limits) -> Option<Vec<(Cow<'_, str>, &RawValue)>> {
    if may_nest_deeper(bytes, limits.depth) || JsonReader::may_be_refused(bytes) {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let members = deserializer.deserialize_map(Split).ok()?;
    deserializer.end().ok()?;
    Some(members)
}

/// Whether lists and objects may nest deeper than a limit: they do not where there are fewer of them.
fn may_nest_deeper(bytes: &[u8], limit: usize) -> bool {
    let opens = |byte: &&u8| matches!(byte, b'[' | b'{');
    if bytes.iter().filter(opens).count() <= limit {
        return false;
    }
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut inside, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'[' | b'{' if !inside => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest > limit
}

/// Splits an object into its members; of a repeated name the last counts.
struct Split;

impl<'de> Visitor<'de> for Split {
    type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = object.next_key::<Name<'de>>()? {
            members.push((name.0, object.next_value()?));
        }
        // Looked for from the front: the last comes first.
        members.reverse();
        Ok(members)
    }
}

/// A name, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
