//! What a built application promises, for tests that hold its responses against that.

use super::Service;
use super::dispatch::Core;
use crate::openapi::documented_path;
use crate::routing::{Asked, Found, Held, Matched, Promises};

impl Promises for Service {
    fn operation(&self, asked: &Asked<'_>, own: usize) -> Option<Found> {
        self.core().operation_of(asked, own)
    }

    fn documents(&self, prefix: &str, held: &mut Vec<Held>) {
        let core = self.core();
        if let Some(document) = &core.documents().json {
            held.push(Held {
                prefix: prefix.to_owned(),
                document: document.clone(),
                errors: core.documents().errors,
            });
        }
        for (path, mounted) in core.routes().mounts() {
            if let Some(promises) = mounted.promises() {
                promises.documents(&joined(prefix, path), held);
            }
        }
    }
}

impl Core {
    /// The operation that a request comes to; none where it is answered before routing, or by nobody.
    fn operation_of(&self, asked: &Asked<'_>, own: usize) -> Option<Found> {
        let beyond = self.is_over_a_limit(asked.uri, asked.headers);
        if beyond.is_some() || self.documents().knows(asked.path.get(own..)?) {
            return None;
        }
        match self.routes().find(asked.path, asked.method, own) {
            Matched::Operation(operation, _) => {
                let limit = operation.body_limit.unwrap_or(self.options().body_limit);
                Some(Found {
                    prefix: String::new(),
                    path: documented_path(&operation.template.text),
                    handler: operation.route.name,
                    too_large: asked.length.is_some_and(|length| length > limit),
                })
            }
            Matched::Mount(mounted, _, taken) => {
                let mut found = mounted.promises()?.operation(asked, taken)?;
                let mut mounts = self.routes().mounts();
                let (path, _) = mounts.find(|(_, known)| std::ptr::eq(*known, mounted))?;
                found.prefix = joined(path, &found.prefix);
                Some(found)
            }
            Matched::WrongMethod(..) | Matched::Nowhere => None,
        }
    }
}

fn joined(outer: &str, inner: &str) -> String {
    format!(
        "{}{}",
        outer.trim_end_matches('/'),
        inner.trim_end_matches('/')
    )
}
