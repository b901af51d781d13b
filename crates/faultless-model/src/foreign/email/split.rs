//! An address into its parts: a name, what stands before the @-sign, what stands after it.

use icu_properties::props::GeneralCategoryGroup;

use super::local::is_atom;
use super::text::{check_safe, in_order, is_of, nfc, wrong};
use super::{Reason, is_space};

/// The parts of an address.
pub(super) struct Parts {
    /// Whether it stands in angle brackets.
    pub(super) named: bool,
    /// What stands before the @-sign, as it was sent.
    pub(super) local: String,
    /// The same without quotes.
    pub(super) unquoted: String,
    /// Whether it was in quotes.
    pub(super) quoted: bool,
    /// What stands after the @-sign.
    pub(super) domain: String,
}

/// Takes an address apart at the first @-sign that is not in quotes.
pub(super) fn split(text: &str) -> Result<Parts, Reason> {
    let (left, right) = split_at(text, &['@', '<'])?;
    let (named, (local, domain)) = if right.starts_with('<') {
        (true, split_at(inside(left, right)?, &['@'])?)
    } else {
        (false, (left, right))
    };
    let (unquoted, quoted) = unquote(local)?;
    Ok(Parts {
        named,
        local: local.to_owned(),
        unquoted,
        quoted,
        domain: domain.strip_prefix('@').unwrap_or(domain).to_owned(),
    })
}

/// The address in angle brackets, once the name before it was found good.
fn inside<'t>(name: &str, bracketed: &'t str) -> Result<&'t str, Reason> {
    let (name, quoted) = unquote(name.trim_end_matches(is_space))?;
    let is_plain = |found: char| found != '.' && (is_atom(found) || found == ' ');
    if let Some(bad) = wrong(&name, is_plain).filter(|_| !quoted) {
        return Err(format!(
            "The display name contains invalid characters when not quoted: {bad}."
        ));
    }
    check_safe(&name, true)?;
    if !bracketed.contains('>') {
        let words = "An open angle bracket at the start of the email address has to be followed by a close angle \
                     bracket at the end.";
        return Err(words.to_owned());
    }
    let bracketed = bracketed.trim_end_matches(' ');
    bracketed
        .strip_suffix('>')
        .and_then(|rest| rest.strip_prefix('<'))
        .ok_or_else(|| "There can't be anything after the email address.".to_owned())
}

/// Splits at the first of some characters that is not in quotes; it stands at the start of the second part.
fn split_at<'t>(text: &'t str, specials: &[char]) -> Result<(&'t str, &'t str), Reason> {
    let (mut quoted, mut escaped) = (false, false);
    for (start, found) in text.char_indices() {
        let special = matches!(found, '"' | '\\') || specials.contains(&found);
        // A mark after it makes another character of it; asked only where the character matters.
        if (special || escaped) && combines(text, start, found) {
            continue;
        }
        if quoted {
            let ends = found == '"' && !escaped;
            escaped = found == '\\' && !escaped;
            quoted = !ends;
        } else if found == '"' {
            quoted = true;
        } else if specials.contains(&found) {
            return Ok(text.split_at(start));
        }
    }
    Err(if text.contains('＠') {
        "The email address has the \"full-width\" at-sign (@) character instead of a regular at-sign."
    } else if text.contains('﹫') {
        "The email address has the \"small commercial at\" character instead of a regular at-sign."
    } else {
        "An email address must have an @-sign."
    }
    .to_owned())
}

/// Whether a character becomes another one together with the marks after it: `<` and U+0338 are `≮`.
fn combines(text: &str, start: usize, found: char) -> bool {
    let rest = text.get(start..).unwrap_or_default();
    let marks = rest.chars().skip(1);
    // More than thirty marks in a row are no text (UAX #15).
    let marks = marks.take_while(|next| is_of(GeneralCategoryGroup::Mark, *next));
    let together: String = std::iter::once(found).chain(marks.take(31)).collect();
    together.len() > found.len_utf8() && !nfc(&together).starts_with(found)
}

/// A text without the quotes around it and without what escapes in them; and whether there were any.
fn unquote(text: &str) -> Result<(String, bool), Reason> {
    let Some(inside) = text.strip_prefix('"') else {
        return Ok((text.to_owned(), false));
    };
    let (mut value, mut escaped) = (String::with_capacity(inside.len()), false);
    for (start, found) in inside.char_indices() {
        if escaped {
            value.push(found);
            escaped = false;
        } else if found == '\\' {
            escaped = true;
        } else if found == '"' {
            let rest = inside.get(start + 1..).unwrap_or_default();
            if rest.is_empty() {
                return Ok((value, true));
            }
            let rest = in_order(rest);
            return Err(format!(
                "Extra character(s) found after close quote: {rest}"
            ));
        } else {
            value.push(found);
        }
    }
    Ok((value, true))
}
