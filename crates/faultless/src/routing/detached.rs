//! Operations that no path of the application leads to: webhooks and callbacks, which are documented alone.

use std::sync::Arc;

use http::HeaderValue;

use super::Operations;
use crate::operation::{Plan, Route};
use crate::param::Description;
use crate::request::Template;

impl Operations {
    /// An operation that is documented and not served.
    pub(crate) fn detached(route: Route) -> Self {
        let mut description = Description::default();
        for dependency in &route.dependencies {
            dependency.describe(&mut description);
        }
        (route.describe)(&mut description);
        let template = Template {
            text: route.path.into(),
            names: names(route.path).map(Into::into).collect(),
        };
        Self {
            call: route.call,
            plan: Plan::new(&route, &description, Vec::new()),
            methods: route.methods.clone(),
            allow: HeaderValue::from_static(""),
            body_limit: None,
            registries: Vec::new(),
            template: Arc::new(template),
            tags: route.docs.tags.clone(),
            description,
            responses: route.extra.responses.clone(),
            hidden: route.docs.hidden,
            deprecated: route.docs.deprecated,
            served: false,
            route: Arc::new(route),
        }
    }
}

/// The parameters of a path; `{$...}` is an expression of a callback, and none.
pub(crate) fn names(path: &str) -> impl Iterator<Item = &str> {
    let inside = path.split('{').skip(1);
    inside
        .filter_map(|rest| rest.split(['}', ':']).next())
        .filter(|name| !name.starts_with('$'))
}
