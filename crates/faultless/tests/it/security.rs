//! Security schemes: what each takes, how each refuses, and what nobody may see.

use std::borrow::Cow;

use faultless::TestClient;
use faultless::prelude::*;
use faultless::security::{
    Declared, HttpAuthorizationCredentials, Optional, SecurityScheme, compare_digest,
    not_authenticated,
};
use serde_json::{Value, json};

use crate::logs::during;

/// Tokens of the shop.
#[security_scheme]
fn bearer() -> HttpBearer {
    HttpBearer::new().bearer_format("JWT")
}

#[security_scheme]
fn basic() -> HttpBasic {
    HttpBasic::new().realm("the \"inner\" \\ shop")
}

#[security_scheme]
fn digest() -> HttpDigest {
    HttpDigest::new()
}

#[security_scheme(scheme_name = "Password", description = "By name and password.")]
fn oauth2() -> OAuth2PasswordBearer {
    OAuth2PasswordBearer::new("token")
        .scope("items:read", "Read items")
        .refresh_url("renew")
}

#[security_scheme]
fn code() -> OAuth2AuthorizationCodeBearer {
    OAuth2AuthorizationCodeBearer::new("https://id.example/sign-in", "https://id.example/token")
        .scope("items:read", "Read items")
}

#[security_scheme]
fn oidc() -> OpenIdConnect {
    OpenIdConnect::new("https://id.example/.well-known/openid-configuration")
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

/// A scheme of the application's own: two headers together.
struct Pair;

impl SecurityScheme for Pair {
    type Credentials = (String, Secret<String>);

    fn credentials(&self, request: &Request) -> Result<Option<Self::Credentials>> {
        let (Some(id), Some(secret)) = (request.header("x-id"), request.header("x-secret")) else {
            return Ok(None);
        };
        if id.len() != 4 {
            raise!(BAD_REQUEST, "an id has four letters");
        }
        Ok(Some((id.to_owned(), Secret::new(secret.to_owned()))))
    }

    fn challenge(&self) -> HttpException {
        not_authenticated("Pair")
    }

    fn openapi(&self) -> Value {
        json!({"type": "apiKey", "in": "header", "name": "x-secret"})
    }

    fn scheme_name(&self) -> Cow<'static, str> {
        "Pair".into()
    }
}

#[security_scheme]
fn pair() -> Pair {
    Pair
}

#[get("/bearer")]
async fn by_bearer(shown: Depends<bearer>) -> Json<String> {
    Json(format!("{} {}", shown.scheme, shown.credentials.expose()))
}

#[get("/basic")]
async fn by_basic(shown: Depends<basic>) -> Json<(String, String)> {
    Json((shown.username.clone(), shown.password.expose().clone()))
}

#[get("/digest")]
async fn by_digest(shown: Depends<digest>) -> Json<String> {
    Json(shown.credentials.expose().clone())
}

#[get("/oauth2")]
async fn by_oauth2(token: Depends<oauth2>) -> Json<String> {
    Json(token.expose().clone())
}

#[get("/code")]
async fn by_code(token: Depends<code>) -> Json<String> {
    Json(token.expose().clone())
}

#[get("/oidc")]
async fn by_oidc(token: Depends<oidc>) -> Json<String> {
    Json(token.expose().clone())
}

#[get("/header")]
async fn by_header(key: Depends<key_header>) -> Json<String> {
    Json(key.expose().clone())
}

#[get("/query")]
async fn by_query(key: Depends<key_query>) -> Json<String> {
    Json(key.expose().clone())
}

#[get("/cookie")]
async fn by_cookie(key: Depends<key_cookie>) -> Json<String> {
    Json(key.expose().clone())
}

#[get("/pair")]
async fn by_pair(pair: Depends<pair>) -> Json<String> {
    Json(pair.0.clone())
}

/// What is there of several schemes.
#[get("/any")]
async fn by_any(
    bearer: Depends<Optional<bearer>>,
    basic: Depends<Optional<basic>>,
    key: Depends<Optional<key_header>>,
    pair: Depends<Optional<pair>>,
) -> Json<[bool; 4]> {
    Json([
        bearer.is_some(),
        basic.is_some(),
        key.is_some(),
        pair.is_some(),
    ])
}

#[get("/guarded/{n}", dependencies = [oauth2])]
async fn guarded(n: u8) -> Json<u8> {
    Json(n)
}

