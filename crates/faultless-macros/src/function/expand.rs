//! From a checked function to its operation or dependency. Nothing here can fail.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Ident, ReturnType, Type};

use super::Function;
use super::argument::Argument;
use super::attr::Operation;
use super::output::{output, place};

/// The type that stands for the function: empty, in the namespace of types, so that the function keeps its name.
fn named_type(function: &Function) -> TokenStream {
    let (name, vis) = (&function.item.sig.ident, &function.item.vis);
    let docs = format!(" What stands for the function `{name}` where types are named.");
    let conditions = function.item.conditions();
    quote! {
        #(#conditions)*
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code, unreachable_pub, reason = "it is named like its function")]
        #vis enum #name {}
    }
}

/// The private names, in a block of their own.
fn block(function: &Function, inside: &TokenStream) -> TokenStream {
    let conditions = function.item.conditions();
    quote! {
        #(#conditions)*
        #[allow(deprecated, clippy::all, clippy::pedantic, clippy::restriction, reason = "written by a macro")]
        const _: () = {
            #[allow(unused_imports, reason = "which of them are needed depends on the types")]
            use ::faultless::__private::{ByNothing as _, ByParam as _, ByParts as _, ByRaw as _, ByRequest as _, Failing as _, Neither as _, Plain as _, PlainOutput as _, Raising as _};
            #inside
        };
    }
}

pub(super) fn operation(words: &Operation, function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let ty = named_type(function);
    let specs = specs(function);
    let model = words.response_model.as_ref();
    let check = model.and_then(|model| words.filter.check(model));
    let describe = describe(function, check.as_ref());
    let filter = model.map(|_| words.filter.constant());
    let call = call(words, function);
    let route = route(words, function);
    let body = block(
        function,
        &quote! {
            #specs
            #filter
            #describe
            #call
            impl ::faultless::__private::Operation for #name {
                fn route() -> ::faultless::__private::Route {
                    #route
                }
            }
        },
    );
    quote!(#ty #body)
}

pub(super) fn operation_stub(function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let ty = named_type(function);
    let conditions = function.item.conditions();
    quote! {
        #ty
        #(#conditions)*
        impl ::faultless::__private::Operation for #name {
            fn route() -> ::faultless::__private::Route {
                ::core::unreachable!("this function has mistakes")
            }
        }
    }
}

