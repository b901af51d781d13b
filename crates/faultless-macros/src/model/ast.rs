//! The tree a derive works on.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Fields, Generics, Ident, Type};

use super::attr::{Container, Member};
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
    Struct(Vec<Field>),
    Enum(Vec<Variant>),
    /// Something that cannot be read; the mistake is told already.
    Unfit,
}

/// A field of a struct.
pub(super) struct Field {
    pub(super) ident: Ident,
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
    /// Where its fields start, if it has any.
    pub(super) data: Option<Span>,
    pub(super) attr: Member,
}

impl Model {
    /// Reads a type and all its attributes.
    pub(super) fn read(input: &DeriveInput, mistakes: &mut Mistakes) -> Self {
        let attr = Container::read(&input.attrs, mistakes);
        let body = match &input.data {
            Data::Struct(data) => match &data.fields {
                Fields::Named(fields) => Body::Struct(
                    fields
                        .named
                        .iter()
                        .filter_map(|field| Field::read(field, &attr, mistakes))
                        .collect(),
                ),
                other => {
                    let place = if other.is_empty() {
                        input.ident.to_token_stream()
                    } else {
                        other.to_token_stream()
                    };
                    mistakes.push(syn::Error::new_spanned(
                        place,
                        "a model is a struct with named fields, or an enum",
                    ));
                    Body::Unfit
                }
            },
            Data::Enum(data) => Body::Enum(
                data.variants
                    .iter()
                    .map(|variant| Variant::read(variant, &attr, mistakes))
                    .collect(),
            ),
            Data::Union(data) => {
                let message = "a model is a struct with named fields, or an enum";
                mistakes.push(syn::Error::new(data.union_token.span, message));
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
}

impl Field {
    fn read(field: &syn::Field, container: &Container, mistakes: &mut Mistakes) -> Option<Self> {
        let mut attr = Member::read(&field.attrs, mistakes);
        if let Some(word) = container
            .strict
            .as_ref()
            .filter(|_| !attr.rules.has("strict"))
        {
            attr.rules.add(word.clone(), quote::quote!(true));
        }
        let ident = field.ident.clone()?;
        let own = ident.unraw().to_string();
        let written = attr.written.clone().unwrap_or_else(|| {
            let case = container.written_all;
            case.map_or(own.clone(), |case| case.field(&own))
        });
        let names = if let Some(alias) = &attr.alias {
            vec![alias.value()]
        } else {
            let own = container
                .rename_all
                .map_or(own.clone(), |case| case.field(&own));
            names(attr.rename.clone().unwrap_or(own), &attr.aliases)
        };
        Some(Self {
            ident,
            ty: field.ty.clone(),
            names,
            written,
            attr,
        })
    }
}

impl Variant {
    fn read(variant: &syn::Variant, container: &Container, mistakes: &mut Mistakes) -> Self {
        let attr = Member::read(&variant.attrs, mistakes);
        let own = variant.ident.unraw().to_string();
        let own = container
            .rename_all
            .map_or(own.clone(), |case| case.variant(&own));
        let names = names(attr.rename.clone().unwrap_or(own), &attr.aliases);
        let data = (!matches!(variant.fields, Fields::Unit)).then(|| variant.ident.span());
        Self {
            ident: variant.ident.clone(),
            names,
            data,
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
