//! Security: which credentials suffice.

use std::collections::BTreeMap;

use serde_json::Value;

use super::document::Operation;
use super::rule::Rule;
use super::{Comparison, Unusable, quoted};

/// What suffices together: the schemes, each with its scopes.
type Alternative<'a> = BTreeMap<&'a str, Vec<&'a str>>;

impl<'a> Comparison<'a> {
    pub(super) fn security(
        &mut self,
        old: &Operation<'a>,
        new: &Operation<'a>,
    ) -> Result<(), Unusable> {
        let (before, now) = (alternatives(old), alternatives(new));
        self.steps += before.len() * now.len();
        self.step()?;
        let mut is_same = before.len() == now.len();
        for one in &before {
            is_same &= now.contains(one);
            if !now.iter().any(|other| suffices(one, other)) {
                let words = format!(
                    "{} no longer enough: {} demanded now",
                    told(one),
                    listed(&now)
                );
                self.tell_here(Rule::SecurityDemanded, words);
            }
        }
        if !is_same
            && before
                .iter()
                .all(|one| now.iter().any(|other| suffices(one, other)))
        {
            let words = format!(
                "less is demanded, or something else will do: {}",
                listed(&now)
            );
            self.tell_here(Rule::SecurityLoosened, words);
        }
        let mut schemes: Vec<&str> = before.iter().flat_map(BTreeMap::keys).copied().collect();
        schemes.sort_unstable();
        schemes.dedup();
        for scheme in schemes
            .into_iter()
            .filter(|scheme| now.iter().any(|one| one.contains_key(scheme)))
        {
            if kind(old, scheme) != kind(new, scheme) {
                let words = format!(
                    "the security scheme {} works in another way now",
                    quoted(scheme)
                );
                self.tell_here(Rule::SecuritySchemeChanged, words);
            }
        }
        Ok(())
    }
}

/// What an operation demands: one of these; nothing where there is one that is empty.
fn alternatives<'a>(operation: &Operation<'a>) -> Vec<Alternative<'a>> {
    let own = operation.object.get("security");
    let demanded = own.or_else(|| operation.document.root().get("security"));
    let mut alternatives: Vec<_> = demanded
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .map(|schemes| {
            let scopes = |scopes: &'a Value| {
                let scopes = scopes.as_array().into_iter().flatten();
                scopes.filter_map(Value::as_str).collect()
            };
            schemes
                .iter()
                .map(|(name, value)| (name.as_str(), scopes(value)))
                .collect()
        })
        .collect();
    if alternatives.is_empty() {
        alternatives.push(Alternative::new());
    }
    alternatives
}

/// True when a client with the credentials `has` is let in where `demanded` is demanded.
fn suffices(has: &Alternative<'_>, demanded: &Alternative<'_>) -> bool {
    demanded.iter().all(|(scheme, scopes)| {
        has.get(scheme)
            .is_some_and(|own| scopes.iter().all(|scope| own.contains(scope)))
    })
}

/// How a scheme works: what a client has to know of it.
fn kind<'a>(operation: &Operation<'a>, scheme: &str) -> Option<Vec<Option<&'a Value>>> {
    let schemes = operation
        .document
        .root()
        .get("components")?
        .get("securitySchemes")?;
    let scheme = operation.document.resolve(schemes.get(scheme)?).ok()?;
    let known = ["type", "in", "name", "scheme", "openIdConnectUrl"];
    let mut kind: Vec<_> = known.iter().map(|key| scheme.get(*key)).collect();
    for flow in [
        "implicit",
        "password",
        "clientCredentials",
        "authorizationCode",
    ] {
        let flow = scheme.get("flows").and_then(|flows| flows.get(flow));
        kind.push(flow.and_then(|flow| flow.get("tokenUrl")));
        kind.push(flow.and_then(|flow| flow.get("authorizationUrl")));
    }
    Some(kind)
}

fn told(alternative: &Alternative<'_>) -> String {
    if alternative.is_empty() {
        return "no credentials are".to_owned();
    }
    format!("{} is", named(alternative))
}

fn named(alternative: &Alternative<'_>) -> String {
    let schemes = alternative.iter().map(|(scheme, scopes)| {
        let scopes = scopes.iter().map(|scope| quoted(scope)).collect::<Vec<_>>();
        if scopes.is_empty() {
            quoted(scheme)
        } else {
            format!("{} with {}", quoted(scheme), scopes.join(", "))
        }
    });
    schemes.collect::<Vec<_>>().join(" and ")
}

fn listed(alternatives: &[Alternative<'_>]) -> String {
    let told = alternatives.iter().map(|one| {
        if one.is_empty() {
            "nothing".to_owned()
        } else {
            named(one)
        }
    });
    format!("{} is", told.collect::<Vec<_>>().join(", or "))
}
