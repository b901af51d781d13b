//! A stream of events that gives texts.

use faultless::prelude::*;

#[get("/")]
async fn root() -> EventStream {
    EventStream::new(futures_util::stream::iter(["a", "b"]))
}

fn main() {
    App::new().routes(routes![root]);
}
