//! Status codes under `FastAPI`'s names, and the standard phrase of each.
//!
//! The HTTP ones are [`StatusCode`]s, so they fit wherever `http` and axum take one; the `WebSocket` ones are
//! close codes (`u16`, RFC 6455 section 7.4).
//!
//! ```
//! use faultless::status;
//! assert_eq!(status::HTTP_404_NOT_FOUND.as_u16(), 404);
//! assert_eq!(status::WS_1008_POLICY_VIOLATION, 1008);
//! ```

pub use http::StatusCode;

macro_rules! http_constants {
    ($($name:ident $short:ident $code:literal $phrase:literal)+) => {
        $(
            #[doc = concat!("`", $code, "`: ", $phrase, ".")]
            pub const $name: StatusCode = match StatusCode::from_u16($code) { Ok(code) => code, Err(_) => StatusCode::OK };
        )+

        /// The name of a status in `raises(...)`.
        #[cfg(feature = "contract")]
        pub(crate) fn short_name(status: StatusCode) -> Option<&'static str> {
            let names = [$(($code, stringify!($short))),+];
            let mut names = names.into_iter();
            names.find(|(code, _)| *code == status.as_u16()).map(|(_, name)| name)
        }

        /// The names that `raise!` and `ensure!` accept without a path: `NOT_FOUND`, `CONFLICT`.
        #[doc(hidden)]
        pub mod short {
            $(
                #[doc = concat!("`", $code, "`: ", $phrase, ".")]
                pub const $short: super::StatusCode = super::$name;
            )+
        }
    };
}
http_constants! {
    HTTP_100_CONTINUE CONTINUE 100 "Continue"
    HTTP_101_SWITCHING_PROTOCOLS SWITCHING_PROTOCOLS 101 "Switching Protocols"
    HTTP_102_PROCESSING PROCESSING 102 "Processing"
    HTTP_103_EARLY_HINTS EARLY_HINTS 103 "Early Hints"
    HTTP_200_OK OK 200 "OK"
    HTTP_201_CREATED CREATED 201 "Created"
    HTTP_202_ACCEPTED ACCEPTED 202 "Accepted"
    HTTP_203_NON_AUTHORITATIVE_INFORMATION NON_AUTHORITATIVE_INFORMATION 203 "Non-Authoritative Information"
    HTTP_204_NO_CONTENT NO_CONTENT 204 "No Content"
    HTTP_205_RESET_CONTENT RESET_CONTENT 205 "Reset Content"
    HTTP_206_PARTIAL_CONTENT PARTIAL_CONTENT 206 "Partial Content"
    HTTP_207_MULTI_STATUS MULTI_STATUS 207 "Multi-Status"
    HTTP_208_ALREADY_REPORTED ALREADY_REPORTED 208 "Already Reported"
    HTTP_226_IM_USED IM_USED 226 "IM Used"
    HTTP_300_MULTIPLE_CHOICES MULTIPLE_CHOICES 300 "Multiple Choices"
    HTTP_301_MOVED_PERMANENTLY MOVED_PERMANENTLY 301 "Moved Permanently"
    HTTP_302_FOUND FOUND 302 "Found"
    HTTP_303_SEE_OTHER SEE_OTHER 303 "See Other"
    HTTP_304_NOT_MODIFIED NOT_MODIFIED 304 "Not Modified"
    HTTP_305_USE_PROXY USE_PROXY 305 "Use Proxy"
    HTTP_306_RESERVED RESERVED 306 "Reserved"
    HTTP_307_TEMPORARY_REDIRECT TEMPORARY_REDIRECT 307 "Temporary Redirect"
    HTTP_308_PERMANENT_REDIRECT PERMANENT_REDIRECT 308 "Permanent Redirect"
    HTTP_400_BAD_REQUEST BAD_REQUEST 400 "Bad Request"
    HTTP_401_UNAUTHORIZED UNAUTHORIZED 401 "Unauthorized"
    HTTP_402_PAYMENT_REQUIRED PAYMENT_REQUIRED 402 "Payment Required"
    HTTP_403_FORBIDDEN FORBIDDEN 403 "Forbidden"
    HTTP_404_NOT_FOUND NOT_FOUND 404 "Not Found"
    HTTP_405_METHOD_NOT_ALLOWED METHOD_NOT_ALLOWED 405 "Method Not Allowed"
    HTTP_406_NOT_ACCEPTABLE NOT_ACCEPTABLE 406 "Not Acceptable"
    HTTP_407_PROXY_AUTHENTICATION_REQUIRED PROXY_AUTHENTICATION_REQUIRED 407 "Proxy Authentication Required"
    HTTP_408_REQUEST_TIMEOUT REQUEST_TIMEOUT 408 "Request Timeout"
    HTTP_409_CONFLICT CONFLICT 409 "Conflict"
    HTTP_410_GONE GONE 410 "Gone"
    HTTP_411_LENGTH_REQUIRED LENGTH_REQUIRED 411 "Length Required"
    HTTP_412_PRECONDITION_FAILED PRECONDITION_FAILED 412 "Precondition Failed"
    HTTP_413_CONTENT_TOO_LARGE CONTENT_TOO_LARGE 413 "Request Entity Too Large"
    HTTP_414_URI_TOO_LONG URI_TOO_LONG 414 "Request-URI Too Long"
    HTTP_415_UNSUPPORTED_MEDIA_TYPE UNSUPPORTED_MEDIA_TYPE 415 "Unsupported Media Type"
    HTTP_416_RANGE_NOT_SATISFIABLE RANGE_NOT_SATISFIABLE 416 "Requested Range Not Satisfiable"
    HTTP_417_EXPECTATION_FAILED EXPECTATION_FAILED 417 "Expectation Failed"
    HTTP_418_IM_A_TEAPOT IM_A_TEAPOT 418 "I'm a Teapot"
    HTTP_421_MISDIRECTED_REQUEST MISDIRECTED_REQUEST 421 "Misdirected Request"
    HTTP_422_UNPROCESSABLE_CONTENT UNPROCESSABLE_CONTENT 422 "Unprocessable Entity"
    HTTP_423_LOCKED LOCKED 423 "Locked"
    HTTP_424_FAILED_DEPENDENCY FAILED_DEPENDENCY 424 "Failed Dependency"
    HTTP_425_TOO_EARLY TOO_EARLY 425 "Too Early"
    HTTP_426_UPGRADE_REQUIRED UPGRADE_REQUIRED 426 "Upgrade Required"
    HTTP_428_PRECONDITION_REQUIRED PRECONDITION_REQUIRED 428 "Precondition Required"
    HTTP_429_TOO_MANY_REQUESTS TOO_MANY_REQUESTS 429 "Too Many Requests"
    HTTP_431_REQUEST_HEADER_FIELDS_TOO_LARGE REQUEST_HEADER_FIELDS_TOO_LARGE 431 "Request Header Fields Too Large"
    HTTP_451_UNAVAILABLE_FOR_LEGAL_REASONS UNAVAILABLE_FOR_LEGAL_REASONS 451 "Unavailable For Legal Reasons"
    HTTP_500_INTERNAL_SERVER_ERROR INTERNAL_SERVER_ERROR 500 "Internal Server Error"
    HTTP_501_NOT_IMPLEMENTED NOT_IMPLEMENTED 501 "Not Implemented"
    HTTP_502_BAD_GATEWAY BAD_GATEWAY 502 "Bad Gateway"
    HTTP_503_SERVICE_UNAVAILABLE SERVICE_UNAVAILABLE 503 "Service Unavailable"
    HTTP_504_GATEWAY_TIMEOUT GATEWAY_TIMEOUT 504 "Gateway Timeout"
    HTTP_505_HTTP_VERSION_NOT_SUPPORTED HTTP_VERSION_NOT_SUPPORTED 505 "HTTP Version Not Supported"
    HTTP_506_VARIANT_ALSO_NEGOTIATES VARIANT_ALSO_NEGOTIATES 506 "Variant Also Negotiates"
    HTTP_507_INSUFFICIENT_STORAGE INSUFFICIENT_STORAGE 507 "Insufficient Storage"
    HTTP_508_LOOP_DETECTED LOOP_DETECTED 508 "Loop Detected"
    HTTP_510_NOT_EXTENDED NOT_EXTENDED 510 "Not Extended"
    HTTP_511_NETWORK_AUTHENTICATION_REQUIRED NETWORK_AUTHENTICATION_REQUIRED 511 "Network Authentication Required"
}
macro_rules! renamed {
    ($($old:ident $short:ident = $new:ident)+) => {
        $(
            #[doc = concat!("The older name of [`", stringify!($new), "`].")]
            pub const $old: StatusCode = $new;
        )+
        #[doc(hidden)]
        pub mod short_renamed {
            $(
                #[doc = concat!("The older name of `", stringify!($new), "`.")]
                pub const $short: super::StatusCode = super::$new;
            )+
        }
    };
}

