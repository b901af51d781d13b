//! What a dependency returns, and what of it is its output.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ReturnType, Type};

use super::argument::plain;
use super::expand::ours;

/// What a dependency gives.
pub(super) struct Output {
    /// Its type.
    pub(super) ty: TokenStream,
    /// From what the function returned, `__output`, to the output.
    pub(super) raised: TokenStream,
    /// That what is taken for the output is no `Result`, whose error would go unseen.
    pub(super) check: TokenStream,
}

/// The output of a dependency.
///
/// Whether it returns a `Result` is told by the name, since the output's type must be written down: `Result`, or an
/// alias such as `ShopResult<User>`. An alias of another name does not compile.
pub(super) fn output(returned: &ReturnType) -> Output {
    let nothing = Output {
        ty: quote!(()),
        raised: TokenStream::new(),
        check: TokenStream::new(),
    };
    let ReturnType::Type(_, ty) = returned else {
        return nothing;
    };
    // A mistake that was told already.
    if matches!(plain(ty), Type::ImplTrait(_)) {
        return nothing;
    }
    let span = place(ty);
    if is_result(ty) {
        let output = ours("__output", span);
        return Output {
            ty: quote_spanned!(span=> <#ty as ::faultless::__private::Fallible>::Output),
            raised: quote_spanned! {span=>
                let #output = match ::faultless::__private::Fallible::result(#output) {
                    ::core::result::Result::Ok(__output) => __output,
                    ::core::result::Result::Err(__error) => return ::core::result::Result::Err(::faultless::__private::returned(__error)),
                };
            },
            check: TokenStream::new(),
        };
    }
    let message = "this is a `Result` by another name, and its error would go unseen: write `Result<...>`, or name the alias so, `ShopResult<...>`";
    Output {
        ty: quote!(#ty),
        raised: TokenStream::new(),
        check: quote_spanned! {span=>
            const _: () = ::core::assert!(!::faultless::__private::Returned::<#ty>::IS_RESULT, #message);
        },
    }
}

pub(super) fn is_result(ty: &Type) -> bool {
    let Type::Path(path) = plain(ty) else {
        return false;
    };
    path.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        name == "Result" || (name.ends_with("Result") && !last.arguments.is_empty())
    })
}

/// Where a mistake about a type is told: at its name, of a path such as `std::result::Result`.
pub(super) fn place(ty: &Type) -> Span {
    match plain(ty) {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map_or_else(Span::call_site, |last| last.ident.span()),
        Type::Reference(reference) => place(&reference.elem),
        other => syn::spanned::Spanned::span(other),
    }
}
