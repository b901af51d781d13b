//! Query parameters.

use std::borrow::Cow;

use faultless_model::Input;

use super::Extraction;
use super::wrapper::wrapper;

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
    let mut pairs = extraction.query_pairs().filter(|pair| is_named(pair, name));
    if many {
        let values: Vec<Input<'e>> = pairs.map(|pair| Input::Text(value(pair))).collect();
        return (!values.is_empty()).then_some(Input::List(values));
    }
    pairs.next_back().map(|pair| Input::Text(value(pair)))
}

fn is_named(pair: &str, name: &str) -> bool {
    if let Some([] | [b'=', ..]) = pair.as_bytes().strip_prefix(name.as_bytes()) {
        return true;
    }
    let key = pair.split('=').next().unwrap_or_default();
    is_encoded(key) && form_urlencoded::parse(key.as_bytes()).any(|(key, _)| key == name)
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
