//! Server-sent events.

use std::sync::Mutex;
use std::time::Duration;

use faultless::prelude::*;
use faultless::response::IntoResponse;
use futures_util::stream;
use http_body_util::BodyExt;
use tokio::io::AsyncReadExt;
use tokio::sync::oneshot;

use crate::hook::Told;
use crate::logs;
use crate::server::{answer, ask, serve, soon};

#[derive(Debug, thiserror::Error)]
#[error("the disk is full of hunter2")]
struct DiskFull;

#[derive(Debug, thiserror::Error, Raise)]
#[error("part {0} is gone")]
#[raise(status = 410, code = "part_gone")]
struct PartGone(u32);

/// One event, and then a failure.
#[get("/fails/{how}")]
async fn fails(how: String) -> EventStream {
    EventStream::from_fn(|events| async move {
        events.send(Event::data("first")).await;
        match how.as_str() {
            "raises" => raise!(DiskFull),
            "declares" => raise!(PartGone(3)),
            "panics" => panic!("out of ink, hunter2"),
            "refuses" => raise!(NOT_FOUND, "no {how}"),
            "bodiless" => raise!(HttpException::new(304, "nothing")),
            "forges" => events.send(Event::data("x").id("1\ndata: forged")).await,
            "names" => events.send(Event::data("x").event("a\rdata: b")).await,
            "nul" => events.send(Event::data("x").id("1\0")).await,
            "no_json" => {
                let keys = std::collections::HashMap::from([((1, 2), 3)]);
                events.send(Event::json(&keys)).await;
            }
            _ => return Ok(()),
        }
        events.send(Event::data("never")).await;
        Ok(())
    })
}

fn app() -> App {
    App::new().routes(routes![fails])
}

/// The last event of a failing stream, and what the hooks were told.
async fn last(app: App, how: &str) -> (String, Vec<String>) {
    let told = Told::default();
    let client = TestClient::new(app.on_exception(told.hook()));
    let mut events = client
        .get(&format!("/fails/{how}"))
        .header("x-request-id", "sse-1")
        .events()
        .await;
    assert_eq!(events.status(), 200);
    assert_eq!(events.next().await.unwrap().data(), "first");
    let rest = events.rest().await;
    assert_eq!(rest.len(), 1, "{how}: {rest:?}");
    assert_eq!(rest[0].event(), "error");
    // The stream ends as a whole: the client was told.
    assert_eq!(events.failure(), None);
    (rest[0].data().to_owned(), told.all())
}

#[tokio::test]
async fn what_nobody_planned_is_an_error_event_without_a_word_of_it() {
    for (how, why) in [
        ("raises", "the disk is full of hunter2"),
        ("panics", "out of ink, hunter2"),
        ("forges", "the id of an event"),
        ("names", "the name of an event"),
        ("nul", "the id of an event"),
        ("no_json", "no form in JSON"),
    ] {
        let ((data, told), lines) = logs::during(last(app(), how)).await;
        assert_eq!(data, "Internal Server Error", "{how}");
        let start = format!("Stream Some(500) GET /fails/{how} /fails/{{how}} sse-1: ");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with(&start) && told[0].contains(why),
            "{told:?}"
        );
        let errors: Vec<&String> = lines
            .iter()
            .filter(|line| line.starts_with("ERROR"))
            .collect();
        assert_eq!(errors.len(), 1, "{lines:?}");
        for part in [
            why,
            "the response failed after it had begun",
            "sse-1",
            "sse.rs",
        ] {
            assert!(errors[0].contains(part), "{part} is not in {errors:?}");
        }
    }
}

