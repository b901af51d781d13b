//! Serving: HOST and PORT, HTTP/1 and HTTP/2, and an orderly end.

use std::convert::Infallible;
use std::fs;
use std::future::poll_fn;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::task::{Poll, Waker};
use std::time::Duration;

use axum_core::body::Body;
use axum_core::response::Response;
use futures_util::future::BoxFuture;
use http::header::CONTENT_LENGTH;
use http::{Method, StatusCode, Version};
use http_body::Body as _;
use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use super::{App, Service};
use crate::exception::Result;

/// How often an HTTP/2 client is asked whether it is still there.
const PING: Duration = Duration::from_secs(30);

/// How long requests under way may take after the signal to stop, unless the application says otherwise.
pub(super) const DRAIN: Duration = Duration::from_secs(30);

/// How long a connection may take to begin.
const HEAD: Duration = Duration::from_secs(30);

impl App {
    /// Builds the application and serves it at `HOST` (127.0.0.1 unless set) and `PORT` (8000 unless set), HTTP/1.1
    /// and HTTP/2, until SIGINT or SIGTERM; requests under way are then answered, and what they leave to do is done, for
    /// as long as [`drain_timeout`](Self::drain_timeout) says.
    ///
    /// Where `FAULTLESS_OPENAPI` names a file, it writes the [document](Self::openapi) there instead, and is done: that
    /// is how the command `faultless openapi` asks for it. The file is there as a whole or not at all.
    ///
    /// # Errors
    /// [`BuildError`](crate::BuildError) when the application has mistakes; an error that names the variable when
    /// `HOST` or `PORT` is none; the system's error when the address cannot be had, or the document not be written.
    pub async fn serve(self) -> Result<()> {
        serve(self).await
    }

    /// Sets how long requests under way, their background tasks and the teardowns of their dependencies may take after
    /// the signal to stop, all together; 30 seconds unless set. What is not done by then is given up, and the log says
    /// so.
    pub fn drain_timeout(mut self, limit: Duration) -> Self {
        self.options.drain_timeout = limit;
        self
    }
}

/// Serves an application. A plain function: the future of an `async` one is compiled anew in every crate that awaits it,
/// and the whole server with it.
fn serve(app: App) -> BoxFuture<'static, Result<()>> {
    Box::pin(async move {
        if let Some(file) = std::env::var_os("FAULTLESS_OPENAPI").filter(|file| !file.is_empty()) {
            return Ok(write_document(&app.openapi()?, file.into())?);
        }
        let service = app.build()?;
        let address = address()?;
        let listener = TcpListener::bind(address)
            .await
            .map_err(|source| ServeError::Bind { address, source })?;
        service.serve_on(listener, stopped()).await
    })
}

impl Service {
    /// Serves on a listener until `stop` is done; requests under way are then answered, and what they leave to do is done,
    /// for as long as [`App::drain_timeout`] says.
    ///
    /// # Errors
    /// The system's error when the listener has no address.
    pub async fn serve_on(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send,
    ) -> Result<()> {
        let address = listener.local_addr()?;
        if let Some(docs) = self.docs_path() {
            tracing::info!("listening on http://{address}, documented at http://{address}{docs}");
        } else {
            tracing::info!("listening on http://{address}");
        }
        let connections = TaskTracker::new();
        let protocols = Protocols::new();
        // Dropped at the signal: a connection that has said nothing yet is not waited for.
        let (stopped, stopping) = watch::channel(());
        let mut stop = pin!(stop);
        loop {
            let (stream, client) = tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    Err(error) => {
                        // A connection that died before it was taken, or no more file handles: the next may do better.
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(Duration::from_millis(10)).await;
                        continue;
                    }
                },
                () = &mut stop => break,
            };
            // Without it small answers wait for the client's acknowledgement; that it cannot be set is no failure.
            let _ = stream.set_nodelay(true);
            let connection = Connection {
                stream,
                client,
                service: self.clone(),
                protocols: protocols.clone(),
                stopping: stopping.clone(),
            };
            connection.spawn(&connections);
        }
        drop(stopped);
        drop(listener);
        let tasks = self.tasks();
        tasks.stop();
        let drained = async {
            connections.close();
            connections.wait().await;
            tasks.drained().await;
        };
        let limit = self.drain_timeout();
        if tokio::time::timeout(limit, drained).await.is_err() {
            tracing::warn!(
                "requests, or what they left to do, were still under way {limit:?} after the signal to stop"
            );
        }
        Ok(())
    }
}

/// The protocols, as they are spoken here.
#[derive(Clone)]
struct Protocols {
    http1: http1::Builder,
    http2: http2::Builder<TokioExecutor>,
}

impl Protocols {
    fn new() -> Self {
        let mut http1 = http1::Builder::new();
        http1.timer(TokioTimer::new()).half_close(false);
        let mut http2 = http2::Builder::new(TokioExecutor::new());
        http2
            .timer(TokioTimer::new())
            // A client that is gone, or never spoke, answers no ping: its connection is closed.
            .keep_alive_interval(PING)
            .max_header_list_size(1 << 20);
        #[cfg(feature = "websocket")]
        http2.enable_connect_protocol();
        Self { http1, http2 }
    }
}

/// One connection.
struct Connection {
    stream: TcpStream,
    client: SocketAddr,
    service: Service,
    protocols: Protocols,
    /// Changes, or ends, at the signal to stop.
    stopping: watch::Receiver<()>,
}

impl Connection {
    /// Runs it beside the others. A plain function, for the reason that [`serve`] has.
    fn spawn(self, connections: &TaskTracker) {
        connections.spawn(self.run());
    }

