use faultless::prelude::*;

#[dependency]
async fn has_role(#[config] role: &String) -> String {
    role.clone()
}

#[get("/", dependencies = [has_role(1)])]
async fn index() -> &'static str {
    "in"
}

fn main() {}
