//! Rule words (`gt = 0, max_length = 50, items(min_length = 2)`) into the calls of a `RuleSet`.
//!
//! The words are the same in `#[field(…)]` and in the attributes of parameters; both read them here.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned as _;
use syn::{Expr, ExprLit, ExprUnary, Lit, LitBool, Token, Type, UnOp};

use crate::words::{skip_word, unknown_word};

/// Every rule word.
pub(crate) const RULE_WORDS: [&str; 26] = [
    "gt",
    "ge",
    "lt",
    "le",
    "multiple_of",
    "min_length",
    "max_length",
    "min_items",
    "max_items",
    "unique",
    "pattern",
    "version",
    "ascii",
    "trim",
    "lowercase",
    "uppercase",
    "past",
    "future",
    "aware",
    "naive",
    "utc_offset",
    "allow_inf_nan",
    "max_digits",
    "decimal_places",
    "strict",
    "items",
];

/// The rules written for one value.
#[derive(Default)]
pub(crate) struct RuleWords {
    calls: Vec<(Ident, TokenStream)>,
}

impl RuleWords {
    /// Takes one word of an attribute, if it is a rule word; false leaves it, untouched, to the caller.
    pub(crate) fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<bool> {
        let Some(word) = meta.path.get_ident() else {
            return Ok(false);
        };
        let name = word.to_string();
        let value = match name.as_str() {
            "gt" | "ge" | "lt" | "le" | "multiple_of" => bound(&meta.value()?.parse()?)?,
            "min_length" | "max_length" | "min_items" | "max_items" => {
                count(meta.value()?.parse()?, "usize")?
            }
            "max_digits" | "decimal_places" => count(meta.value()?.parse()?, "u64")?,
            "version" => version(meta.value()?.parse()?)?,
            "pattern" | "utc_offset" => meta.value()?.parse::<Expr>()?.into_token_stream(),
            "unique" | "ascii" | "trim" | "lowercase" | "uppercase" | "past" | "future"
            | "aware" | "naive" => TokenStream::new(),
            "allow_inf_nan" => meta.value()?.parse::<LitBool>()?.into_token_stream(),
            "strict" if meta.input.peek(Token![=]) => {
                meta.value()?.parse::<LitBool>()?.into_token_stream()
            }
            "strict" => quote!(true),
            "items" => nested(meta, word)?,
            _ => return Ok(false),
        };
        if self.has(&name) {
            return Err(syn::Error::new(
                word.span(),
                format!("`{name}` is written twice"),
            ));
        }
        if let Some(other) = same(&name).filter(|other| self.has(other)) {
            return Err(syn::Error::new(
                word.span(),
                format!("`{name}` and `{other}` say the same: write one of them"),
            ));
        }
        if let Some(other) = self.opposite(&name) {
            return Err(syn::Error::new(
                word.span(),
                format!("`{name}` and `{other}` exclude each other"),
            ));
        }
        self.calls.push((word.clone(), value));
        Ok(true)
    }

