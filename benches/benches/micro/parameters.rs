//! Taking parameters out of a request: 1, 10 and 50 of each source; of a path 25, since it can have no more.

use bench::parameters::{app, pairs};
use criterion::{BenchmarkId, Criterion};
use http::request::Builder;

use crate::{answered, get};

pub(crate) fn bench(criterion: &mut Criterion) {
    let service = app().into_service();
    let mut group = criterion.benchmark_group("parameters");
    for count in [1, 10, 50] {
        let parts = count.min(25);
        let numbers: Vec<String> = (0..parts).map(|number| number.to_string()).collect();
        let names: Vec<String> = (0..count).map(|number| format!("p{number}")).collect();
        let in_path = format!("/path/{}", numbers.join("/"));
        let in_query = format!("/query/{count}?{}", pairs(count, "&"));
        let (cookies, of_cookies) = (pairs(count, "; "), format!("/cookie/{count}"));
        let of_headers = format!("/header/{count}");
        let headers = |request: Builder, name: &String| request.header(name, "7");
        group.bench_function(BenchmarkId::new("path", parts), |bencher| {
            bencher.iter(|| answered(&service, get(&in_path), 200));
        });
        group.bench_function(BenchmarkId::new("query", count), |bencher| {
            bencher.iter(|| answered(&service, get(&in_query), 200));
        });
        group.bench_function(BenchmarkId::new("header", count), |bencher| {
            bencher.iter(|| answered(&service, names.iter().fold(get(&of_headers), headers), 200));
        });
        group.bench_function(BenchmarkId::new("cookie", count), |bencher| {
            bencher.iter(|| answered(&service, get(&of_cookies).header("cookie", &cookies), 200));
        });
    }
    group.finish();
}
