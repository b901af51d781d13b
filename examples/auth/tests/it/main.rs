//! The application through its public face: signing in, and every way to be refused.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use auth::tokens::{Claims, Tokens};
use auth::users::{Cost, Users};
use faultless::prelude::*;
use faultless::{Contract, Promised, TestClient, TestRequest};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
use serde_json::{Value, json};

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

/// Ann reads and writes, Bob reads. A response that the documentation does not have fails the test.
async fn client() -> TestClient {
    client_of(&Contract::new()).await
}

/// The same, noting what is seen. The hashes are cheap, so that the tests are quick.
async fn client_of(contract: &Contract) -> TestClient {
    let users = Users::new(Cost::new(8, 1, 1, None).unwrap()).await.unwrap();
    let both = ["notes:read", "notes:write"];
    users.add("ann", secret("wonderland"), &both).await.unwrap();
    users
        .add("bob", secret("builder"), &both[..1])
        .await
        .unwrap();
    users.add("gone", secret("x"), &both).await.unwrap();
    users.remove("gone");
    TestClient::new(auth::app(users, Tokens::new(&secret(SECRET)).unwrap()))
        .check_contract_with(contract)
}

async fn sign_in(client: &TestClient, form: &[(&str, &str)]) -> (u16, Value) {
    let response = client.post("/token").form(form).send().await;
    (response.status().as_u16(), response.json())
}

/// A token of a user for some scopes.
async fn token(client: &TestClient, name: &str, password: &str, scope: &str) -> String {
    let form = [("username", name), ("password", password), ("scope", scope)];
    let (status, body) = sign_in(client, &form).await;
    assert_eq!(status, 200, "{body}");
    body["access_token"].as_str().unwrap().to_owned()
}

/// Asks with a token; gives the status, the challenge, and the body.
async fn ask(client: &TestClient, path: &str, token: &str) -> (u16, Option<String>, Value) {
    let request = client.get(path);
    let response = request
        .header("authorization", &format!("Bearer {token}"))
        .send()
        .await;
    let challenge = response.header("www-authenticate").map(str::to_owned);
    (response.status().as_u16(), challenge, response.json())
}

fn detail(text: &str) -> Value {
    json!({ "detail": text })
}

/// A token that somebody else made.
fn made(algorithm: Algorithm, claims: &Value, secret: &str) -> String {
    let key = EncodingKey::from_secret(secret.as_bytes());
    encode(&Header::new(algorithm), claims, &key).unwrap()
}

