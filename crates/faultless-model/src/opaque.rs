//! `Opaque`: a value that is no JSON, inside an input.

use std::any::Any;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::input::Input;

/// What an [`Opaque`] holds.
pub trait OpaqueValue: Any + fmt::Debug + Send + Sync {
    /// What an issue shows of it.
    fn shown(&self) -> Input<'_>;

    /// Its bytes, where they are at hand.
    fn bytes(&self) -> Option<&[u8]> {
        None
    }
}

/// A value that is no JSON, such as an uploaded file: only a type that knows what it is can read it.
///
/// # Example
/// ```
/// use faultless_model::{OpaqueValue, Field, Input, Invalid, Opaque, Reader, Rules, Shape};
///
/// #[derive(Debug, Clone)]
/// struct Picture(Vec<u8>);
///
/// impl OpaqueValue for Picture {
///     fn shown(&self) -> Input<'_> {
///         Input::from("a picture")
///     }
/// }
///
/// impl Field for Picture {
///     const SHAPE: Shape = Shape::Scalar;
///
///     fn read(input: &Input<'_>, _: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
///         let picture = match input {
///             Input::Opaque(value) => value.downcast_ref::<Picture>().cloned(),
///             _ => None,
///         };
///         picture.ok_or_else(|| reader.refuse("no_picture".into(), input))
///     }
/// }
///
/// let input = Input::Opaque(Opaque::new(Picture(vec![1])));
/// assert_eq!(serde_json::to_string(&input).unwrap(), r#""a picture""#);
/// ```
#[derive(Clone)]
pub struct Opaque(Arc<dyn OpaqueValue>);

impl Opaque {
    /// A value as an input.
    pub fn new(contents: impl OpaqueValue) -> Self {
        Self(Arc::new(contents))
    }

    /// The value, where it is of this type.
    pub fn downcast_ref<T: OpaqueValue>(&self) -> Option<&T> {
        let contents: &dyn Any = &*self.0;
        contents.downcast_ref()
    }

    /// What an issue shows of it.
    pub fn shown(&self) -> Input<'_> {
        self.0.shown()
    }

    /// Its bytes, where they are at hand.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.0.bytes()
    }
}

impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Equal where it is the very same value.
impl PartialEq for Opaque {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Opaque {}

impl Hash for Opaque {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).cast::<()>().hash(state);
    }
}
