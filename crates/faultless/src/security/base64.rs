//! Base64 as the reference reads it: what is no letter of it is passed over.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Letters alone, without padding; bits that are left over at the end are dropped.
const LETTERS: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// Decodes; `None` where the text is no ASCII, or its letters break off within a byte or without their padding.
///
/// The first padding that completes a group of four ends it, whatever follows.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() {
        return None;
    }
    let mut letters = Vec::with_capacity(text.len());
    let (mut padding, mut complete) = (0, false);
    for byte in text.bytes() {
        let within = letters.len() % 4;
        if byte == b'=' {
            padding += 1;
            complete = within >= 2 && within + padding >= 4;
            if complete {
                break;
            }
            // Before a second letter it pads nothing.
            padding = if within >= 2 { padding } else { 0 };
        } else if byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/' {
            padding = 0;
            letters.push(byte);
        }
    }
    if !complete && letters.len() % 4 != 0 {
        return None;
    }
    LETTERS.decode(letters).ok()
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn text(encoded: &str) -> Option<String> {
        decode(encoded).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    // Each as Python's `b64decode` has it.
    #[test]
    fn what_is_no_letter_is_passed_over() {
        for encoded in [
            "YTpi", "Y-T_p.i", "YTpi=", "YTpi====", "=YTpi", "Y=Tpi", "YT=pi", "YTpi\n",
        ] {
            assert_eq!(text(encoded).as_deref(), Some("a:b"), "{encoded}");
        }
        assert_eq!(text("!!!").as_deref(), Some(""));
        assert_eq!(text("").as_deref(), Some(""));
    }

    #[test]
    fn padding_that_is_due_ends_it() {
        for encoded in ["YTo=", "YTo=YTpi", "YTp=", "YT=o="] {
            assert_eq!(text(encoded).as_deref(), Some("a:"), "{encoded}");
        }
        assert_eq!(text("Og==").as_deref(), Some(":"));
        assert_eq!(text("O=g==").as_deref(), Some(":"));
    }

    #[test]
    fn what_breaks_off_is_none() {
        for encoded in ["Y", "YT", "YTo", "Og=", "YTpiY", "YTpié", "O===", "Y=="] {
            assert_eq!(decode(encoded), None, "{encoded}");
        }
    }
}
