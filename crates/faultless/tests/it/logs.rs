//! What is logged of an exception: once, at the right level, with its whole chain.

use std::io::Write;
use std::sync::{Arc, Mutex};

use faultless::prelude::*;
use tracing::Level;
use tracing::instrument::WithSubscriber;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Lines {
    fn subscriber(&self) -> impl tracing::Subscriber + Send + Sync + 'static {
        tracing_subscriber::fmt()
            .with_max_level(Level::DEBUG)
            .with_ansi(false)
            .without_time()
            .with_writer(self.clone())
            .finish()
    }

    fn written(&self) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines = text.lines();
        lines.map(|line| line.trim_start().to_owned()).collect()
    }
}

/// Runs something, and gives the log lines it wrote.
pub(crate) async fn during<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
    let lines = Lines::default();
    let done = work.with_subscriber(lines.subscriber()).await;
    (done, lines.written())
}

/// Runs something, and gives the log lines that it and the tasks on this thread wrote meanwhile.
pub(crate) async fn on_this_thread<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
    let lines = Lines::default();
    let guard = tracing::subscriber::set_default(lines.subscriber());
    let done = work.await;
    drop(guard);
    (done, lines.written())
}

#[derive(Debug, thiserror::Error)]
#[error("the disk is full")]
struct DiskFull;

#[derive(Debug, thiserror::Error)]
#[error("cannot save the order")]
struct NotSaved(#[source] DiskFull);

#[get("/save/{how}")]
async fn save(how: String) -> Result<Json<()>> {
    match how.as_str() {
        "fails" => raise!(NotSaved(DiskFull)),
        "panics" => panic!("out of ink"),
        "planned" => raise!(SERVICE_UNAVAILABLE, "closed"),
        "missing" => Err(DiskFull).or_404("no such order")?,
        _ => raise!(CONFLICT, "taken"),
    }
    Ok(Json(()))
}

async fn logged(app: App, path: &str) -> Vec<String> {
    let request = async {
        TestClient::new(app)
            .get(path)
            .header("x-request-id", "r-1")
            .send()
            .await;
    };
    during(request).await.1
}

fn app() -> App {
    App::new().routes(routes![save])
}

#[tokio::test]
async fn a_fault_is_one_error_line_with_its_whole_chain() {
    for (how, parts) in [
        (
            "fails",
            &[
                "cannot save the order: the disk is full",
                "NotSaved",
                "status=500",
            ][..],
        ),
        ("panics", &["out of ink", "logs.rs", "status=500"]),
        ("planned", &["503 closed", "status=503"]),
    ] {
        let lines = logged(app(), &format!("/save/{how}")).await;
        let errors: Vec<&String> = lines
            .iter()
            .filter(|line| line.starts_with("ERROR"))
            .collect();
        assert_eq!(errors.len(), 1, "{lines:?}");
        for part in parts.iter().chain(&[
            "route=\"/save/{how}\"",
            "request_id=r-1",
            "method=GET",
            "raised_at=",
        ]) {
            assert!(errors[0].contains(part), "{part} is not in {errors:?}");
        }
    }
}

#[tokio::test]
async fn a_clients_mistake_is_told_at_debug_alone() {
    for (path, part) in [
        ("/save/taken", "409 taken"),
        ("/save/missing", "404 no such order: the disk is full"),
        ("/nowhere", "404 Not Found"),
    ] {
        let lines = logged(app(), path).await;
        assert!(
            lines.iter().all(|line| line.starts_with("DEBUG")),
            "{lines:?}"
        );
        assert_eq!(
            lines.iter().filter(|line| line.contains(part)).count(),
            1,
            "{lines:?}"
        );
    }
}

#[tokio::test]
async fn a_handler_that_fails_is_told_with_what_it_handled() {
    let app =
        app().exception_handler(|_: &Request, _: &NotSaved| -> Result<()> { raise!(DiskFull) });
    let lines = logged(app, "/save/fails").await;
    let errors: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("ERROR"))
        .collect();
    assert_eq!(errors.len(), 1, "{lines:?}");
    assert!(
        errors[0]
            .contains("the disk is full (while handling cannot save the order: the disk is full"),
        "{errors:?}"
    );
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_dropped_and_logged() {
    #[get("/")]
    async fn root() -> Result<Json<()>> {
        raise!(
            HttpException::new(400, "x")
                .header("X-Good", "1")
                .header("X-Split", "a\r\nSet-Cookie: b=c")
                .header("bad name", "x")
                .header("X-Null", "a\0b")
        )
    }
    let (response, lines) = during(async {
        TestClient::new(App::new().routes(routes![root]))
            .get("/")
            .send()
            .await
    })
    .await;
    assert_eq!(response.status(), 400);
    assert_eq!(response.header("x-good"), Some("1"));
    for name in ["x-split", "set-cookie", "bad name", "x-null"] {
        assert_eq!(response.header(name), None, "{name}");
    }
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.starts_with("WARN") && line.contains("left out"))
            .count(),
        3,
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_client_cannot_write_log_lines() {
    #[get("/echo/{words:path}")]
    async fn echo(words: String) -> Result<Json<()>> {
        Err(Exception::msg(format!("cannot find {words}")))
    }
    let app = || App::new().routes(routes![echo]);
    let lines = logged(app(), "/echo/a%0AERROR%20forged%0D%1B[31m").await;
    let errors: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("ERROR"))
        .collect();
    assert_eq!(errors.len(), 1, "{lines:?}");
    assert!(
        errors[0].contains("cannot find a\\nERROR forged\\r\\u{1b}[31m"),
        "{errors:?}"
    );
    let long = logged(app(), &format!("/echo/{}", "x".repeat(20_000))).await;
    assert!(long.iter().any(|line| line.contains("x… (cut)")));
}

/// A handler whose error type is its own is named by its place, since where in it the error was made nobody saw.
#[tokio::test]
async fn a_returned_error_is_placed_at_its_function() {
    #[get("/own")]
    async fn own() -> Result<Json<()>, DiskFull> {
        Err(DiskFull)
    }
    #[dependency]
    async fn own_dependency() -> Result<(), DiskFull> {
        Err(DiskFull)
    }
    #[get("/depends")]
    async fn depends(_done: Depends<own_dependency>) -> Json<()> {
        Json(())
    }
    let app = || App::new().routes(routes![own, depends]);
    for path in ["/own", "/depends"] {
        let client = TestClient::new(app()).raise_server_exceptions(true);
        let exception = client.get(path).try_send().await.unwrap_err();
        assert!(
            exception.location().file().ends_with("logs.rs"),
            "{path}: {}",
            exception.location()
        );
    }
}
