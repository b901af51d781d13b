//! Models of a query, of headers and of cookies; cookies that a response sets.

use std::time::Duration;

use faultless::SameSite;
use faultless::prelude::*;
use serde_json::{Value, json};

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct Filter {
    #[serde(default, alias = "max")]
    limit: u8,
    #[serde(default)]
    tags: Vec<String>,
    word: String,
}

#[get("/query")]
async fn query(f: Query<Filter>) -> Json<Filter> {
    Json(f.0)
}

#[derive(Debug, Serialize, Model)]
struct Trace {
    x_trace: String,
    #[serde(rename = "X_Raw")]
    raw: Option<String>,
}

#[get("/headers")]
async fn headers(#[header] trace: Option<Trace>) -> Json<Option<Trace>> {
    Json(trace)
}

#[get("/plain")]
async fn plain(#[header(convert_underscores = false)] trace: Trace) -> Json<Trace> {
    Json(trace)
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct Session {
    #[field(min_length = 2)]
    id: String,
    #[serde(default)]
    #[field(secret)]
    token: u32,
}

#[get("/cookies")]
async fn cookies(session: Cookie<Option<Session>>) -> Json<Option<Session>> {
    Json(session.0)
}

#[post("/set")]
async fn set(
    #[query] name: String,
    #[query] value: String,
) -> (SetCookie, SetCookie, &'static str) {
    let other = SetCookie::new("other", "1")
        .domain("a.example")
        .secure(true)
        .same_site(SameSite::None)
        .max_age(Duration::from_secs(5));
    (SetCookie::new(name, value), other, "done")
}

#[post("/forget")]
async fn forget() -> SetCookie {
    SetCookie::removal("id")
}

fn client() -> TestClient {
    let routes = routes![query, headers, plain, cookies, set, forget];
    TestClient::new(App::new().routes(routes))
}

async fn told(path: &str, headers: &[(&str, &str)]) -> Vec<Value> {
    let mut request = client().get(path);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let body: Value = request.send().await.json();
    let issues = body["detail"]
        .as_array()
        .unwrap_or_else(|| panic!("{body}"));
    let told = |issue: &Value| json!([issue["type"], issue["loc"], issue["input"]]);
    issues.iter().map(told).collect()
}

#[tokio::test]
async fn a_query_is_a_model() {
    let response = client()
        .get("/query?max=7&tags=a&word=x&tags=b&word=y")
        .send()
        .await;
    assert_eq!(
        response.json::<Value>(),
        json!({"limit": 7, "tags": ["a", "b"], "word": "y"})
    );
}

#[tokio::test]
async fn issues_of_fields_come_first_and_extras_after_them() {
    assert_eq!(
        told("/query?b=1&limit=300&a=2&b=3&max=9&c", &[]).await,
        [
            json!(["less_than_equal", ["query", "limit"], "300"]),
            json!([
                "missing",
                ["query", "word"],
                {"limit": "300", "b": ["1", "3"], "a": "2", "max": "9", "c": ""}
            ]),
            json!(["extra_forbidden", ["query", "b"], ["1", "3"]]),
            json!(["extra_forbidden", ["query", "a"], "2"]),
            json!(["extra_forbidden", ["query", "c"], ""]),
        ]
    );
}

#[tokio::test]
async fn headers_are_a_model_by_their_own_names() {
    let got = client()
        .get("/headers")
        .header("X-Trace", "1")
        .header("X_RAW", "2")
        .send()
        .await;
    assert_eq!(got.json::<Value>(), json!({"x_trace": "1", "X_Raw": "2"}));
    let issues = told("/headers", &[("X_Raw", "2"), ("x_trace", "1")]).await;
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0][1], json!(["header", "x-trace"]));
    assert_eq!(issues[0][2]["X_Raw"], "2");
    assert_eq!(issues[0][2].get("x_trace"), None);
    let none = client().get("/headers").send().await;
    assert_eq!(none.json::<Value>(), json!(null));
    let plain = client().get("/plain").header("X_Trace", "p").send().await;
    assert_eq!(plain.json::<Value>()["x_trace"], "p");
    assert_eq!(
        told("/plain", &[("X-Trace", "1")]).await[0][1],
        json!(["header", "x_trace"])
    );
}

#[tokio::test]
async fn cookies_are_a_model() {
    let none = client().get("/cookies").send().await;
    assert_eq!(none.json::<Value>(), json!(null));
    assert_eq!(
        told(
            "/cookies",
            &[("cookie", "token=x; z; id=\"\\101\"; a=1; a=2")]
        )
        .await,
        [
            json!(["string_too_short", ["cookie", "id"], "A"]),
            json!(["int_parsing", ["cookie", "token"], "**********"]),
            json!(["extra_forbidden", ["cookie", ""], "z"]),
            json!(["extra_forbidden", ["cookie", "a"], "2"]),
        ]
    );
    // Anything at all makes a model of one that refuses unknown names.
    assert_eq!(
        told("/cookies", &[("cookie", "a=1")]).await[0][0],
        "missing"
    );
}

#[tokio::test]
async fn many_names_cost_no_more_than_they_are_long() {
    let query: Vec<String> = (0..5000).map(|index| format!("k{index}")).collect();
    let path = format!("/query?{}", query.join("&"));
    let issues = told(&path, &[]).await;
    assert_eq!(issues.len(), 101);
    assert_eq!(issues[100][0], "too_many_issues");
}

#[tokio::test]
async fn a_cookie_is_read_as_it_was_set() {
    for value in ["plain", "", "two words", "quo\"te\\", "\u{e9};,\n"] {
        let response = client()
            .post(&format!(
                "/set?name=id&value={}",
                form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>()
            ))
            .send()
            .await;
        assert_eq!(response.text(), "done");
        let header = response.header("set-cookie").unwrap().to_owned();
        let pair = header.split("; SameSite").next().unwrap().to_owned();
        let got = client()
            .get("/cookies")
            .header("cookie", pair.as_str())
            .send()
            .await;
        if value.chars().count() >= 2 {
            assert_eq!(got.json::<Value>()["id"], value, "{header}");
        } else {
            assert_eq!(got.json::<Value>()["detail"][0]["input"], value, "{header}");
        }
    }
}

#[tokio::test]
async fn a_cookie_that_cannot_be_is_a_fault() {
    for name in ["", "a%20b", "a%3Bb", "%C3%A9"] {
        let answer = client()
            .post(&format!("/set?name={name}&value=1"))
            .send()
            .await;
        assert_eq!(
            (answer.status().as_u16(), answer.header("set-cookie")),
            (500, None)
        );
    }
    let forgotten = client().post("/forget").send().await;
    let header = forgotten.header("set-cookie").unwrap().to_owned();
    assert!(
        header.starts_with("id=") && header.contains("Max-Age=0"),
        "{header}"
    );
}
