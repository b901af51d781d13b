//! The macros of faultless. They read names, docs and defaults; every rule lives in traits that work without them.
//!
//! Each is documented where it is re-exported, in the crate `faultless`, where its example can run. What stands here
//! follows that text.

mod function;
mod mistakes;
mod model;
mod raise;
mod words;

#[cfg(test)]
mod expansions;

use proc_macro::TokenStream;
use quote::quote;

macro_rules! methods {
    ($($name:ident $method:literal)+) => {$(
        #[doc = concat!("Makes a path operation of a function that answers `", $method, "`: `#[", stringify!($name), "(\"/path\")]`.")]
        ///
        /// See [`operation`](macro@operation) for the words after the path and the attributes of arguments.
        #[proc_macro_attribute]
        pub fn $name(attribute: TokenStream, item: TokenStream) -> TokenStream {
            function::operation(attribute.into(), &item.into(), Some($method)).into()
        }
    )+};
}

methods! {
    get "GET"
    post "POST"
    put "PUT"
    patch "PATCH"
    delete "DELETE"
    head "HEAD"
    options "OPTIONS"
    trace "TRACE"
}

/// The function, async or not, stays as it is and can be called; beside it stands a type of its name, by which
/// `routes![...]` finds the operation.
///
/// The path has its parameters in braces: `{name}`, or with a convertor `{name:path}` (the rest of the path), `int`,
/// `float`, `uuid`, `str`. A path that a convertor does not fit is a 404.
///
/// Words after the path:
///
/// | word | meaning |
/// | --- | --- |
/// | `status = 201` | the status of a success |
/// | `dependencies = [a, b]` | dependencies whose values are not used |
/// | `body_limit = 1024` | the largest body, in bytes |
/// | `response_model = T` | the `Json` it returns is checked against `T` and sent as `T` |
/// | `tags = ["a"]`, `summary = "…"`, `description = "…"`, `operation_id = "…"`, `deprecated`, `hidden` | documentation |
///
/// Attributes of arguments: `#[query]`, `#[path]`, `#[header]`, `#[cookie]`, `#[body]` name the source, `#[param]`
/// leaves it as it is; each takes rules (`gt`, `ge`, `lt`, `le`, `multiple_of`, `min_length`, `max_length`, `pattern`,
/// `items(...)`, …) and `alias = "…"`, `default = …`, `required`, `embed`, `title = "…"`, `description = "…"`,
/// `deprecated`, `hidden`. A doc comment on an argument is its description.
#[proc_macro_attribute]
pub fn operation(attribute: TokenStream, item: TokenStream) -> TokenStream {
    function::operation(attribute.into(), &item.into(), None).into()
}

/// The function, async or not, stays as it is and can be called; beside it stands a type of its name, by which
/// `routes![...]` finds it. Its arguments are those of a path operation, but for bodies and forms: a handshake has none.
/// One of them, or of its dependencies', is the `WebSocket`. It returns nothing, or a `Result` of nothing.
///
/// Words after the path:
///
/// | word | meaning |
/// | --- | --- |
/// | `dependencies = [a, b]` | dependencies whose values are not used |
/// | `limits(max_message = 1024, idle_time = minute)` | changes some of the application's `WebSocketLimits` |
#[proc_macro_attribute]
pub fn websocket(attribute: TokenStream, item: TokenStream) -> TokenStream {
    function::websocket(attribute.into(), &item.into()).into()
}

/// It takes arguments as a path operation does. What it returns, or the `Ok` of the `Result` it returns, is its output.
/// An alias of `Result` is known by its name, such as `ShopResult<User>`; one of another name does not compile.
#[proc_macro_attribute]
pub fn dependency(attribute: TokenStream, item: TokenStream) -> TokenStream {
    function::dependency(attribute.into(), &item.into()).into()
}

/// The function takes no arguments and returns a scheme; it is called once. Words:
///
/// | word | meaning |
/// | --- | --- |
/// | `scheme_name = "…"` | its name in the documentation |
/// | `description = "…"` | what the documentation says of it; the doc comment unless given |
#[proc_macro_attribute]
pub fn security_scheme(attribute: TokenStream, item: TokenStream) -> TokenStream {
    function::security_scheme(attribute.into(), &item.into()).into()
}

/// The operations of these functions: `routes![read_item, items::create_item]`.
///
/// A function without `#[get("/path")]` or its like is refused as `expected type, found function`.
#[proc_macro]
pub fn routes(input: TokenStream) -> TokenStream {
    function::routes(input.into()).into()
}

/// On a struct, an enum, or a variant (whose words go before the enum's):
///
/// | word | meaning |
/// | --- | --- |
/// | `status = 404`, `status = NOT_FOUND` | the status |
/// | `code = "item_not_found"` | the machine code |
/// | `detail = "no {name} left"`, `detail = expression` | what the client is told; the error's own words below 500 unless given |
/// | `header("Retry-After" = seconds)` | a header; may stand several times |
/// | `transparent` | the error *is* the one field it has, and the enum's words are not its; `#[error(transparent)]` says the same |
///
/// Texts and expressions see the fields by name, those of tuples as `{0}` in texts and `_0` in expressions. A field
/// marked `#[from]` or `#[source]`, or named `source`, is the error's base: a handler for its type answers this one
/// too, and what this one leaves out is taken from it. An error that has a status nowhere is an unplanned 500.
#[proc_macro_derive(Raise, attributes(raise))]
pub fn raise(input: TokenStream) -> TokenStream {
    raise::derive(input.into()).into()
}

/// One type says the same to serde and to `Model`: its attributes are read by both.
#[proc_macro_derive(Model, attributes(field, model, serde))]
pub fn model(input: TokenStream) -> TokenStream {
    model::derive(input.into(), &quote!(::faultless::__private::model)).into()
}

/// It needs no other crate of faultless.
#[proc_macro_derive(StandaloneModel, attributes(field, model, serde))]
pub fn standalone_model(input: TokenStream) -> TokenStream {
    model::derive(input.into(), &quote!(::faultless_model)).into()
}
