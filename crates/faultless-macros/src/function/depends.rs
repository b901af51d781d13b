//! What is said of dependencies: `#[depends(...)]` on an argument, and the names in `dependencies = [...]`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::{
    AngleBracketedGenericArguments, Attribute, Expr, Ident, LitBool, LitStr, Meta, Path,
    PathArguments, Token, Type, parenthesized,
};

use super::output::place;
use crate::mistakes::Mistakes;
use crate::words::{list, once, skip_word, unknown_word};

/// A dependency whose value nobody uses: `check_token`, or `has_role(Role::Admin)` with its configuration.
pub(super) struct Needed {
    path: Path,
    config: Option<Expr>,
}

impl Parse for Needed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut path = Path::from(input.call(Ident::parse_any)?);
        // A path of types, but for parentheses: those hold the configuration.
        while input.peek(Token![::]) && !input.peek3(Token![<]) {
            input.parse::<Token![::]>()?;
            path.segments.push(input.call(Ident::parse_any)?.into());
        }
        if (input.peek(Token![<]) || input.peek(Token![::]))
            && let Some(last) = path.segments.last_mut()
        {
            let arguments = input.call(AngleBracketedGenericArguments::parse)?;
            last.arguments = PathArguments::AngleBracketed(arguments);
        }
        let mut config = None;
        if input.peek(syn::token::Paren) {
            let content;
            parenthesized!(content in input);
            config = Some(content.parse()?);
            if !content.is_empty() {
                // What is left would be told as a mistake of its own.
                content.parse::<TokenStream>()?;
                let message = "a dependency is configured with one value: `has_role(Role::Admin)`";
                return Err(syn::Error::new_spanned(&path, message));
            }
        }
        Ok(Self { path, config })
    }
}

impl Needed {
    /// The call that adds it to a route.
    pub(super) fn added(&self) -> TokenStream {
        let path = &self.path;
        match &self.config {
            None => quote!(.dependency::<#path>()),
            Some(config) => quote!(.dependency_with::<#path>(#config)),
        }
    }
}

/// The words of `#[depends(...)]`.
#[derive(Default)]
pub(super) struct Wiring {
    /// The attribute's name, for mistakes about it as a whole.
    pub(super) at: Option<Ident>,
    seen: Vec<Ident>,
    use_cache: Option<LitBool>,
    of_function: bool,
    scopes: Vec<LitStr>,
    config: Option<Box<Expr>>,
}

const WORDS: [&str; 4] = ["use_cache", "scope", "scopes", "config"];

impl Wiring {
    pub(super) fn read(&mut self, attribute: &Attribute, mistakes: &mut Mistakes) {
        if self.at.is_some() {
            mistakes.at(
                attribute.path(),
                "`#[depends]` stands here already: write its words into one",
            );
        }
        self.at = attribute.path().get_ident().cloned();
        if matches!(attribute.meta, Meta::Path(_)) {
            return;
        }
        let parsed = attribute.parse_nested_meta(|meta| {
            if let Err(error) = self.word(&meta) {
                mistakes.push(error);
                skip_word(meta.input)?;
            }
            Ok(())
        });
        if let Err(error) = parsed {
            mistakes.push(error);
        }
    }

    fn word(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let word = meta.path.get_ident().cloned();
        if let Some(word) = &word {
            once(&mut self.seen, word)?;
        }
        match word.map(|word| word.to_string()).as_deref() {
            Some("use_cache") => self.use_cache = Some(meta.value()?.parse()?),
            Some("scope") => {
                let scope: LitStr = meta.value()?.parse()?;
                self.of_function = match scope.value().as_str() {
                    "function" => true,
                    "request" => false,
                    _ => {
                        let message =
                            "a dependency lives for the \"request\" or for the \"function\"";
                        return Err(syn::Error::new(scope.span(), message));
                    }
                };
            }
            Some("scopes") => self.scopes = list(meta.value()?, "[\"read\"]")?,
            Some("config") => self.config = Some(Box::new(meta.value()?.parse()?)),
            _ => return Err(unknown_word(&meta.path, &WORDS)),
        }
        Ok(())
    }

    /// What is said, for a spec of an argument of this type.
    pub(super) fn expression(&self, ty: &Type) -> Option<TokenStream> {
        self.at.as_ref()?;
        let use_cache = self.use_cache.as_ref().is_none_or(LitBool::value);
        let scope = if self.of_function {
            quote!(Function)
        } else {
            quote!(Request)
        };
        let scopes = &self.scopes;
        let config = match &self.config {
            None => quote!(::core::option::Option::None),
            Some(config) => quote_spanned! {place(ty)=>
                ::core::option::Option::Some(|| {
                    static __CONFIG: ::std::sync::LazyLock<::std::sync::Arc<<#ty as ::faultless::__private::DependsOn>::Config>> =
                        ::std::sync::LazyLock::new(|| ::std::sync::Arc::new(#config));
                    ::std::sync::Arc::clone(&*__CONFIG) as ::faultless::__private::Shared
                })
            },
        };
        Some(quote! {
            .wiring(::faultless::__private::Wiring {
                use_cache: #use_cache,
                scope: ::faultless::__private::DependencyScope::#scope,
                scopes: &[#(#scopes),*],
                config: #config,
            })
        })
    }
}
