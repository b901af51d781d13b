//! `11_extra_types`: types beyond those of JSON, one operation each, the value under `v`.

mod net;
mod plain;

use faultless::prelude::*;

pub(super) fn app() -> App {
    App::new()
        .title("extra types")
        .routes(net::routes())
        .routes(plain::routes())
}
