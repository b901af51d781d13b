//! Serving the OpenAPI document: as it is, packed, and to a client that has it.

use crate::{answered, get};
use criterion::Criterion;

pub(crate) fn bench(criterion: &mut Criterion) {
    let service = bench::document::app(true, true).into_service();
    let path = "/openapi.json";
    let mut group = criterion.benchmark_group("OpenAPI");
    group.bench_function("whole", |bencher| {
        bencher.iter(|| answered(&service, get(path), 200));
    });
    group.bench_function("packed", |bencher| {
        bencher.iter(|| answered(&service, get(path).header("accept-encoding", "gzip"), 200));
    });
    let first = answered(&service, get(path), 200);
    #[expect(
        clippy::expect_used,
        reason = "without a tag there is nothing to measure"
    )]
    let tag = first.headers().get("etag").expect("the document has a tag");
    group.bench_function("not modified", |bencher| {
        bencher.iter(|| answered(&service, get(path).header("if-none-match", tag), 304));
    });
    group.finish();
}
