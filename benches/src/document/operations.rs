//! The operations: a hundred functions, each with a model of its own.

use faultless::Route;
use faultless::prelude::*;

/// What each model holds beside its own.
#[derive(Debug, Serialize, Deserialize, Model)]
pub(super) struct Part {
    #[field(min_length = 1, max_length = 80)]
    name: String,
    weight: Option<f64>,
    tags: Vec<String>,
}

#[derive(Debug, thiserror::Error, Raise)]
enum ThingError {
    #[error("there is no such thing")]
    #[raise(status = 404)]
    Missing,
    #[error("the thing is locked")]
    #[raise(status = 409)]
    Locked,
}

macro_rules! operations {
    ($($number:literal $model:ident $operation:ident;)+) => {
        $(
            /// A thing.
            #[derive(Debug, Serialize, Deserialize, Model)]
            struct $model {
                /// What it is called.
                #[field(min_length = 1, max_length = 80)]
                name: String,
                #[field(ge = 0, le = 1000)]
                count: u32,
                price: Option<f64>,
                active: bool,
                tags: Vec<String>,
                parts: Vec<Part>,
            }

            /// Replace a thing.
            #[put($number)]
            fn $operation(
                id: u64,
                #[query(default = 10, ge = 1, le = 100)] limit: u32,
                x_locale: Header<Option<String>>,
                thing: $model,
            ) -> Result<Json<$model>, ThingError> {
                match (id, limit, x_locale.0) {
                    (0, ..) => Err(ThingError::Missing),
                    (_, 1, _) => Err(ThingError::Locked),
                    _ => Ok(Json(thing)),
                }
            }
        )+

        pub(super) fn routes() -> Vec<Route> {
            routes![$($operation),+]
        }
    };
}

operations! {
    "/things0/{id}" Thing0 replace_thing0;
    "/things1/{id}" Thing1 replace_thing1;
    "/things2/{id}" Thing2 replace_thing2;
    "/things3/{id}" Thing3 replace_thing3;
    "/things4/{id}" Thing4 replace_thing4;
    "/things5/{id}" Thing5 replace_thing5;
    "/things6/{id}" Thing6 replace_thing6;
    "/things7/{id}" Thing7 replace_thing7;
    "/things8/{id}" Thing8 replace_thing8;
    "/things9/{id}" Thing9 replace_thing9;
    "/things10/{id}" Thing10 replace_thing10;
    "/things11/{id}" Thing11 replace_thing11;
    "/things12/{id}" Thing12 replace_thing12;
    "/things13/{id}" Thing13 replace_thing13;
    "/things14/{id}" Thing14 replace_thing14;
    "/things15/{id}" Thing15 replace_thing15;
    "/things16/{id}" Thing16 replace_thing16;
    "/things17/{id}" Thing17 replace_thing17;
    "/things18/{id}" Thing18 replace_thing18;
    "/things19/{id}" Thing19 replace_thing19;
    "/things20/{id}" Thing20 replace_thing20;
    "/things21/{id}" Thing21 replace_thing21;
    "/things22/{id}" Thing22 replace_thing22;
    "/things23/{id}" Thing23 replace_thing23;
    "/things24/{id}" Thing24 replace_thing24;
    "/things25/{id}" Thing25 replace_thing25;
    "/things26/{id}" Thing26 replace_thing26;
    "/things27/{id}" Thing27 replace_thing27;
    "/things28/{id}" Thing28 replace_thing28;
    "/things29/{id}" Thing29 replace_thing29;
    "/things30/{id}" Thing30 replace_thing30;
    "/things31/{id}" Thing31 replace_thing31;
    "/things32/{id}" Thing32 replace_thing32;
    "/things33/{id}" Thing33 replace_thing33;
    "/things34/{id}" Thing34 replace_thing34;
    "/things35/{id}" Thing35 replace_thing35;
    "/things36/{id}" Thing36 replace_thing36;
    "/things37/{id}" Thing37 replace_thing37;
    "/things38/{id}" Thing38 replace_thing38;
    "/things39/{id}" Thing39 replace_thing39;
    "/things40/{id}" Thing40 replace_thing40;
    "/things41/{id}" Thing41 replace_thing41;
    "/things42/{id}" Thing42 replace_thing42;
    "/things43/{id}" Thing43 replace_thing43;
    "/things44/{id}" Thing44 replace_thing44;
    "/things45/{id}" Thing45 replace_thing45;
    "/things46/{id}" Thing46 replace_thing46;
    "/things47/{id}" Thing47 replace_thing47;
    "/things48/{id}" Thing48 replace_thing48;
    "/things49/{id}" Thing49 replace_thing49;
    "/things50/{id}" Thing50 replace_thing50;
    "/things51/{id}" Thing51 replace_thing51;
    "/things52/{id}" Thing52 replace_thing52;
    "/things53/{id}" Thing53 replace_thing53;
    "/things54/{id}" Thing54 replace_thing54;
    "/things55/{id}" Thing55 replace_thing55;
    "/things56/{id}" Thing56 replace_thing56;
    "/things57/{id}" Thing57 replace_thing57;
    "/things58/{id}" Thing58 replace_thing58;
    "/things59/{id}" Thing59 replace_thing59;
    "/things60/{id}" Thing60 replace_thing60;
    "/things61/{id}" Thing61 replace_thing61;
    "/things62/{id}" Thing62 replace_thing62;
    "/things63/{id}" Thing63 replace_thing63;
    "/things64/{id}" Thing64 replace_thing64;
    "/things65/{id}" Thing65 replace_thing65;
    "/things66/{id}" Thing66 replace_thing66;
    "/things67/{id}" Thing67 replace_thing67;
    "/things68/{id}" Thing68 replace_thing68;
    "/things69/{id}" Thing69 replace_thing69;
    "/things70/{id}" Thing70 replace_thing70;
    "/things71/{id}" Thing71 replace_thing71;
    "/things72/{id}" Thing72 replace_thing72;
    "/things73/{id}" Thing73 replace_thing73;
    "/things74/{id}" Thing74 replace_thing74;
    "/things75/{id}" Thing75 replace_thing75;
    "/things76/{id}" Thing76 replace_thing76;
    "/things77/{id}" Thing77 replace_thing77;
    "/things78/{id}" Thing78 replace_thing78;
    "/things79/{id}" Thing79 replace_thing79;
    "/things80/{id}" Thing80 replace_thing80;
    "/things81/{id}" Thing81 replace_thing81;
    "/things82/{id}" Thing82 replace_thing82;
    "/things83/{id}" Thing83 replace_thing83;
    "/things84/{id}" Thing84 replace_thing84;
    "/things85/{id}" Thing85 replace_thing85;
    "/things86/{id}" Thing86 replace_thing86;
    "/things87/{id}" Thing87 replace_thing87;
    "/things88/{id}" Thing88 replace_thing88;
    "/things89/{id}" Thing89 replace_thing89;
    "/things90/{id}" Thing90 replace_thing90;
    "/things91/{id}" Thing91 replace_thing91;
    "/things92/{id}" Thing92 replace_thing92;
    "/things93/{id}" Thing93 replace_thing93;
    "/things94/{id}" Thing94 replace_thing94;
    "/things95/{id}" Thing95 replace_thing95;
    "/things96/{id}" Thing96 replace_thing96;
    "/things97/{id}" Thing97 replace_thing97;
    "/things98/{id}" Thing98 replace_thing98;
    "/things99/{id}" Thing99 replace_thing99;
}
