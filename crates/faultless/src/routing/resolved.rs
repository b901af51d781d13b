//! `Routes`: an application's routers flattened, checked, and made one table.

use std::collections::HashMap;
use std::panic::Location;
use std::sync::Arc;

use http::{HeaderValue, Method};
use smallvec::SmallVec;

use super::mount::{Mounted, Nature};
use super::pattern::{Pattern, Values};
use super::router::{Item, Router};
use super::table::Table;
use crate::after::Tasks;
use crate::defect::Defect;
use crate::depends::DependencyRef;
use crate::exception::Registry;
use crate::operation::{Call, Plan, ResponseDoc, Route, add_response};
use crate::param::{Description, Overrides, Source};
use crate::request::{self, StateMap, Template};

/// What answers a path.
pub(crate) enum Endpoint {
    Operation(Box<Operations>),
    /// Shared with the tasks of its connections.
    #[cfg(feature = "websocket")]
    WebSocket(Arc<Operations>),
    Mount {
        call: Mounted,
        nature: Nature,
    },
}

/// An operation with all that the routers around it add.
pub(crate) struct Operations {
    pub(crate) call: Call,
    pub(crate) plan: Plan,
    pub(crate) methods: Vec<Method>,
    pub(crate) allow: HeaderValue,
    pub(crate) body_limit: Option<u64>,
    /// The exception handlers of its routers, innermost first.
    pub(crate) registries: Vec<Arc<Registry>>,
    pub(crate) route: Arc<Route>,
    pub(crate) template: Arc<Template>,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) description: Description,
    /// The answers that it and its routers document.
    pub(crate) responses: Vec<ResponseDoc>,
    /// True when it is left out of the document.
    pub(crate) hidden: bool,
    pub(crate) deprecated: bool,
    /// False of what others answer: a webhook, a callback.
    pub(crate) served: bool,
}

impl Operations {
    /// Whether the documentation holds it.
    pub(crate) fn is_documented(&self) -> bool {
        !self.hidden && !self.route.is_websocket()
    }
}

/// An application's routes.
pub(crate) struct Routes {
    table: Table,
    endpoints: Vec<Endpoint>,
}

