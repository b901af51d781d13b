//! Attributes: serde's as far as reading goes, `#[model(…)]`, `#[field(…)]`, docs.

use proc_macro2::{Ident, Span, TokenStream};
use syn::meta::ParseNestedMeta;
use syn::parse::Parse as _;
use syn::spanned::Spanned as _;
use syn::{Attribute, Expr, ExprPath, LitStr, Token, bracketed, token};

use super::case::Case;
use super::rules::{RULE_WORDS, RuleWords};
use crate::mistakes::Mistakes;
use crate::words::{docs, flag, skip_word, unknown_word};

/// What stands in for a field that was not sent.
pub(super) enum Default {
    /// `Default::default`.
    Trait,
    /// A function of the user's.
    Path(ExprPath),
}

/// What is said about a whole type.
#[derive(Default)]
pub(super) struct Container {
    pub(super) rename_all: Option<Case>,
    /// `rename_all` as writing goes by it.
    pub(super) written_all: Option<Case>,
    /// `rename_all` for the fields of variants.
    pub(super) rename_all_fields: Option<Case>,
    pub(super) default: Option<self::Default>,
    pub(super) deny_unknown: bool,
    /// serde's `tag`.
    pub(super) tag: Option<LitStr>,
    /// serde's `content`.
    pub(super) content: Option<LitStr>,
    /// Where serde's `untagged` stands.
    pub(super) untagged: Option<Span>,
    /// Where serde's `transparent` stands.
    pub(super) transparent: Option<Span>,
    /// The name whose value tells the member of an untagged union.
    pub(super) discriminator: Option<LitStr>,
    /// What is asked of the whole value.
    pub(super) validators: Vec<ExprPath>,
    /// Where `literal` stands.
    pub(super) literal: Option<Span>,
    /// Where `int` stands.
    pub(super) int: Option<Span>,
    /// Where `strict` stands.
    pub(super) strict: Option<Ident>,
    pub(super) title: Option<LitStr>,
    pub(super) docs: Option<String>,
}

/// What is said about a field or a variant.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one word of the attribute"
)]
pub(super) struct Member {
    pub(super) rename: Option<String>,
    /// `rename` as writing goes by it.
    pub(super) written: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) default: Option<self::Default>,
    pub(super) skip: bool,
    /// Whether it is never written.
    pub(super) unwritten: bool,
    pub(super) flatten: Option<Span>,
    /// Where serde's `with` or `deserialize_with` stands.
    pub(super) serde_with: Option<Span>,
    /// serde's `rename_all` of a variant's fields.
    pub(super) rename_all: Option<Case>,
    /// The function that reads it.
    pub(super) with: Option<ExprPath>,
    /// The function that describes it.
    pub(super) schema: Option<ExprPath>,
    /// What is asked of its value.
    pub(super) validators: Vec<ExprPath>,
    /// Whether it must be sent, whatever its type has for nothing.
    pub(super) required: bool,
    /// The value of a variant, in a literal.
    pub(super) literal: Option<Expr>,
    /// Where `#[field(…)]` stands.
    pub(super) field: Option<Span>,
    /// The one name it is read by, whatever serde says.
    pub(super) alias: Option<LitStr>,
    pub(super) rules: RuleWords,
    pub(super) title: Option<LitStr>,
    pub(super) description: Option<LitStr>,
    pub(super) examples: Vec<Expr>,
    pub(super) deprecated: bool,
    pub(super) secret: bool,
    pub(super) docs: Option<String>,
}

/// The words of `#[model(…)]`.
const MODEL_WORDS: [&str; 6] = [
    "literal",
    "int",
    "strict",
    "title",
    "discriminator",
    "validator",
];

/// The words of `#[field(…)]` that are no rules.
const FIELD_WORDS: [&str; 11] = [
    "alias",
    "required",
    "validator",
    "with",
    "schema",
    "literal",
    "title",
    "description",
    "examples",
    "deprecated",
    "secret",
];

