//! The traits of a checked model.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Generics, parse_quote};

use super::ast::{Body, Field, Model, Variant};
use super::attr::Default;

/// The traits of a model without mistakes.
pub(super) fn expand(model: &Model, root: &TokenStream) -> TokenStream {
    let (field, fields) = match &model.body {
        Body::Struct(fields) => (struct_items(model, fields, root), field_docs(fields, root)),
        Body::Enum(variants) => (enum_items(model, variants, root), TokenStream::new()),
        Body::Unfit => return stub(model, root),
    };
    implement(model, root, &field, &fields)
}

/// The traits of a model with mistakes: they are there, and never run.
pub(super) fn stub(model: &Model, root: &TokenStream) -> TokenStream {
    let read = quote! {
        const SHAPE: #root::Shape = #root::Shape::Object;
        fn read(
            _: &#root::Input<'_>,
            _: &#root::Rules,
            _: &mut #root::Reader<'_>,
        ) -> ::core::result::Result<Self, #root::Invalid> {
            ::core::unreachable!()
        }
    };
    implement(model, root, &read, &TokenStream::new())
}

/// Both traits, around the items of each.
fn implement(
    model: &Model,
    root: &TokenStream,
    field: &TokenStream,
    fields: &TokenStream,
) -> TokenStream {
    let generics = bounded(&model.generics, root);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let ident = &model.ident;
    let name = syn::ext::IdentExt::unraw(ident).to_string();
    let title = optional(model.attr.title.as_ref().map(syn::LitStr::value));
    let description = optional(model.attr.docs.clone());
    quote! {
        #[automatically_derived]
        #[allow(deprecated, reason = "a deprecated field is still read")]
        impl #parameters #root::Field for #ident #arguments #conditions {
            #field
        }

        #[automatically_derived]
        impl #parameters #root::Model for #ident #arguments #conditions {
            const NAME: &'static str = #name;
            const TITLE: ::core::option::Option<&'static str> = #title;
            const DESCRIPTION: ::core::option::Option<&'static str> = #description;
            #fields
        }
    }
}

