//! The words inside an attribute, and its docs: what all the macros read alike.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Expr, ExprLit, Lit, LitBool, Meta, Path, Token};

use crate::mistakes::Mistakes;

/// Goes on to the next comma, so that a mistake in one word does not hide the next.
pub(crate) fn skip_word(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(syn::Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}

/// Reads the words of an attribute, each by `read` and once; a mistake in one does not hide the next.
pub(crate) fn each_word(
    attribute: TokenStream,
    mistakes: &mut Mistakes,
    mut read: impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<()>,
) {
    let mut seen = Vec::new();
    let words = |input: ParseStream<'_>| {
        while !input.is_empty() {
            let word: Ident = input.call(Ident::parse_any)?;
            if let Err(error) = once(&mut seen, &word).and_then(|()| read(&word, input)) {
                mistakes.push(error);
                skip_word(input)?;
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    if let Err(error) = words.parse2(attribute) {
        mistakes.push(error);
    }
}

/// A list in brackets; `example` shows one.
pub(crate) fn list<T: Parse>(input: ParseStream<'_>, example: &str) -> syn::Result<Vec<T>> {
    if !input.peek(syn::token::Bracket) {
        return Err(input.error(format!("this is a list: write `{example}`")));
    }
    let content;
    syn::bracketed!(content in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?
        .into_iter()
        .collect())
}

/// A word alone, or `= true` or `= false`.
pub(crate) fn flag(input: ParseStream<'_>) -> syn::Result<bool> {
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        let value = input.parse::<LitBool>().map_err(|error| {
            let message = "write the word alone, or with `= true` or `= false`";
            syn::Error::new(error.span(), message)
        })?;
        Ok(value.value)
    } else {
        Ok(true)
    }
}

/// Notes that a word was read; a second time is a mistake.
pub(crate) fn once(seen: &mut Vec<Ident>, word: &Ident) -> syn::Result<()> {
    if seen.contains(word) {
        let message = format!("`{word}` is written twice");
        return Err(syn::Error::new(word.span(), message));
    }
    seen.push(word.clone());
    Ok(())
}

/// A mistake about a word that nobody knows, with the nearest one that is known.
pub(crate) fn unknown_word(path: &Path, known: &[&str]) -> syn::Error {
    let word = path
        .get_ident()
        .map_or_else(|| path.to_token_stream().to_string(), Ident::to_string);
    let nearest = known
        .iter()
        .map(|known| (distance(&word, known), known))
        .min();
    let hint = match nearest {
        // Further away it would be a guess at random.
        Some((distance, nearest))
            if distance <= nearest.len().div_ceil(3) || word.starts_with(*nearest) =>
        {
            format!("; did you mean `{nearest}`?")
        }
        _ => String::new(),
    };
    let list = known.join("`, `");
    syn::Error::new(
        path.span(),
        format!("unknown word `{word}`{hint}\nknown words: `{list}`"),
    )
}

/// How many letters must be changed, added or dropped to turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(row.first_mut().unwrap_or(&mut 0), index + 1);
        let mut left = index + 1;
        for (cell, other_letter) in row.iter_mut().skip(1).zip(other.chars()) {
            let change = diagonal + usize::from(letter != other_letter);
            diagonal = *cell;
            left = change.min(left + 1).min(*cell + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The documentation, without the comment marks and the space after them.
pub(crate) fn docs(attributes: &[Attribute]) -> Option<String> {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(line),
                    ..
                }) => Some(line.value()),
                _ => None,
            },
            _ => None,
        });
    let lines: Vec<String> = lines
        .map(|line| {
            line.strip_prefix(' ')
                .unwrap_or(&line)
                .trim_end()
                .to_owned()
        })
        .collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
