//! Routing: routers and their routes, mounts, and which of them a path belongs to.

mod mount;
mod pattern;
mod redirect;
mod resolved;
mod router;
mod table;

pub use mount::Mountable;
pub use router::Router;

pub(crate) use mount::{Mounted, MountedAt, Nature, strip};
pub(crate) use redirect::redirect;
pub(crate) use resolved::{Matched, Operations, Routes};
