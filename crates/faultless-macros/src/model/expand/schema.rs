//! `Field::schema`: what JSON Schema says of the type.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{Scope, choice, docs};
use crate::model::ast::{Field, Variant, VariantBody};

/// `Field::schema`, around its body.
fn method(scope: &Scope<'_>, body: impl FnOnce(&Ident, &Ident) -> TokenStream) -> TokenStream {
    let root = scope.root;
    let ours = |name| Ident::new(name, Span::mixed_site());
    let (schemas, rules) = (ours("schemas"), ours("rules"));
    let body = body(&schemas, &rules);
    quote! {
        fn schema(#schemas: &mut #root::Schemas, #rules: &#root::Rules) -> #root::Schema {
            let _ = #rules;
            #body
        }
    }
}

/// The function that describes a field's type: the one that it is told, or its type's own. What is read by a function
/// may be anything.
fn describe(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (root, ty) = (scope.root, &field.ty);
    match (&field.attr.schema, &field.attr.with) {
        (Some(path), _) => quote_spanned!(path.span()=> #path),
        (None, Some(_)) => quote!(|_, _| #root::Schema::any()),
        (None, None) => quote_spanned!(ty.span()=> <#ty as #root::Field>::schema),
    }
}

/// The schema of an object's fields.
fn object(
    scope: &Scope<'_>,
    fields: &[Field],
    docs: &TokenStream,
    schemas: &Ident,
    rules_of: impl Fn(usize, &Field) -> TokenStream,
) -> TokenStream {
    let root = scope.root;
    let parts = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.attr.skip)
        .map(|(index, field)| {
            let (ty, describe, rules) = (&field.ty, describe(scope, field), rules_of(index, field));
            if field.attr.with.is_some() {
                return quote!(#root::__private::Part::foreign(#describe, || #rules));
            }
            quote_spanned!(ty.span()=> #root::__private::Part::of::<#ty>(#describe, || #rules))
        });
    // Those that are only written.
    let unread: Vec<&Field> = fields
        .iter()
        .filter(|field| field.attr.skip && !field.attr.unwritten)
        .collect();
    let unread_parts = unread.iter().map(|field| {
        let ty = &field.ty;
        let describe = if let Some(path) = &field.attr.schema {
            quote_spanned!(path.span()=> #path)
        } else {
            quote_spanned! {ty.span()=> |schemas, _| {
                #[allow(unused_imports, reason = "for types that are not read")]
                use #root::__private::NoField as _;
                (&#root::__private::Written::<#ty>::new()).schema(schemas)
            }}
        };
        quote!(#root::__private::Part::foreign(#describe, || #root::Rules::none()))
    });
    let unread_docs = unread.iter().map(|field| docs::doc(scope, field));
    let docs = if unread.is_empty() {
        docs.clone()
    } else {
        quote!(&[#docs, &[#(#unread_docs),*]].concat())
    };
    let closed = scope.model.attr.deny_unknown;
    quote! {
        #root::__private::object_schema(#schemas, #docs, &[#(#parts,)* #(#unread_parts),*], #closed)
    }
}

/// That of a struct: defined under its name.
pub(super) fn of_struct(scope: &Scope<'_>, fields: &[Field]) -> TokenStream {
    let root = scope.root;
    method(scope, |schemas, _| {
        let docs = quote!(<Self as #root::Model>::fields());
        let object = object(scope, fields, &docs, schemas, |index, field| {
            if field.attr.rules.is_empty() {
                quote!(#root::Rules::none())
            } else {
                quote!(<Self as #root::Model>::rules(#index))
            }
        });
        quote!(#root::__private::model_schema::<Self>(#schemas, |#schemas| #object))
    })
}

/// That of a type that is what its one field is.
pub(super) fn of_newtype(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (root, ty) = (scope.root, &field.ty);
    method(scope, |schemas, rules| {
        let describe = describe(scope, field);
        let own = (!field.attr.rules.is_empty()).then(|| {
            let own = field.attr.rules.expression(root, ty);
            quote!(let #rules = #own;)
        });
        quote! {
            #own
            #root::__private::newtype_schema::<Self>(#schemas, #rules, #describe)
        }
    })
}

/// That of an enum whose variants hold nothing.
pub(super) fn of_choice(
    scope: &Scope<'_>,
    variants: &[&Variant],
    form: &TokenStream,
) -> TokenStream {
    let root = scope.root;
    let named = |name: &str| quote!(#root::__private::Literal::Name(#name));
    let each = |written: bool| -> Vec<TokenStream> {
        let each = variants.iter().map(|variant| {
            let ident = &variant.ident;
            if scope.model.attr.int.is_some() {
                return quote!(#root::__private::Literal::Number(Self::#ident as i128));
            }
            if variant.attr.literal.is_some() {
                return choice::literal(scope, variant);
            }
            match variant.names.first() {
                Some(name) if !written => named(name),
                _ => named(&variant.written),
            }
        });
        each.collect()
    };
    method(scope, |schemas, _| {
        let (read, written) = (each(false), each(true));
        quote! {
            #root::__private::choice_schema::<Self>(#schemas, #form, &[#(#read),*], &[#(#written),*])
        }
    })
}

/// That of an enum whose variants hold something.
pub(super) fn of_union(scope: &Scope<'_>, variants: &[&Variant]) -> TokenStream {
    let (root, attr) = (scope.root, &scope.model.attr);
    let style = match (&attr.tag, &attr.content, attr.untagged, &attr.discriminator) {
        (_, _, Some(_), Some(name)) => quote!(Discriminated(#name)),
        (_, _, Some(_), None) => quote!(Untagged),
        (Some(tag), Some(content), None, _) => quote!(Adjacent(#tag, #content)),
        (Some(tag), None, None, _) => quote!(Tagged(#tag)),
        (None, _, None, _) => quote!(Named),
    };
    let members = variants.iter().map(|variant| member(scope, variant));
    method(scope, |schemas, rules| {
        quote! {
            #root::__private::union_schema::<Self>(
                #schemas,
                #rules,
                #root::__private::Style::#style,
                &[#(#members),*],
            )
        }
    })
}

fn member(scope: &Scope<'_>, variant: &Variant) -> TokenStream {
    let root = scope.root;
    let (names, written) = (&variant.names, &variant.written);
    let ident = syn::ext::IdentExt::unraw(&variant.ident).to_string();
    let said = quote!(#ident, &[#(#names),*], #written);
    match &variant.body {
        VariantBody::Unit | VariantBody::Unfit => {
            quote!(#root::__private::Member::plain(#said, ::core::option::Option::None))
        }
        VariantBody::Newtype(field) => {
            let (ty, mut describe) = (&field.ty, describe(scope, field));
            if !field.attr.rules.is_empty() {
                let rules = field.attr.rules.expression(root, ty);
                describe = quote! {
                    |schemas, _| #root::__private::by_schema(#describe, schemas, #rules)
                };
            }
            quote_spanned!(ty.span()=> #root::__private::Member::of::<#ty>(#said, #describe))
        }
        VariantBody::Struct(fields) => {
            let schemas = Ident::new("schemas", Span::mixed_site());
            let docs = fields
                .iter()
                .filter(|field| !field.attr.skip)
                .map(|field| docs::doc(scope, field));
            let docs = quote!(const { &[#(#docs),*] });
            let object = object(scope, fields, &docs, &schemas, |_, field| {
                field.attr.rules.expression(root, &field.ty)
            });
            quote! {
                #root::__private::Member::plain(
                    #said,
                    ::core::option::Option::Some(|#schemas, _| #object.with("title", #ident)),
                )
            }
        }
    }
}
