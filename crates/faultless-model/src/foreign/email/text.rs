//! What is asked of characters: their category, their normal form, how they are shown.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use super::Reason;

/// How many characters are named at most: a text of nothing but bad ones must not be answered with a page.
const NAMED: usize = 16;

/// The names of what cannot be shown by itself, of the characters that are met; others are told by their number.
#[rustfmt::skip]
const NAMES: [(char, &str); 59] = [
    ('\u{20}', "SPACE"), ('\u{a0}', "NO-BREAK SPACE"), ('\u{ad}', "SOFT HYPHEN"),
    ('\u{300}', "COMBINING GRAVE ACCENT"), ('\u{301}', "COMBINING ACUTE ACCENT"),
    ('\u{302}', "COMBINING CIRCUMFLEX ACCENT"), ('\u{303}', "COMBINING TILDE"), ('\u{304}', "COMBINING MACRON"),
    ('\u{306}', "COMBINING BREVE"), ('\u{307}', "COMBINING DOT ABOVE"), ('\u{308}', "COMBINING DIAERESIS"),
    ('\u{30a}', "COMBINING RING ABOVE"), ('\u{30b}', "COMBINING DOUBLE ACUTE ACCENT"),
    ('\u{30c}', "COMBINING CARON"), ('\u{327}', "COMBINING CEDILLA"), ('\u{328}', "COMBINING OGONEK"),
    ('\u{34f}', "COMBINING GRAPHEME JOINER"), ('\u{61c}', "ARABIC LETTER MARK"), ('\u{1680}', "OGHAM SPACE MARK"),
    ('\u{180e}', "MONGOLIAN VOWEL SEPARATOR"), ('\u{2000}', "EN QUAD"), ('\u{2001}', "EM QUAD"),
    ('\u{2002}', "EN SPACE"), ('\u{2003}', "EM SPACE"), ('\u{2004}', "THREE-PER-EM SPACE"),
    ('\u{2005}', "FOUR-PER-EM SPACE"), ('\u{2006}', "SIX-PER-EM SPACE"), ('\u{2007}', "FIGURE SPACE"),
    ('\u{2008}', "PUNCTUATION SPACE"), ('\u{2009}', "THIN SPACE"), ('\u{200a}', "HAIR SPACE"),
    ('\u{200b}', "ZERO WIDTH SPACE"), ('\u{200c}', "ZERO WIDTH NON-JOINER"), ('\u{200d}', "ZERO WIDTH JOINER"),
    ('\u{200e}', "LEFT-TO-RIGHT MARK"), ('\u{200f}', "RIGHT-TO-LEFT MARK"), ('\u{2028}', "LINE SEPARATOR"),
    ('\u{2029}', "PARAGRAPH SEPARATOR"), ('\u{202a}', "LEFT-TO-RIGHT EMBEDDING"),
    ('\u{202b}', "RIGHT-TO-LEFT EMBEDDING"), ('\u{202c}', "POP DIRECTIONAL FORMATTING"),
    ('\u{202d}', "LEFT-TO-RIGHT OVERRIDE"), ('\u{202e}', "RIGHT-TO-LEFT OVERRIDE"),
    ('\u{202f}', "NARROW NO-BREAK SPACE"), ('\u{205f}', "MEDIUM MATHEMATICAL SPACE"), ('\u{2060}', "WORD JOINER"),
    ('\u{2061}', "FUNCTION APPLICATION"), ('\u{2062}', "INVISIBLE TIMES"), ('\u{2063}', "INVISIBLE SEPARATOR"),
    ('\u{2064}', "INVISIBLE PLUS"), ('\u{2066}', "LEFT-TO-RIGHT ISOLATE"), ('\u{2067}', "RIGHT-TO-LEFT ISOLATE"),
    ('\u{2068}', "FIRST STRONG ISOLATE"), ('\u{2069}', "POP DIRECTIONAL ISOLATE"), ('\u{3000}', "IDEOGRAPHIC SPACE"),
    ('\u{feff}', "ZERO WIDTH NO-BREAK SPACE"), ('\u{fff9}', "INTERLINEAR ANNOTATION ANCHOR"),
    ('\u{fffa}', "INTERLINEAR ANNOTATION SEPARATOR"), ('\u{fffb}', "INTERLINEAR ANNOTATION TERMINATOR"),
];

