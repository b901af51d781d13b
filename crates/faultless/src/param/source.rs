//! `Source`: the part of a request that a parameter is read from.

/// The part of a request that a parameter is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// The path when the name stands in it; else the query for a scalar, the body for anything else.
    Natural,
    /// The path.
    Path,
    /// The query string.
    Query,
    /// The headers.
    Header,
    /// The cookies.
    Cookie,
    /// The JSON body.
    Body,
    /// A form, URL-encoded or multipart.
    Form,
    /// A file of a multipart form.
    File,
}

impl Source {
    /// The first step of the location of its issues.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Natural | Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body | Self::Form | Self::File => "body",
        }
    }

    /// Its place in the order that issues are told.
    pub(super) const fn rank(self) -> usize {
        match self {
            Self::Path => 0,
            Self::Natural | Self::Query => 1,
            Self::Header => 2,
            Self::Cookie => 3,
            Self::Body | Self::Form | Self::File => 4,
        }
    }

    /// How many ranks there are.
    pub(super) const RANKS: usize = 5;
}
