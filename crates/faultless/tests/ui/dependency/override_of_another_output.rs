use faultless::prelude::*;

#[dependency]
async fn user() -> u8 {
    1
}

#[dependency]
async fn name() -> String {
    "ann".to_owned()
}

fn app() -> App {
    App::new().override_dependency::<user, name>()
}

fn main() {}
