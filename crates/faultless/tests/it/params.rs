//! Arguments: sources, defaults, rules, and the order in which issues are told.

use faultless::prelude::*;
use serde_json::{Value, json};

#[derive(Debug, Clone, Copy, Serialize, Deserialize, Model)]
#[serde(rename_all = "lowercase")]
enum Order {
    Asc,
    Desc,
}

#[get("/defaults")]
async fn defaults(
    #[query(default = 10, le = 100)] limit: u32,
    #[query(default)] skip: u32,
    #[query(default = "x")] word: String,
    #[query(default = Order::Asc)] order: Order,
    #[query(default = vec![7])] list: Vec<i64>,
    #[query(alias = "item-query")] item: Option<String>,
    #[query(required)] nullable: Option<u8>,
) -> Json<Value> {
    Json(json!([limit, skip, word, order, list, item, nullable]))
}

#[get("/wrappers")]
async fn wrappers(
    /// How many.
    n: Query<u8>,
    tags: Query<Vec<String>>,
    user_agent: Header<Option<String>>,
    #[header(alias = "X_Raw", min_length = 2)] raw: Option<String>,
    session: Cookie<Option<String>>,
) -> Json<Value> {
    Json(json!([*n, *tags, *user_agent, raw, *session]))
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Item {
    name: String,
    #[field(gt = 0)]
    price: f64,
}

#[post("/all/{a}")]
async fn all(
    item: Item,
    sid: Cookie<u8>,
    x_two: Header<u8>,
    q2: u8,
    who: Depends<first>,
    #[query(ge = 1)] q1: u8,
    a: u8,
) -> Json<u8> {
    drop((item, sid, x_two, who));
    Json(q1 + q2 + a)
}

#[dependency]
async fn second(d2: u8, #[header] x_d: Option<u8>) -> u8 {
    d2 + x_d.unwrap_or(0)
}

#[dependency]
async fn first(d1: u8, inner: Depends<second>) -> u8 {
    d1 + *inner
}

#[put("/two")]
async fn two(item: Item, note: Body<String>) -> Json<Value> {
    Json(json!({"item": item, "note": *note}))
}

#[put("/embedded")]
async fn embedded(#[body(embed)] item: Item) -> Json<Item> {
    Json(item)
}

fn client() -> TestClient {
    TestClient::new(App::new().routes(routes![defaults, wrappers, all, two, embedded]))
}

fn locations(body: &Value) -> Vec<String> {
    let issues = body["detail"]
        .as_array()
        .unwrap_or_else(|| panic!("{body}"));
    issues
        .iter()
        .map(|issue| {
            issue["loc"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| s.to_string().replace('"', ""))
                .collect::<Vec<_>>()
                .join(".")
        })
        .collect()
}

#[tokio::test]
async fn defaults_stand_in() {
    let response = client().get("/defaults?nullable=1").send().await;
    assert_eq!(
        response.json::<Value>(),
        json!([10, 0, "x", "asc", [7], null, 1])
    );
    let path =
        "/defaults?limit=5&limit=6&skip=1&word=&order=desc&list=1&list=2&item-query=q&nullable=2";
    assert_eq!(
        client().get(path).send().await.json::<Value>(),
        json!([6, 1, "", "desc", [1, 2], "q", 2])
    );
    let body: Value = client()
        .get("/defaults?limit=101&order=up")
        .send()
        .await
        .json();
    assert_eq!(
        locations(&body),
        ["query.limit", "query.order", "query.nullable"]
    );
    assert_eq!(body["detail"][1]["msg"], "Input should be 'asc' or 'desc'");
}

#[tokio::test]
async fn wrappers_name_their_source() {
    let response = client()
        .get("/wrappers?n=3&tags=a&tags=b%26c")
        .header("User-Agent", "me")
        .header("X_Raw", "raw")
        .header("cookie", "other=1; session=\"s 1\"")
        .send()
        .await;
    assert_eq!(
        response.json::<Value>(),
        json!([3, ["a", "b&c"], "me", "raw", "s 1"])
    );
    let body: Value = client()
        .get("/wrappers?n=300")
        .header("x_raw", "r")
        .send()
        .await
        .json();
    assert_eq!(locations(&body), ["query.n", "query.tags", "header.X_Raw"]);
}

#[tokio::test]
async fn all_issues_are_told_in_order() {
    let request = client()
        .post("/all/x?q1=0&d2=y")
        .header("cookie", "sid=z")
        .header("x-two", "z")
        .header("x-d", "z");
    let body: Value = request.json(&json!({"price": 0})).send().await.json();
    assert_eq!(
        locations(&body),
        [
            "query.d2",
            "header.x-d",
            "query.d1",
            "path.a",
            "query.q2",
            "query.q1",
            "header.x-two",
            "cookie.sid",
            "body.name",
            "body.price"
        ]
    );
    // A body that is no JSON comes before everything.
    let body: Value = client()
        .post("/all/x")
        .header("content-type", "application/json")
        .body("{")
        .send()
        .await
        .json();
    assert_eq!(locations(&body), ["body.1"]);
}

#[tokio::test]
async fn bodies_are_shared_by_name() {
    let item = json!({"name": "a", "price": 1});
    let response = client()
        .put("/two")
        .json(&json!({"item": item, "note": "n"}))
        .send()
        .await;
    assert_eq!(response.json::<Value>()["note"], "n");
    let body: Value = client().put("/two").json(&json!([])).send().await.json();
    assert_eq!(locations(&body), ["body.item", "body.note"]);
    assert_eq!(
        client()
            .put("/embedded")
            .json(&json!({"item": item}))
            .send()
            .await
            .status(),
        200
    );
    let body: Value = client().put("/embedded").json(&item).send().await.json();
    assert_eq!(locations(&body), ["body.item"]);
}

#[tokio::test]
async fn what_a_request_can_cost_is_bounded() {
    let many = format!("/defaults?{}", "list=x&".repeat(2000));
    let body: Value = client().get(&many).send().await.json();
    let issues = body["detail"].as_array().unwrap();
    assert!(issues.len() <= 101, "{}", issues.len());
    assert_eq!(issues.last().unwrap()["type"], "too_many_issues");
    let long = json!({"name": "a", "price": "x".repeat(100_000)});
    let response = client()
        .put("/embedded")
        .json(&json!({"item": long}))
        .send()
        .await;
    assert!(
        response.bytes().len() < 10_000,
        "{}",
        response.bytes().len()
    );
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let response = client()
        .put("/embedded")
        .header("content-type", "application/json")
        .body(deep)
        .send()
        .await;
    assert_eq!(response.status(), 400);
}

#[derive(Debug, thiserror::Error)]
#[error("a dependency's own")]
struct Own;

#[tokio::test]
async fn dependencies_run_once_and_drop_issues_when_they_raise() {
    static RUNS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);

    #[dependency]
    async fn counted() -> u32 {
        RUNS.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    }
    #[dependency]
    async fn uses_counted(n: Depends<counted>) -> u32 {
        *n
    }
    #[dependency]
    async fn guard(#[query] key: Option<String>) -> Result<(), Own> {
        if key.is_none() { Err(Own) } else { Ok(()) }
    }
    #[get("/cached")]
    async fn cached(
        a: Depends<counted>,
        b: Depends<uses_counted>,
        c: Depends<counted>,
    ) -> Json<[u32; 3]> {
        Json([*a, *b, *c])
    }
    #[get("/guarded/{n}", dependencies = [guard])]
    async fn guarded(n: u8) -> Json<u8> {
        Json(n)
    }
    let app = App::new()
        .routes(routes![cached, guarded])
        .dependency::<counted>()
        .exception_handler(|_: &Request, error: &Own| (StatusCode::FORBIDDEN, error.to_string()));
    let client = TestClient::new(app);
    assert_eq!(
        client.get("/cached").send().await.json::<[u32; 3]>(),
        [0, 0, 0]
    );
    assert_eq!(
        client.get("/guarded/x").send().await.text(),
        "a dependency's own"
    );
    assert_eq!(
        locations(&client.get("/guarded/x?key=k").send().await.json()),
        ["path.n"]
    );
    assert_eq!(RUNS.load(std::sync::atomic::Ordering::Relaxed), 3);
}

