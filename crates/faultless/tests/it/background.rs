//! Background tasks: when they run, when they do not, and what becomes of their failures.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use faultless::prelude::*;
use futures_util::stream;
use tokio::sync::Notify;

use crate::hook::Told;
use crate::logs;
use crate::server::{answer, soon};

#[derive(Debug, thiserror::Error)]
#[error("the mail server said hunter2")]
struct MailFailed;

/// What happened, in order.
#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Vec<&'static str>>>);

impl Diary {
    fn note(&self, what: &'static str) {
        self.0.lock().unwrap().push(what);
    }

    fn all(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().clone()
    }
}

#[dependency]
async fn session(scope: Yield<()>, diary: State<Diary>) -> Result<()> {
    let outcome = scope.give(()).await;
    diary.note(if outcome.is_ok() {
        "commit"
    } else {
        "roll back"
    });
    outcome
}

#[dependency]
async fn inner(scope: Yield<()>, diary: State<Diary>) -> Result<()> {
    let outcome = scope.give(()).await;
    diary.note("inner ends");
    outcome
}

#[dependency]
async fn fails_at_its_end(scope: Yield<()>) -> Result<()> {
    scope.give(()).await?;
    raise!(CONFLICT, "too late");
}

#[dependency]
async fn counted(tasks: BackgroundTasks, diary: State<Diary>) {
    tasks.add(async move { diary.note("counted") });
}

#[dependency]
async fn refuses(tasks: BackgroundTasks, diary: State<Diary>) -> Result<()> {
    tasks.add(async move { diary.note("never") });
    raise!(FORBIDDEN, "no");
}

fn panics() {
    panic!("a task panicked, hunter2");
}

/// Leaves a failing task among others, and then does as it is told.
#[get("/order/{how}", dependencies = [counted, session])]
async fn order(
    how: String,
    tasks: BackgroundTasks,
    diary: State<Diary>,
    #[depends(scope = "function")] _inner: Depends<inner>,
) -> Result<Response> {
    let (first, last, more) = (diary.clone(), diary.clone(), tasks.clone());
    tasks.add(async move {
        first.note("first");
        more.add(async move { last.note("added by the first") });
    });
    tasks.add(async { Err::<(), _>(MailFailed) });
    tasks.add(async { panics() });
    let second = diary.clone();
    tasks.add(async move {
        second.note("second");
        Ok::<(), Exception>(())
    });
    diary.note("handler ends");
    match how.as_str() {
        "raises" => raise!(BAD_REQUEST, "no"),
        "panics" => panic!("the handler panicked"),
        "breaks" => {
            Ok(StreamingResponse::new(stream::iter([Err::<&str, _>(MailFailed)])).into_response())
        }
        "events" => {
            Ok(EventStream::new(stream::iter([Err::<Event, _>(MailFailed)])).into_response())
        }
        "streams" => {
            let parts = [Ok::<_, MailFailed>("a"), Ok("b")];
            Ok(StreamingResponse::new(stream::iter(parts)).into_response())
        }
        _ => Ok("done".into_response()),
    }
}

#[get("/refused", dependencies = [counted, refuses])]
async fn refused() -> &'static str {
    "never"
}

#[get("/ends_badly", dependencies = [counted])]
async fn ends_badly(
    #[depends(scope = "function")] _fails: Depends<fails_at_its_end>,
) -> &'static str {
    "lost"
}

fn app() -> (App, Diary) {
    let diary = Diary::default();
    let app = App::new()
        .routes(routes![order, refused, ends_badly])
        .state(diary.clone());
    (app, diary)
}

const DONE: [&str; 7] = [
    "handler ends",
    "inner ends",
    "counted",
    "first",
    "second",
    "added by the first",
    "commit",
];

#[tokio::test]
async fn they_run_in_order_after_the_response_and_before_the_teardowns_of_the_request() {
    let (app, diary) = app();
    let client = TestClient::new(app);
    assert_eq!(client.get("/order/well").send().await.text(), "done");
    assert_eq!(diary.all(), DONE);
}

#[tokio::test]
async fn they_wait_for_the_body_to_be_sent() {
    let (app, diary) = app();
    let client = TestClient::new(app);
    let mut stream = client.get("/order/streams").stream().await;
    assert_eq!(stream.next().await.unwrap(), "a");
    tokio::task::yield_now().await;
    assert_eq!(diary.all(), DONE[..2]);
    assert_eq!(stream.rest().await, b"b");
    assert_eq!(diary.all(), DONE);
}

/// The client is gone before the end: the handler did its work, and the tasks belong to it.
#[tokio::test]
async fn they_run_when_the_client_goes_away() {
    let (app, diary) = app();
    let client = TestClient::new(app);
    let mut stream = client.get("/order/streams").stream().await;
    assert_eq!(stream.next().await.unwrap(), "a");
    stream.leave().await;
    let mut done = DONE;
    done[6] = "roll back";
    assert_eq!(diary.all(), done);
}

