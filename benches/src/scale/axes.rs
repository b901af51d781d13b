//! What grows within one process: routes, parameters, bodies, issues.

use allocation_counter::measure as allocations;
use faultless::Service;
use faultless::prelude::*;
use faultless_model::Limits;
use futures_util::FutureExt as _;

use super::{Axis, Point, Series};
use crate::measure::{Way, Work, take_turns};
use crate::parameters;

const ROUTES: [usize; 5] = [1, 10, 100, 1_000, 10_000];
const PARAMETERS: [usize; 3] = [1, 10, 50];
/// How many lines a body has: from 100 bytes to 16 MiB.
const LINES: [usize; 6] = [1, 10, 100, 1_000, 10_000, 165_000];
const ISSUES: [usize; 5] = [1, 10, 100, 1_000, 10_000];

#[derive(Debug, Model)]
struct Batch {
    lines: Vec<Line>,
}

#[derive(Debug, Model)]
#[expect(dead_code, reason = "a line is there to be read")]
struct Line {
    #[field(min_length = 1, max_length = 80)]
    name: String,
    #[field(ge = 1)]
    quantity: i64,
    note: Option<String>,
}

#[get("/items/{id}")]
async fn item(id: u32) -> String {
    id.to_string()
}

#[post("/batch")]
async fn batch(batch: Batch) -> String {
    batch.lines.len().to_string()
}

/// A request, made anew each time it is sent.
struct Sent {
    path: String,
    body: Option<bytes::Bytes>,
    status: u16,
}

impl Sent {
    fn get(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            body: None,
            status: 200,
        }
    }

    fn batch(lines: usize, quantity: i64) -> Self {
        let line = format!(
            r#"{{"name":"oak bracket, 40 mm","quantity":{quantity},"note":"Leave the protective film on, please."}}"#
        );
        let body = format!(r#"{{"lines":[{}]}}"#, vec![line; lines].join(","));
        Self {
            path: "/batch".to_owned(),
            body: Some(body.into()),
            status: if quantity > 0 { 200 } else { 422 },
        }
    }

    /// How long the body of the answer is; nothing where it is another than is meant.
    fn answer(&self, service: &Service) -> Option<usize> {
        let body = self.body.clone();
        let mut request = http::Request::get(&self.path);
        if body.is_some() {
            request = request
                .method("POST")
                .header("content-type", "application/json");
        }
        let body = body.map_or_else(axum_core::body::Body::empty, Into::into);
        let response = service.answer(request.body(body).ok()?).now_or_never()?;
        let length = http_body::Body::size_hint(response.body()).exact()?;
        (response.status() == self.status).then_some(usize::try_from(length).ok()?)
    }
}

/// An application and what it is asked, at one point of a series.
struct Case {
    at: f64,
    service: Service,
    sent: Sent,
    /// Bytes that there are all the time, where they are what is of interest.
    held: Option<f64>,
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn float(count: usize) -> f64 {
    count as f64
}

fn routes() -> Vec<Case> {
    let case = |count: &usize| {
        let mut service = None;
        let counted = allocations(|| {
            let app = App::new().openapi_path(None).errors_path(None);
            let app = (0..*count).fold(app, |app, number| {
                let prefix = format!("/shop{number}");
                app.include(Router::new().prefix(prefix).routes(routes![item]))
            });
            service = Some(app.into_service());
        });
        Case {
            at: float(*count),
            service: service.unwrap_or_else(|| App::new().into_service()),
            sent: Sent::get(format!("/shop{}/items/7", count - 1)),
            held: Some(float(usize::try_from(counted.bytes_current).unwrap_or(0))),
        }
    };
    ROUTES.iter().map(case).collect()
}

fn parameters() -> Vec<Case> {
    let service = parameters::app().into_service();
    let case = |count: &usize| Case {
        at: float(*count),
        service: service.clone(),
        sent: Sent::get(format!("/query/{count}?{}", parameters::pairs(*count, "&"))),
        held: None,
    };
    PARAMETERS.iter().map(case).collect()
}

fn batches() -> App {
    App::new().routes(routes![batch]).body_limit(64 << 20)
}

fn bodies() -> Vec<Case> {
    let service = batches().into_service();
    let case = |lines: &usize| {
        let sent = Sent::batch(*lines, 1);
        Case {
            at: float(sent.body.as_ref().map_or(0, bytes::Bytes::len)),
            service: service.clone(),
            sent,
            held: None,
        }
    };
    LINES.iter().map(case).collect()
}

fn issues(app: App) -> Vec<Case> {
    let service = app.into_service();
    let case = |count: &usize| Case {
        at: float(*count),
        service: service.clone(),
        sent: Sent::batch(*count, 0),
        held: None,
    };
    ISSUES.iter().map(case).collect()
}

/// As many issues as there are, however long the answer.
fn unbounded() -> Limits {
    let mut limits = Limits::default();
    limits.issues = usize::MAX;
    limits.answer = usize::MAX;
    limits
}

/// What grows, with the cases of its series.
struct Plan {
    title: &'static str,
    bytes: &'static str,
    series: Vec<(&'static str, Vec<Case>)>,
}

fn plans() -> Vec<Plan> {
    let held = "held by the application";
    let most = "held by a request at most";
    vec![
        Plan {
            title: "routes",
            bytes: held,
            series: vec![("the last of them", routes())],
        },
        Plan {
            title: "parameters",
            bytes: most,
            series: vec![("of the query", parameters())],
        },
        Plan {
            title: "bytes of a JSON body",
            bytes: most,
            series: vec![("read into a model", bodies())],
        },
        Plan {
            title: "issues of a body",
            bytes: most,
            series: vec![
                ("100 told, the default", issues(batches())),
                ("all told", issues(batches().limits(unbounded()))),
            ],
        },
    ]
}

pub(super) fn smoke() -> Result<(), String> {
    for plan in plans() {
        for case in plan.series.into_iter().flat_map(|(_, cases)| cases) {
            if case.sent.answer(&case.service).is_none() {
                return Err(format!(
                    "{} {}: not the answer that is meant",
                    case.at, plan.title
                ));
            }
        }
    }
    Ok(())
}

pub(super) fn measure(rounds: usize) -> Result<Vec<Axis>, String> {
    plans()
        .into_iter()
        .map(|plan| axis(&plan, rounds))
        .collect()
}

fn axis(plan: &Plan, rounds: usize) -> Result<Axis, String> {
    let cases = || plan.series.iter().flat_map(|(_, cases)| cases);
    let mut ways: Vec<Way<'_>> = cases()
        .map(|case| {
            let work: Work<'_> = Box::new(|| case.sent.answer(&case.service).unwrap_or(0));
            Way::new("", work)
        })
        .collect();
    take_turns(&mut ways.iter_mut().collect::<Vec<_>>(), rounds);
    let mut measured = ways.iter().map(Way::measured);
    let series = plan.series.iter().map(|(name, cases)| {
        let points = cases.iter().map(|case| {
            let most = allocations(|| {
                case.sent.answer(&case.service);
            });
            let most = float(usize::try_from(most.bytes_max).unwrap_or(0));
            let took = measured.next().ok_or("a case was not measured")?;
            Ok(Point {
                at: case.at,
                took,
                bytes: case.held.unwrap_or(most),
            })
        });
        let points = points.collect::<Result<_, &str>>()?;
        Ok(Series { name, points })
    });
    Ok(Axis {
        title: plan.title,
        bytes: plan.bytes,
        series: series.collect::<Result<_, &str>>()?,
    })
}
