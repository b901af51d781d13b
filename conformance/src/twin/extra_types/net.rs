//! UUIDs, e-mail addresses, URLs, addresses of the internet protocol.

use std::convert::identity as same;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ::uuid::Uuid;
use email_address::EmailAddress;
use faultless::model::HttpUrl;
use faultless::prelude::*;
use url::Url;

#[derive(Debug, Serialize)]
struct Value<T> {
    v: T,
}

/// An operation for one type, with the model it takes.
macro_rules! endpoint {
    ($($name:ident $path:literal $body:ident ($(#[$rule:meta])? $type:ty) => $written:ty, $write:expr;)*) => {$(
        #[derive(Debug, Model)]
        struct $body {
            $(#[$rule])?
            v: $type,
        }

        #[post($path)]
        fn $name(p: $body) -> Json<Value<$written>> {
            Json(Value { v: $write(p.v) })
        }
    )*};
}

endpoint! {
    uuid "/uuid" UuidBody (Uuid) => Uuid, same;
    uuid4 "/uuid4" Uuid4Body (#[field(version = 4)] Uuid) => Uuid, same;
    email "/email" EmailBody (EmailAddress) => String, String::from;
    http_url "/http-url" HttpUrlBody (HttpUrl) => HttpUrl, same;
    any_url "/any-url" AnyUrlBody (Url) => Url, same;
    ip "/ip" IpBody (IpAddr) => IpAddr, same;
    ipv4 "/ipv4" Ipv4Body (Ipv4Addr) => Ipv4Addr, same;
    ipv6 "/ipv6" Ipv6Body (Ipv6Addr) => Ipv6Addr, same;
}

pub(super) fn routes() -> Vec<faultless::Route> {
    routes![uuid, uuid4, email, http_url, any_url, ip, ipv4, ipv6]
}