/// What a request's path and method come to.
pub(crate) enum Matched<'r> {
    /// An operation, and its route with the parameters' places.
    Operation(&'r Operations, request::Route),
    /// A mount, and how many bytes of the path are its own.
    Mount(&'r Mounted, Nature, usize),
    /// The path is there, the method is not: the first operation of the path.
    WrongMethod(&'r Operations, request::Route),
    /// Nothing.
    Nowhere,
}

/// What the path of a WebSocket's handshake comes to.
#[cfg(feature = "websocket")]
pub(crate) enum MatchedWebSocket<'r> {
    /// An operation, and its route with the parameters' places.
    Operation(&'r Arc<Operations>, request::Route),
    /// A mount, and how many bytes of the path are its own.
    Mount(&'r Mounted, Nature, usize),
    /// Nothing.
    Nowhere,
}

impl Routes {
    /// Flattens a router; the mistakes found on the way are added to `defects`.
    /// The routes of an application: what it holds, what stands in for its dependencies, where its tasks run.
    pub(crate) fn new(
        router: &Router,
        state: &StateMap,
        overrides: &Arc<Overrides>,
        tasks: &Tasks,
        root: &str,
        defects: &mut Vec<Defect>,
    ) -> Self {
        let mut builder = Builder {
            patterns: Vec::new(),
            endpoints: Vec::new(),
            seen: HashMap::new(),
            state,
            overrides,
            tasks,
            root,
            defects,
        };
        builder.router(router, &Around::default());
        let Builder {
            patterns,
            endpoints,
            ..
        } = builder;
        let table = Table::new(patterns).or_else(|why| {
            defects.push(Defect::new(
                router.location,
                format!("the paths cannot be put into one table: {why}"),
            ));
            Table::new(Vec::new())
        });
        // An empty table has nothing to refuse.
        #[expect(
            clippy::expect_used,
            reason = "a table without patterns inserts nothing, so nothing can be refused"
        )]
        let table = table.expect("an empty table");
        Self { table, endpoints }
    }

    /// What `path` and `method` come to.
    pub(crate) fn find(&self, path: &str, method: &Method, own: usize) -> Matched<'_> {
        let Some(own_path) = path.get(own..) else {
            return Matched::Nowhere;
        };
        let mut first = None;
        for index in self.table.candidates(own_path).iter().copied() {
            let Some(values) = self.table.values(index, own_path) else {
                continue;
            };
            match self.endpoints.get(index) {
                Some(Endpoint::Operation(operation)) if operation.methods.contains(method) => {
                    return Matched::Operation(operation, route(operation, values, own));
                }
                Some(Endpoint::Operation(operation)) => {
                    first.get_or_insert((operation, values));
                }
                Some(Endpoint::Mount { call, nature }) => {
                    if let Some(taken) = self.mounted_at(index, own_path) {
                        return Matched::Mount(call, *nature, own + taken);
                    }
                }
                #[cfg(feature = "websocket")]
                Some(Endpoint::WebSocket(_)) => {}
                None => {}
            }
        }
        match first {
            Some((operation, values)) => {
                Matched::WrongMethod(operation, route(operation, values, own))
            }
            None => Matched::Nowhere,
        }
    }

    /// How many bytes of the path belong to the mount of this index.
    fn mounted_at(&self, index: usize, path: &str) -> Option<usize> {
        self.table.pattern(index)?.mounted_at(path)
    }

    /// What the path of a WebSocket's handshake comes to: its own routes and the mounts, in order of declaration.
    #[cfg(feature = "websocket")]
    pub(crate) fn find_websocket(&self, path: &str, own: usize) -> MatchedWebSocket<'_> {
        let Some(own_path) = path.get(own..) else {
            return MatchedWebSocket::Nowhere;
        };
        for index in self.table.candidates(own_path).iter().copied() {
            let Some(values) = self.table.values(index, own_path) else {
                continue;
            };
            match self.endpoints.get(index) {
                Some(Endpoint::WebSocket(operation)) => {
                    let route = route(operation, values, own);
                    return MatchedWebSocket::Operation(operation, route);
                }
                Some(Endpoint::Mount { call, nature }) => {
                    if let Some(taken) = self.mounted_at(index, own_path) {
                        return MatchedWebSocket::Mount(call, *nature, own + taken);
                    }
                }
                Some(Endpoint::Operation(_)) | None => {}
            }
        }
        MatchedWebSocket::Nowhere
    }

    /// True when any route matches `path`, whatever the method; those of WebSockets apart.
    pub(crate) fn matches(&self, path: &str) -> bool {
        let answers = |index: usize| match self.endpoints.get(index) {
            Some(Endpoint::Operation(_) | Endpoint::Mount { .. }) => true,
            #[cfg(feature = "websocket")]
            Some(Endpoint::WebSocket(_)) => false,
            None => false,
        };
        let candidates = self.table.candidates(path);
        let mut candidates = candidates.iter().copied();
        candidates.any(|index| answers(index) && self.table.values(index, path).is_some())
    }

    /// The mounts with their paths, in order.
    #[cfg(feature = "contract")]
    pub(crate) fn mounts(&self) -> impl Iterator<Item = (&str, &Mounted)> {
        let endpoints = self.endpoints.iter().enumerate();
        endpoints.filter_map(|(index, endpoint)| match endpoint {
            Endpoint::Mount { call, .. } => {
                Some((&*self.table.pattern(index)?.template().text, call))
            }
            _ => None,
        })
    }

    /// The operations, in order.
    pub(crate) fn operations(&self) -> impl Iterator<Item = &Operations> {
        self.endpoints.iter().filter_map(|endpoint| match endpoint {
            Endpoint::Operation(operation) => Some(&**operation),
            Endpoint::Mount { .. } => None,
            // OpenAPI has no place for them.
            #[cfg(feature = "websocket")]
            Endpoint::WebSocket(_) => None,
        })
    }
}

fn endpoint(operations: Operations) -> Endpoint {
    #[cfg(feature = "websocket")]
    if operations.route.is_websocket() {
        return Endpoint::WebSocket(Arc::new(operations));
    }
    Endpoint::Operation(Box::new(operations))
}

fn route(operation: &Operations, mut values: Values, own: usize) -> request::Route {
    if own > 0 {
        for span in &mut values {
            *span = span.shifted(own);
        }
    }
    request::Route {
        template: Arc::clone(&operation.template),
        values,
    }
}

