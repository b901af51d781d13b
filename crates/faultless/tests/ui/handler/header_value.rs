use faultless::prelude::*;



fn main() {
    let _ = HttpException::new(404, "no such item").header("X-Weight", 1.5);
}
