//! Dependencies: functions whose result an operation, a router or the application needs first.

mod output;

use std::any::TypeId;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use futures_util::future::BoxFuture;

pub use output::{Fallible, PlainOutput, Returned, returned};

use crate::exception::Result;
use crate::param::{Description, Extraction, Param, Spec};

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

    /// Says what its arguments take.
    fn describe(description: &mut Description);

    /// Reads its arguments and runs it; `None` when an argument had issues, which are noted.
    fn resolve(
        extraction: &mut Extraction<'_>,
    ) -> impl Future<Output = Result<Option<Self::Output>>> + Send;
}

/// What a dependency gave, as an argument: `user: Depends<current_user>`, the dependency named by its function.
///
/// It derefs to the dependency's output, which is shared with everyone in this request who depends on it.
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
        _spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        Ok(output::<D>(extraction).await?.map(Self))
    }

    fn describe(_spec: &'static Spec<Self>, description: &mut Description) {
        describe::<D>(description);
    }
}

/// The output of a dependency, from this request's first run of it.
async fn output<D: Dependency>(extraction: &mut Extraction<'_>) -> Result<Option<Arc<D::Output>>> {
    let id = TypeId::of::<D>();
    if let Some(known) = extraction.value(id) {
        return Ok(known.and_then(|value| value.downcast().ok()));
    }
    let outer = extraction.descend();
    let output = D::resolve(extraction).await?;
    extraction.ascend(outer);
    let output = output.map(Arc::new);
    extraction.keep(id, output.clone().map(|output| output as _));
    Ok(output)
}

fn describe<D: Dependency>(description: &mut Description) {
    let id = TypeId::of::<D>();
    let within = &mut description.within;
    if within.iter().any(|(known, _)| *known == id) {
        let chain: Vec<&str> = within
            .iter()
            .map(|(_, name)| *name)
            .chain([D::NAME])
            .collect();
        description.cycles.push(chain.join(" -> "));
        return;
    }
    within.push((id, D::NAME));
    let around = description.enter();
    D::describe(description);
    description.owner = around;
    description.within.pop();
}

/// A dependency of an operation, a router or the application that is run without using its value.
#[derive(Clone, Copy)]
pub struct DependencyRef {
    describe: fn(&mut Description),
    run: for<'a> fn(&'a mut Extraction<'_>) -> BoxFuture<'a, Result<()>>,
}

impl DependencyRef {
    /// The reference to `D`.
    #[must_use]
    pub fn of<D: Dependency>() -> Self {
        Self {
            describe: describe::<D>,
            run: |extraction| Box::pin(async move { output::<D>(extraction).await.map(drop) }),
        }
    }

    pub(crate) fn describe(self, description: &mut Description) {
        (self.describe)(description);
    }

    pub(crate) async fn run(self, extraction: &mut Extraction<'_>) -> Result<()> {
        (self.run)(extraction).await
    }
}

impl fmt::Debug for DependencyRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DependencyRef")
    }
}
