//! `Patch`: whether a value was sent, and whether it was null.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::field::{Field, Seen, Shape};
use crate::input::Input;
use crate::model::FieldDoc;
use crate::reader::{Invalid, Reader};
use crate::road::Road;
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// A field of a change: not sent, sent as null, or sent with a value.
///
/// An `Option` cannot tell the first two apart, which a `PATCH` must: what is missing stays as it is, what is null is
/// cleared. Beside it, `#[serde(skip_serializing_if = "Patch::is_missing")]` leaves out again what was not sent, and
/// `#[serde(default)]` lets serde read it.
///
/// # Example
/// ```
/// use faultless_model::{Model, Patch, from_json};
///
/// #[derive(Debug, Model)]
/// struct Change {
///     nickname: Patch<String>,
///     #[field(ge = 0)]
///     age: Patch<u8>,
///     city: Patch<String>,
/// }
///
/// let change: Change = from_json(br#"{"nickname": null, "age": 30}"#).unwrap();
/// assert_eq!((&change.nickname, &change.age), (&Patch::Null, &Patch::Value(30)));
///
/// let (mut nickname, mut city) = (Some("Tom".to_owned()), Some("Bath".to_owned()));
/// change.nickname.apply(&mut nickname);
/// change.city.apply(&mut city);
/// assert_eq!((nickname, city.as_deref()), (None, Some("Bath")));
/// ```
#[expect(clippy::exhaustive_enums, reason = "nothing can be sent but these")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// It was not sent.
    #[default]
    Missing,
    /// It was sent as null.
    Null,
    /// It was sent with a value.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether it was not sent.
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Whether it was sent as null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, where one was sent.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::Null => None,
        }
    }

    /// The value, where one was sent.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::Null => None,
        }
    }

    /// What was sent, null as `None`; `None` where nothing was.
    pub fn sent(self) -> Option<Option<T>> {
        match self {
            Self::Missing => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// Puts what was sent in the place of what there is; what was not sent changes nothing.
    pub fn apply(self, to: &mut Option<T>) {
        if let Some(sent) = self.sent() {
            *to = sent;
        }
    }
}

/// What was sent, null as `None`.
impl<T> From<Option<T>> for Patch<T> {
    fn from(sent: Option<T>) -> Self {
        sent.map_or(Self::Null, Self::Value)
    }
}

/// `null` or a value; absent, it is `Missing`.
impl<T: Field> Field for Patch<T> {
    const SHAPE: Shape = T::SHAPE;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        T::schema(schemas, rules).nullable()
    }

    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        Ok(Option::<T>::accept(deserializer, road)?.map(Self::from))
    }

    fn known_fields() -> Option<&'static [FieldDoc]> {
        T::known_fields()
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        Option::read(input, rules, reader).map(Self::from)
    }

    fn absent() -> Option<Self> {
        Some(Self::Missing)
    }

    fn redact(input: &mut Input<'_>) {
        T::redact(input);
    }

    fn secretive(seen: &mut Seen) -> bool {
        T::secretive(seen)
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}
