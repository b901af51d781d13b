//! `#[derive(Raise)]`: attr -> ast -> check -> expand.

mod attr;
mod errors;
mod expand;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Data, DeriveInput, Field, Fields, Ident, LitStr, Member, Type};

use self::attr::Words;
use crate::mistakes::Mistakes;
use crate::words::docs;

/// An error type.
struct ErrorType {
    input: DeriveInput,
    words: Words,
    shapes: Vec<Shape>,
}

/// A struct, or a variant of an enum.
struct Shape {
    /// The variant's name; `None` for a struct.
    variant: Option<Ident>,
    words: Words,
    /// True for `transparent`, also as thiserror writes it.
    transparent: bool,
    fields: Vec<Member>,
    /// The field that the error is, or comes from.
    base: Option<Member>,
    /// Its type.
    base_type: Option<Type>,
    /// The text of `#[error("...")]`.
    template: Option<String>,
    docs: Option<String>,
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input = match syn::parse2::<DeriveInput>(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut mistakes = Mistakes::default();
    let error = ErrorType::read(input, &mut mistakes);
    match mistakes.errors() {
        None => expand::expand(&error),
        Some(errors) => {
            // A union cannot be an error, and needs none.
            let union = matches!(error.input.data, Data::Union(_));
            let stub = (!union).then(|| expand::stub(&error));
            quote!(#errors #stub)
        }
    }
}

impl ErrorType {
    fn read(input: DeriveInput, mistakes: &mut Mistakes) -> Self {
        let words = Words::read(&input.attrs, mistakes);
        let shapes = match &input.data {
            Data::Struct(data) => vec![Shape::read(None, &input.attrs, &data.fields, mistakes)],
            Data::Enum(data) => data
                .variants
                .iter()
                .map(|variant| {
                    Shape::read(
                        Some(variant.ident.clone()),
                        &variant.attrs,
                        &variant.fields,
                        mistakes,
                    )
                })
                .collect(),
            Data::Union(data) => {
                mistakes.at(data.union_token, "an error is a struct or an enum");
                Vec::new()
            }
        };
        if matches!(input.data, Data::Enum(_)) && words.transparent.is_some() {
            mistakes.at(
                &words.transparent,
                "`transparent` is for a variant: an enum is not one of its variants",
            );
        }
        // A struct's words stand on the struct itself, and were read with its shape.
        let words = if matches!(input.data, Data::Enum(_)) {
            words
        } else {
            Words::default()
        };
        Self {
            input,
            words,
            shapes,
        }
    }
}

impl Shape {
    fn read(
        variant: Option<Ident>,
        attributes: &[Attribute],
        fields: &Fields,
        mistakes: &mut Mistakes,
    ) -> Self {
        let words = if variant.is_some() {
            Words::read(attributes, mistakes)
        } else {
            Words::read(attributes, &mut Mistakes::default())
        };
        let transparent = words.transparent.is_some() || is_transparent(attributes);
        // Of `#[error(transparent)]` thiserror tells it.
        if let Some(word) = words.transparent.as_ref().filter(|_| fields.len() != 1) {
            let message = "a transparent error *is* its one field: it has exactly one";
            mistakes.at(word, message);
        }
        for attribute in fields.iter().flat_map(|field| &field.attrs) {
            if attribute.path().is_ident("raise") {
                let message = "`raise` is for the type or its variants; fields are named in texts and expressions";
                mistakes.at(attribute.path(), message);
            }
        }
        let members: Vec<Member> = fields.members().collect();
        let base = fields
            .iter()
            .zip(&members)
            .find(|(field, member)| transparent || is_base(field, member));
        Self {
            variant,
            words,
            transparent,
            base: base.map(|(_, member)| member.clone()),
            base_type: base.map(|(field, _)| field.ty.clone()),
            fields: members,
            template: template(attributes),
            docs: docs(attributes),
        }
    }
}

/// `#[error(transparent)]`, of thiserror.
fn is_transparent(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("error"))
        .any(|attribute| {
            attribute
                .parse_args::<Ident>()
                .is_ok_and(|word| word == "transparent")
        })
}

/// The text of `#[error("...")]`, of thiserror, whatever its arguments.
fn template(attributes: &[Attribute]) -> Option<String> {
    let mut attributes = attributes.iter();
    let error = attributes.find(|attribute| attribute.path().is_ident("error"))?;
    let tokens = error.meta.require_list().ok()?.tokens.clone();
    let first = |input: ParseStream<'_>| {
        let text: LitStr = input.parse()?;
        input.parse::<TokenStream>()?;
        Ok(text.value())
    };
    first.parse2(tokens).ok()
}

/// A field that thiserror takes for the source.
fn is_base(field: &Field, member: &Member) -> bool {
    let marked = field
        .attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("from") || attribute.path().is_ident("source"));
    marked || matches!(member, Member::Named(name) if name == "source")
}
