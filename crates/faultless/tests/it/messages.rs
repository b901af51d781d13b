//! Issues in other words: handlers, formats and the log agree.

use faultless::exception_handlers::request_validation;
use faultless::model::{Catalogue, Issue, Kind, Location};
use faultless::prelude::*;
use serde_json::{Value, json};

use crate::logs;

#[derive(Debug, Serialize, Deserialize, Model)]
struct Item {
    #[field(gt = 0)]
    price: i64,
    #[field(min_length = 3)]
    name: String,
}

#[post("/items")]
async fn create(item: Item) -> Json<Item> {
    Json(item)
}

#[get("/taken")]
async fn taken() -> Result<Json<()>> {
    let issue = |kind: &'static str| {
        Issue::new(kind.into(), Location::from(["body", "name"])).with_message("its own words")
    };
    raise!(RequestValidationError::new(vec![
        issue("taken"),
        issue("odd")
    ]))
}

#[get("/broken", response_model = Item)]
async fn broken() -> Json<Value> {
    Json(json!({"price": 0, "name": "abc"}))
}

fn french() -> Catalogue {
    Catalogue::new()
        .say(Kind::Missing, "Champ requis")
        .say(Kind::GreaterThan, "Plus que {gt} !")
        .say(Kind::StringTooShort, "Au moins {min_length} caractères")
        .say(Kind::JsonInvalid, "JSON invalide : {error}")
        .say("taken", "Déjà pris")
}

fn app(messages: Catalogue) -> App {
    App::new()
        .routes(routes![create, taken, broken])
        .messages(messages)
}

async fn refused(app: App, body: &str) -> Value {
    let request = TestClient::new(app).post("/items");
    let response = request
        .header("content-type", "application/json")
        .body(body.to_owned());
    let response = response.send().await;
    assert_eq!(response.status(), 422);
    response.json()
}

const WRONG: &str = r#"{"price": 0, "name": "ab"}"#;

#[tokio::test]
async fn every_format_says_the_words_of_the_application() {
    let said = ["Plus que 0 !", "Au moins 3 caractères"];
    let words = |errors: &Value, name: &str| -> Vec<String> {
        let errors = errors.as_array().unwrap().iter();
        errors
            .map(|error| error[name].as_str().unwrap().to_owned())
            .collect()
    };
    let detailed = refused(app(french()), WRONG).await;
    assert_eq!(words(&detailed["detail"], "msg"), said);
    assert_eq!(
        detailed["detail"][0],
        json!({"type": "greater_than", "loc": ["body", "price"], "msg": "Plus que 0 !", "input": 0, "ctx": {"gt": 0}}),
    );
    let uniform = refused(app(french()).error_format(Uniform), WRONG).await;
    assert_eq!(words(&uniform["errors"], "msg"), said);
    let problem = refused(app(french()).error_format(Problem), WRONG).await;
    assert_eq!(words(&problem["errors"], "detail"), said);
    let no_json = refused(app(french()), "{").await;
    assert_eq!(
        words(&no_json["detail"], "msg"),
        ["JSON invalide : Expecting property name enclosed in double quotes"]
    );
}

#[tokio::test]
async fn handlers_and_the_log_say_the_words_of_the_application() {
    let app = app(french()).exception_handler(|_: &Request, error: &RequestValidationError| {
        let words: Vec<String> = error
            .issues()
            .iter()
            .map(|issue| issue.message().into_owned())
            .collect();
        Json((words, error.to_string()))
    });
    let request = async {
        let client = TestClient::new(app);
        let missing = client.post("/items").json(&json!({"price": 1})).send();
        let missing = missing.await.text();
        (missing, client.get("/taken").send().await.text())
    };
    let ((missing, taken), lines) = logs::during(request).await;
    assert_eq!(
        missing,
        r#"[["Champ requis"],"1 issue\nbody -> name\n  Champ requis (type=missing)"]"#
    );
    // An issue by hand is told too, where there are words for its kind.
    assert!(
        taken.starts_with(r#"[["Déjà pris","its own words"]"#),
        "{taken}"
    );
    assert!(
        lines.iter().any(|line| line.contains("Champ requis")),
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_response_that_breaks_its_model_is_logged_in_the_words_of_the_application() {
    let request = async { TestClient::new(app(french())).get("/broken").send().await };
    let (response, lines) = logs::during(request).await;
    assert_eq!(response.status(), 500);
    assert!(
        lines.iter().any(|line| line.contains("Plus que 0 !")),
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_handlers_choice_stands() {
    let german = Catalogue::new().say(Kind::Missing, "Pflichtfeld");
    let app = app(french()).exception_handler(
        move |request: &Request, error: &RequestValidationError| match request
            .header("accept-language")
        {
            Some("de") => request_validation(request, &error.told_in(&german)),
            _ => request_validation(request, error),
        },
    );
    let client = TestClient::new(app);
    for (language, words) in [("de", "Pflichtfeld"), ("fr", "Champ requis")] {
        let request = client
            .post("/items")
            .header("accept-language", language)
            .json(&json!({"price": 1}));
        let told: Value = request.send().await.json();
        assert_eq!(told["detail"][0]["msg"], words);
    }
}

#[tokio::test]
async fn the_words_of_pydantic_1_are_told_everywhere() {
    let price = json!({
        "loc": ["body", "price"], "msg": "ensure this value is greater than 0",
        "type": "value_error.number.not_gt", "ctx": {"limit_value": 0},
    });
    let v1 = || app(Catalogue::v1());
    let (told, lines) = logs::during(refused(v1(), WRONG)).await;
    assert_eq!(told["detail"][0], price);
    assert!(
        lines
            .iter()
            .any(|line| line.contains(r"2 validation errors for Request\nbody -> price\n")),
        "{lines:?}"
    );
    let uniform = refused(v1().error_format(Uniform), WRONG).await;
    assert_eq!(
        uniform["errors"][1],
        json!({"field": "body.name", "msg": "ensure this value has at least 3 characters", "type": "value_error.any_str.min_length"}),
    );
    let problem = refused(v1().error_format(Problem), WRONG).await;
    assert_eq!(problem["errors"][0]["type"], "value_error.number.not_gt");
    let own = TestClient::new(v1()).get("/taken").send().await;
    let own: Value = own.json();
    assert_eq!(
        own["detail"][0],
        json!({"loc": ["body", "name"], "msg": "its own words", "type": "taken"})
    );
}

#[test]
fn a_template_that_cannot_be_filled_keeps_an_application_from_being_built() {
    let line = line!() + 2;
    let wrong = Catalogue::new().say(Kind::StringTooShort, "Au moins {min} caractères");
    let app = App::new().messages(wrong);
    let Err(error) = app.build() else {
        panic!("it was built")
    };
    let told: Vec<String> = error.mistakes().collect();
    let words = "the words of `string_too_short` name `{min}`, and it has `{min_length}`, `{expected_plural}`";
    assert_eq!(told, [format!("{}:{}: {words}", file!(), line)]);
}
