//! `Exception`: any error, erased, with where it was raised.

use std::any::TypeId;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::error::Error;
use std::fmt;
use std::panic::Location;

use faultless_model::Catalogue;

use super::{
    HttpException, RequestValidationError, ResponseValidationError, WebSocketRequestValidationError,
};

/// The result of a handler: the error is an [`Exception`] unless you name another.
pub type Result<T = (), E = Exception> = std::result::Result<T, E>;

/// Any error on its way to a handler: its value, its causes, and where it was raised.
///
/// Every `std::error::Error` becomes one with `?`. Nothing of it reaches the client unless a handler, or the error's
/// own [`Raise`](super::Raise), says so: an error that nobody planned is a 500 with a fixed text, and its words stand
/// in the log alone.
///
/// It does not implement `Error` itself, so that `?` can take any error; [`Exception::error`] gives the one inside.
/// What is an error by name only, such as `Box<dyn Error + Send + Sync>`, becomes one with
/// `.map_err(Exception::boxed)?`; an `anyhow::Error` with `.map_err(|error| Exception::boxed(error.into()))?`.
///
/// A backtrace is taken when `RUST_BACKTRACE` or `RUST_LIB_BACKTRACE` is set, for anything but an expected
/// [`HttpException`] below 500.
///
/// # Example
/// ```
/// use faultless::{Exception, Result};
///
/// fn read(text: &str) -> Result<u8> {
///     Ok(text.parse::<u8>()?)
/// }
///
/// let exception = read("many").unwrap_err();
/// assert!(exception.is::<std::num::ParseIntError>());
/// assert!(exception.location().file().ends_with(".rs"));
/// ```
pub struct Exception(Box<Raised<dyn Error + Send + Sync + 'static>>);

struct Raised<E: ?Sized> {
    type_id: TypeId,
    type_name: &'static str,
    location: &'static Location<'static>,
    backtrace: Option<Backtrace>,
    /// What was being handled when this was raised: set where an exception handler fails.
    during: Option<Exception>,
    error: E,
}

impl Exception {
    /// Erases `error`; what `?` does.
    #[track_caller]
    #[must_use]
    pub fn new<E: Error + Send + Sync + 'static>(error: E) -> Self {
        let type_id = TypeId::of::<E>();
        let planned = type_id == TypeId::of::<HttpException>()
            || type_id == TypeId::of::<RequestValidationError>()
            || type_id == TypeId::of::<WebSocketRequestValidationError>()
            || type_id == TypeId::of::<super::WebSocketException>();
        Self(Box::new(Raised {
            type_id,
            type_name: std::any::type_name::<E>(),
            location: Location::caller(),
            backtrace: if planned { None } else { captured() },
            during: None,
            error,
        }))
    }

    /// An unplanned failure that has only words: a 500 to the client, the words in the log.
    ///
    /// ```
    /// let exception = faultless::Exception::msg("the cache is cold");
    /// assert_eq!(exception.to_string(), "the cache is cold");
    /// ```
    #[track_caller]
    #[must_use]
    pub fn msg(message: impl Into<String>) -> Self {
        Self::new(Message(message.into()))
    }

    /// An exception from an error that is boxed already. Its type can only be found by asking for it
    /// ([`Exception::downcast_ref`]); its name is unknown.
    #[track_caller]
    #[must_use]
    pub fn boxed(error: Box<dyn Error + Send + Sync + 'static>) -> Self {
        match error.downcast::<HttpException>() {
            Ok(error) => Self::new(*error),
            Err(error) => Self::new(Boxed(error)),
        }
    }

    /// The error inside.
    #[must_use]
    pub fn error(&self) -> &(dyn Error + 'static) {
        if let Some(boxed) = self.0.error.downcast_ref::<Boxed>() {
            return boxed.0.as_ref();
        }
        &self.0.error
    }

    /// True when the error inside is an `E`.
    #[must_use]
    pub fn is<E: Error + 'static>(&self) -> bool {
        self.error().is::<E>()
    }

    /// The error inside, when it is an `E`.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.error().downcast_ref()
    }

    /// Tells the issues inside in the words of a catalogue, unless they were told in one already.
    pub(crate) fn tell_in(&mut self, messages: &Catalogue) {
        let error: &mut (dyn Error + 'static) = if self.0.error.is::<Boxed>() {
            match self.0.error.downcast_mut::<Boxed>() {
                Some(boxed) => boxed.0.as_mut(),
                None => return,
            }
        } else {
            &mut self.0.error
        };
        if let Some(error) = error.downcast_mut::<RequestValidationError>() {
            error.tell_in(messages);
        } else if let Some(error) = error.downcast_mut::<ResponseValidationError>() {
            error.tell_in(messages);
        } else if let Some(error) = error.downcast_mut::<WebSocketRequestValidationError>() {
            error.tell_in(messages);
        }
    }

    /// The full path of the type of the error inside, as `std::any::type_name` writes it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.0.type_name
    }

    /// Where it was raised: the place of the `?`, of `raise!`, or of [`Exception::new`].
    #[must_use]
    pub fn location(&self) -> &'static Location<'static> {
        self.0.location
    }

    /// The backtrace, when one was captured.
    #[must_use]
    pub fn backtrace(&self) -> Option<&Backtrace> {
        self.0.backtrace.as_ref()
    }

    /// The exception that was being handled when this one was raised by its handler.
    #[must_use]
    pub fn during(&self) -> Option<&Exception> {
        self.0.during.as_ref()
    }

    /// The error inside and then its causes, outermost first.
    #[must_use]
    pub fn chain(&self) -> Chain<'_> {
        Chain {
            next: Some(self.error()),
            left: Chain::LONGEST,
        }
    }

    /// The type of the error inside, where it is known: not of one that came in a box.
    pub(crate) fn type_id(&self) -> Option<TypeId> {
        (self.0.type_id != TypeId::of::<Boxed>()).then_some(self.0.type_id)
    }

    /// What a function at `location` returned as its error: where in it that was made, nobody saw.
    pub(crate) fn returned<E: Into<Exception> + 'static>(
        error: E,
        location: &'static Location<'static>,
    ) -> Self {
        let erased_already = TypeId::of::<E>() == TypeId::of::<Exception>();
        let exception: Exception = error.into();
        if erased_already {
            exception
        } else {
            exception.at(location)
        }
    }

    pub(crate) fn raised_during(mut self, handled: Exception) -> Self {
        self.0.during = Some(handled);
        self
    }

    pub(crate) fn at(mut self, location: &'static Location<'static>) -> Self {
        self.0.location = location;
        self
    }
}

