//! The twin: one server with every reference app, each under its own prefix.
mod cookie_header_models;
mod cookies;
mod dependencies;
mod error_order;
mod errors_catchall;
mod errors_custom;
mod errors_envelope;
mod errors_override;
mod errors_raise;
mod errors_reuse;
mod extra_types;
mod field_rules;
mod files;
mod form_models;
mod forms;
mod headers;
mod json_body;
mod lax_values;
mod limits;
mod multi_body;
mod nested;
mod number_rules;
mod path_params;
mod query_models;
mod query_params;
mod response_model;
mod routers;
mod routing;
mod security;
mod status_codes;
mod string_rules;
mod unions;
mod value;
mod websockets;

use std::io;
use std::net::SocketAddr;
use std::thread;

use faultless::App;
use tokio::net::TcpListener;

/// The groups whose apps the twin serves.
pub const PORTED: &[&str] = &[
    "00_root",
    "01_path_params",
    "02_query_params",
    "03_string_rules",
    "04_number_rules",
    "05_query_models",
    "06_json_body",
    "07_multi_body",
    "08_field_rules",
    "09_nested",
    "10_unions",
    "11_extra_types",
    "12_cookies",
    "13_headers",
    "14_cookie_header_models",
    "15_response_model",
    "16_status_codes",
    "17_forms",
    "18_form_models",
    "19_files",
    "20_errors_raise",
    "21_errors_custom",
    "22_errors_override",
    "23_errors_reuse",
    "24_errors_catchall",
    "25_errors_envelope",
    "26_dependencies",
    "27_security",
    "28_routers",
    "29_websockets",
    "30_lax_values",
    "31_error_order",
    "32_routing",
    "33_limits",
];

/// The groups that the twin does not serve yet, each with the reason.
pub const NOT_YET_PORTED: &[(&str, &str)] = &[];

/// The application with every ported app mounted under its group's name. It has no routes of its own: it only answers
/// for paths outside every mount.
pub fn app() -> App {
    documented(false)
}

/// The same, with documents that hold the errors of operations or, as the recorded ones, do not.
pub fn documented(errors: bool) -> App {
    type Ported = (&'static str, fn() -> App);
    let apps: [Ported; 33] = [
        ("/01_path_params", path_params::app),
        ("/02_query_params", query_params::app),
        ("/03_string_rules", string_rules::app),
        ("/04_number_rules", number_rules::app),
        ("/05_query_models", query_models::app),
        ("/06_json_body", json_body::app),
        ("/07_multi_body", multi_body::app),
        ("/08_field_rules", field_rules::app),
        ("/09_nested", nested::app),
        ("/10_unions", unions::app),
        ("/11_extra_types", extra_types::app),
        ("/12_cookies", cookies::app),
        ("/13_headers", headers::app),
        ("/14_cookie_header_models", cookie_header_models::app),
        ("/15_response_model", response_model::app),
        ("/16_status_codes", status_codes::app),
        ("/17_forms", forms::app),
        ("/18_form_models", form_models::app),
        ("/19_files", files::app),
        ("/20_errors_raise", errors_raise::app),
        ("/21_errors_custom", errors_custom::app),
        ("/22_errors_override", errors_override::app),
        ("/23_errors_reuse", errors_reuse::app),
        ("/24_errors_catchall", errors_catchall::app),
        ("/25_errors_envelope", errors_envelope::app),
        ("/26_dependencies", dependencies::app),
        ("/27_security", security::app),
        ("/28_routers", routers::app),
        ("/29_websockets", websockets::app),
        ("/30_lax_values", lax_values::app),
        ("/31_error_order", error_order::app),
        ("/32_routing", routing::app),
        ("/33_limits", limits::app),
    ];
    let root = App::new().openapi_path(None);
    apps.into_iter().fold(root, |root, (path, app)| {
        root.mount(path, app().openapi_errors(errors))
    })
}

/// Starts the twin on a free loopback port and returns its address.
///
/// It serves until the process ends.
///
/// # Errors
/// When the twin cannot be built, or no thread or port can be had.
pub fn start() -> io::Result<SocketAddr> {
    let service = app().build().map_err(io::Error::other)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    thread::Builder::new()
        .name("twin".to_owned())
        .spawn(move || {
            let served = runtime.block_on(service.serve_on(listener, std::future::pending()));
            if let Err(exception) = served {
                // Nobody waits for this thread; the cases fail for want of a server.
                eprintln!("the twin ended: {exception}");
            }
        })?;
    Ok(address)
}
