//! The words of an operation that only its documentation is interested in: `responses`, `callbacks` and the like.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Expr, Ident, Lit, LitStr, Path, Token, Type, parenthesized};

use super::attr::status;
use super::expand::with_status_names;

/// What those words say.
#[derive(Default)]
pub(super) struct Documented {
    pub(super) description: Option<LitStr>,
    pub(super) callbacks: Vec<Path>,
    pub(super) extra: Option<Expr>,
    responses: Vec<Response>,
}

/// One of `responses(404 = "Not here", 409 = ("In use", Busy))`.
struct Response {
    key: TokenStream,
    description: Option<LitStr>,
    model: Option<Type>,
}

/// What `responses` looks like.
const EXAMPLE: &str = "responses(404 = \"Not here\", 409 = (\"In use\", Busy))";

impl Documented {
    /// The calls on a route that say the same.
    pub(super) fn expression(&self) -> TokenStream {
        let description = self
            .description
            .as_ref()
            .map(|text| quote!(.response_description(#text)));
        let responses = self.responses.iter().map(|response| {
            let Response {
                key,
                description,
                model,
            } = response;
            let made = description
                .as_ref()
                .map_or_else(|| quote!(plain()), |text| quote!(new(#text)));
            let model = model.as_ref().map(|model| quote!(.model::<#model>()));
            quote!(.response(#key, ::faultless::__private::ResponseDoc::#made #model))
        });
        let callbacks = &self.callbacks;
        let extra = self
            .extra
            .as_ref()
            .map(|extra| quote!(.openapi_extra(|| #extra)));
        quote!(#description #(#responses)* #(.callback::<#callbacks>())* #extra)
    }

    /// Reads `responses(...)`.
    pub(super) fn responses(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if !input.peek(syn::token::Paren) {
            let message = format!("`responses` names statuses: `{EXAMPLE}`");
            return Err(syn::Error::new(word.span(), message));
        }
        let content;
        parenthesized!(content in input);
        let mut seen = Vec::new();
        while !content.is_empty() {
            match response(&content, &mut seen) {
                Ok(response) => self.responses.push(response),
                Err(error) => {
                    // What is left would be told as a mistake of its own.
                    content.parse::<TokenStream>()?;
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

fn response(input: ParseStream<'_>, seen: &mut Vec<String>) -> syn::Result<Response> {
    let start = input.span();
    let (name, key) = key(input)?;
    if seen.contains(&name) {
        let message = format!("`{name}` is written twice");
        return Err(syn::Error::new(start, message));
    }
    seen.push(name);
    input.parse::<Token![=]>().map_err(|error| {
        let message = format!("say what it means: `{EXAMPLE}`");
        syn::Error::new(error.span(), message)
    })?;
    let (description, model) = if input.peek(LitStr) {
        (Some(input.parse()?), None)
    } else if input.peek(syn::token::Paren) && starts_with_text(input) {
        let content;
        parenthesized!(content in input);
        let description = content.parse()?;
        content.parse::<Token![,]>()?;
        let model = content.parse()?;
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
        (Some(description), Some(model))
    } else {
        (None, Some(input.parse()?))
    };
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(Response {
        key,
        description,
        model,
    })
}

/// True for `("text", ...)`, which is no type.
fn starts_with_text(input: ParseStream<'_>) -> bool {
    let fork = input.fork();
    let inside = (|| {
        let content;
        parenthesized!(content in fork);
        Ok::<bool, syn::Error>(content.peek(LitStr))
    })();
    inside.unwrap_or(false)
}

/// A status, a range or `default`: as it is written, and the key that it is.
fn key(input: ParseStream<'_>) -> syn::Result<(String, TokenStream)> {
    const WANTED: &str = "a response is told by its status, `404` or `NOT_FOUND`, by a range, `\"4XX\"`, or as `default`";
    if input.peek(LitStr) {
        let range: LitStr = input.parse()?;
        let text = range.value();
        let mut characters = text.chars();
        let class = characters
            .next()
            .is_some_and(|class| ('1'..='5').contains(&class));
        if !class || characters.as_str() != "XX" {
            return Err(syn::Error::new(range.span(), WANTED));
        }
        return Ok((text, quote!(#range)));
    }
    if input.peek(Lit) {
        let lit: Lit = input.parse()?;
        let expr = syn::Expr::Lit(syn::ExprLit {
            attrs: Vec::new(),
            lit: lit.clone(),
        });
        let fits = matches!(&lit, Lit::Int(number) if number.base10_parse::<u16>().is_ok_and(|status| (100..600).contains(&status)));
        if !fits {
            return Err(syn::Error::new(lit.span(), WANTED));
        }
        let status = status(expr)?;
        return Ok((quote!(#lit).to_string(), quote!(#status)));
    }
    if input
        .fork()
        .call(Ident::parse_any)
        .is_ok_and(|word| word == "default")
    {
        input.call(Ident::parse_any)?;
        return Ok(("default".to_owned(), quote!("default")));
    }
    let path: Path = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), WANTED))?;
    Ok((quote!(#path).to_string(), with_status_names(&quote!(#path))))
}
