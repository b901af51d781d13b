//! What grows within one process: routes, parameters, bodies, issues.

use allocation_counter::measure as allocations;
use faultless::Service;
use faultless::prelude::*;
use faultless_model::Limits;

use super::sent::Sent;
use super::{Axis, Memory, Point, Series, float};
use crate::measure::{Way, Work, take_turns};
use crate::parameters;

const ROUTES: [usize; 5] = [1, 10, 100, 1_000, 10_000];
const PARAMETERS: [usize; 3] = [1, 10, 50];
/// How many lines a body has: from 100 bytes to 16 MiB.
const LINES: [usize; 6] = [1, 10, 100, 1_000, 10_000, 186_413];
const ISSUES: [usize; 5] = [1, 10, 100, 1_000, 10_000];

/// How many of anything there are where only the answers are of interest.
const FEW: usize = 200;

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

/// Takes what no other route of one segment takes.
#[get("/{name}")]
async fn named(name: String) -> String {
    name
}

#[get("")]
async fn list() -> &'static str {
    "none"
}

#[post("/batch")]
async fn batch(batch: Batch) -> String {
    batch.lines.len().to_string()
}

fn lines(count: usize, quantity: &str) -> String {
    let line = format!(
        r#"{{"name":"oak bracket, 40 mm","quantity":{quantity},"note":"Leave the protective film on, please."}}"#
    );
    format!(r#"{{"lines":[{}]}}"#, vec![line; count].join(","))
}

/// What is done at one point of a series.
enum Job {
    /// A request is answered.
    Ask(Service, Sent),
    /// An application is built, which then answers a request.
    Build(Box<dyn Fn() -> App>, Sent),
}

struct Case {
    at: f64,
    job: Job,
}

impl Case {
    fn ask(at: usize, service: &Service, sent: Sent) -> Self {
        let (at, job) = (float(at), Job::Ask(service.clone(), sent));
        Self { at, job }
    }

    fn build(at: usize, app: impl Fn() -> App + 'static, sent: Sent) -> Self {
        let (at, job) = (float(at), Job::Build(Box::new(app), sent));
        Self { at, job }
    }

    fn check(&self) -> Result<(), String> {
        match &self.job {
            Job::Ask(service, sent) => sent.check(service),
            Job::Build(app, sent) => sent.check(&app().into_service()),
        }
    }

    fn work(&self) -> Work<'_> {
        match &self.job {
            Job::Ask(service, sent) => Box::new(|| sent.answer(service).unwrap_or(0)),
            Job::Build(app, _) => Box::new(|| usize::from(app().build().is_ok())),
        }
    }

    fn memory(&self) -> Memory {
        let (counted, bytes) = match &self.job {
            Job::Ask(..) => {
                let work = self.work();
                let counted = allocations(|| {
                    work();
                });
                (counted, counted.bytes_max)
            }
            Job::Build(app, _) => {
                let mut built = None;
                let counted = allocations(|| built = app().build().ok());
                let held = counted.bytes_current.try_into().unwrap_or(0);
                (counted, held)
            }
        };
        Memory {
            allocations: Some(counted.count_total),
            bytes,
        }
    }
}

/// How routes lie beside each other.
#[derive(Clone, Copy)]
enum Layout {
    /// `/shop7/items/{id}`.
    Apart,
    /// `/api/v1/shop7/items/{id}`.
    Together,
    /// `/shop7`, and `/{name}` after all of them.
    Beside,
}

fn shops(count: usize, layout: Layout) -> App {
    let app = App::new().openapi_path(None).errors_path(None);
    let api = match layout {
        Layout::Together => "/api/v1",
        Layout::Apart | Layout::Beside => "",
    };
    let route = || match layout {
        Layout::Beside => routes![list],
        Layout::Apart | Layout::Together => routes![item],
    };
    let app = (0..count).fold(app, |app, number| {
        let prefix = format!("{api}/shop{number}");
        app.include(Router::new().prefix(prefix).routes(route()))
    });
    match layout {
        Layout::Beside => app.routes(routes![named]),
        Layout::Apart | Layout::Together => app,
    }
}

