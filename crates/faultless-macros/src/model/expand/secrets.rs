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

/// Both, of a union: what any member would mask is masked, whichever it was meant for.
pub(super) fn of_union(scope: &Scope<'_>, variants: &[&Variant]) -> TokenStream {
    let root = scope.root;
    let (mut masks, mut asks) = (Vec::new(), Vec::new());
    for variant in variants {
        match &variant.body {
            VariantBody::Unit | VariantBody::Unfit => {}
            VariantBody::Struct(fields) => {
                let (of_each, of_all) = of_fields(scope, fields);
                masks.extend(of_each);
                asks.extend(of_all);
            }
            VariantBody::Newtype(field) => {
                let ty = &field.ty;
                if field.attr.secret {
                    masks.push(quote!(#root::__private::mask_all(input);));
                    asks.push(quote!(true));
                } else if field.attr.with.is_none() {
                    masks.push(quote!(#root::__private::redact_as::<#ty>(input);));
                    asks.push(quote!(<#ty as #root::Field>::secretive(seen)));
                }
            }
        }
    }
    let inside = if scope.model.attr.untagged.is_none() && scope.model.attr.tag.is_none() {
        // The members stand under their names.
        quote!(#root::__private::each_value(input, |input| { let _ = &input; #(#masks)* });)
    } else if let Some(content) = &scope.model.attr.content {
        quote!(#root::__private::redact(input, &[#content], |input| { let _ = &input; #(#masks)* });)
    } else {
        quote!(#(#masks)*)
    };
    write(scope, std::iter::once(inside), asks.into_iter())
}
