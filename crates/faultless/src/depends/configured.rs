//! Dependencies that are configured with a value where they are asked for.

use super::{Dependency, Depends};

/// A dependency that is configured with a value: its function takes it as `#[config] config: &Config`.
#[diagnostic::on_unimplemented(
    message = "the dependency `{Self}` is not configured with anything",
    label = "takes no `#[config]` argument",
    note = "give its function an argument such as `#[config] role: &Role`, or leave the value out here"
)]
pub trait Configured: Dependency {
    /// The value's type.
    type Config: Send + Sync + 'static;
}

/// An argument that takes a dependency, for the macros: what the dependency is configured with.
pub trait DependsOn {
    /// The value's type.
    type Config: Send + Sync + 'static;
}

impl<D: Configured> DependsOn for Depends<D> {
    type Config = D::Config;
}
