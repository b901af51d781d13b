//! Hostile requests, and errors whose own code fails: there is a response all the same.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use axum::body::Body;
use faultless::Service;
use faultless::model::{Catalogue, Field, Input, Issues, Limits, Reader, Rules};
use faultless::prelude::*;
use http::header::{COOKIE, HOST, LOCATION};

use crate::logs;

/// An error whose own code does the worst it can.
#[derive(Debug)]
enum Broken {
    WordsPanic,
    WordsFail,
    SourcePanics,
    EndPanics(Bomb),
}

/// Panics when it is dropped.
#[derive(Debug)]
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("the end, hunter2");
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WordsPanic => panic!("no words, hunter2"),
            Self::WordsFail => Err(fmt::Error),
            Self::SourcePanics | Self::EndPanics(_) => f.write_str("broken"),
        }
    }
}

impl Error for Broken {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::SourcePanics => panic!("no source, hunter2"),
            _ => None,
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("mapped")]
struct BadlyMapped;

#[get("/raise/{how}")]
async fn raise(how: String) -> Result<&'static str> {
    match how.as_str() {
        "words" => Err(Broken::WordsPanic)?,
        "no-words" => Err(Broken::WordsFail)?,
        "source" => Err(Broken::SourcePanics)?,
        "end" => Err(Broken::EndPanics(Bomb))?,
        "mapping" => Err(BadlyMapped)?,
        "cause" => Err(HttpException::new(404, "gone").caused_by(Broken::WordsPanic))?,
        words => Err(Exception::msg(words))?,
    }
    Ok("")
}

fn raising() -> App {
    App::new()
        .routes(routes![raise])
        .map_error(|_: &BadlyMapped| -> HttpException { panic!("no mapping, hunter2") })
}

/// Asks without the test client, which keeps the exceptions that nobody planned.
async fn asked(service: Service, mut request: http::Request<Body>, uri: &str) -> (u16, String) {
    *request.uri_mut() = uri.parse().unwrap();
    let response = service.answer(request).await;
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), 1024).await;
    (status, String::from_utf8(body.unwrap().into()).unwrap())
}

#[tokio::test]
async fn an_error_whose_own_code_fails_is_answered_and_logged() {
    for (how, status, told) in [
        ("words", 500, "<its words panicked>"),
        ("no-words", 500, "<its words failed>"),
        ("source", 500, "no source, hunter2"),
        ("end", 500, "the end, hunter2"),
        ("mapping", 500, "no mapping, hunter2"),
        ("cause", 404, "404 gone: <its words panicked>"),
    ] {
        let request = http::Request::new(Body::empty());
        let uri = format!("/raise/{how}");
        let (answer, lines) = logs::during(asked(raising().into_service(), request, &uri)).await;
        assert_eq!(answer.0, status, "{how}");
        assert!(!answer.1.contains("hunter2"), "{how}");
        let logged = lines.iter().any(|line| line.contains(told));
        assert!(logged, "{how}: {lines:?}");
    }
}

#[tokio::test]
async fn no_character_of_a_client_breaks_or_turns_a_log_line() {
    let path = "/raise/a%0aERROR%20b%1b%5B31m%E2%80%A8c%E2%80%AEd%C2%85e";
    let (_, lines) =
        logs::during(async { TestClient::new(raising()).get(path).send().await }).await;
    let line = lines.iter().find(|line| line.contains("ERROR")).unwrap();
    for character in ['\u{1b}', '\u{85}', '\u{2028}', '\u{202e}'] {
        assert!(!line.contains(character), "{line:?}");
    }
    assert!(line.contains(r"\u{2028}") && line.contains(r"\u{202e}"));
}

#[get("/session")]
async fn session(session: Cookie<String>) -> Json<String> {
    Json(session.0)
}

