//! `DependencyRef`: a dependency whose value nobody uses.

use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::{Configured, Dependency, describe, output};
use crate::exception::Result;
use crate::param::{Description, Extraction, Shared, Wiring};

/// A dependency of an operation, a router or the application that is run without using its value.
#[derive(Clone)]
pub struct DependencyRef {
    describe: fn(Option<&Shared>, &mut Description),
    run: for<'a> fn(&'a mut Extraction<'_>, Option<Shared>) -> BoxFuture<'a, Result<()>>,
    config: Option<Shared>,
}

impl DependencyRef {
    /// The reference to `D`.
    #[must_use]
    pub fn of<D: Dependency>() -> Self {
        Self {
            describe: |config, description| {
                describe::<D>(&Wiring::USUAL, config, description);
            },
            run: |extraction, config| {
                Box::pin(async move {
                    output::<D>(extraction, &Wiring::USUAL, config)
                        .await
                        .map(drop)
                })
            },
            config: None,
        }
    }

    /// The reference to `D`, configured with a value.
    #[must_use]
    pub fn with<D: Configured>(config: D::Config) -> Self {
        Self {
            config: Some(Arc::new(config)),
            ..Self::of::<D>()
        }
    }

    pub(crate) fn describe(&self, description: &mut Description) {
        (self.describe)(self.config.as_ref(), description);
    }

    pub(crate) async fn run(&self, extraction: &mut Extraction<'_>) -> Result<()> {
        (self.run)(extraction, self.config.clone()).await
    }
}

impl fmt::Debug for DependencyRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DependencyRef")
    }
}
