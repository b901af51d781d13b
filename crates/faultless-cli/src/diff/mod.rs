#![doc = include_str!("../docs/diff.md")]

mod document;
mod fields;
mod limits;
mod operation;
mod place;
mod report;
mod responses;
mod rule;
mod schema;
mod security;
mod unchanged;
mod union;
mod view;

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt::Write as _;

use serde_json::Value;

pub use self::document::{Document, Unusable};
pub use self::report::{Change, Report};
pub use self::rule::{Class, Rule};

use self::document::Operation;
use self::place::Place;
use self::schema::Pair;

/// How many pairs of schemas are compared at most: documents whose references lead back into each other can make more
/// than anyone waits for.
const STEPS: usize = 20_000_000;

/// Compares two documents: what a client of the old one meets in the new one.
///
/// # Errors
/// [`Unusable`] when one of them refers to what is not in it, or to another file.
///
/// # Example
/// ```
/// use faultless_cli::diff::{Class, Document, Rule, compare};
///
/// let old = Document::parse("old", br#"{"openapi": "3.1.0", "paths": {"/items": {"get": {}}}}"#)?;
/// let new = Document::parse("new", br#"{"openapi": "3.1.0", "paths": {}}"#)?;
/// let report = compare(&old, &new)?;
/// assert_eq!(report.count(Class::Breaking), 1);
/// assert_eq!(report.changes()[0].rule(), Rule::OperationRemoved);
/// # Ok::<(), faultless_cli::diff::Unusable>(())
/// ```
pub fn compare(old: &Document, new: &Document) -> Result<Report, Unusable> {
    compare_within(old, new, STEPS)
}

fn compare_within(old: &Document, new: &Document, limit: usize) -> Result<Report, Unusable> {
    let mut comparison = Comparison {
        old,
        new,
        unchanged: unchanged::references(old, new),
        limit,
        operation: String::new(),
        changes: Vec::new(),
        waiting: VecDeque::new(),
        seen: HashSet::new(),
        steps: 0,
    };
    comparison.documents()?;
    Ok(Report::new(comparison.changes))
}

/// A comparison under way.
struct Comparison<'a> {
    old: &'a Document,
    new: &'a Document,
    /// References to what is the same in both, all that it refers to included.
    unchanged: HashSet<String>,
    /// How many steps are taken at most.
    limit: usize,
    /// The operation that is compared.
    operation: String,
    changes: Vec<Change>,
    waiting: VecDeque<Pair<'a>>,
    /// What has been compared of this operation; true for a request's.
    seen: HashSet<(usize, usize, bool)>,
    steps: usize,
}

impl Comparison<'_> {
    fn documents(&mut self) -> Result<(), Unusable> {
        let olds = self.old.operations()?;
        let (pairs, olds, news) = paired(olds, self.new.operations()?);
        for old in olds {
            self.begin(&old);
            let was_deprecated = old.object.get("deprecated") == Some(&Value::Bool(true));
            let words = if was_deprecated {
                "the operation is gone (it was deprecated)"
            } else {
                "the operation is gone"
            };
            self.tell_here(Rule::OperationRemoved, words);
        }
        for new in news {
            self.begin(&new);
            self.tell_here(Rule::OperationAdded, "the operation is new");
        }
        for (old, new) in pairs {
            self.begin(&old);
            self.operation(&old, &new)?;
        }
        self.operation.clear();
        if self.old.root().get("webhooks") != self.new.root().get("webhooks") {
            self.tell_here(Rule::NotCompared, "webhooks changed, and are not compared");
        }
        Ok(())
    }

    fn begin(&mut self, operation: &Operation<'_>) {
        self.operation = operation.title();
        self.seen.clear();
    }

    fn tell(&mut self, rule: Rule, place: &Place<'_>, words: impl Into<String>) {
        let change = Change::new(rule, &self.operation, place.to_string(), words.into());
        self.changes.push(change);
    }

    /// Tells of the operation itself.
    fn tell_here(&mut self, rule: Rule, words: impl Into<String>) {
        let change = Change::new(rule, &self.operation, String::new(), words.into());
        self.changes.push(change);
    }

    fn step(&mut self) -> Result<(), Unusable> {
        self.steps += 1;
        if self.steps > self.limit {
            return Err(Unusable(format!(
                "the documents are not compared: their schemas make more than {} pairs",
                self.limit
            )));
        }
        Ok(())
    }
}

