//! Rendering an error in the three formats: a status alone, and issues.

use criterion::{BenchmarkId, Criterion};
use faultless::prelude::*;

use crate::{answered, get};

#[get("/items")]
async fn items(
    #[query(ge = 1)] page: u32,
    #[query(max_length = 3)] sort: String,
    #[query] size: u32,
    #[query] since: i64,
    #[query] asc: bool,
    #[query] ratio: f64,
) -> String {
    format!("{page} {sort} {size} {since} {asc} {ratio}")
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let app = || App::new().routes(routes![items]);
    let services = [
        ("Detailed", app().into_service()),
        ("Uniform", app().error_format(Uniform).into_service()),
        ("Problem", app().error_format(Problem).into_service()),
    ];
    let mut group = criterion.benchmark_group("rendering");
    for (format, service) in &services {
        group.bench_function(BenchmarkId::new("404", format), |bencher| {
            bencher.iter(|| answered(service, get("/nowhere"), 404));
        });
        group.bench_function(BenchmarkId::new("six issues", format), |bencher| {
            let path = "/items?page=0&sort=name&size=many&since=x&asc=perhaps";
            bencher.iter(|| answered(service, get(path), 422));
        });
    }
    group.finish();
}
