//! `Pattern`: a regular expression, and beside it a table of its states where that is small.

use regex::Regex;
use regex_automata::dfa::Automaton as _;
use regex_automata::dfa::dense::{Config, DFA};
use regex_automata::util::primitives::StateID;
use regex_automata::{Input, MatchKind, nfa::thompson};

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
    table: Option<Box<Table>>,
}

/// The states of a pattern, and the one that every text begins in.
#[derive(Clone, Debug)]
struct Table {
    states: DFA<Vec<u32>>,
    start: StateID,
}

impl Table {
    /// The table of a pattern; `None` where it would be large.
    fn new(pattern: &str) -> Option<Self> {
        let config = Config::new()
            .match_kind(MatchKind::LeftmostFirst)
            .dfa_size_limit(Some(LARGEST))
            .determinize_size_limit(Some(LARGEST));
        let states = DFA::builder()
            .configure(config)
            .thompson(thompson::Config::new().nfa_size_limit(Some(LARGEST)))
            .build(pattern)
            .ok()?;
        // A text is asked about as a whole: what stands before it is always its beginning.
        let start = states.start_state_forward(&Input::new("")).ok()?;
        Some(Self { states, start })
    }

    /// Whether the pattern matches; `None` at a byte that the table was not made for.
    #[inline]
    fn is_match(&self, text: &str) -> Option<bool> {
        let states = &self.states;
        let mut state = self.start;
        for byte in text.bytes() {
            state = states.next_state(state, byte);
            if states.is_special_state(state) {
                if states.is_match_state(state) {
                    return Some(true);
                }
                if states.is_dead_state(state) {
                    return Some(false);
                }
                if states.is_quit_state(state) {
                    return None;
                }
            }
        }
        // A match is told a byte late, the last one at the end.
        Some(states.is_match_state(states.next_eoi_state(state)))
    }
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// Where it is no regular expression.
    pub(crate) fn new(pattern: &str) -> Result<Self, regex::Error> {
        Ok(Self {
            regex: Regex::new(pattern)?,
            table: Table::new(pattern).map(Box::new),
        })
    }

    /// The pattern as it was written.
    pub(crate) fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    /// Whether it matches anywhere in a text.
    #[inline]
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let quick = self.table.as_ref().and_then(|table| table.is_match(text));
        quick.unwrap_or_else(|| self.regex.is_match(text))
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
