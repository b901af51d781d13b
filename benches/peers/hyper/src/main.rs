//! Raw hyper 1: a hand-written match on the path, one current-thread runtime.

use bytes::Bytes;
use futures_util::FutureExt;
use http_body_util::{BodyExt, Full};
use hyper::header::{HeaderValue, CONTENT_TYPE};
use hyper::{body::Incoming, Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use peer_model as m;
use std::{convert::Infallible, panic::AssertUnwindSafe};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    m::quiet_panics();
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", m::port()))
        .await
        .expect("the runner gives a port that is free");
    loop {
        let (stream, _) = listener.accept().await.expect("no load is lost unseen");
        stream.set_nodelay(true).ok();
        tokio::spawn(async move {
            let service = hyper::service::service_fn(|request| async move {
                let guarded = AssertUnwindSafe(handle(request)).catch_unwind().await;
                Ok::<_, Infallible>(match guarded {
                    Ok(response) => response,
                    Err(_) => with_json(
                        StatusCode::INTERNAL_SERVER_ERROR,
                        Bytes::from_static(m::INTERNAL_BODY.as_bytes()),
                    ),
                })
            });
            hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service)
                .await
                .ok();
        });
    }
}

async fn handle(request: Request<Incoming>) -> Response<Full<Bytes>> {
    match (request.method(), request.uri().path()) {
        (&Method::GET, "/plain") => {
            let mut response = Response::new(Full::new(Bytes::from_static(b"Hello, World!")));
            response.headers_mut().insert(
                CONTENT_TYPE,
                HeaderValue::from_static("text/plain; charset=utf-8"),
            );
            response
        }
        (&Method::POST, "/orders") => {
            let body = match request.into_body().collect().await {
                Ok(body) => body.to_bytes(),
                Err(_) => return fail(m::AppError::Internal("body".to_owned())),
            };
            match m::parse_order(&body) {
                Ok(summary) => json(StatusCode::CREATED, &summary),
                Err(error) => fail(error),
            }
        }
        (&Method::GET, "/boom") => json(StatusCode::OK, &m::explode(0)),
        (&Method::GET, "/fail") => match m::charge_card(0) {
            Ok(n) => json(StatusCode::OK, &n),
            Err(error) => fail(error),
        },
        (&Method::GET, path) if path.starts_with("/items/") => {
            match path["/items/".len()..].parse::<i64>() {
                Ok(id) => {
                    let q = request
                        .uri()
                        .query()
                        .and_then(|query| query.split('&').find_map(|p| p.strip_prefix("q=")))
                        .map(str::to_owned);
                    match m::find_item(id, q) {
                        Ok(item) => json(StatusCode::OK, &item),
                        Err(error) => fail(error),
                    }
                }
                Err(_) => fail(m::AppError::Invalid(m::int_row("item_id"))),
            }
        }
        _ => with_json(
            StatusCode::NOT_FOUND,
            Bytes::from_static(m::NOT_FOUND_BODY.as_bytes()),
        ),
    }
}

fn json<T: serde::Serialize>(status: StatusCode, value: &T) -> Response<Full<Bytes>> {
    with_json(
        status,
        serde_json::to_vec(value)
            .expect("all of it has a form in JSON")
            .into(),
    )
}

fn fail(error: m::AppError) -> Response<Full<Bytes>> {
    let (status, body) = error.parts();
    let mut response = with_json(
        StatusCode::from_u16(status).expect("the model knows statuses"),
        body.into(),
    );
    if matches!(error, m::AppError::ItemNotFound) {
        response
            .headers_mut()
            .insert("x-error", HeaderValue::from_static("item-missing"));
    }
    response
}

fn with_json(status: StatusCode, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