renamed! {
    HTTP_413_REQUEST_ENTITY_TOO_LARGE REQUEST_ENTITY_TOO_LARGE = HTTP_413_CONTENT_TOO_LARGE
    HTTP_413_PAYLOAD_TOO_LARGE PAYLOAD_TOO_LARGE = HTTP_413_CONTENT_TOO_LARGE
    HTTP_414_REQUEST_URI_TOO_LONG REQUEST_URI_TOO_LONG = HTTP_414_URI_TOO_LONG
    HTTP_416_REQUESTED_RANGE_NOT_SATISFIABLE REQUESTED_RANGE_NOT_SATISFIABLE = HTTP_416_RANGE_NOT_SATISFIABLE
    HTTP_422_UNPROCESSABLE_ENTITY UNPROCESSABLE_ENTITY = HTTP_422_UNPROCESSABLE_CONTENT
}

macro_rules! websocket_constants {
    ($($name:ident $short:ident $code:literal $meaning:literal)+) => {
        $(
            #[doc = concat!("Close code `", $code, "`: ", $meaning, ".")]
            pub const $name: u16 = $code;
        )+

        /// The names that `raise!(ws ...)` accepts without a path: `POLICY_VIOLATION`.
        #[doc(hidden)]
        pub mod short_ws {
            $(
                #[doc = concat!("Close code `", $code, "`: ", $meaning, ".")]
                pub const $short: u16 = super::$name;
            )+
        }
    };
}
websocket_constants! {
    WS_1000_NORMAL_CLOSURE NORMAL_CLOSURE 1000 "the purpose was fulfilled"
    WS_1001_GOING_AWAY GOING_AWAY 1001 "the endpoint goes away"
    WS_1002_PROTOCOL_ERROR PROTOCOL_ERROR 1002 "a protocol error"
    WS_1003_UNSUPPORTED_DATA UNSUPPORTED_DATA 1003 "data of a type it cannot accept"
    WS_1005_NO_STATUS_RCVD NO_STATUS_RCVD 1005 "no code was present; never sent"
    WS_1006_ABNORMAL_CLOSURE ABNORMAL_CLOSURE 1006 "closed without a close frame; never sent"
    WS_1007_INVALID_FRAME_PAYLOAD_DATA INVALID_FRAME_PAYLOAD_DATA 1007 "data that does not fit the message type"
    WS_1008_POLICY_VIOLATION POLICY_VIOLATION 1008 "a message or peer against the policy"
    WS_1009_MESSAGE_TOO_BIG MESSAGE_TOO_BIG 1009 "a message too big to process"
    WS_1010_MANDATORY_EXT MANDATORY_EXT 1010 "an extension the client needs is missing"
    WS_1011_INTERNAL_ERROR INTERNAL_ERROR 1011 "an unexpected condition on the server"
    WS_1012_SERVICE_RESTART SERVICE_RESTART 1012 "the service restarts"
    WS_1013_TRY_AGAIN_LATER TRY_AGAIN_LATER 1013 "try again later"
    WS_1014_BAD_GATEWAY BAD_GATEWAY 1014 "a gateway got a bad answer"
    WS_1015_TLS_HANDSHAKE TLS_HANDSHAKE 1015 "the TLS handshake failed; never sent"
}

