//! `27_security`: security schemes, what is asked for, and the answer when it is not given.

use faultless::model::Integer;
use faultless::prelude::*;
use faultless::security::Optional;

#[security_scheme]
fn bearer() -> HttpBearer {
    HttpBearer::new()
}

#[security_scheme(scheme_name = "OptionalBearer")]
fn bearer_opt() -> HttpBearer {
    HttpBearer::new()
}

#[security_scheme]
fn basic() -> HttpBasic {
    HttpBasic::new()
}

#[security_scheme(scheme_name = "RealmBasic")]
fn basic_realm() -> HttpBasic {
    HttpBasic::new().realm("shop")
}

#[security_scheme(scheme_name = "OptionalBasic")]
fn basic_opt() -> HttpBasic {
    HttpBasic::new()
}

#[security_scheme]
fn digest() -> HttpDigest {
    HttpDigest::new()
}

#[security_scheme]
fn oauth2() -> OAuth2PasswordBearer {
    OAuth2PasswordBearer::new("token")
        .scope("read", "Read things")
        .scope("write", "Write things")
}

#[security_scheme(scheme_name = "OptionalOAuth2")]
fn oauth2_opt() -> OAuth2PasswordBearer {
    OAuth2PasswordBearer::new("token")
}

#[security_scheme]
fn oidc() -> OpenIdConnect {
    OpenIdConnect::new("/oidc.json")
}

#[security_scheme]
fn key_header() -> ApiKey {
    ApiKey::header("X-Api-Key")
}

#[security_scheme]
fn key_query() -> ApiKey {
    ApiKey::query("api_key")
}

#[security_scheme]
fn key_cookie() -> ApiKey {
    ApiKey::cookie("sid")
}

#[security_scheme(scheme_name = "OptionalKey")]
fn key_opt() -> ApiKey {
    ApiKey::header("X-Maybe-Key")
}

/// The users and their scopes.
const USERS: [(&str, &[&str]); 2] = [("ann", &["read", "write"]), ("bob", &["read"])];

fn scopes_of(user: &str) -> Option<&'static [&'static str]> {
    USERS
        .iter()
        .find(|(name, _)| *name == user)
        .map(|(_, scopes)| *scopes)
}

/// Credentials that are sent back, which is what these routes are for.
#[derive(Debug, Serialize)]
struct Shown {
    scheme: String,
    credentials: String,
}

#[get("/bearer")]
fn get_bearer(c: Depends<bearer>) -> Json<Shown> {
    Json(Shown {
        scheme: c.scheme.clone(),
        credentials: c.credentials.expose().clone(),
    })
}

#[derive(Debug, Serialize)]
struct Credentials {
    credentials: Option<String>,
}

#[get("/bearer-opt")]
fn get_bearer_opt(c: Depends<Optional<bearer_opt>>) -> Json<Credentials> {
    let credentials = c.as_ref().map(|c| c.credentials.expose().clone());
    Json(Credentials { credentials })
}

#[derive(Debug, Serialize)]
struct Login {
    username: String,
    password: String,
}

#[get("/basic")]
fn get_basic(c: Depends<basic>) -> Json<Login> {
    Json(Login {
        username: c.username.clone(),
        password: c.password.expose().clone(),
    })
}

#[derive(Debug, Serialize)]
struct Named {
    username: Option<String>,
}

#[get("/basic-realm", raises(UNAUTHORIZED = "Wrong user or password"))]
fn get_basic_realm(c: Depends<basic_realm>) -> Result<Json<Named>> {
    if !c.matches("ann", "pw") {
        raise!(
            HttpException::new(401, "Wrong user or password").header("WWW-Authenticate", "Basic")
        );
    }
    let username = Some(c.username.clone());
    Ok(Json(Named { username }))
}

#[get("/basic-opt")]
fn get_basic_opt(c: Depends<Optional<basic_opt>>) -> Json<Named> {
    let username = c.as_ref().map(|c| c.username.clone());
    Json(Named { username })
}

#[get("/digest")]
fn get_digest(c: Depends<digest>) -> Json<Shown> {
    Json(Shown {
        scheme: c.scheme.clone(),
        credentials: c.credentials.expose().clone(),
    })
}

#[derive(Debug, Serialize)]
struct Token {
    token: Option<String>,
}

#[get("/oauth2")]
fn get_oauth2(token: Depends<oauth2>) -> Json<Token> {
    let token = Some(token.expose().clone());
    Json(Token { token })
}

/// A secret as it was sent, where it was.
fn exposed(secret: Option<&Secret<String>>) -> Option<String> {
    secret.map(|secret| secret.expose().clone())
}

#[get("/oauth2-opt")]
fn get_oauth2_opt(token: Depends<Optional<oauth2_opt>>) -> Json<Token> {
    let token = exposed(token.as_ref());
    Json(Token { token })
}