#[post("/token")]
async fn token(form: Depends<OAuth2PasswordRequestForm>) -> Json<Value> {
    let form = &*form;
    let scopes: Vec<&str> = form.scopes().collect();
    let client_secret = form.client_secret.as_ref().map(Secret::expose);
    Json(json!([
        form.grant_type,
        form.username,
        form.password.expose(),
        scopes,
        form.client_id,
        client_secret
    ]))
}

#[post("/token-strict")]
async fn token_strict(form: Depends<OAuth2PasswordRequestFormStrict>) -> Json<String> {
    Json(form.username.clone())
}

#[post("/debug")]
async fn debug(form: Depends<OAuth2PasswordRequestForm>, shown: Depends<basic>) -> String {
    format!("{form:?} {shown:?}")
}

fn app() -> App {
    App::new().routes(routes![
        by_bearer,
        by_basic,
        by_digest,
        by_oauth2,
        by_code,
        by_oidc,
        by_header,
        by_query,
        by_cookie,
        by_pair,
        by_any,
        guarded,
        token,
        token_strict,
        debug,
    ])
}

/// Asks with headers; gives the status, the challenge, and the whole body.
async fn ask(path: &str, headers: &[(&str, &str)]) -> (u16, Option<String>, Value) {
    let client = TestClient::new(app());
    let mut request = client.get(path);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let response = request.send().await;
    let challenge = response.header("www-authenticate").map(str::to_owned);
    (response.status().as_u16(), challenge, response.json())
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "an answer at every call")]
fn refused(answer: (u16, Option<String>, Value), challenge: &str) {
    let detail = json!({"detail": "Not authenticated"});
    assert_eq!(answer, (401, Some(challenge.to_owned()), detail));
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "an answer at every call")]
fn given(answer: (u16, Option<String>, Value), body: Value) {
    assert_eq!(answer, (200, None, body));
}

#[tokio::test]
async fn nothing_shown_is_a_401_with_the_challenge() {
    for (path, challenge) in [
        ("/bearer", "Bearer"),
        ("/basic", r#"Basic realm="the \"inner\" \\ shop""#),
        ("/digest", "Digest"),
        ("/oauth2", "Bearer"),
        ("/code", "Bearer"),
        ("/oidc", "Bearer"),
        ("/header", "APIKey"),
        ("/query", "APIKey"),
        ("/cookie", "APIKey"),
        ("/pair", "Pair"),
    ] {
        refused(ask(path, &[]).await, challenge);
        if challenge != "APIKey" && path != "/oidc" {
            refused(ask(path, &[("authorization", "Hoba x")]).await, challenge);
        }
        refused(ask(path, &[("authorization", "")]).await, challenge);
    }
}

#[tokio::test]
async fn schemes_have_no_case_and_their_word_is_kept() {
    given(
        ask("/bearer", &[("authorization", "bEARER  a b ")]).await,
        json!("bEARER a b"),
    );
    given(
        ask("/oauth2", &[("authorization", "BEARER abc")]).await,
        json!("abc"),
    );
    given(
        ask("/digest", &[("authorization", "digest nc=1")]).await,
        json!("nc=1"),
    );
    given(
        ask("/oidc", &[("authorization", "Bearer abc")]).await,
        json!("Bearer abc"),
    );
}

#[tokio::test]
async fn a_scheme_with_nothing_after_it() {
    let headers = [("authorization", "Bearer")];
    refused(ask("/bearer", &headers).await, "Bearer");
    given(ask("/oauth2", &headers).await, json!(""));
    given(ask("/code", &headers).await, json!(""));
    refused(
        ask("/digest", &[("authorization", "Digest")]).await,
        "Digest",
    );
}

#[tokio::test]
async fn of_several_headers_the_first_counts() {
    let headers = [("authorization", "Bearer a"), ("authorization", "Bearer b")];
    given(ask("/oauth2", &headers).await, json!("a"));
    let headers = [("authorization", "Basic a"), ("authorization", "Bearer b")];
    refused(ask("/oauth2", &headers).await, "Bearer");
    let headers = [("authorization", ""), ("authorization", "Bearer b")];
    refused(ask("/oauth2", &headers).await, "Bearer");
    let headers = [("x-api-key", ""), ("x-api-key", "b")];
    refused(ask("/header", &headers).await, "APIKey");
}

#[tokio::test]
async fn basic_is_base64_of_ascii_with_a_colon() {
    let basic = |encoded: &str| format!("Basic {encoded}");
    for (encoded, name, password) in [
        ("YW5uOnB3", "ann", "pw"),
        ("YW5uOnA6dw==", "ann", "p:w"),
        ("Og==", "", ""),
        ("YW5u-OnB3", "ann", "pw"),
    ] {
        given(
            ask("/basic", &[("authorization", &basic(encoded))]).await,
            json!([name, password]),
        );
    }
    // No colon, no base64, nothing, not ASCII, not UTF-8, padding that is missing.
    for encoded in ["YW5ucHc=", "!!!", "", "w7w6w6k=", "/zp4", "YW5uOnA6dw"] {
        let headers = [("authorization", &*basic(encoded))];
        refused(
            ask("/basic", &headers).await,
            r#"Basic realm="the \"inner\" \\ shop""#,
        );
        refused(
            ask("/any", &headers).await,
            r#"Basic realm="the \"inner\" \\ shop""#,
        );
    }
}

#[tokio::test]
async fn a_large_password_is_taken_and_a_huge_one_is_refused_with_its_head() {
    // "a:" and "a"s.
    let encoded = format!("Basic YTph{}", "YWFh".repeat(1024));
    let (status, _, body) = ask("/basic", &[("authorization", &encoded)]).await;
    assert_eq!((status, body[1].as_str().map(str::len)), (200, Some(3073)));
    let encoded = format!("Basic YTph{}", "YWFh".repeat(1 << 20));
    let (status, challenge, _) = ask("/basic", &[("authorization", &encoded)]).await;
    assert_eq!((status, challenge), (431, None));
}

#[tokio::test]
async fn keys_are_found_where_they_are_declared() {
    given(ask("/header", &[("X-API-KEY", "k")]).await, json!("k"));
    given(
        ask("/query?api_key=a&api_key=b%20c", &[]).await,
        json!("b c"),
    );
    given(
        ask("/cookie", &[("cookie", "a=1; sid=x; sid=\"y\"")]).await,
        json!("y"),
    );
    refused(ask("/header?X-Api-Key=k", &[]).await, "APIKey");
    refused(ask("/query?api_key=", &[]).await, "APIKey");
    refused(ask("/cookie", &[("cookie", "sid=x; sid=")]).await, "APIKey");
    refused(ask("/cookie", &[("cookie", "SID=x")]).await, "APIKey");
}

#[tokio::test]
async fn bytes_beyond_ascii_are_latin_1() {
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    let service = app().into_service();
    let request = http::Request::get("/oauth2")
        .header(
            "authorization",
            HeaderValue::from_bytes(b"Bearer \xa0\xe9\x85").unwrap(),
        )
        .body(axum::body::Body::empty())
        .unwrap();
    let response = service.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, "\"é\"");
}

