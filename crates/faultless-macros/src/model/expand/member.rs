//! One field: how it is read, and what stands in for it.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::Scope;
use crate::model::ast::Field;
use crate::model::attr::Default;

/// The function that reads a field's value: its type's own, or the one it is read `with`; then its validators are asked.
pub(super) fn way(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (root, ty) = (scope.root, &field.ty);
    // At the type, so that a type that cannot be read is pointed at.
    let read = if let Some(with) = &field.attr.with {
        with.to_token_stream()
    } else {
        quote_spanned!(ty.span()=> <#ty as #root::Field>::read)
    };
    let validators = &field.attr.validators;
    if validators.is_empty() {
        return read;
    }
    // At the validators, so that one of another type is pointed at.
    let asks = validators.iter().map(|validator| {
        quote_spanned! {validator.span()=>
            #root::__private::hold(&value, |value: &#ty| #validator(value), input, reader)?;
        }
    });
    quote! {
        |input, rules, reader| {
            let value: #ty = #read(input, rules, reader)?;
            #(#asks)*
            ::core::result::Result::Ok(value)
        }
    }
}

/// Where a field stands: its names, its rules, whether it is secret.
fn place(scope: &Scope<'_>, field: &Field, rules: &TokenStream) -> TokenStream {
    let (root, names, secret) = (scope.root, &field.names, field.attr.secret);
    quote!(#root::__private::Place { names: &[#(#names),*], rules: #rules, secret: #secret })
}

/// The call that reads a field of an object.
pub(super) fn read(
    scope: &Scope<'_>,
    field: &Field,
    rules: &TokenStream,
    known: &TokenStream,
) -> TokenStream {
    let Scope {
        reader, entries, ..
    } = scope;
    let ty = &field.ty;
    let (place, way) = (place(scope, field, rules), way(scope, field));
    if field.attr.flatten.is_some() {
        return quote_spanned! {ty.span()=>
            #entries.flattened::<#ty>(#known, #rules, #way, #reader)
        };
    }
    if has_default(scope, field) {
        let default = default_of(scope, field);
        return quote_spanned! {ty.span()=>
            #entries.or_else::<#ty>(#place, #way, #default, #reader)
        };
    }
    if field.attr.required || field.attr.with.is_some() {
        return quote_spanned!(ty.span()=> #entries.demanded::<#ty>(#place, #way, #reader));
    }
    quote_spanned!(ty.span()=> #entries.required::<#ty>(#place, #way, #reader))
}

/// Whether something of the model's stands in for a field that was not sent.
pub(super) fn has_default(scope: &Scope<'_>, field: &Field) -> bool {
    field.attr.default.is_some() || (scope.model.attr.default.is_some() && !field.attr.required)
}

/// A function that makes the value of a field that was not sent.
pub(super) fn default_of(scope: &Scope<'_>, field: &Field) -> TokenStream {
    match (&field.attr.default, &scope.model.attr.default) {
        (Some(Default::Path(path)), _) => path.to_token_stream(),
        (Some(Default::Trait), _) | (None, None) => quote!(::core::default::Default::default),
        (None, Some(whole)) => {
            let ident = &field.ident;
            let make = match whole {
                Default::Trait => quote!(<Self as ::core::default::Default>::default),
                Default::Path(path) => path.to_token_stream(),
            };
            quote!(|| {
                let whole: Self = #make();
                whole.#ident
            })
        }
    }
}
