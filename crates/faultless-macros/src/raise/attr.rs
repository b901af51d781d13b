//! The words of `#[raise(...)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Token};

use crate::function::status;
use crate::mistakes::Mistakes;
use crate::words::{skip_word, unknown_word};

/// What `#[raise(...)]` says.
#[derive(Default)]
pub(super) struct Words {
    pub(super) status: Option<Expr>,
    pub(super) code: Option<LitStr>,
    pub(super) detail: Option<Expr>,
    pub(super) headers: Vec<(LitStr, Expr)>,
    /// A value, for the documentation.
    pub(super) example: Option<Expr>,
    pub(super) transparent: Option<Ident>,
}

const WORDS: [&str; 6] = [
    "status",
    "code",
    "detail",
    "header",
    "example",
    "transparent",
];

impl Words {
    pub(super) fn read(attributes: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut words = Self::default();
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("raise"))
        {
            let parsed = attribute.parse_nested_meta(|meta| {
                if let Err(error) = words.word(&meta) {
                    mistakes.push(error);
                    skip_word(meta.input)?;
                }
                Ok(())
            });
            if let Err(error) = parsed {
                mistakes.push(error);
            }
        }
        words
    }

    fn word(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let word = meta
            .path
            .get_ident()
            .map(Ident::to_string)
            .unwrap_or_default();
        let twice = match word.as_str() {
            "status" => self.status.is_some(),
            "code" => self.code.is_some(),
            "detail" => self.detail.is_some(),
            "example" => self.example.is_some(),
            "transparent" => self.transparent.is_some(),
            _ => false,
        };
        if twice {
            return Err(meta.error(format!("`{word}` is written twice")));
        }
        match word.as_str() {
            "status" => self.status = Some(status(meta.value()?.parse()?)?),
            "code" => self.code = Some(code(meta.value()?.parse()?)?),
            "detail" => self.detail = Some(meta.value()?.parse()?),
            "example" => self.example = Some(meta.value()?.parse()?),
            "header" => meta.parse_nested_header(self)?,
            "transparent" => self.transparent = meta.path.get_ident().cloned(),
            _ => return Err(unknown_word(&meta.path, &WORDS)),
        }
        Ok(())
    }
}

/// A machine code: clients match on it, so it is one word.
fn code(literal: LitStr) -> syn::Result<LitStr> {
    let value = literal.value();
    if value.is_empty() || value.chars().any(char::is_whitespace) {
        return Err(syn::Error::new(
            literal.span(),
            "a code is one word that clients match on, such as \"item_not_found\"",
        ));
    }
    Ok(literal)
}

trait NestedHeader {
    /// Reads `("Retry-After" = seconds)`.
    fn parse_nested_header(&self, words: &mut Words) -> syn::Result<()>;
}

impl NestedHeader for ParseNestedMeta<'_> {
    fn parse_nested_header(&self, words: &mut Words) -> syn::Result<()> {
        let wanted = "a header is written `header(\"Retry-After\" = seconds)`";
        if !self.input.peek(syn::token::Paren) {
            return Err(self.error(wanted));
        }
        let content;
        syn::parenthesized!(content in self.input);
        let name: LitStr = content
            .parse()
            .map_err(|error| syn::Error::new(error.span(), wanted))?;
        // Read to its end before it is judged: what is left over would be told as a mistake of its own.
        content
            .parse::<Token![=]>()
            .map_err(|error| syn::Error::new(error.span(), wanted))?;
        let value = content.parse()?;
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.value().is_empty() || !name.value().bytes().all(token) {
            return Err(syn::Error::new(
                name.span(),
                format!("`{}` is not the name of a header", name.value()),
            ));
        }
        words.headers.push((name, value));
        Ok(())
    }
}

/// A value that may name the fields: a text is a format string, anything else an expression.
pub(super) fn told(value: &Expr) -> TokenStream {
    let Some(text) = text(value) else {
        return quote!(#value);
    };
    let format = LitStr::new(&positions_named(&text.value()), text.span());
    quote!(::std::format!(#format))
}

/// A value that is written as a text.
pub(super) fn text(value: &Expr) -> Option<&LitStr> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text),
        _ => None,
    }
}

/// A text that names no field, and that any header can carry: it is known when the error is compiled.
pub(super) fn plain(value: &Expr) -> Option<&LitStr> {
    let plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'{' | b'}');
    text(value).filter(|text| text.value().bytes().all(plain))
}

/// `{0}` as `{_0}`: the fields of a tuple are bound by that name.
fn positions_named(format: &str) -> String {
    let mut named = String::new();
    let mut characters = format.chars().peekable();
    while let Some(character) = characters.next() {
        named.push(character);
        if character != '{' {
            continue;
        }
        match characters.peek() {
            Some('{') => named.extend(characters.next()),
            Some(digit) if digit.is_ascii_digit() => named.push('_'),
            _ => {}
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::positions_named;

    #[test]
    fn positions_get_the_names_of_their_bindings() {
        assert_eq!(
            positions_named("{0} of {10:?}, {name}, {{0}}"),
            "{_0} of {_10:?}, {name}, {{0}}"
        );
    }
}
