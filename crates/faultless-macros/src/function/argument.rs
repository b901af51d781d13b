//! The arguments of a function and their attributes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::meta::ParseNestedMeta;
use syn::{
    Attribute, Expr, ExprLit, FnArg, Ident, Lit, LitBool, LitStr, Meta, Pat, Signature, Token, Type,
};

use super::check::wrapper;
use super::depends::Wiring;
use crate::mistakes::Mistakes;
use crate::model::rules::{RULE_WORDS, RuleWords};
use crate::words::{docs, flag, list, once, skip_word, unknown_word};

/// One argument.
pub(super) struct Argument {
    /// Its name without the underscores that say it is not used.
    pub(super) name: String,
    /// Its name as it is written.
    written: String,
    /// The type it has, or the one it borrows.
    pub(super) ty: Type,
    pub(super) way: Way,
    pub(super) words: Words,
}

/// How an argument comes to its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is taken out of the request.
    Taken,
    /// `&Request`: it borrows the request.
    Borrowed,
    /// `#[config] config: &Config`: it borrows what the dependency is configured with.
    Config,
    /// `scope: Yield<T>`: the dependency gives its value with it.
    Yield,
}

/// What its attributes say.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one word of the attribute"
)]
pub(super) struct Words {
    /// The source's attribute, with its name as it is written.
    pub(super) source: Option<Ident>,
    /// The words that are no rules, which tell their own repetition.
    seen: Vec<Ident>,
    pub(super) rules: RuleWords,
    pub(super) alias: Option<LitStr>,
    pub(super) default: Option<Default_>,
    pub(super) required: bool,
    pub(super) embed: bool,
    /// `convert_underscores`, where it stands.
    pub(super) convert_underscores: Option<LitBool>,
    pub(super) hidden: bool,
    pub(super) deprecated: bool,
    pub(super) title: Option<LitStr>,
    pub(super) description: Option<String>,
    pub(super) examples: Vec<Expr>,
    pub(super) openapi_examples: Option<Expr>,
    /// What is said of the dependency it takes.
    pub(super) wiring: Wiring,
    /// `#[config]`, where it stands.
    pub(super) config: Option<Ident>,
}

/// What is used where the request has no value.
pub(super) enum Default_ {
    /// `Default::default()`.
    Trait,
    /// An expression.
    Value(Box<Expr>),
}

const SOURCES: [&str; 8] = [
    "query", "path", "header", "cookie", "body", "form", "file", "param",
];

/// The attributes of an argument that are not about a source.
const OTHERS: [&str; 2] = ["depends", "config"];

const WORDS: [&str; 11] = [
    "alias",
    "default",
    "required",
    "embed",
    "convert_underscores",
    "hidden",
    "deprecated",
    "title",
    "description",
    "examples",
    "openapi_examples",
];

/// Reads the arguments, and takes their attributes off the signature.
pub(super) fn read(signature: &mut Signature, mistakes: &mut Mistakes) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for (index, input) in signature.inputs.iter_mut().enumerate() {
        let FnArg::Typed(typed) = input else {
            mistakes.at(&*input, "a method cannot be an operation or a dependency: write a free function, and take what it needs as `State<T>`");
            continue;
        };
        let mut words = Words {
            description: docs(&typed.attrs),
            ..Words::default()
        };
        for attribute in &typed.attrs {
            words.read(attribute, mistakes);
            if attribute.path().is_ident("cfg") {
                mistakes.at(attribute, "an argument is always there: put `#[cfg]` on the function, and write the other one beside it");
            }
        }
        typed
            .attrs
            .retain(|attribute| !is_ours(attribute) && !attribute.path().is_ident("doc"));
        let written = name(&typed.pat).unwrap_or_default();
        let name = Some(written.trim_start_matches('_').to_owned()).filter(|name| !name.is_empty());
        if name.is_none() && words.alias.is_none() && words.by_name(&typed.ty) {
            mistakes.at(
                &typed.pat,
                "this has no name to be read by: write one word, such as `limit`, or give it an `alias`",
            );
        }
        let name = name.unwrap_or_else(|| format!("argument_{index}"));
        let (ty, way) = match plain(&typed.ty) {
            Type::Reference(reference) => {
                if reference.mutability.is_some() {
                    mistakes.at(
                        reference,
                        "an argument borrows nothing mutably: take `&Request`, or the value itself",
                    );
                }
                let way = if words.config.is_some() {
                    Way::Config
                } else {
                    Way::Borrowed
                };
                ((*reference.elem).clone(), way)
            }
            Type::ImplTrait(it) => {
                mistakes.at(it, "an argument's type is written out: `impl Trait` says neither what to read nor from where");
                continue;
            }
            other if is_yield(other) => (other.clone(), Way::Yield),
            other => (other.clone(), Way::Taken),
        };
        arguments.push(Argument {
            name,
            written,
            ty,
            way,
            words,
        });
    }
    arguments
}

