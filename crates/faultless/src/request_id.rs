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
        // A few names are compared faster than one is hashed.
        if headers.keys().all(|name| *name != HEADER) {
            return None;
        }
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
        let digits = [high >> 32, high, low >> 32, low].map(hexadecimal);
        // Owned as they are, so that the copy for a header shares them.
        let value = Bytes::from_owner(Digits(digits));
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

struct Digits([[u8; 8]; 4]);

impl AsRef<[u8]> for Digits {
    fn as_ref(&self) -> &[u8] {
        self.0.as_flattened()
    }
}

/// What stands for an id that cannot stand in a header; digits can.
const NONE: HeaderValue = HeaderValue::from_static("0");

/// The lower 32 bits as eight digits, all at once: each in a byte of its own, to which what makes it a character is added.
fn hexadecimal(bits: u64) -> [u8; 8] {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let halves = (bits & 0xffff) | (bits & 0xffff_0000) << 16;
    let bytes = (halves | halves << 8) & (0xff * 0x0001_0001_0001_0001);
    let digits = (bytes | bytes << 4) & (0xf * EACH);
    // 6 more takes ten and all above over 15, and so into the next half of their byte.
    let letters = ((digits + 6 * EACH) >> 4) & EACH;
    (digits + u64::from(b'0') * EACH + letters * u64::from(b'a' - b'0' - 10)).to_be_bytes()
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_hexadecimal() {
        for bits in [0, 1, 0x0123_4567, 0x89ab_cdef, 0xffff_ffff, 0x1_dead_beef] {
            let written = format!("{:08x}", bits & 0xffff_ffff);
            assert_eq!(hexadecimal(bits), *written.as_bytes());
        }
    }

    #[test]
    fn random_ids_are_well_formed_and_differ() {
        let (one, other) = (RequestId::random(), RequestId::random());
        assert_ne!(one, other);
        assert_eq!(RequestId::from_header(Some(&one.header_value())), Some(one));
    }
}
