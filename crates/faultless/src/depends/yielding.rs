//! Dependencies with a teardown, for the macro.

use std::sync::Arc;

use crate::after::Yield;
use crate::exception::Result;
use crate::param::Extraction;

/// The argument of a dependency that yields: what its output is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is named like faultless's `Yield` and is another type",
    label = "taken for what the dependency gives its value with",
    note = "name the type otherwise"
)]
pub trait Yielding {
    /// What the dependency gives.
    type Output: Send + Sync + 'static;
}

impl<T: Send + Sync + 'static> Yielding for Yield<T> {
    type Output = T;
}

/// Runs a dependency until it gives its value; the rest of it is run when the request is over.
///
/// # Errors
/// What it raised before.
pub async fn begin<T, F>(
    extraction: &mut Extraction<'_>,
    name: &'static str,
    function: impl FnOnce(Yield<T>) -> F,
) -> Result<Arc<T>>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<()>> + Send + 'static,
{
    let scope = extraction.lifetime();
    let (value, teardown) = Yield::begin(name, scope, function).await?;
    if let Some(teardown) = teardown {
        extraction.request().after().tear_down(teardown);
    }
    Ok(value)
}