#[tokio::test]
async fn none_runs_when_something_was_raised() {
    for (path, happened) in [
        (
            "/order/raises",
            &["handler ends", "inner ends", "roll back"][..],
        ),
        (
            "/order/panics",
            &["handler ends", "inner ends", "roll back"],
        ),
        (
            "/order/breaks",
            &["handler ends", "inner ends", "roll back"],
        ),
        (
            "/order/events",
            &["handler ends", "inner ends", "roll back"],
        ),
        ("/refused", &[]),
        ("/ends_badly", &[]),
    ] {
        let (app, diary) = app();
        let _ = TestClient::new(app).get(path).send().await;
        assert_eq!(diary.all(), happened, "{path}");
    }
}

#[tokio::test]
async fn a_failure_is_logged_and_told_once_with_the_request_and_the_others_run_on() {
    let (app, diary) = app();
    let told = Told::default();
    let client = TestClient::new(app.on_exception(told.hook()));
    let (answer, lines) = logs::during(async {
        let request = client.get("/order/well").header("x-request-id", "task-1");
        request.send().await
    })
    .await;
    assert_eq!(answer.status(), 200);
    assert_eq!(diary.all(), DONE);
    let errors: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("ERROR"))
        .collect();
    assert_eq!(errors.len(), 2, "{lines:?}");
    for (error, words) in errors.iter().zip(["hunter2", "a task panicked"]) {
        for part in [
            words,
            "a background task failed: ",
            "request_id=task-1",
            "route=\"/order/{how}\"",
            "background.rs",
        ] {
            assert!(error.contains(part), "{part} is not in {error}");
        }
    }
    let told = told.all();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(
        told[0],
        "BackgroundTask None GET /order/well /order/{how} task-1: the mail server said hunter2"
    );
    let client = client.raise_server_exceptions(true);
    let exception = client.get("/order/well").try_send().await.unwrap_err();
    assert!(exception.is::<MailFailed>());
}

/// A request that brought no id has one all the same, the same for whoever asks and whenever.
#[tokio::test]
async fn all_that_is_told_of_a_request_has_one_id() {
    #[get("/")]
    async fn named(tasks: BackgroundTasks, id: RequestId) -> String {
        for _ in 0..2 {
            tasks.add(async { Err::<(), _>(MailFailed) });
        }
        id.to_string()
    }
    let told = Told::default();
    let app = App::new().routes(routes![named]).on_exception(told.hook());
    let id = TestClient::new(app).get("/").send().await.text();
    let told = told.all();
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|line| line.contains(&id)), "{id} {told:?}");
}

/// A task that is dropped may panic then: that is told, and harms no other.
#[tokio::test]
async fn what_a_task_holds_may_panic_in_its_end() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            assert!(std::thread::panicking(), "a bomb went off");
        }
    }
    #[get("/{raises}")]
    async fn bombs(raises: bool, tasks: BackgroundTasks, diary: State<Diary>) -> Result<()> {
        let bomb = Bomb;
        tasks.add(async move { drop(bomb) });
        let bomb = Bomb;
        tasks.add(async move {
            let _bomb = bomb;
            std::future::ready(()).await;
        });
        let diary = diary.clone();
        tasks.add(async move { diary.note("after the bombs") });
        ensure!(!raises, BAD_REQUEST, "no");
        Ok(())
    }
    for (path, notes) in [("/false", &["after the bombs"][..]), ("/true", &[])] {
        let (diary, told) = (Diary::default(), Told::default());
        let app = App::new()
            .routes(routes![bombs])
            .state(diary.clone())
            .on_exception(told.hook());
        let _ = TestClient::new(app).get(path).send().await;
        assert_eq!(diary.all(), notes, "{path}");
        assert_eq!(told.all().len(), 2, "{path}: {:?}", told.all());
    }
}

