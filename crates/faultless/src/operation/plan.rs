//! `Plan`: what an operation's call needs to know beyond its own arguments.

use std::panic::Location;
use std::sync::Arc;

use http::StatusCode;

use super::Route;
use crate::depends::DependencyRef;
use crate::exception::{Exception, Result};
use crate::param::{BodyPlan, Description, Extraction, FormPlan, Overrides, ParsedBody, ReadBody};
use crate::request::Request;

/// What an operation's call needs to know beyond its own arguments: the body's sharers, the dependencies of the
/// application and the routers around it, the status of its success.
#[derive(Debug, Clone)]
pub struct Plan {
    body: BodyPlan,
    form: Option<FormPlan>,
    dependencies: Box<[DependencyRef]>,
    overrides: Arc<Overrides>,
    pub(super) status: Option<StatusCode>,
    /// Where the handler stands.
    pub(super) location: &'static Location<'static>,
}

impl Plan {
    pub(crate) fn new(
        route: &Route,
        description: &Description,
        dependencies: Vec<DependencyRef>,
    ) -> Self {
        Self {
            body: BodyPlan::of(std::slice::from_ref(description)),
            form: FormPlan::of(description, route.form_limits),
            dependencies: dependencies.into(),
            overrides: Arc::clone(&description.overrides),
            status: route.status,
            location: route.location,
        }
    }

    /// The status of its success, where it is not 200.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Whether an argument takes the body.
    #[doc(hidden)]
    #[must_use]
    pub fn reads_body(&self) -> bool {
        self.form.is_some() || self.body.is_wanted()
    }

    /// What is read where no argument takes the body.
    #[doc(hidden)]
    #[must_use]
    pub fn no_body(&self) -> ReadBody {
        ReadBody::none(self.body)
    }

    /// Whether there are dependencies whose values nobody uses.
    #[doc(hidden)]
    #[must_use]
    pub fn has_dependencies(&self) -> bool {
        !self.dependencies.is_empty()
    }

    /// Receives the body that an argument takes.
    ///
    /// # Errors
    /// 413 or 400, see [`Request::bytes`].
    #[doc(hidden)]
    pub async fn body(&self, request: &mut Request) -> Result<ReadBody> {
        if let Some(form) = &self.form {
            // Apart, so that the future of a route without a form is as small as it was.
            return Box::pin(ReadBody::form(request, form)).await;
        }
        ReadBody::of(request, self.body).await
    }

    /// Begins to take the request apart.
    #[doc(hidden)]
    pub fn begin<'r>(
        &'r self,
        request: &'r mut Request,
        body: &'r ParsedBody<'r>,
    ) -> Extraction<'r> {
        Extraction::new(request, body, self.body, &self.overrides)
    }

    /// Runs the dependencies whose values nobody uses: the application's, the routers', the operation's.
    ///
    /// # Errors
    /// What the first of them that fails raises.
    #[doc(hidden)]
    pub async fn dependencies(&self, extraction: &mut Extraction<'_>) -> Result<()> {
        for dependency in &self.dependencies {
            dependency.run(extraction).await?;
        }
        Ok(())
    }

    /// An argument without a value and without an issue: a `Param` of the application's own that breaks its contract.
    #[doc(hidden)]
    #[must_use]
    pub fn lost() -> Exception {
        Exception::msg("an argument's `Param::extract` gave neither a value nor an issue")
    }
}
