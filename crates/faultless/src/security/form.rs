//! The form that a client sends for a token.

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use faultless_model::{
    Field, Input, Invalid, Reader, RuleSet, Rules, Schema, Schemas, Secret, Seen, Shape,
};

use futures_util::future::BoxFuture;

use crate::depends::Dependency;
use crate::exception::Result;
use crate::param::{Description, Extraction, Form, Param, Spec};

/// The form that a client sends for a token, as OAuth 2 has it: `form: Depends<OAuth2PasswordRequestForm>`.
///
/// Its fields are `grant_type`, which is `password` or left out, `username`, `password`, `scope`, `client_id` and
/// `client_secret`. It rejects as any [`Form`] does: a field that is missing or empty where it must be there, and another
/// `grant_type`. Password and client secret are never shown.
///
/// # Example
/// ```
/// use faultless::prelude::*;
/// use serde_json::{Value, json};
///
/// #[post("/token")]
/// async fn token(form: Depends<OAuth2PasswordRequestForm>) -> Result<Json<Value>> {
///     if form.username != "ann" || form.password.expose() != "pw" {
///         raise!(BAD_REQUEST, "Incorrect username or password");
///     }
///     let scopes: Vec<&str> = form.scopes().collect();
///     Ok(Json(json!({"access_token": "t", "token_type": "bearer", "scopes": scopes})))
/// }
///
/// let client = TestClient::new(App::new().routes(routes![token])).blocking();
/// let form = [("username", "ann"), ("password", "pw"), ("scope", "read write")];
/// let answer: Value = client.post("/token").form(&form).send().json();
/// assert_eq!(answer["scopes"], json!(["read", "write"]));
/// ```
#[derive(Debug, Clone)]
pub struct OAuth2PasswordRequestForm {
    /// `password`, where it was sent.
    pub grant_type: Option<String>,
    /// The user's name.
    pub username: String,
    /// The password.
    pub password: Secret<String>,
    /// The scopes as they were sent, with space between them; empty where none were.
    pub scope: String,
    /// The client's id.
    pub client_id: Option<String>,
    /// The client's secret.
    pub client_secret: Option<Secret<String>>,
}

impl OAuth2PasswordRequestForm {
    /// The scopes, one by one.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        // Python's space has four separators more than Unicode's.
        let parts = self.scope.split(|character: char| {
            character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
        });
        parts.filter(|scope| !scope.is_empty())
    }
}

/// The same form, which must say `grant_type=password`, as the standard demands.
///
/// It derefs to the [form](OAuth2PasswordRequestForm).
#[derive(Debug, Clone)]
pub struct OAuth2PasswordRequestFormStrict(OAuth2PasswordRequestForm);

impl OAuth2PasswordRequestFormStrict {
    /// The form itself.
    #[must_use]
    pub fn into_inner(self) -> OAuth2PasswordRequestForm {
        self.0
    }
}

impl Deref for OAuth2PasswordRequestFormStrict {
    type Target = OAuth2PasswordRequestForm;

    fn deref(&self) -> &OAuth2PasswordRequestForm {
        &self.0
    }
}

/// `password` and nothing else.
fn grant() -> &'static Rules {
    static GRANT: LazyLock<Rules> =
        LazyLock::new(|| RuleSet::<String>::new().pattern("^password$").build());
    &GRANT
}

static GRANT_TYPE: Spec<Form<Option<String>>> = Spec::new("grant_type").rules(grant);
static GRANT_TYPE_STRICT: Spec<Form<String>> = Spec::new("grant_type").rules(grant);
static USERNAME: Spec<Form<String>> = Spec::new("username");
static PASSWORD: Spec<Form<Password<true>>> = Spec::new("password");
static PASSWORD_STRICT: Spec<Form<Password<false>>> = Spec::new("password");
static SCOPE: Spec<Form<String>> = Spec::new("scope")
    .default(|| Form(String::new()))
    .tell(|scope| Some(scope.0.into()));
