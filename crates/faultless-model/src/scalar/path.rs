//! `std::path::PathBuf`.

use std::path::PathBuf;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::{Schema, Schemas};

/// A string, as it is: nothing says that the path exists, or that it stays below another. Anything else is kind
/// `path_type`.
impl Field for PathBuf {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("path")
    }

    fn read(input: &Input<'_>, _rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Input::Text(text) = input else {
            let kind = Kind::Custom("path_type".into());
            let words = "Input is not a valid path for <class 'pathlib.Path'>";
            return Err(reader.refuse_saying(kind, words, input, []));
        };
        reader.lax();
        Ok(Self::from(text.as_ref()))
    }
}
