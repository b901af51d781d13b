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

/// An app as the reference documents it: without the errors that its types tell of.
fn plain(app: App) -> App {
    app.openapi_errors(false)
}

/// The application with every ported app mounted under its group's name. It has no routes of its own: it only answers
/// for paths outside every mount.
pub fn app() -> App {
    App::new()
        .openapi_path(None)
        .mount("/01_path_params", plain(path_params::app()))
        .mount("/02_query_params", plain(query_params::app()))
        .mount("/03_string_rules", plain(string_rules::app()))
        .mount("/04_number_rules", plain(number_rules::app()))
        .mount("/05_query_models", plain(query_models::app()))
        .mount("/06_json_body", plain(json_body::app()))
        .mount("/07_multi_body", plain(multi_body::app()))
        .mount("/08_field_rules", plain(field_rules::app()))
        .mount("/09_nested", plain(nested::app()))
        .mount("/10_unions", plain(unions::app()))
        .mount("/11_extra_types", plain(extra_types::app()))
        .mount("/12_cookies", plain(cookies::app()))
        .mount("/13_headers", plain(headers::app()))
        .mount(
            "/14_cookie_header_models",
            plain(cookie_header_models::app()),
        )
        .mount("/15_response_model", plain(response_model::app()))
        .mount("/16_status_codes", plain(status_codes::app()))
        .mount("/17_forms", plain(forms::app()))
        .mount("/18_form_models", plain(form_models::app()))
        .mount("/19_files", plain(files::app()))
        .mount("/20_errors_raise", plain(errors_raise::app()))
        .mount("/21_errors_custom", plain(errors_custom::app()))
        .mount("/22_errors_override", plain(errors_override::app()))
        .mount("/23_errors_reuse", plain(errors_reuse::app()))
        .mount("/24_errors_catchall", plain(errors_catchall::app()))
        .mount("/25_errors_envelope", plain(errors_envelope::app()))
        .mount("/26_dependencies", plain(dependencies::app()))
        .mount("/27_security", plain(security::app()))
        .mount("/28_routers", plain(routers::app()))
        .mount("/29_websockets", plain(websockets::app()))
        .mount("/30_lax_values", plain(lax_values::app()))
        .mount("/31_error_order", plain(error_order::app()))
        .mount("/32_routing", plain(routing::app()))
        .mount("/33_limits", plain(limits::app()))
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
