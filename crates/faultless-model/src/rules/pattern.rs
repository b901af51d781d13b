//! `Pattern`: a regular expression, and beside it a table of its states where that is small.

use regex::Regex;
use regex_automata::dfa::Automaton as _;
use regex_automata::dfa::dense::{Config, DFA};
use regex_automata::{Anchored, Input, MatchKind, nfa::thompson};

/// How large a table may grow, and what may be spent on making it, in bytes.
const LARGEST: usize = 32 << 10;

/// A regular expression that is asked one thing: does it match anywhere?
///
/// Most patterns are short, as are the texts they are asked about: a search in `regex` spends more on getting ready (a
/// cache from a pool, a choice of engines) than on the text. The table of the same authors' `regex-automata` needs
/// nothing; patterns for which it would be large do without.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    regex: Regex,
    table: Option<Box<DFA<Vec<u32>>>>,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// Where it is no regular expression.
    pub(crate) fn new(pattern: &str) -> Result<Self, regex::Error> {
        let regex = Regex::new(pattern)?;
        let config = Config::new()
            .match_kind(MatchKind::LeftmostFirst)
            .dfa_size_limit(Some(LARGEST))
            .determinize_size_limit(Some(LARGEST));
        let table = DFA::builder()
            .configure(config)
            .thompson(thompson::Config::new().nfa_size_limit(Some(LARGEST)))
            .build(pattern);
        Ok(Self {
            regex,
            table: table.ok().map(Box::new),
        })
    }

    /// The pattern as it was written.
    pub(crate) fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    /// Whether it matches anywhere in a text.
    #[inline]
    pub(crate) fn is_match(&self, text: &str) -> bool {
        if let Some(table) = &self.table {
            let input = Input::new(text).anchored(Anchored::No).earliest(true);
            // A table gives up at bytes it was not made for: the regular expression knows.
            if let Ok(found) = table.try_search_fwd(&input) {
                return found.is_some();
            }
        }
        self.regex.is_match(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_table_matches_what_the_regular_expression_matches() {
        let patterns = [
            "^[A-Z]{3}-[0-9]{4}$",
            "b",
            "^$",
            "",
            "a|b|ab",
            "(?i)straße",
            r"\bword\b",
            r"^\p{L}+$",
            "^.{2,3}$",
            r"^(a+)+$",
            r"\d",
            r"(?m)^x$",
            r"(?s)^a.b$",
            r"^[^@]+@[^@]+$",
            "é",
        ];
        let texts = [
            "",
            "b",
            "ab",
            "ABC-1234",
            "ABC-1234\n",
            "xABC-1234",
            "STRASSE",
            "STRAẞE",
            "a word here",
            "é",
            "éé",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
            "a\nb",
            "x\ny\nx",
            "a@b",
            "٣",
            "\u{10ffff}",
        ];
        let mut tables = 0;
        for pattern in patterns {
            let compiled = Pattern::new(pattern).unwrap();
            tables += usize::from(compiled.table.is_some());
            for text in texts {
                assert_eq!(
                    compiled.is_match(text),
                    compiled.regex.is_match(text),
                    "{pattern} on {text}"
                );
            }
        }
        assert!(tables >= 8, "only {tables} patterns have a table");
    }
}
