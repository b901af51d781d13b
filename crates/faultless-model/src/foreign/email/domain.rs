//! The part after the @-sign.

use std::net::{Ipv4Addr, Ipv6Addr};

use icu_normalizer::uts46::Uts46MapperBorrowed;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use super::Reason;
use super::idna::{self, quoted};
use super::text::{category, check_dots, check_safe, is_of, nfc, too_many, wrong};

/// How many bytes a domain and each of its labels have at most, by RFC 1035.
const MOST: usize = 253;
pub(super) const MOST_LABEL: usize = 63;

/// Names for special use, under which nobody has an address.
pub(super) const RESERVED: [&str; 6] = ["arpa", "invalid", "local", "localhost", "onion", "test"];

/// A domain in its normal forms.
pub(super) struct Domain {
    /// As it travels.
    pub(super) ascii: String,
    /// As it is shown.
    pub(super) unicode: String,
}

fn is_host(character: char) -> bool {
    !character.is_ascii() || character.is_ascii_alphanumeric() || matches!(character, '-' | '.')
}

fn check_host(text: &str, when: &str) -> Result<(), Reason> {
    match wrong(text, is_host) {
        Some(bad) => Err(format!(
            "The part after the @-sign contains invalid characters{when}: {bad}."
        )),
        None => Ok(()),
    }
}

/// Whether a character may be in a domain before it is mapped.
fn may_be_mapped(character: char) -> bool {
    match character {
        // Controls; and what becomes a period among other characters, or turns the direction of writing.
        '\u{80}'..='\u{9f}'
        | '\u{2024}'..='\u{2026}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2488}'..='\u{249b}'
        | '\u{33c2}'
        | '\u{33c7}'
        | '\u{33d8}'
        | '\u{fe52}'
        | '\u{1f100}' => false,
        // What is dropped, or becomes a space or a period that is told later.
        '\u{ad}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2010}'..='\u{2060}'
        | '\u{2064}'
        | '\u{ff0e}'
        | '\u{1bca0}'..='\u{1bca3}' => true,
        other => {
            let none = GeneralCategoryGroup::Separator.union(GeneralCategoryGroup::Other);
            !is_of(none, other) || category(other) == GeneralCategory::Control
        }
    }
}

/// A domain as UTS #46 maps it: in lower case, composed, every kind of period a period.
fn mapped(domain: &str) -> Result<String, Reason> {
    if domain.is_ascii() {
        return Ok(domain.to_ascii_lowercase());
    }
    let mapper = Uts46MapperBorrowed::new();
    for (index, found) in domain.chars().enumerate() {
        let refused = mapper
            .map_normalize(std::iter::once(found))
            .any(|mapped| mapped == char::REPLACEMENT_CHARACTER);
        if refused {
            let (code, place) = (u32::from(found), index + 1);
            let what = format!(
                "Codepoint U+{code:04X} not allowed at position {place} in {}",
                quoted(domain)
            );
            return Err(format!(
                "The part after the @-sign contains invalid characters ({what})."
            ));
        }
    }
    Ok(nfc(&mapper
        .map_normalize(domain.chars())
        .collect::<String>()))
}

/// Reads a domain that is no address in brackets.
pub(super) fn read(sent: &str) -> Result<Domain, Reason> {
    // Before anything that takes longer than the length.
    if sent.chars().nth(MOST).is_some() {
        let over = too_many(sent, MOST);
        return Err(format!(
            "The email address is too long after the @-sign {over}."
        ));
    }
    check_host(sent, "")?;
    check_safe(sent, false)?;
    if let Some(bad) = wrong(sent, may_be_mapped) {
        return Err(format!(
            "The part after the @-sign contains invalid characters: {bad}."
        ));
    }
    let domain = mapped(sent)?;
    check_host(&domain, " after Unicode normalization")?;
    check_dots(
        &domain,
        (
            "An email address cannot have",
            " immediately after the @-sign",
        ),
        ("An email address cannot end with", ""),
        true,
    )?;
    check_reserved_labels(&domain)?;
    let ascii = if domain.is_ascii() {
        domain
    } else {
        let labels: Result<Vec<String>, _> = domain.split('.').map(idna::to_ascii).collect();
        labels
            .map_err(|why| format!("The part after the @-sign is invalid ({why})."))?
            .join(".")
    };
    check_lengths(&ascii, sent)?;
    check_reachable(&ascii)?;
    let unicode = shown(&ascii)?;
    Ok(Domain { ascii, unicode })
}