fn captured() -> Option<Backtrace> {
    let backtrace = Backtrace::capture();
    (backtrace.status() == BacktraceStatus::Captured).then_some(backtrace)
}

impl<E: Error + Send + Sync + 'static> From<E> for Exception {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::new(error)
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.error(), f)
    }
}

/// The words, the causes and the place, for a test's failure or a log.
impl fmt::Debug for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.type_name, self.error())?;
        for cause in self.chain().skip(1) {
            write!(f, "\n  caused by: {cause}")?;
        }
        write!(f, "\n  raised at {}", self.0.location)?;
        if let Some(during) = &self.0.during {
            write!(f, "\nwhile handling {during:?}")?;
        }
        Ok(())
    }
}

/// An error and its causes, outermost first; made by [`Exception::chain`].
///
/// It ends after 64 links, so that an error whose causes run in a circle cannot hang a request.
#[derive(Debug, Clone)]
pub struct Chain<'a> {
    next: Option<&'a (dyn Error + 'static)>,
    left: u8,
}

impl Chain<'_> {
    const LONGEST: u8 = 64;
}

impl<'a> Chain<'a> {
    pub(crate) fn from_error(error: &'a (dyn Error + 'static)) -> Self {
        Self {
            next: Some(error),
            left: Self::LONGEST,
        }
    }
}

impl<'a> Iterator for Chain<'a> {
    type Item = &'a (dyn Error + 'static);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let error = self.next?;
        self.next = error.source();
        Some(error)
    }
}

#[derive(Debug)]
struct Message(String);

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Message {}

#[derive(Debug)]
struct Boxed(Box<dyn Error + Send + Sync>);

impl fmt::Display for Boxed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Boxed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
