//! Path operations and dependencies: attributes of a function. attr -> ast -> check -> expand.

mod argument;
mod attr;
mod check;
mod dependency;
mod depends;
mod documented;
mod expand;
mod filter;
mod item;
mod output;
mod path;
mod raises;
mod scheme;
mod websocket;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Token;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;

use self::item::Item;
use crate::mistakes::Mistakes;
use crate::words::docs;

pub(crate) use attr::status;
pub(crate) use expand::with_status_names;

/// A function with everything its attributes say.
struct Function {
    item: Item,
    arguments: Vec<argument::Argument>,
    docs: Option<String>,
}

impl Function {
    /// Reads a function; attributes of its arguments are taken off it.
    fn read(mut item: Item, mistakes: &mut Mistakes) -> Self {
        item.only_once(mistakes);
        let arguments = argument::read(&mut item.sig, mistakes);
        let docs = docs(&item.attributes);
        Self {
            item,
            arguments,
            docs,
        }
    }

    /// False for a method: beside it no type can be declared.
    fn is_free(&self) -> bool {
        self.item.sig.receiver().is_none()
    }
}

/// Expands `#[get]` and its like; `method` is theirs, `None` for `#[operation]`.
pub(crate) fn operation(
    attribute: TokenStream,
    item: &TokenStream,
    method: Option<&str>,
) -> TokenStream {
    let item = match Item::read(item, "a path operation") {
        Ok(item) => item,
        Err(tokens) => return tokens,
    };
    let mut mistakes = Mistakes::default();
    let words = attr::Operation::read(attribute, method, &mut mistakes);
    expanded(&words, item, mistakes)
}

/// Expands `#[websocket]`.
pub(crate) fn websocket(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let item = match Item::read(item, "a WebSocket's operation") {
        Ok(item) => item,
        Err(tokens) => return tokens,
    };
    let mut mistakes = Mistakes::default();
    let words = attr::Operation::of_websocket(attribute, &mut mistakes);
    expanded(&words, item, mistakes)
}

fn expanded(words: &attr::Operation, item: Item, mut mistakes: Mistakes) -> TokenStream {
    let mut function = Function::read(item, &mut mistakes);
    for argument in &mut function.arguments {
        argument.match_path(&words.template.names);
    }
    check::signature(&function, &mut mistakes);
    check::not_generic(&function, &mut mistakes);
    check::operation(words, &function, &mut mistakes);
    let kept = &function.item;
    match mistakes.errors() {
        None => {
            let expanded = expand::operation(words, &function);
            quote!(#kept #expanded)
        }
        Some(errors) => {
            let stub = function
                .is_free()
                .then(|| expand::operation_stub(&function));
            quote!(#errors #kept #stub)
        }
    }
}

/// Expands `#[dependency]`.
pub(crate) fn dependency(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let item = match Item::read(item, "a dependency") {
        Ok(item) => item,
        Err(tokens) => return tokens,
    };
    let mut mistakes = Mistakes::default();
    let words = dependency::Words::read(attribute, &mut mistakes);
    let function = Function::read(item, &mut mistakes);
    check::signature(&function, &mut mistakes);
    check::dependency(&function, &mut mistakes);
    let kept = &function.item;
    match mistakes.errors() {
        None => {
            let expanded = dependency::dependency(&words, &function);
            quote!(#kept #expanded)
        }
        Some(errors) => {
            let stub = function
                .is_free()
                .then(|| dependency::dependency_stub(&function));
            quote!(#errors #kept #stub)
        }
    }
}

/// Expands `#[security_scheme]`.
pub(crate) fn security_scheme(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let item = match Item::read(item, "a security scheme") {
        Ok(item) => item,
        Err(tokens) => return tokens,
    };
    let mut mistakes = Mistakes::default();
    let words = scheme::Words::read(attribute, &mut mistakes);
    let function = Function::read(item, &mut mistakes);
    scheme::check(&function, &mut mistakes);
    let kept = &function.item;
    match mistakes.errors() {
        None => {
            let expanded = scheme::expand(&words, &function);
            quote!(#kept #expanded)
        }
        Some(errors) => {
            let stub = function.is_free().then(|| scheme::stub(&function));
            quote!(#errors #kept #stub)
        }
    }
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
    quote!({
        #[allow(clippy::large_stack_arrays, reason = "an application may have many routes")]
        let __routes = <[::faultless::__private::Route]>::into_vec(::std::boxed::Box::new([
            #(<#paths as ::faultless::__private::Operation>::route()),*
        ]));
        __routes
    })
}
