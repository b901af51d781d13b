//! `Extraction`: one request being taken apart, and the issues found on the way.

use std::any::TypeId;
use std::sync::Arc;

use faultless_model::Issues;

use super::body::ParsedBody;
use super::named::Named;
use super::query::Pairs;
use super::wiring::{Overrides, Shared};
use super::{BodyPlan, Source};
use crate::after::DependencyScope;
use crate::exception::{
    Exception, RequestValidationError, Result, WebSocketRequestValidationError,
};
use crate::request::Request;

/// The issues of one function's arguments, by the rank of their source; none most of the time, so that they take no room
/// in the futures that hold an extraction.
pub(crate) type Own = Option<Box<[Option<Issues>; Source::RANKS]>>;

/// One request being taken apart: the request, its body, the issues so far, the dependencies' values.
pub struct Extraction<'r> {
    request: &'r mut Request,
    body: &'r ParsedBody<'r>,
    plan: BodyPlan,
    /// The raw `name=value` pairs of the query, found when first needed.
    query: Option<Pairs>,
    /// The issues of dependencies that are done, in order.
    told: Option<Box<Issues>>,
    /// The issues of the function whose arguments are being read, by source.
    own: Own,
    /// What dependencies gave.
    values: Vec<Known>,
    /// The security scopes that are asked for on the way down to the present function.
    scopes: Vec<&'static str>,
    /// True when the present function, or one it depends on, took the scopes: what it gives holds for them alone.
    scopes_taken: bool,
    /// The value that the present dependency is configured with.
    config: Option<Shared>,
    /// How long the present dependency lives.
    lifetime: DependencyScope,
    overrides: &'r Overrides,
}

/// Which run of a dependency: the function, what it is configured with, how long it lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) id: TypeId,
    /// The address of its configuration; 0 where there is none.
    pub(crate) config: usize,
    pub(crate) scope: DependencyScope,
}

/// What a dependency gave.
struct Known {
    key: Key,
    /// The scopes it was asked with, when it took them.
    scopes: Option<Vec<&'static str>>,
    /// `None` where its own arguments had issues.
    value: Option<Shared>,
}

/// What is restored when a dependency is done.
pub(crate) struct Around {
    own: Own,
    scopes: usize,
    scopes_taken: bool,
    config: Option<Shared>,
}

impl<'r> Extraction<'r> {
    pub(crate) fn new(
        request: &'r mut Request,
        body: &'r ParsedBody<'r>,
        plan: BodyPlan,
        overrides: &'r Overrides,
    ) -> Self {
        Self {
            request,
            body,
            plan,
            query: None,
            told: None,
            own: None,
            values: Vec::new(),
            scopes: Vec::new(),
            scopes_taken: false,
            config: None,
            lifetime: DependencyScope::default(),
            overrides,
        }
    }

    /// The request.
    pub fn request(&mut self) -> &mut Request {
        self.request
    }

    /// The request, to look at.
    #[must_use]
    pub fn seen(&self) -> &Request {
        self.request
    }

    pub(super) fn body(&self) -> (&'r ParsedBody<'r>, BodyPlan) {
        (self.body, self.plan)
    }

    /// The form that was received, where an argument takes one.
    pub(super) fn form(&self) -> Option<&'r Named<'r>> {
        self.body.form()
    }

    /// Notes issues of an argument of the present function.
    #[cold]
    pub(super) fn note(&mut self, source: Source, issues: Issues) {
        let own = self.own.get_or_insert_default();
        match own.get_mut(source.rank()) {
            Some(Some(known)) => known.absorb(issues),
            Some(none) => *none = Some(issues),
            None => {}
        }
    }

    /// The raw pairs of the query string that may have this name.
    pub(super) fn query_pairs(&mut self, name: &str) -> impl DoubleEndedIterator<Item = &str> {
        let query = self.request.query();
        let pairs = self.query.get_or_insert_with(|| Pairs::of(query));
        let candidates = pairs.candidates(name).iter();
        candidates.filter_map(|span| span.of(query))
    }

    /// True when nothing was wrong with the arguments read so far by the present function.
    fn is_clean(&self) -> bool {
        self.own.is_none()
    }

