//! From a checked function to its dependency. Nothing here can fail.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{GenericParam, Generics, Ident, Path, ReturnType, parse_quote};

use super::Function;
use super::argument::{Argument, Way};
use super::expand::{
    block, called, described, extraction, is_open, named_type, ours, specs, values,
};
use super::output::{Output, output, place};
use super::raises::{Raised, raises};
use crate::mistakes::Mistakes;
use crate::words::{each_word, unknown_word};

/// The words of the attribute.
#[derive(Default)]
pub(super) struct Words {
    raises: Option<Vec<Raised>>,
}

const WORDS: [&str; 1] = ["raises"];

impl Words {
    pub(super) fn read(attribute: TokenStream, mistakes: &mut Mistakes) -> Self {
        let mut words = Self::default();
        each_word(attribute, mistakes, |word, input| words.word(word, input));
        words
    }

    fn word(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if word != "raises" {
            return Err(unknown_word(&Path::from(word.clone()), &WORDS));
        }
        self.raises = Some(raises(word, input)?);
        Ok(())
    }
}

/// The function's generics, for its type: what is left open lives as long as the program.
fn generics(function: &Function) -> Generics {
    let mut generics = function.item.sig.generics.clone();
    // Lifetimes are a mistake that was told.
    generics.params = generics
        .params
        .into_iter()
        .filter(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
        .collect();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(parse_quote!('static));
        }
    }
    generics
}

fn only(function: &Function, way: Way) -> Option<&Argument> {
    let mut arguments = function.arguments.iter();
    arguments.find(|argument| argument.way == way)
}

pub(super) fn dependency(words: &Words, function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let text = name.unraw().to_string();
    let ty = named_type(function);
    let generics = generics(function);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let specs = specs(function);
    let (outside, inside) = if is_open(function) {
        (
            None,
            Some(quote!(impl #parameters #name #arguments #conditions { #specs })),
        )
    } else {
        (Some(specs), None)
    };
    let described = described(function);
    let errors = super::raises::described(words.raises.as_deref(), function);
    let extraction = extraction(function);
    let values = values(
        function,
        &quote!(return ::core::result::Result::Ok(::core::option::Option::None)),
    );
    let configured = only(function, Way::Config).map(|config| {
        let ty = &config.ty;
        let trait_of = quote_spanned! {place(ty)=>
            impl #parameters ::faultless::__private::Configured for #name #arguments #conditions {
                type Config = #ty;
            }
        };
        let at_hand = quote_spanned!(place(ty)=> let __config = __extraction.config::<#ty>()?;);
        let told = quote_spanned!(place(ty)=> __description.config::<#ty>(););
        (trait_of, told, at_hand)
    });
    let (configured, tells_config, config) = match configured {
        Some((configured, tells, config)) => (Some(configured), Some(tells), Some(config)),
        None => (None, None, None),
    };
    let Output {
        ty: returned,
        raised,
        check,
    } = output(&function.item.sig.output);
    // Of a type that is left open it cannot be asked here.
    let check = (!is_open(function)).then_some(check);
    let (output, yields, run) = run(function, returned, &raised);
    let body = block(
        function,
        &quote! {
            #outside
            #inside
            #check
            #configured
            impl #parameters ::faultless::__private::Dependency for #name #arguments #conditions {
                type Output = #output;
                const NAME: &'static str = #text;
                #yields

                fn describe(__description: &mut ::faultless::__private::Description) {
                    let _ = &__description;
                    #tells_config
                    #described
                    #errors
                }

                fn resolve<'a>(
                    __extraction: &'a mut ::faultless::__private::Extraction<'_>,
                ) -> ::faultless::__private::BoxFuture<'a, ::faultless::__private::Result<::core::option::Option<::std::sync::Arc<Self::Output>>>> {
                    ::std::boxed::Box::pin(async move {
                        #extraction
                        #values
                        #config
                        #run
                    })
                }
            }
        },
    );
    quote!(#ty #body)
}

/// The dependency's output, whether it yields, and what runs it.
fn run(
    function: &Function,
    returned: TokenStream,
    raised: &TokenStream,
) -> (TokenStream, Option<TokenStream>, TokenStream) {
    let Some(scope) = only(function, Way::Yield) else {
        let called = called(function, &quote!(__extraction.seen()));
        let run = quote! {
            let __output = #called;
            #raised
            ::core::result::Result::Ok(::core::option::Option::Some(::std::sync::Arc::new(__output)))
        };
        return (returned, None, run);
    };
    let (ty, span) = (&scope.ty, place(&scope.ty));
    let called = called(function, &quote!(()));
    let output = quote_spanned!(span=> <#ty as ::faultless::__private::Yielding>::Output);
    let returned = match &function.item.sig.output {
        ReturnType::Type(_, ty) => place(ty),
        ReturnType::Default => span,
    };
    let result = ours("__output", returned);
    let nothing = quote_spanned!(returned=> let () = #result;);
    let run = quote! {
        let __value = ::faultless::__private::begin(
            &mut *__extraction,
            <Self as ::faultless::__private::Dependency>::NAME,
            move |__scope| async move {
                let __output = #called;
                #raised
                #nothing
                ::core::result::Result::Ok(())
            },
        ).await?;
        ::core::result::Result::Ok(::core::option::Option::Some(__value))
    };
    (
        output,
        Some(quote!(
            const YIELDS: bool = true;
        )),
        run,
    )
}

pub(super) fn dependency_stub(function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let text = name.unraw().to_string();
    let ty = named_type(function);
    let generics = generics(function);
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let borrows = function.item.sig.generics.lifetimes().next().is_some();
    let output = match only(function, Way::Yield) {
        Some(scope) => {
            let ty = &scope.ty;
            quote!(<#ty as ::faultless::__private::Yielding>::Output)
        }
        None if borrows => quote!(()),
        None => output(&function.item.sig.output).ty,
    };
    let conditions = function.item.conditions();
    quote! {
        #ty
        #(#conditions)*
        impl #parameters ::faultless::__private::Dependency for #name #arguments #bounds {
            type Output = #output;
            const NAME: &'static str = #text;
            fn describe(_: &mut ::faultless::__private::Description) {}
            fn resolve<'a>(
                _: &'a mut ::faultless::__private::Extraction<'_>,
            ) -> ::faultless::__private::BoxFuture<'a, ::faultless::__private::Result<::core::option::Option<::std::sync::Arc<#output>>>> {
                ::core::unreachable!("this function has mistakes")
            }
        }
    }
}
