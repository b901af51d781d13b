//! Operations of 1, 10 and 50 parameters, each of one source; of a path 25, which are the most that one can have.

use std::fmt::Write as _;

use faultless::prelude::*;

/// Operations that take the same parameters from one source each.
macro_rules! operations {
    ($parameters:tt $($name:ident $source:ident $path:literal;)+) => {
        $(operation!($parameters $name $source $path);)+
    };
}
macro_rules! operation {
    ([$($parameter:ident)+] $name:ident $source:ident $path:literal) => {
        #[get($path)]
        #[allow(clippy::too_many_arguments, reason = "their number is what is measured")]
        async fn $name($(#[$source] $parameter: u32),+) -> String {
            [$($parameter),+].iter().sum::<u32>().to_string()
        }
    };
}
operations! {
    [p0]
    query_1 query "/query/1";
    header_1 header "/header/1";
    cookie_1 cookie "/cookie/1";
    path_1 path "/path/{p0}";
}
operations! {
    [p0 p1 p2 p3 p4 p5 p6 p7 p8 p9]
    query_10 query "/query/10";
    header_10 header "/header/10";
    cookie_10 cookie "/cookie/10";
    path_10 path "/path/{p0}/{p1}/{p2}/{p3}/{p4}/{p5}/{p6}/{p7}/{p8}/{p9}";
}
operations! {
    [p0 p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 p11 p12 p13 p14 p15 p16 p17 p18 p19 p20 p21 p22 p23 p24 p25
     p26 p27 p28 p29 p30 p31 p32 p33 p34 p35 p36 p37 p38 p39 p40 p41 p42 p43 p44 p45 p46 p47 p48 p49]
    query_50 query "/query/50";
    header_50 header "/header/50";
    cookie_50 cookie "/cookie/50";
}
operations! {
    [p0 p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 p11 p12 p13 p14 p15 p16 p17 p18 p19 p20 p21 p22 p23 p24]
    path_25 path "/path/{p0}/{p1}/{p2}/{p3}/{p4}/{p5}/{p6}/{p7}/{p8}/{p9}/{p10}/{p11}/{p12}/{p13}/{p14}/{p15}/{p16}/\
         {p17}/{p18}/{p19}/{p20}/{p21}/{p22}/{p23}/{p24}";
}

/// An application of them.
pub fn app() -> App {
    App::new()
        .routes(routes![query_1, query_10, query_50])
        .routes(routes![header_1, header_10, header_50])
        .routes(routes![cookie_1, cookie_10, cookie_50])
        .routes(routes![path_1, path_10, path_25])
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
