//! From a checked function to its operation or dependency. Nothing here can fail.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Ident, ReturnType, Type};

use super::Function;
use super::argument::{Argument, Way};
use super::attr::Operation;
use super::depends::Needed;
use super::output::place;

/// The type that stands for the function: empty, in the namespace of types, so that the function keeps its name.
pub(super) fn named_type(function: &Function) -> TokenStream {
    let (name, vis) = (&function.item.sig.ident, &function.item.vis);
    let docs = format!(" What stands for the function `{name}` where types are named.");
    let conditions = function.item.conditions();
    let generics = &function.item.sig.generics;
    let types: Vec<_> = generics.type_params().map(|param| &param.ident).collect();
    // A parameter must be used; nobody can make the variant that does.
    let body = if types.is_empty() {
        quote!({})
    } else {
        quote!({ #[doc(hidden)] __Never(::core::convert::Infallible, ::core::marker::PhantomData<fn() -> (#(#types,)*)>) })
    };
    let generics = generics.type_params().next().is_some().then(|| {
        let params = generics.params.iter();
        quote!(<#(#params),*>)
    });
    quote! {
        #(#conditions)*
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code, unreachable_pub, reason = "it is named like its function")]
        #vis enum #name #generics #body
    }
}

/// The private names, in a block of their own.
pub(super) fn block(function: &Function, inside: &TokenStream) -> TokenStream {
    let conditions = function.item.conditions();
    quote! {
        #(#conditions)*
        #[allow(deprecated, clippy::all, clippy::pedantic, clippy::restriction, reason = "written by a macro")]
        const _: () = {
            #[allow(unused_imports, reason = "which of them are needed depends on the types")]
            use ::faultless::__private::{ByNothing as _, ByParam as _, ByParts as _, ByRaw as _, ByRequest as _, Failing as _, Neither as _, Plain as _, PlainOutput as _, RaisedByRaise as _, RaisedByType as _, RaisedErased as _, RaisesNothing as _, Raising as _};
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
    let raised = super::raises::described(words.raises.as_deref(), function);
    let describe = describe(function, &raised, check.as_ref());
    let filter = model.map(|_| words.filter.constant());
    let call = call(words, function);
    let route = route(words, function);
    let answer = answer(words, function);
    let body = block(
        function,
        &quote! {
            #specs
            #filter
            #describe
            #answer
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
    let websocket = words.websocket.as_ref().map(|limits| {
        let (names, values): (Vec<_>, Vec<_>) = limits.iter().cloned().unzip();
        quote!(.websocket(|__limits| __limits #(.#names(#values))*))
    });
    let dependencies = words.dependencies.iter().map(Needed::added);
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
    let answers = words
        .websocket
        .is_none()
        .then(|| quote!(.answers(__answer)));
    let documented = words.documented.expression();
    // The call stands at the function's name: the route takes its place from there.
    let new = quote_spanned! {function.item.sig.ident.span()=>
        ::faultless::__private::Route::new(&[#(#methods),*], #path, #name, __call)
    };
    quote! {
        #new
            .describe(__describe)
            #answers
            #documented
            #status
            #body_limit
            #form_limits
            #websocket
            #(#dependencies)*
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

pub(super) fn option(value: Option<&impl quote::ToTokens>) -> TokenStream {
    if let Some(value) = value {
        quote!(::core::option::Option::Some(#value))
    } else {
        quote!(::core::option::Option::None)
    }
}

/// The static for each argument that is taken out of the request.
pub(super) fn specs(function: &Function) -> TokenStream {
    let open = is_open(function);
    numbered(function)
        .map(|(index, argument)| {
            let (ty, name, spec) = (&argument.ty, spec_name(index), spec(argument));
            let of = quote_spanned!(place(ty)=> ::faultless::__private::Spec<#ty>);
            // A static cannot depend on a type that is left open, a constant of the type that stands for it can.
            if open {
                quote_spanned!(place(ty)=> const #name: &'static #of = &#spec;)
            } else {
                quote_spanned!(place(ty)=> static #name: #of = #spec;)
            }
        })
        .collect()
}

/// True for a function that leaves types or constants to be chosen.
pub(super) fn is_open(function: &Function) -> bool {
    !function.item.sig.generics.params.is_empty()
}

fn spec_name(index: usize) -> Ident {
    format_ident!("__SPEC_{index}")
}

/// A reference to the spec of an argument.
fn spec_of(function: &Function, index: usize, argument: &Argument) -> TokenStream {
    let name = spec_name(index);
    if is_open(function) {
        quote_spanned!(place(&argument.ty)=> Self::#name)
    } else {
        quote_spanned!(place(&argument.ty)=> &#name)
    }
}

fn numbered(function: &Function) -> impl Iterator<Item = (usize, &Argument)> {
    function
        .arguments
        .iter()
        .enumerate()
        .filter(|(_, argument)| argument.way == Way::Taken)
}

fn spec(argument: &Argument) -> TokenStream {
    let Argument {
        name, ty, words, ..
    } = argument;
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
    let examples = (!words.examples.is_empty()).then(|| {
        let examples = &words.examples;
        quote!(.examples(|| ::std::vec![#(::faultless::__private::example(#examples)),*]))
    });
    let shown = words
        .openapi_examples
        .as_ref()
        .map(|examples| quote!(.openapi_examples(|| #examples)));
    let wiring = words.wiring.expression(ty);
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
        ::faultless::__private::Spec::<#ty>::new(#name) #source #alias #rules #default #convert #title #description #examples #shown #(.#flags())* #wiring
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

/// Says what every argument takes, to `__description`.
pub(super) fn described(function: &Function) -> TokenStream {
    numbered(function)
        .map(|(index, argument)| {
            let (ty, spec) = (&argument.ty, spec_of(function, index, argument));
            let (road, description) = (road(ty), ours("__description", place(ty)));
            quote_spanned!(place(ty)=> ::faultless::__private::Argument::<#ty>::describe(#road, #spec, #description);)
        })
        .collect()
}

/// What says what a success is: its model, or what the type of the return value tells.
fn answer(words: &Operation, function: &Function) -> Option<TokenStream> {
    if words.websocket.is_some() {
        return None;
    }
    // A model that is no `Field` is told where it is checked.
    let returned = match (&words.response_model, &function.item.sig.output) {
        (Some(model), _) => quote!(::faultless::Json<#model>),
        (None, ReturnType::Type(_, ty)) => quote!(#ty),
        (None, ReturnType::Default) => quote!(()),
    };
    let answer = if words.untyped || is_unnamed(returned.clone()) {
        quote!(::faultless::__private::Answer::UNKNOWN)
    } else {
        quote! {{
            #[allow(unused_imports, reason = "which of them are needed depends on the type")]
            use ::faultless::__private::{ByBody as _, ByFixed as _, ByJson as _, ByModel as _, ByNoBody as _};
            (&&&(&&::faultless::__private::Success::<#returned>::new()).body()).answer()
        }}
    };
    Some(quote! {
        fn __answer() -> ::faultless::__private::Answer {
            #answer
        }
    })
}

/// Whether a type has a part without a name: `impl Trait`, or the type of what never returns.
fn is_unnamed(ty: TokenStream) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "impl",
        TokenTree::Punct(mark) => mark.as_char() == '!',
        TokenTree::Group(group) => is_unnamed(group.stream()),
        TokenTree::Literal(_) => false,
    })
}

fn describe(function: &Function, raised: &TokenStream, check: Option<&TokenStream>) -> TokenStream {
    let described = described(function);
    quote! {
        fn __describe(__description: &mut ::faultless::__private::Description) {
            let _ = &__description;
            #described
            #raised
            #check
        }
    }
}

/// Reads every argument into `__0`, `__1`, … as options.
pub(super) fn extraction(function: &Function) -> TokenStream {
    numbered(function)
        .map(|(index, argument)| {
            let (ty, spec, value) = (&argument.ty, spec_of(function, index, argument), format_ident!("__{index}"));
            let (road, extraction) = (road(ty), ours("__extraction", place(ty)));
            quote_spanned! {place(ty)=>
                let #value = ::faultless::__private::Argument::<#ty>::extract(#road, &mut *#extraction, #spec).await?;
            }
        })
        .collect()
}

/// Takes the values out of their options.
pub(super) fn values(function: &Function, otherwise: &TokenStream) -> TokenStream {
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
            let (ty, value) = (&argument.ty, format_ident!("__{index}"));
            match argument.way {
                Way::Taken => quote!(#value),
                Way::Borrowed => {
                    quote_spanned!(place(ty)=> <#ty as ::faultless::__private::Borrowed>::borrow(#request))
                }
                Way::Config => quote!(&*__config),
                Way::Yield => quote!(__scope),
            }
        })
        .collect()
}

pub(super) fn called(function: &Function, request: &TokenStream) -> TokenStream {
    let name = &function.item.sig.ident;
    let (_, generics, _) = function.item.sig.generics.split_for_impl();
    let generics = generics.as_turbofish();
    let passed = passed(function, request);
    let wait = function
        .item
        .sig
        .asyncness
        .is_some()
        .then(|| quote!(.await));
    quote!(#name #generics(#(#passed),*)#wait)
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
    let ended = words.websocket.as_ref().map(
        |_| quote_spanned!(span=> let #outcome = ::faultless::__private::websocket_end(#outcome);),
    );
    let respond =
        quote_spanned!(span=> (&&&&::faultless::__private::Outcome::new(#outcome)).respond(#plan));
    quote! {
        fn __call<'a>(
            __request: &'a mut ::faultless::__private::Request,
            __plan: &'a ::faultless::__private::Plan,
        ) -> ::faultless::__private::BoxFuture<'a, ::faultless::__private::Result<::faultless::__private::Response>> {
            ::std::boxed::Box::pin(async move {
                let mut __body = __plan.no_body();
                if __plan.reads_body() {
                    __body = __plan.body(&mut *__request).await?;
                }
                let __parsed = __body.parse(&*__request)?;
                let mut __taken = __plan.begin(&mut *__request, &__parsed);
                let __extraction = &mut __taken;
                if __plan.has_dependencies() {
                    __plan.dependencies(&mut *__extraction).await?;
                }
                #extraction
                __extraction.finish()?;
                ::core::mem::drop(__taken);
                #values
                let #outcome = #called;
                #modelled
                #ended
                #respond
            })
        }
    }
}
