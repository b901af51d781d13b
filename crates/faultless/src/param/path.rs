//! Path parameters.

use super::wrapper::wrapper;

wrapper! {
    /// A path parameter whose name stands in the prefix of a router: one in the operation's own path needs no wrapper.
    ///
    /// It rejects, as issues with a location that starts at `path`, whatever the type refuses.
    Path
}