static CLIENT_ID: Spec<Form<Option<String>>> = Spec::new("client_id");
static CLIENT_SECRET: Spec<Form<ClientSecret<true>>> = Spec::new("client_secret");
static CLIENT_SECRET_STRICT: Spec<Form<ClientSecret<false>>> = Spec::new("client_secret");

/// Reads the fields in their order; those of the two forms differ in what the documentation says, and in the first.
macro_rules! form {
    ($name:ident, $grant_type:ident, $password:ident, $client_secret:ident, |$grant:ident, $form:ident| $given:expr, $made:expr) => {
        #[diagnostic::do_not_recommend]
        impl Dependency for $name {
            type Output = Self;

            const NAME: &'static str = stringify!($name);

            fn describe(description: &mut Description) {
                Param::describe(&$grant_type, description);
                Param::describe(&USERNAME, description);
                Param::describe(&$password, description);
                Param::describe(&SCOPE, description);
                Param::describe(&CLIENT_ID, description);
                Param::describe(&$client_secret, description);
            }

            fn resolve<'a>(
                extraction: &'a mut Extraction<'_>,
            ) -> BoxFuture<'a, Result<Option<Arc<Self>>>> {
                Box::pin(async move {
                    let grant_type = Param::extract(extraction, &$grant_type).await?;
                    let username = Param::extract(extraction, &USERNAME).await?;
                    let password = Param::extract(extraction, &$password).await?;
                    let scope = Param::extract(extraction, &SCOPE).await?;
                    let client_id = Param::extract(extraction, &CLIENT_ID).await?;
                    let client_secret = Param::extract(extraction, &$client_secret).await?;
                    let (
                        Some(Form($grant)),
                        Some(Form(username)),
                        Some(Form(password)),
                        Some(Form(scope)),
                        Some(Form(client_id)),
                        Some(Form(client_secret)),
                    ) = (
                        grant_type,
                        username,
                        password,
                        scope,
                        client_id,
                        client_secret,
                    )
                    else {
                        return Ok(None);
                    };
                    let $form = OAuth2PasswordRequestForm {
                        grant_type: $given,
                        username,
                        password: password.0,
                        scope,
                        client_id,
                        client_secret: client_secret.0,
                    };
                    Ok(Some(Arc::new($made)))
                })
            }
        }
    };
}
form!(
    OAuth2PasswordRequestForm,
    GRANT_TYPE,
    PASSWORD,
    CLIENT_SECRET,
    |grant, form| grant,
    form
);
form!(
    OAuth2PasswordRequestFormStrict,
    GRANT_TYPE_STRICT,
    PASSWORD_STRICT,
    CLIENT_SECRET_STRICT,
    |grant, form| Some(grant),
    Self(form)
);

/// A secret whose documentation is that of the text it is, as the reference has it.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident, $inner:ty, $plain:ty) => {
        $(#[$doc])*
        #[derive(Debug)]
        struct $name<const FORMAT: bool>($inner);

        impl<const FORMAT: bool> Field for $name<FORMAT> {
            const SHAPE: Shape = Shape::Scalar;

            fn read(
                input: &Input<'_>,
                rules: &Rules,
                reader: &mut Reader<'_>,
            ) -> Result<Self, Invalid> {
                <$inner>::read(input, rules, reader).map(Self)
            }

            fn absent() -> Option<Self> {
                <$inner>::absent().map(Self)
            }

            fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
                let schema = <$plain>::schema(schemas, rules);
                if FORMAT {
                    schema.with("format", "password")
                } else {
                    schema
                }
            }

            fn redact(input: &mut Input<'_>) {
                <$inner>::redact(input);
            }

            fn secretive(seen: &mut Seen) -> bool {
                <$inner>::secretive(seen)
            }
        }
    };
}
secret!(
    /// The password.
    Password,
    Secret<String>,
    String
);
secret!(
    /// The client's secret.
    ClientSecret,
    Option<Secret<String>>,
    Option<String>
);
