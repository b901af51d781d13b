//! `#[security_scheme]`: a function that makes a scheme, once.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Ident, LitStr, Path, ReturnType, Token, Type};

use super::Function;
use super::argument::plain;
use super::expand::{named_type, option};
use crate::mistakes::Mistakes;
use crate::words::{each_word, unknown_word};

const WORDS: [&str; 2] = ["scheme_name", "description"];

/// The words of the attribute.
#[derive(Default)]
pub(super) struct Words {
    scheme_name: Option<LitStr>,
    description: Option<LitStr>,
}

impl Words {
    pub(super) fn read(attribute: TokenStream, mistakes: &mut Mistakes) -> Self {
        let mut words = Self::default();
        each_word(attribute, mistakes, |word, input| words.word(word, input));
        words
    }

    fn word(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let name = word.to_string();
        if !WORDS.contains(&name.as_str()) {
            return Err(unknown_word(&Path::from(word.clone()), &WORDS));
        }
        input.parse::<Token![=]>().map_err(|_| {
            let message = format!("`{name}` wants a value: `{name} = \"...\"`");
            syn::Error::new(word.span(), message)
        })?;
        let value: LitStr = input.parse()?;
        if name == "description" {
            self.description = Some(value);
            return Ok(());
        }
        if !is_component(&value.value()) {
            let message = "a scheme's name has letters, digits, dots, dashes and underscores, as names in the documentation have";
            return Err(syn::Error::new(value.span(), message));
        }
        self.scheme_name = Some(value);
        Ok(())
    }
}

/// True for a name that components of an `OpenAPI` document may have.
fn is_component(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

/// The scheme's type, as it is written.
fn returned(function: &Function) -> Option<&Type> {
    match &function.item.sig.output {
        ReturnType::Type(_, ty) => Some(ty),
        ReturnType::Default => None,
    }
}

/// Checks the function.
pub(super) fn check(function: &Function, mistakes: &mut Mistakes) {
    let signature = &function.item.sig;
    let name = &signature.ident;
    if !signature.inputs.is_empty() {
        mistakes.at(
            &signature.inputs,
            "a security scheme takes no arguments: it is made once; what checks the credentials is a `#[dependency]` that takes it as `Depends<...>`",
        );
    }
    if !signature.generics.params.is_empty() {
        mistakes.at(
            &signature.generics,
            "this function cannot be generic: nobody says which types are meant; write them out",
        );
    }
    for (present, word) in [
        (signature.asyncness.to_token_stream(), "async"),
        (signature.safety.to_token_stream(), "unsafe"),
        (signature.abi.to_token_stream(), "extern"),
    ] {
        if !present.is_empty() {
            let message =
                format!("a security scheme is not `{word}`: write `fn {name}() -> HttpBearer`");
            mistakes.at(present, message);
        }
    }
    match returned(function).map(plain) {
        None => mistakes.at(
            name,
            format!("a security scheme returns one: write `fn {name}() -> HttpBearer`"),
        ),
        Some(Type::ImplTrait(hidden)) => mistakes.at(
            hidden,
            "a security scheme's type is written out: `Depends` names what it gives to those who take it",
        ),
        Some(_) => {}
    }
}

pub(super) fn expand(words: &Words, function: &Function) -> TokenStream {
    let description = words
        .description
        .as_ref()
        .map(LitStr::value)
        .or_else(|| function.docs.clone());
    let ty = returned(function).map_or_else(|| quote!(()), |ty| quote!(#ty));
    let scheme = scheme(
        function,
        &ty,
        words.scheme_name.as_ref(),
        description.as_ref(),
    );
    let (name, text) = (&function.item.sig.ident, name(function));
    let dependency = quote! {
        impl ::faultless::__private::Dependency for #name {
            type Output = <<Self as ::faultless::__private::Declared>::Scheme as ::faultless::__private::SecurityScheme>::Credentials;
            const NAME: &'static str = #text;

            fn describe(__description: &mut ::faultless::__private::Description) {
                ::faultless::__private::describe_scheme::<Self>(__description);
            }

            fn resolve<'a>(
                __extraction: &'a mut ::faultless::__private::Extraction<'_>,
            ) -> ::faultless::__private::BoxFuture<'a, ::faultless::__private::Result<::core::option::Option<::std::sync::Arc<Self::Output>>>> {
                ::faultless::__private::resolve_scheme::<Self>(__extraction)
            }
        }
    };
    let named = named_type(function);
    let conditions = function.item.conditions();
    quote! {
        #named
        #(#conditions)*
        #[allow(deprecated, clippy::all, clippy::pedantic, clippy::restriction, reason = "written by a macro")]
        const _: () = {
            #scheme
            #dependency
        };
    }
}

fn name(function: &Function) -> String {
    function.item.sig.ident.unraw().to_string()
}

fn scheme(
    function: &Function,
    ty: &TokenStream,
    scheme_name: Option<&LitStr>,
    description: Option<&String>,
) -> TokenStream {
    let (name, text) = (&function.item.sig.ident, name(function));
    let (scheme_name, description) = (option(scheme_name), option(description));
    quote! {
        impl ::faultless::__private::Declared for #name {
            type Scheme = #ty;
            const FUNCTION: &'static str = #text;
            const SCHEME_NAME: ::core::option::Option<&'static str> = #scheme_name;
            const DESCRIPTION: ::core::option::Option<&'static str> = #description;

            fn scheme() -> &'static Self::Scheme {
                static __SCHEME: ::std::sync::OnceLock<#ty> = ::std::sync::OnceLock::new();
                __SCHEME.get_or_init(#name)
            }
        }
    }
}

/// So that those who name the scheme have no mistakes of their own.
pub(super) fn stub(function: &Function) -> TokenStream {
    let (name, text) = (&function.item.sig.ident, name(function));
    let named = named_type(function);
    let output = match returned(function) {
        Some(ty) if !matches!(plain(ty), Type::ImplTrait(_)) => {
            quote!(<#ty as ::faultless::__private::SecurityScheme>::Credentials)
        }
        _ => quote!(()),
    };
    let conditions = function.item.conditions();
    quote! {
        #named
        #(#conditions)*
        impl ::faultless::__private::Dependency for #name {
            type Output = #output;
            const NAME: &'static str = #text;
            fn describe(_: &mut ::faultless::__private::Description) {}
            fn resolve<'a>(
                _: &'a mut ::faultless::__private::Extraction<'_>,
            ) -> ::faultless::__private::BoxFuture<'a, ::faultless::__private::Result<::core::option::Option<::std::sync::Arc<Self::Output>>>> {
                ::core::unreachable!("this function has mistakes")
            }
        }
    }
}