#[tokio::test]
async fn signing_in_gives_a_token_for_all_scopes_or_those_asked_for() {
    let client = client().await;
    let response = client
        .post("/token")
        .form(&[
            ("grant_type", "password"),
            ("username", "ann"),
            ("password", "wonderland"),
        ])
        .send()
        .await;
    assert_eq!(response.header("cache-control"), Some("no-store"));
    let body: Value = response.json();
    assert_eq!(body["token_type"], "bearer");
    assert_eq!(body["expires_in"], 1800);
    assert_eq!(body["scope"], "notes:read notes:write");
    let token = token(&client, "ann", "wonderland", "notes:read").await;
    let me = json!({"name": "ann", "scopes": ["notes:read", "notes:write"]});
    assert_eq!(ask(&client, "/me", &token).await, (200, None, me));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_told_alike() {
    let client = client().await;
    for (name, password) in [
        ("ann", "builder"),
        ("eve", "wonderland"),
        ("gone", "x"),
        ("Ann", "wonderland"),
    ] {
        let answer = sign_in(&client, &[("username", name), ("password", password)]).await;
        assert_eq!(
            answer,
            (400, detail("Incorrect username or password")),
            "{name}"
        );
    }
    // The empty password, which the decoy has, is not even sent.
    let (status, body) = sign_in(&client, &[("username", "eve"), ("password", "")]).await;
    assert_eq!(
        (status, &body["detail"][0]["type"]),
        (422, &json!("missing"))
    );
}

#[tokio::test]
async fn a_scope_that_the_user_does_not_have_is_refused() {
    let form = [
        ("username", "bob"),
        ("password", "builder"),
        ("scope", "notes:read notes:write"),
    ];
    let answer = sign_in(&client().await, &form).await;
    assert_eq!(
        answer,
        (400, detail("the scope `notes:write` is not yours"))
    );
}

#[tokio::test]
async fn notes_are_written_and_read_by_scope() {
    let client = client().await;
    let ann = token(&client, "ann", "wonderland", "notes:write").await;
    let bob = token(&client, "bob", "builder", "").await;
    let write = |token: String| {
        client
            .post("/notes")
            .header("authorization", &format!("Bearer {token}"))
            .json(&json!({"text": "down the hole"}))
            .send()
    };
    let note = json!({"author": "ann", "text": "down the hole"});
    let response = write(ann.clone()).await;
    assert_eq!(
        (response.status().as_u16(), response.json::<Value>()),
        (201, note.clone())
    );
    assert_eq!(
        ask(&client, "/notes", &bob).await,
        (200, None, json!([note]))
    );

    // Ann asked for writing alone, and Bob cannot write.
    let refused = ask(&client, "/notes", &ann).await;
    let challenge = Some("Bearer scope=\"notes:read\"".to_owned());
    assert_eq!(refused, (403, challenge, detail("Not enough permissions")));
    let response = write(bob).await;
    assert_eq!(response.status(), 403);
    assert_eq!(
        response.header("www-authenticate"),
        Some("Bearer scope=\"notes:write\"")
    );
}

#[tokio::test]
async fn a_token_that_is_none_of_ours_is_refused() {
    let client = client().await;
    let soon = get_current_timestamp() + 60;
    let claims = |sub: &str, exp: u64| json!({"sub": sub, "scope": "notes:read", "exp": exp});
    let good = made(Algorithm::HS256, &claims("ann", soon), SECRET);
    assert_eq!(ask(&client, "/notes", &good).await.0, 200);

    let (head, rest) = good.split_once('.').unwrap();
    let (body, signature) = rest.split_once('.').unwrap();
    // {"alg":"none"}
    let unsigned = format!("eyJhbGciOiJub25lIn0.{body}.");
    for bad in [
        String::new(),
        "abc".to_owned(),
        unsigned,
        format!("{head}.{body}."),
        format!(
            "{head}.{body}.{}",
            signature.chars().rev().collect::<String>()
        ),
        made(
            Algorithm::HS256,
            &claims("ann", soon),
            "another secret of thirty-two bytes",
        ),
        made(Algorithm::HS512, &claims("ann", soon), SECRET),
        made(Algorithm::HS256, &claims("ann", 1), SECRET),
        made(
            Algorithm::HS256,
            &json!({"sub": "ann", "scope": "notes:read"}),
            SECRET,
        ),
        made(Algorithm::HS256, &claims("gone", soon), SECRET),
    ] {
        let challenge = Some("Bearer scope=\"notes:read\"".to_owned());
        let answer = ask(&client, "/notes", &bad).await;
        assert_eq!(
            answer,
            (401, challenge, detail("Could not validate credentials")),
            "{bad}"
        );
    }
    // A scope that the user does not have, however it came into the token.
    let more = json!({"sub": "bob", "scope": "notes:write", "exp": soon});
    let more = made(Algorithm::HS256, &more, SECRET);
    assert_eq!(ask(&client, "/notes", &more).await.0, 403);
}

#[tokio::test]
async fn nothing_shown() {
    let client = client().await;
    for path in ["/me", "/notes"] {
        let response = client.get(path).send().await;
        assert_eq!(response.status(), 401);
        assert_eq!(response.header("www-authenticate"), Some("Bearer"));
        assert_eq!(response.json::<Value>(), detail("Not authenticated"));
    }
    let response = client.get("/").send().await;
    assert_eq!(response.json::<Value>(), json!("sign in at /token"));
    assert_eq!(ask(&client, "/", "x").await.2, json!("welcome back"));
}

#[tokio::test]
async fn the_document_names_the_scheme_and_the_scopes() {
    let document: Value = client().await.get("/openapi.json").send().await.json();
    assert_eq!(
        document["components"]["securitySchemes"],
        json!({"OAuth2PasswordBearer": {
            "type": "oauth2",
            "description": "Sign in with a name and a password.",
            "flows": {"password": {
                "tokenUrl": "token",
                "scopes": {"notes:read": "Read notes", "notes:write": "Write notes"},
            }},
        }})
    );
    let security = |path: &str, method: &str| document["paths"][path][method]["security"].clone();
    assert_eq!(
        security("/me", "get"),
        json!([{"OAuth2PasswordBearer": []}])
    );
    assert_eq!(
        security("/notes", "post"),
        json!([{"OAuth2PasswordBearer": ["notes:write"]}])
    );
    assert_eq!(security("/token", "post"), Value::Null);
}

#[test]
fn a_short_secret_is_refused() {
    let error = Tokens::new(&secret("short")).err().unwrap();
    assert_eq!(
        error.to_string(),
        "the secret that signs tokens has 5 bytes: 32 are the least"
    );
    let tokens = Tokens::new(&secret(SECRET)).unwrap();
    let Claims { sub, scope, .. } = tokens
        .read(&tokens.issue("ann", "notes:read").unwrap().into())
        .unwrap();
    assert_eq!((&*sub, &*scope), ("ann", "notes:read"));
}

#[tokio::test]
async fn every_documented_error_of_its_own_happens() {
    let contract = Contract::new();
    let client = client_of(&contract).await;
    let send = async |request: TestRequest, token: &str, status: u16| {
        let request = request.header("authorization", token);
        let response = request.send().await;
        assert_eq!(response.status(), status, "{response:?}");
    };
    let reads = token(&client, "bob", "builder", "notes:read").await;
    let writes = token(&client, "ann", "wonderland", "notes:write").await;
    let (reads, writes) = (format!("Bearer {reads}"), format!("Bearer {writes}"));
    send(client.get("/"), &reads, 200).await;
    send(client.get("/me"), &reads, 200).await;
    send(client.get("/me"), "Bearer x", 401).await;
    send(client.get("/me"), "", 401).await;
    send(client.get("/notes"), &reads, 200).await;
    send(client.get("/notes"), "Bearer x", 401).await;
    send(client.get("/notes"), "", 401).await;
    send(client.get("/notes"), &writes, 403).await;
    let note = |text: &str| client.post("/notes").json(&json!({ "text": text }));
    send(note("a"), &writes, 201).await;
    send(note(""), &writes, 422).await;
    send(note("a"), "Bearer x", 401).await;
    send(note("a"), "", 401).await;
    send(note("a"), &reads, 403).await;
    for (form, status) in [
        (&[("username", "ann")][..], 422),
        (&[("username", "ann"), ("password", "x")], 400),
        (
            &[
                ("username", "bob"),
                ("password", "builder"),
                ("scope", "all"),
            ],
            400,
        ),
    ] {
        assert_eq!(sign_in(&client, form).await.0, status, "{form:?}");
    }
    let unprovoked = contract.unprovoked();
    // Any body can be too large, too slow or unreadable; and here nothing that keeps passwords breaks.
    let own = unprovoked.iter().filter(|promised| {
        let codes = ["bad_request", "http_408", "http_413", "internal_error"];
        !promised.code().is_some_and(|code| codes.contains(&code))
    });
    assert_eq!(own.collect::<Vec<_>>(), Vec::<&Promised>::new());
}
