//! How dependencies are asked for: cached or not, with scopes, configured, of a type that is left open.

use std::sync::atomic::{AtomicU32, Ordering};

use faultless::model::Field;
use faultless::prelude::*;
use serde_json::{Value, json};

async fn got(app: App, path: &str) -> Value {
    let response = TestClient::new(app).get(path).send().await;
    assert_eq!(response.status(), 200, "{}", response.text());
    response.json()
}

#[dependency]
async fn count() -> AtomicU32 {
    AtomicU32::new(0)
}

#[dependency]
async fn counted(count: Depends<count>) -> u32 {
    count.fetch_add(1, Ordering::Relaxed) + 1
}

#[get("/")]
async fn counts(
    first: Depends<counted>,
    #[depends(use_cache = false)] again: Depends<counted>,
    cached: Depends<counted>,
) -> Json<[u32; 3]> {
    Json([*first, *again, *cached])
}

#[tokio::test]
async fn a_dependency_runs_once_unless_asked_otherwise() {
    assert_eq!(
        got(App::new().routes(routes![counts]), "/").await,
        json!([1, 2, 1])
    );
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    Reader,
    Admin,
}

#[dependency]
async fn has_role(#[config] role: &Role, #[query(default)] admin: bool) -> Result<Role> {
    ensure!(
        admin || *role != Role::Admin,
        FORBIDDEN,
        "this wants {role:?}"
    );
    Ok(*role)
}

#[get("/both")]
async fn both(
    #[depends(config = Role::Reader)] reader: Depends<has_role>,
    #[depends(config = Role::Admin)] admin: Depends<has_role>,
) -> String {
    format!("{:?} {:?}", *reader, *admin)
}

#[get("/listed", dependencies = [has_role(Role::Admin)])]
async fn listed() -> &'static str {
    "listed"
}

#[get("/routed")]
async fn routed() -> &'static str {
    "routed"
}

#[tokio::test]
async fn one_function_is_configured_in_several_ways() {
    let router = Router::new()
        .dependency_with::<has_role>(Role::Admin)
        .routes(routes![routed]);
    let client = TestClient::new(App::new().routes(routes![both, listed]).include(router));
    for path in ["/both", "/listed", "/routed"] {
        let refused = client.get(path).send().await;
        assert_eq!(refused.status(), 403, "{path}");
        assert_eq!(
            refused.json::<Value>(),
            json!({"detail": "this wants Admin"})
        );
        let path = format!("{path}?admin=yes");
        assert_eq!(client.get(&path).send().await.status(), 200, "{path}");
    }
    let text = client.get("/both?admin=true").send().await;
    assert_eq!(text.text(), "Reader Admin");
}

#[get("/unconfigured")]
async fn unconfigured(role: Depends<has_role>) {
    drop(role);
}

#[test]
fn a_configuration_that_is_left_out_is_found_when_the_application_is_built() {
    for app in [
        App::new().routes(routes![unconfigured]),
        App::new().routes(routes![routed]).dependency::<has_role>(),
    ] {
        let mistakes = app.build().unwrap_err().to_string();
        assert!(
            mistakes.contains("`has_role` is configured with a value, and none is given: write `#[depends(config = ...)]` on the argument"),
            "{mistakes}"
        );
    }
}

#[dependency]
async fn scoped(scopes: SecurityScopes, count: Depends<count>) -> Value {
    let run = count.fetch_add(1, Ordering::Relaxed);
    json!([scopes.scopes(), run])
}

#[dependency]
async fn between(#[depends(scopes = ["items", "read"])] inner: Depends<scoped>) -> Value {
    (*inner).clone()
}

#[get("/scopes")]
async fn scopes(
    bare: Depends<scoped>,
    #[depends(scopes = ["me", "read"])] chained: Depends<between>,
    #[depends(scopes = ["me"])] own: Depends<scoped>,
    again: Depends<scoped>,
    #[depends(scopes = ["me"])] other: Depends<between>,
) -> Json<Value> {
    Json(json!([*bare, *chained, *own, *again, *other]))
}

#[tokio::test]
async fn scopes_add_up_along_the_chain_and_are_part_of_what_is_cached() {
    let scopes = got(App::new().routes(routes![scopes]), "/scopes").await;
    assert_eq!(
        scopes,
        json!([
            [[], 0],
            [["me", "read", "items"], 1],
            [["me"], 2],
            [[], 0],
            [["me", "items", "read"], 3]
        ])
    );
}

