//! The twin: one server with every reference app, each under its own prefix.

use std::io;
use std::net::SocketAddr;

/// The groups whose apps the twin serves.
pub const PORTED: &[&str] = &[];

/// The groups that the twin does not serve yet, each with the reason.
pub const NOT_YET_PORTED: &[(&str, &str)] = &[
    ("00_root", "the twin is not written yet"),
    ("01_path_params", "the twin is not written yet"),
    ("02_query_params", "the twin is not written yet"),
    ("03_string_rules", "the twin is not written yet"),
    ("04_number_rules", "the twin is not written yet"),
    ("05_query_models", "the twin is not written yet"),
    ("06_json_body", "the twin is not written yet"),
    ("07_multi_body", "the twin is not written yet"),
    ("08_field_rules", "the twin is not written yet"),
    ("09_nested", "the twin is not written yet"),
    ("10_unions", "the twin is not written yet"),
    ("11_extra_types", "the twin is not written yet"),
    ("12_cookies", "the twin is not written yet"),
    ("13_headers", "the twin is not written yet"),
    ("14_cookie_header_models", "the twin is not written yet"),
    ("15_response_model", "the twin is not written yet"),
    ("16_status_codes", "the twin is not written yet"),
    ("17_forms", "the twin is not written yet"),
    ("18_form_models", "the twin is not written yet"),
    ("19_files", "the twin is not written yet"),
    ("20_errors_raise", "the twin is not written yet"),
    ("21_errors_custom", "the twin is not written yet"),
    ("22_errors_override", "the twin is not written yet"),
    ("23_errors_reuse", "the twin is not written yet"),
    ("24_errors_catchall", "the twin is not written yet"),
    ("25_errors_envelope", "the twin is not written yet"),
    ("26_dependencies", "the twin is not written yet"),
    ("27_security", "the twin is not written yet"),
    ("28_routers", "the twin is not written yet"),
    ("29_websockets", "the twin is not written yet"),
    ("30_lax_values", "the twin is not written yet"),
    ("31_error_order", "the twin is not written yet"),
    ("32_routing", "the twin is not written yet"),
    ("33_limits", "the twin is not written yet"),
];

/// Starts the twin on a free loopback port and returns its address.
///
/// It serves until the process ends.
///
/// # Errors
/// When no port can be had.
pub fn start() -> io::Result<SocketAddr> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "the twin is not written yet",
    ))
}
