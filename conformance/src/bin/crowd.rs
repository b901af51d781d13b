//! The server of the test with a crowd of WebSockets. It prints its address, and stops when its standard input ends.
//!
//! Each socket waits until `/open` is asked for, so that all are there at once, and then fails in its own way.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use faultless::WebSocketLimits;
use faultless::prelude::*;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Where the sockets wait. The number is how often it was opened.
#[derive(Clone)]
struct Gate {
    opened: watch::Sender<usize>,
    waiting: Arc<AtomicUsize>,
}

impl Gate {
    async fn pass(&self) {
        let mut opened = self.opened.subscribe();
        self.waiting.fetch_add(1, Ordering::SeqCst);
        // The sender is the state of the application, which is there as long as anybody waits.
        let _ = opened.changed().await;
        self.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// How the server stands.
#[derive(Debug, Serialize, Model)]
struct Standing {
    /// How many sockets wait at the gate.
    waiting: usize,
    /// How many tasks there are.
    tasks: usize,
    /// How much memory the process has, in KiB.
    memory: usize,
}

#[derive(Debug, thiserror::Error)]
#[error("nobody planned this")]
struct Unplanned;

#[tokio::main]
async fn main() -> faultless::Result<()> {
    let gate = Gate {
        opened: watch::Sender::new(0),
        waiting: Arc::default(),
    };
    let app = App::new()
        .state(gate)
        // The crowd waits for its last member.
        .websocket_limits(WebSocketLimits::default().handshake_time(Duration::from_mins(2)))
        .routes(routes![before, after, crash, plain, open, standing]);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    let stop = async {
        let _ = tokio::io::stdin().read_to_end(&mut Vec::new()).await;
    };
    app.build()?.serve_on(listener, stop).await
}

/// Refuses: every second with a status of its own.
#[websocket("/before/{number}")]
async fn before(_socket: WebSocket, number: u32, gate: State<Gate>) -> Result<()> {
    gate.pass().await;
    if number.is_multiple_of(2) {
        raise!(ws POLICY_VIOLATION, "not you");
    }
    raise!(TOO_MANY_REQUESTS, "you are number {number}");
}

/// Accepts and raises: every third what nobody planned.
#[websocket("/after/{number}")]
async fn after(mut socket: WebSocket, number: u32, gate: State<Gate>) -> Result<()> {
    socket.accept().await?;
    gate.pass().await;
    if number.is_multiple_of(3) {
        raise!(Unplanned);
    }
    raise!(ws 4000 + u16::try_from(number % 1000)?, "you are number {number}");
}

/// Panics: every second before it accepts.
#[websocket("/panic/{number}")]
async fn crash(mut socket: WebSocket, number: u32, gate: State<Gate>) -> Result<()> {
    if number.is_multiple_of(2) {
        socket.accept().await?;
    }
    gate.pass().await;
    #[expect(clippy::panic, reason = "it is what is tested")]
    {
        panic!("number {number} panics");
    }
}

#[get("/plain/{number}")]
fn plain(number: u32) -> Json<u32> {
    Json(number)
}

#[post("/open", status = 204)]
fn open(gate: State<Gate>) {
    gate.opened.send_modify(|times| *times += 1);
}

#[get("/standing")]
fn standing(gate: State<Gate>) -> Json<Standing> {
    Json(Standing {
        waiting: gate.waiting.load(Ordering::SeqCst),
        tasks: tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks(),
        memory: memory(),
    })
}

/// What the system says that the process has in memory, in KiB; 0 where it does not say.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or_default()
}
