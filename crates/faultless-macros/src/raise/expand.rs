//! From a checked error type to its `Raise`. Nothing here can fail.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Member};

use super::attr::{Words, told};
use super::{ErrorType, Shape};
use crate::function::with_status_names;

pub(super) fn expand(error: &ErrorType) -> TokenStream {
    let name = &error.input.ident;
    let (impl_generics, ty_generics, where_clause) = error.input.generics.split_for_impl();
    let status = arms(error, |shape| shape.status(&error.words));
    let code = arms(error, |shape| shape.code(&error.words));
    let detail = arms(error, |shape| shape.detail(&error.words));
    let headers = arms(error, |shape| shape.headers(&error.words));
    let base = arms(error, |shape| shape.base());
    // An entry is a static, which a generic type has none of: it is told by registering a handler for it.
    let entry = error.input.generics.params.is_empty().then(|| {
        quote!(::faultless::__private::inventory::submit! { ::faultless::__private::RaiseEntry::of::<#name>() })
    });
    quote! {
        #[allow(unused_variables, clippy::all, clippy::pedantic, clippy::restriction, reason = "written by a macro")]
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
            }
            #entry
        };
    }
}

pub(super) fn stub(error: &ErrorType) -> TokenStream {
    let name = &error.input.ident;
    let (impl_generics, ty_generics, where_clause) = error.input.generics.split_for_impl();
    quote! {
        impl #impl_generics ::faultless::__private::Raise for #name #ty_generics #where_clause {
            fn status(&self) -> ::core::option::Option<::faultless::status::StatusCode> { ::core::option::Option::None }
        }
    }
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
        let path = match &self.variant {
            Some(variant) => quote!(Self::#variant),
            None => quote!(Self),
        };
        let fields = self.fields.iter().map(|member| {
            let binding = binding(member);
            quote!(#member: #binding)
        });
        quote!(#path { #(#fields),* })
    }

    fn status(&self, outer: &Words) -> TokenStream {
        // What is transparent, or comes from another error without a word of its own, has the other's status.
        let own = self.words.status.as_ref();
        let status = if self.transparent {
            own
        } else {
            own.or(outer.status.as_ref())
        };
        match status {
            Some(status) => {
                let status = with_status_names(&quote!(#status));
                quote!(::core::option::Option::Some(::faultless::__private::IntoStatus::into_status(#status)))
            }
            None => quote!(::core::option::Option::None),
        }
    }

    fn code(&self, outer: &Words) -> TokenStream {
        let own = self.words.code.as_ref();
        match if self.transparent {
            own
        } else {
            own.or(outer.code.as_ref())
        } {
            Some(code) => quote!(::core::option::Option::Some(::std::borrow::Cow::Borrowed(#code))),
            None => quote!(::core::option::Option::None),
        }
    }

    fn detail(&self, outer: &Words) -> TokenStream {
        // The enum's text cannot name the fields of one variant.
        match self.words.detail.as_ref().or(outer.detail.as_ref()) {
            Some(detail) => {
                let told = told(detail);
                quote!(::core::option::Option::Some(::faultless::__private::Detail::new(&#told)))
            }
            None => quote!(::core::option::Option::None),
        }
    }

    fn headers(&self, outer: &Words) -> TokenStream {
        let lines = outer.headers.iter().chain(&self.words.headers).map(|(name, value)| {
            let told = told(value);
            quote! {
                ::faultless::__private::insert_header(&mut __headers, #name, ::std::string::ToString::to_string(&#told));
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
        match &self.base {
            Some(member) => {
                let binding = binding(member);
                quote!((&&::faultless::__private::BaseOf(#binding)).base())
            }
            None => quote!(::core::option::Option::None),
        }
    }
}

/// The variable that a field is bound to: its name, `_0` for a tuple's.
fn binding(member: &Member) -> Ident {
    match member {
        Member::Named(name) => name.clone(),
        Member::Unnamed(index) => format_ident!("_{}", index.index),
    }
}
