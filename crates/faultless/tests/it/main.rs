//! The framework through its public face.

mod smoke;
