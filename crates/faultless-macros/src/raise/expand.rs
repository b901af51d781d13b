//! From a checked error type to its `Raise`. Nothing here can fail.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Generics, Ident, Member, parse_quote};

use super::attr::{Words, plain, text, told};
use super::errors::errors;
use super::{ErrorType, Shape};
use crate::function::with_status_names;

pub(super) fn expand(error: &ErrorType) -> TokenStream {
    let name = &error.input.ident;
    let generics = bounded(error);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let status = arms(error, |shape| shape.status(&error.words));
    let code = arms(error, |shape| shape.code(&error.words));
    let detail = arms(error, |shape| shape.detail(&error.words));
    let headers = arms(error, |shape| shape.headers(&error.words));
    let base = arms(error, super::Shape::base);
    let errors = errors(error);
    // An entry is a static, which a generic type has none of: it is told by registering a handler for it.
    let entry = error.input.generics.params.is_empty().then(|| {
        quote!(::faultless::__private::inventory::submit! { ::faultless::__private::RaiseEntry::of::<#name>() })
    });
    quote! {
        #[allow(unused_variables, deprecated, clippy::all, clippy::pedantic, clippy::restriction, reason = "written by a macro")]
        const _: () = {
            #[automatically_derived]
            impl #impl_generics ::faultless::__private::Raise for #name #ty_generics #where_clause {
                fn status(&self) -> ::core::option::Option<::faultless::status::StatusCode> { #status }
                fn code(&self) -> ::core::option::Option<::std::borrow::Cow<'static, str>> { #code }
                fn detail(&self) -> ::core::option::Option<::faultless::__private::Detail> { #detail }
                fn headers(&self) -> ::faultless::__private::HeaderMap { #headers }
                fn base(&self) -> ::core::option::Option<::faultless::__private::Base<'_>> {
                    #[allow(unused_imports, reason = "an error may have no base")]
                    use ::faultless::__private::{ErrorBase as _, NoBase as _};
                    #base
                }
                fn errors() -> ::std::vec::Vec<::faultless::__private::ErrorDoc> { #errors }
            }
            #entry
        };
    }
}

pub(super) fn stub(error: &ErrorType) -> TokenStream {
    let name = &error.input.ident;
    let generics = bounded(error);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        impl #impl_generics ::faultless::__private::Raise for #name #ty_generics #where_clause {
            fn status(&self) -> ::core::option::Option<::faultless::status::StatusCode> { ::core::option::Option::None }
        }
    }
}

/// The generics; what the parameters must be for the type to be an error is what its own derive says.
fn bounded(error: &ErrorType) -> Generics {
    let mut generics = error.input.generics.clone();
    if !generics.params.is_empty() {
        let bound = parse_quote! {
            Self: ::core::error::Error + ::core::marker::Send + ::core::marker::Sync + 'static
        };
        generics.make_where_clause().predicates.push(bound);
    }
    generics
}

/// A match over the shapes, their fields bound.
fn arms(error: &ErrorType, body: impl Fn(&Shape) -> TokenStream) -> TokenStream {
    let arms = error.shapes.iter().map(|shape| {
        let pattern = shape.pattern();
        let body = body(shape);
        quote!(#pattern => { #body })
    });
    if error.shapes.is_empty() {
        return quote!(match *self {});
    }
    quote!(match self { #(#arms)* })
}

impl Shape {
    fn pattern(&self) -> TokenStream {
        let path = if let Some(variant) = &self.variant {
            quote!(Self::#variant)
        } else {
            quote!(Self)
        };
        let fields = self.fields.iter().map(|member| match member {
            Member::Named(name) => quote!(#name),
            Member::Unnamed(_) => {
                let binding = binding(member);
                quote!(#member: #binding)
            }
        });
        quote!(#path { #(#fields),* })
    }

    /// The enum's words, unless the variant *is* another error, whose own words they would hide.
    pub(super) fn around<'w>(&self, outer: &'w Words) -> Option<&'w Words> {
        (!self.transparent).then_some(outer)
    }

    fn status(&self, outer: &Words) -> TokenStream {
        let outer = self.around(outer).and_then(|outer| outer.status.as_ref());
        if let Some(status) = self.words.status.as_ref().or(outer) {
            let status = with_status_names(&quote!(#status));
            quote!(::core::option::Option::Some(::faultless::__private::IntoStatus::into_status(#status)))
        } else {
            quote!(::core::option::Option::None)
        }
    }

    fn code(&self, outer: &Words) -> TokenStream {
        let outer = self.around(outer).and_then(|outer| outer.code.as_ref());
        if let Some(code) = self.words.code.as_ref().or(outer) {
            quote!(::core::option::Option::Some(::std::borrow::Cow::Borrowed(#code)))
        } else {
            quote!(::core::option::Option::None)
        }
    }

    fn detail(&self, outer: &Words) -> TokenStream {
        let outer = self.around(outer).and_then(|outer| outer.detail.as_ref());
        if let Some(detail) = self.words.detail.as_ref().or(outer) {
            let told = told(detail);
            let detail = if let Some(text) = plain(detail) {
                quote!(words(#text))
            } else if text(detail).is_some() {
                quote!(words(#told))
            } else {
                quote!(new(&#told))
            };
            quote!(::core::option::Option::Some(::faultless::__private::Detail::#detail))
        } else {
            quote!(::core::option::Option::None)
        }
    }

    fn headers(&self, outer: &Words) -> TokenStream {
        let outer = self
            .around(outer)
            .into_iter()
            .flat_map(|outer| &outer.headers);
        let lines = outer.chain(&self.words.headers).map(|(name, value)| {
            if let Some(text) = plain(value) {
                let name = name.value().to_ascii_lowercase();
                return quote! {
                    __headers.append(
                        const { ::faultless::__private::HeaderName::from_static(#name) },
                        const { ::faultless::__private::HeaderValue::from_static(#text) },
                    );
                };
            }
            let text = told(value);
            let text = quote_spanned!(value.span()=> ::std::string::ToString::to_string(&#text));
            quote! {
                ::faultless::__private::insert_header(&mut __headers, #name, #text);
            }
        });
        quote! {
            #[allow(unused_mut, reason = "most errors have no headers")]
            let mut __headers = ::faultless::__private::HeaderMap::new();
            #(#lines)*
            __headers
        }
    }

    fn base(&self) -> TokenStream {
        if let Some(member) = &self.base {
            let binding = binding(member);
            quote!((&&::faultless::__private::BaseOf(#binding)).base())
        } else {
            quote!(::core::option::Option::None)
        }
    }
}

/// The variable that a field is bound to: its name, `_0` for a tuple's.
pub(super) fn binding(member: &Member) -> Ident {
    match member {
        Member::Named(name) => name.clone(),
        Member::Unnamed(index) => format_ident!("_{}", index.index),
    }
}
