//! `Field::redact` and `Field::secretive`, which follow the fields.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::Scope;
use crate::model::ast::{Field, Variant, VariantBody};

/// The masks of an object's fields, and the questions whether they hold secrets.
fn of_fields<'f>(
    scope: &Scope<'_>,
    fields: &'f [Field],
) -> (
    impl Iterator<Item = TokenStream> + use<'f>,
    impl Iterator<Item = TokenStream> + use<'f>,
) {
    let root = scope.root.clone();
    let masks = {
        let root = root.clone();
        fields
            .iter()
            .filter(|field| !field.attr.skip)
            .map(move |field| {
                let (ty, names) = (&field.ty, &field.names);
                if field.attr.flatten.is_some() {
                    quote_spanned!(ty.span()=> <#ty as #root::Field>::redact(input);)
                } else if field.attr.secret {
                    quote!(#root::__private::mask(input, &[#(#names),*]);)
                } else if field.attr.with.is_some() {
                    TokenStream::new()
                } else {
                    let redact = quote_spanned!(ty.span()=> <#ty as #root::Field>::redact);
                    quote!(#root::__private::redact(input, &[#(#names),*], #redact);)
                }
            })
    };
    let asks = fields
        .iter()
        .filter(|field| !field.attr.skip)
        .map(move |field| {
            let ty = &field.ty;
            if field.attr.secret {
                quote!(true)
            } else if field.attr.with.is_some() {
                quote!(false)
            } else {
                quote_spanned!(ty.span()=> <#ty as #root::Field>::secretive(seen))
            }
        });
    (masks, asks)
}

/// Both, of a struct.
pub(super) fn of_struct(scope: &Scope<'_>, fields: &[Field]) -> TokenStream {
    let (masks, asks) = of_fields(scope, fields);
    write(scope, masks, asks)
}

fn write(
    scope: &Scope<'_>,
    masks: impl Iterator<Item = TokenStream>,
    asks: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let root = scope.root;
    quote! {
        fn redact(input: &mut #root::Input<'_>) {
            if let #root::Input::Object(_) = input {
                #(#masks)*
            } else if <Self as #root::Field>::secretive(&mut ::core::default::Default::default()) {
                #root::__private::mask_all(input);
            }
        }

        fn secretive(seen: &mut #root::Seen) -> bool {
            seen.enter::<Self>() && (false #(|| #asks)*)
        }
    }
}

/// Both, of a type that is what its one field is.
pub(super) fn of_newtype(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (root, ty) = (scope.root, &field.ty);
    let (redact, secretive) = if field.attr.secret {
        (quote!(#root::__private::mask_all(input)), quote!(true))
    } else if field.attr.with.is_some() {
        (quote!(let _ = input), quote!(false))
    } else {
        (
            quote!(<#ty as #root::Field>::redact(input)),
            quote!(<#ty as #root::Field>::secretive(seen)),
        )
    };
    quote! {
        fn redact(input: &mut #root::Input<'_>) {
            #redact
        }

        fn secretive(seen: &mut #root::Seen) -> bool {
            seen.enter::<Self>() && #secretive
        }
    }
}

/// Both, of a union. One that may hold a secret shows nothing: which member a value was meant for is not known, and to
/// let each mask what it knows would double the work at every level of a union within itself.
pub(super) fn of_union(scope: &Scope<'_>, variants: &[&Variant]) -> TokenStream {
    let root = scope.root;
    let asks = variants.iter().flat_map(|variant| match &variant.body {
        VariantBody::Unit | VariantBody::Unfit => Vec::new(),
        VariantBody::Struct(fields) => of_fields(scope, fields).1.collect(),
        VariantBody::Newtype(field) => {
            let ty = &field.ty;
            if field.attr.secret {
                vec![quote!(true)]
            } else if field.attr.with.is_some() {
                Vec::new()
            } else {
                vec![quote!(<#ty as #root::Field>::secretive(seen))]
            }
        }
    });
    quote! {
        fn redact(input: &mut #root::Input<'_>) {
            if <Self as #root::Field>::secretive(&mut ::core::default::Default::default()) {
                #root::__private::mask_all(input);
            }
        }

        fn secretive(seen: &mut #root::Seen) -> bool {
            seen.enter::<Self>() && (false #(|| #asks)*)
        }
    }
}
