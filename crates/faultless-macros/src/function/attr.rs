//! The words of `#[get("/path", ...)]`.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, ExprLit, Ident, Lit, LitInt, LitStr, Meta, Path, Token, Type, bracketed,
};

use super::path::Template;
use crate::mistakes::{Mistakes, skip_word};
use crate::model::rules::unknown_word;

/// What a path operation's attribute says.
#[derive(Default)]
pub(super) struct Operation {
    pub(super) path: Option<LitStr>,
    pub(super) template: Template,
    pub(super) methods: Vec<String>,
    pub(super) status: Option<Expr>,
    pub(super) body_limit: Option<Expr>,
    pub(super) dependencies: Vec<Path>,
    pub(super) response_model: Option<Type>,
    pub(super) tags: Vec<LitStr>,
    pub(super) summary: Option<LitStr>,
    pub(super) description: Option<LitStr>,
    pub(super) operation_id: Option<LitStr>,
    pub(super) deprecated: bool,
    pub(super) hidden: bool,
}

const WORDS: [&str; 11] = [
    "status",
    "body_limit",
    "dependencies",
    "response_model",
    "tags",
    "summary",
    "description",
    "operation_id",
    "deprecated",
    "hidden",
    "methods",
];

impl Operation {
    pub(super) fn read(
        attribute: TokenStream,
        method: Option<&str>,
        mistakes: &mut Mistakes,
    ) -> Self {
        let mut operation = Self {
            methods: method.map(str::to_owned).into_iter().collect(),
            ..Self::default()
        };
        let parsed =
            (|input: ParseStream<'_>| operation.parse(input, method, mistakes)).parse2(attribute);
        if let Err(error) = parsed {
            mistakes.push(error);
        }
        if operation.methods.is_empty() {
            let span = proc_macro2::Span::call_site();
            mistakes.push(syn::Error::new(
                span,
                "no methods: write `#[operation(\"/path\", methods = [\"GET\", \"PUT\"])]`",
            ));
        }
        operation
    }

    fn parse(
        &mut self,
        input: ParseStream<'_>,
        method: Option<&str>,
        mistakes: &mut Mistakes,
    ) -> syn::Result<()> {
        if !input.peek(LitStr) {
            let name = method.unwrap_or("operation").to_ascii_lowercase();
            return Err(input.error(format!(
                "no path: write `#[{name}(\"/items/{{item_id}}\")]`"
            )));
        }
        let path: LitStr = input.parse()?;
        self.template = Template::read(&path, mistakes);
        self.path = Some(path);
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let word: Ident = input.call(syn::ext::IdentExt::parse_any)?;
            if let Err(error) = self.word(&word, input, method) {
                mistakes.push(error);
                skip_word(input)?;
            }
        }
        Ok(())
    }

    fn word(
        &mut self,
        word: &Ident,
        input: ParseStream<'_>,
        method: Option<&str>,
    ) -> syn::Result<()> {
        let name = word.to_string();
        if matches!(name.as_str(), "deprecated" | "hidden") {
            if name == "hidden" {
                self.hidden = true;
            } else {
                self.deprecated = true;
            }
            return Ok(());
        }
        if !WORDS.contains(&name.as_str()) {
            return Err(unknown_word(&Path::from(word.clone()), &WORDS));
        }
        input.parse::<Token![=]>().map_err(|_| {
            syn::Error::new(
                word.span(),
                format!("`{name}` wants a value: `{name} = ...`"),
            )
        })?;
        match name.as_str() {
            "status" => self.status = Some(status(input.parse()?)?),
            "body_limit" => self.body_limit = Some(input.parse()?),
            "dependencies" => self.dependencies = list(input)?,
            "response_model" => self.response_model = Some(input.parse()?),
            "tags" => self.tags = list(input)?,
            "summary" => self.summary = Some(input.parse()?),
            "description" => self.description = Some(input.parse()?),
            "operation_id" => self.operation_id = Some(input.parse()?),
            _ if method.is_some() => {
                return Err(syn::Error::new(
                    word.span(),
                    "several methods are for `#[operation(\"/path\", methods = [...])]`",
                ));
            }
            _ => self.methods = methods(list(input)?)?,
        }
        Ok(())
    }
}

fn list<T: syn::parse::Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let content;
    bracketed!(content in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?
        .into_iter()
        .collect())
}

fn methods(written: Vec<LitStr>) -> syn::Result<Vec<String>> {
    let mut methods = Vec::new();
    for literal in written {
        let method = literal.value();
        let token = !method.is_empty()
            && method
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'-');
        if !token {
            return Err(syn::Error::new(
                literal.span(),
                "a method is written in capitals: \"GET\"",
            ));
        }
        if methods.contains(&method) {
            return Err(syn::Error::new(
                literal.span(),
                format!("`{method}` is written twice"),
            ));
        }
        methods.push(method);
    }
    Ok(methods)
}

/// A status; a number is checked here.
pub(crate) fn status(value: Expr) -> syn::Result<Expr> {
    if let Expr::Lit(ExprLit {
        lit: Lit::Int(number),
        ..
    }) = &value
    {
        let in_range = number
            .base10_parse::<u16>()
            .is_ok_and(|code| (100..=999).contains(&code));
        if !in_range {
            return Err(syn::Error::new(
                number.span(),
                "a status is a number from 100 to 599, such as 404",
            ));
        }
        let typed = LitInt::new(&format!("{}u16", number.base10_digits()), number.span());
        return Ok(Expr::Lit(ExprLit {
            attrs: Vec::new(),
            lit: Lit::Int(typed),
        }));
    }
    Ok(value)
}

/// The doc comment, without the one space that stands before each line.
pub(super) fn docs(attributes: &[Attribute]) -> Option<String> {
    let lines: Vec<String> = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) => {
                    let line = text.value();
                    Some(line.strip_prefix(' ').unwrap_or(&line).to_owned())
                }
                _ => None,
            },
            _ => None,
        })
        .collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
