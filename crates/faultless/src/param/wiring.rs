//! `Wiring`: what an argument says of the dependency it takes.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::{Description, Extraction};
use crate::after::DependencyScope;
use crate::exception::Result;

/// A value of any type that is shared.
pub type Shared = Arc<dyn Any + Send + Sync>;

/// What an argument says of the dependency it takes: `#[depends(...)]`.
#[derive(Debug, Clone, Copy)]
pub struct Wiring {
    /// False when the dependency is run again, even if it was run for this request already.
    pub use_cache: bool,
    /// How long it lives, if it yields.
    pub scope: DependencyScope,
    /// The security scopes that are asked for here, on top of those asked for further out.
    pub scopes: &'static [&'static str],
    /// The value it is configured with.
    pub config: Option<fn() -> Shared>,
}

impl Wiring {
    /// Nothing said.
    pub const USUAL: Self = Self {
        use_cache: true,
        scope: DependencyScope::Request,
        scopes: &[],
        config: None,
    };
}

type Resolve = for<'a> fn(&'a mut Extraction<'_>) -> BoxFuture<'a, Result<Option<Shared>>>;

/// A dependency that stands in for another of the same output.
#[derive(Clone, Copy)]
pub(crate) struct Override {
    pub(crate) id: TypeId,
    pub(crate) name: &'static str,
    pub(crate) describe: fn(&mut Description),
    pub(crate) resolve: Resolve,
}

/// The dependencies of an application that others stand in for, by their types.
#[derive(Clone, Default)]
pub(crate) struct Overrides(HashMap<TypeId, Override>);

impl Overrides {
    pub(crate) fn insert(&mut self, overridden: TypeId, by: Override) {
        self.0.insert(overridden, by);
    }

    pub(crate) fn get(&self, id: TypeId) -> Option<Override> {
        self.0.get(&id).copied()
    }
}

impl fmt::Debug for Overrides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} overrides", self.0.len())
    }
}
