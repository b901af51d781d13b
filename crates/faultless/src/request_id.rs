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
        let given = value.to_str().ok()?;
        let well_formed = (1..=64).contains(&given.len())
            && given
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
        well_formed.then(|| Self(value.clone()))
    }

    pub(crate) fn random() -> Self {
        static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        static COUNT: AtomicU64 = AtomicU64::new(0);
        // Keyed hashes of two counts: as hard to guess as the key, different each time, and no system call a request,
        // which a random UUID costs.
        let count = COUNT.fetch_add(2, Ordering::Relaxed);
        let [high, low] = [count, count + 1].map(|count| u128::from(KEY.hash_one(count)));
        let digits = Bytes::from_owner(hexadecimal((high << 64) | low));
        #[expect(
            clippy::expect_used,
            reason = "hexadecimal digits may stand in a header"
        )]
        Self(HeaderValue::from_maybe_shared(digits).expect("digits"))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // It is ASCII, however it was made.
        self.0.to_str().unwrap_or_default()
    }

    pub(crate) fn header_value(&self) -> HeaderValue {
        self.0.clone()
    }
}

/// The digits of a number; the formatter of the standard library is ten times the work.
fn hexadecimal(number: u128) -> [u8; 32] {
    let digit = |four: u8| four + if four < 10 { b'0' } else { b'a' - 10 };
    let mut digits = [0; 32];
    let (pairs, _) = digits.as_chunks_mut();
    for (pair, byte) in pairs.iter_mut().zip(number.to_be_bytes()) {
        *pair = [digit(byte >> 4), digit(byte & 0xf)];
    }
    digits
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
