//! What happens in a room.

use chat::Limits;
use serde_json::{Value, json};

use crate::{client, joined, left, said, welcome};

#[tokio::test]
async fn two_people_talk() {
    let client = client(Limits::default());
    let mut ann = client
        .websocket("/rooms/lobby?name=ann")
        .connect()
        .await
        .unwrap();
    assert_eq!(ann.receive_json::<Value>().await, welcome(&["ann"], &[]));
    let mut bob = client
        .websocket("/rooms/lobby?name=bob")
        .connect()
        .await
        .unwrap();
    assert_eq!(
        bob.receive_json::<Value>().await,
        welcome(&["ann", "bob"], &[])
    );
    assert_eq!(ann.receive_json::<Value>().await, joined("bob"));

    bob.send_json(&json!({"text": "hello <b>ann</b>"})).await;
    for one in [&mut ann, &mut bob] {
        assert_eq!(
            one.receive_json::<Value>().await,
            said("bob", "hello <b>ann</b>")
        );
    }
    bob.close(1000, "").await;
    assert_eq!(ann.receive_json::<Value>().await, left("bob"));
}

#[tokio::test]
async fn rooms_do_not_hear_each_other() {
    let client = client(Limits::default());
    let mut ann = client
        .websocket("/rooms/one?name=ann")
        .connect()
        .await
        .unwrap();
    ann.receive_text().await;
    let mut bob = client
        .websocket("/rooms/two?name=ann")
        .connect()
        .await
        .unwrap();
    assert_eq!(bob.receive_json::<Value>().await, welcome(&["ann"], &[]));
    bob.send_json(&json!({"text": "over here"})).await;
    bob.receive_text().await;
    ann.send_json(&json!({"text": "alone"})).await;
    assert_eq!(ann.receive_json::<Value>().await, said("ann", "alone"));
}

#[tokio::test]
async fn who_comes_later_reads_what_was_said_last() {
    let client = client(Limits {
        history: 2,
        ..Limits::default()
    });
    let mut ann = client
        .websocket("/rooms/lobby?name=ann")
        .connect()
        .await
        .unwrap();
    ann.receive_text().await;
    for text in ["one", "two", "three"] {
        ann.send_json(&json!({ "text": text })).await;
        ann.receive_text().await;
    }
    let mut bob = client
        .websocket("/rooms/lobby?name=bob")
        .connect()
        .await
        .unwrap();
    let history = welcome(&["ann", "bob"], &[("ann", "two"), ("ann", "three")]);
    assert_eq!(bob.receive_json::<Value>().await, history);
}

#[tokio::test]
async fn a_room_is_remembered_until_its_place_is_needed() {
    let client = client(Limits {
        rooms: 1,
        ..Limits::default()
    });
    let mut ann = client
        .websocket("/rooms/one?name=ann")
        .connect()
        .await
        .unwrap();
    ann.receive_text().await;
    ann.send_json(&json!({"text": "hello"})).await;
    ann.receive_text().await;
    ann.close(1000, "").await;
    // The server has closed before it tells the room.
    while client.get("/rooms/one").send().await.json::<Value>() != json!({"present": []}) {
        tokio::task::yield_now().await;
    }

    let mut ann = client
        .websocket("/rooms/one?name=ann")
        .connect()
        .await
        .unwrap();
    assert_eq!(
        ann.receive_json::<Value>().await,
        welcome(&["ann"], &[("ann", "hello")])
    );
    drop(ann);
    while client.get("/rooms/one").send().await.json::<Value>() != json!({"present": []}) {
        tokio::task::yield_now().await;
    }
    let mut bob = client
        .websocket("/rooms/two?name=bob")
        .connect()
        .await
        .unwrap();
    assert_eq!(bob.receive_json::<Value>().await, welcome(&["bob"], &[]));
    let gone = client.get("/rooms/one").send().await;
    assert_eq!(gone.status(), 404);
    assert_eq!(gone.json::<Value>()["detail"], "there is no room one");
}