/// The standard phrase of a status, as `FastAPI` writes it where no detail was given; `""` for an unknown one.
///
/// The wording is Python's (`I'm a Teapot`, `Request-URI Too Long`), because it is on the wire.
///
/// ```
/// use faultless::status::{self, StatusCode};
/// assert_eq!(status::phrase(StatusCode::NOT_FOUND), "Not Found");
/// ```
#[must_use]
pub const fn phrase(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100 => "Continue",
        101 => "Switching Protocols",
        102 => "Processing",
        103 => "Early Hints",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        205 => "Reset Content",
        206 => "Partial Content",
        207 => "Multi-Status",
        208 => "Already Reported",
        226 => "IM Used",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        305 => "Use Proxy",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Request Entity Too Large",
        414 => "Request-URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Requested Range Not Satisfiable",
        417 => "Expectation Failed",
        418 => "I'm a Teapot",
        421 => "Misdirected Request",
        422 => "Unprocessable Entity",
        423 => "Locked",
        424 => "Failed Dependency",
        425 => "Too Early",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        506 => "Variant Also Negotiates",
        507 => "Insufficient Storage",
        508 => "Loop Detected",
        510 => "Not Extended",
        511 => "Network Authentication Required",
        _ => "",
    }
}

/// True for a status whose response has no body: 1xx, 204, 205, 304.
#[must_use]
pub(crate) const fn is_bodiless(status: StatusCode) -> bool {
    matches!(status.as_u16(), 100..=199 | 204 | 205 | 304)
}