type Named = (&'static str, Vec<Case>);

/// What is asked of the last of the shops.
fn last(count: usize, layout: Layout) -> Sent {
    match layout {
        Layout::Apart => Sent::get(format!("/shop{}/items/7", count - 1)),
        Layout::Together => Sent::get(format!("/api/v1/shop{}/items/7", count - 1)),
        Layout::Beside => Sent::get("/elsewhere"),
    }
}

fn routes(counts: &[usize]) -> Vec<Named> {
    let asked = |layout| {
        let case = move |count: &usize| {
            let service = shops(*count, layout).into_service();
            Case::ask(*count, &service, last(*count, layout))
        };
        counts.iter().map(case).collect()
    };
    let lost = counts.iter().map(|count| {
        let service = shops(*count, Layout::Apart).into_service();
        Case::ask(*count, &service, Sent::get("/shop/items/7").lost())
    });
    vec![
        ("the last of them", asked(Layout::Apart)),
        ("the last, under one prefix", asked(Layout::Together)),
        ("a parameter beside them", asked(Layout::Beside)),
        ("none of them: 404", lost.collect()),
    ]
}

fn building(counts: &[usize]) -> Vec<Named> {
    let built = |layout, documented: bool| {
        let case = move |count: &usize| {
            let count = *count;
            let app = move || {
                let document = documented.then_some("/openapi.json");
                shops(count, layout).openapi_path(document)
            };
            Case::build(count, app, last(count, layout))
        };
        counts.iter().map(case).collect()
    };
    vec![
        ("a prefix each", built(Layout::Apart, false)),
        ("one prefix for all", built(Layout::Together, false)),
        ("a parameter beside them", built(Layout::Beside, false)),
        ("with a document", built(Layout::Apart, true)),
    ]
}

fn parameters(counts: &[usize]) -> Vec<Named> {
    let service = parameters::app().into_service();
    let asked = |counts: &[usize], sent: &dyn Fn(usize) -> Sent| {
        let case = |count: &usize| Case::ask(*count, &service, sent(*count));
        counts.iter().map(case).collect()
    };
    let query = |count| Sent::get(format!("/query/{count}?{}", parameters::pairs(count, "&")));
    let wrong = |count| {
        let pairs = parameters::pairs(count, "&").replace('=', "=x");
        Sent::get(format!("/query/{count}?{pairs}")).refused(count)
    };
    let header = |count| {
        let start = Sent::get(format!("/header/{count}"));
        (0..count).fold(start, |sent, number| sent.header(format!("p{number}"), "7"))
    };
    let cookie = |count| {
        Sent::get(format!("/cookie/{count}")).header("cookie", parameters::pairs(count, "; "))
    };
    let path = |count| Sent::get(format!("/path{}", "/7".repeat(count)));
    let of_a_path: Vec<usize> = counts
        .iter()
        .copied()
        .filter(|count| *count <= 10)
        .collect();
    vec![
        ("of the query", asked(counts, &query)),
        ("of the query, each wrong", asked(counts, &wrong)),
        ("headers", asked(counts, &header)),
        ("cookies", asked(counts, &cookie)),
        ("of the path", asked(&of_a_path, &path)),
    ]
}

fn batches() -> App {
    App::new().routes(routes![batch]).body_limit(64 << 20)
}

fn bodies(counts: &[usize]) -> Vec<Named> {
    let service = batches().into_service();
    let asked = |come: fn(Sent) -> Sent| {
        let case = |count: &usize| {
            let sent = come(Sent::post("/batch", lines(*count, "1")));
            Case::ask(sent.body_length(), &service, sent)
        };
        counts.iter().map(case).collect()
    };
    vec![
        ("come as a whole", asked(|sent| sent)),
        ("come in pieces of 16 KiB", asked(Sent::in_pieces)),
    ]
}

/// As many issues as there are, however long the answer.
fn unbounded() -> Limits {
    let mut limits = Limits::default();
    limits.issues = usize::MAX;
    limits.answer = usize::MAX;
    limits
}

fn issues(counts: &[usize]) -> Vec<Named> {
    // One more says how many were left out.
    let bound = Limits::default().issues + 1;
    let asked = |app: App, quantity: &str, bound: usize| {
        let service = app.into_service();
        let case = |count: &usize| {
            let sent = Sent::post("/batch", lines(*count, quantity)).refused(bound.min(*count));
            Case::ask(*count, &service, sent)
        };
        counts.iter().map(case).collect()
    };
    let all = || batches().limits(unbounded());
    let wrong = r#""several""#;
    vec![
        ("rules, 100 told (default)", asked(batches(), "0", bound)),
        ("types, 100 told (default)", asked(batches(), wrong, bound)),
        ("rules, all told", asked(all(), "0", usize::MAX)),
        ("types, all told", asked(all(), wrong, usize::MAX)),
    ]
}

/// What grows, with the cases of its series.
struct Plan {
    title: &'static str,
    unit: &'static str,
    took: &'static str,
    bytes: &'static str,
    note: &'static str,
    series: Vec<Named>,
}

impl Plan {
    fn request(title: &'static str, unit: &'static str, series: Vec<Named>) -> Self {
        Self {
            title,
            unit,
            took: "a request",
            bytes: "at most at a time",
            note: "",
            series,
        }
    }
}

/// All plans, with no more of anything than `most`.
fn plans(most: usize) -> Vec<Plan> {
    let up_to = |counts: &[usize]| -> Vec<usize> {
        let counts = counts.iter().copied();
        counts.filter(|count| *count <= most).collect()
    };
    vec![
        Plan::request("Routes", "routes", routes(&up_to(&ROUTES))),
        Plan {
            took: "to build",
            bytes: "held by the application",
            ..Plan::request("Routes, building", "routes", building(&up_to(&ROUTES)))
        },
        Plan {
            note: "From 17 pairs on a query is sorted once. Each parameter looks through all cookies, so that the cost of \
                   cookies grows with how many are sent times how many are asked for.",
            ..Plan::request("Parameters", "parameters", parameters(&up_to(&PARAMETERS)))
        },
        Plan::request("JSON body", "bytes of a body", bodies(&up_to(&LINES))),
        Plan::request("Issues", "issues in a body", issues(&up_to(&ISSUES))),
    ]
}

pub(super) fn smoke() -> Result<(), String> {
    checked(&plans(FEW))
}

fn checked(plans: &[Plan]) -> Result<(), String> {
    for plan in plans {
        for (name, case) in plan.series.iter().flat_map(|(name, cases)| {
            let named = move |case| (name, case);
            cases.iter().map(named)
        }) {
            let told = |wrong| format!("{} ({name}, {}): {wrong}", plan.title, case.at);
            case.check().map_err(told)?;
        }
    }
    Ok(())
}

pub(super) fn measure(rounds: usize) -> Result<Vec<Axis>, String> {
    let plans = plans(usize::MAX);
    checked(&plans)?;
    Ok(plans.iter().map(|plan| axis(plan, rounds)).collect())
}

fn axis(plan: &Plan, rounds: usize) -> Axis {
    let cases = || plan.series.iter().flat_map(|(_, cases)| cases);
    let mut ways: Vec<Way<'_>> = cases().map(|case| Way::new("", case.work())).collect();
    take_turns(&mut ways.iter_mut().collect::<Vec<_>>(), rounds);
    let mut ways = ways.iter();
    let series = plan.series.iter().map(|(name, cases)| {
        // As many ways as cases, in the same order.
        let points = cases.iter().zip(&mut ways).map(|(case, way)| Point {
            at: case.at,
            took: way.measured(),
            memory: case.memory(),
        });
        let points = points.collect();
        Series { name, points }
    });
    Axis {
        title: plan.title,
        unit: plan.unit,
        took: plan.took,
        bytes: plan.bytes,
        note: plan.note.to_owned(),
        series: series.collect(),
    }
}
