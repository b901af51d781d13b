use faultless::prelude::*;



fn main() {
    let _ = App::new().exception_handler(|_: &Request, error: &String| error.clone());
}
