//! Addresses that need no second look: the many that are in their normal form as they were sent.

use super::MOST;
use super::domain::{MOST_LABEL, RESERVED};

/// Whether an address is one of ASCII in small letters that every rule lets pass as it is.
///
/// It says yes to nothing that the longer way would change or refuse; to the rest it says nothing.
pub(super) fn is_plain(sent: &str) -> bool {
    let Some(at) = sent.bytes().position(|byte| byte == b'@') else {
        return false;
    };
    let (local, domain) = sent.as_bytes().split_at(at);
    sent.len() <= MOST && is_local(local) && is_host(domain.get(1..).unwrap_or_default())
}

/// Atoms with single periods between them.
fn is_local(local: &[u8]) -> bool {
    let mut before = b'.';
    for byte in local {
        let fits = match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'+' => true,
            b'.' => before != b'.',
            _ => false,
        };
        if !fits {
            return false;
        }
        before = *byte;
    }
    before != b'.'
}

/// Labels with single periods between them, two at least, the last of which is a domain that takes mail.
fn is_host(domain: &[u8]) -> bool {
    let (mut before, mut label, mut top) = (b'.', 0, None);
    for (index, byte) in domain.iter().enumerate() {
        let fits = match byte {
            b'a'..=b'z' | b'0'..=b'9' => true,
            // Two dashes may be the mark of an encoded label.
            b'-' | b'.' => !matches!(before, b'.' | b'-'),
            _ => false,
        };
        if !fits {
            return false;
        }
        label = if *byte == b'.' { 0 } else { label + 1 };
        if label > MOST_LABEL {
            return false;
        }
        if *byte == b'.' {
            top = domain.get(index + 1..);
        }
        before = *byte;
    }
    before.is_ascii_lowercase()
        && top.is_some_and(|top| RESERVED.iter().all(|name| name.as_bytes() != top))
}

#[cfg(test)]
mod tests {
    use super::super::normalise_fully;
    use super::is_plain;

    #[test]
    fn what_is_plain_passes_the_longer_way_as_it_is() {
        let parts = [
            "",
            "a",
            "a.b",
            ".a",
            "a.",
            "a..b",
            "A",
            "info",
            "a-b",
            "-a",
            "a-",
            "a--b",
            "xn--a",
            "a_b",
            "a+b",
            "1",
            "1a",
            "a1",
            "é",
            "com",
            "test",
            "localhost",
            "b.com",
            "b.c1",
            "b.1",
            "b.test",
            "b.com.",
            "-b.com",
            "b-.com",
            "xn--b.com",
            "b.arpa",
            "a@b",
            " a",
            "a b",
        ];
        let long = "a".repeat(64);
        let mut plain = 0;
        for local in parts.into_iter().chain([long.as_str()]) {
            for domain in parts.into_iter().chain([long.as_str()]) {
                for sent in [
                    format!("{local}@{domain}"),
                    format!("{local}@{domain}.com"),
                    format!("{}@{domain}.com", local.repeat(40)),
                ] {
                    if is_plain(&sent) {
                        plain += 1;
                        assert_eq!(normalise_fully(&sent).as_ref(), Ok(&sent));
                    }
                }
            }
        }
        assert!(plain > 50, "only {plain} were plain");
    }
}
