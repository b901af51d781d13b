//! JSON Schema 2020-12 of types and their rules, as pydantic writes it.

mod choice;
mod container;
mod finish;
mod name;
mod object;
mod rules;
mod schemas;
mod title;
mod union;
mod value;

use serde_json::{Map, Value};

use crate::field::Field;
use crate::rules::Rules;

pub use self::choice::choice;
pub(crate) use self::container::{map_of, row_of, set_of};
pub use self::finish::Definitions;
pub use self::object::{Describe, NoField, Part, Written, by, model, newtype, object};
pub use self::schemas::Schemas;
pub use self::title::title_of;
pub use self::union::{Member, Style, union};
pub use self::value::Schema;

/// Which side of a value a schema tells: a type may be written by other names, or in another form, than it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// What is read.
    #[default]
    Validation,
    /// What is written.
    Serialization,
}

/// The dialect that the schemas are in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema of a type, complete: what it refers to stands under `$defs`.
///
/// It tells the exact form of each value. What is taken beside it, such as a number in a string, is not told.
///
/// # Example
/// ```
/// use faultless_model::{Mode, Model, schema_of};
/// use serde_json::json;
///
/// /// What a shop sells.
/// #[derive(Model)]
/// struct Product {
///     #[field(min_length = 1)]
///     full_name: String,
///     price: Option<f64>,
/// }
///
/// assert_eq!(schema_of::<Product>(Mode::Validation), json!({
///     "$schema": "https://json-schema.org/draft/2020-12/schema",
///     "title": "Product",
///     "description": "What a shop sells.",
///     "type": "object",
///     "properties": {
///         "full_name": {"title": "Full Name", "type": "string", "minLength": 1},
///         "price": {"title": "Price", "anyOf": [{"type": "number"}, {"type": "null"}]},
///     },
///     "required": ["full_name"],
/// }));
/// ```
#[must_use]
pub fn schema_of<T: Field>(mode: Mode) -> Value {
    let mut schemas = Schemas::new(mode);
    let root = T::schema(&mut schemas, Rules::none());
    let (root, definitions) = schemas.finish("#/$defs/").root(root);
    let mut document = Map::new();
    document.insert("$schema".into(), DIALECT.into());
    if let Value::Object(root) = root {
        document.extend(root);
    }
    if !definitions.is_empty() {
        document.insert("$defs".into(), definitions.into());
    }
    document.into()
}
