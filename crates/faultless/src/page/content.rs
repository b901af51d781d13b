//! `Content`: the bytes of a page, as they are or packed.

use std::hash::{DefaultHasher, Hasher};

use bytes::Bytes;
use http::HeaderValue;

/// What a page shows, with the tag that names it.
pub(crate) enum Content {
    /// Bytes as they are.
    Plain { bytes: Bytes, tag: HeaderValue },
    /// Bytes that are gzipped in the binary.
    #[cfg(feature = "docs")]
    Packed(&'static Packed),
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        let tag = tag(&bytes, "");
        Self::Plain { bytes, tag }
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Content {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

#[cfg(feature = "docs")]
impl From<&'static Packed> for Content {
    fn from(packed: &'static Packed) -> Self {
        Self::Packed(packed)
    }
}

impl Content {
    pub(super) fn is_packed(&self) -> bool {
        match self {
            Self::Plain { .. } => false,
            #[cfg(feature = "docs")]
            Self::Packed(_) => true,
        }
    }

    /// The bytes to send, gzipped if the client takes that.
    pub(super) fn bytes(
        &self,
        #[allow(unused, reason = "without packed content")] gzip: bool,
    ) -> Bytes {
        match self {
            Self::Plain { bytes, .. } => bytes.clone(),
            #[cfg(feature = "docs")]
            Self::Packed(packed) if gzip => Bytes::from_static(packed.gzip),
            #[cfg(feature = "docs")]
            Self::Packed(packed) => packed.plain(),
        }
    }

    /// The name of these bytes: another for each encoding, as it must be.
    pub(super) fn tag(
        &self,
        #[allow(unused, reason = "without packed content")] gzip: bool,
    ) -> &HeaderValue {
        match self {
            Self::Plain { tag, .. } => tag,
            #[cfg(feature = "docs")]
            Self::Packed(packed) => {
                let [plain, gzipped] = packed.tags();
                if gzip { gzipped } else { plain }
            }
        }
    }
}

/// A tag of bytes. The hash is for telling one build's content from another's, not for proving anything.
fn tag(bytes: &[u8], suffix: &str) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    let text = format!("\"{:016x}{suffix}\"", hasher.finish());
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Bytes that are gzipped in the binary, and unpacked once, when the first client comes that does not take gzip.
#[cfg(feature = "docs")]
pub(crate) struct Packed {
    gzip: &'static [u8],
    plain: std::sync::OnceLock<Bytes>,
    tags: std::sync::OnceLock<[HeaderValue; 2]>,
}

#[cfg(feature = "docs")]
impl Packed {
    pub(crate) const fn new(gzip: &'static [u8]) -> Self {
        Self {
            gzip,
            plain: std::sync::OnceLock::new(),
            tags: std::sync::OnceLock::new(),
        }
    }

    fn plain(&self) -> Bytes {
        use std::io::Read as _;
        let unpack = || {
            let mut plain = Vec::new();
            // Reading from memory fails only where the bytes are no gzip, which the tests of the assets rule out.
            let _ = flate2::read::GzDecoder::new(self.gzip).read_to_end(&mut plain);
            plain.into()
        };
        self.plain.get_or_init(unpack).clone()
    }

    fn tags(&self) -> &[HeaderValue; 2] {
        self.tags
            .get_or_init(|| [tag(self.gzip, ""), tag(self.gzip, "-gzip")])
    }
}
