//! `RequestId`: one name for a request, in its error, its log lines and its response.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries a request's id, in and out.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// A request's id: 1 to 64 characters of `[A-Za-z0-9._-]`.
///
/// It is the request's own `X-Request-ID` where that is well formed; any other is not trusted, and a random one of 32
/// hexadecimal digits is made. A path operation that wants it takes it as an argument: `id: RequestId`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RequestId(HeaderValue);

impl RequestId {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self::given(headers).unwrap_or_else(Self::random)
    }

    /// The id that the request brought, when it is well formed.
    pub(crate) fn given(headers: &HeaderMap) -> Option<Self> {
        Self::from_header(headers.get(HEADER))
    }

    pub(crate) fn from_header(value: Option<&HeaderValue>) -> Option<Self> {
        let value = value?;
        let given = value.as_bytes();
        let well_formed = (1..=64).contains(&given.len())
            && given
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
        well_formed.then(|| Self(value.clone()))
    }

    pub(crate) fn random() -> Self {
        static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        static COUNT: AtomicU64 = AtomicU64::new(0);
        // Keyed hashes of a count: as hard to guess as the key, different each time, and no system call a request,
        // which a random UUID costs.
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let (high, low) = (KEY.hash_one(count), KEY.hash_one(!count));
        let mut digits = [b'0'; 32];
        let bytes = high.to_be_bytes().into_iter().chain(low.to_be_bytes());
        for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
            if let [first, second] = pair {
                (*first, *second) = (hexadecimal(byte >> 4), hexadecimal(byte & 15));
            }
        }
        let value = Bytes::copy_from_slice(&digits);
        Self(HeaderValue::from_maybe_shared(value).unwrap_or(NONE))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Letters, digits and three marks: checked where it was given, written where it was made.
        self.0.to_str().unwrap_or_default()
    }

    pub(crate) fn header_value(&self) -> HeaderValue {
        self.0.clone()
    }
}

/// What stands for an id that cannot stand in a header; digits can.
const NONE: HeaderValue = HeaderValue::from_static("0");

fn hexadecimal(digit: u8) -> u8 {
    if digit < 10 {
        b'0' + digit
    } else {
        b'a' + (digit - 10)
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
