//! `Field`: a type that reads itself from what a client sent.

use serde::de::Deserializer;

use crate::input::Input;
use crate::model::{Contents, FieldDoc};
use crate::reader::{Invalid, Reader};
use crate::road::{Road, accept_input};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// What a type looks like on the wire; it decides whether a parameter is taken from the query or the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// One value: a number, a string, a date.
    Scalar,
    /// Several values in a row.
    List,
    /// Values under names.
    Object,
}

/// A type that reads itself from what a client sent, and tells every mistake.
///
/// Numbers, strings, dates, lists, maps and the like have it; your own types get it with `#[derive(Model)]`.
///
/// # Example
/// ```
/// use faultless_model::{Field, Input, Issues, Kind, Reader, Rules, Shape, Invalid};
///
/// /// A colour, as `#` and six hexadecimal digits.
/// #[derive(Debug, PartialEq)]
/// struct Colour(u32);
///
/// impl Field for Colour {
///     const SHAPE: Shape = Shape::Scalar;
///
///     fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
///         let text = String::read(input, rules, reader)?;
///         let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
///         let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
///         value.map(Colour).ok_or_else(|| reader.refuse(Kind::Custom("colour".into()), input))
///     }
/// }
///
/// let mut issues = Issues::new();
/// assert_eq!(Colour::read(&"#00ff00".into(), &Rules::NONE, &mut Reader::new(&mut issues)), Ok(Colour(0xff00)));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a request",
    label = "not a `Field`",
    note = "write `#[derive(Model)]` on `{Self}`, or implement `Field` for it by hand",
    note = "types of other crates need the feature named after their crate, such as `uuid`, `jiff` or `url`"
)]
pub trait Field: Sized {
    /// What it looks like on the wire.
    const SHAPE: Shape;

    /// Whether it is an uploaded file, or several: its natural source is then a part of a multipart form.
    const UPLOADED: bool = false;

    /// Reads a value under rules.
    ///
    /// # Errors
    /// Proof that at least one issue was told to the reader.
    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid>;

    /// Takes a value straight from a deserializer of JSON: the fast road, for requests that are right.
    ///
    /// It gives what [`read`](Self::read) would give of the same JSON; `None` where issues were told, and the rest of the
    /// JSON is still to be read. Left out, it makes an [`Input`] and calls `read`: only a type that is read very often
    /// needs more.
    ///
    /// # Errors
    /// Those of the deserializer, and a refusal where only the second road can tell what is wrong.
    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        accept_input(deserializer, road)
    }

    /// The value where nothing was sent; `None` where it must be sent.
    fn absent() -> Option<Self> {
        None
    }

    /// Its JSON Schema under rules, for documentation: the exact form of its values.
    ///
    /// Left out, it is the one that takes anything.
    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        let _ = (schemas, rules);
        Schema::any()
    }

    /// The fields, where it is an object of known names.
    fn known_fields() -> Option<&'static [FieldDoc]> {
        None
    }

    /// Whether it refuses names that are none of its fields'.
    fn closed() -> bool {
        false
    }

    /// What it holds, as far as models go: a response model leaves fields out by it, at any depth.
    fn contents() -> Contents {
        Self::known_fields().map_or(Contents::None, Contents::Fields)
    }

    /// Masks what an issue must not show of an input meant for this type.
    fn redact(input: &mut Input<'_>) {
        let _ = input;
    }

    /// Whether it holds, at any depth, something that must not be shown.
    ///
    /// `seen` keeps types that hold themselves from asking for ever.
    fn secretive(seen: &mut Seen) -> bool {
        let _ = seen;
        false
    }
}

/// The types that were asked already.
#[derive(Debug, Default)]
pub struct Seen(Vec<&'static str>);

impl Seen {
    /// Notes a type; false if it was noted before.
    pub fn enter<T>(&mut self) -> bool {
        // The name, as the type's id would ask for `'static`.
        let name = std::any::type_name::<T>();
        let new = !self.0.contains(&name);
        if new {
            self.0.push(name);
        }
        new
    }
}