fn route(words: &Operation, function: &Function) -> TokenStream {
    let name = function.item.sig.ident.unraw().to_string();
    let path = &words.path;
    let methods = &words.methods;
    let status = words.status.as_ref().map(|status| {
        let status = with_status_names(&quote!(#status));
        quote!(.status(#status))
    });
    let body_limit = words
        .body_limit
        .as_ref()
        .map(|limit| quote!(.body_limit(#limit)));
    let form_limits = (!words.form_limits.is_empty()).then(|| {
        let (names, values): (Vec<_>, Vec<_>) = words.form_limits.iter().cloned().unzip();
        quote!(.form_limits(|__limits| __limits #(.#names(#values))*))
    });
    let dependencies = &words.dependencies;
    let tags = &words.tags;
    let summary = option(words.summary.as_ref());
    let description = option(
        words
            .description
            .as_ref()
            .map(syn::LitStr::value)
            .or_else(|| function.docs.clone())
            .as_ref(),
    );
    let operation_id = option(words.operation_id.as_ref());
    let (deprecated, hidden) = (words.deprecated, words.hidden);
    // The call stands at the function's name: the route takes its place from there.
    let new = quote_spanned! {function.item.sig.ident.span()=>
        ::faultless::__private::Route::new(&[#(#methods),*], #path, #name, __call)
    };
    quote! {
        #new
            .describe(__describe)
            #status
            #body_limit
            #form_limits
            #(.dependency::<#dependencies>())*
            .documented(::faultless::__private::Documentation {
                tags: ::std::vec![#(#tags),*],
                summary: #summary,
                description: #description,
                operation_id: #operation_id,
                deprecated: #deprecated,
                hidden: #hidden,
            })
    }
}

/// An expression in which `CREATED` means the status.
pub(crate) fn with_status_names(expression: &TokenStream) -> TokenStream {
    quote! {{
        #[allow(unused_imports, reason = "the status may be a number or a path of the caller's own")]
        use ::faultless::status::{short::*, short_renamed::*};
        #expression
    }}
}

fn option(value: Option<&impl quote::ToTokens>) -> TokenStream {
    if let Some(value) = value {
        quote!(::core::option::Option::Some(#value))
    } else {
        quote!(::core::option::Option::None)
    }
}

/// A static for each argument that is not borrowed.
fn specs(function: &Function) -> TokenStream {
    numbered(function)
        .map(|(index, argument)| spec(index, argument))
        .collect()
}

fn numbered(function: &Function) -> impl Iterator<Item = (usize, &Argument)> {
    function
        .arguments
        .iter()
        .enumerate()
        .filter(|(_, argument)| !argument.borrowed)
}

fn spec(index: usize, argument: &Argument) -> TokenStream {
    let Argument {
        name, ty, words, ..
    } = argument;
    let ident = format_ident!("__SPEC_{index}");
    let source = words
        .source
        .as_ref()
        .filter(|source| *source != "param")
        .map(|source| {
            let variant = match source.to_string().as_str() {
                "path" => quote!(Path),
                "header" => quote!(Header),
                "cookie" => quote!(Cookie),
                "body" => quote!(Body),
                "form" => quote!(Form),
                "file" => quote!(File),
                _ => quote!(Query),
            };
            quote!(.source(::faultless::__private::Source::#variant))
        });
    let alias = words.alias.as_ref().map(|alias| quote!(.alias(#alias)));
    let rules = (!words.rules.is_empty()).then(|| {
        let rules = words
            .rules
            .expression(&quote!(::faultless::__private::model), ty);
        quote!(.rules(|| #rules))
    });
    let default = words.default.as_ref().map(|default| {
        let function = default.function(ty);
        quote_spanned! {place(ty)=>
            .default(#function)
            .tell(|value| {
                #[allow(unused_imports, reason = "for types that are not written")]
                use ::faultless::__private::model::__private::NotTold as _;
                (&::faultless::__private::model::__private::Told::<#ty>(value)).json()
            })
        }
    });
    let title = words.title.as_ref().map(|title| quote!(.title(#title)));
    let description = words
        .description
        .as_ref()
        .map(|description| quote!(.description(#description)));
    let convert = words
        .convert_underscores
        .as_ref()
        .map(|convert| quote!(.convert_underscores(#convert)));
    let flags = [
        ("required", words.required),
        ("embed", words.embed),
        ("hidden", words.hidden),
        ("deprecated", words.deprecated),
    ];
    let flags = flags
        .into_iter()
        .filter(|(_, set)| *set)
        .map(|(flag, _)| Ident::new(flag, place(ty)));
    quote_spanned! {place(ty)=>
        static #ident: ::faultless::__private::Spec<#ty> =
            ::faultless::__private::Spec::new(#name) #source #alias #rules #default #convert #title #description #(.#flags())*;
    }
}

/// A variable of ours where the code around it stands at the user's tokens: those may come from a macro of the user's,
/// where names mean other variables.
pub(super) fn ours(name: &str, place: Span) -> Ident {
    Ident::new(name, Span::call_site().located_at(place))
}

/// The road of an argument, chosen where the compiler knows its type; mistakes are told at the type.
fn road(ty: &Type) -> TokenStream {
    quote_spanned!(place(ty)=> (&&&&&::faultless::__private::Probe::<#ty>::new()).argument())
}

fn describe(function: &Function, check: Option<&TokenStream>) -> TokenStream {
    let lines = numbered(function).map(|(index, argument)| {
        let (ty, spec) = (&argument.ty, format_ident!("__SPEC_{index}"));
        let (road, description) = (road(ty), ours("__description", place(ty)));
        quote_spanned!(place(ty)=> ::faultless::__private::Argument::<#ty>::describe(#road, &#spec, #description);)
    });
    quote! {
        fn __describe(__description: &mut ::faultless::__private::Description) {
            let _ = &__description;
            #(#lines)*
            #check
        }
    }
}

/// Reads every argument into `__0`, `__1`, … as options.
fn extraction(function: &Function) -> TokenStream {
    numbered(function)
        .map(|(index, argument)| {
            let (ty, spec, value) = (&argument.ty, format_ident!("__SPEC_{index}"), format_ident!("__{index}"));
            let (road, extraction) = (road(ty), ours("__extraction", place(ty)));
            quote_spanned! {place(ty)=>
                let #value = ::faultless::__private::Argument::<#ty>::extract(#road, &mut *#extraction, &#spec).await?;
            }
        })
        .collect()
}

/// Takes the values out of their options.
fn values(function: &Function, otherwise: &TokenStream) -> TokenStream {
    let names: Vec<Ident> = numbered(function)
        .map(|(index, _)| format_ident!("__{index}"))
        .collect();
    quote! {
        let (#(::core::option::Option::Some(#names),)*) = (#(#names,)*) else { #otherwise };
    }
}

/// The arguments as the function is called with them.
fn passed(function: &Function, request: &TokenStream) -> Vec<TokenStream> {
    function
        .arguments
        .iter()
        .enumerate()
        .map(|(index, argument)| {
            if argument.borrowed {
                let ty = &argument.ty;
                return quote_spanned!(place(ty)=> <#ty as ::faultless::__private::Borrowed>::borrow(#request));
            }
            let value = format_ident!("__{index}");
            quote!(#value)
        })
        .collect()
}

fn called(function: &Function, request: &TokenStream) -> TokenStream {
    let name = &function.item.sig.ident;
    let passed = passed(function, request);
    let wait = function
        .item
        .sig
        .asyncness
        .is_some()
        .then(|| quote!(.await));
    quote!(#name(#(#passed),*)#wait)
}

fn call(words: &Operation, function: &Function) -> TokenStream {
    let extraction = extraction(function);
    let values = values(
        function,
        &quote!(return ::core::result::Result::Err(::faultless::__private::Plan::lost())),
    );
    let called = called(function, &quote!(&*__request));
    let span = match &function.item.sig.output {
        ReturnType::Type(_, ty) => place(ty),
        ReturnType::Default => function.item.sig.ident.span(),
    };
    // Bound and used at the same place, so that a mistake about it is told there, and once.
    let (outcome, plan) = (Ident::new("__outcome", span), ours("__plan", span));
    let modelled = words.response_model.as_ref().map(|model| {
        quote_spanned! {span=>
            let #outcome = ::faultless::__private::Modelled::checked(#outcome, #plan, |__value| {
                ::faultless::__private::modelled::<#model, _>(__value, &*__request, &__FILTER)
            })?;
        }
    });
    let respond =
        quote_spanned!(span=> (&&&&::faultless::__private::Outcome::new(#outcome)).respond(#plan));
    quote! {
        fn __call<'a>(
            __request: &'a mut ::faultless::__private::Request,
            __plan: &'a ::faultless::__private::Plan,
        ) -> ::faultless::__private::BoxFuture<'a, ::faultless::__private::Result<::faultless::__private::Response>> {
            ::std::boxed::Box::pin(async move {
                let __body = __plan.body(&mut *__request).await?;
                let __parsed = __body.parse(&*__request)?;
                let mut __taken = __plan.begin(&mut *__request, &__parsed);
                let __extraction = &mut __taken;
                __plan.dependencies(&mut *__extraction).await?;
                #extraction
                __extraction.finish()?;
                ::core::mem::drop(__taken);
                #values
                let #outcome = #called;
                #modelled
                #respond
            })
        }
    }
}

pub(super) fn dependency(function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let text = name.unraw().to_string();
    let ty = named_type(function);
    let specs = specs(function);
    let describe = describe(function, None);
    let extraction = extraction(function);
    let values = values(
        function,
        &quote!(return ::core::result::Result::Ok(::core::option::Option::None)),
    );
    let called = called(function, &quote!(__extraction.seen()));
    let super::output::Output {
        ty: output,
        raised,
        check,
    } = output(&function.item.sig.output);
    let body = block(
        function,
        &quote! {
            #specs
            #describe
            #check
            impl ::faultless::__private::Dependency for #name {
                type Output = #output;
                const NAME: &'static str = #text;

                fn describe(__description: &mut ::faultless::__private::Description) {
                    __describe(__description);
                }

                async fn resolve(
                    __extraction: &mut ::faultless::__private::Extraction<'_>,
                ) -> ::faultless::__private::Result<::core::option::Option<Self::Output>> {
                    #extraction
                    #values
                    let __output = #called;
                    #raised
                    ::core::result::Result::Ok(::core::option::Option::Some(__output))
                }
            }
        },
    );
    quote!(#ty #body)
}

pub(super) fn dependency_stub(function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let text = name.unraw().to_string();
    let ty = named_type(function);
    let output = output(&function.item.sig.output).ty;
    let conditions = function.item.conditions();
    quote! {
        #ty
        #(#conditions)*
        impl ::faultless::__private::Dependency for #name {
            type Output = #output;
            const NAME: &'static str = #text;
            fn describe(_: &mut ::faultless::__private::Description) {}
            async fn resolve(
                _: &mut ::faultless::__private::Extraction<'_>,
            ) -> ::faultless::__private::Result<::core::option::Option<#output>> {
                ::core::unreachable!("this function has mistakes")
            }
        }
    }
}
