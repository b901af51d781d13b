//! What the parts of a URL cannot hold as they stand (RFC 3986 section 3), each part by what it adds.

use percent_encoding::{AsciiSet, CONTROLS};

/// A query, whose own escapes stay as they are.
pub(crate) const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A fragment, of text that has no escapes yet.
pub(crate) const FRAGMENT: &AsciiSet = &QUERY.add(b'#').add(b'%').add(b'[').add(b']');

/// A path, of text that has no escapes yet.
pub(crate) const PATH: &AsciiSet = &FRAGMENT.add(b'?');
