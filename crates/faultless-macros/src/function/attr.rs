//! The words of `#[get("/path", ...)]`.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser as _};
use syn::{
    Expr, ExprLit, ExprUnary, Ident, Lit, LitInt, LitStr, Path, Token, Type, UnOp, parenthesized,
};

use super::depends::Needed;
use super::documented::Documented;
use super::filter::{Filter, without_a_model};
use super::path::Template;
use super::raises::{Raised, raises};
use crate::mistakes::Mistakes;
use crate::words::{flag, list, once, skip_word, unknown_word};

/// What a path operation's attribute says.
#[derive(Default)]
#[expect(
    clippy::struct_field_names,
    reason = "`operation_id` is OpenAPI's word"
)]
pub(super) struct Operation {
    pub(super) path: Option<LitStr>,
    pub(super) template: Template,
    pub(super) methods: Vec<String>,
    pub(super) status: Option<Expr>,
    pub(super) body_limit: Option<Expr>,
    /// The limits of forms that it changes.
    pub(super) form_limits: Vec<(Ident, Expr)>,
    /// Of a WebSocket: the limits that it changes.
    pub(super) websocket: Option<Vec<(Ident, Expr)>>,
    pub(super) dependencies: Vec<Needed>,
    pub(super) raises: Option<Vec<Raised>>,
    pub(super) response_model: Option<Type>,
    /// `response_model = None`: nothing is told of what it returns.
    pub(super) untyped: bool,
    pub(super) filter: Filter,
    pub(super) tags: Vec<LitStr>,
    pub(super) summary: Option<LitStr>,
    pub(super) description: Option<LitStr>,
    pub(super) operation_id: Option<LitStr>,
    pub(super) deprecated: bool,
    pub(super) hidden: bool,
    pub(super) documented: Documented,
}

