//! `SecurityScopes`: the scopes that are asked for along the chain of dependencies.

use crate::exception::Result;
use crate::param::{Description, Extraction, Param, Spec};

/// The security scopes that are asked for along the chain of dependencies, as an argument of a dependency: those of
/// `#[depends(scopes = [...])]` further out first, its own last, each once.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[dependency]
/// async fn user(scopes: SecurityScopes, #[query] may: String) -> Result<String> {
///     ensure!(scopes.iter().all(|scope| may.contains(scope)), FORBIDDEN, "this wants {}", scopes.scope_str());
///     Ok(may)
/// }
///
/// #[get("/items")]
/// async fn items(#[depends(scopes = ["read"])] user: Depends<user>) -> &'static str {
///     "here"
/// }
///
/// let client = TestClient::new(App::new().routes(routes![items])).blocking();
/// assert_eq!(client.get("/items?may=write").send().status(), 403);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityScopes(Vec<&'static str>);

impl SecurityScopes {
    /// Scopes for a unit test that calls a dependency directly.
    #[must_use]
    pub fn new(scopes: Vec<&'static str>) -> Self {
        Self(scopes)
    }

    /// The scopes.
    #[must_use]
    pub fn scopes(&self) -> &[&'static str] {
        &self.0
    }

    /// The scopes in one text, as `WWW-Authenticate` tells them: separated by spaces.
    #[must_use]
    pub fn scope_str(&self) -> String {
        self.0.join(" ")
    }
}

impl std::ops::Deref for SecurityScopes {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Param for SecurityScopes {
    async fn extract(
        extraction: &mut Extraction<'_>,
        _spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        Ok(Some(Self(extraction.take_scopes().to_vec())))
    }

    fn describe(_spec: &'static Spec<Self>, _description: &mut Description) {}
}
