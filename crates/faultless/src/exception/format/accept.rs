//! `ByAccept`: the client chooses among formats.

use std::sync::Arc;

use http::header::ACCEPT;

use super::{ErrorFormat, ErrorReport, Rendered};
use crate::request::Request;

/// Chooses a format by the request's `Accept`: the offered media type that the client likes best, else the first.
///
/// # Example
/// ```
/// use faultless::{App, ByAccept, Detailed, Problem};
///
/// let app = App::new().error_format(ByAccept::new("application/json", Detailed).or("application/problem+json", Problem));
/// ```
#[derive(Clone)]
pub struct ByAccept {
    offers: Vec<(&'static str, Arc<dyn ErrorFormat>)>,
}

impl ByAccept {
    /// A choice whose first offer, also for clients that accept none or do not say, is this one.
    #[must_use]
    pub fn new(media_type: &'static str, format: impl ErrorFormat) -> Self {
        Self {
            offers: vec![(media_type, Arc::new(format))],
        }
    }

    /// Adds an offer.
    #[must_use]
    pub fn or(mut self, media_type: &'static str, format: impl ErrorFormat) -> Self {
        self.offers.push((media_type, Arc::new(format)));
        self
    }
}

impl std::fmt::Debug for ByAccept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.offers.iter().map(|(media_type, _)| media_type))
            .finish()
    }
}

impl ErrorFormat for ByAccept {
    fn render(&self, error: &ErrorReport<'_>) -> Rendered {
        // The list is never empty: `new` puts the first in.
        let mut offers = self.offers.iter();
        let Some(mut best) = offers.next() else {
            return super::Detailed.render(error);
        };
        let mut liked = quality(error.request(), best.0);
        for offer in offers {
            let quality = quality(error.request(), offer.0);
            if quality > liked {
                (best, liked) = (offer, quality);
            }
        }
        best.1.render(error)
    }

    fn media_types(&self) -> Vec<&'static str> {
        self.offers
            .iter()
            .map(|(media_type, _)| *media_type)
            .collect()
    }
}

/// How much the client likes a media type (RFC 9110 section 12.5.1), in thousandths, the most specific range deciding.
/// No `Accept` at all likes everything alike.
pub(crate) fn quality(request: &Request, media_type: &str) -> u16 {
    let mut best: Option<(u8, u16)> = None;
    let mut said = false;
    // A header of thousands of ranges is read no further than this many.
    for range in request
        .headers()
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|v| v.split(','))
        .take(64)
    {
        said = true;
        let mut parts = range.split(';').map(str::trim);
        let Some(specific) = parts
            .next()
            .and_then(|range| specificity(range, media_type))
        else {
            continue;
        };
        let weight = parts
            .find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")))
            .map_or(1000, thousandths);
        if best.is_none_or(|(known, _)| specific > known) {
            best = Some((specific, weight));
        }
    }
    match best {
        Some((_, weight)) => weight,
        None if said => 0,
        None => 1000,
    }
}

fn specificity(range: &str, media_type: &str) -> Option<u8> {
    if range.eq_ignore_ascii_case(media_type) {
        return Some(2);
    }
    if range == "*/*" {
        return Some(0);
    }
    let (kind, _) = media_type.split_once('/')?;
    let (wanted, rest) = range.split_once('/')?;
    (rest == "*" && wanted.eq_ignore_ascii_case(kind)).then_some(1)
}

fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if whole == "1" {
        return 1000;
    }
    let digits: String = fraction
        .chars()
        .take_while(char::is_ascii_digit)
        .chain("000".chars())
        .take(3)
        .collect();
    digits.parse().unwrap_or(0)
}
