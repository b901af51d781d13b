//! What a struct tells of its fields: their docs and their rules.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{Scope, member};
use crate::model::ast::Field;

/// `Model::fields` and `Model::rules`.
pub(super) fn items(scope: &Scope<'_>, fields: &[Field]) -> TokenStream {
    let root = scope.root;
    let docs = fields
        .iter()
        .filter(|field| !field.attr.skip)
        .map(|field| doc(scope, field));
    let rules: Vec<TokenStream> = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.attr.rules.is_empty())
        .map(|(index, field)| {
            let rules = field.attr.rules.expression(root, &field.ty);
            quote!(#index => #rules,)
        })
        .collect();
    let rules = (!rules.is_empty()).then(|| {
        quote! {
            fn rules(field: usize) -> &'static #root::Rules {
                match field {
                    #(#rules)*
                    _ => #root::Rules::none(),
                }
            }
        }
    });
    quote! {
        fn fields() -> &'static [#root::FieldDoc] {
            const { &[#(#docs),*] }
        }

        #rules
    }
}

/// What is told of one field.
pub(super) fn doc(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let (root, attr, ty) = (scope.root, &field.attr, &field.ty);
    let (name, aliases) = field
        .names
        .split_first()
        .map_or(("", &[][..]), |(name, aliases)| (name.as_str(), aliases));
    let ident = match &field.ident {
        syn::Member::Named(ident) => syn::ext::IdentExt::unraw(ident).to_string(),
        syn::Member::Unnamed(index) => index.index.to_string(),
    };
    let mut doc = quote!(#root::FieldDoc::new(#name));
    // A field that is not read may be of any type.
    if !attr.skip {
        doc.extend(quote_spanned!(ty.span()=> .shape(<#ty as #root::Field>::SHAPE)));
        doc.extend(quote_spanned!(ty.span()=> .uploaded(<#ty as #root::Field>::UPLOADED)));
        doc.extend(quote_spanned!(ty.span()=> .contents(<#ty as #root::Field>::contents)));
    }
    if ident != name {
        doc.extend(quote!(.ident(#ident)));
    }
    if field.written != name {
        let written = &field.written;
        doc.extend(quote!(.written(#written)));
    }
    if !aliases.is_empty() {
        doc.extend(quote!(.aliases(&[#(#aliases),*])));
    }
    if let Some(title) = &attr.title {
        doc.extend(quote!(.title(#title)));
    }
    let description = attr.description.as_ref().map(syn::LitStr::value);
    if let Some(description) = description.or(attr.docs.clone()) {
        doc.extend(quote!(.description(#description)));
    }
    if !attr.examples.is_empty() {
        let examples = &attr.examples;
        doc.extend(quote!(.examples(|| ::std::vec![#(#root::Input::from(#examples)),*])));
    }
    if member::has_default(scope, field) && !attr.skip {
        let default = member::default_of(scope, field);
        doc.extend(quote! {
            .default(|| {
                #[allow(unused_imports, reason = "for types that are not written")]
                use #root::__private::NotTold as _;
                (&#root::__private::Told::<#ty>((#default)())).json()
            })
        });
    }
    let flags = [
        (attr.deprecated, "deprecated"),
        (attr.secret, "secret"),
        (attr.required, "required"),
        (attr.flatten.is_some(), "flattened"),
        (attr.unwritten, "unwritten"),
        (attr.skip, "unread"),
    ];
    for (_, flag) in flags.into_iter().filter(|(set, _)| *set) {
        let flag = Ident::new(flag, Span::call_site());
        doc.extend(quote!(.#flag()));
    }
    doc
}
