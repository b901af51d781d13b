//! What the parts of a model say about each other.

use std::collections::HashMap;

use proc_macro2::Span;

use super::ast::{Body, Field, Model, Variant};
use crate::mistakes::Mistakes;

/// Checks a model as a whole.
pub(super) fn check(model: &Model, mistakes: &mut Mistakes) {
    for lifetime in model.generics.lifetimes() {
        let message = "a model owns its values: it outlives the request they are borrowed from";
        mistakes.push(syn::Error::new(lifetime.lifetime.span(), message));
    }
    match &model.body {
        Body::Struct(fields) => check_struct(model, fields, mistakes),
        Body::Enum(variants) => check_enum(model, variants, mistakes),
        Body::Unfit => {}
    }
}

fn check_struct(model: &Model, fields: &[Field], mistakes: &mut Mistakes) {
    for (span, word) in [(model.attr.literal, "literal"), (model.attr.int, "int")] {
        if let Some(span) = span {
            mistakes.push(syn::Error::new(span, format!("`{word}` is for enums")));
        }
    }
    let read = fields.iter().filter(|field| !field.attr.skip);
    check_names(
        read.map(|field| (field.ident.span(), &field.names)),
        mistakes,
    );
    for field in fields {
        if let (Some(alias), Some(_)) = (&field.attr.alias, field.attr.aliases.first()) {
            let message = "`alias` in `field` is the one name it is read by, which serde's `alias` would add to";
            mistakes.push(syn::Error::new(alias.span(), message));
        }
        if let (true, Some(place)) = (field.attr.skip, field.attr.field) {
            mistakes.push(syn::Error::new(
                place,
                "a skipped field is not read: no rule applies to it",
            ));
        }
    }
}

fn check_enum(model: &Model, variants: &[Variant], mistakes: &mut Mistakes) {
    for variant in variants {
        if let Some(data) = variant.data {
            mistakes.push(syn::Error::new(
                data,
                "`Model` reads enums without fields so far; this variant has some",
            ));
        }
        if let Some(place) = variant.attr.field {
            mistakes.push(syn::Error::new(
                place,
                "`field` is for fields; a variant has serde's `rename` and `alias`",
            ));
        }
    }
    let read: Vec<&Variant> = variants
        .iter()
        .filter(|variant| !variant.attr.skip)
        .collect();
    if read.is_empty() {
        mistakes.push(syn::Error::new(
            model.ident.span(),
            "this enum has no variant that could be read",
        ));
    }
    if model.attr.int.is_none() {
        check_names(
            read.iter()
                .map(|variant| (variant.ident.span(), &variant.names)),
            mistakes,
        );
    }
}

fn check_names<'a>(
    members: impl Iterator<Item = (Span, &'a Vec<String>)>,
    mistakes: &mut Mistakes,
) {
    let mut seen = HashMap::new();
    for (span, names) in members {
        for name in names {
            if seen.insert(name, span).is_some() {
                mistakes.push(syn::Error::new(
                    span,
                    format!("the name `{name}` is taken by another one"),
                ));
            }
        }
    }
}