/// The generics, with every type parameter a field.
fn bounded(generics: &Generics, root: &TokenStream) -> Generics {
    let mut generics = generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.bounds.push(parse_quote!(#root::Field));
    }
    generics
}

fn optional(text: Option<String>) -> TokenStream {
    text.map_or_else(
        || quote!(::core::option::Option::None),
        |text| quote!(::core::option::Option::Some(#text)),
    )
}

/// The items of `Field` for a struct.
fn struct_items(model: &Model, fields: &[Field], root: &TokenStream) -> TokenStream {
    let local = |index: usize| Ident::new(&format!("field_{index}"), Span::mixed_site());
    let (entries, reader) = (
        Ident::new("entries", Span::mixed_site()),
        Ident::new("reader", Span::mixed_site()),
    );
    let reads = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.attr.skip)
        .map(|(index, field)| {
            let (local, read) = (
                local(index),
                read_field(model, field, root, &entries, &reader),
            );
            quote!(let #local = #read;)
        });
    let unknown = model.attr.deny_unknown.then(|| {
        let known = fields.iter().filter(|field| !field.attr.skip).map(|field| {
            let names = &field.names;
            quote!(&[#(#names),*])
        });
        (
            quote!(let unknown = #entries.deny_unknown(&[#(#known),*], #reader);),
            quote!(unknown?;),
        )
    });
    let (look_for_unknown, tell_unknown) = unknown.unwrap_or_default();
    let values = fields.iter().enumerate().map(|(index, field)| {
        let ident = &field.ident;
        if field.attr.skip {
            let default = default_of(model, field);
            return quote!(#ident: (#default)());
        }
        let local = local(index);
        quote!(#ident: #local?)
    });
    let secrets = secret_items(fields, root);
    let closed = model.attr.deny_unknown;
    quote! {
        const SHAPE: #root::Shape = #root::Shape::Object;

        fn fields() -> ::core::option::Option<&'static [#root::FieldDoc]> {
            ::core::option::Option::Some(<Self as #root::Model>::fields())
        }

        fn closed() -> bool {
            #closed
        }

        fn read(
            input: &#root::Input<'_>,
            _rules: &#root::Rules,
            reader: &mut #root::Reader<'_>,
        ) -> ::core::result::Result<Self, #root::Invalid> {
            let #reader = &mut reader.reading::<Self>();
            let #entries = #root::__private::Entries::of(input, #reader)?;
            #(#reads)*
            #look_for_unknown
            #tell_unknown
            ::core::result::Result::Ok(Self { #(#values),* })
        }

        #secrets
    }
}

/// The call that reads a field.
fn read_field(
    model: &Model,
    field: &Field,
    root: &TokenStream,
    entries: &Ident,
    reader: &Ident,
) -> TokenStream {
    let (ty, names, secret) = (&field.ty, &field.names, field.attr.secret);
    let rules = field.attr.rules.expression(root, ty);
    let slot =
        quote!(#root::__private::Slot { names: &[#(#names),*], rules: #rules, secret: #secret });
    // At the type, so that a type that cannot be read is pointed at.
    if field.attr.default.is_none() && model.attr.default.is_none() {
        return quote_spanned!(ty.span()=> #entries.required::<#ty>(#slot, #reader));
    }
    let default = default_of(model, field);
    quote_spanned!(ty.span()=> #entries.or_else::<#ty>(#slot, #default, #reader))
}

/// A function that makes the value of a field that was not sent.
fn default_of(model: &Model, field: &Field) -> TokenStream {
    match (&field.attr.default, &model.attr.default) {
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

/// `redact` and `secretive`, which follow the fields.
fn secret_items(fields: &[Field], root: &TokenStream) -> TokenStream {
    let read: Vec<&Field> = fields.iter().filter(|field| !field.attr.skip).collect();
    let masks = read.iter().map(
        |Field {
             ty, names, attr, ..
         }| {
            if attr.secret {
                quote!(#root::__private::mask(input, &[#(#names),*]);)
            } else {
                let redact = quote_spanned!(ty.span()=> <#ty as #root::Field>::redact);
                quote!(#root::__private::redact(input, &[#(#names),*], #redact);)
            }
        },
    );
    let asks = read.iter().map(|Field { ty, attr, .. }| {
        if attr.secret {
            quote!(true)
        } else {
            quote_spanned!(ty.span()=> <#ty as #root::Field>::secretive(seen))
        }
    });
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

/// The items of `Field` for an enum.
fn enum_items(model: &Model, variants: &[Variant], root: &TokenStream) -> TokenStream {
    let read: Vec<&Variant> = variants
        .iter()
        .filter(|variant| !variant.attr.skip)
        .collect();
    let form = if model.attr.literal.is_some() {
        quote!(Literal)
    } else {
        quote!(Enum)
    };
    let idents = read.iter().map(|variant| &variant.ident);
    let choice = if model.attr.int.is_some() {
        let numbers = idents.clone();
        quote! {
            #root::__private::read_number(
                #root::__private::Form::#form, &[#(Self::#numbers as i128),*], input, rules, reader,
            )
        }
    } else {
        let names = read.iter().enumerate().flat_map(|(index, variant)| {
            variant
                .names
                .iter()
                .map(move |name| quote!((#name, #index)))
        });
        quote!(#root::__private::read_name(#root::__private::Form::#form, &[#(#names),*], input, reader))
    };
    // The last variant takes the rest: an index beyond it cannot come back.
    let (last, others) = match read.split_last() {
        Some((last, others)) => (&last.ident, others),
        None => return TokenStream::new(),
    };
    let arms = others.iter().enumerate().map(|(index, variant)| {
        let ident = &variant.ident;
        quote!(#index => Self::#ident,)
    });
    quote! {
        const SHAPE: #root::Shape = #root::Shape::Scalar;

        fn read(
            input: &#root::Input<'_>,
            rules: &#root::Rules,
            reader: &mut #root::Reader<'_>,
        ) -> ::core::result::Result<Self, #root::Invalid> {
            let _ = rules;
            ::core::result::Result::Ok(match #choice? {
                #(#arms)*
                _ => Self::#last,
            })
        }
    }
}

/// `Model::fields`.
fn field_docs(fields: &[Field], root: &TokenStream) -> TokenStream {
    let docs = fields
        .iter()
        .filter(|field| !field.attr.skip)
        .map(|field| field_doc(field, root));
    quote! {
        fn fields() -> &'static [#root::FieldDoc] {
            const { &[#(#docs),*] }
        }
    }
}

fn field_doc(field: &Field, root: &TokenStream) -> TokenStream {
    let attr = &field.attr;
    let (name, aliases) = field
        .names
        .split_first()
        .map_or(("", &[][..]), |(name, aliases)| (name.as_str(), aliases));
    let (ident, ty) = (
        syn::ext::IdentExt::unraw(&field.ident).to_string(),
        &field.ty,
    );
    let mut doc = quote!(#root::FieldDoc::new(#name));
    doc.extend(quote_spanned!(ty.span()=> .shape(<#ty as #root::Field>::SHAPE)));
    doc.extend(quote_spanned!(ty.span()=> .uploaded(<#ty as #root::Field>::UPLOADED)));
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
    if let Some(description) = attr
        .description
        .as_ref()
        .map(syn::LitStr::value)
        .or(attr.docs.clone())
    {
        doc.extend(quote!(.description(#description)));
    }
    if !attr.examples.is_empty() {
        let examples = &attr.examples;
        doc.extend(quote!(.examples(|| ::std::vec![#(#root::Input::from(#examples)),*])));
    }
    let flags = [
        (attr.deprecated, "deprecated"),
        (attr.secret, "secret"),
        (attr.default.is_some(), "has_default"),
    ];
    for (_, flag) in flags.into_iter().filter(|(set, _)| *set) {
        let flag = Ident::new(flag, Span::call_site());
        doc.extend(quote!(.#flag()));
    }
    doc
}