#[tokio::test]
async fn axum_extractors_are_arguments() {
    #[post("/bytes")]
    async fn bytes(method: Method, headers: HeaderMap, whole: axum::body::Bytes) -> Json<Value> {
        Json(json!([
            method.as_str(),
            headers.contains_key("x-a"),
            whole.len()
        ]))
    }
    #[post("/text")]
    async fn text(
        form: axum::extract::Form<std::collections::BTreeMap<String, u8>>,
    ) -> Json<usize> {
        Json(form.0.len())
    }
    let client = TestClient::new(
        App::new()
            .routes(routes![bytes, text])
            .error_format(Uniform),
    );
    let response = client
        .post("/bytes")
        .header("x-a", "1")
        .body("12345")
        .send()
        .await;
    assert_eq!(response.json::<Value>(), json!(["POST", true, 5]));
    let response = client.post("/text").form(&[("a", "x")]).send().await;
    let body: Value = response.json();
    assert_eq!(
        (response.status().as_u16(), &body["code"]),
        (422, &json!("validation_error"))
    );
    assert!(
        body["detail"].as_str().unwrap().contains("invalid digit"),
        "{body}"
    );
}

#[tokio::test]
async fn cookies_are_kept_by_the_test_client() {
    #[get("/set")]
    async fn set() -> ([(&'static str, &'static str); 1], &'static str) {
        ([("set-cookie", "sid=42; Path=/; HttpOnly")], "set")
    }
    #[get("/unset")]
    async fn unset() -> ([(&'static str, &'static str); 1], &'static str) {
        ([("set-cookie", "sid=; Max-Age=0")], "unset")
    }
    #[get("/read")]
    async fn read(sid: Cookie<Option<u8>>) -> Json<Option<u8>> {
        Json(sid.0)
    }
    let client = TestClient::new(App::new().routes(routes![set, unset, read]));
    assert_eq!(
        client.get("/read").send().await.json::<Value>(),
        Value::Null
    );
    let _ = client.get("/set").send().await;
    assert_eq!(client.get("/read").send().await.json::<Value>(), 42);
    let _ = client.get("/unset").send().await;
    assert_eq!(
        client.get("/read").send().await.json::<Value>(),
        Value::Null
    );
}

