//! Connections on loopback: what each holds while it is kept, and what a request costs among many.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use faultless::prelude::*;

use super::{Axis, Memory, Point, Series, float};
use crate::measure::Spread;

const CONNECTIONS: [usize; 5] = [1, 10, 100, 1_000, 10_000];

/// How many requests are sent at each point in a round, at least.
const REQUESTS: usize = 4_000;

/// How often a point is measured, each time in a process of its own.
const ROUNDS: usize = 5;

/// How many connections are opened before it is seen to that they were accepted: the system holds no more than some
/// hundreds that wait for it.
const BUNCH: usize = 250;

/// How many files either process has open besides.
const OTHER_FILES: usize = 100;

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
    /// One connection that is kept and not counted, so that none goes while others are counted.
    first: Option<TcpStream>,
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
        let mut server = Self {
            process,
            port,
            first: None,
        };
        patiently("the server did not start", || {
            server.first = server.connect().ok();
            Ok(server.first.is_some())
        })?;
        // What is made once is made before anything is measured.
        server.first.iter_mut().try_for_each(ask)?;
        Ok(server)
    }

    fn connect(&self) -> Result<TcpStream, String> {
        let connection = TcpStream::connect(("127.0.0.1", self.port));
        let connection = connection.map_err(|error| error.to_string())?;
        let fast = connection.set_nodelay(true);
        fast.map(|()| connection).map_err(|error| error.to_string())
    }

    fn file(&self, name: &str) -> Result<String, String> {
        let path = format!("/proc/{}/{name}", self.process.id());
        std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))
    }

    /// How many files it has open, connections among them.
    fn open_files(&self) -> Result<usize, String> {
        let files = std::fs::read_dir(format!("/proc/{}/fd", self.process.id()));
        files
            .map(Iterator::count)
            .map_err(|error| error.to_string())
    }

    /// Bytes in memory.
    fn resident(&self) -> Result<f64, String> {
        let kibibytes = number_after(&self.file("status")?, "VmRSS:").ok_or("no VmRSS")?;
        Ok(float(kibibytes) * 1024.0)
    }

    /// Nanoseconds on a core.
    fn run_time(&self) -> Result<f64, String> {
        let times = number_after(&self.file("schedstat")?, "");
        times.map(float).ok_or_else(|| "no schedstat".to_owned())
    }
}

/// The first number of the line that begins so.
fn number_after(text: &str, start: &str) -> Option<usize> {
    let line = text.lines().find_map(|line| line.strip_prefix(start))?;
    line.split_whitespace().find_map(|word| word.parse().ok())
}

/// Waits until something holds, for some seconds.
fn patiently(
    otherwise: &str,
    mut holds: impl FnMut() -> Result<bool, String>,
) -> Result<(), String> {
    for _ in 0..1_000 {
        if holds()? {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Err(otherwise.to_owned())
}

/// Sends a request and takes the answer, which is small enough to come at once.
fn ask(connection: &mut TcpStream) -> Result<(), String> {
    let mut answer = [0; 512];
    let asked = connection.write_all(REQUEST);
    let length = asked.and_then(|()| connection.read(&mut answer));
    let length = length.map_err(|error| error.to_string())?;
    match answer.get(..length) {
        Some(answer) if answer.starts_with(b"HTTP/1.1 200") => Ok(()),
        _ => Err("not the answer that is meant".to_owned()),
    }
}

/// What a server with so many connections came to.
struct Sample {
    /// Nanoseconds of a connection until it waits for its request.
    opened: f64,
    /// Nanoseconds of a request.
    asked: f64,
    /// Bytes, with all connections open and nothing sent.
    silent: f64,
    /// Bytes, with all connections kept after their requests.
    kept: f64,
}

fn sample(program: &Path, count: usize) -> Result<Sample, String> {
    let server = Server::start(program)?;
    let files = server.open_files()?;
    let before = server.run_time()?;
    let mut connections = Vec::with_capacity(count);
    while connections.len() < count {
        connections.push(server.connect()?);
        if connections.len() % BUNCH == 0 || connections.len() == count {
            patiently("not all connections were accepted", || {
                Ok(server.open_files()? >= files + connections.len())
            })?;
        }
    }
    // The last of them are still to find that nothing was sent.
    std::thread::sleep(Duration::from_millis(20));
    let opened = (server.run_time()? - before) / float(count);
    let silent = server.resident()?;
    connections.iter_mut().try_for_each(ask)?;
    let turns = REQUESTS.div_ceil(count);
    let before = server.run_time()?;
    for _ in 0..turns {
        connections.iter_mut().try_for_each(ask)?;
    }
    let asked = (server.run_time()? - before) / float(turns * count);
    let kept = server.resident()?;
    Ok(Sample {
        opened,
        asked,
        silent,
        kept,
    })
}

pub(super) fn smoke(program: &Path) -> Result<(), String> {
    sample(program, 3).map(|_| ())
}

pub(super) fn measure(program: &Path) -> Result<Axis, String> {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let files = number_after(&limits, "Max open files").unwrap_or(usize::MAX);
    let most = files.saturating_sub(OTHER_FILES).max(1);
    let mut counts = CONNECTIONS.map(|count| count.min(most)).to_vec();
    counts.dedup();
    let mut samples: Vec<Vec<Sample>> = counts.iter().map(|_| Vec::new()).collect();
    for _ in 0..ROUNDS {
        for (count, samples) in counts.iter().zip(&mut samples) {
            samples.push(sample(program, *count)?);
        }
    }
    let series = |name, took: fn(&Sample) -> f64, bytes: fn(&Sample) -> f64| {
        let points = counts.iter().zip(&samples).map(|(count, samples)| Point {
            at: float(*count),
            took: Spread::of(samples.iter().map(took).collect()),
            memory: Memory {
                allocations: None,
                bytes: whole(Spread::of(samples.iter().map(bytes).collect()).median),
            },
        });
        let points = points.collect();
        Series { name, points }
    };
    let series = vec![
        series(
            "opening one",
            |sample| sample.opened,
            |sample| sample.silent,
        ),
        series(
            "a request of one that is kept",
            |sample| sample.asked,
            |sample| sample.kept,
        ),
    ];
    Ok(Axis {
        title: "Connections",
        unit: "connections",
        took: "of CPU",
        bytes: "resident, the whole server",
        note: note(files, most, &series),
        series,
    })
}

fn note(files: usize, most: usize, series: &[Series]) -> String {
    let each = series.iter().filter_map(|series| {
        let (first, last) = (series.points.first()?, series.points.last()?);
        let grown = last.memory.bytes.saturating_sub(first.memory.bytes);
        #[expect(clippy::cast_precision_loss, reason = "bytes are far below 2^52")]
        Some(grown as f64 / (last.at - first.at))
    });
    let each: Vec<String> = each.map(|bytes| format!("{bytes:.0}")).collect();
    let bound = if CONNECTIONS.iter().any(|count| *count > most) {
        format!(" A process may open {files} files here (`ulimit -n`), which bounds the last row.")
    } else {
        String::new()
    };
    format!(
        "From the first row to the last a connection adds {} bytes: before it sends anything, and after its requests.{bound}",
        each.join(" and ")
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bytes in memory are whole and far below 2^52"
)]
fn whole(bytes: f64) -> u64 {
    bytes as u64
}
