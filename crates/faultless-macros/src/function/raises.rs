//! `raises(...)`: the errors of a function, for the documentation.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprPath, Ident, ReturnType, Token, Type, TypePath, parenthesized};

use super::Function;
use super::attr::status;
use super::expand::{ours, with_status_names};
use super::output::place;
use crate::function::argument::plain;

/// One entry: a type, a variant of one, or a status with what it tells.
pub(super) enum Raised {
    Type(Box<TypePath>),
    Variant(Box<TypePath>, Ident),
    /// What nobody planned.
    Unplanned,
    Status {
        status: Box<Expr>,
        code: Option<Box<Expr>>,
        detail: Option<Box<Expr>>,
    },
}

/// Reads `raises(ShopError, StockError::Gone, NOT_FOUND = "no such item", (CONFLICT, "name_taken"))`.
pub(super) fn raises(word: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<Raised>> {
    if !input.peek(syn::token::Paren) {
        let message = "`raises` names errors: `raises(ShopError, NOT_FOUND = \"no such item\")`";
        return Err(syn::Error::new(word.span(), message));
    }
    let content;
    parenthesized!(content in input);
    let read = Punctuated::<Raised, Token![,]>::parse_terminated(&content);
    if read.is_err() {
        // What is left would be told as a mistake of its own.
        content.parse::<TokenStream>()?;
    }
    Ok(read?.into_iter().collect())
}

impl Parse for Raised {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let first: Expr = input.call(Expr::parse_without_eager_brace)?;
        if let Expr::Assign(assign) = first {
            return Self::status(*assign.left, Some(assign.right));
        }
        let Expr::Path(path) = first else {
            return Self::status(first, None);
        };
        if path.path.is_ident("unplanned") {
            return Ok(Self::Unplanned);
        }
        if is_constant(&path) {
            return Self::status(Expr::Path(path), None);
        }
        let mut path = TypePath {
            attrs: path.attrs,
            qself: path.qself,
            path: path.path,
        };
        let mut segments = path.path.segments.iter().rev();
        let (last, before) = (segments.next(), segments.next());
        // A variant stands in a type, and types begin with a capital.
        let of_type = |name: &Ident| name.to_string().starts_with(char::is_uppercase);
        let variant = last
            .filter(|_| before.is_some_and(|before| of_type(&before.ident)))
            .map(|last| last.ident.clone());
        let Some(variant) = variant else {
            return Ok(Self::Type(Box::new(path)));
        };
        path.path.segments.pop();
        path.path.segments.pop_punct();
        Ok(Self::Variant(Box::new(path), variant))
    }
}

impl Raised {
    fn status(left: Expr, detail: Option<Box<Expr>>) -> syn::Result<Self> {
        let (left, code) = match left {
            Expr::Tuple(tuple) => {
                let at = tuple.clone();
                let mut parts = tuple.elems.into_iter();
                let (Some(status), Some(code), None) = (parts.next(), parts.next(), parts.next())
                else {
                    return Err(syn::Error::new_spanned(at, PAIR));
                };
                (status, Some(Box::new(code)))
            }
            other => (other, None),
        };
        Ok(Self::Status {
            status: Box::new(status(left)?),
            code,
            detail,
        })
    }

    /// What says it to `__description`.
    fn told(&self, description: &Ident) -> TokenStream {
        match self {
            Self::Type(path) => {
                let ty = Type::Path((**path).clone());
                let errors = returning(&quote!(::core::result::Result<(), #ty>), place(&ty));
                quote_spanned!(place(&ty)=> #description.raises(#errors);)
            }
            Self::Variant(path, variant) => {
                let name = syn::ext::IdentExt::unraw(variant).to_string();
                let ty = Type::Path((**path).clone());
                let errors = returning(&quote!(::core::result::Result<(), #ty>), place(&ty));
                quote_spanned! {variant.span()=>
                    #description.raises_variant::<#path>(#errors, #name, |__error| {
                        __error.downcast_ref::<#path>().is_some_and(|__error| ::core::matches!(__error, #path::#variant { .. }))
                    });
                }
            }
            Self::Unplanned => {
                quote!(#description.raises([::faultless::__private::ErrorDoc::unplanned()]);)
            }
            Self::Status {
                status,
                code,
                detail,
            } => {
                let status = with_status_names(&quote!(#status));
                let code = code.iter().map(|code| quote!(.code(#code)));
                let detail = detail.iter().map(|detail| quote!(.detail(#detail)));
                quote! {
                    #description.raises([::faultless::__private::ErrorDoc::new(#status) #(#code)* #(#detail)*]);
                }
            }
        }
    }
}

const PAIR: &str = "a status and its code are two: `(CONFLICT, \"name_taken\")`";

/// A name in capitals: that of a status.
fn is_constant(path: &ExprPath) -> bool {
    path.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        last.arguments.is_none()
            && name.len() > 1
            && name
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    })
}

/// The errors of a function that returns this.
fn returning(ty: &TokenStream, span: Span) -> TokenStream {
    quote_spanned!(span=> (&&&&::faultless::__private::Returning::<#ty>::new()).errors())
}

/// Says to `__description` what the function raises: what it names, or else what its type tells.
pub(super) fn described(raises: Option<&[Raised]>, function: &Function) -> TokenStream {
    if let Some(raises) = raises {
        let description = ours("__description", Span::call_site());
        return raises
            .iter()
            .map(|raised| raised.told(&description))
            .collect();
    }
    let ReturnType::Type(_, ty) = &function.item.sig.output else {
        return TokenStream::new();
    };
    // A type that cannot be written.
    if matches!(plain(ty), Type::ImplTrait(_)) {
        return TokenStream::new();
    }
    let span = place(ty);
    let (errors, description) = (returning(&quote!(#ty), span), ours("__description", span));
    quote_spanned!(span=> #description.raises(#errors);)
}