type Pairs<'a> = Vec<(Operation<'a>, Operation<'a>)>;

/// The operations that are in both documents, those that are in the old one alone, and those in the new one alone.
fn paired<'a>(
    mut olds: Vec<Operation<'a>>,
    news: Vec<Operation<'a>>,
) -> (Pairs<'a>, Vec<Operation<'a>>, Vec<Operation<'a>>) {
    type Key = for<'o> fn(&'o Operation<'_>) -> (&'static str, &'o str);
    // One of the very same path first: several paths may have one shape.
    let keys: [Key; 2] = [
        |operation| (operation.method, operation.path),
        |operation| (operation.method, &operation.shape),
    ];
    let (mut pairs, mut news) = (Vec::new(), news);
    for key in keys {
        let mut places: HashMap<_, VecDeque<Operation<'a>>> = HashMap::new();
        for new in news {
            let (method, text) = key(&new);
            let place = (method, text.to_owned());
            places.entry(place).or_default().push_back(new);
        }
        olds.retain(|old| {
            let (method, text) = key(old);
            let found = places.get_mut(&(method, text.to_owned()));
            let Some(new) = found.and_then(VecDeque::pop_front) else {
                return true;
            };
            pairs.push((old.clone(), new));
            false
        });
        news = places.into_values().flatten().collect();
        news.sort_by_key(|operation| operation.index);
    }
    (pairs, olds, news)
}

/// A document's text as it may stand in a report: in one line, without what a terminal would obey, and not too long.
fn plain(text: &str) -> String {
    const LONGEST: usize = 120;
    let mut plain = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == LONGEST {
            plain.push_str("...");
            break;
        }
        // What turns the direction of a line around hides what stands in it.
        let is_turning = matches!(c, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || is_turning {
            let _ = write!(plain, "{}", c.escape_unicode());
        } else {
            plain.push(c);
        }
    }
    plain
}

fn quoted(text: &str) -> String {
    format!("`{}`", plain(text))
}

/// A value in a few words.
fn brief(value: &Value) -> String {
    quoted(&value.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::{Document, compare_within};

    /// A document whose answer leads round a circle of so many schemas.
    fn circle(length: usize) -> Document {
        let name = |index: usize| format!("S{}", index % length);
        let reference =
            |index: usize| json!({"$ref": format!("#/components/schemas/{}", name(index))});
        let schemas: Map<_, _> = (0..length)
            .map(|index| {
                (
                    name(index),
                    json!({"properties": {"a": reference(index + 1)}}),
                )
            })
            .collect();
        let content = json!({"content": {"a/b": {"schema": reference(0)}}});
        let document = json!({
            "openapi": "3.1.0",
            "paths": {"/a": {"get": {"responses": {"200": content}}}},
            "components": {"schemas": schemas},
        });
        Document::parse("it", document.to_string().as_bytes()).unwrap()
    }

    /// Circles of lengths that have nothing in common: each schema of one meets each of the other.
    #[test]
    fn more_pairs_than_anyone_waits_for_are_refused() {
        let (old, new) = (circle(31), circle(37));
        assert_eq!(compare_within(&old, &new, 10_000).unwrap().changes(), []);
        assert_eq!(
            compare_within(&old, &new, 1_000).unwrap_err().to_string(),
            "the documents are not compared: their schemas make more than 1000 pairs"
        );
    }
}
