use faultless::prelude::*;

struct SearchResult<T>(Vec<T>);

#[dependency]
async fn search() -> SearchResult<u64> {
    SearchResult(Vec::new())
}

fn main() {}
