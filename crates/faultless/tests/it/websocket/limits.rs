//! Limits of size and of time.

use std::sync::Arc;
use std::time::Duration;

use faultless::WebSocketLimits;
use faultless::prelude::*;
use tokio::sync::Notify;

use super::{client, closed, connected, echo};

#[websocket("/small", limits(max_message = 10))]
async fn small(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    while let Some(text) = socket.receive_text().await? {
        socket.send_text(text).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_message_over_the_limit_closes_with_1009() {
    let limits = WebSocketLimits::default().max_message(20).max_frame(15);
    let app = || {
        App::new()
            .routes(routes![echo, small])
            .websocket_limits(limits)
    };
    for (path, fits, over) in [("/echo", 15, 16), ("/small", 10, 11)] {
        let mut socket = connected(app(), path).await;
        socket.send_text("x".repeat(fits)).await;
        assert_eq!(socket.receive_text().await.len(), fits);
        socket.send_text("x".repeat(over)).await;
        assert_eq!(
            closed(&mut socket).await,
            (1009, "the message is too big".to_owned())
        );
    }
}

#[websocket("/quiet")]
async fn quiet(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    while socket.receive().await?.is_some() {}
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_says_nothing_for_too_long_is_closed() {
    let limits = WebSocketLimits::default().idle_time(Duration::from_mins(1));
    let app = App::new().routes(routes![quiet]).websocket_limits(limits);
    let mut socket = connected(app, "/quiet").await;
    let begun = tokio::time::Instant::now();
    tokio::time::sleep(Duration::from_secs(40)).await;
    socket.send_text("here").await;
    // Pings and their answers are no messages.
    assert_eq!(closed(&mut socket).await, (1001, "idle".to_owned()));
    assert!(
        begun.elapsed() >= Duration::from_secs(100),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn who_answers_no_ping_is_gone_and_who_does_stays() {
    let app = || App::new().routes(routes![quiet]);
    // Nothing is read, so nothing is answered.
    let mut silent = connected(app(), "/quiet").await;
    tokio::time::sleep(Duration::from_secs(45)).await;
    assert_eq!(closed(&mut silent).await.0, 1006);
    let mut attentive = connected(app(), "/quiet").await;
    let waited = tokio::time::timeout(Duration::from_mins(5), attentive.receive()).await;
    assert!(waited.is_err(), "{waited:?}");
    attentive.close(1000, "").await;
    assert_eq!(closed(&mut attentive).await.0, 1000);
}

#[websocket("/flood")]
async fn flood(mut socket: WebSocket, ended: State<Arc<Notify>>) -> Result<()> {
    socket.accept().await?;
    let sent = loop {
        if let Err(error) = socket.send_bytes(vec![0; 10_000]).await {
            break error;
        }
    };
    assert_eq!(
        sent.to_string(),
        "the peer did not take what was sent, and counts as gone"
    );
    ended.notify_one();
    Err(sent)?
}

#[tokio::test(start_paused = true)]
async fn who_reads_nothing_is_gone_after_a_while() {
    let ended = Arc::new(Notify::new());
    let app = App::new().state(Arc::clone(&ended)).routes(routes![flood]);
    let begun = tokio::time::Instant::now();
    let mut socket = connected(app, "/flood").await;
    ended.notified().await;
    let took = begun.elapsed();
    assert!((30..35).contains(&took.as_secs()), "{took:?}");
    assert_eq!(closed(&mut socket).await.0, 1006);
}

#[websocket("/slow")]
async fn slow(mut socket: WebSocket, dropped: State<Arc<Notify>>) -> Result<()> {
    let _noted = Noted(Arc::clone(&dropped));
    tokio::time::sleep(Duration::from_hours(1)).await;
    socket.accept().await?;
    Ok(())
}

/// Tells when it is dropped.
struct Noted(Arc<Notify>);

impl Drop for Noted {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_does_not_answer_is_dropped_and_a_503() {
    let dropped = Arc::new(Notify::new());
    let app = App::new().state(Arc::clone(&dropped)).routes(routes![slow]);
    let refused = client(app).websocket("/slow").connect().await.unwrap_err();
    assert_eq!(
        (refused.status().as_u16(), refused.text().as_str()),
        (503, r#"{"detail":"Service Unavailable"}"#)
    );
    dropped.notified().await;
}

#[tokio::test(start_paused = true)]
async fn an_operation_whose_client_goes_away_is_dropped() {
    let dropped = Arc::new(Notify::new());
    let app = App::new().state(Arc::clone(&dropped)).routes(routes![slow]);
    let client = client(app);
    let asking = client.websocket("/slow").connect();
    assert!(
        tokio::time::timeout(Duration::from_secs(1), asking)
            .await
            .is_err()
    );
    dropped.notified().await;
}

#[websocket("/leaving")]
async fn leaving(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    socket.close(1000, "over").await?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_answers_no_close_is_dropped_after_a_while() {
    use faultless::websocket::Message;
    let app = App::new().routes(routes![leaving]);
    let mut socket = connected(app, "/leaving").await;
    let begun = tokio::time::Instant::now();
    // It is not read, so its close is not answered; what it sends is thrown away.
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let sent = tokio::time::timeout(Duration::from_secs(1), socket.send(Message::from("x")));
        if begun.elapsed() > Duration::from_secs(4) || sent.await.is_err() {
            break;
        }
    }
    assert_eq!(closed(&mut socket).await, (1000, "over".to_owned()));
}

#[tokio::test]
async fn a_time_that_no_clock_reaches_is_no_limit() {
    let limits = WebSocketLimits::default()
        .handshake_time(Duration::MAX)
        .send_time(Duration::MAX)
        .idle_time(Duration::MAX)
        .ping_interval(Duration::MAX)
        .closing_time(Duration::MAX);
    let app = App::new()
        .routes(routes![echo, leaving])
        .websocket_limits(limits);
    let mut socket = connected(app.clone(), "/echo").await;
    // Nobody reads it at once: the other side has to wait, and looks at its limit.
    let long = "x".repeat(1 << 20);
    socket.send_text(long.clone()).await;
    assert!(socket.receive_text().await == long);
    let mut socket = connected(app, "/leaving").await;
    assert_eq!(closed(&mut socket).await, (1000, "over".to_owned()));
}

#[websocket("/late", limits(handshake_time = Duration::from_millis(10)))]
async fn late(_socket: WebSocket) -> Result<()> {
    /// Panics when it is dropped.
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("the roof came down");
        }
    }
    let _bomb = Bomb;
    std::future::pending().await
}

#[tokio::test]
async fn an_operation_that_is_late_may_panic_when_it_is_dropped() {
    let app = App::new().routes(routes![late]);
    let asking = async { client(app).websocket("/late").connect().await };
    let (refused, lines) = crate::logs::on_this_thread(asking).await;
    assert_eq!(refused.unwrap_err().status().as_u16(), 500);
    let told = lines.iter().find(|line| line.starts_with("ERROR"));
    assert!(
        told.is_some_and(|line| line.contains("the roof came down")),
        "{lines:?}"
    );
}
