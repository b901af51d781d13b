//! Routing: routers and their routes, mounts, and which of them a path belongs to.

mod detached;
mod documentation;
mod mount;
mod pattern;
#[cfg(feature = "contract")]
mod promised;
mod redirect;
mod resolved;
mod router;
mod table;
mod websocket;

pub use mount::{Mountable, Mounted, Nature};
pub use router::Router;

pub(crate) use detached::names;
pub(crate) use mount::{MountedAt, strip};
#[cfg(feature = "contract")]
pub(crate) use promised::{Asked, Found, Held, Promises};
pub(crate) use redirect::redirect;
#[cfg(feature = "websocket")]
pub(crate) use resolved::MatchedWebSocket;
pub(crate) use resolved::{Matched, Operations, Routes};