#[get("/oidc")]
fn get_oidc(token: Depends<oidc>) -> Json<Token> {
    let token = Some(token.expose().clone());
    Json(Token { token })
}

#[derive(Debug, Serialize)]
struct Key {
    key: Option<String>,
}

#[get("/key-header")]
fn get_key_header(key: Depends<key_header>) -> Json<Key> {
    let key = Some(key.expose().clone());
    Json(Key { key })
}

#[get("/key-query")]
fn get_key_query(key: Depends<key_query>) -> Json<Key> {
    let key = Some(key.expose().clone());
    Json(Key { key })
}

#[get("/key-cookie")]
fn get_key_cookie(key: Depends<key_cookie>) -> Json<Key> {
    let key = Some(key.expose().clone());
    Json(Key { key })
}

#[get("/key-opt")]
fn get_key_opt(key: Depends<Optional<key_opt>>) -> Json<Key> {
    let key = exposed(key.as_ref());
    Json(Key { key })
}

#[derive(Debug, Serialize)]
struct Either {
    token: Option<String>,
    key: Option<String>,
}

// Either of two optional schemes will do. Not a doc comment, which would be the route's description.
#[get("/either", raises(FORBIDDEN = "show something"))]
fn either(
    token: Depends<Optional<oauth2_opt>>,
    key: Depends<Optional<key_opt>>,
) -> Result<Json<Either>> {
    let token = exposed(token.as_ref());
    let key = exposed(key.as_ref());
    let shown = [&token, &key]
        .iter()
        .any(|text| text.as_deref().is_some_and(|text| !text.is_empty()));
    ensure!(shown, FORBIDDEN, "show something");
    Ok(Json(Either { token, key }))
}

#[derive(Debug, Serialize)]
struct Params {
    n: Integer,
    token: String,
    q: Integer,
}

// A scheme's error comes before parameter validation errors are reported.
#[get("/then-params/{n}")]
fn then_params(n: Integer, token: Depends<oauth2>, q: Integer) -> Json<Params> {
    let token = token.expose().clone();
    Json(Params { n, token, q })
}

#[dependency(raises(UNAUTHORIZED = "Unknown user", FORBIDDEN = "Not enough permissions"))]
async fn user_of(scopes: SecurityScopes, token: Depends<oauth2>) -> Result<String> {
    let challenge = if scopes.is_empty() {
        "Bearer".to_owned()
    } else {
        format!("Bearer scope=\"{}\"", scopes.scope_str())
    };
    let token = token.expose();
    let Some(have) = scopes_of(token) else {
        raise!(HttpException::new(401, "Unknown user").header("WWW-Authenticate", challenge));
    };
    if scopes.iter().any(|scope| !have.contains(scope)) {
        raise!(
            HttpException::new(403, "Not enough permissions").header("WWW-Authenticate", challenge)
        );
    }
    Ok(token.clone())
}

#[derive(Debug, Serialize)]
struct User {
    user: String,
}

#[get("/me")]
fn me(user: Depends<user_of>) -> Json<User> {
    let user = user.to_string();
    Json(User { user })
}

#[get("/me/read")]
fn me_read(#[depends(scopes = ["read"])] user: Depends<user_of>) -> Json<User> {
    let user = user.to_string();
    Json(User { user })
}

#[get("/me/write")]
fn me_write(#[depends(scopes = ["read", "write"])] user: Depends<user_of>) -> Json<User> {
    let user = user.to_string();
    Json(User { user })
}

#[derive(Debug, Serialize)]
struct Given {
    access_token: String,
    token_type: &'static str,
    scopes: Vec<String>,
}

#[post("/token", raises(BAD_REQUEST = "Incorrect username or password"))]
fn token(form: Depends<OAuth2PasswordRequestForm>) -> Result<Json<Given>> {
    if scopes_of(&form.username).is_none() || form.password.expose() != "secret" {
        raise!(BAD_REQUEST, "Incorrect username or password");
    }
    Ok(Json(Given {
        access_token: form.username.clone(),
        token_type: "bearer",
        scopes: form.scopes().map(str::to_owned).collect(),
    }))
}

#[derive(Debug, Serialize)]
struct GivenStrictly {
    access_token: String,
    client_id: Option<String>,
}

#[post("/token-strict")]
fn token_strict(form: Depends<OAuth2PasswordRequestFormStrict>) -> Json<GivenStrictly> {
    Json(GivenStrictly {
        access_token: form.username.clone(),
        client_id: form.client_id.clone(),
    })
}

/// The app.
pub(super) fn app() -> App {
    App::new().title("security").routes(routes![
        get_bearer,
        get_bearer_opt,
        get_basic,
        get_basic_realm,
        get_basic_opt,
        get_digest,
        get_oauth2,
        get_oauth2_opt,
        get_oidc,
        get_key_header,
        get_key_query,
        get_key_cookie,
        get_key_opt,
        either,
        then_params,
        me,
        me_read,
        me_write,
        token,
        token_strict,
    ])
}
