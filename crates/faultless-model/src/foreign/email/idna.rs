//! Labels of international domains, by the rules of IDNA 2008 (RFC 5891 to 5893), which are tighter than a browser's.

use std::fmt::Write as _;

use icu_normalizer::uts46::Uts46MapperBorrowed;
use icu_properties::props::{
    BidiClass, CanonicalCombiningClass, EnumeratedProperty, GeneralCategory, GeneralCategoryGroup,
    JoiningType, Script,
};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use super::Reason;
use super::text::{category, is_of, nfc};

/// How long a label may be before it is encoded, and after.
const MOST_SENT: usize = 254;
const MOST: usize = 63;

/// The mark of an encoded label.
const ENCODED: &str = "xn--";

fn property<T: EnumeratedProperty>(of: CodePointMapDataBorrowed<'static, T>, character: char) -> T {
    of.get(character)
}

/// A label as it travels.
pub(super) fn to_ascii(label: &str) -> Result<String, Reason> {
    let encoded = if label.is_ascii() {
        to_unicode(label)?;
        label.to_owned()
    } else {
        check(label)?;
        let code = ::idna::punycode::encode_str(label).unwrap_or_default();
        format!("{ENCODED}{code}")
    };
    if encoded.len() > MOST {
        return Err("Label too long".to_owned());
    }
    Ok(encoded)
}

/// A label as it is shown.
pub(super) fn to_unicode(label: &str) -> Result<String, Reason> {
    let label = label.to_ascii_lowercase();
    let Some(code) = label.strip_prefix(ENCODED) else {
        check(&label)?;
        return Ok(label);
    };
    if code.is_empty() {
        return Err("Malformed A-label, no Punycode eligible content found".to_owned());
    }
    if code.ends_with('-') {
        return Err("A-label must not end with a hyphen".to_owned());
    }
    let decoded = ::idna::punycode::decode_to_string(code);
    let decoded = decoded.ok_or_else(|| "Invalid A-label".to_owned())?;
    if ::idna::punycode::encode_str(&decoded).as_deref() != Some(code) {
        return Err("A-label is not the canonical Punycode encoding of its U-label".to_owned());
    }
    check(&decoded)?;
    Ok(decoded)
}

/// Checks a label as it is shown.
fn check(label: &str) -> Result<(), Reason> {
    let characters: Vec<char> = label.chars().collect();
    let Some(first) = characters.first() else {
        return Err("Empty Label".to_owned());
    };
    if characters.len() > MOST_SENT {
        return Err("Label too long".to_owned());
    }
    if nfc(label) != label {
        return Err("Label must be in Normalization Form C".to_owned());
    }
    if let [_, _, '-', '-', ..] = characters.as_slice() {
        return Err("Label has disallowed hyphens in 3rd and 4th position".to_owned());
    }
    if *first == '-' || characters.last() == Some(&'-') {
        return Err("Label must not start or end with a hyphen".to_owned());
    }
    if is_of(GeneralCategoryGroup::Mark, *first) {
        return Err("Label begins with an illegal combining character".to_owned());
    }
    for (index, character) in characters.iter().enumerate() {
        check_character(*character, index, &characters, label)?;
    }
    check_direction(label, false)
}

fn check_character(
    character: char,
    index: usize,
    label: &[char],
    text: &str,
) -> Result<(), Reason> {
    let (code, place) = (u32::from(character), index + 1);
    match character {
        '\u{200c}' | '\u{200d}' if !may_join(character, index, label) => Err(format!(
            "Joiner U+{code:04X} not allowed at position {place} in {}",
            quoted(text)
        )),
        '\u{200c}' | '\u{200d}' => Ok(()),
        _ => match fits_context(character, index, label) {
            Some(true) => Ok(()),
            Some(false) => Err(format!(
                "Codepoint U+{code:04X} not allowed at position {place} in {}",
                quoted(text)
            )),
            None if is_valid(character) => Ok(()),
            None => Err(format!(
                "Codepoint U+{code:04X} at position {place} of {} not allowed",
                quoted(text)
            )),
        },
    }
}

/// Whether a character is valid anywhere in a label (RFC 5892, `PVALID`).
fn is_valid(character: char) -> bool {
    match character {
        // Beside ASCII the exceptions, among them Cherokee's letters, which are stable in upper case.
        '-'
        | '0'..='9'
        | 'a'..='z'
        | '\u{df}'
        | '\u{3c2}'
        | '\u{6fd}'
        | '\u{6fe}'
        | '\u{f0b}'
        | '\u{3007}'
        | '\u{13a0}'..='\u{13f5}' => true,
        // What stretches or repeats letters, marks of mathematics and music, the letters of Hangul's syllables.
        '\u{640}'
        | '\u{7fa}'
        | '\u{302e}'
        | '\u{302f}'
        | '\u{3031}'..='\u{3035}'
        | '\u{303b}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{1d100}'..='\u{1d24f}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{a960}'..='\u{a97c}'
        | '\u{d7b0}'..='\u{d7fb}' => false,
        other => is_letter_or_digit(other) && is_stable(other),
    }
}

fn is_letter_or_digit(character: char) -> bool {
    matches!(
        category(character),
        GeneralCategory::LowercaseLetter
            | GeneralCategory::OtherLetter
            | GeneralCategory::ModifierLetter
            | GeneralCategory::NonspacingMark
            | GeneralCategory::SpacingMark
            | GeneralCategory::DecimalNumber
    )
}