#[tokio::test]
async fn optional_schemes_give_what_is_there() {
    given(ask("/any", &[]).await, json!([false, false, false, false]));
    given(
        ask("/any", &[("authorization", "Bearer x"), ("x-api-key", "k")]).await,
        json!([true, false, true, false]),
    );
    given(
        ask("/any", &[("authorization", "Bearer"), ("x-api-key", "")]).await,
        json!([false, false, false, false]),
    );
}

#[tokio::test]
async fn a_scheme_of_ones_own() {
    given(
        ask("/pair", &[("x-id", "abcd"), ("x-secret", "s")]).await,
        json!("abcd"),
    );
    refused(ask("/pair", &[("x-id", "abcd")]).await, "Pair");
    for path in ["/pair", "/any"] {
        let answer = ask(path, &[("x-id", "abc"), ("x-secret", "s")]).await;
        assert_eq!(
            answer,
            (400, None, json!({"detail": "an id has four letters"}))
        );
    }
}

#[tokio::test]
async fn a_challenge_comes_before_issues() {
    refused(ask("/guarded/x", &[]).await, "Bearer");
    let (status, _, body) = ask("/guarded/x", &[("authorization", "Bearer t")]).await;
    assert_eq!(
        (status, &body["detail"][0]["type"]),
        (422, &json!("int_parsing"))
    );
}

#[tokio::test]
async fn a_socket_without_credentials_is_refused_before_it_is_one() {
    #[websocket("/socket")]
    async fn socket(mut socket: WebSocket, token: Depends<oauth2>) -> Result<()> {
        socket.accept().await?;
        socket.send_text(token.expose().clone()).await?;
        Ok(())
    }
    let client = TestClient::new(App::new().routes(routes![socket]));
    let refused = client.websocket("/socket").connect().await.unwrap_err();
    assert_eq!(refused.status(), 401);
    assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
    let request = client
        .websocket("/socket")
        .header("authorization", "Bearer t");
    let mut accepted = request.connect().await.unwrap();
    assert_eq!(accepted.receive_text().await, "t");
}

