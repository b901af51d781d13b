//! `Pattern`: a path as it is declared, such as `/items/{item_id}/files/{path:path}`.

use std::sync::Arc;

use regex::Regex;
use smallvec::SmallVec;

use crate::request::{Span, Template};

/// Where the values of a path's parameters stand in it.
pub(super) type Values = SmallVec<[Span; 4]>;

/// A path as it is declared, ready to be matched.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    template: Arc<Template>,
    pub(super) shape: Shape,
    /// Set where whole segments cannot tell: convertors, several parameters in a segment.
    regex: Option<Regex>,
    prefix: bool,
}

/// What a pattern looks like to the router: whole segments only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    pub(super) segments: Vec<Segment>,
    /// True when anything may follow the segments, slashes included, or nothing.
    pub(super) open: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Segment {
    Fixed(Box<str>),
    Any,
}

/// One parameter in a pattern.
struct Placeholder<'t> {
    name: &'t str,
    regex: &'static str,
    plain: bool,
    rest: bool,
}

/// In how many segments of a path parameters may stand: the tree that paths are put into panics at more.
const MOST_PARAMETERS: usize = 25;

const CONVERTORS: [(&str, &str); 5] = [
    ("str", "[^/]+"),
    ("path", "(?s:.*)"),
    ("int", "[0-9]+"),
    ("float", r"[0-9]+(?:\.[0-9]+)?"),
    (
        "uuid",
        "[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}",
    ),
];

impl Pattern {
    /// The pattern of an operation's whole path, its routers' prefixes included.
    ///
    /// # Errors
    /// What is wrong with it and what to write instead.
    pub(super) fn new(path: &str) -> Result<Self, String> {
        Self::compile(path, false)
    }

    /// The pattern of a mount: the path and a slash, then anything.
    pub(super) fn mount(path: &str) -> Result<Self, String> {
        Self::compile(&format!("{}/", path.trim_end_matches('/')), true)
    }

    fn compile(path: &str, prefix: bool) -> Result<Self, String> {
        if !path.starts_with('/') {
            return Err(format!(
                "the path `{path}` does not start with a slash: write `/{path}`"
            ));
        }
        let mut names: Vec<Box<str>> = Vec::new();
        let mut regex = String::from(r"\A");
        let mut shape = Shape {
            segments: Vec::new(),
            open: prefix,
        };
        let mut plain = true;
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let last = segments.len() - 1;
        let mut closed = false;
        for (index, segment) in segments.iter().copied().enumerate() {
            regex.push('/');
            let mut parts = 0;
            let mut fixed = String::new();
            let mut rest = segment;
            while let Some(open) = rest.find(['{', '}']) {
                let (before, from) = rest.split_at(open);
                let Some((inside, after)) = from
                    .strip_prefix('{')
                    .and_then(|inside| inside.split_once('}'))
                else {
                    return Err(format!(
                        "the path `{path}` has a brace without its other: write `{{name}}` or `{{name:convertor}}`"
                    ));
                };
                let placeholder = Placeholder::parse(path, inside)?;
                if names.iter().any(|known| **known == *placeholder.name) {
                    return Err(format!(
                        "the path `{path}` names `{}` twice: give each parameter a name of its own",
                        placeholder.name
                    ));
                }
                regex.push_str(&regex::escape(before));
                regex.push('(');
                regex.push_str(placeholder.regex);
                regex.push(')');
                // A segment that is one whole parameter of any text needs no regex.
                let whole = before.is_empty() && after.is_empty();
                plain &= whole && (placeholder.plain || (placeholder.rest && index == last));
                if placeholder.rest {
                    closed = true;
                }
                names.push(placeholder.name.into());
                fixed.push_str(before);
                parts += 1;
                rest = after;
            }
            regex.push_str(&regex::escape(rest));
            if closed {
                // From a `path` parameter on, segments say nothing.
                shape.open = true;
                continue;
            }
            if index == last && prefix {
                // The empty text after a mount's last slash.
                continue;
            }
            shape.segments.push(if parts == 0 {
                Segment::Fixed(segment.into())
            } else {
                Segment::Any
            });
        }
        let any = |segment: &&Segment| **segment == Segment::Any;
        let parameters = shape.segments.iter().filter(any).count();
        if parameters > MOST_PARAMETERS {
            return Err(format!(
                "the path `{path}` has parameters in {parameters} segments, and {MOST_PARAMETERS} are the most: take some of them from the query"
            ));
        }
        if !prefix {
            regex.push_str(r"\z");
        }
        let regex = if plain && !prefix {
            None
        } else {
            Some(
                Regex::new(&regex)
                    .map_err(|error| format!("the path `{path}` cannot be matched: {error}"))?,
            )
        };
        let template = Arc::new(Template {
            text: path.into(),
            names: names.into(),
        });
        Ok(Self {
            template,
            shape,
            regex,
            prefix,
        })
    }

