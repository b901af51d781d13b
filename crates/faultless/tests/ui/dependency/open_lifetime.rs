use faultless::prelude::*;

#[dependency]
async fn name<'a>() -> std::borrow::Cow<'a, str> {
    "ann".into()
}

fn main() {}
