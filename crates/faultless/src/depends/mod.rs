//! Dependencies: functions whose result an operation, a router or the application needs first.

mod configured;
mod output;
mod reference;
mod scopes;
mod yielding;

use std::any::TypeId;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use futures_util::future::BoxFuture;

pub use configured::{Configured, DependsOn};
pub use output::{Fallible, PlainOutput, Returned, returned};
pub use reference::DependencyRef;
pub use scopes::SecurityScopes;
pub use yielding::{Yielding, begin};

use crate::exception::Result;
use crate::param::{Description, Extraction, Key, Override, Param, Shared, Spec, Wiring};

/// A function that other functions depend on; `#[dependency]` makes one of an async function.
///
/// It takes arguments as a path operation does, and its issues are told before theirs. It runs once a request however
/// often it is asked for. An error of it ends the request at once, and drops the issues found so far.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dependency",
    label = "not a function marked `#[dependency]`",
    note = "write `#[dependency]` above the function, and name it: `Depends<current_user>`"
)]
pub trait Dependency: 'static {
    /// What it gives.
    type Output: Send + Sync + 'static;

    /// The function's name.
    const NAME: &'static str;

    /// True when it has a teardown.
    const YIELDS: bool = false;

    /// Says what its arguments take.
    fn describe(description: &mut Description);

    /// Reads its arguments and runs it; `None` when an argument had issues, which are noted.
    fn resolve<'a>(
        extraction: &'a mut Extraction<'_>,
    ) -> BoxFuture<'a, Result<Option<Arc<Self::Output>>>>;
}

/// What a dependency gave, as an argument: `user: Depends<current_user>`, the dependency named by its function.
///
/// It derefs to the dependency's output, which is shared with everyone in this request who depends on it.
///
/// `#[depends(...)]` on the argument says more: `use_cache = false` runs the dependency again, `scope = "function"` ends
/// one that yields before the response is sent, `scopes = ["read"]` asks for security scopes, `config = ...` is what it
/// is configured with.
pub struct Depends<D: Dependency>(Arc<D::Output>);

impl<D: Dependency> Depends<D> {
    /// A dependency's output for a unit test that calls a handler directly.
    #[must_use]
    pub fn new(output: D::Output) -> Self {
        Self(Arc::new(output))
    }

    /// The shared output.
    #[must_use]
    pub fn into_inner(self) -> Arc<D::Output> {
        self.0
    }
}

impl<D: Dependency> Clone for Depends<D> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<D: Dependency> Deref for Depends<D> {
    type Target = D::Output;

    fn deref(&self) -> &D::Output {
        &self.0
    }
}

impl<D: Dependency> fmt::Debug for Depends<D>
where
    D::Output: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<D: Dependency> Param for Depends<D> {
    async fn extract(
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        let wiring = spec.wired();
        let config = wiring.config.map(|config| config());
        Ok(output::<D>(extraction, wiring, config).await?.map(Self))
    }

    fn describe(spec: &'static Spec<Self>, description: &mut Description) {
        let wiring = spec.wired();
        let config = wiring.config.map(|config| config());
        describe::<D>(wiring, config.as_ref(), description);
    }
}

/// The output of a dependency, from this request's first run of it, or of what stands in for it.
async fn output<D: Dependency>(
    extraction: &mut Extraction<'_>,
    wiring: &Wiring,
    config: Option<Shared>,
) -> Result<Option<Arc<D::Output>>> {
    let key = Key {
        id: TypeId::of::<D>(),
        config: config
            .as_ref()
            .map_or(0, |config| Arc::as_ptr(config).addr()),
        scope: if D::YIELDS {
            wiring.scope
        } else {
            crate::after::DependencyScope::default()
        },
    };
    let mut around = extraction.enter(wiring.scopes, config);
    if wiring.use_cache
        && let Some(known) = extraction.value(key)
    {
        extraction.leave(around);
        return Ok(known.and_then(|value| value.downcast().ok()));
    }
    extraction.descend(&mut around);
    let outer = extraction.live(wiring.scope);
    let output = match extraction.overrides().get(key.id) {
        None => D::resolve(extraction).await?,
        Some(stand_in) => {
            let value = (stand_in.resolve)(extraction).await?;
            value.and_then(|value| value.downcast().ok())
        }
    };
    extraction.live(outer);
    extraction.ascend(&mut around);
    extraction.keep(key, output.clone().map(|output| output as _));
    extraction.leave(around);
    Ok(output)
}

/// What stands in for `D` in an application's tests: `F`, of the same output.
pub(crate) fn stand_in<F: Dependency>() -> Override {
    Override {
        id: TypeId::of::<F>(),
        name: F::NAME,
        describe: F::describe,
        resolve: |extraction| {
            Box::pin(
                async move { Ok(F::resolve(extraction).await?.map(|output| output as Shared)) },
            )
        },
    }
}

fn describe<D: Dependency>(
    wiring: &Wiring,
    config: Option<&Shared>,
    description: &mut Description,
) {
    let (id, name, arguments) = match description.overrides.get(TypeId::of::<D>()) {
        None => (
            TypeId::of::<D>(),
            D::NAME,
            D::describe as fn(&mut Description),
        ),
        Some(stand_in) => (stand_in.id, stand_in.name, stand_in.describe),
    };
    let within = &mut description.within;
    if within.iter().any(|(known, _)| *known == id) {
        let chain: Vec<&str> = within.iter().map(|(_, name)| *name).chain([name]).collect();
        description.cycles.push(chain.join(" -> "));
        return;
    }
    within.push((id, name));
    let around = description.enter(wiring, D::YIELDS.then_some(name));
    arguments(description);
    let given = config.map(|config| (**config).type_id());
    match description.taken_config() {
        Some((wanted, type_name)) if given.is_some_and(|given| given != wanted) => {
            description.misfits.push(format!(
                "`{name}` stands in for `{}`, and is configured with a `{type_name}`, which nobody gives it: take the same type as `#[config]`, or none",
                D::NAME
            ));
        }
        Some(_) if given.is_none() => description.misfits.push(format!(
            "`{name}` is configured with a value, and none is given: write `#[depends(config = ...)]` on the argument, `{name}(...)` in a list of dependencies, or `.dependency_with::<{name}>(...)`"
        )),
        _ => {}
    }
    description.leave(around);
    description.within.pop();
}
