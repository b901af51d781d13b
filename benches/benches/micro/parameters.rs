//! Taking parameters out of a request: 1, 10 and 50 of a query, some of the other sources.

use bench::parameters::{app, pairs};
use criterion::{BenchmarkId, Criterion, Throughput};

use crate::{answered, get};

pub(crate) fn bench(criterion: &mut Criterion) {
    let service = app().into_service();
    let mut group = criterion.benchmark_group("parameters");
    for count in [1, 10, 50] {
        group.throughput(Throughput::Elements(count as u64));
        let path = format!("/query/{count}?{}", pairs(count, "&"));
        group.bench_function(BenchmarkId::new("query", count), |bencher| {
            bencher.iter(|| answered(&service, get(&path), 200));
        });
    }
    for (count, path) in [(1, "/path/7"), (10, "/path/0/1/2/3/4/5/6/7/8/9")] {
        group.throughput(Throughput::Elements(count));
        group.bench_function(BenchmarkId::new("path", count), |bencher| {
            bencher.iter(|| answered(&service, get(path), 200));
        });
    }
    group.throughput(Throughput::Elements(10));
    group.bench_function(BenchmarkId::new("cookie", 10), |bencher| {
        let cookies = pairs(10, "; ");
        bencher.iter(|| answered(&service, get("/cookie/10").header("cookie", &cookies), 200));
    });
    group.bench_function(BenchmarkId::new("header", 10), |bencher| {
        let names: Vec<String> = (0..10).map(|number| format!("p{number}")).collect();
        bencher.iter(|| {
            let start = get("/header/10");
            let request = names
                .iter()
                .fold(start, |request, name| request.header(name, "7"));
            answered(&service, request, 200)
        });
    });
    group.finish();
}