async fn posted(path: &str, form: &[(&str, &str)]) -> (u16, Value) {
    let response = TestClient::new(app()).post(path).form(form).send().await;
    (response.status().as_u16(), response.json())
}

#[tokio::test]
async fn the_form_of_a_token() {
    let form = [("username", "ann"), ("password", "pw")];
    let least = json!([null, "ann", "pw", [], null, null]);
    assert_eq!(posted("/token", &form).await, (200, least));
    let form = [
        ("grant_type", "password"),
        ("username", "ann"),
        ("password", "pw"),
        ("scope", " a\tb\u{a0}c\u{1c}d  "),
        ("client_id", "c"),
        ("client_secret", "s"),
    ];
    let most = json!(["password", "ann", "pw", ["a", "b", "c", "d"], "c", "s"]);
    assert_eq!(posted("/token", &form).await, (200, most));
    // Empty fields are none.
    let form = [
        ("grant_type", ""),
        ("username", "ann"),
        ("password", ""),
        ("client_secret", ""),
    ];
    let (status, body) = posted("/token", &form).await;
    let missing = json!([{"type": "missing", "loc": ["body", "password"], "msg": "Field required", "input": null}]);
    assert_eq!((status, &body["detail"]), (422, &missing));
}

#[tokio::test]
async fn the_strict_form_demands_its_grant_type() {
    let form = [("username", "ann"), ("password", "pw")];
    let (status, body) = posted("/token-strict", &form).await;
    assert_eq!(status, 422);
    assert_eq!(body["detail"][0]["loc"], json!(["body", "grant_type"]));
    for (given, status) in [
        ("password", 200),
        ("passwords", 422),
        ("a password", 422),
        ("password\n", 422),
    ] {
        let form = [
            ("grant_type", given),
            ("username", "ann"),
            ("password", "pw"),
        ];
        assert_eq!(posted("/token-strict", &form).await.0, status, "{given:?}");
        assert_eq!(posted("/token", &form).await.0, status, "{given:?}");
    }
}

#[tokio::test]
async fn secrets_are_never_shown() {
    let client = TestClient::new(app().exception_handler(
        |_: &Request, error: &RequestValidationError| {
            (
                StatusCode::IM_A_TEAPOT,
                format!("{error:?} {:?} {error}", error.issues()),
            )
        },
    ));
    let form = [
        ("username", "ann"),
        ("password", "hunter2"),
        ("client_secret", "hunter3"),
    ];
    let (response, lines) = during(
        client
            .post("/debug")
            .header("authorization", "Basic YW5uOmh1bnRlcjQ=")
            .form(&form)
            .send(),
    )
    .await;
    let shown = response.text();
    assert!(
        shown.contains("ann") && !shown.contains("hunter"),
        "{shown}"
    );
    assert!(!lines.concat().contains("hunter"), "{lines:?}");

    // A password that is a file does not fit; neither name nor content is told.
    let file = faultless::MultipartForm::new()
        .text("grant_type", "hunter")
        .file("password", "hunter5.txt", "text/plain", "hunter6");
    let response = TestClient::new(app())
        .post("/token")
        .multipart(file)
        .send()
        .await;
    let body: Value = response.json();
    assert_eq!(body["detail"][2]["input"], json!("**********"));
    assert!(!body["detail"][2].to_string().contains("hunter"));
}

