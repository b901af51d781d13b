//! The framework through its public face.

#![allow(
    clippy::unused_async,
    reason = "handlers are async whether they wait or not"
)]

mod allocation;
mod build_errors;
mod compile_fail;
mod debug_mode;
mod hygiene;
mod logs;
mod params;
mod request_id;
mod resolution;
mod road;
mod routing;
mod smoke;
mod stream;
mod tidy;
