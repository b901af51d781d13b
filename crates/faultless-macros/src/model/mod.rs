//! `#[derive(Model)]`: attr -> ast -> check -> expand.
//!
//! Attributes are read into a tree, with every mistake kept; the tree is checked as a whole; expanding cannot fail. On a
//! mistake the type still gets its traits, with bodies that are never run, so that no second-hand errors follow.

mod ast;
mod attr;
mod case;
mod check;
mod expand;
pub(crate) mod rules;

use proc_macro2::TokenStream;
use quote::quote;

use crate::mistakes::Mistakes;

/// Expands the derive; `root` is the path to `faultless-model` as the user's crate sees it.
pub(crate) fn derive(input: TokenStream, root: &TokenStream) -> TokenStream {
    let input = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut mistakes = Mistakes::default();
    let model = ast::Model::read(&input, &mut mistakes);
    check::check(&model, &mut mistakes);
    match mistakes.errors() {
        None => expand::expand(&model, root),
        Some(errors) => {
            let stub = expand::stub(&model, root);
            quote!(#errors #stub)
        }
    }
}
