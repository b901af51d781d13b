//! A background task that gives a value.

use faultless::prelude::*;

#[get("/")]
async fn root(tasks: BackgroundTasks) {
    tasks.add(async { 5 });
}

fn main() {
    App::new().routes(routes![root]);
}
