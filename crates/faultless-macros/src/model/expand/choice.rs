//! Enums whose variants hold nothing: one of a few values.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Expr, Lit};

use super::{Items, Scope, schema};
use crate::model::ast::Variant;

/// What such an enum has.
pub(super) fn items(scope: &Scope<'_>, variants: &[Variant]) -> Items {
    let Scope {
        model,
        root,
        input,
        rules,
        reader,
        ..
    } = scope;
    let read: Vec<&Variant> = variants
        .iter()
        .filter(|variant| !variant.attr.skip)
        .collect();
    let form = if model.attr.literal.is_some() {
        quote!(#root::__private::Form::Literal)
    } else {
        quote!(#root::__private::Form::Enum)
    };
    let choice = if model.attr.int.is_some() {
        let numbers = read.iter().map(|variant| &variant.ident);
        quote! {
            #root::__private::read_number(#form, &[#(Self::#numbers as i128),*], #input, #rules, #reader)
        }
    } else if read.iter().any(|variant| variant.attr.literal.is_some()) {
        let literals = read
            .iter()
            .enumerate()
            .flat_map(|(index, variant)| literals(scope, variant, index));
        quote!(#root::__private::read_literal(#form, &[#(#literals),*], #input, #reader))
    } else {
        let names = read.iter().enumerate().flat_map(|(index, variant)| {
            variant
                .names
                .iter()
                .map(move |name| quote!((#name, #index)))
        });
        quote!(#root::__private::read_name(#form, &[#(#names),*], #input, #reader))
    };
    let chosen = chosen(&read);
    let schema = schema::of_choice(scope, &read, &form);
    let held = scope.held(&quote!(match #choice? { #chosen }));
    let read = scope.read(&held);
    Items {
        field: quote! {
            const SHAPE: #root::Shape = #root::Shape::Scalar;
            #schema
            #read
        },
        ..Items::default()
    }
}

/// The arms from index to variant. The last takes the rest: an index beyond it cannot come back.
fn chosen(read: &[&Variant]) -> TokenStream {
    let Some((last, others)) = read.split_last() else {
        return TokenStream::new();
    };
    let arms = others.iter().enumerate().map(|(index, variant)| {
        let ident = &variant.ident;
        quote!(#index => Self::#ident,)
    });
    let last = &last.ident;
    quote!(#(#arms)* _ => Self::#last,)
}

/// The values that mean a variant.
fn literals(scope: &Scope<'_>, variant: &Variant, index: usize) -> Vec<TokenStream> {
    if variant.attr.literal.is_some() {
        let literal = literal(scope, variant);
        return vec![quote!((#literal, #index))];
    }
    let root = scope.root;
    let names = variant.names.iter();
    names
        .map(|name| quote!((#root::__private::Literal::Name(#name), #index)))
        .collect()
}

/// The value that a variant says it is.
pub(super) fn literal(scope: &Scope<'_>, variant: &Variant) -> TokenStream {
    let root = scope.root;
    let value = match &variant.attr.literal {
        Some(Expr::Lit(lit)) => match &lit.lit {
            Lit::Str(text) => quote!(Name(#text)),
            Lit::Bool(value) => quote!(Bool(#value)),
            number => quote!(Number(#number)),
        },
        Some(Expr::Path(_)) | None => quote!(Null),
        Some(number) => {
            let number = number.to_token_stream();
            quote!(Number(#number))
        }
    };
    quote!(#root::__private::Literal::#value)
}