#[tokio::test]
async fn a_task_that_comes_too_late_is_not_run_and_said() {
    static KEPT: Mutex<Option<BackgroundTasks>> = Mutex::new(None);
    #[get("/")]
    async fn keeps(tasks: BackgroundTasks) {
        *KEPT.lock().unwrap() = Some(tasks);
    }
    let client = TestClient::new(App::new().routes(routes![keeps]));
    assert_eq!(client.get("/").send().await.status(), 200);
    let tasks = KEPT.lock().unwrap().take().unwrap();
    let ((), lines) = logs::during(async {
        tasks.add(async { panics() });
    })
    .await;
    assert!(tasks.is_empty());
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("WARN") && lines[0].contains("background.rs"),
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_unit_test_sees_what_a_handler_left() {
    let (tasks, diary) = (BackgroundTasks::new(), State::new(Diary::default()));
    counted(tasks.clone(), diary).await;
    assert_eq!((tasks.len(), tasks.is_empty()), (1, false));
}

#[test]
fn the_blocking_client_waits_for_them() {
    let (app, diary) = app();
    let client = TestClient::new(app).blocking();
    assert_eq!(client.get("/order/well").send().text(), "done");
    assert_eq!(diary.all(), DONE);
}

/// An application whose one route leaves a task that waits for `release`, and says when it is done.
fn waiting(release: &Arc<Notify>, diary: &Diary) -> App {
    #[get("/")]
    async fn leaves(tasks: BackgroundTasks, release: State<Arc<Notify>>, diary: State<Diary>) {
        tasks.add(async move {
            release.notified().await;
            diary.note("done");
        });
    }
    App::new()
        .routes(routes![leaves])
        .state(Arc::clone(release))
        .state(diary.clone())
}

/// Serves an application until told to stop, and asks it once.
async fn asked_and_stopped(app: App) -> tokio::task::JoinHandle<Result<()>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = app.into_service().serve_on(listener, async move {
        let _ = stopped.await;
    });
    let serving = tokio::spawn(serving);
    let answer = answer(address, "GET", "/").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    stop.send(()).unwrap();
    serving
}

#[tokio::test]
async fn a_server_that_stops_waits_for_them() {
    let (release, diary) = (Arc::new(Notify::new()), Diary::default());
    let serving = asked_and_stopped(waiting(&release, &diary)).await;
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
    assert!(!serving.is_finished());
    release.notify_one();
    soon(serving).await.unwrap().unwrap();
    assert_eq!(diary.all(), ["done"]);
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_ever() {
    let (release, diary) = (Arc::new(Notify::new()), Diary::default());
    let app = waiting(&release, &diary).drain_timeout(Duration::from_millis(1));
    let serving = asked_and_stopped(app).await;
    soon(serving).await.unwrap().unwrap();
    assert_eq!(diary.all(), Vec::<&str>::new());
}

/// A task's log lines stand where the request's stand.
#[tokio::test]
async fn they_run_within_the_span_of_the_request() {
    use tracing::Instrument;
    let (app, _diary) = app();
    let client = TestClient::new(app);
    let (_, lines) = logs::during(async {
        let span = tracing::info_span!("shop_request");
        client.get("/order/well").send().instrument(span).await
    })
    .await;
    let errors: Vec<&String> = lines
        .iter()
        .filter(|line| line.contains("a background task failed"))
        .collect();
    assert_eq!(errors.len(), 2, "{lines:?}");
    assert!(
        errors.iter().all(|line| line.contains("shop_request")),
        "{errors:?}"
    );
}

/// What a socket's operation leaves is done when it is done; its client is not kept for that.
#[tokio::test]
async fn a_socket_s_tasks_run_when_its_operation_is_done() {
    #[websocket("/{raises}")]
    async fn feed(
        raises: bool,
        mut socket: WebSocket,
        tasks: BackgroundTasks,
        release: State<Arc<Notify>>,
        done: State<tokio::sync::mpsc::UnboundedSender<&'static str>>,
    ) -> Result<()> {
        socket.accept().await?;
        let finished = done.clone();
        tasks.add(async move {
            release.notified().await;
            let _ = finished.send("task");
            Err::<(), _>(MailFailed)
        });
        socket.send_text("hello").await?;
        let _ = done.send("operation");
        ensure!(!raises, MailFailed);
        Ok(())
    }
    let (release, told) = (Arc::new(Notify::new()), Told::default());
    let (done, mut notes) = tokio::sync::mpsc::unbounded_channel();
    let app = App::new()
        .routes(routes![feed])
        .state(Arc::clone(&release))
        .state(done)
        .on_exception(told.hook());
    let client = TestClient::new(app);
    let mut socket = client.websocket("/false").connect().await.unwrap();
    assert_eq!(soon(socket.receive_text()).await, "hello");
    assert_eq!(soon(socket.closed()).await.code(), 1000);
    assert_eq!(notes.try_recv(), Ok("operation"));
    assert!(notes.try_recv().is_err());
    release.notify_one();
    assert_eq!(soon(notes.recv()).await, Some("task"));

    let mut socket = client.websocket("/true").connect().await.unwrap();
    assert_eq!(soon(socket.receive_text()).await, "hello");
    assert_eq!(soon(socket.closed()).await.code(), 1011);
    assert_eq!(soon(notes.recv()).await, Some("operation"));
    drop((socket, client));
    // The channel ends with the application: nothing came through it any more.
    assert_eq!(soon(notes.recv()).await, None);
    let places: Vec<String> = told.all();
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(
        places[0].starts_with("BackgroundTask None GET /false /{raises} "),
        "{places:?}"
    );
    assert!(
        places[1].starts_with("WebSocket None GET /true /{raises} "),
        "{places:?}"
    );
}
