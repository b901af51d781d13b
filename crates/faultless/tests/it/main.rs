//! The framework through its public face.

#![allow(
    clippy::unused_async,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::panic_in_result_fn,
    reason = "tests fail by panicking, and handlers are async whether they wait or not"
)]

mod allocation;
mod attack;
mod background;
mod build_errors;
mod catalogue;
mod compile_fail;
mod contract;
mod debug_mode;
mod dependencies;
mod docs_pages;
mod document;
mod files;
mod forms;
mod hook;
mod hygiene;
mod logs;
mod messages;
mod openapi;
mod openapi_text;
mod param_models;
mod params;
mod promises;
mod received;
mod request_id;
mod resolution;
mod response;
mod response_model;
mod road;
mod routing;
mod security;
mod server;
mod smoke;
mod sse;
mod stream;
mod tidy;
mod websocket;
