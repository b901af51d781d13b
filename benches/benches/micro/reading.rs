//! Reading a model on both roads: what is right, what breaks rules, what is of another form.

use std::hint::black_box;

use bench::validate::{all_bodies, ours};
use criterion::{BenchmarkId, Criterion, Throughput};
use faultless_model::{JsonReader, from_json};

pub(crate) fn bench(criterion: &mut Criterion) {
    #[expect(
        clippy::expect_used,
        reason = "without bodies there is nothing to measure"
    )]
    let bodies = all_bodies().expect("every body has a form in JSON");
    let mut group = criterion.benchmark_group("reading");
    for body in bodies {
        group.throughput(Throughput::Bytes(body.json.len() as u64));
        let json = body.json.as_slice();
        group.bench_with_input(
            BenchmarkId::new("both roads", body.name),
            json,
            |bencher, json| {
                bencher.iter(|| from_json::<ours::Order>(black_box(json)));
            },
        );
        group.bench_with_input(
            BenchmarkId::new("second road", body.name),
            json,
            |bencher, json| {
                bencher.iter(|| JsonReader::new().read_slow::<ours::Order>(black_box(json)));
            },
        );
    }
    group.finish();
}
