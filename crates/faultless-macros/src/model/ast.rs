//! The tree a derive works on.

use proc_macro2::Span;
use quote::{ToTokens as _, format_ident};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Fields, Generics, Ident, Member as Name, Type};

use super::attr::{Container, Member};
use super::case::Case;
use crate::mistakes::Mistakes;

/// A type that is to be a model.
pub(super) struct Model {
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) attr: Container,
    pub(super) body: Body,
}

/// What a model is made of.
pub(super) enum Body {
    /// An object.
    Struct(Vec<Field>),
    /// What its one field is.
    Newtype(Box<Field>),
    /// One of a few values.
    Choice(Vec<Variant>),
    /// One of several types.
    Union(Vec<Variant>),
    /// Something that cannot be read; the mistake is told already.
    Unfit,
}

/// A field.
pub(super) struct Field {
    /// Its name in Rust, or its number.
    pub(super) ident: Name,
    /// Its name where a variable is wanted.
    pub(super) local: Ident,
    pub(super) ty: Type,
    /// The names it is read by; the first is the one that is told.
    pub(super) names: Vec<String>,
    /// The name it is written by.
    pub(super) written: String,
    pub(super) attr: Member,
}

/// A variant of an enum.
pub(super) struct Variant {
    pub(super) ident: Ident,
    pub(super) names: Vec<String>,
    /// The name it is written by.
    pub(super) written: String,
    pub(super) body: VariantBody,
    pub(super) attr: Member,
}

/// What a variant holds.
pub(super) enum VariantBody {
    Unit,
    Newtype(Box<Field>),
    Struct(Vec<Field>),
    /// Several values without names; the mistake is told already.
    Unfit,
}

const FORMS: &str = "a model is a struct with named fields, a struct around one value, or an enum";

impl Model {
    /// Reads a type and all its attributes.
    pub(super) fn read(input: &DeriveInput, mistakes: &mut Mistakes) -> Self {
        let attr = Container::read(&input.attrs, mistakes);
        let body = match &input.data {
            Data::Struct(data) => Self::read_struct(input, &data.fields, &attr, mistakes),
            Data::Enum(data) => {
                let variants: Vec<Variant> = data
                    .variants
                    .iter()
                    .map(|variant| Variant::read(variant, &attr, mistakes))
                    .collect();
                let units = variants
                    .iter()
                    .all(|variant| matches!(variant.body, VariantBody::Unit));
                let tagged = attr.tag.is_some() || attr.untagged.is_some();
                if units && !tagged {
                    Body::Choice(variants)
                } else {
                    Body::Union(variants)
                }
            }
            Data::Union(data) => {
                mistakes.push(syn::Error::new(data.union_token.span, FORMS));
                Body::Unfit
            }
        };
        Self {
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            attr,
            body,
        }
    }

    fn read_struct(
        input: &DeriveInput,
        fields: &Fields,
        attr: &Container,
        mistakes: &mut Mistakes,
    ) -> Body {
        let mut read: Vec<Field> = fields
            .iter()
            .enumerate()
            .map(|(index, field)| Field::read(index, field, attr, attr.rename_all, mistakes))
            .collect();
        let named = matches!(fields, Fields::Named(_));
        if let Some(place) = attr.transparent.filter(|_| read.len() != 1) {
            let message = "a transparent type has one field, which it is read as";
            mistakes.push(syn::Error::new(place, message));
            return Body::Unfit;
        }
        if named && attr.transparent.is_none() {
            return Body::Struct(read);
        }
        if let Some(only) = read.pop().filter(|_| read.is_empty()) {
            return Body::Newtype(Box::new(only));
        }
        let place = if fields.is_empty() {
            input.ident.to_token_stream()
        } else {
            fields.to_token_stream()
        };
        mistakes.push(syn::Error::new_spanned(place, FORMS));
        Body::Unfit
    }
}

impl Field {
    fn read(
        index: usize,
        field: &syn::Field,
        container: &Container,
        rename_all: Option<Case>,
        mistakes: &mut Mistakes,
    ) -> Self {
        let mut attr = Member::read(&field.attrs, mistakes);
        if let Some(word) = container
            .strict
            .as_ref()
            .filter(|_| !attr.rules.has("strict"))
        {
            attr.rules.add(word.clone(), quote::quote!(true));
        }
        let ident = match &field.ident {
            Some(ident) => Name::Named(ident.clone()),
            None => Name::Unnamed(syn::Index {
                index: u32::try_from(index).unwrap_or_default(),
                span: field.ty.span(),
            }),
        };
        let own = field
            .ident
            .as_ref()
            .map_or_else(|| index.to_string(), |ident| ident.unraw().to_string());
        let written = attr.written.clone().unwrap_or_else(|| {
            let case = container.written_all;
            case.map_or(own.clone(), |case| case.field(&own))
        });
        let names = if let Some(alias) = &attr.alias {
            vec![alias.value()]
        } else {
            let own = rename_all.map_or(own.clone(), |case| case.field(&own));
            names(attr.rename.clone().unwrap_or(own), &attr.aliases)
        };
        Self {
            ident,
            local: format_ident!("field_{index}", span = Span::mixed_site()),
            ty: field.ty.clone(),
            names,
            written,
            attr,
        }
    }
}

impl Variant {
    fn read(variant: &syn::Variant, container: &Container, mistakes: &mut Mistakes) -> Self {
        let attr = Member::read(&variant.attrs, mistakes);
        let own = variant.ident.unraw().to_string();
        let written = attr.written.clone().unwrap_or_else(|| {
            let case = container.written_all;
            case.map_or(own.clone(), |case| case.variant(&own))
        });
        let own = container
            .rename_all
            .map_or(own.clone(), |case| case.variant(&own));
        let names = names(attr.rename.clone().unwrap_or(own), &attr.aliases);
        let case = attr.rename_all.or(container.rename_all_fields);
        let mut fields = variant
            .fields
            .iter()
            .enumerate()
            .map(|(index, field)| Field::read(index, field, container, case, mistakes));
        let body = match &variant.fields {
            Fields::Unit => VariantBody::Unit,
            Fields::Named(_) => VariantBody::Struct(fields.collect()),
            Fields::Unnamed(_) => match (fields.next(), fields.next()) {
                (Some(only), None) => VariantBody::Newtype(Box::new(only)),
                _ => VariantBody::Unfit,
            },
        };
        if matches!(body, VariantBody::Unfit) {
            mistakes.at(
                &variant.fields,
                "a variant holds one value, or named fields: several values without names are a tuple, `Pair((A, B))`",
            );
        }
        Self {
            ident: variant.ident.clone(),
            names,
            written,
            body,
            attr,
        }
    }
}

fn names(first: String, aliases: &[String]) -> Vec<String> {
    let mut names = vec![first];
    for alias in aliases {
        if !names.contains(alias) {
            names.push(alias.clone());
        }
    }
    names
}
