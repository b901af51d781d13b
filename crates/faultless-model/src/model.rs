//! `Model`: what `#[derive(Model)]` tells about a type.

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::rules::Rules;

/// A type of your own that is read from a request, by `#[derive(Model)]`.
///
/// The derive implements [`Field`] as well. It honours serde's attributes as far as reading goes, so that one type says
/// the same to both.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no model",
    label = "not a `Model`",
    note = "write `#[derive(Model)]` on `{Self}`"
)]
pub trait Model: Field {
    /// The name of the type.
    const NAME: &'static str;
    /// The title given to it.
    const TITLE: Option<&'static str>;
    /// Its documentation, without the comment marks.
    const DESCRIPTION: Option<&'static str>;

    /// Its fields, in order; none for an enum.
    fn fields() -> &'static [FieldDoc] {
        &[]
    }

    /// The rules of a field, by its place in the order.
    fn rules(field: usize) -> &'static Rules {
        let _ = field;
        Rules::none()
    }
}

/// What is told about one field of a [`Model`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one word of the attribute"
)]
pub struct FieldDoc {
    /// The name it is read by.
    pub name: &'static str,
    /// Its name in Rust.
    pub ident: &'static str,
    /// The name it is written by, where that is another one than it is read by.
    pub written: Option<&'static str>,
    /// What it looks like on the wire: a list takes every value of a repeated query parameter, header or form field.
    pub shape: Shape,
    /// Whether it is an uploaded file, or several.
    pub uploaded: bool,
    /// Further names it may be read by.
    pub aliases: &'static [&'static str],
    /// The title given to it.
    pub title: Option<&'static str>,
    /// Its description, or else its documentation.
    pub description: Option<&'static str>,
    /// Examples of its value.
    pub examples: fn() -> Vec<Input<'static>>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether it is never shown.
    pub secret: bool,
    /// Whether it has a default in the model; a type may have one of its own, as `Option` does.
    pub has_default: bool,
    /// Its default as JSON, where its type can be written.
    pub default: fn() -> Option<serde_json::Value>,
    /// Whether it must be sent, though its type has a value for nothing.
    pub required: bool,
    /// Whether its own fields stand among those of the model.
    pub flattened: bool,
    /// Whether it is read and never written.
    pub unwritten: bool,
    /// Whether it is written and never read; such a one is none of [`Model::fields`].
    pub unread: bool,
    /// What its type holds.
    pub contents: fn() -> Contents,
}

/// What a type holds, as far as models go: its own fields, or those of its items.
///
/// # Example
/// ```
/// use faultless_model::{Contents, Field, Model};
///
/// #[derive(Model)]
/// struct Item { name: String }
///
/// let Contents::Items(item) = <Vec<Option<Item>>>::contents() else { panic!() };
/// let Contents::Fields(fields) = item() else { panic!() };
/// assert_eq!(fields[0].name, "name");
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Contents {
    /// No fields that are known: a scalar, a choice, a union.
    None,
    /// The fields of a model.
    Fields(&'static [FieldDoc]),
    /// What each item of a list holds, or each value of a map.
    Items(fn() -> Contents),
    /// What each item of a tuple holds.
    Each(&'static [fn() -> Contents]),
}

impl FieldDoc {
    /// A field of a name, about which nothing more is told.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            ident: name,
            written: None,
            shape: Shape::Scalar,
            uploaded: false,
            aliases: &[],
            title: None,
            description: None,
            examples: Vec::new,
            deprecated: false,
            secret: false,
            has_default: false,
            default: || None,
            required: false,
            flattened: false,
            unwritten: false,
            unread: false,
            contents: || Contents::None,
        }
    }

    /// Tells its name in Rust, where it is read by another.
    #[must_use]
    pub const fn ident(mut self, ident: &'static str) -> Self {
        self.ident = ident;
        self
    }

    /// Tells the name it is written by, where it is read by another.
    #[must_use]
    pub const fn written(mut self, name: &'static str) -> Self {
        self.written = Some(name);
        self
    }

    /// Tells what it looks like on the wire.
    #[must_use]
    pub const fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// Tells whether it is an uploaded file, or several.
    #[must_use]
    pub const fn uploaded(mut self, uploaded: bool) -> Self {
        self.uploaded = uploaded;
        self
    }

    /// Tells its further names.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Tells its title.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Tells its description.
    #[must_use]
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Tells examples of its value.
    #[must_use]
    pub const fn examples(mut self, examples: fn() -> Vec<Input<'static>>) -> Self {
        self.examples = examples;
        self
    }

    /// Tells that it should no longer be used.
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// Tells that it is never shown.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Tells that it has a default, and what it is.
    #[must_use]
    pub const fn default(mut self, default: fn() -> Option<serde_json::Value>) -> Self {
        self.has_default = true;
        self.default = default;
        self
    }

    /// Tells that it must be sent.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Tells that its own fields stand among those of the model.
    #[must_use]
    pub const fn flattened(mut self) -> Self {
        self.flattened = true;
        self
    }

    /// Tells that it is never written.
    #[must_use]
    pub const fn unwritten(mut self) -> Self {
        self.unwritten = true;
        self
    }

    /// Tells that it is never read.
    #[must_use]
    pub const fn unread(mut self) -> Self {
        self.unread = true;
        self
    }

    /// Tells what its type holds.
    #[must_use]
    pub const fn contents(mut self, contents: fn() -> Contents) -> Self {
        self.contents = contents;
        self
    }
}
