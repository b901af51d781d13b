//! Strings: escapes and surrogates.

use std::borrow::Cow;

use super::JsonError;
use super::scan::Scanner;

const ESCAPE: &str = "Invalid \\uXXXX escape";

/// Reads the string that starts at the scanner's quote, copying only where it holds an escape.
pub(super) fn scan_string<'a>(scanner: &mut Scanner<'a>) -> Result<Cow<'a, str>, JsonError> {
    let quote = scanner.at;
    scanner.at += 1;
    let first = plain(scanner);
    if scanner.peek() == Some(b'"') {
        scanner.at += 1;
        return Ok(Cow::Borrowed(first));
    }
    let mut text = first.to_owned();
    loop {
        match scanner.peek() {
            Some(b'"') => {
                scanner.at += 1;
                return Ok(Cow::Owned(text));
            }
            Some(b'\\') => text.push(escape(scanner, quote)?),
            Some(_) => return Err(scanner.wrong("Invalid control character at")),
            None => return Err(scanner.wrong_at("Unterminated string starting at", quote)),
        }
        text.push_str(plain(scanner));
    }
}

/// The run of characters that stand for themselves.
fn plain<'a>(scanner: &mut Scanner<'a>) -> &'a str {
    let rest = scanner.rest();
    let length = plain_bytes(rest.as_bytes());
    scanner.at += length;
    rest.get(..length).unwrap_or_default()
}

/// How many bytes come before a quote, a backslash or a control character, looked at eight at a time.
fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // The high bit of every byte that is zero.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        let found = control | zeros(word ^ (ONES * 0x22)) | zeros(word ^ (ONES * 0x5c));
        if found != 0 {
            // A borrow may mark a byte after the first that is marked for itself, never one before it.
            return index * 8 + (found.trailing_zeros() / 8) as usize;
        }
    }
    let ends = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    bytes.len() - rest.len() + rest.iter().position(ends).unwrap_or(rest.len())
}

fn escape(scanner: &mut Scanner<'_>, quote: usize) -> Result<char, JsonError> {
    let backslash = scanner.at;
    scanner.at += 1;
    let character = match scanner.peek() {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(scanner),
        Some(_) => return Err(scanner.wrong_at("Invalid \\escape", backslash)),
        None => return Err(scanner.wrong_at("Unterminated string starting at", quote)),
    };
    scanner.at += 1;
    Ok(character)
}

/// Reads from the `u` on; a high surrogate takes the low one that follows with it.
fn unicode(scanner: &mut Scanner<'_>) -> Result<char, JsonError> {
    let high = unit(scanner)?;
    if let 0xD800..=0xDBFF = high
        && scanner.rest().starts_with("\\u")
    {
        let after_high = scanner.at;
        scanner.at += 1;
        let low = unit(scanner)?;
        if let 0xDC00..=0xDFFF = low {
            let point = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            return Ok(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        // Not its other half: it is read again, for itself.
        scanner.at = after_high;
    }
    Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Reads `uXXXX`. Python asks for a character more before it looks at the digits: a text that ends with them is told
/// as a broken escape, not as an open string.
fn unit(scanner: &mut Scanner<'_>) -> Result<u32, JsonError> {
    let digits = scanner
        .rest()
        .get(1..5)
        .filter(|_| scanner.rest().len() > 5);
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let point = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let point = point.ok_or_else(|| scanner.wrong(ESCAPE))?;
    scanner.at += 5;
    Ok(point)
}
