//! axum 0.8 as its users write it: extractors, one error type with IntoResponse,
//! garde for the rules, CatchPanicLayer for panics.

use axum::{
    extract::{rejection::JsonRejection, rejection::PathRejection, Path, Query},
    http::{header, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
    Json, Router,
};
use peer_model as m;
use serde::Deserialize;
use tower_http::catch_panic::CatchPanicLayer;

struct Fault(m::AppError);

impl From<m::AppError> for Fault {
    fn from(error: m::AppError) -> Self {
        Fault(error)
    }
}

impl From<JsonRejection> for Fault {
    fn from(rejection: JsonRejection) -> Self {
        Fault(m::AppError::Invalid(m::rows_of_serde(
            rejection.body_text(),
        )))
    }
}

impl From<PathRejection> for Fault {
    fn from(_: PathRejection) -> Self {
        Fault(m::AppError::Invalid(m::int_row("item_id")))
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let (status, body) = self.0.parts();
        let status = StatusCode::from_u16(status).expect("the model knows statuses");
        let kind = [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        )];
        let mut response = (status, kind, body).into_response();
        if matches!(self.0, m::AppError::ItemNotFound) {
            response
                .headers_mut()
                .insert("x-error", HeaderValue::from_static("item-missing"));
        }
        response
    }
}

#[derive(Deserialize)]
struct ItemQuery {
    q: Option<String>,
}

async fn read_item(
    id: Result<Path<i64>, PathRejection>,
    Query(query): Query<ItemQuery>,
) -> Result<Json<m::Item>, Fault> {
    let Path(id) = id?;
    Ok(Json(m::find_item(id, query.q)?))
}

async fn create_order(
    order: Result<Json<m::Order>, JsonRejection>,
) -> Result<(StatusCode, Json<m::Summary>), Fault> {
    let Json(order) = order?;
    Ok((StatusCode::CREATED, Json(m::check(order)?)))
}

async fn boom() -> Json<u64> {
    Json(m::explode(0))
}

async fn fail() -> Result<Json<u64>, Fault> {
    Ok(Json(m::charge_card(0)?))
}

async fn nowhere() -> Response {
    let kind = [(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    )];
    (StatusCode::NOT_FOUND, kind, m::NOT_FOUND_BODY).into_response()
}

fn on_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    let kind = [(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    )];
    (StatusCode::INTERNAL_SERVER_ERROR, kind, m::INTERNAL_BODY).into_response()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    m::quiet_panics();
    let app = Router::new()
        .route("/plain", get(|| async { "Hello, World!" }))
        .route("/items/{item_id}", get(read_item))
        .route("/orders", post(create_order))
        .route("/boom", get(boom))
        .route("/fail", get(fail))
        .fallback(nowhere)
        .layer(CatchPanicLayer::custom(on_panic));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", m::port()))
        .await
        .expect("the runner gives a port that is free");
    axum::serve(
        axum::serve::ListenerExt::tap_io(listener, |s| {
            s.set_nodelay(true).ok();
        }),
        app,
    )
    .await
    .expect("a server without an address is no use");
}