const WORDS: [&str; 23] = [
    "status",
    "body_limit",
    "form_limits",
    "dependencies",
    "raises",
    "response_model",
    "response_model_include",
    "response_model_exclude",
    "response_model_by_alias",
    "response_model_exclude_unset",
    "response_model_exclude_defaults",
    "response_model_exclude_none",
    "tags",
    "summary",
    "description",
    "operation_id",
    "deprecated",
    "hidden",
    "responses",
    "response_description",
    "callbacks",
    "openapi_extra",
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
        let mut seen = Vec::new();
        let parsed = (|input: ParseStream<'_>| operation.parse(input, method, &mut seen, mistakes))
            .parse2(attribute);
        let read = parsed.is_ok();
        if read && operation.response_model.is_none() {
            without_a_model(&seen, operation.untyped, mistakes);
        }
        if let Err(error) = parsed {
            mistakes.push(error);
        }
        // Methods that are there and wrong were told about already.
        if read && method.is_none() && !seen.iter().any(|word| word == "methods") {
            let span = proc_macro2::Span::call_site();
            mistakes.push(syn::Error::new(span, NO_METHODS));
        }
        operation
    }

    fn parse(
        &mut self,
        input: ParseStream<'_>,
        method: Option<&str>,
        seen: &mut Vec<Ident>,
        mistakes: &mut Mistakes,
    ) -> syn::Result<()> {
        if !input.peek(LitStr) {
            let name = method.unwrap_or("operation").to_ascii_lowercase();
            let message = format!("no path: write `#[{name}(\"/items/{{item_id}}\")]`");
            return Err(syn::Error::new(input.span(), message));
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
            if let Err(error) = once(seen, &word).and_then(|()| self.word(&word, input, method)) {
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
        match name.as_str() {
            "deprecated" => {
                self.deprecated = flag(input)?;
                return Ok(());
            }
            "hidden" => {
                self.hidden = flag(input)?;
                return Ok(());
            }
            _ if self.filter.flag(&name, input)? => return Ok(()),
            _ => {}
        }
        if !WORDS.contains(&name.as_str()) {
            return Err(unknown_word(&Path::from(word.clone()), &WORDS));
        }
        if name == "responses" {
            return self.documented.responses(word, input);
        }
        if name == "form_limits" {
            self.form_limits = limits(word, "max_files = 1", &FORM_LIMITS, input)?;
            return Ok(());
        }
        if name == "raises" {
            self.raises = Some(raises(word, input)?);
            return Ok(());
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
            "dependencies" => self.dependencies = list(input, "[current_user]")?,
            "response_model" => {
                let model: Type = input.parse()?;
                self.untyped = is_none(&model);
                self.response_model = Some(model).filter(|_| !self.untyped);
            }
            "response_description" => self.documented.description = Some(input.parse()?),
            "callbacks" => self.documented.callbacks = list(input, "[item_sold]")?,
            "openapi_extra" => self.documented.extra = Some(input.parse()?),
            "response_model_include" => self.filter.include(input)?,
            "response_model_exclude" => self.filter.exclude(input)?,
            "tags" => self.tags = list(input, "[\"items\"]")?,
            "summary" => self.summary = Some(input.parse()?),
            "description" => self.description = Some(input.parse()?),
            "operation_id" => self.operation_id = Some(input.parse()?),
            _ if method.is_some() => {
                return Err(syn::Error::new(
                    word.span(),
                    "several methods are for `#[operation(\"/path\", methods = [...])]`",
                ));
            }
            _ => self.methods = methods(list(input, "[\"GET\"]")?)?,
        }
        Ok(())
    }
}

/// `None`, which is no model.
fn is_none(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("None"))
}

const NO_METHODS: &str =
    "no methods: write `#[operation(\"/path\", methods = [\"GET\", \"PUT\"])]`";

const FORM_LIMITS: [&str; 6] = [
    "max_fields",
    "max_files",
    "max_part_size",
    "max_part_headers",
    "max_part_header_size",
    "memory",
];

/// `form_limits(max_fields = 2, max_files = 1)` and its like.
pub(super) fn limits(
    word: &Ident,
    example: &str,
    known: &[&str],
    input: ParseStream<'_>,
) -> syn::Result<Vec<(Ident, Expr)>> {
    if !input.peek(syn::token::Paren) {
        let message = format!("`{word}` names what it limits: `{word}({example})`");
        return Err(syn::Error::new(word.span(), message));
    }
    let content;
    parenthesized!(content in input);
    let (mut limits, mut seen) = (Vec::new(), Vec::new());
    while !content.is_empty() {
        match limit(&content, known, &mut seen) {
            Ok(limit) => limits.push(limit),
            Err(error) => {
                // What is left would be told as a mistake of its own.
                content.parse::<TokenStream>()?;
                return Err(error);
            }
        }
    }
    Ok(limits)
}

fn limit(
    content: ParseStream<'_>,
    known: &[&str],
    seen: &mut Vec<Ident>,
) -> syn::Result<(Ident, Expr)> {
    let limit: Ident = content.parse()?;
    if !known.contains(&limit.to_string().as_str()) {
        return Err(unknown_word(&Path::from(limit), known));
    }
    once(seen, &limit)?;
    content.parse::<Token![=]>()?;
    let value = content.parse()?;
    if !content.is_empty() {
        content.parse::<Token![,]>()?;
    }
    Ok((limit, value))
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

/// A status; a literal is checked here.
pub(crate) fn status(value: Expr) -> syn::Result<Expr> {
    let wanted = "a status is a number from 100 to 999 or its name: `404`, `NOT_FOUND`";
    if let Expr::Lit(ExprLit {
        lit: Lit::Int(number),
        ..
    }) = &value
    {
        let in_range = number
            .base10_parse::<u16>()
            .is_ok_and(|code| (100..=999).contains(&code));
        if !in_range {
            return Err(syn::Error::new(number.span(), wanted));
        }
        let typed = LitInt::new(&format!("{}u16", number.base10_digits()), number.span());
        return Ok(Expr::Lit(ExprLit {
            attrs: Vec::new(),
            lit: Lit::Int(typed),
        }));
    }
    let negative = matches!(
        &value,
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            ..
        })
    );
    if negative || matches!(value, Expr::Lit(_)) {
        return Err(syn::Error::new_spanned(&value, wanted));
    }
    Ok(value)
}