    pub(super) fn template(&self) -> &Arc<Template> {
        &self.template
    }

    /// A text that is the same for patterns that match the same paths, whatever their parameters are called.
    pub(super) fn key(&self) -> String {
        match &self.regex {
            Some(regex) => regex.as_str().to_owned(),
            None => self.shape.entries().join(" "),
        }
    }

    /// The names of its parameters.
    pub(super) fn names(&self) -> &[Box<str>] {
        &self.template.names
    }

    /// Where the parameters stand in `path`, when it matches.
    pub(super) fn values(&self, path: &str) -> Option<Values> {
        match &self.regex {
            Some(regex) if self.template.names.is_empty() => regex.is_match(path).then(Values::new),
            Some(regex) => {
                let captures = regex.captures(path)?;
                captures
                    .iter()
                    .skip(1)
                    .map(|group| group.map(|group| group.range().into()))
                    .collect()
            }
            None => self.by_segments(path),
        }
    }

    /// How much of `path` a mount takes for itself: all before the last slash of its own path.
    pub(super) fn mounted_at(&self, path: &str) -> Option<usize> {
        debug_assert!(self.prefix, "only mounts are asked");
        let end = self.regex.as_ref()?.find(path)?.end();
        end.checked_sub(1)
    }

    /// Byte by byte: a segment ends at a slash, and no part of another character looks like one.
    fn by_segments(&self, path: &str) -> Option<Values> {
        let path = path.as_bytes();
        let mut values = Values::new();
        let mut at = 0;
        for segment in &self.shape.segments {
            let rest = path.get(at..)?.strip_prefix(b"/")?;
            let from = at + 1;
            match segment {
                Segment::Fixed(fixed) => {
                    let after = rest.strip_prefix(fixed.as_bytes())?;
                    if after.first().is_some_and(|byte| *byte != b'/') {
                        return None;
                    }
                    at = from + fixed.len();
                }
                Segment::Any => {
                    at = from + rest.iter().take_while(|byte| **byte != b'/').count();
                    if at == from {
                        return None;
                    }
                    values.push((from..at).into());
                }
            }
        }
        if self.shape.open {
            path.get(at..)?.strip_prefix(b"/")?;
            values.push((at + 1..path.len()).into());
            return Some(values);
        }
        (at == path.len()).then_some(values)
    }
}

impl<'t> Placeholder<'t> {
    fn parse(path: &str, inside: &'t str) -> Result<Self, String> {
        if let Some(rest) = inside.strip_prefix('*') {
            return Err(format!(
                "the path `{path}` has `{{{inside}}}`: the rest of a path is written `{{{rest}:path}}`"
            ));
        }
        let (name, convertor) = inside.split_once(':').unwrap_or((inside, "str"));
        let well_named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !well_named {
            return Err(format!(
                "the path `{path}` has a parameter named `{name}`: a name is letters, digits and `_`, as the argument's"
            ));
        }
        let Some((_, regex)) = CONVERTORS.iter().find(|(known, _)| *known == convertor) else {
            return Err(format!(
                "the path `{path}` has a convertor `{convertor}`: there are `str`, `path`, `int`, `float` and `uuid`"
            ));
        };
        Ok(Self {
            name,
            regex,
            plain: convertor == "str",
            rest: convertor == "path",
        })
    }
}

impl Segment {
    /// Whether it stands for the empty text, which no parameter takes.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Fixed(text) if text.is_empty())
    }
}

impl Shape {
    /// The shape in `matchit`'s syntax; an open one needs a second entry for an empty rest.
    pub(super) fn entries(&self) -> Vec<String> {
        let mut text = String::new();
        for (index, segment) in self.segments.iter().enumerate() {
            text.push('/');
            match segment {
                Segment::Fixed(fixed) => {
                    text.push_str(&fixed.replace('{', "{{").replace('}', "}}"));
                }
                Segment::Any => text.extend(["{p", &index.to_string(), "}"]),
            }
        }
        if self.open {
            vec![format!("{text}/"), format!("{text}/{{*rest}}")]
        } else {
            vec![text]
        }
    }
}
