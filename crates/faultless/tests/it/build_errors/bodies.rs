//! What an operation cannot ask of a body.

use bytes::Bytes;
use faultless::prelude::*;

use super::{at, mistakes};

#[derive(Debug, Serialize, Deserialize, Model)]
struct Item {
    name: String,
}

const MIXED: u32 = line!() + 2;
#[post("/mixed")]
async fn mixed(item: Item, #[form] note: String) -> String {
    item.name + &note
}

#[dependency]
async fn named(item: Item) -> String {
    item.name
}

const INHERITED: u32 = line!() + 2;
#[post("/inherited")]
async fn inherited(name: Depends<named>, picture: UploadFile) -> String {
    format!("{}{}", *name, picture.size())
}

const RAW: u32 = line!() + 2;
#[post("/raw")]
async fn raw(body: Bytes, #[form] note: String) -> String {
    format!("{note}{}", body.len())
}

#[test]
fn a_form_beside_another_body() {
    let told = mistakes(App::new().routes(routes![mixed, inherited, raw]));
    let json = |name: &str, item: &str, form: &str| {
        format!(
            "in `{name}`, `{item}` is read from a JSON body and `{form}` from a form, and a request has one body: mark both `#[body]`, or both `#[form]`"
        )
    };
    assert_eq!(
        told,
        [
            at(file!(), MIXED, &json("mixed", "item", "note")),
            at(file!(), INHERITED, &json("inherited", "item", "picture")),
            at(
                file!(),
                RAW,
                "in `raw`, `body` takes the whole body and `note` a part of it as a form, and a body is received once: take the form's fields alone, or read them from the body yourself"
            ),
        ]
    );
}

const ELSEWHERE: u32 = line!() + 2;
#[get("/elsewhere")]
async fn elsewhere(#[query] picture: UploadFile, avatars: Body<Vec<UploadFile>>) -> String {
    format!("{}{}", picture.size(), avatars.len())
}

const ITEM: u32 = line!() + 2;
#[post("/item")]
async fn item(#[file] item: Item) -> String {
    item.name
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Nested {
    item: Item,
}

const NESTED: u32 = line!() + 2;
#[post("/nested")]
async fn nested(nested: Form<Nested>) -> String {
    nested.0.item.name
}

#[derive(Debug, Model)]
struct Picture {
    content: Vec<UploadFile>,
}

const PICTURE: u32 = line!() + 2;
#[post("/picture")]
async fn picture(picture: Option<Picture>) -> Json<usize> {
    Json(picture.map_or(0, |picture| picture.content.len()))
}

#[test]
fn files_and_objects_from_where_they_cannot_come() {
    let told = mistakes(App::new().routes(routes![elsewhere, item, nested, picture]));
    let file = |name: &str, from: &str| {
        let message = format!(
            "in `elsewhere`, `{name}` reads a file from the {from}, and files come in multipart forms: leave the source out, or write `#[file]`"
        );
        at(file!(), ELSEWHERE, &message)
    };
    assert_eq!(told.len(), 5, "{told:#?}");
    assert_eq!(
        told[..2],
        [file("picture", "query"), file("avatars", "body")]
    );
    let begins = at(file!(), ITEM, "in `item`, `item` reads a `");
    let ends = "Item` from a file, which holds bytes: take it as `UploadFile` or `Bytes` and read them yourself, or as `#[form]` from the form's fields";
    assert!(
        told[2].starts_with(&begins) && told[2].ends_with(ends),
        "{told:#?}"
    );
    let begins = at(file!(), NESTED, "in `nested`, `nested` reads a `");
    let ends = "Nested` from the body, where each field is one value or a list, and its field `item` is an object: take that from a JSON body";
    assert!(
        told[3].starts_with(&begins) && told[3].ends_with(ends),
        "{told:#?}"
    );
    let begins = at(file!(), PICTURE, "in `picture`, `picture` reads a `");
    let ends = "Picture>` from a JSON body, and its field `content` is a file, which comes in a form: write `#[form]`";
    assert!(
        told[4].starts_with(&begins) && told[4].ends_with(ends),
        "{told:#?}"
    );
}
