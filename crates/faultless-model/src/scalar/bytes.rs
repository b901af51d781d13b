//! Bytes that are sent in a string: as its UTF-8, in hexadecimal digits, or (with the feature `base64`) in Base64.

use serde_json::Value;

use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;
use crate::schema::Schema;

/// Declares a type for bytes: how they are read from a string, how they are written, how their length is told.
macro_rules! sent_in_text {
    (
        $(#[$about:meta])*
        $name:ident reads $decode:expr, writes $encode:expr, measured by $measure:path, described by $describe:path
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Vec<u8>);

        impl $crate::Field for $name {
            const SHAPE: $crate::Shape = $crate::Shape::Scalar;

            fn schema(_schemas: &mut $crate::Schemas, rules: &$crate::Rules) -> $crate::Schema {
                $describe(rules)
            }

            fn read(
                input: &$crate::Input<'_>,
                rules: &$crate::Rules,
                reader: &mut $crate::Reader<'_>,
            ) -> Result<Self, $crate::Invalid> {
                let $crate::Input::Text(text) = input else {
                    return Err(reader.refuse($crate::Kind::BytesType, input));
                };
                reader.lax();
                let bytes = match $decode(text) {
                    Ok(bytes) => bytes,
                    Err(unfit) => {
                        let unfit: $crate::scalar::Undecodable = unfit;
                        return Err(unfit.tell(input, reader));
                    }
                };
                $measure(bytes.len(), rules, input, reader)?;
                Ok(Self(bytes))
            }
        }

        impl $crate::Lengthy for $name {}

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&$encode(&self.0).map_err(serde::ser::Error::custom)?)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let bytes: Result<_, $crate::scalar::Undecodable> = $decode(&text);
                bytes.map(Self).map_err(serde::de::Error::custom)
            }
        }
    };
}
#[cfg(feature = "base64")]
pub(crate) use sent_in_text;

sent_in_text! {
    /// Bytes that are sent as the UTF-8 of a string, as Python's `bytes` is.
    ///
    /// Its length is counted in bytes: kinds `bytes_too_short` and `bytes_too_long`; anything but a string is
    /// `bytes_type`. It is a type of its own, as a handler that takes `bytes::Bytes` takes the whole body.
    ///
    /// # Example
    /// ```
    /// use faultless_model::{Field, Issues, Reader, Rules, TextBytes};
    ///
    /// let mut issues = Issues::new();
    /// let read = TextBytes::read(&"é".into(), &Rules::NONE, &mut Reader::new(&mut issues));
    /// assert_eq!(read, Ok(TextBytes(vec![0xc3, 0xa9])));
    /// ```
    TextBytes reads utf8, writes text_of, measured by check_bytes, described by text_schema
}

sent_in_text! {
    /// Bytes that are sent in hexadecimal digits, two for each, in either case; they are written in lower case.
    ///
    /// Kind `bytes_invalid_encoding` for what is none; the length is that of the bytes.
    ///
    /// # Example
    /// ```
    /// use faultless_model::{Field, Hex, Issues, Reader, Rules};
    ///
    /// let mut issues = Issues::new();
    /// let read = Hex::read(&"00fF".into(), &Rules::NONE, &mut Reader::new(&mut issues));
    /// assert_eq!(read, Ok(Hex(vec![0, 255])));
    /// ```
    Hex reads from_hex, writes to_hex, measured by check_bytes, described by hex_schema
}

/// Why a string holds no bytes.
#[derive(Debug)]
pub(crate) struct Undecodable {
    pub(crate) encoding: Encoding,
    pub(crate) error: String,
}

/// How bytes are written in a string.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Encoding {
    Hex,
    #[cfg(feature = "base64")]
    Base64,
}

impl Undecodable {
    /// Tells it as the issue that the contract has for the encoding.
    pub(crate) fn tell(self, input: &Input<'_>, reader: &mut Reader<'_>) -> Invalid {
        match self.encoding {
            Encoding::Hex => {
                let error = Input::from(self.error);
                let context = [("encoding", "hex".into()), ("encoding_error", error)];
                reader.issue(Kind::BytesInvalidEncoding, input, context)
            }
            #[cfg(feature = "base64")]
            Encoding::Base64 => {
                let kind = Kind::Custom("base64_decode".into());
                let (words, error) = (self.to_string(), Input::from(self.error));
                reader.refuse_saying(kind, words, input, [("error", error)])
            }
        }
    }
}

impl std::fmt::Display for Undecodable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.encoding {
            Encoding::Hex => write!(f, "Data should be valid hex: {}", self.error),
            #[cfg(feature = "base64")]
            Encoding::Base64 => write!(f, "Base64 decoding error: '{}'", self.error),
        }
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands beside decoders that can fail"
)]
fn utf8(text: &str) -> Result<Vec<u8>, Undecodable> {
    Ok(text.as_bytes().to_vec())
}

fn text_of(bytes: &[u8]) -> Result<&str, std::str::Utf8Error> {
    std::str::from_utf8(bytes)
}

fn from_hex(text: &str) -> Result<Vec<u8>, Undecodable> {
    let unfit = |error: String| Undecodable {
        encoding: Encoding::Hex,
        error,
    };
    if !text.len().is_multiple_of(2) {
        return Err(unfit("Odd number of digits".to_owned()));
    }
    let digit = |place: usize, byte: u8| {
        let digit = char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok());
        digit.ok_or_else(|| {
            let character = char::from(byte);
            unfit(format!(
                "Invalid character {character:?} at position {place}"
            ))
        })
    };
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for (index, pair) in text.as_bytes().chunks_exact(2).enumerate() {
        if let [high, low] = *pair {
            bytes.push(digit(index * 2, high)? * 16 + digit(index * 2 + 1, low)?);
        }
    }
    Ok(bytes)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands beside a writer that can fail"
)]
fn to_hex(bytes: &[u8]) -> Result<String, std::convert::Infallible> {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

/// A string whose characters are up to four bytes each.
pub(crate) fn text_schema(rules: &Rules) -> Schema {
    Schema::string()
        .with("contentMediaType", "application/octet-stream")
        .maybe(
            "minLength",
            rules.min_length.map(|min| min.div_ceil(4).into()),
        )
        .maybe("maxLength", rules.max_length.map(Value::from))
}

fn hex_schema(rules: &Rules) -> Schema {
    let digits = |bytes: usize| Value::from(bytes.saturating_mul(2));
    Schema::string()
        .with("contentEncoding", "base16")
        .maybe("minLength", rules.min_length.map(digits))
        .maybe("maxLength", rules.max_length.map(digits))
}

/// Checks the number of bytes.
fn check_bytes(
    length: usize,
    rules: &Rules,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    if let Some(min) = rules.min_length.filter(|min| length < *min) {
        return Err(reader.issue(Kind::BytesTooShort, input, [("min_length", min.into())]));
    }
    if let Some(max) = rules.max_length.filter(|max| length > *max) {
        return Err(reader.issue(Kind::BytesTooLong, input, [("max_length", max.into())]));
    }
    Ok(())
}
