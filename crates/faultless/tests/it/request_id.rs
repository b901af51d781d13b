//! Request ids: taken when well formed, else made; on errors always, on everything by a switch.

use faultless::prelude::*;
use serde_json::Value;

#[get("/ok")]
async fn ok() -> Json<u8> {
    Json(1)
}

#[get("/mine")]
async fn mine(id: RequestId) -> Json<String> {
    Json(id.to_string())
}

fn app() -> App {
    App::new().routes(routes![ok, mine]).error_format(Uniform)
}

#[tokio::test]
async fn a_well_formed_id_is_taken_and_any_other_replaced() {
    let client = TestClient::new(app());
    let long = "x".repeat(65);
    let longest = "x".repeat(64);
    for (given, taken) in [
        ("req-1", true),
        ("abc.DEF_9-x", true),
        (longest.as_str(), true),
        (long.as_str(), false),
        ("", false),
        ("a b", false),
        ("a,b", false),
        ("<script>", false),
        ("é", false),
    ] {
        let response = client
            .get("/nowhere")
            .header("x-request-id", given)
            .send()
            .await;
        let body: Value = response.json();
        let id = body["request_id"].as_str().unwrap();
        assert_eq!(response.header("x-request-id"), Some(id));
        assert_eq!(id == given, taken, "{given}");
        assert!((1..=64).contains(&id.len()));
    }
}

#[tokio::test]
async fn a_success_has_one_only_by_the_switch() {
    let response = TestClient::new(app())
        .get("/ok")
        .header("x-request-id", "r")
        .send()
        .await;
    assert_eq!(response.header("x-request-id"), None);
    let client = TestClient::new(app().request_ids(true));
    assert_eq!(
        client
            .get("/ok")
            .header("x-request-id", "r")
            .send()
            .await
            .header("x-request-id"),
        Some("r")
    );
    let response = client.get("/mine").send().await;
    assert_eq!(
        response.header("x-request-id").unwrap(),
        response.json::<String>()
    );
    assert_eq!(response.headers().get_all("x-request-id").iter().count(), 1);
}

#[tokio::test]
async fn two_requests_have_two_ids() {
    let client = TestClient::new(app());
    let one: String = client.get("/mine").send().await.json();
    let other: String = client.get("/mine").send().await.json();
    assert_ne!(one, other);
    assert_eq!(one.len(), 32);
}
