//! Objects: structs, and variants with named fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Items, Scope, docs, fast, member, schema, secrets};
use crate::model::ast::Field;

/// What a struct has.
pub(super) fn items(scope: &Scope<'_>, fields: &[Field]) -> Items {
    let root = scope.root;
    let (reader, body) = (
        &scope.reader,
        body(scope, fields, &quote!(Self), |index, field| {
            if field.attr.rules.is_empty() {
                quote!(#root::Rules::none())
            } else {
                quote!(<Self as #root::Model>::rules(#index))
            }
        }),
    );
    let read = scope.read(&quote! {
        let #reader = &mut #reader.reading::<Self>();
        #body
    });
    let secrets = secrets::of_struct(scope, fields);
    let schema = schema::of_struct(scope, fields);
    let closed = scope.model.attr.deny_unknown.then(|| {
        quote! {
            fn closed() -> bool {
                true
            }
        }
    });
    let (accept, parts) = fast::items(scope, fields);
    Items {
        field: quote! {
            const SHAPE: #root::Shape = #root::Shape::Object;

            #schema

            #accept

            #read

            fn known_fields() -> ::core::option::Option<&'static [#root::FieldDoc]> {
                ::core::option::Option::Some(<Self as #root::Model>::fields())
            }

            #closed

            #secrets
        },
        model: docs::items(scope, fields),
        parts,
    }
}

/// The reading of an object's fields, and the value they make.
pub(super) fn body(
    scope: &Scope<'_>,
    fields: &[Field],
    constructor: &TokenStream,
    rules_of: impl Fn(usize, &Field) -> TokenStream,
) -> TokenStream {
    let Scope {
        model,
        root,
        input,
        reader,
        entries,
        ..
    } = scope;
    let named: Vec<TokenStream> = fields
        .iter()
        .filter(|field| !field.attr.skip && field.attr.flatten.is_none())
        .map(|field| {
            let names = &field.names;
            quote!(&[#(#names),*])
        })
        .collect();
    let known = quote!(&[#(#named),*]);
    let reads = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.attr.skip)
        .map(|(index, field)| {
            let local = &field.local;
            let read = member::read(scope, field, &rules_of(index, field), &known);
            quote!(let #local = #read;)
        });
    let (look, tell) = if model.attr.deny_unknown {
        (
            quote!(let unknown = #entries.deny_unknown(#known, #reader);),
            quote!(unknown?;),
        )
    } else {
        Default::default()
    };
    let values = fields.iter().map(|field| {
        let (ident, local) = (&field.ident, &field.local);
        if field.attr.skip {
            let default = member::default_of(scope, field);
            return quote!(#ident: (#default)());
        }
        quote!(#ident: #local?)
    });
    let held = scope.held(&quote!(#constructor { #(#values),* }));
    quote! {
        let #entries = #root::__private::Entries::of(#input, #reader)?;
        #(#reads)*
        #look
        #tell
        #entries.count(#reader);
        #held
    }
}
