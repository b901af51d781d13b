//! The path of an operation, as far as it can be checked when it is compiled.

use syn::LitStr;

use crate::mistakes::Mistakes;

/// The parameters of a path.
#[derive(Default)]
pub(super) struct Template {
    pub(super) names: Vec<String>,
}

const CONVERTORS: [&str; 5] = ["str", "path", "int", "float", "uuid"];

impl Template {
    pub(super) fn read(literal: &LitStr, mistakes: &mut Mistakes) -> Self {
        let path = literal.value();
        let mut template = Self::default();
        if let Err(why) = template.fill(&path) {
            mistakes.push(syn::Error::new(literal.span(), why));
        }
        template
    }

    fn fill(&mut self, path: &str) -> Result<(), String> {
        // The URL of a callback, which is an expression of the document's and no path of the application's.
        if path.starts_with("{$") {
            return self.expression(path);
        }
        // Empty is the prefix's own path.
        if !path.is_empty() && !path.starts_with('/') {
            return Err(format!("a path starts with a slash: write \"/{path}\""));
        }
        if let Some(name) = path
            .split('/')
            .find_map(|segment| segment.strip_prefix(':'))
        {
            return Err(format!(
                "a parameter is written in braces: `{{{name}}}` instead of `:{name}`"
            ));
        }
        if let Some(name) = path
            .split('/')
            .find_map(|segment| segment.strip_prefix('<')?.strip_suffix('>'))
        {
            return Err(format!(
                "a parameter is written in braces: `{{{name}}}` instead of `<{name}>`"
            ));
        }
        if let Some(at) = path.find(['?', '#']) {
            let rest = path.get(at..).unwrap_or_default();
            return Err(format!(
                "a path has no `{rest}`: query parameters are arguments of the function"
            ));
        }
        let mut rest = path;
        while let Some(open) = rest.find(['{', '}']) {
            let from = rest.get(open..).unwrap_or_default();
            let Some((inside, after)) = from
                .strip_prefix('{')
                .and_then(|inside| inside.split_once('}'))
            else {
                return Err("a brace without its other: a parameter is written `{name}` or `{name:convertor}`".to_owned());
            };
            self.parameter(inside)?;
            rest = after;
        }
        Ok(())
    }

    /// Takes the parameters of a callback's URL: what is no `{$expression}`.
    fn expression(&mut self, url: &str) -> Result<(), String> {
        for part in url.split('{').skip(1) {
            let Some((inside, _)) = part.split_once('}') else {
                return Err(
                    "a brace without its other: an expression is written `{$request.body#/url}`"
                        .to_owned(),
                );
            };
            if !inside.starts_with('$') {
                self.parameter(inside)?;
            }
        }
        Ok(())
    }

    fn parameter(&mut self, inside: &str) -> Result<(), String> {
        if let Some(name) = inside.strip_prefix('*') {
            return Err(format!(
                "the rest of a path is written `{{{name}:path}}` instead of `{{{inside}}}`"
            ));
        }
        let (name, convertor) = inside.split_once(':').unwrap_or((inside, "str"));
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !named {
            return Err(format!(
                "`{{{inside}}}` has no name: a parameter is named like its argument, `{{item_id}}`"
            ));
        }
        if !CONVERTORS.contains(&convertor) {
            return Err(format!(
                "there is no convertor `{convertor}`: there are `{}`",
                CONVERTORS.join("`, `")
            ));
        }
        if self.names.iter().any(|known| known == name) {
            return Err(format!(
                "`{{{name}}}` stands in the path twice: give each parameter a name of its own"
            ));
        }
        self.names.push(name.to_owned());
        Ok(())
    }
}
