//! What the fuzz targets check; the targets themselves are one line each.

#![forbid(unsafe_code)]

pub mod forms;
pub mod json;