    /// Begins a dependency: the scopes it is asked with are added to those on the way, its configuration is at hand.
    pub(crate) fn enter(&mut self, scopes: &[&'static str], config: Option<Shared>) -> Around {
        let around = Around {
            own: None,
            scopes: self.scopes.len(),
            scopes_taken: std::mem::replace(&mut self.scopes_taken, false),
            config: std::mem::replace(&mut self.config, config),
        };
        for scope in scopes {
            if !self.scopes.contains(scope) {
                self.scopes.push(scope);
            }
        }
        around
    }

    /// Sets the issues of the outer function aside while the arguments of the present one are read.
    pub(crate) fn descend(&mut self, around: &mut Around) {
        around.own = self.own.take();
    }

    /// Tells the dependency's issues, and takes up the outer function's.
    pub(crate) fn ascend(&mut self, around: &mut Around) {
        let inner = std::mem::replace(&mut self.own, around.own.take());
        tell(inner, &mut self.told);
    }

    /// Ends a dependency that was begun.
    pub(crate) fn leave(&mut self, around: Around) {
        self.scopes.truncate(around.scopes);
        self.scopes_taken |= around.scopes_taken;
        self.config = around.config;
    }

    /// The security scopes that the present function is asked with.
    pub(crate) fn take_scopes(&mut self) -> &[&'static str] {
        self.scopes_taken = true;
        &self.scopes
    }

    /// The value that the present dependency is configured with.
    ///
    /// # Errors
    /// When there is none, which building the application rules out.
    #[doc(hidden)]
    pub fn config<T: Send + Sync + 'static>(&self) -> Result<Arc<T>> {
        let config = self
            .config
            .clone()
            .and_then(|config| config.downcast().ok());
        config.ok_or_else(|| {
            Exception::msg(format!(
                "a dependency is not configured with a `{}`",
                std::any::type_name::<T>()
            ))
        })
    }

    /// How long the present dependency lives.
    pub(crate) fn lifetime(&self) -> DependencyScope {
        self.lifetime
    }

    /// Sets how long the present dependency lives; gives how long the one around it does.
    pub(crate) fn live(&mut self, lifetime: DependencyScope) -> DependencyScope {
        std::mem::replace(&mut self.lifetime, lifetime)
    }

    pub(crate) fn overrides(&self) -> &'r Overrides {
        self.overrides
    }

    #[expect(
        clippy::option_option,
        reason = "not run, run without a value, run with one"
    )]
    /// What the dependency gave, when it ran: `None` inside for one whose arguments had issues.
    pub(crate) fn value(&mut self, key: Key) -> Option<Option<Shared>> {
        let Self { values, scopes, .. } = self;
        let known = values.iter().find(|known| {
            known.key == key && known.scopes.as_ref().is_none_or(|taken| taken == scopes)
        })?;
        self.scopes_taken |= known.scopes.is_some();
        Some(known.value.clone())
    }

    /// Keeps what a dependency gave, for everyone who asks for it with the same scopes, if it took them.
    pub(crate) fn keep(&mut self, key: Key, value: Option<Shared>) {
        let scopes = self.scopes_taken.then(|| self.scopes.clone());
        self.values.push(Known { key, scopes, value });
    }

    /// Ends the reading of arguments.
    ///
    /// # Errors
    /// [`RequestValidationError`], of a WebSocket's handshake [`WebSocketRequestValidationError`], when any issue was noted: the dependencies' in the order they ran, then the
    /// operation's own by source.
    pub fn finish(&mut self) -> Result<()> {
        if self.told.is_none() && self.is_clean() {
            return Ok(());
        }
        Err(self.invalid())
    }

    #[cold]
    fn invalid(&mut self) -> Exception {
        let mut all = self.told.take();
        tell(self.own.take(), &mut all);
        let all = all.map(|all| all.into_vec()).unwrap_or_default();
        if self.request.is_websocket() {
            return Exception::new(WebSocketRequestValidationError::new(all));
        }
        let error = RequestValidationError::new(all);
        let depth = self.request.settings().limits.depth;
        Exception::new(match self.body.received(depth) {
            Some(received) => error.with_received(received),
            None => error,
        })
    }
}

/// Adds a function's issues, in the order of their sources, to those that were told before.
fn tell(own: Own, told: &mut Option<Box<Issues>>) {
    let mut own = own;
    let sources = own.iter_mut().flat_map(|own| own.iter_mut());
    for issues in sources.filter_map(Option::take) {
        match told {
            Some(known) => known.absorb(issues),
            None => *told = Some(Box::new(issues)),
        }
    }
}

impl std::fmt::Debug for Extraction<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extraction")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}
