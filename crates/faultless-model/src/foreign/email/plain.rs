//! Addresses that need no second look: the many that are in their normal form as they were sent.

use super::MOST;
use super::domain::{MOST_LABEL, RESERVED};

/// Whether an address is one of ASCII in small letters that every rule lets pass as it is.
///
/// It says yes to nothing that the longer way would change or refuse; to the rest it says nothing.
pub(super) fn is_plain(sent: &str) -> bool {
    let Some((local, domain)) = sent.split_once('@') else {
        return false;
    };
    sent.len() <= MOST && local.split('.').all(is_atom) && is_host(domain)
}

fn is_atom(atom: &str) -> bool {
    let fits = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'+');
    !atom.is_empty() && atom.bytes().all(fits)
}

fn is_host(domain: &str) -> bool {
    let Some((_, top)) = domain.rsplit_once('.') else {
        return false;
    };
    top.ends_with(|last: char| last.is_ascii_lowercase())
        && !RESERVED.contains(&top)
        && domain.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let fits = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=MOST_LABEL).contains(&label.len())
        && label.bytes().all(fits)
        && !label.starts_with('-')
        && !label.ends_with('-')
        // Two dashes may be the mark of an encoded label.
        && !label.contains("--")
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
