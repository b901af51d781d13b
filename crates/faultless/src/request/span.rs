//! `Span`: a part of a path or a query, in half the room of a range.

use std::ops::Range;

/// A part of a path or a query. No URI is longer than 64 KiB, so that it takes half the room of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    from: u32,
    to: u32,
}

impl Span {
    /// The text, of the path or query that it is a part of.
    pub(crate) fn of(self, whole: &str) -> Option<&str> {
        whole.get(self.from as usize..self.to as usize)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.from == self.to
    }

    /// The same part, of a text that has so many bytes more before it.
    pub(crate) fn shifted(self, bytes: usize) -> Self {
        let bytes = small(bytes);
        Self {
            from: self.from.saturating_add(bytes),
            to: self.to.saturating_add(bytes),
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self {
            from: small(range.start),
            to: small(range.end),
        }
    }
}

fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_again_further_on() {
        let span = Span::from(2..4);
        assert_eq!(span.of("abcdef"), Some("cd"));
        assert_eq!(span.shifted(3).of("...abcdef"), Some("cd"));
        assert_eq!(span.of("a"), None);
        assert!(Span::from(3..3).is_empty());
    }
}
