//! What may stand in a challenge or a document, checked where a scheme is made.

/// Ends the making of a scheme that cannot be; the application is then not built, and says so with these words.
#[track_caller]
#[expect(
    clippy::panic,
    reason = "a scheme is made when the application is built, which tells the panic as a mistake of it"
)]
pub(super) fn refuse(why: impl std::fmt::Display) -> ! {
    panic!("{why}")
}

/// True for the characters of a token, which names of headers, cookies and schemes are made of.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// True for a scope: printable ASCII without space, quotes and backslashes (RFC 6749, 3.3).
pub(super) fn is_scope(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}

/// A text in quotes, as a challenge has it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_cannot_be_left() {
        assert_eq!(quoted(r#"a" x="\"#), r#""a\" x=\"\\""#);
    }

    #[test]
    fn scopes_are_one_word() {
        assert!(is_scope("items:read"));
        assert!(
            ["", "a b", "a\"", "é", "a\n"]
                .iter()
                .all(|text| !is_scope(text))
        );
    }
}
