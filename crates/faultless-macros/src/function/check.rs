//! What can be wrong with a function as a whole.

use quote::ToTokens as _;
use syn::{ReturnType, Type};

use super::Function;
use super::argument::{Argument, Way, plain};
use super::attr::Operation;
use super::output::is_result;
use crate::mistakes::Mistakes;

/// Checks what operations and dependencies have in common.
pub(super) fn signature(function: &Function, mistakes: &mut Mistakes) {
    let signature = &function.item.sig;
    for (present, word) in [
        (signature.safety.to_token_stream(), "unsafe"),
        (signature.constness.to_token_stream(), "const"),
        (signature.abi.to_token_stream(), "extern"),
    ] {
        if !present.is_empty() {
            mistakes.at(
                present,
                format!("a handler is not `{word}`: write `async fn`"),
            );
        }
    }
    for argument in &function.arguments {
        self::argument(argument, mistakes);
    }
}

/// Checks that nothing is left to be chosen by a caller: nobody calls an operation by name.
pub(super) fn not_generic(function: &Function, mistakes: &mut Mistakes) {
    let generics = &function.item.sig.generics;
    if !generics.params.is_empty() {
        mistakes.at(
            generics,
            "this function cannot be generic: nobody says which types are meant; write them out",
        );
    }
    for argument in &function.arguments {
        if let (Way::Config, Some(config)) = (argument.way, &argument.words.config) {
            let message =
                "only a dependency is configured where it is asked for: take a `State<T>` here";
            mistakes.at(config, message);
        }
        if argument.way == Way::Yield {
            let message = "only a dependency yields: write `#[dependency]` above a function of its own, and take it as `Depends<...>`";
            mistakes.at(&argument.ty, message);
        }
    }
}

fn argument(argument: &Argument, mistakes: &mut Mistakes) {
    let words = &argument.words;
    if let Some(config) = words
        .config
        .as_ref()
        .filter(|_| argument.way != Way::Config)
    {
        mistakes.at(
            config,
            "what a dependency is configured with is borrowed: write `#[config] config: &Config`",
        );
    }
    if let Some(at) = &words.wiring.at
        && wrapper(&argument.ty).is_none_or(|(name, _)| name != "Depends")
    {
        mistakes.at(
            at,
            "`#[depends]` is for an argument that takes a dependency: `Depends<current_user>`",
        );
    }
    if let (Way::Config | Way::Yield, Some(source)) = (argument.way, &words.source) {
        mistakes.at(
            source,
            format!("this argument is not read from the request: take `#[{source}]` away"),
        );
        return;
    }
    if let (Some(source), Some((wrapper, own))) = (&words.source, wrapper(&argument.ty))
        && source != "param"
        && source != own
    {
        mistakes.at(source, format!("`{wrapper}` says already where it is read from: take `#[{source}]` away, or write `#[param(...)]` for rules"));
    }
    if argument.way == Way::Borrowed
        && let Some(source) = &words.source
    {
        let ty = argument.ty.to_token_stream();
        mistakes.at(source, format!("a borrowed argument has no source: `&{ty}` is the request itself; take a value to read one"));
    }
    let Some(source) = &words.source else { return };
    if source == "path" && words.default.is_some() {
        mistakes.at(
            source,
            "a path parameter has no default: a path without it is another path",
        );
    }
    let body = source == "body" || wrapper(&argument.ty).is_some_and(|(_, own)| own == "body");
    let header =
        source == "header" || wrapper(&argument.ty).is_some_and(|(_, own)| own == "header");
    if let Some(convert) = words.convert_underscores.as_ref().filter(|_| !header) {
        mistakes.at(
            convert,
            "`convert_underscores` is for headers, whose names have dashes",
        );
    }
    if words.embed && !body {
        mistakes.at(source, "`embed` is for `#[body]`");
    }
}

/// A wrapper that says where it is read from, and the attribute that says the same; empty where there is none.
pub(super) fn wrapper(ty: &Type) -> Option<(&'static str, &'static str)> {
    const WRAPPERS: [(&str, &str); 8] = [
        ("Query", "query"),
        ("Path", "path"),
        ("Header", "header"),
        ("Cookie", "cookie"),
        ("Body", "body"),
        ("Form", "form"),
        ("State", ""),
        ("Depends", ""),
    ];
    let Type::Path(path) = plain(ty) else {
        return None;
    };
    let last = path.path.segments.last()?;
    WRAPPERS
        .into_iter()
        .find(|(name, _)| last.ident == name && !last.arguments.is_empty())
}