/// Two dashes in the third and fourth place are for Punycode alone.
fn check_reserved_labels(domain: &str) -> Result<(), Reason> {
    let reserved = |label: &str| {
        let mut characters = label.chars();
        let start = (characters.next(), characters.next());
        characters.as_str().starts_with("--") && start != (Some('x'), Some('n'))
    };
    if domain.split('.').any(reserved) {
        let words = "An email address cannot have two letters followed by two dashes immediately after the @-sign or \
                     after a period, except Punycode.";
        return Err(words.to_owned());
    }
    Ok(())
}

fn check_lengths(ascii: &str, sent: &str) -> Result<(), Reason> {
    if let Some(over) = ascii.len().checked_sub(MOST).filter(|over| *over > 0) {
        let why = if ascii == sent {
            too_many(ascii, MOST)
        } else {
            let plural = if over == 1 { "" } else { "s" };
            format!("({over} byte{plural} too many after IDNA encoding)")
        };
        return Err(format!(
            "The email address is too long after the @-sign {why}."
        ));
    }
    match ascii.split('.').find(|label| label.len() > MOST_LABEL) {
        Some(label) => Err(format!(
            "After the @-sign, periods cannot be separated by so many characters {}.",
            too_many(label, MOST_LABEL)
        )),
        None => Ok(()),
    }
}

/// Checks that a domain can be reached from anywhere.
fn check_reachable(ascii: &str) -> Result<(), Reason> {
    let what = "The part after the @-sign is";
    let Some((_, top)) = ascii.rsplit_once('.') else {
        return Err(format!("{what} not valid. It should have a period."));
    };
    if !top.ends_with(|last: char| last.is_ascii_alphabetic()) {
        return Err(format!(
            "{what} not valid. It is not within a valid top-level domain."
        ));
    }
    if RESERVED.contains(&top) {
        return Err(format!(
            "{what} a special-use or reserved name that cannot be used with email."
        ));
    }
    Ok(())
}

/// The domain as it is shown, once its Punycode was found to be right.
fn shown(ascii: &str) -> Result<String, Reason> {
    if !ascii.contains("xn--") {
        return Ok(ascii.to_owned());
    }
    let invalid = |why| format!("The part after the @-sign is not valid IDNA ({why}).");
    let labels: Result<Vec<String>, _> = ascii.split('.').map(idna::to_unicode).collect();
    let labels = labels.map_err(invalid)?;
    let domain = labels.join(".");
    check_host(&domain, "")?;
    check_safe(&domain, false)?;
    if domain.chars().any(idna::is_rightward) {
        // One label from right to left, and the rule is for all of them.
        for label in &labels {
            idna::check_direction(label, true).map_err(invalid)?;
        }
    }
    Ok(domain)
}

/// Why an address in brackets is refused: because it is none, or because it is one.
pub(super) fn literal(text: &str) -> Reason {
    let is_v4 = |found: char| found.is_ascii_digit() || found == '.';
    if !text.is_empty() && text.chars().all(is_v4) {
        if text.parse::<Ipv4Addr>().is_err() {
            return "The address in brackets after the @-sign is not valid: It is not an IPv4 address or is missing an \
                    address literal tag."
                .to_owned();
        }
    } else if let Some(address) = text
        .get(..5)
        .filter(|tag| tag.eq_ignore_ascii_case("ipv6:"))
        .and_then(|_| text.get(5..))
    {
        if address.parse::<Ipv6Addr>().is_err() {
            return "The IPv6 address in brackets after the @-sign is not valid.".to_owned();
        }
    } else {
        let what = "The part after the @-sign";
        return if !text.contains(':') {
            format!("{what} in brackets is not an IPv4 address and has no address literal tag.")
        } else if let Some(bad) = wrong(text, |found| ('!'..='\u{fa}').contains(&found)) {
            format!("{what} contains invalid characters in brackets: {bad}.")
        } else {
            format!("{what} contains an invalid address literal tag in brackets.")
        };
    }
    "A bracketed IP address after the @-sign is not allowed here.".to_owned()
}
