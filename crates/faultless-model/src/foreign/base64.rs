//! `Base64` and `Base64Url`: bytes that are sent in Base64, read as Python's `b64decode` does.

use std::convert::Infallible;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::{
    GeneralPurpose, GeneralPurposeConfig, STANDARD as WITH_PLUS, URL_SAFE as WITH_DASH,
};

use crate::container::check_length;
use crate::rules::Rules;
use crate::scalar::{Encoding, Undecodable, sent_in_text};
use crate::schema::Schema;

sent_in_text! {
    /// Bytes that are sent in Base64, with `+` and `/`.
    ///
    /// Characters that Base64 has not are passed over, as Python does; what is missing at the end is kind
    /// `base64_decode`, anything but a string `bytes_type`. Lengths are those of the bytes: kinds `too_short` and
    /// `too_long`.
    ///
    /// # Example
    /// ```
    /// use faultless_model::{Base64, Field, Issues, Reader, Rules};
    ///
    /// let mut issues = Issues::new();
    /// let read = Base64::read(&"aGVsbG8=".into(), &Rules::NONE, &mut Reader::new(&mut issues));
    /// assert_eq!(read, Ok(Base64(b"hello".to_vec())));
    /// ```
    Base64 reads from_base64, writes to_base64, measured by check_length, described by base64_schema
}

sent_in_text! {
    /// Bytes that are sent in Base64 for addresses and file names: with `-` and `_`, and also with `+` and `/`.
    ///
    /// It refuses what [`Base64`] refuses.
    Base64Url reads from_base64_url, writes to_base64_url, measured by check_length, described by base64_url_schema
}

/// Without padding, which is looked at before, and with anything in the bits that are left over.
const DECODER: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

fn from_base64(text: &str) -> Result<Vec<u8>, Undecodable> {
    decode(text.bytes())
}

fn from_base64_url(text: &str) -> Result<Vec<u8>, Undecodable> {
    decode(text.bytes().map(|byte| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }))
}

/// Decodes up to the padding that completes a group of four, passing over what is no digit.
fn decode(text: impl Iterator<Item = u8>) -> Result<Vec<u8>, Undecodable> {
    let (mut digits, mut pads, mut complete) = (Vec::new(), 0, false);
    for byte in text {
        match byte {
            b'=' if digits.len() % 4 >= 2 => {
                pads += 1;
                if digits.len() % 4 + pads >= 4 {
                    complete = true;
                    break;
                }
            }
            b'+' | b'/' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                pads = 0;
                digits.push(byte);
            }
            _ => {}
        }
    }
    let unfit = |error| Undecodable {
        encoding: Encoding::Base64,
        error,
    };
    match digits.len() % 4 {
        0 => {}
        1 => {
            return Err(unfit(format!(
                "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
                digits.len()
            )));
        }
        _ if complete => {}
        _ => return Err(unfit("Incorrect padding".to_owned())),
    }
    DECODER
        .decode(digits)
        .map_err(|error| unfit(error.to_string()))
}

fn base64_schema(rules: &Rules) -> Schema {
    encoded(rules, "base64")
}

fn base64_url_schema(rules: &Rules) -> Schema {
    encoded(rules, "base64url")
}

/// The least length alone: what is passed over makes a text longer than its bytes ask for.
fn encoded(rules: &Rules, encoding: &str) -> Schema {
    let digits = |bytes: usize| bytes.saturating_mul(4).div_ceil(3);
    let least = rules.min_length.map(|min| digits(min).into());
    Schema::string()
        .with("format", encoding)
        .maybe("minLength", least)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands beside writers that can fail"
)]
fn to_base64(bytes: &[u8]) -> Result<String, Infallible> {
    Ok(WITH_PLUS.encode(bytes))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands beside writers that can fail"
)]
fn to_base64_url(bytes: &[u8]) -> Result<String, Infallible> {
    Ok(WITH_DASH.encode(bytes))
}
