//! The function that an attribute stands on, as far as the attribute reads it.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Signature, Visibility};

use crate::mistakes::Mistakes;

/// A function as it is written.
///
/// Its body is handed on unread: mistakes in it are the compiler's to tell, and reading it would cost every build.
pub(super) struct Item {
    pub(super) attributes: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) sig: Signature,
    body: Group,
}

/// The attributes of ours that make something of a function. `trace` is left out: others have one as well.
const MAKERS: [&str; 11] = [
    "get",
    "post",
    "put",
    "patch",
    "delete",
    "head",
    "options",
    "operation",
    "websocket",
    "dependency",
    "security_scheme",
];

impl Item {
    /// Reads a function; anything else is given back with a mistake.
    pub(super) fn read(item: &TokenStream, what: &str) -> Result<Self, TokenStream> {
        syn::parse2::<Self>(item.clone()).map_err(|error| {
            let is_function = matches!(
                syn::parse2::<syn::Item>(item.clone()),
                Err(_) | Ok(syn::Item::Fn(_) | syn::Item::Verbatim(_))
            );
            let error = if is_function {
                error
            } else {
                let message =
                    format!("{what} is a function: write the attribute above an `async fn`");
                syn::Error::new_spanned(item, message)
            };
            let error = error.into_compile_error();
            quote!(#error #item)
        })
    }

    /// Takes a second attribute of ours away and tells of it: each would make a type of the function's name.
    pub(super) fn only_once(&mut self, mistakes: &mut Mistakes) {
        self.attributes.retain(|attribute| {
            let last = attribute.path().segments.last();
            let ours = last.is_some_and(|last| MAKERS.iter().any(|maker| last.ident == maker));
            if ours {
                mistakes.at(
                    attribute.path(),
                    "one function is one operation, dependency or scheme: for several methods write `#[operation(\"/path\", methods = [\"GET\", \"POST\"])]`, for another path another function",
                );
            }
            !ours
        });
    }

    /// The `#[cfg]`s that decide whether the function is there, and all that is made of it.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("cfg"))
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attributes: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            sig: input.parse()?,
            body: body(input)?,
        })
    }
}

/// The body, also in the invisible brackets that a macro of the user's puts around a `$body:block`.
fn body(input: ParseStream<'_>) -> syn::Result<Group> {
    let span = input.span();
    match input.parse()? {
        TokenTree::Group(group) => Ok(group),
        _ => Err(syn::Error::new(
            span,
            "a function here has a body: `{ ... }`",
        )),
    }
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // What a handler takes and whether it waits is the framework's business, not the function's own choice.
        tokens.extend(quote! {
            #[allow(clippy::unused_async, clippy::needless_pass_by_value, reason = "a handler's form")]
        });
        for attribute in &self.attributes {
            attribute.to_tokens(tokens);
        }
        self.vis.to_tokens(tokens);
        self.sig.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}