/// A page of anything.
#[dependency]
async fn page<T: Field + Clone + Send + Sync + 'static, const MOST: usize>(
    #[query] from: T,
    #[query(default, le = 50)] length: usize,
) -> (T, usize) {
    (from, length.min(MOST))
}

#[dependency]
async fn pages<T>(page: Depends<page<T, 5>>) -> Result<String>
where
    T: Field + Clone + Send + Sync + std::fmt::Debug + 'static,
{
    Ok(format!("{page:?}"))
}

#[get("/numbers")]
async fn numbers(page: Depends<pages<u32>>) -> String {
    page.to_string()
}

#[get("/names", dependencies = [page::<String, 3>])]
async fn names(page: Depends<page<String, 3>>) -> String {
    format!("{page:?}")
}

#[tokio::test]
async fn a_dependency_may_leave_types_open() {
    let client = TestClient::new(App::new().routes(routes![numbers, names]));
    assert_eq!(
        client.get("/numbers?from=7&length=9").send().await.text(),
        "(7, 5)"
    );
    assert_eq!(
        client.get("/names?from=a&length=9").send().await.text(),
        r#"("a", 3)"#
    );
    let refused = client
        .get("/numbers?from=a&length=51")
        .send()
        .await
        .json::<Value>();
    assert_eq!(refused["detail"].as_array().unwrap().len(), 2, "{refused}");
    assert_eq!(refused["detail"][0]["type"], "int_parsing");
}

#[dependency]
async fn egg(hen: Depends<hen>) -> u8 {
    *hen
}

#[dependency]
async fn hen(egg: Depends<egg>) -> u8 {
    *egg
}

#[get("/hens")]
async fn hens(hen: Depends<hen>) -> String {
    hen.to_string()
}

#[test]
fn a_circle_is_told_with_its_chain() {
    let mistakes = App::new()
        .routes(routes![hens])
        .build()
        .unwrap_err()
        .to_string();
    assert!(
        mistakes.contains("a dependency of `hens` needs itself: hen -> egg -> hen"),
        "{mistakes}"
    );
}

#[dependency]
async fn short(scope: Yield<()>) -> Result<()> {
    scope.give(()).await
}

#[dependency]
async fn long(
    #[depends(scope = "function")] short: Depends<short>,
    scope: Yield<()>,
) -> Result<()> {
    drop(short);
    scope.give(()).await
}

#[get("/long")]
async fn outlives(long: Depends<long>) {
    drop(long);
}

#[get("/short")]
async fn lives_as_long(#[depends(scope = "function")] long: Depends<long>) {
    drop(long);
}

#[test]
fn nothing_outlives_what_it_depends_on() {
    let mistakes = App::new()
        .routes(routes![outlives])
        .build()
        .unwrap_err()
        .to_string();
    assert!(
        mistakes.contains("`long` lives until the response has been sent, and depends on `short`, which ends before"),
        "{mistakes}"
    );
    App::new().routes(routes![lives_as_long]).build().unwrap();
}

#[dependency]
async fn sets(head: ResponseHead) -> Result<()> {
    head.header("x-set", "first");
    head.header("x-set", "second");
    head.header("x-bad", "a\r\nb: c");
    head.status(202);
    head.add(SetCookie::new("seen", "yes"))
}

#[get("/set/{how}", dependencies = [sets])]
async fn set(how: String) -> Result<Response> {
    match how.as_str() {
        "own" => Ok((StatusCode::CREATED, [("x-set", "third")], "made").into_response()),
        "raised" => raise!(CONFLICT, "no"),
        _ => Ok("plain".into_response()),
    }
}

#[tokio::test]
async fn a_dependency_sets_headers_and_the_status_that_the_handler_leaves() {
    let client = TestClient::new(App::new().routes(routes![set]));
    let plain = client.get("/set/plain").send().await;
    assert_eq!(plain.status(), 202);
    assert_eq!(plain.header("x-set"), Some("second"));
    assert_eq!(plain.header("x-bad"), None);
    assert!(
        plain
            .header("set-cookie")
            .is_some_and(|cookie| cookie.starts_with("seen=yes"))
    );
    let own = client.get("/set/own").send().await;
    assert_eq!(own.status(), 201);
    let all: Vec<_> = own.headers().get_all("x-set").iter().collect();
    assert_eq!(all, ["third", "second"]);
    let raised = client.get("/set/raised").send().await;
    assert_eq!(
        (raised.status().as_u16(), raised.header("x-set")),
        (409, None)
    );
    assert_eq!(raised.header("set-cookie"), None);
}
