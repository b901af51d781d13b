//! Bytes to text: which encoding they are in, and lone surrogates made harmless.

use std::borrow::Cow;

use super::JsonError;

const BROKEN: JsonError = JsonError::Unreadable {
    reason: "the text is not in a valid encoding",
};

#[derive(Clone, Copy)]
enum Order {
    Big,
    Little,
}

/// Decodes bytes by their byte order mark, or else by where their first zero bytes stand, as RFC 4627 describes.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, JsonError> {
    // The marks of UTF-32 come first: the little one starts with that of UTF-16.
    if let Some(rest) = bytes.strip_prefix(&[0, 0, 0xFE, 0xFF]) {
        return utf32(rest, Order::Big);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE, 0, 0]) {
        return utf32(rest, Order::Little);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf16(rest, Order::Big);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf16(rest, Order::Little);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return utf8(rest);
    }
    match bytes {
        [0, 0, _, _, ..] => utf32(bytes, Order::Big),
        [0, _, _, _, ..] | [0, _] => utf16(bytes, Order::Big),
        [_, 0, 0, 0, ..] => utf32(bytes, Order::Little),
        [_, 0, _, _, ..] | [_, 0] => utf16(bytes, Order::Little),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, JsonError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => utf8_with_surrogates(bytes).map(Cow::Owned),
    }
}

/// UTF-8 that holds surrogates as three bytes each, which Python lets pass.
fn utf8_with_surrogates(mut bytes: &[u8]) -> Result<String, JsonError> {
    let mut text = String::with_capacity(bytes.len());
    loop {
        match std::str::from_utf8(bytes) {
            Ok(rest) => {
                text.push_str(rest);
                return Ok(text);
            }
            Err(error) => {
                let (valid, rest) = bytes.split_at(error.valid_up_to());
                text.push_str(std::str::from_utf8(valid).map_err(|_| BROKEN)?);
                let [0xED, 0xA0..=0xBF, 0x80..=0xBF, after @ ..] = rest else {
                    return Err(BROKEN);
                };
                text.push(char::REPLACEMENT_CHARACTER);
                bytes = after;
            }
        }
    }
}

fn utf16(bytes: &[u8], order: Order) -> Result<Cow<'_, str>, JsonError> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return Err(BROKEN);
    };
    let units = pairs.iter().map(|pair| match order {
        Order::Big => u16::from_be_bytes(*pair),
        Order::Little => u16::from_le_bytes(*pair),
    });
    Ok(Cow::Owned(
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    ))
}

fn utf32(bytes: &[u8], order: Order) -> Result<Cow<'_, str>, JsonError> {
    let (quads, []) = bytes.as_chunks::<4>() else {
        return Err(BROKEN);
    };
    let chars = quads.iter().map(|quad| {
        let point = match order {
            Order::Big => u32::from_be_bytes(*quad),
            Order::Little => u32::from_le_bytes(*quad),
        };
        match point {
            0xD800..=0xDFFF => Ok(char::REPLACEMENT_CHARACTER),
            _ => char::from_u32(point).ok_or(BROKEN),
        }
    });
    chars.collect::<Result<String, _>>().map(Cow::Owned)
}
