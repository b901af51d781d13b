//! Query parameters.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher as _};

use faultless_model::Input;
use smallvec::SmallVec;

use super::Extraction;
use super::wrapper::wrapper;
use crate::request::Span;

wrapper! {
    /// A query parameter, also for a type whose natural source is another: `Query<Vec<String>>`; or the whole query as a
    /// model: `Query<Filter>`.
    ///
    /// It rejects, as issues with a location that starts at `query`: a value that is missing (unless the type is an
    /// `Option` or there is a default), and whatever the type refuses. Of a repeated parameter the last value counts, a
    /// list takes all. `q` without `=` is the empty text.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[derive(Serialize, Model)]
    /// #[serde(deny_unknown_fields)]
    /// struct Filter {
    ///     #[field(le = 100)]
    ///     limit: Option<u32>,
    ///     #[serde(default)]
    ///     tags: Vec<String>,
    /// }
    ///
    /// #[get("/items")]
    /// async fn items(filter: Query<Filter>) -> Json<Filter> {
    ///     Json(filter.0)
    /// }
    ///
    /// let client = TestClient::new(App::new().routes(routes![items])).blocking();
    /// let answer = client.get("/items?tags=a&tags=b&limit=5").send();
    /// assert_eq!(answer.text(), r#"{"limit":5,"tags":["a","b"]}"#);
    /// let refused: serde_json::Value = client.get("/items?tag=a").send().json();
    /// assert_eq!(refused["detail"][0]["loc"], serde_json::json!(["query", "tag"]));
    /// ```
    Query
}

/// The values of a query parameter.
pub(super) fn find<'e>(
    extraction: &'e mut Extraction<'_>,
    name: &str,
    many: bool,
) -> Option<Input<'e>> {
    let pairs = extraction.query_pairs(name);
    let mut pairs = pairs.filter(|pair| is_named(pair, name));
    if many {
        let values: Vec<Input<'e>> = pairs.map(|pair| Input::Text(value(pair))).collect();
        return (!values.is_empty()).then_some(Input::List(values));
    }
    pairs.next_back().map(|pair| Input::Text(value(pair)))
}

/// Where the `name=value` pairs of a query stand.
pub(super) struct Pairs {
    spans: SmallVec<[Span; 4]>,
    /// What the pairs are sorted by, where there are many: a hash of each one's name, so that many parameters of a long
    /// query do not each look through all of it.
    hashes: Box<[u64]>,
}

impl Pairs {
    /// How many pairs are looked through one by one.
    const FEW: usize = 16;

    pub(super) fn of(query: &str) -> Self {
        let mut from = 0;
        let pairs = query.as_bytes().split(|byte| *byte == b'&');
        let spans = pairs.map(|pair| {
            let span = Span::from(from..from + pair.len());
            from += pair.len() + 1;
            span
        });
        let mut spans: SmallVec<[Span; 4]> = spans.filter(|span| !span.is_empty()).collect();
        let mut hashes = Vec::new();
        if spans.len() > Self::FEW {
            let hash = |span: &Span| hash(&key(span.of(query).unwrap_or_default()));
            // One name's pairs keep their order.
            spans.sort_by_cached_key(hash);
            hashes = spans.iter().map(hash).collect();
        }
        let hashes = hashes.into();
        Self { spans, hashes }
    }

    /// The pairs that may have this name, in their order.
    pub(super) fn candidates(&self, name: &str) -> &[Span] {
        if self.hashes.is_empty() {
            return &self.spans;
        }
        let wanted = hash(name);
        let from = self.hashes.partition_point(|hash| *hash < wanted);
        let to = self.hashes.partition_point(|hash| *hash <= wanted);
        self.spans.get(from..to).unwrap_or_default()
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(name.as_bytes());
    hasher.finish()
}

/// The name of a pair, decoded.
fn key(pair: &str) -> Cow<'_, str> {
    let key = pair.split('=').next().unwrap_or_default();
    if !is_encoded(key) {
        return Cow::Borrowed(key);
    }
    let decoded = form_urlencoded::parse(key.as_bytes()).next();
    decoded.map_or(Cow::Borrowed(""), |(key, _)| key)
}

fn is_named(pair: &str, name: &str) -> bool {
    if let Some([] | [b'=', ..]) = pair.as_bytes().strip_prefix(name.as_bytes()) {
        return true;
    }
    // A name that is not encoded would have begun like that.
    matches!(key(pair), Cow::Owned(key) if key == name)
}

fn value(pair: &str) -> Cow<'_, str> {
    let at = pair.bytes().position(|byte| byte == b'=');
    let raw = at.and_then(|at| pair.get(at + 1..)).unwrap_or_default();
    if !is_encoded(raw) {
        return Cow::Borrowed(raw);
    }
    form_urlencoded::parse(pair.as_bytes())
        .next()
        .map_or(Cow::Borrowed(""), |(_, value)| value)
}

fn is_encoded(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'%' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_pairs_are_found_as_few_are() {
        let few = ["a=1", "b=2", "a=3", "%61=4", "c", "=5", "a+b=6", "ab=7"];
        let more = (0..40).map(|number| format!("n{number}={number}"));
        let many = few.iter().map(ToString::to_string).chain(more);
        let many = many.collect::<Vec<_>>().join("&&");
        let few = few.join("&");
        for name in ["a", "b", "c", "", "a b", "ab", "n", "d"] {
            let found = |query: &str| -> Vec<String> {
                let pairs = Pairs::of(query);
                let texts = pairs
                    .candidates(name)
                    .iter()
                    .filter_map(|span| span.of(query));
                texts
                    .filter(|pair| is_named(pair, name))
                    .map(str::to_owned)
                    .collect()
            };
            assert_eq!(found(&many), found(&few), "{name}");
        }
        assert!(!Pairs::of(&many).hashes.is_empty());
    }
}
