//! `email_address::EmailAddress`, read and normalised as Python's `email-validator` does it.

mod domain;
mod idna;
mod local;
mod plain;
mod split;
mod text;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use email_address::EmailAddress;
use regex::Regex;
use serde::de::{Deserializer, Error, Visitor};

use self::local::Local;
use self::plain::is_plain;
use self::split::split;
use self::text::{nfc, too_many};
use crate::container::{too_long, too_short};
use crate::field::{Field, Shape};
use crate::input::Input;
use crate::issue::MASK;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::road::Road;
use crate::rules::{Lengthy, Rules, Textual};
use crate::schema::{Schema, Schemas};

/// Why a text is no address, in words.
type Reason = String;

/// How many characters are looked at.
const MOST_SENT: usize = 2048;

/// How many bytes an address has at most, by RFC 5321.
const MOST: usize = 254;

/// An address with a name before it: `Ann <ann@example.com>`.
#[expect(clippy::expect_used, reason = "a test reads such an address")]
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"[\w.!#$%&'*+\-/=?^_`{|}~]+";
    let names = format!(r#"(?:{word}\s+)*{word}|"(?s:.+)""#);
    Regex::new(&format!(r"\A\s*(?:{names})?\s*<(.+)>\s*\z")).expect("a regular expression")
});

/// An e-mail address that can be written to from anywhere (kind `value_error`, with the reason in words): the part before
/// the @-sign unquoted, a domain with a period. Space around it, and a name before it (`Ann <ann@example.com>`), are left
/// out; the domain is in lower case and, where it is international, in Unicode. Lengths and patterns are of what is left.
impl Field for EmailAddress {
    const SHAPE: Shape = Shape::Scalar;

    fn accept<'de, D: Deserializer<'de>>(
        deserializer: D,
        road: &Road<'_>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_str(PlainVisitor(road))
    }

    fn schema(_schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::format("email").under(rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let Input::Text(text) = input else {
            return Err(reader.refuse(Kind::StringType, input));
        };
        let address = normalise(text).map_err(|reason| {
            // A reason quotes what is wrong.
            let reason = if reader.hides() {
                MASK.to_owned()
            } else {
                reason
            };
            let message = format!("value is not a valid email address: {reason}");
            let context = [("reason".into(), reason.into())];
            reader.worded(Kind::ValueError, message.into(), input, context)
        })?;
        let measured = rules.min_length.is_some() || rules.max_length.is_some();
        let length = if measured { address.chars().count() } else { 0 };
        if let Some(min) = rules.min_length.filter(|min| length < *min) {
            return Err(too_short("Value", min, length, input, reader));
        }
        if let Some(max) = rules.max_length.filter(|max| length > *max) {
            return Err(too_long("Value", max, Some(length), input, reader));
        }
        if rules.ascii && !address.is_ascii() {
            return Err(reader.refuse(Kind::StringNotAscii, input));
        }
        rules.check_pattern(&address, &Input::from(address.as_str()), reader)?;
        let cased = match rules.cased(&address) {
            Cow::Borrowed(_) => None,
            Cow::Owned(cased) => Some(cased),
        };
        Ok(Self::new_unchecked(cased.unwrap_or(address)))
    }
}

/// A plain address under no rules, which needs neither an input nor words; any other is read as such.
struct PlainVisitor<'r>(&'r Road<'r>);

impl Visitor<'_> for PlainVisitor<'_> {
    type Value = Option<EmailAddress>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address")
    }

    fn visit_str<E: Error>(self, sent: &str) -> Result<Self::Value, E> {
        if self.0.rules().are_none() && is_plain(sent) {
            return Ok(Some(EmailAddress::new_unchecked(sent)));
        }
        self.0.read_otherwise(&Input::from(sent))
    }
}

impl Lengthy for EmailAddress {}
impl Textual for EmailAddress {}

/// Space, as Python strips it.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
}

/// The address in its normal form.
fn normalise(sent: &str) -> Result<String, Reason> {
    if is_plain(sent) {
        return Ok(sent.to_owned());
    }
    normalise_fully(sent)
}

/// The same for an address of any sort.
fn normalise_fully(sent: &str) -> Result<String, Reason> {
    if sent.chars().nth(MOST_SENT).is_some() {
        return Err(format!("Length must not exceed {MOST_SENT} characters"));
    }
    if sent.contains(['\r', '\n']) {
        return Err("Carriage return and line feed characters are not allowed".to_owned());
    }
    // The expression costs more than all the rest.
    let brackets = sent.contains('<').then(|| NAMED.captures(sent)).flatten();
    let bare = brackets.and_then(|found| found.get(1));
    let text = bare
        .map_or(sent, |bare| bare.as_str())
        .trim_matches(is_space);
    let parts = split(text)?;
    let local = before(&parts.unquoted, parts.quoted)?;
    let domain = after(&parts.domain)?;
    let address = format!("{}@{}", local.text, domain.unicode);
    check_length(
        &format!("{}@{}", parts.local, parts.domain),
        &address,
        &format!("{}@{}", local.text, domain.ascii),
    )?;
    if parts.named {
        let words =
            "A display name and angle brackets around the email address are not permitted here.";
        return Err(words.to_owned());
    }
    Ok(address)
}

/// The part before the @-sign, as it was sent or, where that differs, in Unicode's composed form.
fn before(sent: &str, quoted: bool) -> Result<Local, Reason> {
    const MAILBOXES: [&str; 15] = [
        "info",
        "marketing",
        "sales",
        "support",
        "abuse",
        "noc",
        "security",
        "postmaster",
        "hostmaster",
        "usenet",
        "news",
        "webmaster",
        "www",
        "uucp",
        "ftp",
    ];
    let mut local = Local::read(sent, quoted)?;
    let composed = nfc(sent);
    if composed != sent {
        local = Local::read(&composed, quoted)
            .map_err(|reason| format!("After Unicode normalization: {reason}"))?;
    }
    if quoted {
        return Err("Quoting the part before the @-sign is not allowed here.".to_owned());
    }
    // The mailboxes of RFC 2142 are the same in any case.
    if MAILBOXES.contains(&local.text.to_ascii_lowercase().as_str()) {
        local.text.make_ascii_lowercase();
    }
    Ok(local)
}

/// The part after the @-sign.
fn after(sent: &str) -> Result<domain::Domain, Reason> {
    if sent.is_empty() {
        return Err("There must be something after the @-sign.".to_owned());
    }
    match sent
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(literal) => Err(domain::literal(literal)),
        None => domain::read(sent),
    }
}

/// Checks that an address is short enough as it was sent, as it is kept, and as it travels.
fn check_length(sent: &str, kept: &str, travelling: &str) -> Result<(), Reason> {
    let forms = [
        (sent, None),
        (kept, Some("after normalization")),
        (
            travelling,
            Some("when the part after the @-sign is converted to IDNA ASCII"),
        ),
    ];
    for (form, when) in forms {
        let Some(over) = form.len().checked_sub(MOST).filter(|over| *over > 0) else {
            continue;
        };
        let plural = if over > 1 { "s" } else { "" };
        let why = match when {
            Some(when) => format!("{when} ({over} byte{plural} too many)"),
            None if form.is_ascii() => too_many(form, MOST),
            None => {
                // At least so many characters, were they all of the widest that is there.
                let widest = form.chars().map(char::len_utf8).max().unwrap_or(1);
                let least = (over / widest).max(1);
                let range = if least == over {
                    over.to_string()
                } else {
                    format!("{least}-{over}")
                };
                format!("({range} character{plural} too many)")
            }
        };
        return Err(format!("The email address is too long {why}."));
    }
    Ok(())
}
