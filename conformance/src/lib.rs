//! Replays the recorded answers of the reference against a server, and judges them.
//!
//! The cases are data (`cases/NN_name.json`); their format, and what is compared and what is
//! not, is in this folder's `README.md`. The same rules stand a second time in `replay.py`,
//! which needs no build; the two agree case by case, down to the words of a difference.
//!
//! - [`replay`] sends every case of some groups and returns a [`Report`];
//! - [`Floor`] is the number of cases that must pass, per group and tier, and only rises;
//! - [`twin`] is the server the cases are meant for: the reference apps written in Rust.
//!
//! # Example
//! ```no_run
//! let address = "127.0.0.1:8000".parse()?;
//! let report = conformance::replay(address, &conformance::cases_dir(), &["06_json_body"]);
//! print!("{report}");
//! # Ok::<(), std::net::AddrParseError>(())
//! ```

mod floor;
mod json;
mod replay;
pub mod twin;

pub use floor::{Floor, Gap};
pub use replay::{
    Cell, Outcome, Recorded, Report, Selection, Tally, cases_dir, groups, recorded, replay,
    replay_selection,
};