    async fn run(self) {
        let Self {
            stream,
            client,
            service,
            protocols,
            mut stopping,
        } = self;
        let begun = tokio::select! {
            begun = tokio::time::timeout(HEAD, begun(&stream)) => begun,
            _ = stopping.changed() => return,
        };
        let Ok(Some(version)) = begun else { return };
        let answers =
            hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                let is_head = request.method() == Method::HEAD;
                let version = request.version();
                let accepted = service.accept(request.map(received), Some(client));
                async move {
                    let response = accepted.answer().await;
                    Ok::<_, Infallible>(if version == Version::HTTP_2 {
                        bodiless(response, is_head)
                    } else {
                        response
                    })
                }
            });
        let stream = TokioIo::new(stream);
        // Each has its own future, and a connection needs room for one of them.
        let ended = if version == Version::HTTP_2 {
            let connection = protocols.http2.serve_connection(stream, answers);
            let connection = pin!(connection);
            until(connection, stopping, http2::Connection::graceful_shutdown).await
        } else {
            let connection = protocols.http1.serve_connection(stream, answers);
            let connection = pin!(connection.with_upgrades());
            let stop = http1::UpgradeableConnection::graceful_shutdown;
            until(connection, stopping, stop).await
        };
        if let Err(error) = ended {
            tracing::debug!(%error, %client, "a connection ended early");
        }
    }
}

/// Drives a connection to its end; at the signal to stop it is told to come to one.
async fn until<C: Future>(
    mut connection: Pin<&mut C>,
    stopping: watch::Receiver<()>,
    stop: impl FnOnce(Pin<&mut C>),
) -> C::Output {
    let mut signal = stopping.clone();
    let mut signal = pin!(signal.changed());
    let mut told: Option<Waker> = None;
    let ended = poll_fn(|context| {
        if let Poll::Ready(ended) = connection.as_mut().poll(context) {
            return Poll::Ready(Some(ended));
        }
        // A connection is polled at every request: the signal knows whom to wake, and need not be told again.
        let knows = told
            .as_ref()
            .is_some_and(|waker| waker.will_wake(context.waker()));
        if knows && stopping.has_changed().is_ok_and(|changed| !changed) {
            return Poll::Pending;
        }
        told = Some(context.waker().clone());
        signal.as_mut().poll(context).map(|_| None)
    });
    if let Some(ended) = ended.await {
        return ended;
    }
    stop(connection.as_mut());
    connection.await
}

/// The body of a request. Most requests have none, which takes no box.
fn received(body: hyper::body::Incoming) -> Body {
    if body.is_end_stream() {
        return Body::empty();
    }
    Body::new(body)
}

/// The response without its body where HTTP has none: hyper leaves it out of HTTP/1, and over HTTP/2 the client would end
/// the stream for it.
fn bodiless(response: Response, is_head: bool) -> Response {
    let empty = [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED];
    if !is_head && !empty.contains(&response.status()) {
        return response;
    }
    let length = response.body().size_hint().exact();
    let mut response = response.map(|_| Body::empty());
    if let Some(length) = length.filter(|_| is_head) {
        let headers = response.headers_mut();
        headers.entry(CONTENT_LENGTH).or_insert(length.into());
    }
    response
}

/// Waits for the first bytes, as many as tell HTTP/2 from HTTP/1: from there on the protocol has time limits of its
/// own. `None` when the connection ends before.
async fn begun(stream: &TcpStream) -> Option<Version> {
    const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let mut start = [0; PREFACE.len()];
    loop {
        match stream.peek(&mut start).await {
            Ok(0) | Err(_) => return None,
            Ok(length) => match (start.get(..length), PREFACE.get(..length)) {
                (Some(sent), Some(preface)) if sent == preface => {
                    if length == PREFACE.len() {
                        return Some(Version::HTTP_2);
                    }
                }
                _ => return Some(Version::HTTP_11),
            },
        }
        // What has been peeked at is ready at once: a client that drips is looked at now and then.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Writes the document to a file beside its place, and moves it there.
fn write_document(document: &str, path: PathBuf) -> Result<(), ServeError> {
    // A device or a pipe is written to, and not replaced.
    if fs::metadata(&path).is_ok_and(|there| !there.is_file()) {
        return fs::write(&path, document).map_err(|source| ServeError::Document { path, source });
    }
    // A link stays one.
    let path = path.canonicalize().unwrap_or(path);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    // What anyone else would have made here, less the process's mask: a temporary file is its owner's alone otherwise.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .and_then(|mut file| {
            file.write_all(document.as_bytes())?;
            file.persist(&path)?;
            Ok(())
        })
        .map_err(|source| ServeError::Document { path, source })
}

#[derive(Debug, thiserror::Error)]
enum ServeError {
    #[error("cannot write the OpenAPI document to `{}`, which FAULTLESS_OPENAPI names: {source}", path.display())]
    Document {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{name} is `{value}`: {expected}")]
    Variable {
        name: &'static str,
        value: String,
        expected: &'static str,
    },
    #[error("cannot listen on {address}: {source}")]
    Bind {
        address: SocketAddr,
        source: std::io::Error,
    },
}

fn address() -> Result<SocketAddr, ServeError> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let host = variable("HOST").unwrap_or_else(|| "127.0.0.1".to_owned());
    let port = variable("PORT").unwrap_or_else(|| "8000".to_owned());
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let ip = match bare {
        "localhost" => std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
        other => other.parse().map_err(|_| ServeError::Variable {
            name: "HOST",
            value: host.clone(),
            expected: "write an IP address such as 127.0.0.1 or 0.0.0.0, or localhost",
        })?,
    };
    let port = port.parse().map_err(|_| ServeError::Variable {
        name: "PORT",
        value: port,
        expected: "write a number from 0 to 65535",
    })?;
    Ok(SocketAddr::new(ip, port))
}

/// Done at SIGINT or SIGTERM.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