#[tokio::test]
async fn a_cookie_beyond_ascii_hides_no_other() {
    let service = App::new().routes(routes![session]).into_service();
    for (header, value) in [
        (&b"session=ann; theme=caf\xe9"[..], "\"ann\""),
        (b"session=\xe9t\xe9", "\"\u{e9}t\u{e9}\""),
        (b"session=\"ann\"", "\"ann\""),
    ] {
        let mut request = http::Request::new(Body::empty());
        let header = HeaderValue::from_bytes(header).unwrap();
        request.headers_mut().insert(COOKIE, header);
        let (_, body) = asked(service.clone(), request, "/session").await;
        assert_eq!(body, value);
    }
}

#[get("/slash/")]
async fn slash() {}

async fn location(uri: &str, host: &'static str) -> String {
    let service = App::new().routes(routes![slash]).into_service();
    let mut request = http::Request::new(Body::empty());
    *request.uri_mut() = uri.parse().unwrap();
    let headers = request.headers_mut();
    headers.insert(HOST, HeaderValue::from_static(host));
    let response = service.answer(request).await;
    response.headers()[LOCATION].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_redirect_stays_on_the_host_that_was_asked() {
    for (uri, host, to) in [
        ("/slash", "here.example", "http://here.example/slash/"),
        (
            "http://here.example/slash",
            "evil.example",
            "http://here.example/slash/",
        ),
        ("http://a@evil.example/slash", "evil.example", "/slash/"),
        ("/slash", "here.example@evil.example", "/slash/"),
        ("/slash", "evil.example/", "/slash/"),
        ("/slash", "", "/slash/"),
    ] {
        assert_eq!(location(uri, host).await, to, "{uri} at {host}");
    }
}

/// What no map of headers goes beyond.
const MOST_HEADERS: usize = 24_576;

#[tokio::test]
async fn a_map_of_headers_that_is_full_is_refused() {
    let service = App::new()
        .routes(routes![slash])
        .request_ids(true)
        .into_service();
    let mut request = http::Request::new(Body::empty());
    for index in 0..MOST_HEADERS {
        let name = http::HeaderName::try_from(format!("a{index}")).unwrap();
        request
            .headers_mut()
            .try_insert(name, HeaderValue::from_static(""))
            .unwrap();
    }
    let response = service.answer(request).await;
    assert_eq!(response.status(), 431);
    assert!(response.headers().contains_key("x-request-id"));
}

#[derive(Debug, Model)]
enum Colour {
    Red,
    Green,
}

#[test]
fn issues_beyond_the_limit_cost_no_words() {
    let wrong = Input::List(vec![Input::from("blue"); 50_000]);
    let cost = allocation_counter::measure(|| {
        let mut issues = Issues::new();
        let read = Vec::<Colour>::read(&wrong, &Rules::NONE, &mut Reader::new(&mut issues));
        assert!(read.is_err());
        assert_eq!(issues.len(), 50_000);
    });
    assert!(cost.count_total < 5_000, "{cost:?}");
}

#[test]
fn what_an_echo_marks_as_cut_is_cut() {
    for (input, echoed) in [
        (Input::from("abc"), "\"ab\u{2026} (1 more bytes)\""),
        (Input::from("ab"), "\"ab\""),
        (
            Input::from("\u{e9}\u{e9}"),
            "\"\u{e9}\u{2026} (2 more bytes)\"",
        ),
        (Input::Int("1234".into()), "1234"),
        (
            Input::Int("12345".into()),
            "\"1234\u{2026} (1 more bytes)\"",
        ),
    ] {
        let mut limits = Limits::default();
        limits.echo = 4;
        let mut issues = Issues::with_limits(limits);
        let read = Vec::<u8>::read(&input, &Rules::NONE, &mut Reader::new(&mut issues));
        assert!(read.is_err());
        let told = issues.iter().next().unwrap().input().unwrap();
        assert_eq!(serde_json::to_string(told).unwrap(), echoed);
    }
}

#[derive(Debug, Deserialize, Model)]
#[serde(deny_unknown_fields)]
struct Order {
    #[expect(dead_code, reason = "only read")]
    #[serde(default)]
    counts: BTreeMap<String, i64>,
    #[expect(dead_code, reason = "only read")]
    #[serde(default)]
    notes: Vec<String>,
}

#[post("/orders")]
async fn order(order: Order) -> &'static str {
    drop(order);
    "ordered"
}

