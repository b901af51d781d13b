use faultless::prelude::*;



fn main() {
    let _ = App::new().mount("/shop", || "shop");
}