/// Whether a character is mapped to itself.
fn is_stable(character: char) -> bool {
    let mapper = Uts46MapperBorrowed::new();
    mapper
        .map_normalize(std::iter::once(character))
        .eq([character])
}

/// Whether a character that depends on its neighbours is right beside them (RFC 5892, `CONTEXTO`); `None` for all others.
fn fits_context(character: char, index: usize, label: &[char]) -> Option<bool> {
    let is = |found: Option<&char>, scripts: &[Script]| {
        found.is_some_and(|found| {
            scripts.contains(&property(CodePointMapData::<Script>::new(), *found))
        })
    };
    let before = index.checked_sub(1).and_then(|index| label.get(index));
    let after = label.get(index + 1);
    let none_of =
        |digits: std::ops::RangeInclusive<char>| !label.iter().any(|found| digits.contains(found));
    Some(match character {
        '\u{b7}' => before == Some(&'l') && after == Some(&'l'),
        '\u{375}' => is(after, &[Script::Greek]),
        '\u{5f3}' | '\u{5f4}' => is(before, &[Script::Hebrew]),
        '\u{30fb}' => label.iter().any(|found| {
            let scripts = [Script::Hiragana, Script::Katakana, Script::Han];
            *found != '\u{30fb}' && is(Some(found), &scripts)
        }),
        '\u{660}'..='\u{669}' => none_of('\u{6f0}'..='\u{6f9}'),
        '\u{6f0}'..='\u{6f9}' => none_of('\u{660}'..='\u{669}'),
        _ => return None,
    })
}

/// Whether a joiner is right beside its neighbours (RFC 5892, `CONTEXTJ`).
fn may_join(joiner: char, index: usize, label: &[char]) -> bool {
    let (before, after) = label.split_at_checked(index).unwrap_or_default();
    let class = CodePointMapData::<CanonicalCombiningClass>::new();
    let is_virama = |found: &char| property(class, *found) == CanonicalCombiningClass::Virama;
    if before.last().is_some_and(is_virama) {
        return true;
    }
    let joining = |found: &char| property(CodePointMapData::<JoiningType>::new(), *found);
    let opaque = |kind: &JoiningType| *kind != JoiningType::Transparent;
    let left = before.iter().rev().map(joining).find(opaque);
    let right = after.iter().skip(1).map(joining).find(opaque);
    joiner == '\u{200c}'
        && matches!(
            left,
            Some(JoiningType::LeftJoining | JoiningType::DualJoining)
        )
        && matches!(
            right,
            Some(JoiningType::RightJoining | JoiningType::DualJoining)
        )
}

fn direction(character: char) -> BidiClass {
    property(CodePointMapData::<BidiClass>::new(), character)
}

/// Whether a character is written from right to left.
pub(super) fn is_rightward(character: char) -> bool {
    matches!(
        direction(character),
        BidiClass::RightToLeft | BidiClass::ArabicLetter | BidiClass::ArabicNumber
    )
}

/// Checks the directions of a label (RFC 5893), where any goes from right to left, or `always`.
pub(super) fn check_direction(label: &str, always: bool) -> Result<(), Reason> {
    if !always && !label.chars().any(is_rightward) {
        return Ok(());
    }
    let rightward = match label.chars().next().map(direction) {
        Some(BidiClass::RightToLeft | BidiClass::ArabicLetter) => true,
        Some(BidiClass::LeftToRight) => false,
        _ => {
            let label = quoted(label);
            return Err(format!(
                "First codepoint in label {label} must be directionality L, R or AL"
            ));
        }
    };
    let (mut numbers, mut ends_well) = (None, false);
    for (index, character) in label.chars().enumerate() {
        let class = direction(character);
        let fits = match class {
            BidiClass::EuropeanNumber
            | BidiClass::EuropeanSeparator
            | BidiClass::CommonSeparator
            | BidiClass::EuropeanTerminator
            | BidiClass::OtherNeutral
            | BidiClass::BoundaryNeutral
            | BidiClass::NonspacingMark => true,
            BidiClass::LeftToRight => !rightward,
            BidiClass::RightToLeft | BidiClass::ArabicLetter | BidiClass::ArabicNumber => rightward,
            _ => false,
        };
        if !fits {
            let side = if rightward {
                "right-to-left"
            } else {
                "left-to-right"
            };
            let place = index + 1;
            return Err(format!(
                "Invalid direction for codepoint at position {place} in a {side} label"
            ));
        }
        let is_number = matches!(class, BidiClass::EuropeanNumber | BidiClass::ArabicNumber);
        if rightward && is_number && *numbers.get_or_insert(class) != class {
            return Err("Can not mix numeral types in a right-to-left label".to_owned());
        }
        if class != BidiClass::NonspacingMark {
            ends_well = is_number || is_rightward(character) || class == BidiClass::LeftToRight;
        }
    }
    if ends_well {
        Ok(())
    } else {
        Err("Label ends with illegal codepoint directionality".to_owned())
    }
}

/// A text in quotes, as Python writes it: what cannot be seen is escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for character in text.chars() {
        let code = u32::from(character);
        let hidden = GeneralCategoryGroup::Other.union(GeneralCategoryGroup::Separator);
        // Writing to a String cannot fail.
        let _ = match code {
            _ if !is_of(hidden, character) || character == ' ' => write!(quoted, "{character}"),
            0..=0xff => write!(quoted, "\\x{code:02x}"),
            0x100..=0xffff => write!(quoted, "\\u{code:04x}"),
            _ => write!(quoted, "\\U{code:08x}"),
        };
    }
    quoted.push('\'');
    quoted
}