/// Bodies that make as many and as large issues as they can, a little below the limit of a body.
fn hostile() -> Vec<String> {
    let size = 1_900_000;
    let nasty = "\\u0001\\\"\u{e9} /~".repeat(size / 120 / 12);
    let many = |entry: &dyn Fn(usize) -> String| -> String {
        (0..120).map(entry).collect::<Vec<_>>().join(",")
    };
    vec![
        // Names that are not known, of every size.
        format!("{{\"{}\": 1}}", "x".repeat(size)),
        format!(
            "{{{}}}",
            many(&|index| format!("\"{index}{nasty}\": \"{nasty}\""))
        ),
        // Keys of a map, with values that are wrong.
        format!(
            "{{\"counts\": {{{}}}}}",
            many(&|index| format!("\"{index}{nasty}\": \"{nasty}\""))
        ),
        // Lists of small mistakes, of numbers that are none, of lone surrogates.
        format!("{{\"notes\": [{}]}}", vec!["1"; size / 2].join(",")),
        format!("{{\"notes\": [{}]}}", vec!["NaN"; size / 4].join(",")),
        format!(
            "{{\"counts\": {{{}}}}}",
            many(&|index| format!("\"{index}\\ud800\": \"\\udfff\""))
        ),
        // Deep, long, and no JSON.
        format!("{{\"notes\": [{}1{}]}}", "[".repeat(100), "]".repeat(100)),
        format!("{{\"notes\": {}", "[".repeat(size)),
        format!("\"{}\"", "x".repeat(size)),
        "9".repeat(4_000),
    ]
}

fn posted(body: String) -> http::Request<Body> {
    http::Request::post("/orders")
        .header("content-type", "application/json")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn no_body_gets_an_answer_or_a_line_beyond_its_bound() {
    let bound = Limits::default().answer + 1_024;
    for body in hostile() {
        let apps = [
            App::new(),
            App::new().error_format(Uniform),
            App::new().error_format(Problem),
            App::new().messages(Catalogue::v1()),
        ];
        for app in apps {
            let service = app.routes(routes![order]).into_service();
            let asked = async { service.answer(posted(body.clone())).await };
            let (response, lines) = logs::during(asked).await;
            let status = response.status();
            assert!(status.is_client_error(), "{body:.60}");
            let answer = axum::body::to_bytes(response.into_body(), bound).await;
            let answer = answer.unwrap_or_else(|_| panic!("a larger answer to {body:.60}"));
            // What declares itself too large is a plain text in FastAPI's shape.
            let is_json = serde_json::from_slice::<serde_json::Value>(&answer).is_ok();
            assert!(is_json || (status == 413 && &*answer == b"Content Too Large"));
            assert!(lines.iter().all(|line| line.len() < 40_000), "{body:.60}");
        }
    }
}

/// What is allocated for one body.
fn allocated(service: &Service, body: String, status: u16) -> u64 {
    let request = posted(body);
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().build().unwrap();
    let cost = allocation_counter::measure(|| {
        let response = runtime.block_on(service.answer(request));
        assert_eq!(response.status(), status);
    });
    cost.bytes_total
}

#[test]
fn a_bad_body_costs_at_most_a_small_constant_times_a_good_one() {
    let service = App::new().routes(routes![order]).into_service();
    let notes = |wrong: &str, note: &str| {
        let notes = vec![note; 60_000].join(",");
        format!("{{\"notes\": [{notes}{wrong}]}}")
    };
    let good = notes("", "\"0123456789\"");
    allocated(&service, good.clone(), 200);
    let right = allocated(&service, good, 200);
    for bad in [
        notes(",1", "\"0123456789\""),
        notes("", "012345678901"),
        notes("", "[123456789]"),
        notes("", "{\"1234\": 1}"),
    ] {
        let bad = bad.replace("012345678901", "112345678901");
        let wrong = allocated(&service, bad, 422);
        assert!(wrong < 8 * right, "{wrong} bytes for {right}");
    }
}
