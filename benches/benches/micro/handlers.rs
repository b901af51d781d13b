//! Looking for the handler of an error: none, by type, by what the error is, by status, the catch-all.

use criterion::Criterion;
use faultless::prelude::*;

use crate::{answered, get};

#[derive(Debug, thiserror::Error, Raise)]
#[error("the shelf is empty")]
#[raise(status = 409)]
struct Empty;

#[derive(Debug, thiserror::Error, Raise)]
#[error("the item is not there")]
struct Missing(#[from] Empty);

#[derive(Debug, thiserror::Error)]
#[error("the disk is full")]
struct Full;

#[get("/type")]
async fn by_type() -> Result<(), Empty> {
    Err(Empty)
}

#[get("/base")]
async fn by_base() -> Result<(), Missing> {
    Err(Missing(Empty))
}

#[get("/rest")]
async fn by_catch_all() -> Result<()> {
    Err(Full.into())
}

fn app() -> App {
    App::new().routes(routes![by_type, by_base, by_catch_all])
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("handler");
    let answer = || (StatusCode::IM_A_TEAPOT, "handled");
    let typed = app().exception_handler(move |_: &Request, _: &Empty| answer());
    let statuses = app().status_handler(409, move |_: &Request, _: &HttpException| answer());
    let rest = app().exception_handler(move |_: &Request, _: &Exception| answer());
    let (none, typed) = (app().into_service(), typed.into_service());
    let (statuses, rest) = (statuses.into_service(), rest.into_service());
    for (name, service, path, status) in [
        ("none", &none, "/type", 409),
        ("of the type", &typed, "/type", 418),
        ("of what it is", &typed, "/base", 418),
        ("of the status", &statuses, "/type", 418),
        ("of everything else", &rest, "/rest", 418),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| answered(service, get(path), status));
        });
    }
    group.finish();
}