/// What the routers around an item add to it.
#[derive(Default, Clone)]
struct Around {
    prefix: String,
    /// True when a prefix has a mistake, which every path inside would repeat.
    unfit: bool,
    tags: Vec<&'static str>,
    responses: Vec<ResponseDoc>,
    hidden: bool,
    deprecated: bool,
    dependencies: Vec<DependencyRef>,
    /// Innermost first.
    registries: Vec<Arc<Registry>>,
}

struct Builder<'b> {
    patterns: Vec<Pattern>,
    endpoints: Vec<Endpoint>,
    /// The methods that are answered already, by the path's key.
    seen: HashMap<String, Vec<(Method, Arc<Route>)>>,
    state: &'b StateMap,
    overrides: &'b Arc<Overrides>,
    tasks: &'b Tasks,
    /// The path under which the application is mounted.
    root: &'b str,
    defects: &'b mut Vec<Defect>,
}

impl Builder<'_> {
    fn router(&mut self, router: &Router, outside: &Around) {
        self.defects.extend(router.defects.iter().cloned());
        let mut around = outside.clone();
        around.unfit |= !self.check_prefix(&router.prefix, router.location);
        around.prefix.push_str(&router.prefix);
        around.tags.extend(&router.tags);
        for response in &router.responses {
            add_response(&mut around.responses, response.clone());
        }
        around.hidden |= router.hidden;
        around.deprecated |= router.deprecated;
        around.dependencies.extend_from_slice(&router.dependencies);
        if !router.registry.is_empty() {
            around
                .registries
                .insert(0, Arc::new(router.registry.clone()));
        }
        for item in &router.items {
            match item {
                Item::Route(route, location) => self.route(route, &around, location),
                Item::Router(inner) => self.router(inner, &around),
                Item::Mount(mount) => {
                    let path = format!("{}{}", around.prefix, mount.path);
                    let root = format!("{}{}", self.root, path.trim_end_matches('/'));
                    match (
                        Pattern::mount(&path),
                        mount.target.mounted(self.tasks, &root),
                    ) {
                        (Ok(pattern), Ok((call, nature))) => {
                            self.patterns.push(pattern);
                            self.endpoints.push(Endpoint::Mount { call, nature });
                        }
                        (pattern, target) => {
                            self.defects
                                .extend(pattern.err().map(|why| Defect::new(mount.location, why)));
                            self.defects.extend(
                                target
                                    .err()
                                    .into_iter()
                                    .flat_map(crate::BuildError::into_defects),
                            );
                        }
                    }
                }
            }
        }
    }

    /// Gives false when the prefix can be no part of any path.
    fn check_prefix(&mut self, prefix: &str, location: &'static Location<'static>) -> bool {
        let message = match prefix.strip_suffix('/') {
            _ if prefix.is_empty() => return true,
            _ if !prefix.starts_with('/') => {
                format!("the prefix `{prefix}` does not start with a slash: write `/{prefix}`")
            }
            Some("") => "the prefix `/` is one slash, and every path starts with one: leave it out"
                .to_owned(),
            Some(shorter) => {
                format!(
                    "the prefix `{prefix}` ends with a slash, and every path starts with one: write `{shorter}`"
                )
            }
            None => match Pattern::new(prefix) {
                Ok(_) => return true,
                Err(why) => why,
            },
        };
        self.defects.push(Defect::new(location, message));
        false
    }

    fn route(&mut self, route: &Arc<Route>, around: &Around, included: &'static Location<'static>) {
        let path = format!("{}{}", around.prefix, route.path);
        if path.is_empty() {
            self.defects.push(Defect::new(
                included,
                format!(
                    "`{}` has an empty path and no prefix around it: write `/`",
                    route.name
                ),
            ));
            return;
        }
        let pattern = match Pattern::new(&path) {
            Ok(pattern) => pattern,
            Err(why) => {
                if !around.unfit {
                    self.defects.push(Defect::new(route.location, why));
                }
                return;
            }
        };
        let mut description = Description::with_overrides(Arc::clone(self.overrides));
        let mut levels = around.dependencies.clone();
        levels.extend_from_slice(&route.dependencies);
        for dependency in &levels {
            dependency.describe(&mut description);
        }
        (route.describe)(&mut description);
        self.check(route, &path, &pattern, &description);
        let plan = Plan::new(route, &description, levels);
        let allow: Vec<&str> = route.methods.iter().map(Method::as_str).collect();
        let mut tags = around.tags.clone();
        tags.extend(&route.docs.tags);
        let mut responses = around.responses.clone();
        for response in &route.extra.responses {
            add_response(&mut responses, response.clone());
        }
        let operations = Operations {
            call: route.call,
            plan,
            methods: route.methods.clone(),
            // Methods are tokens, which a header takes.
            allow: HeaderValue::from_str(&allow.join(", "))
                .unwrap_or_else(|_| HeaderValue::from_static("GET")),
            body_limit: route.body_limit,
            registries: around.registries.clone(),
            route: Arc::clone(route),
            template: Arc::clone(pattern.template()),
            tags,
            description,
            responses,
            hidden: around.hidden || route.docs.hidden,
            deprecated: around.deprecated || route.docs.deprecated,
            served: true,
        };
        self.endpoints.push(endpoint(operations));
        self.patterns.push(pattern);
    }

    fn check(
        &mut self,
        route: &Arc<Route>,
        path: &str,
        pattern: &Pattern,
        description: &Description,
    ) {
        let mut defect = |message: String| self.defects.push(Defect::new(route.location, message));
        for chain in &description.cycles {
            defect(format!(
                "a dependency of `{}` needs itself: {chain}",
                route.name
            ));
        }
        for misfit in &description.misfits {
            defect(format!("in `{}`, {misfit}", route.name));
        }
        if let Some(conflict) = crate::param::conflict(description) {
            defect(format!("in `{}`, {conflict}", route.name));
        }
        for mistake in super::websocket::mistakes(route, description) {
            defect(mistake);
        }
        for need in &description.needs {
            if !self.state.contains(need.type_id) {
                defect(format!(
                    "`{}` takes `State<{}>`, which the application does not have: add `.state(...)` with a value of that type",
                    route.name, need.type_name
                ));
            }
        }
        let names: SmallVec<[&str; 4]> = pattern.names().iter().map(|name| &**name).collect();
        for param in &description.params {
            if param.source == Source::Path && !names.contains(&param.wire_name) {
                defect(format!(
                    "`{}` takes `{}` from the path, and `{path}` has no `{{{}}}`: add it to the path, or take it from elsewhere",
                    route.name, param.name, param.wire_name
                ));
            }
        }
        // The prefix is shared by many operations: only what stands in the operation's own path must be taken.
        for name in names.iter().filter(|name| is_in(route.path, name)) {
            let taken = description.params.iter().any(|param| {
                param.wire_name == *name && matches!(param.source, Source::Path | Source::Natural)
            });
            if !taken && !description.opaque {
                defect(format!(
                    "`{{{name}}}` in the path `{path}` is taken by no argument of `{}`: add an argument `{name}`, or take it out of the path",
                    route.name
                ));
            }
        }
        self.check_twice(route, pattern, path);
    }

    /// Two operations that answer the same method of the same path: the second would never run.
    fn check_twice(&mut self, route: &Arc<Route>, pattern: &Pattern, path: &str) {
        let same = self.seen.entry(pattern.key()).or_default();
        if route.is_websocket() {
            match same.iter().find(|(_, known)| known.is_websocket()) {
                Some((_, first)) => self.defects.push(Defect::new(
                    route.location,
                    format!(
                        "WebSockets at `{path}` are answered by `{}` already, at {}:{}: `{}` would never run; give it another path",
                        first.name, first.location.file(), first.location.line(), route.name
                    ),
                )),
                // It answers no method: the one it begins with stands for it.
                None => same.push((Method::GET, Arc::clone(route))),
            }
            return;
        }
        for method in &route.methods {
            let http = |first: &Route| !first.is_websocket();
            if let Some((_, first)) = same
                .iter()
                .find(|(known, first)| known == method && http(first))
            {
                self.defects.push(Defect::new(route.location,
                    format!(
                        "`{method} {path}` is answered by `{}` already, at {}:{}: `{}` would never run; give it another path or method",
                        first.name, first.location.file(), first.location.line(), route.name
                    ),
                ));
            }
        }
        same.extend(
            route
                .methods
                .iter()
                .map(|method| (method.clone(), Arc::clone(route))),
        );
    }
}

fn is_in(path: &str, name: &str) -> bool {
    path.split('{').skip(1).any(|rest| {
        rest.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(['}', ':']))
    })
}
