//! A value as JSON where its type can be written: for defaults in documentation.

use serde::Serialize;

/// A value that may be written. `(&Told(value)).json()` writes it where its type serialises.
#[derive(Debug)]
pub struct Told<T>(pub T);

impl<T: Serialize> Told<T> {
    /// The value as JSON; `None` where JSON has no form for it.
    pub fn json(&self) -> Option<serde_json::Value> {
        // Through text, so that an `f32` has the digits that an answer has.
        let json = serde_json::to_vec(&self.0).ok()?;
        serde_json::from_slice(&json).ok()
    }
}

/// A value whose type does not serialise.
pub trait NotTold {
    /// Nothing.
    fn json(&self) -> Option<serde_json::Value> {
        None
    }
}

impl<T> NotTold for &Told<T> {}
