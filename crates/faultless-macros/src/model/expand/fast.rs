//! The fast road of a struct.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{Scope, member};
use crate::model::ast::Field;

/// `Field::accept` and the items of `Parts`; a struct with flattened fields has neither, as what they take is not known
/// before the object ends.
pub(super) fn items(scope: &Scope<'_>, fields: &[Field]) -> (TokenStream, Option<TokenStream>) {
    if fields.iter().any(|field| field.attr.flatten.is_some()) {
        return Default::default();
    }
    let root = scope.root;
    let accept = quote! {
        #[inline]
        fn accept<'de, D: #root::__private::Deserializer<'de>>(
            deserializer: D,
            road: &#root::Road<'_>,
        ) -> ::core::result::Result<::core::option::Option<Self>, D::Error> {
            #root::__private::accept_model::<Self, D>(deserializer, road)
        }
    };
    let read: Vec<(usize, &Field)> = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.attr.skip)
        .collect();
    let strict = scope.model.attr.deny_unknown;
    let slots = read.iter().rev().fold(quote!(()), |rest, (_, field)| {
        let ty = &field.ty;
        quote_spanned!(ty.span()=> (#root::__private::Slot::<#ty>::None, #rest))
    });
    let key = key(scope, &read);
    let [object, value, places, build] =
        ["object", "value", "slots", "build"].map(|name| Ident::new(name, Span::mixed_site()));
    let (fill, model) = (
        fill(scope, &read, &value, &places),
        built(scope, &read, fields, &places),
    );
    let parts = quote! {
        const STRICT: bool = #strict;
        #key
        #[inline]
        fn assemble<'de, A: #root::__private::MapAccess<'de>>(
            mut #object: #root::__private::Object<'_, A>,
        ) -> ::core::result::Result<::core::option::Option<Self>, A::Error> {
            let mut #places = #slots;
            // Of a model without fields nothing is read into it.
            let _ = &mut #places;
            while let ::core::option::Option::Some(#value) = #object.next_field::<Self>()? {
                #fill?;
            }
            let #build = || -> ::core::result::Result<::core::option::Option<Self>, #root::__private::Unread> {
                #model
            };
            #build().map_err(#root::__private::Unread::refuse)
        }
    };
    (accept, Some(parts))
}

/// `Parts::key`.
fn key(scope: &Scope<'_>, read: &[(usize, &Field)]) -> TokenStream {
    let root = scope.root;
    let arms = read.iter().flat_map(|(index, field)| {
        field
            .names
            .iter()
            .map(move |name| quote!(#name => ::core::option::Option::Some(&(#index, #name)),))
    });
    quote! {
        #[inline]
        fn key(name: &str) -> ::core::option::Option<&'static #root::__private::Key> {
            match name {
                #(#arms)*
                _ => ::core::option::Option::None,
            }
        }
    }
}

/// The value that comes next, read into its field's place.
fn fill(scope: &Scope<'_>, read: &[(usize, &Field)], value: &Ident, places: &Ident) -> TokenStream {
    let root = scope.root;
    let mut slot = quote!(#places);
    let mut arms = Vec::new();
    for (index, field) in read {
        let (ty, secret) = (&field.ty, field.attr.secret);
        let rules = if field.attr.rules.is_empty() {
            quote!(#root::Rules::none())
        } else {
            quote!(<Self as #root::Model>::rules(#index))
        };
        let call = if let Some(with) = &field.attr.with {
            quote!(read_with::<#ty>(&mut #slot.0, #rules, #secret, #with))
        } else {
            quote_spanned!(ty.span()=> read::<#ty>(&mut #slot.0, #rules, #secret))
        };
        arms.push((index, quote!(#value.#call)));
        slot = quote!(#slot.1);
    }
    // The last takes the rest: a place beyond it is never asked for.
    let last = arms.pop().map_or_else(
        || quote!(::core::result::Result::<(), A::Error>::Ok(())),
        |(_, call)| call,
    );
    let arms = arms.iter().map(|(index, call)| quote!(#index => #call,));
    quote! {
        match #value.field() {
            #(#arms)*
            _ => #last,
        }
    }
}

/// The model of what was read.
fn built(
    scope: &Scope<'_>,
    read: &[(usize, &Field)],
    fields: &[Field],
    places: &Ident,
) -> TokenStream {
    let root = scope.root;
    let locals: Vec<_> = read.iter().map(|(_, field)| &field.local).collect();
    let pattern = locals
        .iter()
        .rev()
        .fold(quote!(_), |rest, local| quote!((#local, #rest)));
    let settled = read.iter().map(|(_, field)| {
        let (local, ty, validators) = (&field.local, &field.ty, &field.attr.validators);
        let absent = if member::has_default(scope, field) {
            let default = member::default_of(scope, field);
            quote!(|| ::core::option::Option::Some((#default)()))
        } else if field.attr.required || field.attr.with.is_some() {
            quote!(|| ::core::option::Option::None)
        } else {
            quote_spanned!(ty.span()=> <#ty as #root::Field>::absent)
        };
        let asked = (!validators.is_empty()).then(|| {
            quote! {
                if let ::core::option::Option::Some(::core::option::Option::Some(value)) = &#local {
                    #(#root::__private::holds(value, |value: &#ty| #validators(value))?;)*
                }
            }
        });
        quote! {
            #asked
            let #local = #root::__private::or_absent::<#ty>(#local, #absent)?;
        }
    });
    let values = fields.iter().map(|field| {
        let (ident, local) = (&field.ident, &field.local);
        if field.attr.skip {
            let default = member::default_of(scope, field);
            return quote!(#ident: (#default)());
        }
        quote!(#ident: #local)
    });
    let validators = &scope.model.attr.validators;
    quote! {
        let #pattern = #places;
        #(#settled)*
        let (#(::core::option::Option::Some(#locals),)*) = (#(#locals,)*) else {
            return ::core::result::Result::Ok(::core::option::Option::None);
        };
        let value = Self { #(#values),* };
        #(#root::__private::holds(&value, #validators)?;)*
        ::core::result::Result::Ok(::core::option::Option::Some(value))
    }
}