#[tokio::test]
async fn a_planned_exception_is_an_error_event_as_its_response_would_be() {
    let ((data, told), lines) = logs::during(last(app(), "refuses")).await;
    assert_eq!(data, r#"{"detail":"no refuses"}"#);
    assert_eq!(told, Vec::<String>::new());
    assert!(
        lines.iter().all(|line| line.starts_with("DEBUG")),
        "{lines:?}"
    );
    assert_eq!(
        last(app(), "declares").await.0,
        r#"{"detail":"part 3 is gone"}"#
    );
    // An answer without a body is still an event, since a client passes over one without data.
    assert_eq!(last(app(), "bodiless").await.0, "");
}

#[tokio::test]
async fn the_error_event_is_in_the_application_s_format() {
    let data = last(app().error_format(Uniform), "declares").await.0;
    let value: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(value["code"], "part_gone");
    assert_eq!(value["request_id"], "sse-1");
    let data = last(app().error_format(Problem), "raises").await.0;
    let value: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(value["status"], 500);
    assert!(!data.contains("hunter2"), "{data}");
}

#[tokio::test]
async fn handlers_of_application_and_router_answer_for_events() {
    let app = App::new()
        .exception_handler(|request: &Request, error: &DiskFull| {
            let seen = (
                request.path().to_owned(),
                request.path_param("how").map(str::to_owned),
            );
            (
                StatusCode::IM_A_TEAPOT,
                format!("app\n{seen:?}\r\n{}", error.to_string().len()),
            )
        })
        .include(
            Router::new()
                .routes(routes![fails])
                .exception_handler(async |_: &Request, _: &PartGone| Json(["router"])),
        );
    let (data, told) = last(app.clone(), "raises").await;
    assert_eq!(data, "app\n(\"/fails/raises\", Some(\"raises\"))\n27");
    // The handler made it a 418: nothing that an operator needs to hear of.
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(last(app, "declares").await.0, r#"["router"]"#);
}

#[tokio::test]
async fn a_handler_that_panics_leaves_the_built_in_answer() {
    let app = app().exception_handler(|_: &Request, _: &DiskFull| -> Response {
        panic!("the handler, hunter2")
    });
    let (data, told) = last(app, "raises").await;
    assert_eq!((data.as_str(), told.len()), ("Internal Server Error", 1));
}

/// The answer of a handler may be a stream itself, and a bad one.
#[tokio::test]
async fn an_answer_that_cannot_be_read_is_the_plain_text() {
    let app = app().exception_handler(|_: &Request, _: &DiskFull| {
        StreamingResponse::new(stream::iter([Err::<&str, _>(DiskFull)]))
    });
    assert_eq!(last(app, "raises").await.0, "Internal Server Error");
    let app = app_with_endless_answer();
    assert_eq!(last(app, "raises").await.0, "Internal Server Error");
}

fn app_with_endless_answer() -> App {
    app().exception_handler(|_: &Request, _: &DiskFull| {
        StreamingResponse::new(stream::repeat_with(|| Ok::<_, DiskFull>("x".repeat(4096))))
    })
}

#[tokio::test]
async fn the_test_client_raises_what_nobody_planned() {
    let client = TestClient::new(app()).raise_server_exceptions(true);
    let exception = client.get("/fails/raises").try_send().await.unwrap_err();
    assert!(exception.is::<DiskFull>());
    let answer = client.get("/fails/refuses").try_send().await.unwrap();
    assert!(
        answer
            .text()
            .ends_with("event: error\ndata: {\"detail\":\"no refuses\"}\n\n")
    );
    let client = TestClient::new(app());
    let mut events = client.get("/fails/raises").events().await;
    events.rest().await;
    assert!(events.exception().unwrap().is::<DiskFull>());
}

#[get("/framed")]
async fn framed() -> EventStream {
    EventStream::new(stream::iter([
        Event::json(&[1, 2])
            .event("x")
            .id("1")
            .retry(Duration::from_millis(5))
            .comment("c\nd"),
        Event::data("a\r\nb\rc\n"),
        Event::new(),
        Event::json(&f64::NAN),
        Event::data(""),
        Event::data("\n\r"),
        Event::data(" spaced: é\u{2028}"),
        Event::new().comment(""),
    ]))
}

/// The bytes that `FastAPI` 0.165 sends for the same, but for the spaces of Python's JSON.
#[tokio::test]
async fn events_are_framed_as_fastapi_frames_them() {
    let (address, _served) = serve(App::new().routes(routes![framed])).await;
    let answer = answer(address, "GET", "/framed").await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    for header in [
        "content-type: text/event-stream; charset=utf-8",
        "cache-control: no-cache",
        "x-accel-buffering: no",
        "transfer-encoding: chunked",
    ] {
        assert!(head.lines().any(|line| line == header), "{head}");
    }
    let chunks = [
        ": c\n: d\nevent: x\ndata: [1,2]\nid: 1\nretry: 5\n\n",
        "data: a\ndata: b\ndata: c\ndata: \n\n",
        "\n",
        "data: null\n\n",
        "data: \n\n",
        "data: \ndata: \ndata: \n\n",
        "data:  spaced: é\u{2028}\n\n",
        ": \n\n",
        "",
    ];
    let chunks = chunks.map(|chunk| format!("{:X}\r\n{chunk}\r\n", chunk.len()));
    assert_eq!(body, chunks.concat());
}

#[tokio::test]
async fn the_test_client_reads_events_as_a_browser_does() {
    let client = TestClient::new(App::new().routes(routes![framed]));
    let mut events = client.get("/framed").events().await;
    assert_eq!(events.header("cache-control"), Some("no-cache"));
    let first = events.next().await.unwrap();
    assert_eq!((first.event(), first.id()), ("x", "1"));
    assert_eq!(first.json::<Vec<u8>>(), [1, 2]);
    assert_eq!(events.retry(), Some(Duration::from_millis(5)));
    let rest = events.rest().await;
    let data: Vec<&str> = rest.iter().map(faultless::TestEvent::data).collect();
    assert_eq!(
        data,
        ["a\nb\nc\n", "null", "", "\n\n", " spaced: é\u{2028}"]
    );
    assert!(
        rest.iter()
            .all(|event| event.event() == "message" && event.id() == "1")
    );
    let mut blocking = tokio::task::spawn_blocking(move || {
        let client = client.blocking();
        let mut events = client.get("/framed").events();
        assert_eq!(events.status(), 200);
        let first = events.next().unwrap();
        (first.data().to_owned(), events.count())
    })
    .await
    .unwrap();
    assert_eq!(std::mem::take(&mut blocking.0), "[1,2]");
    assert_eq!(blocking.1, 5);
}

#[tokio::test]
#[should_panic(expected = "no stream of events: 404 Not Found `application/json` {\"detail\"")]
async fn what_is_no_stream_of_events_is_shown() {
    let client = TestClient::new(app());
    let mut events = client.get("/nowhere").events().await;
    assert_eq!(events.status(), 404);
    let _ = events.next().await;
}

#[tokio::test]
async fn streams_of_json_and_of_results_are_events() {
    #[get("/json")]
    async fn json() -> Result<EventStream, PartGone> {
        Ok(EventStream::new(stream::iter([
            Ok(Json(1)),
            Err(PartGone(7)),
            Ok(Json(2)),
        ])))
    }
    #[post("/erased", status = 202)]
    async fn erased() -> EventStream {
        EventStream::new(stream::iter([
            Ok(Event::data("x")),
            Err(Exception::new(PartGone(8))),
        ]))
    }
    let client = TestClient::new(App::new().routes(routes![json, erased]));
    assert_eq!(
        client.get("/json").send().await.text(),
        "data: 1\n\nevent: error\ndata: {\"detail\":\"part 7 is gone\"}\n\n"
    );
    let answer = client.post("/erased").send().await;
    assert_eq!(answer.status(), 202);
    assert_eq!(
        answer.text(),
        "data: x\n\nevent: error\ndata: {\"detail\":\"part 8 is gone\"}\n\n"
    );
}

/// Silent for a while, a stream shows that it is there; an event begins the wait anew.
#[tokio::test(start_paused = true)]
async fn silence_is_broken_by_comments() {
    async fn waits(after: &[u64]) -> impl futures_util::Stream<Item = Event> + use<> {
        let after = after.to_vec();
        stream::unfold(after.into_iter(), async |mut after| {
            tokio::time::sleep(Duration::from_secs(after.next()?)).await;
            Some((Event::data("x"), after))
        })
    }
    #[get("/default")]
    async fn default() -> EventStream {
        EventStream::new(waits(&[31, 14, 14]).await)
    }
    #[get("/often")]
    async fn often() -> EventStream {
        EventStream::new(waits(&[5]).await).keep_alive(Some(Duration::from_secs(2)))
    }
    #[get("/never")]
    async fn never() -> EventStream {
        EventStream::new(waits(&[100_000]).await).keep_alive(None)
    }
    #[get("/zero")]
    async fn zero() -> EventStream {
        EventStream::new(waits(&[100]).await).keep_alive(Some(Duration::ZERO))
    }
    #[get("/far")]
    async fn far() -> EventStream {
        EventStream::new(waits(&[100]).await).keep_alive(Some(Duration::MAX))
    }
    let client = TestClient::new(App::new().routes(routes![default, often, never, zero, far]));
    let ping = ": ping\n\n";
    let x = "data: x\n\n";
    for (path, text) in [
        ("/default", format!("{ping}{ping}{x}{x}{x}")),
        ("/often", format!("{ping}{ping}{x}")),
        ("/never", x.to_owned()),
        ("/zero", x.to_owned()),
        ("/far", x.to_owned()),
    ] {
        assert_eq!(client.get(path).send().await.text(), text, "{path}");
    }
}

#[tokio::test]
async fn the_last_id_is_a_header_like_any_other() {
    #[get("/resumed")]
    async fn resumed(last_event_id: Header<Option<u32>>) -> EventStream {
        let next = last_event_id.map_or(0, |id| id + 1);
        EventStream::new(stream::iter(
            (next..3).map(|id| Event::json(&id).id(id.to_string())),
        ))
    }
    let client = TestClient::new(App::new().routes(routes![resumed]));
    let request = client.get("/resumed").header("Last-Event-ID", "1");
    assert_eq!(request.send().await.text(), "data: 2\nid: 2\n\n");
    let bad = client.get("/resumed").header("Last-Event-ID", "x");
    assert_eq!(bad.send().await.status(), 422);
}

#[tokio::test]
async fn a_client_that_goes_away_drops_the_stream() {
    struct Guard(Option<oneshot::Sender<()>>);
    impl Drop for Guard {
        fn drop(&mut self) {
            let _ = self.0.take().unwrap().send(());
        }
    }
    static GONE: Mutex<Option<oneshot::Sender<()>>> = Mutex::new(None);

    #[get("/endless")]
    async fn endless() -> EventStream {
        EventStream::from_fn(|events| async move {
            let _guard = Guard(GONE.lock().unwrap().take());
            events.send(Event::data("first")).await;
            std::future::pending().await
        })
    }
    let told = Told::default();
    let app = App::new()
        .routes(routes![endless])
        .on_exception(told.hook());
    let (address, _served) = serve(app).await;
    let (gone, dropped) = oneshot::channel();
    *GONE.lock().unwrap() = Some(gone);
    let mut client = ask(address, "GET", "/endless").await;
    let mut seen = Vec::new();
    while !seen.ends_with(b"first\n\n\r\n") {
        seen.push(soon(client.read_u8()).await.unwrap());
    }
    drop(client);
    soon(dropped).await.unwrap();
    assert_eq!(told.all(), Vec::<String>::new());
}

/// Middleware, a foreign router and a mounted application may answer with events too: each as its application has it.
#[tokio::test]
async fn events_from_elsewhere_find_their_application() {
    fn broken() -> EventStream {
        EventStream::new(stream::iter([Err::<Event, _>(PartGone(1))]))
    }
    async fn between(request: HttpRequest, next: Next) -> Response {
        if request.uri().path() == "/between" {
            return broken().into_response();
        }
        next.run(request).await
    }
    #[get("/own")]
    async fn own() -> EventStream {
        broken()
    }
    let handled = |name: &'static str| move |_: &Request, _: &PartGone| name;
    let inner = App::new()
        .routes(routes![own])
        .exception_handler(handled("inner"));
    let foreign = axum::Router::new().route("/own", axum::routing::get(async || broken()));
    let app = App::new()
        .mount("/inner", inner)
        .mount_service("/foreign", foreign)
        .exception_handler(handled("outer"))
        .middleware(between);
    let client = TestClient::new(app);
    for (path, name) in [
        ("/between", "outer"),
        ("/foreign/own", "outer"),
        ("/inner/own", "inner"),
    ] {
        let answer = client.get(path).send().await;
        assert_eq!(
            answer.text(),
            format!("event: error\ndata: {name}\n\n"),
            "{path}"
        );
    }
    let alone = broken()
        .into_response()
        .into_body()
        .collect()
        .await
        .unwrap();
    assert_eq!(
        alone.to_bytes(),
        "event: error\ndata: Internal Server Error\n\n"
    );
}

/// What a dependency gave lives as long as the events, and it is told how these ended before a client is.
#[tokio::test]
async fn dependencies_are_told_what_the_events_raised_and_may_translate_it() {
    static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[dependency]
    async fn translating(scope: Yield<u32>) -> Result<()> {
        let outcome = scope.give(9).await;
        SEEN.lock()
            .unwrap()
            .push(format!("{outcome:?}").lines().next().unwrap().to_owned());
        match outcome {
            Err(raised) if raised.is::<DiskFull>() => raise!(PartGone(9)),
            outcome => outcome,
        }
    }
    #[get("/{fails}")]
    async fn events(fails: bool, given: Depends<translating>) -> EventStream {
        EventStream::from_fn(move |events| async move {
            events.send(Event::json(&*given)).await;
            ensure!(!fails, DiskFull);
            Ok(())
        })
    }
    let told = Told::default();
    let app = App::new().routes(routes![events]).on_exception(told.hook());
    let client = TestClient::new(app);
    assert_eq!(
        client.get("/true").send().await.text(),
        "data: 9\n\nevent: error\ndata: {\"detail\":\"part 9 is gone\"}\n\n"
    );
    assert_eq!(client.get("/false").send().await.text(), "data: 9\n\n");
    let mut left = client.get("/false").events().await;
    assert_eq!(left.next().await.unwrap().data(), "9");
    left.leave().await;
    let seen = SEEN.lock().unwrap();
    assert_eq!(seen.len(), 3, "{seen:?}");
    assert!(seen[0].contains("DiskFull"), "{seen:?}");
    assert_eq!(seen[1], "Ok(())");
    assert!(seen[2].contains("RequestCancelled"), "{seen:?}");
    assert_eq!(told.all(), Vec::<String>::new());
}

/// A stream without an end of its own does not hold the server up; one that has an end is waited for.
#[tokio::test]
async fn endless_events_end_with_the_server() {
    #[get("/endless")]
    async fn endless() -> EventStream {
        EventStream::from_fn(|events| async move {
            events.send(Event::data("first")).await;
            std::future::pending().await
        })
        .endless()
    }
    #[get("/finite")]
    async fn finite() -> EventStream {
        EventStream::from_fn(|events| async move {
            events.send(Event::data("first")).await;
            MORE.notified().await;
            events.send(Event::data("last")).await;
            Ok(())
        })
    }
    static MORE: tokio::sync::Notify = tokio::sync::Notify::const_new();

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let service = App::new().routes(routes![endless, finite]).into_service();
    let serving = tokio::spawn(service.serve_on(listener, async move {
        let _ = stopped.await;
    }));
    let mut clients = Vec::new();
    for path in ["/endless", "/finite"] {
        let mut client = ask(address, "GET", path).await;
        let mut seen = Vec::new();
        while !seen.ends_with(b"first\n\n\r\n") {
            seen.push(soon(client.read_u8()).await.unwrap());
        }
        clients.push(client);
    }
    stop.send(()).unwrap();
    let mut rest = String::new();
    soon(clients[0].read_to_string(&mut rest)).await.unwrap();
    assert_eq!(rest, "0\r\n\r\n");
    assert!(!serving.is_finished());
    MORE.notify_one();
    soon(clients[1].read_to_string(&mut rest)).await.unwrap();
    assert!(rest.ends_with("data: last\n\n\r\n0\r\n\r\n"), "{rest:?}");
    soon(serving).await.unwrap().unwrap();
}
