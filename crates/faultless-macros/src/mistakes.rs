//! `Mistakes`: every mistake of one item, to be told at once.

use proc_macro2::TokenStream;

/// Every mistake of one item, to be told at once.
#[derive(Default)]
pub(crate) struct Mistakes(Option<syn::Error>);

impl Mistakes {
    /// Keeps a mistake.
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// Keeps a mistake at these tokens.
    pub(crate) fn at(&mut self, tokens: impl quote::ToTokens, message: impl std::fmt::Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// The mistakes as compile errors; `None` when there are none.
    pub(crate) fn errors(self) -> Option<TokenStream> {
        self.0.map(syn::Error::into_compile_error)
    }
}
