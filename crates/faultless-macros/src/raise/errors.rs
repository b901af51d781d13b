//! What an error type tells the documentation: one answer of each variant.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{Expr, ExprLit, Lit};

use super::attr::Words;
use super::expand::binding;
use super::{ErrorType, Shape};
use crate::function::with_status_names;

/// The body of `Raise::errors`.
pub(super) fn errors(error: &ErrorType) -> TokenStream {
    let shapes = error.shapes.iter().map(|shape| shape.documented(error));
    quote! {
        #[allow(unused_imports, reason = "an error may have no base")]
        use ::faultless::__private::{NoErrors as _, PlainErrors as _, RaisingErrors as _};
        let mut __errors = ::std::vec::Vec::new();
        #(#shapes)*
        __errors
    }
}

impl Shape {
    /// What adds its answers to `__errors`.
    fn documented(&self, error: &ErrorType) -> TokenStream {
        let outer = self.around(&error.words);
        let variant = self.variant.as_ref().map(|variant| {
            let name = syn::ext::IdentExt::unraw(variant).to_string();
            quote!(.variant(#name))
        });
        let words = self.docs.as_ref().map(|docs| quote!(.words(#docs)));
        let code = self.words.code.as_ref();
        let code = code
            .or(outer.and_then(|outer| outer.code.as_ref()))
            .map(|code| quote!(.code(#code)));
        let status = self.words.status.as_ref();
        let status = status.or(outer.and_then(|outer| outer.status.as_ref()));
        // What a field decides is not known before there is a value.
        let dynamic = status.is_some_and(|status| self.names_field(status));
        let status = status.filter(|_| !dynamic).map(|status| {
            let status = with_status_names(&quote!(#status));
            quote!(.status(#status))
        });
        let start = if dynamic {
            quote!(::faultless::__private::ErrorDoc::anything())
        } else {
            quote!(::faultless::__private::ErrorDoc::of_type::<Self>())
        };
        let (told, detail) = self.told(outer);
        let headers = outer.into_iter().flat_map(|outer| &outer.headers);
        let headers = headers
            .chain(&self.words.headers)
            .map(|(name, _)| quote!(.header(#name)));
        let example = self.words.example.as_ref();
        let example =
            example.map(|example| quote!(.example(&{ let __example: Self = #example; __example })));
        let doc = quote!(#start #variant #words #code #status #detail #(#headers)* #example);
        match self.base_type.as_ref().filter(|_| example.is_none()) {
            None => quote!(__errors.push(#doc);),
            Some(base) => quote! {
                __errors.extend(#doc.over(#told, (&&&::faultless::__private::ErrorsOf::<#base>::new()).errors()));
            },
        }
    }

    /// Whether the error has a detail of its own, and what is known of it.
    fn told(&self, outer: Option<&Words>) -> (bool, Option<TokenStream>) {
        let detail = self.words.detail.as_ref();
        match detail.or(outer.and_then(|outer| outer.detail.as_ref())) {
            Some(Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            })) => {
                let text = named(&text.value());
                (true, Some(quote!(.template(#text))))
            }
            Some(_) => {
                let own = self.template.as_ref().map(|text| named(text));
                let own = own.map(|text| quote!(.display(#text)));
                (true, Some(quote!(#own.any_detail())))
            }
            None => {
                let own = self.template.as_ref().map(|text| named(text));
                (false, own.map(|text| quote!(.display(#text))))
            }
        }
    }

    /// Whether an expression names a field of the shape.
    fn names_field(&self, expression: &Expr) -> bool {
        let fields: Vec<Ident> = self.fields.iter().map(binding).collect();
        names(expression.to_token_stream(), &fields)
    }
}

fn names(tokens: TokenStream, fields: &[Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "self" || fields.contains(&ident),
        TokenTree::Group(group) => names(group.stream(), fields),
        _ => false,
    })
}

/// A format string with its placeholders as names alone: `{left:?}` as `{left}`, `{{` as `{`.
fn named(format: &str) -> String {
    let (mut text, mut characters) = (String::new(), format.chars().peekable());
    while let Some(character) = characters.next() {
        text.push(character);
        match character {
            '{' if characters.peek() == Some(&'{') => {
                characters.next();
            }
            '}' if characters.peek() == Some(&'}') => {
                characters.next();
            }
            '{' => {
                let inside: String = characters.by_ref().take_while(|c| *c != '}').collect();
                text.push_str(inside.split(':').next().unwrap_or_default());
                text.push('}');
            }
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn placeholders_keep_their_names_alone() {
        assert_eq!(
            named("{0} of {left:?}, {{x}}, {}"),
            "{0} of {left}, {x}, {}"
        );
    }
}
