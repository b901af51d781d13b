//! The `response_model_…` words: what is sent of a response model.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::ParseStream;
use syn::{Ident, LitStr, Type};

use crate::mistakes::Mistakes;
use crate::words::{flag, list};

/// What is sent of a response model.
#[derive(Default)]
pub(super) struct Filter {
    /// The methods of the runtime's `Filter` that the words without names stand for.
    methods: Vec<&'static str>,
    include: Option<Vec<LitStr>>,
    exclude: Option<Vec<LitStr>>,
}

impl Filter {
    /// Reads the value of a word that may stand alone; false for any other word.
    pub(super) fn flag(&mut self, word: &str, input: ParseStream<'_>) -> syn::Result<bool> {
        let (method, when) = match word {
            "response_model_by_alias" => ("by_ident", false),
            "response_model_exclude_unset" => ("exclude_unset", true),
            "response_model_exclude_defaults" => ("exclude_defaults", true),
            "response_model_exclude_none" => ("exclude_none", true),
            _ => return Ok(false),
        };
        if flag(input)? == when {
            self.methods.push(method);
        }
        Ok(true)
    }

    /// Reads the fields that are sent.
    pub(super) fn include(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        self.include = Some(names(input)?);
        Ok(())
    }

    /// Reads the fields that are left out.
    pub(super) fn exclude(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        self.exclude = Some(names(input)?);
        Ok(())
    }

    /// The constant that says it all.
    pub(super) fn constant(&self) -> TokenStream {
        let methods = self
            .methods
            .iter()
            .map(|method| Ident::new(method, Span::call_site()));
        let include = self
            .include
            .as_ref()
            .map(|names| quote!(.include(&[#(#names),*])));
        let exclude = self
            .exclude
            .as_ref()
            .map(|names| quote!(.exclude(&[#(#names),*])));
        quote! {
            const __FILTER: ::faultless::__private::Filter =
                ::faultless::__private::Filter::new() #(.#methods())* #include #exclude;
        }
    }

    /// The line that looks for the names among the model's fields.
    pub(super) fn check(&self, model: &Type) -> Option<TokenStream> {
        let named = self.include.is_some() || self.exclude.is_some();
        named.then(|| quote!(__FILTER.describe::<#model>(__description);))
    }
}

/// Tells words about a response model where there is none.
///
/// With `none` there is `response_model = None`.
pub(super) fn without_a_model(words: &[Ident], none: bool, mistakes: &mut Mistakes) {
    // One that is there and wrong was told about already.
    if !none && words.iter().any(|word| word == "response_model") {
        return;
    }
    for word in words {
        if word.to_string().starts_with("response_model_") {
            let message = format!("`{word}` is about a response model: add `response_model = ...`");
            mistakes.push(syn::Error::new(word.span(), message));
        }
    }
}

/// The names of fields, each once.
fn names(input: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    let span = input.span();
    let names: Vec<LitStr> = list(input, "[\"name\"]")?;
    if names.is_empty() {
        let message = "no names: write those of the model's fields, `[\"name\"]`";
        return Err(syn::Error::new(span, message));
    }
    for (index, name) in names.iter().enumerate() {
        let mut known = names.iter().take(index).map(LitStr::value);
        if known.any(|known| known == name.value()) {
            let message = format!("`{}` is written twice", name.value());
            return Err(syn::Error::new(name.span(), message));
        }
    }
    Ok(names)
}