impl Argument {
    /// Takes the name that stands in the path where that is the very one that was written.
    pub(super) fn match_path(&mut self, names: &[String]) {
        if names.contains(&self.written) {
            self.name.clone_from(&self.written);
        }
    }
}

/// A type without the invisible brackets that a macro of the user's may have put around it.
pub(super) fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => plain(&group.elem),
        Type::Paren(paren) => plain(&paren.elem),
        other => other,
    }
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute
        .path()
        .get_ident()
        .is_some_and(|name| SOURCES.iter().chain(&OTHERS).any(|own| name == own))
}

/// True for `Yield<T>`.
fn is_yield(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|last| last.ident == "Yield" && !last.arguments.is_empty())
}

/// The name of the one variable that a pattern binds.
fn name(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(ident) => Some(ident.ident.unraw().to_string()),
        Pat::TupleStruct(tuple) if tuple.elems.len() == 1 => name(tuple.elems.first()?),
        Pat::Reference(reference) => name(&reference.pat),
        Pat::Paren(paren) => name(&paren.pat),
        _ => None,
    }
}

impl Words {
    /// True when it is read from a place where values have names.
    fn by_name(&self, ty: &Type) -> bool {
        let named =
            |source: &str| ["query", "path", "header", "cookie", "form", "file"].contains(&source);
        self.source
            .as_ref()
            .is_some_and(|source| named(&source.to_string()))
            || wrapper(ty).is_some_and(|(_, source)| named(source))
    }

    fn read(&mut self, attribute: &Attribute, mistakes: &mut Mistakes) {
        if !is_ours(attribute) {
            return;
        }
        let Some(source) = attribute.path().get_ident() else {
            return;
        };
        if source == "depends" {
            self.wiring.read(attribute, mistakes);
            return;
        }
        if source == "config" {
            if !matches!(attribute.meta, Meta::Path(_)) {
                mistakes.at(attribute, "`#[config]` takes no words: the value is given where the dependency is asked for");
            }
            self.config = Some(source.clone());
            return;
        }
        match &self.source {
            Some(first) => {
                let message = format!(
                    "`#[{first}]` stands here already: an argument is read from one source"
                );
                mistakes.at(attribute.path(), message);
            }
            None => self.source = Some(source.clone()),
        }
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
        if self.rules.take(meta)? {
            return Ok(());
        }
        let word = meta
            .path
            .get_ident()
            .map(Ident::to_string)
            .unwrap_or_default();
        if let Some(ident) = meta.path.get_ident() {
            once(&mut self.seen, ident)?;
        }
        match word.as_str() {
            "alias" => self.alias = Some(meta.value()?.parse()?),
            "title" => self.title = Some(meta.value()?.parse()?),
            "description" => self.description = Some(meta.value()?.parse::<LitStr>()?.value()),
            "examples" => self.examples = list(meta.value()?, "[\"a\", \"b\"]")?,
            "openapi_examples" => self.openapi_examples = Some(meta.value()?.parse()?),
            "required" => self.required = flag(meta.input)?,
            "embed" => self.embed = flag(meta.input)?,
            "convert_underscores" => self.convert_underscores = Some(meta.value()?.parse()?),
            "hidden" => self.hidden = flag(meta.input)?,
            "deprecated" => self.deprecated = flag(meta.input)?,
            "default" => {
                self.default = Some(if meta.input.peek(Token![=]) {
                    Default_::Value(Box::new(meta.value()?.parse()?))
                } else {
                    Default_::Trait
                });
            }
            _ => {
                let known: Vec<&str> = RULE_WORDS.into_iter().chain(WORDS).collect();
                return Err(unknown_word(&meta.path, &known));
            }
        }
        if self.required && self.default.is_some() {
            return Err(meta.error("`required` and `default` say opposite things: keep one"));
        }
        Ok(())
    }
}

impl Default_ {
    /// The function that makes the value.
    pub(super) fn function(&self, ty: &Type) -> TokenStream {
        match self {
            Self::Trait => quote!(<#ty as ::core::default::Default>::default),
            Self::Value(value) => match &**value {
                // A text literal is a `&str`, and the argument a `String` most of the time.
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) => quote!(|| ::core::convert::Into::<#ty>::into(#text)),
                other => quote!(|| #other),
            },
        }
    }
}
