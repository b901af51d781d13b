//! The traits of a checked model.

mod choice;
mod docs;
mod fast;
mod member;
mod object;
mod schema;
mod secrets;
mod union;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Generics, parse_quote};

use super::ast::{Body, Field, Model};

/// What an expansion writes of a model.
#[derive(Default)]
struct Items {
    /// The items of `Field`.
    field: TokenStream,
    /// The items of `Model`, beside its names.
    model: TokenStream,
    /// The items of `Parts`, where it has a fast road of its own.
    parts: Option<TokenStream>,
}

/// The model being expanded, and the names that stand for values in what is written.
struct Scope<'m> {
    model: &'m Model,
    /// The path to `faultless-model`.
    root: &'m TokenStream,
    input: Ident,
    rules: Ident,
    reader: Ident,
    entries: Ident,
    /// Whether a value is only a part of the model, which the model's validators are not asked about.
    partial: bool,
}

impl<'m> Scope<'m> {
    fn new(model: &'m Model, root: &'m TokenStream) -> Self {
        let ours = |name| Ident::new(name, Span::mixed_site());
        Self {
            model,
            root,
            input: ours("input"),
            rules: ours("rules"),
            reader: ours("reader"),
            entries: ours("entries"),
            partial: false,
        }
    }

    /// The same for a part of the model.
    fn part(&self) -> Self {
        Self {
            partial: true,
            ..Self::new(self.model, self.root)
        }
    }

    /// `Field::read`, around its body.
    fn read(&self, body: &TokenStream) -> TokenStream {
        let Self {
            root,
            input,
            rules,
            reader,
            ..
        } = self;
        quote! {
            fn read(
                #input: &#root::Input<'_>,
                #rules: &#root::Rules,
                #reader: &mut #root::Reader<'_>,
            ) -> ::core::result::Result<Self, #root::Invalid> {
                let _ = #rules;
                #body
            }
        }
    }

    /// A value, once the type's own validators are content with it.
    fn held(&self, value: &TokenStream) -> TokenStream {
        let validators = &self.model.attr.validators;
        if validators.is_empty() || self.partial {
            return quote!(::core::result::Result::Ok(#value));
        }
        let Self {
            root,
            input,
            reader,
            ..
        } = self;
        // At the validators, so that one of another type is pointed at.
        let asks = validators.iter().map(|validator| {
            quote_spanned! {validator.span()=>
                #root::__private::hold(&value, #validator, #input, #reader)?;
            }
        });
        quote! {{
            let value = #value;
            #(#asks)*
            ::core::result::Result::Ok(value)
        }}
    }

    /// The same of a value that is read by an expression: `Ok(read?)` would be clippy's to mend.
    fn held_once_read(&self, read: &TokenStream) -> TokenStream {
        if self.model.attr.validators.is_empty() || self.partial {
            return read.clone();
        }
        self.held(&quote!(#read?))
    }
}

/// The traits of a model without mistakes.
pub(super) fn expand(model: &Model, root: &TokenStream) -> TokenStream {
    let scope = Scope::new(model, root);
    let items = match &model.body {
        Body::Struct(fields) => object::items(&scope, fields),
        Body::Newtype(field) => newtype(&scope, field),
        Body::Choice(variants) => choice::items(&scope, variants),
        Body::Union(variants) => union::items(&scope, variants),
        Body::Unfit => return stub(model, root),
    };
    implement(model, root, &items)
}

/// The traits of a model with mistakes: they are there, and never run.
pub(super) fn stub(model: &Model, root: &TokenStream) -> TokenStream {
    let scope = Scope::new(model, root);
    let read = scope.read(&quote!(::core::unreachable!()));
    let items = Items {
        field: quote! {
            const SHAPE: #root::Shape = #root::Shape::Object;
            #read
        },
        ..Items::default()
    };
    implement(model, root, &items)
}

/// The traits, around the items of each.
fn implement(model: &Model, root: &TokenStream, items: &Items) -> TokenStream {
    let generics = bounded(&model.generics, root);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let ident = &model.ident;
    let name = syn::ext::IdentExt::unraw(ident).to_string();
    let title = optional(model.attr.title.as_ref().map(syn::LitStr::value));
    let description = optional(model.attr.docs.clone());
    let Items {
        field,
        model: items,
        parts,
    } = items;
    let parts = parts.as_ref().map(|parts| {
        quote! {
            #[automatically_derived]
            #[allow(deprecated, reason = "a deprecated field is still read")]
            impl #parameters #root::__private::Parts for #ident #arguments #conditions {
                #parts
            }
        }
    });
    quote! {
        #[automatically_derived]
        #[allow(deprecated, reason = "a deprecated field is still read")]
        impl #parameters #root::Field for #ident #arguments #conditions {
            #field
        }

        #[automatically_derived]
        #[allow(deprecated, reason = "a deprecated field is still described")]
        impl #parameters #root::Model for #ident #arguments #conditions {
            const NAME: &'static str = #name;
            const TITLE: ::core::option::Option<&'static str> = #title;
            const DESCRIPTION: ::core::option::Option<&'static str> = #description;
            #items
        }

        #parts
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

/// A type that is what its one field is.
fn newtype(scope: &Scope<'_>, field: &Field) -> Items {
    let Scope {
        root,
        input,
        rules,
        reader,
        ..
    } = scope;
    let (ty, ident) = (&field.ty, &field.ident);
    let way = member::way(scope, field);
    let own = (!field.attr.rules.is_empty()).then(|| {
        let own = field.attr.rules.expression(root, ty);
        quote!(let #rules = #own;)
    });
    let secret = field
        .attr
        .secret
        .then(|| quote!(let #reader = &mut #reader.secret();));
    let held = scope.held(&quote!(Self { #ident: value }));
    let read = scope.read(&quote! {
        #own
        #secret
        let value = #root::__private::by(#way, #input, #rules, #reader)?;
        #held
    });
    // What asks a validator, or hides the value, goes by the longer way, which knows both.
    let plain = field.attr.with.is_none()
        && field.attr.validators.is_empty()
        && scope.model.attr.validators.is_empty()
        && !field.attr.secret;
    let accept = plain.then(|| {
        let under = (!field.attr.rules.is_empty()).then(|| {
            let own = field.attr.rules.expression(root, ty);
            quote!(let road = &road.under(#own);)
        });
        quote! {
            fn accept<'de, D: #root::__private::Deserializer<'de>>(
                deserializer: D,
                road: &#root::Road<'_>,
            ) -> ::core::result::Result<::core::option::Option<Self>, D::Error> {
                #under
                let value = <#ty as #root::Field>::accept(deserializer, road)?;
                ::core::result::Result::Ok(value.map(|value| Self { #ident: value }))
            }
        }
    });
    let secrets = secrets::of_newtype(scope, field);
    let schema = schema::of_newtype(scope, field);
    Items {
        field: quote! {
            const SHAPE: #root::Shape = <#ty as #root::Field>::SHAPE;
            const UPLOADED: bool = <#ty as #root::Field>::UPLOADED;

            #schema

            #accept

            #read

            fn absent() -> ::core::option::Option<Self> {
                <#ty as #root::Field>::absent().map(|value| Self { #ident: value })
            }

            fn known_fields() -> ::core::option::Option<&'static [#root::FieldDoc]> {
                <#ty as #root::Field>::known_fields()
            }

            fn closed() -> bool {
                <#ty as #root::Field>::closed()
            }

            fn contents() -> #root::Contents {
                <#ty as #root::Field>::contents()
            }

            #secrets
        },
        ..Items::default()
    }
}
