//! Hooks that are told of every exception that is logged as an error.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use faultless::prelude::*;
use faultless::response::Response;
use faultless::{Place, Reported};

use crate::logs;

#[derive(Debug, thiserror::Error)]
#[error("the disk is full of hunter2")]
struct DiskFull;

#[get("/save/{how}")]
async fn save(how: String) -> Result<Json<()>> {
    match how.as_str() {
        "fails" => raise!(DiskFull),
        "panics" => panic!("out of ink"),
        "planned" => raise!(SERVICE_UNAVAILABLE, "closed"),
        "taken" => raise!(CONFLICT, "taken"),
        _ => Ok(Json(())),
    }
}

/// What hooks were told, as text.
#[derive(Clone, Default)]
pub(crate) struct Told(Arc<Mutex<Vec<String>>>);

impl Told {
    pub(crate) fn hook(&self) -> impl Fn(&Reported<'_>) + Send + Sync + 'static {
        let told = Arc::clone(&self.0);
        move |reported| {
            told.lock().unwrap().push(format!(
                "{:?} {:?} {} {} {} {}: {}",
                reported.place(),
                reported.status().map(|status| status.as_u16()),
                reported.method(),
                reported.path(),
                reported.route().unwrap_or("-"),
                reported.request_id(),
                reported.exception(),
            ));
        }
    }

    pub(crate) fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn an_answer_whose_body_a_layer_takes_is_not_answered_again() {
    async fn mute(request: HttpRequest, next: Next) -> Response {
        next.run(request).await.map(|_| Body::empty())
    }
    let told = Told::default();
    let app = App::new().routes(routes![save]).middleware(mute);
    let client = TestClient::new(app.on_exception(told.hook()));
    let answer = client.get("/save/fails").send().await;
    assert_eq!(
        (answer.status().as_u16(), answer.text()),
        (500, String::new())
    );
    assert_eq!(told.all().len(), 1, "{:?}", told.all());
}

#[tokio::test]
async fn faults_are_told_and_what_is_expected_is_not() {
    let told = Told::default();
    let app = App::new().routes(routes![save]).on_exception(told.hook());
    let client = TestClient::new(app);
    for path in [
        "/save/well",
        "/save/fails",
        "/save/planned",
        "/save/taken",
        "/nowhere",
    ] {
        let _ = client.get(path).header("x-request-id", "r-1").send().await;
    }
    assert_eq!(
        told.all(),
        [
            "Response Some(500) GET /save/fails /save/{how} r-1: the disk is full of hunter2",
            "Response Some(503) GET /save/planned /save/{how} r-1: 503 closed",
        ]
    );
}

#[tokio::test]
async fn a_hook_sees_the_value_and_where_it_was_raised() {
    static SEEN: Mutex<Vec<(bool, bool)>> = Mutex::new(Vec::new());
    let app = App::new()
        .routes(routes![save])
        .on_exception(|reported: &Reported<'_>| {
            let exception = reported.exception();
            assert_eq!(reported.place(), Place::Response);
            SEEN.lock().unwrap().push((
                exception.is::<DiskFull>(),
                exception.location().file().ends_with("hook.rs"),
            ));
        });
    let _ = TestClient::new(app).get("/save/fails").send().await;
    assert_eq!(*SEEN.lock().unwrap(), [(true, true)]);
}

#[tokio::test]
async fn the_layers_failures_are_told_too() {
    async fn broken(_: HttpRequest, _: Next) -> Result<Response> {
        raise!(DiskFull)
    }
    let told = Told::default();
    let app = App::new()
        .routes(routes![save])
        .middleware(broken)
        .on_exception(told.hook());
    let answer = TestClient::new(app).get("/save/well").send().await;
    assert_eq!(answer.text(), "Internal Server Error");
    assert_eq!(told.all().len(), 1, "{:?}", told.all());
}

#[tokio::test]
async fn a_hook_that_panics_harms_neither_the_answer_nor_the_next_hook() {
    let told = Told::default();
    let app = App::new()
        .routes(routes![save])
        .on_exception(|_| panic!("the pager is broken"))
        .on_exception(told.hook());
    let (answer, lines) =
        logs::during(async { TestClient::new(app).get("/save/fails").send().await }).await;
    assert_eq!(
        (answer.status().as_u16(), answer.text().as_str()),
        (500, "Internal Server Error")
    );
    assert_eq!(told.all().len(), 1);
    let errors: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("ERROR"))
        .collect();
    assert_eq!(errors.len(), 2, "{lines:?}");
    assert!(
        errors[1].contains("the pager is broken") && errors[1].contains("on_exception"),
        "{errors:?}"
    );
}

/// A mounted application is one of its own: it tells its own hooks, and nobody is told twice.
#[tokio::test]
async fn a_mounted_application_tells_its_own_hooks() {
    let (outer, inner) = (Told::default(), Told::default());
    let mounted = App::new().routes(routes![save]).on_exception(inner.hook());
    let app = App::new()
        .mount("/inner", mounted)
        .on_exception(outer.hook());
    let _ = TestClient::new(app).get("/inner/save/fails").send().await;
    assert_eq!((inner.all().len(), outer.all().len()), (1, 0));
}

/// A detail that JSON has no form for, told by a handler's call of the default one, is a fault of its own.
#[tokio::test]
async fn what_a_default_handler_finds_is_told_as_well() {
    let told = Told::default();
    let app = App::new()
        .routes(routes![save])
        .on_exception(told.hook())
        .exception_handler(|request: &Request, _: &DiskFull| {
            let broken = HttpException::new(409, f64::NAN);
            faultless::exception_handlers::http_exception(request, &broken)
        });
    let answer = TestClient::new(app).get("/save/fails").send().await;
    assert_eq!(answer.status(), 500);
    assert_eq!(told.all().len(), 2, "{:?}", told.all());
}

/// What a dependency raises when the response is out can only be told.
#[tokio::test]
async fn a_teardown_that_fails_after_the_response_is_told() {
    #[dependency]
    async fn session(scope: Yield<()>) -> Result<()> {
        scope.give(()).await?;
        raise!(DiskFull)
    }
    #[get("/", dependencies = [session])]
    async fn index() -> &'static str {
        "hello"
    }
    let told = Told::default();
    let app = App::new().routes(routes![index]).on_exception(told.hook());
    let (answer, lines) = logs::during(async {
        let client = TestClient::new(app);
        client.get("/").header("x-request-id", "r-2").send().await
    })
    .await;
    assert_eq!(
        (answer.status().as_u16(), answer.text().as_str()),
        (200, "hello")
    );
    assert_eq!(
        told.all(),
        ["Teardown None GET / / r-2: the disk is full of hunter2"]
    );
    let errors: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("ERROR"))
        .collect();
    assert_eq!(errors.len(), 1, "{lines:?}");
    assert!(
        errors[0].contains("a teardown failed: the disk is full"),
        "{errors:?}"
    );
}
