//! Security schemes: the components, and what each operation asks for.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::defect::Defect;
use crate::param::{Description, Secured};
use crate::routing::Operations;

/// Adds the schemes that an operation asks for.
pub(super) fn add_schemes(description: &Description, schemes: &mut Map<String, Value>) {
    for secured in &description.security {
        schemes.insert(secured.name.clone().into_owned(), secured.object.clone());
    }
}

/// What an operation asks for: each scheme once, with all the scopes that are asked for on the ways to it.
pub(super) fn asked(description: &Description) -> Vec<Value> {
    let mut asked: Vec<(&str, Vec<&'static str>)> = Vec::new();
    for secured in &description.security {
        let known = asked.iter().position(|(name, _)| *name == secured.name);
        let index = known.unwrap_or_else(|| {
            asked.push((&secured.name, Vec::new()));
            asked.len() - 1
        });
        let Some((_, scopes)) = asked.get_mut(index) else {
            continue;
        };
        for scope in &secured.scopes {
            if !scopes.contains(scope) {
                scopes.push(scope);
            }
        }
    }
    let asked = asked.into_iter();
    asked
        .map(|(name, scopes)| json!({ name: scopes }))
        .collect()
}

/// The schemes that were seen, by name: two that differ cannot share one.
#[derive(Default)]
pub(super) struct Known<'o>(HashMap<&'o str, &'o Secured>);

impl<'o> Known<'o> {
    /// Checks the schemes of an operation against those before it.
    pub(super) fn check(&mut self, operation: &'o Operations, defects: &mut Vec<Defect>) {
        for secured in &operation.description.security {
            let known = self.0.entry(&secured.name).or_insert(secured);
            if known.object == secured.object {
                continue;
            }
            let message = format!(
                "in `{}`, the security scheme `{}` is named `{}` in the documentation, and so is `{}`, which differs: give one of them a name of its own with `#[security_scheme(scheme_name = \"...\")]`",
                operation.route.name, secured.function, secured.name, known.function
            );
            let defect = Defect::new(operation.route.location, message);
            if !defects.contains(&defect) {
                defects.push(defect);
            }
        }
    }
}