/// Reads one attribute word by word; a word with a mistake does not hide the next one.
fn each_word(
    attribute: &Attribute,
    mistakes: &mut Mistakes,
    mut take: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>,
) {
    let read = attribute.parse_nested_meta(|meta| {
        if let Err(error) = take(&meta) {
            mistakes.push(error);
            skip_word(meta.input)?;
        }
        Ok(())
    });
    if let Err(error) = read {
        mistakes.push(error);
    }
}

/// The two halves of a word that reading and writing may see apart: `rename = "x"` is both, `rename(serialize = "…",
/// deserialize = "…")` each.
#[derive(Default)]
struct Halves {
    read: Option<LitStr>,
    written: Option<LitStr>,
}

fn halves(meta: &ParseNestedMeta<'_>) -> syn::Result<Halves> {
    if meta.input.peek(Token![=]) {
        let both: LitStr = meta.value()?.parse()?;
        return Ok(Halves {
            read: Some(both.clone()),
            written: Some(both),
        });
    }
    let mut halves = Halves::default();
    meta.parse_nested_meta(|meta| {
        let value: LitStr = meta.value()?.parse()?;
        if meta.path.is_ident("deserialize") {
            halves.read = Some(value);
        } else if meta.path.is_ident("serialize") {
            halves.written = Some(value);
        }
        Ok(())
    })?;
    Ok(halves)
}

fn case_of(name: &LitStr) -> syn::Result<Case> {
    Case::of(&name.value()).ok_or_else(|| syn::Error::new(name.span(), "unknown case"))
}

fn default_of(meta: &ParseNestedMeta<'_>) -> syn::Result<self::Default> {
    if !meta.input.peek(Token![=]) {
        return Ok(self::Default::Trait);
    }
    let path: LitStr = meta.value()?.parse()?;
    path.parse().map(self::Default::Path)
}

/// A mistake about an attribute of serde's that cannot be honoured.
fn not_read(meta: &ParseNestedMeta<'_>, why: &str) -> syn::Error {
    syn::Error::new(meta.path.span(), why)
}

impl Container {
    /// Reads the attributes of a type.
    pub(super) fn read(attributes: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut container = Self {
            docs: docs(attributes),
            ..Self::default()
        };
        for attribute in attributes {
            if attribute.path().is_ident("serde") {
                each_word(attribute, mistakes, |meta| container.take_serde(meta));
            } else if attribute.path().is_ident("model") {
                each_word(attribute, mistakes, |meta| container.take_model(meta));
            } else if attribute.path().is_ident("field") {
                mistakes.push(syn::Error::new(
                    attribute.path().span(),
                    "`field` is for fields; a type has `model`",
                ));
            }
        }
        container
    }

    fn take_serde(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let word = meta
            .path
            .get_ident()
            .map(Ident::to_string)
            .unwrap_or_default();
        match word.as_str() {
            "rename_all" => {
                let halves = halves(meta)?;
                if let Some(name) = &halves.read {
                    self.rename_all = Some(case_of(name)?);
                }
                if let Some(name) = &halves.written {
                    self.written_all = Some(case_of(name)?);
                }
            }
            "default" => self.default = Some(default_of(meta)?),
            "deny_unknown_fields" => self.deny_unknown = true,
            "rename_all_fields" => {
                let halves = halves(meta)?;
                if let Some(name) = &halves.read {
                    self.rename_all_fields = Some(case_of(name)?);
                }
            }
            "tag" => self.tag = Some(meta.value()?.parse()?),
            "content" => self.content = Some(meta.value()?.parse()?),
            "untagged" => self.untagged = Some(meta.path.span()),
            "transparent" => self.transparent = Some(meta.path.span()),
            "from" | "try_from" => {
                return Err(not_read(
                    meta,
                    "`Model` does not read through another type; implement `Field` by hand",
                ));
            }
            _ => skip_word(meta.input)?,
        }
        Ok(())
    }

