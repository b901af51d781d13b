//! The part before the @-sign.

use super::Reason;
use super::text::{check_dots, check_safe, wrong};

/// The part before the @-sign, in its normal form.
pub(super) struct Local {
    pub(super) text: String,
}

/// A character of an atom, or the period between two.
pub(super) fn is_atom(character: char) -> bool {
    character.is_ascii_alphanumeric() || "._!#$%&'*+-/=?^`{|}~".contains(character)
}

/// The same, with all that is not ASCII.
fn is_international(character: char) -> bool {
    !character.is_ascii() || is_atom(character)
}

/// Atoms with single periods between them.
fn is_dotted(text: &str, is_part: fn(char) -> bool) -> bool {
    text.chars().all(is_part) && text.split('.').all(|atom| !atom.is_empty())
}

impl Local {
    /// Reads a part that was unquoted.
    pub(super) fn read(text: &str, quoted: bool) -> Result<Self, Reason> {
        if text.is_empty() {
            return Err("There must be something before the @-sign.".to_owned());
        }
        let kept = Self {
            text: text.to_owned(),
        };
        if is_dotted(text, is_atom) {
            return Ok(kept);
        }
        if is_dotted(text, is_international) {
            check_safe(text, false)?;
            return Ok(kept);
        }
        if quoted {
            let bad = wrong(text, |found| {
                !found.is_ascii() || (' '..='~').contains(&found)
            });
            if let Some(bad) = bad {
                let what =
                    "The email address contains invalid characters in quotes before the @-sign";
                return Err(format!("{what}: {bad}."));
            }
            check_safe(text, true)?;
            return Ok(kept);
        }
        if let Some(bad) = wrong(text, is_international) {
            let what = "The email address contains invalid characters before the @-sign";
            return Err(format!("{what}: {bad}."));
        }
        check_dots(
            text,
            ("An email address cannot start with", ""),
            (
                "An email address cannot have",
                " immediately before the @-sign",
            ),
            false,
        )?;
        // Every character is right, and no period is wrong: it is dotted, and was kept.
        Ok(kept)
    }
}
