//! Connections on loopback: what each holds while it is kept, and what a request costs among many.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use faultless::prelude::*;

use super::{Axis, Point, Series};
use crate::measure::Spread;

const CONNECTIONS: [usize; 5] = [1, 10, 100, 1_000, 10_000];

/// How many requests are sent at each point, at least.
const REQUESTS: usize = 20_000;

/// How often a point is measured.
const ROUNDS: usize = 5;

const REQUEST: &[u8] = b"GET /items/7 HTTP/1.1\r\nhost: localhost\r\n\r\n";

#[get("/items/{id}")]
async fn item(id: u32) -> String {
    id.to_string()
}

/// Serves, at `PORT`, what the connections ask for.
///
/// # Errors
/// When it cannot listen.
pub fn serve() -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let app = App::new().routes(routes![item]);
    runtime
        .block_on(app.serve())
        .map_err(|error| format!("{error:?}"))
}

/// A server in a process of its own, which ends with this.
struct Server {
    process: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start(program: &Path) -> Result<Self, String> {
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = free.map_err(|error| error.to_string())?.port();
        let process = Command::new(program)
            .arg("serve")
            .env("PORT", port.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let server = Self { process, port };
        for _ in 0..400 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Err("the server did not start".to_owned())
    }

    fn file(&self, name: &str) -> Result<String, String> {
        let path = format!("/proc/{}/{name}", self.process.id());
        std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))
    }

    /// Bytes in memory.
    fn resident(&self) -> Result<f64, String> {
        let status = self.file("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().next());
        let kibibytes: Option<f64> = kibibytes.and_then(|number| number.parse().ok());
        Ok(kibibytes.ok_or("no VmRSS")? * 1024.0)
    }

    /// Nanoseconds on a core.
    fn run_time(&self) -> Result<f64, String> {
        let times = self.file("schedstat")?;
        let time = times.split_whitespace().next();
        time.and_then(|time| time.parse().ok())
            .ok_or_else(|| "no schedstat".to_owned())
    }
}

/// Sends a request and takes the answer.
fn ask(connection: &mut TcpStream) -> std::io::Result<()> {
    let mut answer = [0; 512];
    connection.write_all(REQUEST)?;
    let length = connection.read(&mut answer)?;
    if answer
        .get(..length)
        .is_some_and(|answer| answer.starts_with(b"HTTP/1.1 200"))
    {
        return Ok(());
    }
    Err(std::io::Error::other("not the answer that is meant"))
}

pub(super) fn measure(program: &Path) -> Axis {
    let mut points = Vec::new();
    for count in CONNECTIONS {
        match point(program, count) {
            Ok(point) => points.push(point),
            // Mostly too few file handles (`ulimit -n`): what can be had is told.
            Err(error) => {
                eprintln!("{count} connections: {error}");
                break;
            }
        }
    }
    Axis {
        title: "connections",
        bytes: "resident in the server's process",
        series: vec![Series {
            name: "kept alive",
            points,
        }],
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn point(program: &Path, count: usize) -> Result<Point, String> {
    let server = Server::start(program)?;
    let open = || {
        let connection = TcpStream::connect(("127.0.0.1", server.port))?;
        connection.set_nodelay(true)?;
        Ok(connection)
    };
    let connections: std::io::Result<Vec<TcpStream>> = (0..count).map(|_| open()).collect();
    let mut connections = connections.map_err(|error| error.to_string())?;
    let mut round = || {
        connections
            .iter_mut()
            .try_for_each(ask)
            .map_err(|error| error.to_string())
    };
    round()?;
    let bytes = server.resident()?;
    let turns = REQUESTS.div_ceil(count * ROUNDS);
    let mut samples = Vec::new();
    for _ in 0..ROUNDS {
        let before = server.run_time()?;
        for _ in 0..turns {
            round()?;
        }
        samples.push((server.run_time()? - before) / (turns * count) as f64);
    }
    Ok(Point {
        at: count as f64,
        took: Spread::of(samples),
        bytes,
    })
}