/// The general category of a character.
pub(super) fn category(character: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(character)
}

/// Whether a character is of one of these categories.
pub(super) fn is_of(group: GeneralCategoryGroup, character: char) -> bool {
    group.contains(category(character))
}

/// A text in Unicode's composed form.
pub(super) fn nfc(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(text)
        .into_owned()
}

/// Letters, numbers, punctuation and symbols.
fn is_visible(character: char) -> bool {
    let visible = GeneralCategoryGroup::Letter
        .union(GeneralCategoryGroup::Number)
        .union(GeneralCategoryGroup::Punctuation)
        .union(GeneralCategoryGroup::Symbol);
    is_of(visible, character)
}

/// A character as a reason shows it: in quotes, or by its name.
fn display(character: char) -> String {
    match character {
        '\\' => r#""\""#.to_owned(),
        '\'' => r#""'""#.to_owned(),
        visible if is_visible(visible) => format!("'{visible}'"),
        other => match NAMES.iter().find(|(named, _)| *named == other) {
            Some((_, name)) => (*name).to_owned(),
            None if u32::from(other) < 0xffff => format!("U+{:04X}", u32::from(other)),
            None => format!("U+{:08X}", u32::from(other)),
        },
    }
}

/// Characters, shown; the last ones are only counted where there are many.
fn listed(shown: impl ExactSizeIterator<Item = String>) -> String {
    let left_out = shown.len().saturating_sub(NAMED);
    let mut list = shown.take(NAMED).collect::<Vec<_>>().join(", ");
    if left_out > 0 {
        // Writing to a String cannot fail.
        let _ = write!(list, " and {left_out} more");
    }
    list
}

/// The characters of a text that are not right, as a reason lists them; `None` where all are.
pub(super) fn wrong(text: &str, is_right: impl Fn(char) -> bool) -> Option<String> {
    let wrong: BTreeSet<char> = text.chars().filter(|found| !is_right(*found)).collect();
    let shown: BTreeSet<String> = wrong.into_iter().map(display).collect();
    (!shown.is_empty()).then(|| listed(shown.into_iter()))
}

/// Every character of a text, shown in its order.
pub(super) fn in_order(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    listed(characters.into_iter().map(display))
}

/// Checks that no character is unsafe to show: none that controls or is unassigned, no mark that would join what stands
/// before, and no space but where it may be.
pub(super) fn check_safe(text: &str, space: bool) -> Result<(), Reason> {
    let is_safe = |index: usize, found: char| match category(found) {
        GeneralCategory::SpaceSeparator => space,
        _ if is_of(GeneralCategoryGroup::Mark, found) => index > 0,
        _ => is_visible(found),
    };
    let found = text.chars().enumerate();
    let unsafe_ones: BTreeSet<char> = found
        .filter(|(index, found)| !is_safe(*index, *found))
        .map(|(_, found)| found)
        .collect();
    if unsafe_ones.is_empty() {
        return Ok(());
    }
    let shown = listed(unsafe_ones.into_iter().map(display));
    Err(format!(
        "The email address contains unsafe characters: {shown}."
    ))
}

/// Checks that periods, and in a host name hyphens, stand between other characters: `first` and `last` are what is said
/// where one does not, up to and from the character's name.
pub(super) fn check_dots(
    text: &str,
    first: (&str, &str),
    last: (&str, &str),
    is_host: bool,
) -> Result<(), Reason> {
    let said = |(before, after): (&str, &str), name: &'static str| {
        Err(format!("{before} a {name}{after}."))
    };
    let ends = |character: char, name: &'static str| {
        if text.ends_with(character) {
            return said(last, name);
        }
        if text.starts_with(character) {
            return said(first, name);
        }
        Ok(())
    };
    ends('.', "period")?;
    if text.contains("..") {
        return Err("An email address cannot have two periods in a row.".to_owned());
    }
    if is_host {
        ends('-', "hyphen")?;
        if text.contains(".-") || text.contains("-.") {
            let words = "An email address cannot have a period and a hyphen next to each other.";
            return Err(words.to_owned());
        }
    }
    Ok(())
}

/// By how many characters a text is too long.
pub(super) fn too_many(text: &str, most: usize) -> String {
    let over = text.chars().count().saturating_sub(most);
    format!(
        "({over} character{} too many)",
        if over > 1 { "s" } else { "" }
    )
}
