//! Mistakes in what the documentation is told, found when an application is built.

use faultless::prelude::*;

#[get("/one", operation_id = "same")]
fn one() {}

#[get("/two", operation_id = "same")]
fn two() {}

/// Its callback's URL is an expression, and no path of the application's.
#[post("{$request.body#/url}")]
fn called() {}

#[track_caller]
fn mistakes(app: App) -> String {
    app.build().unwrap_err().to_string()
}

#[test]
fn two_operations_have_two_ids() {
    let told = mistakes(App::new().routes(routes![one, two]));
    assert!(
        told.contains("`two` and `one` have the id `same`"),
        "{told}"
    );
    let made = App::new()
        .routes(routes![one])
        .operation_ids(|_| "same".to_owned());
    assert!(made.build().is_ok());
    // What is in no document has no need of one.
    let hidden = Router::new().hidden().routes(routes![two]);
    assert!(
        App::new()
            .routes(routes![one])
            .include(hidden)
            .build()
            .is_ok()
    );
}

#[test]
fn answers_have_statuses() {
    for key in ["99", "6XX", "some", ""] {
        let told = mistakes(App::new().response(key, "What").routes(routes![one]));
        assert!(told.contains("is no status of a response"), "{key}: {told}");
    }
    for key in ["4xx", "DEFAULT", "404"] {
        let app = App::new().response(key, "What").routes(routes![one]);
        assert!(app.build().is_ok(), "{key}");
    }
}

#[test]
fn a_callback_is_not_served() {
    let told = mistakes(App::new().routes(routes![called]));
    assert!(told.contains("does not start with a slash"), "{told}");
}
