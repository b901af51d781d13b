use faultless::prelude::*;



fn main() {
    let _ = App::new().middleware(|request: &Request| request.path().to_owned());
}
