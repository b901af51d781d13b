//! The arguments of a function and their attributes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, ExprLit, FnArg, Ident, Lit, LitStr, Meta, Pat, Signature, Token, Type};

use super::attr::docs;
use crate::mistakes::{Mistakes, skip_word};
use crate::model::rules::{RULE_WORDS, RuleWords, unknown_word};

/// One argument.
pub(super) struct Argument {
    pub(super) name: String,
    /// The type it has, or the one it borrows.
    pub(super) ty: Type,
    pub(super) borrowed: bool,
    pub(super) words: Words,
}

/// What its attributes say.
#[derive(Default)]
pub(super) struct Words {
    /// The source's attribute, with its name as it is written.
    pub(super) source: Option<Ident>,
    pub(super) rules: RuleWords,
    pub(super) alias: Option<LitStr>,
    pub(super) default: Option<Default_>,
    pub(super) required: bool,
    pub(super) embed: bool,
    pub(super) hidden: bool,
    pub(super) deprecated: bool,
    pub(super) title: Option<LitStr>,
    pub(super) description: Option<String>,
}

/// What is used where the request has no value.
pub(super) enum Default_ {
    /// `Default::default()`.
    Trait,
    /// An expression.
    Value(Box<Expr>),
}

const SOURCES: [&str; 6] = ["query", "path", "header", "cookie", "body", "param"];

const WORDS: [&str; 8] = [
    "alias",
    "default",
    "required",
    "embed",
    "hidden",
    "deprecated",
    "title",
    "description",
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
        }
        typed
            .attrs
            .retain(|attribute| !is_ours(attribute) && !attribute.path().is_ident("doc"));
        let name = name(&typed.pat).unwrap_or_else(|| format!("argument_{index}"));
        let (ty, borrowed) = match &*typed.ty {
            Type::Reference(reference) => {
                if reference.mutability.is_some() {
                    mistakes.at(
                        reference,
                        "an argument borrows nothing mutably: take `&Request`, or the value itself",
                    );
                }
                ((*reference.elem).clone(), true)
            }
            Type::ImplTrait(it) => {
                mistakes.at(it, "an argument's type is written out: `impl Trait` says neither what to read nor from where");
                continue;
            }
            other => (other.clone(), false),
        };
        arguments.push(Argument {
            name,
            ty,
            borrowed,
            words,
        });
    }
    arguments
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute
        .path()
        .get_ident()
        .is_some_and(|name| SOURCES.contains(&name.to_string().as_str()))
}

/// The name of the one variable that a pattern binds.
fn name(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(ident) => Some(
            ident
                .ident
                .to_string()
                .trim_start_matches("r#")
                .trim_start_matches('_')
                .to_owned(),
        ),
        Pat::TupleStruct(tuple) if tuple.elems.len() == 1 => name(tuple.elems.first()?),
        Pat::Reference(reference) => name(&reference.pat),
        _ => None,
    }
}

impl Words {
    fn read(&mut self, attribute: &Attribute, mistakes: &mut Mistakes) {
        if !is_ours(attribute) {
            return;
        }
        let Some(source) = attribute.path().get_ident() else {
            return;
        };
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
        match word.as_str() {
            "alias" => self.alias = Some(meta.value()?.parse()?),
            "title" => self.title = Some(meta.value()?.parse()?),
            "description" => self.description = Some(meta.value()?.parse::<LitStr>()?.value()),
            "required" => self.required = true,
            "embed" => self.embed = true,
            "hidden" => self.hidden = true,
            "deprecated" => self.deprecated = true,
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
