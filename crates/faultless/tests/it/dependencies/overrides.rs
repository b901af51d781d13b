//! Dependencies that others stand in for.

use faultless::prelude::*;

use super::Log;

struct User(&'static str);

#[dependency]
async fn current_user(authorization: Header<String>) -> Result<User> {
    raise!(UNAUTHORIZED, "nobody knows {}", *authorization);
}

#[dependency]
async fn greeting(user: Depends<current_user>) -> String {
    format!("hello {}", user.0)
}

#[get("/")]
async fn index(greeting: Depends<greeting>) -> String {
    greeting.to_string()
}

#[get("/guarded", dependencies = [current_user])]
async fn guarded() -> &'static str {
    "in"
}

fn app() -> App {
    App::new().routes(routes![index, guarded])
}

#[dependency]
async fn ann() -> User {
    User("ann")
}

#[dependency]
async fn by_query(#[query] name: String) -> Result<User> {
    ensure!(name != "eve", FORBIDDEN, "not eve");
    Ok(User("bob"))
}

#[dependency]
async fn with_an_end(log: State<Log>, scope: Yield<User>) -> Result<()> {
    let outcome = scope.give(User("cid")).await;
    log.add("ended");
    outcome
}

#[tokio::test]
async fn another_stands_in_wherever_it_is_asked_for() {
    assert_eq!(TestClient::new(app()).get("/").send().await.status(), 422);
    let client = TestClient::new(app().override_dependency::<current_user, ann>());
    assert_eq!(client.get("/").send().await.text(), "hello ann");
    assert_eq!(client.get("/guarded").send().await.text(), "in");
}

#[tokio::test]
async fn a_stand_in_has_arguments_errors_and_an_end_of_its_own() {
    let client = TestClient::new(app().override_dependency::<current_user, by_query>());
    assert_eq!(client.get("/?name=x").send().await.text(), "hello bob");
    assert_eq!(client.get("/?name=eve").send().await.status(), 403);
    let missing = client.get("/").send().await.json::<serde_json::Value>();
    assert_eq!(
        missing["detail"][0]["loc"],
        serde_json::json!(["query", "name"])
    );

    let log = Log::default();
    let app = app()
        .state(log.clone())
        .override_dependency::<current_user, with_an_end>();
    assert_eq!(
        TestClient::new(app).get("/").send().await.text(),
        "hello cid"
    );
    assert_eq!(log.told(), ["ended"]);
}

#[tokio::test]
async fn the_last_one_holds() {
    let app = app()
        .override_dependency::<current_user, by_query>()
        .override_dependency::<current_user, ann>();
    assert_eq!(
        TestClient::new(app).get("/").send().await.text(),
        "hello ann"
    );
}

#[dependency]
async fn in_a_circle(greeting: Depends<greeting>) -> User {
    drop(greeting);
    User("nobody")
}

#[test]
fn what_a_stand_in_takes_is_checked_when_the_application_is_built() {
    let lacking = app().override_dependency::<current_user, with_an_end>();
    let mistakes = lacking.build().unwrap_err().to_string();
    assert!(
        mistakes.contains("Log>`, which the application does not have"),
        "{mistakes}"
    );
    let circle = app().override_dependency::<current_user, in_a_circle>();
    let mistakes = circle.build().unwrap_err().to_string();
    assert!(
        mistakes
            .contains("a dependency of `index` needs itself: greeting -> in_a_circle -> greeting"),
        "{mistakes}"
    );
}

#[dependency]
async fn at_least(#[config] least: &u8) -> User {
    User(if *least > 1 { "two" } else { "one" })
}

#[dependency]
async fn named(#[config] name: &u16) -> User {
    User(if *name == 0 { "nobody" } else { "dee" })
}

#[get("/configured")]
async fn configured(#[depends(config = 2)] user: Depends<at_least>) -> &'static str {
    user.0
}

#[tokio::test]
async fn a_stand_in_may_leave_the_configuration_and_takes_no_other() {
    let app = || App::new().routes(routes![configured]);
    let client = TestClient::new(app().override_dependency::<at_least, ann>());
    assert_eq!(client.get("/configured").send().await.text(), "ann");
    let other = app().override_dependency::<at_least, named>();
    let mistakes = other.build().unwrap_err().to_string();
    assert!(
        mistakes.contains("`named` stands in for `at_least`, and is configured with a `u16`"),
        "{mistakes}"
    );
}

#[tokio::test]
async fn the_document_says_what_the_stand_in_takes() {
    let client = TestClient::new(app().override_dependency::<current_user, by_query>());
    let document = client
        .get("/openapi.json")
        .send()
        .await
        .json::<serde_json::Value>();
    let parameters = &document["paths"]["/"]["get"]["parameters"];
    assert_eq!(parameters[0]["name"], "name", "{parameters}");
}