    /// The rule written before that a word would undo.
    fn opposite(&self, name: &str) -> Option<&'static str> {
        const OPPOSITES: [&[&str]; 3] = [
            &["lowercase", "uppercase"],
            &["past", "future"],
            &["aware", "naive", "utc_offset"],
        ];
        let group = OPPOSITES.into_iter().find(|group| group.contains(&name))?;
        group.iter().copied().find(|other| self.has(other))
    }

    /// Whether no rule is written.
    pub(crate) fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// Whether a rule of this name is written.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.calls.iter().any(|(word, _)| word == name)
    }

    /// Adds a rule that stands elsewhere in the attributes.
    pub(crate) fn add(&mut self, word: Ident, value: TokenStream) {
        self.calls.push((word, value));
    }

    /// The calls on a `RuleSet`: `.gt(0i128).items(|rules| rules.min_length(2usize))`.
    ///
    /// Each stands at its word, where the compiler will point if it does not fit the type.
    pub(crate) fn calls(&self) -> TokenStream {
        self.calls
            .iter()
            .map(|(word, value)| quote_spanned!(word.span()=> .#word(#value)))
            .collect()
    }

    /// An expression of type `&'static Rules` for a value of this type; `root` is the path to `faultless-model`.
    pub(crate) fn expression(&self, root: &TokenStream, ty: &Type) -> TokenStream {
        if self.calls.is_empty() {
            return quote!(#root::Rules::none());
        }
        let calls = self.calls();
        // At the type, which a rule that does not fit it will name.
        let here = root.clone().into_iter().map(|mut token| {
            token.set_span(ty.span());
            token
        });
        let set = quote_spanned!(ty.span()=> #(#here)*::RuleSet::<#ty>::new());
        // Rules no longer know their type, so that one static serves every instance of a generic model.
        quote! {{
            static RULES: #root::__private::OnceLock<#root::Rules> = #root::__private::OnceLock::new();
            RULES.get_or_init(|| #set #calls .build())
        }}
    }
}

/// The rules of items, as a closure; a mistake in one word does not hide the next.
fn nested(meta: &ParseNestedMeta<'_>, word: &Ident) -> syn::Result<TokenStream> {
    let mut words = RuleWords::default();
    let mut mistake: Option<syn::Error> = None;
    meta.parse_nested_meta(|meta| {
        let error = match words.take(&meta) {
            Ok(true) => return Ok(()),
            Ok(false) => unknown_word(&meta.path, &RULE_WORDS),
            Err(error) => error,
        };
        match &mut mistake {
            Some(first) => first.combine(error),
            None => mistake = Some(error),
        }
        skip_word(meta.input)
    })?;
    if let Some(error) = mistake {
        return Err(error);
    }
    let calls = words.calls();
    Ok(quote_spanned!(word.span()=> |rules| rules #calls))
}

/// A bound: integer literals as `i128`, floats as `f64`, anything else as it is written.
fn bound(value: &Expr) -> syn::Result<TokenStream> {
    let (sign, number) = match value {
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => ("-", &**expr),
        other => ("", other),
    };
    let literal = match number {
        Expr::Lit(ExprLit { lit, .. }) => bound_literal(lit, sign)?,
        _ => None,
    };
    Ok(literal.unwrap_or_else(|| value.to_token_stream()))
}

/// A number literal with its type, at the place of the one that was written; `None` for other literals.
fn bound_literal(lit: &Lit, sign: &str) -> syn::Result<Option<TokenStream>> {
    let ty = match lit {
        Lit::Int(int) if int.suffix().is_empty() => {
            match format!("{sign}{}", int.base10_digits()).parse::<i128>() {
                // The smallest integer has no positive counterpart to negate.
                Ok(i128::MIN) => return Ok(Some(quote_spanned!(lit.span()=> i128::MIN))),
                Ok(_) => quote_spanned!(lit.span()=> i128),
                Err(_) => {
                    return Err(syn::Error::new(
                        lit.span(),
                        "a bound is at most 128 bits wide",
                    ));
                }
            }
        }
        Lit::Float(float) if float.suffix().is_empty() => {
            match float.base10_digits().parse::<f64>() {
                Ok(value) if value.is_finite() => quote_spanned!(lit.span()=> f64),
                _ => {
                    return Err(syn::Error::new(
                        lit.span(),
                        "this bound is no finite number",
                    ));
                }
            }
        }
        Lit::Int(_) | Lit::Float(_) => {
            return Err(syn::Error::new(
                lit.span(),
                "a bound is written without its type, which the field has",
            ));
        }
        _ => return Ok(None),
    };
    let literal = if sign.is_empty() {
        quote!(#lit)
    } else {
        quote_spanned!(lit.span()=> -#lit)
    };
    // The user's own literal, given its type from outside: with the type written into it, clippy would look for that in
    // the user's words, and find their digits grouped badly.
    Ok(Some(quote_spanned! {lit.span()=>
        ::core::convert::identity::<#ty>(#literal)
    }))
}

/// The word that says the same of a list.
fn same(name: &str) -> Option<&'static str> {
    Some(match name {
        "min_length" => "min_items",
        "max_length" => "max_items",
        "min_items" => "min_length",
        "max_items" => "max_length",
        _ => return None,
    })
}

/// A UUID's version: a literal is one there is, anything else is taken as it is written.
fn version(value: Expr) -> syn::Result<TokenStream> {
    if let Expr::Lit(ExprLit {
        lit: Lit::Int(int), ..
    }) = &value
        && !matches!(int.base10_parse(), Ok(1..=8_u64))
    {
        return Err(syn::Error::new(
            int.span(),
            "the versions of UUIDs are 1 to 8",
        ));
    }
    count(value, "u8")
}

/// A count: integer literals get their type, anything else is taken as it is written.
fn count(value: Expr, ty: &str) -> syn::Result<TokenStream> {
    match &value {
        Expr::Lit(ExprLit {
            lit: Lit::Int(int), ..
        }) => {
            int.base10_parse::<u64>()?;
            let ty = Ident::new(ty, int.span());
            // Given its type from outside, as a bound is.
            Ok(quote_spanned!(int.span()=> ::core::convert::identity::<#ty>(#int)))
        }
        Expr::Lit(_) | Expr::Unary(_) => Err(syn::Error::new(
            value.span(),
            "a length or a count is a whole number, not below 0",
        )),
        _ => Ok(value.into_token_stream()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(words: &str) -> Result<String, String> {
        let mut rules = RuleWords::default();
        let attribute: syn::Attribute =
            syn::parse_str::<syn::ItemStruct>(&format!("#[field({words})] struct S;"))
                .map_err(|error| error.to_string())?
                .attrs
                .remove(0);
        attribute
            .parse_nested_meta(|meta| {
                if rules.take(&meta)? {
                    Ok(())
                } else {
                    Err(unknown_word(&meta.path, &RULE_WORDS))
                }
            })
            .map_err(|error| error.to_string())?;
        Ok(rules.calls().to_string().replace(' ', ""))
    }

    #[test]
    fn words_become_calls() {
        assert_eq!(
            calls("gt = 0, le = -5").unwrap(),
            ".gt(::core::convert::identity::<i128>(0)).le(::core::convert::identity::<i128>(-5))"
        );
        assert_eq!(
            calls("gt = 0.5, lt = -1e3").unwrap(),
            ".gt(::core::convert::identity::<f64>(0.5)).lt(::core::convert::identity::<f64>(-1e3))"
        );
        assert_eq!(
            calls("ge = LEAST, le = \"9.99\"").unwrap(),
            ".ge(LEAST).le(\"9.99\")"
        );
        assert_eq!(
            calls("min_length = 2, max_digits = 5").unwrap(),
            ".min_length(::core::convert::identity::<usize>(2)).max_digits(::core::convert::identity::<u64>(5))"
        );
        assert_eq!(
            calls("pattern = \"^a\", strict").unwrap(),
            ".pattern(\"^a\").strict(true)"
        );
        assert_eq!(
            calls("strict = false, allow_inf_nan = false").unwrap(),
            ".strict(false).allow_inf_nan(false)"
        );
        assert_eq!(
            calls("items(items(gt = 1))").unwrap(),
            ".items(|rules|rules.items(|rules|rules.gt(::core::convert::identity::<i128>(1))))"
        );
        assert_eq!(
            calls("min_items = 1, max_items = N, unique, version = 4").unwrap(),
            ".min_items(::core::convert::identity::<usize>(1)).max_items(N).unique().version(::core::convert::identity::<u8>(4))"
        );
        assert_eq!(
            calls("trim, ascii, lowercase").unwrap(),
            ".trim().ascii().lowercase()"
        );
        assert_eq!(
            calls("past, utc_offset = -3600").unwrap(),
            ".past().utc_offset(-3600)"
        );
        assert_eq!(
            calls("ge = -170141183460469231731687303715884105728").unwrap(),
            ".ge(i128::MIN)"
        );
    }

    #[test]
    fn misspelt_words_are_told_with_the_nearest() {
        let told = calls("min_lenght = 2").unwrap_err();
        assert!(
            told.starts_with(
                "unknown word `min_lenght`; did you mean `min_length`?\nknown words: `gt`, "
            ),
            "{told}"
        );
        let told = calls("items(colour = 1)").unwrap_err();
        assert!(told.starts_with("unknown word `colour`\n"), "{told}");
        assert_eq!(
            calls("gt = 1, gt = 2").unwrap_err(),
            "`gt` is written twice"
        );
        for (words, told) in [
            ("past, future", "`future` and `past` exclude each other"),
            ("naive, aware", "`aware` and `naive` exclude each other"),
            (
                "aware, utc_offset = 0",
                "`utc_offset` and `aware` exclude each other",
            ),
            (
                "lowercase, uppercase",
                "`uppercase` and `lowercase` exclude each other",
            ),
        ] {
            assert_eq!(calls(words).unwrap_err(), told);
        }
        assert_eq!(
            calls("max_length = 1, max_items = 1").unwrap_err(),
            "`max_items` and `max_length` say the same: write one of them"
        );
        assert_eq!(
            calls("version = 9").unwrap_err(),
            "the versions of UUIDs are 1 to 8"
        );
        assert_eq!(
            calls("min_length = -1").unwrap_err(),
            "a length or a count is a whole number, not below 0"
        );
    }
}
