//! Webhooks, callbacks, examples, and what is merged into an operation.

use faultless::prelude::*;
use serde_json::{Value, json};

use super::document;

#[derive(Debug, Serialize, Deserialize, Model)]
struct Invoice {
    #[field(examples = ["A-1"])]
    number: String,
    total: f64,
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Paid {
    ok: bool,
}

/// The client is told that it was paid.
#[post("{$request.query.callback_url}/invoices/{id}", responses(410 = "Not wanted any more"))]
fn invoice_paid(id: u64, paid: Paid) -> Json<Paid> {
    let _ = id;
    Json(paid)
}

#[post(
    "/invoices",
    callbacks = [invoice_paid],
    openapi_extra = json!({"x-cost": 3, "tags": ["more"], "responses": {"200": {"x-seen": true}}}),
    tags = ["invoices"]
)]
fn send_invoice(
    #[body(openapi_examples = json!({"small": {"summary": "A small one", "value": {"number": "1", "total": 2.0}}}))]
    invoice: Invoice,
    #[query(examples = ["https://example.org"])] callback_url: String,
    #[query(openapi_examples = json!({"now": {"value": true}}), default)] now: bool,
) -> Json<Invoice> {
    let _ = (callback_url, now);
    Json(invoice)
}

#[post("/both")]
fn both(
    #[body(examples = [Paid { ok: true }])] paid: Paid,
    #[body(examples = [1, 2])] times: u8,
) -> Json<u8> {
    let _ = paid;
    Json(times)
}

/// Something was sold.
#[post("/new-sale")]
async fn new_sale(invoice: Invoice) {
    let _ = invoice;
}

#[get("/unlisted", hidden)]
fn unlisted() {}

fn app() -> App {
    App::new()
        .routes(routes![send_invoice, both])
        .webhooks(routes![new_sale, unlisted])
}

#[test]
fn callbacks_stand_at_their_operation() {
    let document = document(app());
    let operation = &document["paths"]["/invoices"]["post"];
    let url = "{$request.query.callback_url}/invoices/{id}";
    let callback = &operation["callbacks"]["invoice_paid"][url]["post"];
    assert_eq!(
        callback["description"],
        "The client is told that it was paid."
    );
    assert_eq!(callback["parameters"][0]["in"], "path");
    assert_eq!(
        callback["requestBody"]["content"]["application/json"]["schema"],
        json!({"$ref": "#/components/schemas/Paid"})
    );
    assert_eq!(
        callback["responses"]["410"],
        json!({"description": "Not wanted any more"})
    );
    assert!(document["components"]["schemas"]["Paid"].is_object());
}

#[test]
fn webhooks_are_documented_and_not_served() {
    let document = document(app());
    let webhooks = document["webhooks"].as_object().unwrap();
    assert_eq!(webhooks.keys().collect::<Vec<_>>(), ["new-sale"]);
    assert_eq!(
        webhooks["new-sale"]["post"]["description"],
        "Something was sold."
    );
    assert_eq!(document["paths"].get("/new-sale"), None);
    let answer = TestClient::new(app()).blocking().post("/new-sale").send();
    assert_eq!(answer.status(), 404);
}

#[test]
fn errors_of_the_application_are_none_of_what_others_answer() {
    let app = app().raises([faultless::ErrorDoc::new(429)]);
    let document = super::document_at(app, "/openapi.json");
    let answers = |operation: &Value| operation["responses"]["429"].is_object();
    let operation = &document["paths"]["/invoices"]["post"];
    assert!(answers(operation));
    assert!(!answers(&document["webhooks"]["new-sale"]["post"]));
    let url = "{$request.query.callback_url}/invoices/{id}";
    assert!(!answers(
        &operation["callbacks"]["invoice_paid"][url]["post"]
    ));
}

#[test]
fn examples_stand_where_openapi_has_them() {
    let document = document(app());
    let operation = &document["paths"]["/invoices"]["post"];
    assert_eq!(
        operation["requestBody"]["content"]["application/json"]["examples"]["small"]["value"]["number"],
        "1"
    );
    let [url, now] = [0, 1].map(|index| &operation["parameters"][index]);
    assert_eq!(url["schema"]["examples"], json!(["https://example.org"]));
    assert_eq!(now["examples"], json!({"now": {"value": true}}));
    let fields = &document["components"]["schemas"]["Body_both_both_post"]["properties"];
    assert_eq!(fields["paid"]["examples"], json!([{"ok": true}]));
    assert_eq!(fields["times"]["examples"], json!([1, 2]));
    let number = &document["components"]["schemas"]["Invoice"]["properties"]["number"];
    assert_eq!(number["examples"], json!(["A-1"]));
}

#[test]
fn an_operation_adds_to_its_object() {
    let document = document(app());
    let operation = &document["paths"]["/invoices"]["post"];
    assert_eq!(operation["x-cost"], 3);
    assert_eq!(operation["tags"], json!(["invoices", "more"]));
    let success = &operation["responses"]["200"];
    assert_eq!(success["x-seen"], true);
    assert_eq!(success["description"], "Successful Response");
}
