//! Path operations and dependencies: attributes of a function. attr -> ast -> check -> expand.

mod argument;
mod attr;
mod check;
mod expand;
mod path;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{ItemFn, Token};

use crate::mistakes::Mistakes;

pub(crate) use attr::status;
pub(crate) use expand::with_status_names;

/// A function with everything its attributes say.
struct Function {
    item: ItemFn,
    arguments: Vec<argument::Argument>,
    docs: Option<String>,
}

impl Function {
    /// Reads a function; attributes of its arguments are taken off it.
    fn read(mut item: ItemFn, mistakes: &mut Mistakes) -> Self {
        let arguments = argument::read(&mut item.sig, mistakes);
        let docs = attr::docs(&item.attrs);
        Self {
            item,
            arguments,
            docs,
        }
    }
}

/// Expands `#[get]` and its like; `method` is theirs, `None` for `#[operation]`.
pub(crate) fn operation(
    attribute: TokenStream,
    item: TokenStream,
    method: Option<&str>,
) -> TokenStream {
    let item = match function(item, "a path operation") {
        Ok(item) => item,
        Err(tokens) => return tokens,
    };
    let mut mistakes = Mistakes::default();
    let words = attr::Operation::read(attribute, method, &mut mistakes);
    let function = Function::read(item, &mut mistakes);
    check::signature(&function, &mut mistakes);
    check::operation(&words, &function, &mut mistakes);
    let kept = &function.item;
    match mistakes.errors() {
        None => {
            let expanded = expand::operation(&words, &function);
            quote!(#kept #expanded)
        }
        Some(errors) => {
            let stub = expand::operation_stub(&function);
            quote!(#errors #kept #stub)
        }
    }
}

/// Expands `#[dependency]`.
pub(crate) fn dependency(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let item = match function(item, "a dependency") {
        Ok(item) => item,
        Err(tokens) => return tokens,
    };
    let mut mistakes = Mistakes::default();
    if !attribute.is_empty() {
        mistakes.at(&attribute, "`#[dependency]` takes no words");
    }
    let function = Function::read(item, &mut mistakes);
    check::signature(&function, &mut mistakes);
    let kept = &function.item;
    match mistakes.errors() {
        None => {
            let expanded = expand::dependency(&function);
            quote!(#kept #expanded)
        }
        Some(errors) => {
            let stub = expand::dependency_stub(&function);
            quote!(#errors #kept #stub)
        }
    }
}

/// The function that an attribute stands on.
fn function(item: TokenStream, what: &str) -> Result<ItemFn, TokenStream> {
    syn::parse2::<ItemFn>(item.clone()).map_err(|_| {
        let error = syn::Error::new_spanned(
            &item,
            format!("{what} is a function: write the attribute above an `async fn`"),
        );
        let error = error.into_compile_error();
        quote!(#error #item)
    })
}

/// Expands `routes![...]`.
pub(crate) fn routes(input: TokenStream) -> TokenStream {
    let paths = match Punctuated::<syn::Path, Token![,]>::parse_terminated.parse2(input) {
        Ok(paths) => paths,
        Err(error) => {
            let error = syn::Error::new(
                error.span(),
                "write the names of path operations: `routes![read_item, items::create_item]`",
            );
            return error.into_compile_error();
        }
    };
    let paths = paths.iter();
    quote!(<[::faultless::__private::Route]>::into_vec(::std::boxed::Box::new([
        #(<#paths as ::faultless::__private::Operation>::route()),*
    ])))
}
