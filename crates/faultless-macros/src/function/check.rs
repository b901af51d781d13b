//! What can be wrong with a function as a whole.

use quote::ToTokens as _;
use syn::Type;

use super::Function;
use super::argument::Argument;
use super::attr::Operation;
use crate::mistakes::Mistakes;

/// Checks what operations and dependencies have in common.
pub(super) fn signature(function: &Function, mistakes: &mut Mistakes) {
    let signature = &function.item.sig;
    if !signature.generics.params.is_empty() {
        mistakes.at(
            &signature.generics,
            "this function cannot be generic: nobody says which types are meant; write them out",
        );
    }
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

fn argument(argument: &Argument, mistakes: &mut Mistakes) {
    let words = &argument.words;
    if argument.borrowed
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
    if words.embed && source != "body" {
        mistakes.at(source, "`embed` is for `#[body]`");
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
        let message = match elsewhere.and_then(|argument| argument.words.source.as_ref()) {
            Some(source) => format!(
                "`{{{name}}}` stands in the path, and the argument `{name}` is read from elsewhere: take `#[{source}]` away"
            ),
            None => format!(
                "no argument takes `{{{name}}}`: add `{name}: String` (or `u64`, …) to the function, or take it out of the path"
            ),
        };
        mistakes.push(syn::Error::new(path.span(), message));
    }
    for argument in &function.arguments {
        near_miss(words, argument, mistakes);
    }
}

/// `#[path] item: u64` beside `{item_id}`: most likely a slip of the pen, unless a router's prefix has the name.
fn near_miss(words: &Operation, argument: &Argument, mistakes: &mut Mistakes) {
    let Some(source) = argument
        .words
        .source
        .as_ref()
        .filter(|source| *source == "path")
    else {
        return;
    };
    let name = wire_name(argument);
    if !words.template.names.contains(&name) && words.template.names.len() == 1 {
        let there = words.template.names.join("");
        mistakes.at(source, format!("the path has `{{{there}}}` and no `{{{name}}}`: write `#[path(alias = \"{there}\")]`, or rename the argument"));
    }
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
fn is_opaque(argument: &Argument) -> bool {
    const PLAIN: [&str; 5] = ["State", "Header", "Cookie", "Query", "RequestId"];
    if argument.borrowed {
        return true;
    }
    let Type::Path(path) = &argument.ty else {
        return false;
    };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    let generic = !last.arguments.is_empty();
    let container = [
        "Option", "Vec", "Json", "Body", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "Box",
    ]
    .contains(&name.as_str());
    name == "Request"
        || name == "Parts"
        || (generic && !container && !PLAIN.contains(&name.as_str()))
}
