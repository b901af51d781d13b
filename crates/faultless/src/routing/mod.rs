//! Routing: routers and their routes, mounts, and which of them a path belongs to.

mod detached;
mod documentation;
mod mount;
mod pattern;
mod redirect;
mod resolved;
mod router;
mod table;
mod websocket;

pub use mount::{Mountable, Nature};
pub use router::Router;

pub(crate) use detached::names;
pub(crate) use mount::{Mounted, MountedAt, strip};
pub(crate) use redirect::redirect;
#[cfg(feature = "websocket")]
pub(crate) use resolved::MatchedWebSocket;
pub(crate) use resolved::{Matched, Operations, Routes};
