//! What the parts of a model say about each other.

use std::collections::HashMap;

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Expr, Lit};

use super::ast::{Body, Field, Model, Variant, VariantBody};
use super::attr::Member;
use crate::mistakes::Mistakes;

/// Checks a model as a whole.
pub(super) fn check(model: &Model, mistakes: &mut Mistakes) {
    for lifetime in model.generics.lifetimes() {
        let message = "a model owns its values: it outlives the request they are borrowed from";
        mistakes.push(syn::Error::new(lifetime.lifetime.span(), message));
    }
    match &model.body {
        Body::Struct(fields) => {
            not_for_structs(model, mistakes);
            check_fields(model, fields, mistakes);
        }
        Body::Newtype(field) => {
            not_for_structs(model, mistakes);
            check_newtype(field, mistakes);
        }
        Body::Choice(variants) => check_choice(model, variants, mistakes),
        Body::Union(variants) => check_union(model, variants, mistakes),
        Body::Unfit => {}
    }
}

fn not_for_structs(model: &Model, mistakes: &mut Mistakes) {
    let attr = &model.attr;
    let words = [
        (attr.literal, "literal"),
        (attr.int, "int"),
        (attr.untagged, "untagged"),
        (
            attr.discriminator.as_ref().map(syn::LitStr::span),
            "discriminator",
        ),
    ];
    tell(words, "is for enums", mistakes);
}

/// Tells each word that stands where it has no meaning.
fn tell<const N: usize>(words: [(Option<Span>, &str); N], why: &str, mistakes: &mut Mistakes) {
    for (span, word) in words {
        if let Some(span) = span {
            mistakes.push(syn::Error::new(span, format!("`{word}` {why}")));
        }
    }
}

fn check_fields(model: &Model, fields: &[Field], mistakes: &mut Mistakes) {
    let read = fields
        .iter()
        .filter(|field| !field.attr.skip && field.attr.flatten.is_none());
    check_names(
        read.map(|field| (field.ident.span(), &field.names)),
        mistakes,
    );
    for field in fields {
        check_member(&field.attr, mistakes);
        if let (Some(place), true) = (field.attr.flatten, model.attr.deny_unknown) {
            let message = "`deny_unknown_fields` and `flatten` do not go together: which names are known, the flattened type alone would know";
            mistakes.push(syn::Error::new(place, message));
        }
        if let (Some(place), true) = (field.attr.flatten, field.attr.required) {
            let message = "a flattened field is always there: `required` says nothing of it";
            mistakes.push(syn::Error::new(place, message));
        }
    }
}

fn check_member(attr: &Member, mistakes: &mut Mistakes) {
    if let (Some(alias), Some(_)) = (&attr.alias, attr.aliases.first()) {
        let message =
            "`alias` in `field` is the one name it is read by, which serde's `alias` would add to";
        mistakes.push(syn::Error::new(alias.span(), message));
    }
    if let (true, Some(place)) = (attr.skip, attr.field) {
        mistakes.push(syn::Error::new(
            place,
            "a skipped field is not read: no rule applies to it",
        ));
    }
    if let (Some(place), None) = (attr.serde_with, &attr.with) {
        mistakes.push(syn::Error::new(
            place,
            "`Model` does not read through a function of serde's; write the function that reads it beside: `#[field(with = read_it)]`",
        ));
    }
    if let (true, Some(_), Some(place)) = (attr.required, &attr.default, attr.field) {
        mistakes.push(syn::Error::new(
            place,
            "`required` and a default say opposite things: keep one",
        ));
    }
    if let Some(literal) = &attr.literal {
        mistakes.at(literal, "`literal` is for the variants of an enum");
    }
}

fn check_newtype(field: &Field, mistakes: &mut Mistakes) {
    check_member(&field.attr, mistakes);
    let words = [
        (field.attr.alias.as_ref().map(syn::LitStr::span), "alias"),
        (field.attr.flatten, "flatten"),
        (field.attr.skip.then(|| field.ty.span()), "skip"),
        (field.attr.required.then(|| field.ty.span()), "required"),
    ];
    tell(
        words,
        "has no meaning for the one value of a type",
        mistakes,
    );
}

fn check_choice(model: &Model, variants: &[Variant], mistakes: &mut Mistakes) {
    not_for_choices(model, mistakes);
    let mut literals = false;
    for variant in variants {
        let attr = &variant.attr;
        if let Some(literal) = &attr.literal {
            literals = true;
            check_literal(literal, mistakes);
        } else if let Some(place) = attr.field {
            mistakes.push(syn::Error::new(
                place,
                "of the words of `field` a variant has `literal`; for a name it has serde's `rename` and `alias`",
            ));
        }
    }
    if let (Some(span), true) = (model.attr.int, literals) {
        let message =
            "`int` reads the variants' own numbers; with `literal` each says its own value";
        mistakes.push(syn::Error::new(span, message));
    }
    let read = some_variant(model, variants, mistakes);
    if model.attr.int.is_none() {
        let names = read.iter().filter(|variant| variant.attr.literal.is_none());
        check_names(
            names.map(|variant| (variant.ident.span(), &variant.names)),
            mistakes,
        );
    }
}

fn not_for_choices(model: &Model, mistakes: &mut Mistakes) {
    let attr = &model.attr;
    let content = attr.content.as_ref().map(syn::LitStr::span);
    let discriminator = attr.discriminator.as_ref().map(syn::LitStr::span);
    tell(
        [(content, "content"), (discriminator, "discriminator")],
        "is for enums whose variants hold something",
        mistakes,
    );
}

fn check_literal(literal: &Expr, mistakes: &mut Mistakes) {
    let fits = match literal {
        Expr::Lit(lit) => matches!(lit.lit, Lit::Int(_) | Lit::Str(_) | Lit::Bool(_)),
        Expr::Unary(_) => true,
        Expr::Path(path) => path.path.is_ident("None"),
        _ => false,
    };
    if !fits {
        mistakes.at(
            literal,
            "a literal is a string, an integer, `true`, `false` or `None`",
        );
    }
}

fn some_variant<'a>(
    model: &Model,
    variants: &'a [Variant],
    mistakes: &mut Mistakes,
) -> Vec<&'a Variant> {
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
    read
}

fn check_union(model: &Model, variants: &[Variant], mistakes: &mut Mistakes) {
    let attr = &model.attr;
    tell(
        [(attr.literal, "literal"), (attr.int, "int")],
        "is for enums whose variants hold nothing",
        mistakes,
    );
    if let (Some(content), None) = (&attr.content, &attr.tag) {
        mistakes.at(content, "`content` wants a `tag` beside it");
    }
    if let (Some(discriminator), None) = (&attr.discriminator, attr.untagged) {
        mistakes.at(
            discriminator,
            "a `discriminator` is for `#[serde(untagged)]` enums, whose members hold it themselves; serde's own word is `tag`",
        );
    }
    let read = some_variant(model, variants, mistakes);
    check_names(
        read.iter()
            .map(|variant| (variant.ident.span(), &variant.names)),
        mistakes,
    );
    for variant in variants {
        match &variant.body {
            VariantBody::Newtype(field) => check_newtype(field, mistakes),
            VariantBody::Struct(fields) => check_fields(model, fields, mistakes),
            VariantBody::Unit | VariantBody::Unfit => {}
        }
        if let Some(place) = variant.attr.field {
            mistakes.push(syn::Error::new(
                place,
                "`field` is for fields; a variant has serde's `rename` and `alias`",
            ));
        }
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
