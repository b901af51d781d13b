//! Messages either way, and ends that both sides see.

use std::sync::{Arc, Mutex};

use faultless::model::{Catalogue, Kind};
use faultless::prelude::*;
use faultless::websocket::Message;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};

use super::{client, closed, connected, echo};

#[tokio::test]
async fn texts_and_bytes_come_back() {
    let mut socket = connected(App::new().routes(routes![echo]), "/echo").await;
    socket.send_text("日本").await;
    assert_eq!(socket.receive_text().await, "日本");
    socket.send_text("").await;
    assert_eq!(socket.receive_text().await, "");
    socket.send_bytes(vec![0, 255]).await;
    assert_eq!(socket.receive_bytes().await.as_ref(), [0, 255]);
    let long = "x".repeat(300_000);
    socket.send_text(long.clone()).await;
    assert_eq!(socket.receive_text().await, long);
    socket.close(1000, "bye").await;
    assert_eq!(closed(&mut socket).await, (1000, "bye".to_owned()));
}

#[test]
fn the_blocking_client_speaks_too() {
    let client = TestClient::new(App::new().routes(routes![echo])).blocking();
    let mut socket = client.websocket("/echo").connect().unwrap();
    socket.send_json(&[1]);
    assert_eq!(socket.receive_json::<Vec<u8>>(), [1]);
    socket.send_bytes(vec![1]);
    assert_eq!(socket.receive(), Some(Message::Binary(vec![1].into())));
    socket.close(4000, "");
    assert_eq!(socket.closed().code(), 4000);
}

#[derive(Clone, Default)]
struct Ends(Arc<Mutex<Vec<String>>>);

