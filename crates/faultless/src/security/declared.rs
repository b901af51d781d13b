//! Declared schemes: what `#[security_scheme]` makes of a function, and how it is a dependency.

use std::borrow::Cow;
use std::future::ready;
use std::marker::PhantomData;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use serde_json::{Value, json};

use super::SecurityScheme;
use crate::depends::Dependency;
use crate::exception::{ErrorDoc, Exception, Panic, Result, caught_now};
use crate::param::{Description, Extraction, Secured};

/// A security scheme that a function declares; [`#[security_scheme]`](macro@crate::security_scheme) makes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a declared security scheme",
    label = "not a function marked `#[security_scheme]`",
    note = "write `#[security_scheme]` above the function, and name it: `Depends<Optional<oauth2>>`"
)]
pub trait Declared: 'static {
    /// The scheme.
    type Scheme: SecurityScheme;

    /// The function's name.
    const FUNCTION: &'static str;

    /// The scheme's name in the documentation, where the declaration gives one.
    const SCHEME_NAME: Option<&'static str>;

    /// What the documentation says of it.
    const DESCRIPTION: Option<&'static str>;

    /// The scheme, made when it is first asked for.
    ///
    /// # Panics
    /// Where the function does.
    fn scheme() -> &'static Self::Scheme;
}

/// A security scheme whose credentials may be missing: `Depends<Optional<oauth2>>` gives an `Option` of them.
///
/// Nobody is sent away for showing nothing, only for showing what cannot be read. The documentation lists the scheme as
/// if it were asked for; `FastAPI` does the same.
///
/// # Example
/// ```
/// use faultless::prelude::*;
/// use faultless::security::Optional;
///
/// #[security_scheme]
/// fn bearer() -> HttpBearer {
///     HttpBearer::new()
/// }
///
/// #[get("/")]
/// async fn home(shown: Depends<Optional<bearer>>) -> Json<bool> {
///     Json(shown.is_some())
/// }
///
/// let client = TestClient::new(App::new().routes(routes![home])).blocking();
/// assert_eq!(client.get("/").send().text(), "false");
/// ```
#[derive(Debug)]
pub struct Optional<D: Declared>(PhantomData<fn() -> D>);

#[diagnostic::do_not_recommend]
impl<D: Declared> Dependency for Optional<D> {
    type Output = Option<<D::Scheme as SecurityScheme>::Credentials>;

    const NAME: &'static str = D::FUNCTION;

    fn describe(description: &mut Description) {
        describe_optional::<D>(description);
        if let Ok(Some(malformed)) = caught_now(|| D::scheme().malformed()) {
            description.raises([ErrorDoc::new(malformed.status()).answered(&malformed)]);
        }
    }

    fn resolve<'a>(
        extraction: &'a mut Extraction<'_>,
    ) -> BoxFuture<'a, Result<Option<Arc<Self::Output>>>> {
        let shown = D::scheme().credentials(extraction.seen());
        Box::pin(ready(shown.map(|shown| Some(Arc::new(shown)))))
    }
}

type Found<'a, S> = BoxFuture<'a, Result<Option<Arc<<S as SecurityScheme>::Credentials>>>>;

/// Finds the credentials; `#[security_scheme]` calls it.
///
/// # Errors
/// The scheme's challenge where there are none, and what it raises itself.
pub fn resolve<'a, D: Declared>(extraction: &'a mut Extraction<'_>) -> Found<'a, D::Scheme> {
    let scheme = D::scheme();
    let shown = scheme.credentials(extraction.seen()).and_then(|shown| {
        let credentials = shown.ok_or_else(|| Exception::new(scheme.challenge()))?;
        Ok(Some(Arc::new(credentials)))
    });
    Box::pin(ready(shown))
}

/// Says what the documentation is told of a scheme whose credentials must be there; `#[security_scheme]` calls it.
pub fn describe<D: Declared>(description: &mut Description) {
    describe_optional::<D>(description);
    // A scheme that cannot be made was told about.
    if let Ok(challenge) = caught_now(|| D::scheme().challenge()) {
        description.raises([ErrorDoc::new(challenge.status()).answered(&challenge)]);
    }
}

/// Makes the scheme and says what the documentation is told of it.
fn describe_optional<D: Declared>(description: &mut Description) {
    let function = D::FUNCTION;
    let made = caught_now(|| {
        let scheme = D::scheme();
        let name = D::SCHEME_NAME.map_or_else(|| scheme.scheme_name(), Cow::Borrowed);
        (name, scheme.openapi())
    });
    let (name, mut object) = match made {
        Ok(made) => made,
        Err(panic) => {
            let why = panic.downcast_ref::<Panic>().map_or("", Panic::message);
            let misfit = format!("the security scheme `{function}` cannot be: {why}");
            description.misfits.push(misfit);
            return;
        }
    };
    if !is_component(&name) {
        description.misfits.push(format!(
            "the security scheme `{function}` is named {name:?}, and the documentation takes letters, digits, dots, dashes and underscores: write `#[security_scheme(scheme_name = \"{function}\")]`"
        ));
    }
    if let (Some(text), Value::Object(object)) = (D::DESCRIPTION, &mut object) {
        object.insert("description".into(), json!(text));
    }
    description.security.push(Secured {
        name,
        function,
        object,
        scopes: description.scopes.clone(),
    });
}

/// True for a name that components of an `OpenAPI` document may have.
fn is_component(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