/// Checks a dependency.
pub(super) fn dependency(function: &Function, mistakes: &mut Mistakes) {
    if let ReturnType::Type(_, ty) = &function.item.sig.output
        && let Type::ImplTrait(hidden) = plain(ty)
    {
        let message = "a dependency's type is written out: `Depends` names it to those who take it";
        mistakes.at(hidden, message);
    }
    for parameter in &function.item.sig.generics.params {
        if let syn::GenericParam::Lifetime(lifetime) = parameter {
            let message = "a dependency outlives what it could borrow: only types and constants may be left open";
            mistakes.at(lifetime, message);
        }
    }
    let configs = of_way(function, Way::Config);
    if let Some(second) = configs.get(1) {
        mistakes.at(
            &second.ty,
            "a dependency is configured with one value: make a struct of them",
        );
    }
    if let [first, more @ ..] = of_way(function, Way::Yield).as_slice() {
        for second in more {
            mistakes.at(&second.ty, "a dependency gives one value: take one `Yield`");
        }
        yielding(function, first, mistakes);
    }
}

fn of_way(function: &Function, way: Way) -> Vec<&Argument> {
    let arguments = function.arguments.iter();
    arguments.filter(|argument| argument.way == way).collect()
}

/// Checks a dependency that yields.
fn yielding(function: &Function, scope: &Argument, mistakes: &mut Mistakes) {
    let signature = &function.item.sig;
    if signature.asyncness.is_none() {
        let message = "a dependency that yields waits for the outcome: write `async fn`";
        mistakes.at(signature.fn_token, message);
    }
    let fails = match &signature.output {
        ReturnType::Type(_, ty) => is_result(ty),
        ReturnType::Default => false,
    };
    if !fails {
        let message = "a dependency that yields returns `Result<()>`: what `give` returned, or an error in its place";
        mistakes.at(&scope.ty, message);
    }
    for borrowed in of_way(function, Way::Borrowed) {
        let message = "a dependency that yields outlives the request: take what it needs of it as arguments, such as `RequestId` or `Header<String>`";
        mistakes.at(&borrowed.ty, message);
    }
}

/// Checks a path operation.
pub(super) fn operation(words: &Operation, function: &Function, mistakes: &mut Mistakes) {
    let Some(path) = &words.path else { return };
    let opaque = function.arguments.iter().any(is_opaque) || !words.dependencies.is_empty();
    for name in &words.template.names {
        let taken = function
            .arguments
            .iter()
            .any(|argument| wire_name(argument) == *name && may_be_path(argument));
        if taken || opaque {
            continue;
        }
        let elsewhere = function
            .arguments
            .iter()
            .find(|argument| wire_name(argument) == *name);
        if let Some(source) = elsewhere.and_then(|argument| argument.words.source.as_ref()) {
            let message = format!(
                "`{{{name}}}` stands in the path, and the argument `{name}` is read from elsewhere: take `#[{source}]` away"
            );
            mistakes.at(source, message);
            continue;
        }
        let mut arguments = function.arguments.iter();
        if arguments.any(|argument| near_miss(words, argument, mistakes)) {
            continue;
        }
        let message = format!(
            "no argument takes `{{{name}}}`: add `{name}: String` (or `u64`, …) to the function, or take it out of the path"
        );
        mistakes.push(syn::Error::new(path.span(), message));
    }
}

/// `#[path] item: u64` beside `{item_id}`: most likely a slip of the pen, unless a router's prefix has the name.
fn near_miss(words: &Operation, argument: &Argument, mistakes: &mut Mistakes) -> bool {
    let Some(source) = argument
        .words
        .source
        .as_ref()
        .filter(|source| *source == "path")
    else {
        return false;
    };
    let name = wire_name(argument);
    let [there] = words.template.names.as_slice() else {
        return false;
    };
    let missed = *there != name;
    if missed {
        mistakes.at(source, format!("the path has `{{{there}}}` and no `{{{name}}}`: write `#[path(alias = \"{there}\")]`, or rename the argument"));
    }
    missed
}

pub(super) fn wire_name(argument: &Argument) -> String {
    argument
        .words
        .alias
        .as_ref()
        .map_or_else(|| argument.name.clone(), syn::LitStr::value)
}

fn may_be_path(argument: &Argument) -> bool {
    argument
        .words
        .source
        .as_ref()
        .is_none_or(|source| source == "path" || source == "param")
}

/// True for an argument that may take path parameters without saying so: the request, a dependency, an extractor.
///
/// What a type of the user's does is not known here: it is looked at when the application is built.
fn is_opaque(argument: &Argument) -> bool {
    const PLAIN: [&str; 21] = [
        "State",
        "Header",
        "Cookie",
        "Query",
        "Form",
        "UploadFile",
        "Bytes",
        "RequestId",
        "WebSocket",
        "Method",
        "HeaderMap",
        "String",
        "Uuid",
        "Option",
        "Vec",
        "Json",
        "HashMap",
        "BTreeMap",
        "HashSet",
        "BTreeSet",
        "Box",
    ];
    if argument.way == Way::Borrowed {
        return true;
    }
    let words = &argument.words;
    if words
        .source
        .as_ref()
        .is_some_and(|source| source != "param")
    {
        return false;
    }
    let Type::Path(path) = plain(&argument.ty) else {
        return false;
    };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    // Types of the language itself are written small.
    name.starts_with(char::is_uppercase) && name != "Body" && !PLAIN.contains(&name.as_str())
}