impl Ends {
    fn of(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

#[websocket("/until")]
async fn until(mut socket: WebSocket, ends: State<Ends>) -> Result<()> {
    socket.accept().await?;
    assert!(socket.is_open() && socket.closed().is_none());
    while socket.receive().await?.is_some() {}
    let closed = socket.closed().unwrap();
    ends.0.0.lock().unwrap().push(closed.to_string());
    assert!(socket.send_text("late").await.is_err());
    assert!(socket.receive().await?.is_none());
    Ok(())
}

/// Waits until there are as many ends: the operation goes on after its client has gone.
async fn ends(ends: &Ends, count: usize) -> Vec<String> {
    while ends.of().len() < count {
        tokio::task::yield_now().await;
    }
    ends.of()
}

#[tokio::test]
async fn the_operation_learns_how_its_peer_ended() {
    let noted = Ends::default();
    let client = client(App::new().state(noted.clone()).routes(routes![until]));
    let mut socket = client.websocket("/until").connect().await.unwrap();
    socket.close(3000, "enough").await;
    assert_eq!(ends(&noted, 1).await, ["3000 enough"]);
    // A code that may not be sent is answered as a mistake of the peer.
    let mut socket = client.websocket("/until").connect().await.unwrap();
    socket.close(1006, "").await;
    assert_eq!(closed(&mut socket).await.0, 1002);
    // Without a word.
    drop(client.websocket("/until").connect().await.unwrap());
    assert_eq!(ends(&noted, 3).await[2], "1006 ");
}

#[derive(Debug, Deserialize, Model)]
struct Move {
    #[field(ge = 0)]
    x: i8,
}

#[websocket("/moves")]
async fn moves(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    loop {
        match socket.receive_json::<Move>().await {
            Ok(Some(step)) => socket.send_json(&step.x).await?,
            Ok(None) => return Ok(()),
            Err(error) if error.is_message() => socket.send_json(error.issues()).await?,
            Err(error) => Err(error)?,
        }
    }
}

#[tokio::test]
async fn json_is_validated_message_by_message() {
    let mut socket = connected(App::new().routes(routes![moves]), "/moves").await;
    let mut said = async |text: &str| {
        socket.send_text(text).await;
        socket.receive_json::<Value>().await
    };
    assert_eq!(said(r#"{"x": 7}"#).await, json!(7));
    assert_eq!(
        said(r#"{"x": -1}"#).await,
        json!([{"type": "greater_than_equal", "loc": ["message", "x"], "msg": "Input should be greater than or equal to 0", "input": -1, "ctx": {"ge": 0}}])
    );
    assert_eq!(
        said("{}").await,
        json!([{"type": "missing", "loc": ["message", "x"], "msg": "Field required", "input": {}}])
    );
    assert_eq!(
        said("{x").await,
        json!([{"type": "json_invalid", "loc": ["message", 1], "msg": "JSON decode error", "input": {}, "ctx": {"error": "Expecting property name enclosed in double quotes"}}])
    );
    assert_eq!(said(r#"{"x": 1}"#).await, json!(1));
}

#[tokio::test]
async fn issues_are_told_in_the_words_of_the_catalogue() {
    let french = Catalogue::new().say(Kind::Missing, "Champ requis");
    let app = App::new().routes(routes![moves]).messages(french);
    let mut socket = connected(app, "/moves").await;
    socket.send_text("{}").await;
    assert_eq!(
        socket.receive_json::<Value>().await[0]["msg"],
        "Champ requis"
    );
}

#[websocket("/halves")]
async fn halves(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    let (mut sender, mut receiver) = socket.split();
    let task = tokio::spawn(async move {
        let mut count = 0;
        while let Some(Ok(_)) = receiver.next().await {
            count += 1;
            if count == 3 {
                break;
            }
        }
        count
    });
    for n in 0..3 {
        sender.feed(Message::from(n.to_string())).await?;
    }
    SinkExt::flush(&mut sender).await?;
    let count = task.await?;
    sender.send(format!("received {count}")).await?;
    SinkExt::close(&mut sender).await?;
    Ok(())
}

#[tokio::test]
async fn a_stream_and_a_sink_in_tasks_of_their_own() {
    let mut socket = connected(App::new().routes(routes![halves]), "/halves").await;
    for n in 0..3 {
        assert_eq!(socket.receive_text().await, n.to_string());
    }
    for text in ["a", "b", "c"] {
        socket.send_text(text).await;
    }
    assert_eq!(socket.receive_text().await, "received 3");
    assert_eq!(closed(&mut socket).await, (1000, String::new()));
}

#[websocket("/many")]
async fn many(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let mut socket = socket.clone();
            tokio::spawn(async move { socket.send_text("x".repeat(9_000 + n)).await })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_handles_send_at_once_and_none_is_forgotten() {
    for _ in 0..50 {
        let mut socket = connected(App::new().routes(routes![many]), "/many").await;
        let mut lengths = Vec::new();
        while let Some(message) = socket.receive().await {
            lengths.push(message.len());
        }
        lengths.sort_unstable();
        assert_eq!(lengths, (9_000..9_020).collect::<Vec<_>>());
        assert_eq!(closed(&mut socket).await.0, 1000);
    }
}

#[websocket("/elsewhere")]
async fn elsewhere(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    let (mut sender, mut receiver) = socket.split();
    let (pass, mut passed) = tokio::sync::mpsc::channel(1);
    let receiving = tokio::spawn(async move {
        while let Ok(Some(message)) = receiver.receive().await {
            pass.send(message).await.unwrap();
        }
    });
    let sending = tokio::spawn(async move {
        while let Some(message) = passed.recv().await {
            sender.send(message).await.unwrap();
        }
    });
    receiving.await?;
    sending.await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn other_tasks_receive_and_send_while_the_operation_waits_for_them() {
    let mut socket = connected(App::new().routes(routes![elsewhere]), "/elsewhere").await;
    for n in 0..2_000 {
        socket.send_text(n.to_string()).await;
        assert_eq!(socket.receive_text().await, n.to_string());
    }
    socket.close(1000, "").await;
    assert_eq!(closed(&mut socket).await.0, 1000);
}

#[websocket("/turns")]
async fn turns(mut socket: WebSocket) -> Result<()> {
    let mut words = Vec::new();
    let mut note = |told: String| words.push(told);
    note(socket.receive().await.unwrap_err().to_string());
    note(socket.send_text("").await.unwrap_err().to_string());
    socket.accept().await?;
    note(socket.accept().await.unwrap_err().to_string());
    note(socket.deny(StatusCode::GONE).await.unwrap_err().to_string());
    note(socket.close(1006, "").await.unwrap_err().to_string());
    note(
        socket
            .send_ping(vec![0; 126])
            .await
            .unwrap_err()
            .to_string(),
    );
    note(socket.send_json(&f64::NAN).await.unwrap_err().to_string());
    socket.send_json(&words).await?;
    socket.close(1000, "é".repeat(100)).await?;
    assert_eq!(
        socket.send_text("").await.unwrap_err().to_string(),
        format!("the WebSocket is closed: 1000 {}", "é".repeat(61))
    );
    socket.close(1000, "again").await?;
    Ok(())
}

#[tokio::test]
async fn what_is_done_out_of_turn_says_so() {
    let mut socket = connected(App::new().routes(routes![turns]), "/turns").await;
    let words: Vec<String> = socket.receive_json().await;
    let accepted =
        "the WebSocket is accepted already: it is accepted or refused once, and then closed";
    let not_accepted =
        "the WebSocket is not accepted yet: call `socket.accept()` before it is used";
    assert_eq!(words[..4], [not_accepted, not_accepted, accepted, accepted]);
    assert!(words[4].starts_with("close code 1006 may not be sent"));
    assert_eq!(words[5], "a ping has 125 bytes at most, and this one 126");
    assert!(
        words[6].starts_with("the message has no form in JSON"),
        "{}",
        words[6]
    );
    assert_eq!(closed(&mut socket).await, (1000, "é".repeat(61)));
}

#[websocket("/feed")]
async fn feed(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    loop {
        socket.send_text("tick").await?;
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_operation_that_only_sends_ends_with_its_peer() {
    let ((), lines) = super::failures::logged(Box::pin(async {
        let mut socket = connected(App::new().routes(routes![feed]), "/feed").await;
        assert_eq!(socket.receive_text().await, "tick");
        socket.close(1000, "").await;
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    }))
    .await;
    // It is no fault of the server.
    assert!(
        lines.iter().all(|line| !line.starts_with("ERROR")),
        "{lines:?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains("the WebSocket is closed: 1000")),
        "{lines:?}"
    );
}
