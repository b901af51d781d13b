//! The macros beside names that could be taken for theirs.

#![expect(
    clippy::just_underscores_and_digits,
    clippy::used_underscore_binding,
    reason = "some names are odd on purpose"
)]

/// What a module of the user's may be called.
mod faultless {}

/// Names that hide those of the standard library.
mod hidden {
    #![allow(
        dead_code,
        non_snake_case,
        unused_macros,
        reason = "they only stand in the way"
    )]

    use ::faultless::{
        App, Depends, Header, Json, Model, Raise, Request, TestClient, dependency, get, routes,
        security_scheme,
    };

    struct Option;
    struct Result;
    struct String;
    struct Vec;
    struct Box;
    fn Some() {}
    fn Ok() {}
    fn Err() {}
    fn None() {}

    macro_rules! format {
        ($($any:tt)*) => {
            compile_error!("not this one")
        };
    }

    macro_rules! vec {
        ($($any:tt)*) => {
            compile_error!("nor this one")
        };
    }

    type Text = std::string::String;

    #[derive(Model, serde::Serialize, serde::Deserialize)]
    struct Item {
        #[field(min_length = 1, examples = ["nut"])]
        name: Text,
        #[serde(default)]
        left: std::option::Option<u64>,
    }

    #[derive(Debug, thiserror::Error, Raise)]
    enum ShopError {
        #[error("{name} is sold out")]
        #[raise(status = GONE, code = "sold_out", detail = "no {name}", header("X-Name" = name))]
        SoldOut { name: Text },
    }

    #[dependency]
    async fn caller(
        __extraction: Header<std::option::Option<Text>>,
    ) -> std::result::Result<u64, ShopError> {
        std::result::Result::Ok(__extraction.0.map_or(0, |_| 1))
    }

    /// Odd.
    #[security_scheme(scheme_name = "Odd")]
    fn __scheme() -> ::faultless::security::HttpBearer {
        ::faultless::security::HttpBearer::new()
    }

    #[get("/{__request}", tags = ["odd"])]
    async fn odd(
        __request: Text,
        #[query(default = 3, le = 9)] __plan: u64,
        #[body(embed)] __0: std::option::Option<Item>,
        __description: Depends<caller>,
        __found: Depends<::faultless::security::Optional<__scheme>>,
        __body: &Request,
    ) -> std::result::Result<Json<(Text, u64, Text)>, ShopError> {
        assert!(__found.is_none());
        if __request == "gone" {
            return std::result::Result::Err(ShopError::SoldOut { name: __request });
        }
        std::result::Result::Ok(Json((
            __request,
            __plan + *__description,
            __body.path().to_owned(),
        )))
    }

    #[test]
    fn names_of_the_users_hide_nothing_of_the_macros() {
        let client = TestClient::new(App::new().routes(routes![odd])).blocking();
        let response = client.get("/a").send();
        assert_eq!(response.text(), r#"["a",3,"/a"]"#);
        let response = client.get("/gone").send();
        assert_eq!(
            (response.status().as_u16(), response.text().as_str()),
            (410, r#"{"detail":"no gone"}"#)
        );
        assert_eq!(response.header("x-name"), std::option::Option::Some("gone"));
    }
}

use ::faultless::prelude::*;

#[dependency]
async fn r#type(r#match: Query<Option<String>>) -> String {
    r#match.0.unwrap_or_default()
}

/// Raw.
#[get("/raw/{type}")]
async fn r#move(
    r#type: String,
    /// What it is
    /// called by.
    _in: u64,
    Header(r#for): Header<String>,
    r#else: Depends<r#type>,
) -> String {
    format!("{} {_in} {} {}", r#type, r#for, *r#else)
}

#[test]
fn raw_names_are_what_they_say() {
    let app = App::new().routes(routes![r#move]);
    let client = TestClient::new(app).blocking();
    let response = client
        .get("/raw/a?in=1&match=m")
        .header("for", "you")
        .send();
    assert_eq!(response.text(), "a 1 you m");
    let document: serde_json::Value = client.get("/openapi.json").send().json();
    let operation = &document["paths"]["/raw/{type}"]["get"];
    assert_eq!(operation["summary"], "Move");
    assert_eq!(operation["operationId"], "move_raw__type__get");
    let described = operation["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .find(|parameter| parameter["name"] == "in")
        .unwrap();
    assert_eq!(described["description"], "What it is\ncalled by.");
}

#[get("/never")]
#[cfg(any())]
async fn sometimes() -> NoSuchType {}

#[get("/sometimes")]
#[cfg(not(any()))]
async fn sometimes() -> &'static str {
    "now"
}

#[dependency]
#[cfg(any())]
async fn at_times() -> NoSuchType {}

/// Made by a macro of the user's, whose types stand in invisible brackets.
macro_rules! reading {
    ($name:ident, $path:literal, $argument:ident: $ty:ty, $body:block) => {
        #[get($path)]
        async fn $name($argument: $ty) -> String $body
    };
}
reading!(made, "/made/{size}", size: u64, { size.to_string() });
reading!(headed, "/headed", host: Header<String>, { host.0 });

#[test]
fn conditions_and_macros_of_the_users_hold() {
    let client = TestClient::new(App::new().routes(routes![sometimes, made, headed])).blocking();
    assert_eq!(client.get("/sometimes").send().text(), "now");
    assert_eq!(client.get("/never").send().status(), 404);
    assert_eq!(client.get("/made/1").send().text(), "1");
    assert_eq!(client.get("/made/x").send().status(), 422);
    assert_eq!(
        client.get("/headed").header("host", "me").send().text(),
        "me"
    );
}

/// A `Result` by a name of the user's, as most applications have.
type ShopResult<T> = std::result::Result<T, HttpException>;

#[dependency]
async fn guard(key: Header<Option<String>>) -> ShopResult<u64> {
    match key.0 {
        Some(_) => Ok(1),
        None => Err(HttpException::new(403, "no key")),
    }
}

#[get("/guarded", dependencies = [guard])]
async fn guarded(guard: Depends<guard>) -> Json<u64> {
    Json(*guard)
}

#[test]
fn an_alias_of_result_is_a_result() {
    let client = TestClient::new(App::new().routes(routes![guarded])).blocking();
    let response = client.get("/guarded").send();
    assert_eq!(
        (response.status().as_u16(), response.text().as_str()),
        (403, r#"{"detail":"no key"}"#)
    );
    assert_eq!(client.get("/guarded").header("key", "k").send().text(), "1");
}

/// An error of any type, whose derives ask for what they need.
#[derive(Debug, thiserror::Error, Raise)]
#[error("{0} is no good")]
#[raise(status = 400)]
struct NoGood<T>(T);

#[derive(Debug, thiserror::Error, Raise)]
enum Old {
    #[deprecated]
    #[error("old {type}")]
    #[raise(status = 410, detail = "{type} is old")]
    Gone { r#type: u8 },
}

#[test]
fn errors_of_every_shape_raise() {
    assert_eq!(NoGood("tea").status(), Some(StatusCode::BAD_REQUEST));
    #[expect(deprecated, reason = "it is still raised")]
    let old = Old::Gone { r#type: 7 };
    assert_eq!(
        old.detail().map(|detail| format!("{detail:?}")),
        Some(format!("{:?}", ::faultless::Detail::new("7 is old")))
    );
}
