use faultless::prelude::*;

#[dependency]
async fn caller() -> u64 {
    1
}

fn main() {
    let _ = App::new().routes(routes![caller]);
}