#[tokio::test]
async fn schemes_stand_in_the_document() {
    let document: Value = TestClient::new(app())
        .get("/openapi.json")
        .send()
        .await
        .json();
    assert_eq!(
        document["components"]["securitySchemes"],
        json!({
            "HTTPBearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "Tokens of the shop."},
            "HTTPBasic": {"type": "http", "scheme": "basic"},
            "HTTPDigest": {"type": "http", "scheme": "digest"},
            "Password": {
                "type": "oauth2",
                "description": "By name and password.",
                "flows": {"password": {
                    "tokenUrl": "token",
                    "refreshUrl": "renew",
                    "scopes": {"items:read": "Read items"},
                }},
            },
            "OAuth2AuthorizationCodeBearer": {
                "type": "oauth2",
                "flows": {"authorizationCode": {
                    "authorizationUrl": "https://id.example/sign-in",
                    "tokenUrl": "https://id.example/token",
                    "scopes": {"items:read": "Read items"},
                }},
            },
            "OpenIdConnect": {
                "type": "openIdConnect",
                "openIdConnectUrl": "https://id.example/.well-known/openid-configuration",
            },
            "APIKeyHeader": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
            "APIKeyQuery": {"type": "apiKey", "in": "query", "name": "api_key"},
            "APIKeyCookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
            "Pair": {"type": "apiKey", "in": "header", "name": "x-secret"},
        })
    );
    let security = |path: &str, method: &str| &document["paths"][path][method]["security"];
    assert_eq!(security("/bearer", "get"), &json!([{"HTTPBearer": []}]));
    assert_eq!(security("/guarded/{n}", "get"), &json!([{"Password": []}]));
    assert_eq!(
        security("/any", "get"),
        &json!([{"HTTPBearer": []}, {"HTTPBasic": []}, {"APIKeyHeader": []}, {"Pair": []}])
    );
    assert_eq!(security("/token", "post"), &Value::Null);
    // The key is no parameter beside it.
    assert_eq!(
        document["paths"]["/query"]["get"]["parameters"],
        Value::Null
    );
}

#[tokio::test]
async fn scopes_are_merged_on_the_way_to_a_scheme() {
    #[dependency]
    async fn user(scopes: SecurityScopes, token: Depends<oauth2>) -> String {
        format!("{} {}", token.expose(), scopes.scope_str())
    }
    #[dependency]
    async fn writer(#[depends(scopes = ["write", "read"])] user: Depends<user>) -> String {
        user.to_string()
    }
    #[get("/")]
    async fn root(
        #[depends(scopes = ["read"])] user: Depends<user>,
        #[depends(scopes = ["admin", "read"])] writer: Depends<writer>,
        plain: Depends<bearer>,
    ) -> Json<[String; 3]> {
        let plain = plain.credentials.expose().clone();
        Json([user.to_string(), writer.to_string(), plain])
    }
    let client = TestClient::new(App::new().routes(routes![root]));
    let request = client.get("/").header("authorization", "Bearer t");
    let given: Value = request.send().await.json();
    assert_eq!(given, json!(["t read", "t admin read write", "t"]));
    let document: Value = client.get("/openapi.json").send().await.json();
    assert_eq!(
        document["paths"]["/"]["get"]["security"],
        json!([{"Password": ["read", "admin", "write"]}, {"HTTPBearer": []}])
    );
}

#[tokio::test]
async fn a_hidden_operation_keeps_its_scheme_to_itself() {
    #[get("/hidden", hidden)]
    async fn hidden(token: Depends<oauth2>) -> Json<String> {
        Json(token.expose().clone())
    }
    let client = TestClient::new(App::new().routes(routes![hidden]));
    let document: Value = client.get("/openapi.json").send().await.json();
    assert_eq!(document["components"], Value::Null);
}

fn mistakes(app: App) -> Vec<String> {
    app.build()
        .err()
        .map_or_else(Vec::new, |error| error.mistakes().collect())
}

#[test]
fn one_name_for_two_schemes_is_a_mistake() {
    #[security_scheme]
    fn other_header() -> ApiKey {
        ApiKey::header("X-Other-Key")
    }
    #[security_scheme]
    fn same_header() -> ApiKey {
        ApiKey::header("X-Api-Key")
    }
    #[get("/other")]
    async fn other(key: Depends<other_header>) {
        drop(key);
    }
    #[get("/same")]
    async fn same(key: Depends<same_header>) {
        drop(key);
    }
    let told = mistakes(App::new().routes(routes![by_header, same, other]));
    assert_eq!(told.len(), 1, "{told:?}");
    let words = "in `other`, the security scheme `other_header` is named `APIKeyHeader` in the documentation, and so is `key_header`, which differs: give one of them a name of its own with `#[security_scheme(scheme_name = \"...\")]`";
    assert!(told[0].ends_with(words), "{told:?}");
    // Nobody is told where there is no document.
    let silent = App::new()
        .openapi_path(None)
        .routes(routes![by_header, same, other]);
    assert_eq!(mistakes(silent), Vec::<String>::new());
}

