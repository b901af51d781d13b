//! actix-web 4, one worker. It has no panic catcher, so a small wrap_fn does it.

use actix_web::{
    body::BoxBody,
    dev::Service,
    error::{InternalError, JsonPayloadError},
    http::{header, StatusCode},
    web, App, HttpResponse, HttpServer, ResponseError,
};
use futures_util::FutureExt;
use peer_model as m;
use serde::Deserialize;
use std::panic::AssertUnwindSafe;

#[derive(Debug)]
struct Fault(m::AppError);

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<m::AppError> for Fault {
    fn from(error: m::AppError) -> Self {
        Fault(error)
    }
}

impl ResponseError for Fault {
    fn status_code(&self) -> StatusCode {
        match self.0 {
            m::AppError::ItemNotFound => StatusCode::NOT_FOUND,
            m::AppError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            m::AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    fn error_response(&self) -> HttpResponse<BoxBody> {
        let (_, body) = self.0.parts();
        let mut builder = HttpResponse::build(self.status_code());
        builder.insert_header((header::CONTENT_TYPE, "application/json"));
        if matches!(self.0, m::AppError::ItemNotFound) {
            builder.insert_header(("x-error", "item-missing"));
        }
        builder.body(body)
    }
}

#[derive(Deserialize)]
struct ItemQuery {
    q: Option<String>,
}

async fn read_item(
    id: web::Path<i64>,
    query: web::Query<ItemQuery>,
) -> Result<web::Json<m::Item>, Fault> {
    Ok(web::Json(m::find_item(
        id.into_inner(),
        query.into_inner().q,
    )?))
}

async fn create_order(order: web::Json<m::Order>) -> Result<HttpResponse, Fault> {
    Ok(HttpResponse::Created().json(m::check(order.into_inner())?))
}

async fn boom() -> web::Json<u64> {
    web::Json(m::explode(0))
}

async fn fail() -> Result<web::Json<u64>, Fault> {
    Ok(web::Json(m::charge_card(0)?))
}

async fn nowhere() -> HttpResponse {
    HttpResponse::NotFound()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .body(m::NOT_FOUND_BODY)
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    m::quiet_panics();
    HttpServer::new(|| {
        App::new()
            .wrap_fn(|request, service| {
                let call = AssertUnwindSafe(service.call(request)).catch_unwind();
                async move {
                    match call.await {
                        Ok(result) => result,
                        Err(_) => Err(InternalError::from_response(
                            "panic",
                            HttpResponse::InternalServerError()
                                .insert_header((header::CONTENT_TYPE, "application/json"))
                                .body(m::INTERNAL_BODY),
                        )
                        .into()),
                    }
                }
            })
            .app_data(
                web::PathConfig::default().error_handler(|_, _| {
                    Fault(m::AppError::Invalid(m::int_row("item_id"))).into()
                }),
            )
            .app_data(
                web::JsonConfig::default().error_handler(|error: JsonPayloadError, _| {
                    Fault(m::AppError::Invalid(m::rows_of_serde(error.to_string()))).into()
                }),
            )
            .route("/plain", web::get().to(|| async { "Hello, World!" }))
            .route("/items/{item_id}", web::get().to(read_item))
            .route("/orders", web::post().to(create_order))
            .route("/boom", web::get().to(boom))
            .route("/fail", web::get().to(fail))
            .default_service(web::to(nowhere))
    })
    .workers(1)
    .bind(("127.0.0.1", m::port()))?
    .run()
    .await
}