    fn take_model(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        match meta.path.get_ident() {
            Some(word) if word == "literal" => self.literal = Some(word.span()),
            Some(word) if word == "int" => self.int = Some(word.span()),
            Some(word) if word == "strict" => self.strict = Some(word.clone()),
            Some(word) if word == "title" => self.title = Some(meta.value()?.parse()?),
            Some(word) if word == "discriminator" => {
                self.discriminator = Some(meta.value()?.parse()?);
            }
            Some(word) if word == "validator" => self.validators.push(meta.value()?.parse()?),
            _ => return Err(unknown_word(&meta.path, &MODEL_WORDS)),
        }
        Ok(())
    }
}

impl Member {
    /// Reads the attributes of a field or a variant.
    pub(super) fn read(attributes: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut member = Self {
            docs: docs(attributes),
            ..Self::default()
        };
        for attribute in attributes {
            if attribute.path().is_ident("serde") {
                each_word(attribute, mistakes, |meta| member.take_serde(meta));
            } else if attribute.path().is_ident("field") {
                member.field = Some(attribute.path().span());
                each_word(attribute, mistakes, |meta| member.take_field(meta));
            } else if attribute.path().is_ident("model") {
                mistakes.push(syn::Error::new(
                    attribute.path().span(),
                    "`model` is for types; a field has `field`",
                ));
            } else if attribute.path().is_ident("deprecated") {
                member.deprecated = true;
            }
        }
        member
    }

    fn take_serde(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let word = meta
            .path
            .get_ident()
            .map(Ident::to_string)
            .unwrap_or_default();
        match word.as_str() {
            "rename" => {
                let halves = halves(meta)?;
                self.rename = halves.read.map(|name| name.value()).or(self.rename.take());
                let written = halves.written.map(|name| name.value());
                self.written = written.or(self.written.take());
            }
            "alias" => self.aliases.push(meta.value()?.parse::<LitStr>()?.value()),
            "default" => self.default = Some(default_of(meta)?),
            "skip" => {
                self.skip = true;
                self.unwritten = true;
            }
            "skip_deserializing" => self.skip = true,
            "skip_serializing" => self.unwritten = true,
            "flatten" => self.flatten = Some(meta.path.span()),
            "with" | "deserialize_with" => {
                self.serde_with = Some(meta.path.span());
                skip_word(meta.input)?;
            }
            "rename_all" => {
                if let Some(name) = halves(meta)?.read {
                    self.rename_all = Some(case_of(&name)?);
                }
            }
            _ => skip_word(meta.input)?,
        }
        Ok(())
    }

    fn take_field(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        if self.rules.take(meta)? {
            return Ok(());
        }
        match meta.path.get_ident() {
            Some(word) if word == "alias" => self.alias = Some(meta.value()?.parse()?),
            Some(word) if word == "title" => self.title = Some(meta.value()?.parse()?),
            Some(word) if word == "description" => self.description = Some(meta.value()?.parse()?),
            Some(word) if word == "examples" => self.examples = examples(meta)?,
            Some(word) if word == "deprecated" => self.deprecated = flag(meta.input)?,
            Some(word) if word == "secret" => self.secret = flag(meta.input)?,
            Some(word) if word == "required" => self.required = flag(meta.input)?,
            Some(word) if word == "with" => self.with = Some(meta.value()?.parse()?),
            Some(word) if word == "schema" => self.schema = Some(meta.value()?.parse()?),
            Some(word) if word == "literal" => self.literal = Some(meta.value()?.parse()?),
            Some(word) if word == "validator" => self.validators.push(meta.value()?.parse()?),
            _ => {
                let known: Vec<&str> = RULE_WORDS.into_iter().chain(FIELD_WORDS).collect();
                return Err(unknown_word(&meta.path, &known));
            }
        }
        Ok(())
    }
}

/// `examples = [1, 2]`.
fn examples(meta: &ParseNestedMeta<'_>) -> syn::Result<Vec<Expr>> {
    let value = meta.value()?;
    if !value.peek(token::Bracket) {
        let found: TokenStream = value.parse()?;
        return Err(syn::Error::new(
            found.span(),
            "examples are a list: `examples = [\"a\", \"b\"]`",
        ));
    }
    let list;
    bracketed!(list in value);
    Ok(list
        .parse_terminated(Expr::parse, Token![,])?
        .into_iter()
        .collect())
}