#[test]
fn a_scheme_that_cannot_be_is_a_mistake() {
    #[security_scheme]
    fn split() -> HttpBasic {
        HttpBasic::new().realm("shop\r\nX-Admin: 1")
    }
    #[security_scheme]
    fn spaced() -> ApiKey {
        ApiKey::header("X Api Key")
    }
    #[security_scheme]
    fn crumbs() -> ApiKey {
        ApiKey::cookie("a;b")
    }
    #[security_scheme]
    fn nameless() -> ApiKey {
        ApiKey::query("")
    }
    #[security_scheme]
    fn two_words() -> OAuth2PasswordBearer {
        OAuth2PasswordBearer::new("token").scope("read items", "Read items")
    }
    struct Odd;
    impl SecurityScheme for Odd {
        type Credentials = ();
        fn credentials(&self, _: &Request) -> Result<Option<()>> {
            Ok(None)
        }
        fn challenge(&self) -> HttpException {
            not_authenticated("Odd")
        }
        fn openapi(&self) -> Value {
            json!({"type": "http", "scheme": "odd"})
        }
        fn scheme_name(&self) -> Cow<'static, str> {
            "An odd one".into()
        }
    }
    #[security_scheme]
    fn odd() -> Odd {
        Odd
    }
    #[get("/", dependencies = [split, spaced, crumbs, nameless, two_words, odd])]
    async fn root() {}

    // A second build tells the same: nothing is left half made.
    for _ in 0..2 {
        let told = mistakes(App::new().routes(routes![root]));
        let words = [
            "in `root`, the security scheme `split` cannot be: the realm \"shop\\r\\nX-Admin: 1\" has a control character, which headers cannot carry: take it out",
            "in `root`, the security scheme `spaced` cannot be: \"X Api Key\" is no name of a header: write letters, digits and dashes, such as `X-Api-Key`",
            "in `root`, the security scheme `crumbs` cannot be: \"a;b\" is no name of a cookie: write letters, digits and dashes, such as `session`",
            "in `root`, the security scheme `nameless` cannot be: the query parameter of an API key has no name: write one, such as `api_key`",
            "in `root`, the security scheme `two_words` cannot be: \"read items\" is no scope: write one word of ASCII without quotes, such as `items:read`",
            "in `root`, the security scheme `odd` is named \"An odd one\", and the documentation takes letters, digits, dots, dashes and underscores: write `#[security_scheme(scheme_name = \"odd\")]`",
        ];
        assert_eq!(told.len(), words.len(), "{told:?}");
        for (told, words) in told.iter().zip(words) {
            assert!(told.ends_with(words), "{told}");
        }
    }
}

#[tokio::test]
async fn a_scheme_is_made_once() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    static MADE: AtomicUsize = AtomicUsize::new(0);
    #[security_scheme]
    fn counted() -> HttpBearer {
        MADE.fetch_add(1, Ordering::Relaxed);
        HttpBearer::new()
    }
    #[get("/")]
    async fn root(shown: Depends<counted>, again: Depends<Optional<counted>>) -> Json<bool> {
        Json(again.as_ref() == Some(&*shown))
    }
    let client = TestClient::new(App::new().routes(routes![root]));
    for _ in 0..3 {
        let request = client.get("/").header("authorization", "Bearer x");
        assert_eq!(request.send().await.text(), "true");
    }
    assert_eq!(MADE.load(Ordering::Relaxed), 1);
}

#[test]
fn a_challenge_that_headers_cannot_carry_is_left_out() {
    let exception = not_authenticated("Bearer scope=\"a\r\nSet-Cookie: x=1\"");
    assert_eq!(exception.status(), 401);
    assert!(exception.headers().is_empty());
}

#[test]
fn comparing_takes_all_bytes() {
    assert!(compare_digest("", ""));
    assert!(compare_digest("é", "é"));
    for (one, other) in [("a", ""), ("ab", "aa"), ("ab", "bb"), ("ab", "abc")] {
        assert!(!compare_digest(one, other), "{one} {other}");
    }
    let shown = faultless::security::HttpBasicCredentials {
        username: "ann".to_owned(),
        password: Secret::new("pw".to_owned()),
    };
    assert!(shown.matches("ann", "pw"));
    assert!(!shown.matches("ann", "pq") && !shown.matches("bob", "pw"));
}

#[test]
fn a_declared_scheme_can_be_asked_by_hand() {
    fn name<S: Declared>() -> Cow<'static, str> {
        S::scheme().scheme_name()
    }
    assert_eq!(name::<key_cookie>(), "APIKeyCookie");
    let shown = HttpAuthorizationCredentials {
        scheme: "Bearer".to_owned(),
        credentials: Secret::new("hunter2".to_owned()),
    };
    assert!(shown.is("bearer") && !shown.is("bear"));
    assert!(!format!("{shown:?}").contains("hunter2"));
}
