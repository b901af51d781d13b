//! Operations of many parameters: 1, 10 and 50 of a query, some of the other sources.

use std::fmt::Write as _;

use faultless::prelude::*;

/// Operations of parameters that are all of one source.
macro_rules! operations {
    ($($path:literal $name:ident #[$source:ident] $($parameter:ident)+;)+) => {$(
        #[get($path)]
        #[expect(clippy::too_many_arguments, reason = "their number is what is measured")]
        async fn $name($(#[$source] $parameter: u32),+) -> String {
            [$($parameter),+].iter().sum::<u32>().to_string()
        }
    )+};
}
operations! {
    "/query/10" query_10 #[query] p0 p1 p2 p3 p4 p5 p6 p7 p8 p9;
    "/query/50" query_50 #[query] p0 p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 p11 p12 p13 p14 p15 p16 p17 p18 p19
        p20 p21 p22 p23 p24 p25 p26 p27 p28 p29 p30 p31 p32 p33 p34 p35 p36 p37 p38 p39
        p40 p41 p42 p43 p44 p45 p46 p47 p48 p49;
    "/header/10" header_10 #[header] p0 p1 p2 p3 p4 p5 p6 p7 p8 p9;
    "/cookie/10" cookie_10 #[cookie] p0 p1 p2 p3 p4 p5 p6 p7 p8 p9;
    "/path/{p0}/{p1}/{p2}/{p3}/{p4}/{p5}/{p6}/{p7}/{p8}/{p9}" path_10 #[path] p0 p1 p2 p3 p4 p5 p6 p7 p8 p9;
}

#[get("/query/1")]
async fn query_1(p0: u32) -> String {
    p0.to_string()
}

#[get("/path/{p0}")]
async fn path_1(p0: u32) -> String {
    p0.to_string()
}

/// An application of them.
pub fn app() -> App {
    App::new().routes(routes![
        query_1, query_10, query_50, header_10, cookie_10, path_1, path_10
    ])
}

/// `p0=0…p1=1…`, as many as there are parameters.
#[must_use]
pub fn pairs(count: usize, separator: &str) -> String {
    (0..count).fold(String::new(), |mut pairs, number| {
        let before = if number > 0 { separator } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(pairs, "{before}p{number}={number}");
        pairs
    })
}
