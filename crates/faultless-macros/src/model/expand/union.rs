//! Enums whose variants hold something: one of several types.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::LitStr;
use syn::spanned::Spanned as _;

use super::{Items, Scope, member, object, schema, secrets};
use crate::model::ast::{Variant, VariantBody};

/// What such an enum has.
pub(super) fn items(scope: &Scope<'_>, variants: &[Variant]) -> Items {
    let Scope {
        model,
        root,
        input,
        reader,
        ..
    } = scope;
    let read: Vec<&Variant> = variants
        .iter()
        .filter(|variant| !variant.attr.skip)
        .collect();
    let (attr, tags) = (&model.attr, tags(&read));
    let unit = quote!(::core::result::Result::Ok(()));
    let value = match (&attr.tag, &attr.content, attr.untagged, &attr.discriminator) {
        (_, _, Some(_), Some(discriminator)) | (Some(discriminator), None, None, _) => {
            let members = members(scope, &read, &unit);
            quote! {
                #root::__private::read_tagged(#discriminator, &[#tags], #input, #reader, |member, #reader| #members)
            }
        }
        (_, _, Some(_), None) => {
            let labels = read.iter().filter_map(|variant| variant.names.first());
            let null = quote!(#root::__private::null(#input, #reader));
            let members = members(scope, &read, &null);
            quote! {
                #root::__private::read_smart(&[#(#labels),*], #input, #reader, |member, #reader| #members)
            }
        }
        (Some(tag), Some(content), None, _) => {
            let members = adjacent(scope, &read, content);
            quote! {
                #root::__private::read_tagged(#tag, &[#tags], #input, #reader, |member, #reader| #members)
            }
        }
        (None, _, None, _) => {
            let null = quote!(#root::__private::null(#input, #reader));
            let members = members(scope, &read, &null);
            quote! {
                #root::__private::read_named(&[#tags], #input, #reader, |member, #input, #reader| #members)
            }
        }
    };
    let held = scope.held_once_read(&value);
    let body = scope.read(&quote! {
        let #reader = &mut #reader.reading::<Self>();
        #held
    });
    let shape = shape(scope, &read);
    let secrets = secrets::of_union(scope, &read);
    let schema = schema::of_union(scope, &read);
    Items {
        field: quote! {
            const SHAPE: #root::Shape = #shape;
            #schema
            #body
            #secrets
        },
        ..Items::default()
    }
}

/// Every name of every variant, with its index.
fn tags(read: &[&Variant]) -> TokenStream {
    let tags = read.iter().enumerate().flat_map(|(index, variant)| {
        let names = variant.names.iter();
        names.map(move |name| quote!((#name, #index)))
    });
    quote!(#(#tags),*)
}

/// What it looks like: as its members do where they agree.
fn shape(scope: &Scope<'_>, read: &[&Variant]) -> TokenStream {
    let root = scope.root;
    if scope.model.attr.untagged.is_none() {
        return quote!(#root::Shape::Object);
    }
    let shapes = read.iter().map(|variant| match &variant.body {
        VariantBody::Newtype(field) => {
            let ty = &field.ty;
            quote_spanned!(ty.span()=> <#ty as #root::Field>::SHAPE)
        }
        VariantBody::Unit => quote!(#root::Shape::Scalar),
        VariantBody::Struct(_) | VariantBody::Unfit => quote!(#root::Shape::Object),
    });
    quote!(#root::__private::shape_of(&[#(#shapes),*]))
}

/// A `match` from a member's index to what it reads of `input`; `unit` is what a variant without a value asks.
fn members(scope: &Scope<'_>, read: &[&Variant], unit: &TokenStream) -> TokenStream {
    let each = read.iter().map(|variant| member(scope, variant, unit));
    arms(each.collect())
}

fn arms(mut members: Vec<TokenStream>) -> TokenStream {
    // The last takes the rest: an index beyond it is never given.
    let last = members.pop().unwrap_or_default();
    let arms = members
        .iter()
        .enumerate()
        .map(|(index, member)| quote!(#index => #member,));
    quote! {
        match member {
            #(#arms)*
            _ => #last,
        }
    }
}

fn member(scope: &Scope<'_>, variant: &Variant, unit: &TokenStream) -> TokenStream {
    let Scope {
        root,
        input,
        rules,
        reader,
        ..
    } = scope;
    let ident = &variant.ident;
    match &variant.body {
        VariantBody::Unit | VariantBody::Unfit => quote!(#unit.map(|()| Self::#ident)),
        VariantBody::Newtype(field) => {
            let way = member::way(scope, field);
            let rules = if field.attr.rules.is_empty() {
                quote!(#rules)
            } else {
                field.attr.rules.expression(root, &field.ty)
            };
            let reader = if field.attr.secret {
                quote!(&mut #reader.secret())
            } else {
                quote!(#reader)
            };
            quote!(#root::__private::by(#way, #input, #rules, #reader).map(Self::#ident))
        }
        VariantBody::Struct(fields) => {
            let body = object::body(&scope.part(), fields, &quote!(Self::#ident), |_, field| {
                field.attr.rules.expression(root, &field.ty)
            });
            // A function of its own, so that `?` ends the member and not the union.
            quote! {
                (|#input: &#root::Input<'_>, #reader: &mut #root::Reader<'_>| -> ::core::result::Result<Self, #root::Invalid> {
                    #body
                })(#input, #reader)
            }
        }
    }
}

/// As `members`, of what stands under `content`.
fn adjacent(scope: &Scope<'_>, read: &[&Variant], content: &LitStr) -> TokenStream {
    let Scope {
        root,
        input,
        reader,
        ..
    } = scope;
    let each = read.iter().map(|variant| {
        if matches!(variant.body, VariantBody::Unit) {
            return member(scope, variant, &quote!(::core::result::Result::Ok(())));
        }
        let inside = member(scope, variant, &TokenStream::new());
        quote! {
            #root::__private::content(#content, #input, #reader, |#input, #reader| #inside)
        }
    });
    arms(each.collect())
}
