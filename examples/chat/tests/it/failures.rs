//! Every way not to be let in, and every way to be sent away, with the reason that a person reads.

use chat::Limits;
use serde_json::{Value, json};

use crate::{client, left};

/// Whoever connects gets no message and this end.
async fn refused(client: &faultless::TestClient, path: &str) -> String {
    let mut socket = client.websocket(path).connect().await.unwrap();
    assert_eq!(socket.receive().await, None);
    socket.closed().await.to_string()
}

#[tokio::test]
async fn a_name_and_a_room_have_rules() {
    let client = client(Limits::default());
    let long = format!("/rooms/{}?name=ann", "r".repeat(41));
    for (path, end) in [
        ("/rooms/lobby", "1008 query.name: Field required"),
        (
            "/rooms/lobby?name=",
            "1008 query.name: String should have at least 1 character",
        ),
        (
            "/rooms/lobby?name=abcdefghijklmnopqrstu",
            "1008 query.name: String should have at most 20 characters",
        ),
        (
            "/rooms/lobby?name=a%20b",
            r"1008 query.name: String should match pattern '^[\p{L}\p{M}\p{N}_-]+$'",
        ),
        (
            &long,
            "1008 path.room: String should have at most 40 characters",
        ),
    ] {
        assert_eq!(refused(&client, path).await, end, "{path}");
    }
    client
        .websocket("/rooms/lobby?name=%C3%85sa-1")
        .connect()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_name_is_taken_once() {
    let client = client(Limits::default());
    let mut ann = client
        .websocket("/rooms/lobby?name=ann")
        .connect()
        .await
        .unwrap();
    ann.receive_text().await;
    let end = refused(&client, "/rooms/lobby?name=ann").await;
    assert_eq!(end, "1008 somebody in this room is called ann already");
    let present = client.get("/rooms/lobby").send().await;
    assert_eq!(present.json::<Value>(), json!({"present": ["ann"]}));
}

#[tokio::test]
async fn rooms_and_seats_are_limited() {
    let client = client(Limits {
        rooms: 1,
        seats: 1,
        ..Limits::default()
    });
    let mut ann = client
        .websocket("/rooms/one?name=ann")
        .connect()
        .await
        .unwrap();
    ann.receive_text().await;
    assert_eq!(
        refused(&client, "/rooms/one?name=bob").await,
        "1008 the room is full: 1 are in it"
    );
    assert_eq!(
        refused(&client, "/rooms/two?name=bob").await,
        "1008 there are too many rooms: join one that exists"
    );
}

#[tokio::test]
async fn a_bad_message_sends_away() {
    let client = client(Limits::default());
    let mut ann = client
        .websocket("/rooms/lobby?name=ann")
        .connect()
        .await
        .unwrap();
    ann.receive_text().await;
    let long = json!({"text": "x".repeat(501)}).to_string();
    for (message, end) in [
        ("", "1008 message.0: JSON decode error"),
        ("{", "1008 message.1: JSON decode error"),
        (
            "[]",
            "1008 message: Input should be a valid dictionary or object to extract fields from",
        ),
        ("{}", "1008 message.text: Field required"),
        (
            r#"{"text": ""}"#,
            "1008 message.text: String should have at least 1 character",
        ),
        (
            r#"{"text": 1}"#,
            "1008 message.text: Input should be a valid string",
        ),
        (
            r#"{"text": "a", "as": "ann"}"#,
            "1008 message.as: Extra inputs are not permitted",
        ),
        (
            &long,
            "1008 message.text: String should have at most 500 characters",
        ),
    ] {
        let mut bob = client
            .websocket("/rooms/lobby?name=bob")
            .connect()
            .await
            .unwrap();
        bob.receive_text().await;
        bob.send_text(message).await;
        assert_eq!(bob.closed().await.to_string(), end, "{message}");
        ann.receive_text().await;
        assert_eq!(ann.receive_json::<Value>().await, left("bob"), "{message}");
    }
    let mut bob = client
        .websocket("/rooms/lobby?name=bob")
        .connect()
        .await
        .unwrap();
    bob.receive_text().await;
    bob.send_bytes(vec![0]).await;
    assert_eq!(
        bob.closed().await.to_string(),
        "1008 this is not what was asked for"
    );
}

#[tokio::test]
async fn a_message_has_a_largest_size() {
    let client = client(Limits::default());
    let mut ann = client
        .websocket("/rooms/lobby?name=ann")
        .connect()
        .await
        .unwrap();
    ann.receive_text().await;
    ann.send_text("x".repeat(4097)).await;
    assert_eq!(ann.closed().await.code(), 1009);
}

#[tokio::test]
async fn who_reads_too_slowly_is_told_so() {
    let client = client(Limits {
        backlog: 4,
        ..Limits::default()
    });
    let mut slow = client
        .websocket("/rooms/lobby?name=slow")
        .connect()
        .await
        .unwrap();
    let mut fast = client
        .websocket("/rooms/lobby?name=fast")
        .connect()
        .await
        .unwrap();
    fast.receive_text().await;
    let text = "x".repeat(500);
    // More than a connection holds for a client that reads nothing, and than may wait.
    for _ in 0..1000 {
        fast.send_json(&json!({ "text": text })).await;
        fast.receive_text().await;
    }
    assert_eq!(
        slow.closed().await.to_string(),
        "1013 your connection is too slow for this room"
    );
}