/// `null` is a value, not a missing one; what is no JSON has no members, and takes the defaults.
#[tokio::test]
async fn null_bodies_are_values() {
    #[post("/whole")]
    async fn whole(n: Body<u8>) -> Json<u8> {
        Json(n.0)
    }
    #[post("/maybe")]
    async fn maybe(n: Body<Option<u8>>) -> Json<Option<u8>> {
        Json(n.0)
    }
    #[post("/member")]
    async fn member(#[body(embed, default = 7)] n: u8) -> Json<u8> {
        Json(n)
    }
    let client = TestClient::new(App::new().routes(routes![whole, maybe, member]));
    for (path, body, kind, place) in [
        ("/whole", "null", "int_type", json!(["body"])),
        (
            "/member",
            r#"{"n": null}"#,
            "int_type",
            json!(["body", "n"]),
        ),
        ("/member", "null", "missing", json!(["body", "n"])),
    ] {
        let request = client.post(path).header("content-type", "application/json");
        let told: Value = request.body(body).send().await.json();
        let issue = &told["detail"][0];
        assert_eq!(
            (&issue["type"], &issue["loc"]),
            (&json!(kind), &place),
            "{path} {body}"
        );
    }
    let request = client
        .post("/maybe")
        .header("content-type", "application/json");
    assert_eq!(
        request.body("null").send().await.json::<Value>(),
        Value::Null
    );
    let request = client.post("/member").header("content-type", "text/plain");
    assert_eq!(request.body("9").send().await.json::<Value>(), 7);
}
