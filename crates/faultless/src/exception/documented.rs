//! `ErrorDoc`: one way in which an error is answered, as the documentation tells it.

use std::any::{TypeId, type_name};
use std::borrow::Cow;
use std::error::Error;
use std::marker::PhantomData;

use http::StatusCode;
use serde::Serialize;

use super::raise::declared;
use super::{Detail, HttpException, IntoStatus, Raise};

/// One way in which an error is answered, as the documentation tells it: status, code, words, an example.
///
/// The [derive](derive@crate::Raise) makes one of each variant. By hand it is for what no type tells: what a layer
/// answers ([`App::raises`](crate::App::raises)), or a `Raise` that is written out ([`Raise::errors`]).
///
/// # Example
/// ```
/// use faultless::{App, ErrorDoc};
///
/// let app = App::new().raises([
///     ErrorDoc::new(429).code("slow_down").words("Too many requests from one client.").header("Retry-After"),
/// ]);
/// ```
#[derive(Debug, Clone)]
pub struct ErrorDoc {
    /// What the error is, nearest first.
    pub(crate) lineage: Vec<ErrorType>,
    pub(crate) variant: Option<&'static str>,
    /// Of the values of its type, those that are meant.
    pub(crate) only: Option<fn(&(dyn Error + 'static)) -> bool>,
    /// None for an error that says nothing of how it is answered.
    pub(crate) status: Option<StatusCode>,
    pub(crate) code: Option<Cow<'static, str>>,
    pub(crate) example: Example,
    pub(crate) words: Option<Cow<'static, str>>,
    pub(crate) headers: Vec<Cow<'static, str>>,
    /// True when nothing is known: any error may come.
    pub(crate) anything: bool,
}

/// What is known of the detail.
#[derive(Debug, Clone, Default)]
pub(crate) enum Example {
    /// Nothing but that it is a text.
    #[default]
    Text,
    /// One of its values.
    Value(Detail),
    /// Nothing: it is any JSON value.
    Any,
}

/// A type of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ErrorType {
    pub(crate) id: TypeId,
    pub(crate) name: &'static str,
}

impl ErrorType {
    pub(crate) fn of<E: 'static>() -> Self {
        Self {
            id: TypeId::of::<E>(),
            name: type_name::<E>(),
        }
    }
}

impl ErrorDoc {
    /// An answer of this status, which tells a text.
    #[must_use]
    pub fn new(status: impl IntoStatus) -> Self {
        Self {
            status: Some(status.into_status()),
            ..Self::unknown()
        }
    }

    fn unknown() -> Self {
        Self {
            lineage: Vec::new(),
            variant: None,
            only: None,
            status: None,
            code: None,
            example: Example::Text,
            words: None,
            headers: Vec::new(),
            anything: false,
        }
    }

    /// Any error: of a function whose error is an [`Exception`](crate::Exception) or an [`HttpException`], and that does
    /// not say which with `raises(...)`. The documentation has it as `default`.
    #[must_use]
    pub fn anything() -> Self {
        Self {
            anything: true,
            ..Self::unknown()
        }
    }

    /// An error that nobody planned: a 500 that says nothing.
    #[must_use]
    pub fn unplanned() -> Self {
        Self::unknown()
    }

    /// An error of which nothing is known but its type: what the application says of it is looked up there.
    #[must_use]
    pub fn of_type<E: 'static>() -> Self {
        Self {
            lineage: vec![ErrorType::of::<E>()],
            ..Self::unknown()
        }
    }

    /// How this value is answered by its [`Raise`].
    #[must_use]
    pub fn of<E: Raise>(example: &E) -> Self {
        Self::of_type::<E>().example(example)
    }

    /// Sets the machine code.
    #[must_use]
    pub fn code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Says what the error means, in Markdown.
    #[must_use]
    pub fn words(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.words = Some(words.into());
        self
    }

    /// Sets an example of the detail: any JSON value. Its type is taken for that of all.
    #[must_use]
    pub fn detail(mut self, detail: impl Serialize) -> Self {
        self.example = Example::Value(Detail::new(detail));
        self
    }

    /// Names a header of the answer.
    #[must_use]
    pub fn header(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.headers.push(name.into());
        self
    }

    /// Takes status, code, detail and headers from a value.
    #[doc(hidden)]
    #[must_use]
    pub fn example(self, example: &dyn Raise) -> Self {
        match declared(example) {
            Some(answer) => self.answered(&answer),
            None => self,
        }
    }

    /// Takes them from an answer.
    pub(crate) fn answered(mut self, answer: &HttpException) -> Self {
        self.status = Some(answer.status());
        self.code = answer.error_code().map(|code| Cow::Owned(code.to_owned()));
        self.example = if answer.detail().is_none() {
            Example::Text
        } else {
            Example::Value(answer.detail().clone())
        };
        self.headers = answer
            .headers()
            .keys()
            .map(|name| Cow::Owned(name.as_str().to_owned()))
            .collect();
        self
    }

    /// The variant that is meant.
    #[doc(hidden)]
    #[must_use]
    pub fn variant(mut self, name: &'static str) -> Self {
        self.variant = Some(name);
        self
    }

    /// Of the values of its type, those that are meant.
    #[doc(hidden)]
    #[must_use]
    pub fn only(mut self, only: fn(&(dyn Error + 'static)) -> bool) -> Self {
        self.only = Some(only);
        self
    }

    /// Sets the status.
    #[doc(hidden)]
    #[must_use]
    pub fn status(mut self, status: impl IntoStatus) -> Self {
        self.status = Some(status.into_status());
        self
    }

    /// Takes the example of the text from a format string: its placeholders stay as they are named.
    #[doc(hidden)]
    #[must_use]
    pub fn template(mut self, template: &'static str) -> Self {
        self.example = Example::Value(Detail::new(template));
        self
    }

    /// Takes the error's own words, which the client is told where the failure is not the server's.
    #[doc(hidden)]
    #[must_use]
    pub fn display(mut self, words: &'static str) -> Self {
        if self.status.is_some_and(|status| !status.is_server_error()) {
            self.words.get_or_insert(Cow::Borrowed(words));
            return self.template(words);
        }
        self
    }

    /// Says that the detail is any JSON value.
    #[doc(hidden)]
    #[must_use]
    pub fn any_detail(mut self) -> Self {
        self.example = Example::Any;
        self
    }

    /// What this error is answered with, where it *is* others: what it says itself goes before what they say.
    #[doc(hidden)]
    #[must_use]
    pub fn over(self, told: bool, bases: Vec<Self>) -> Vec<Self> {
        if bases.is_empty() {
            return vec![self];
        }
        let bases = bases.into_iter();
        let mut all: Vec<Self> = bases.map(|base| self.over_one(told, base)).collect();
        if self.status.is_some() {
            // It answers alike whatever it is, but for the code.
            all.dedup_by(|one, other| one.code == other.code);
        }
        all
    }

    /// `told` says that it has a detail of its own.
    fn over_one(&self, told: bool, base: Self) -> Self {
        let mut doc = self.clone();
        doc.lineage.extend(base.lineage);
        doc.code = doc.code.or(base.code);
        doc.words = doc.words.or(base.words);
        if doc.status.is_none() {
            doc.status = base.status;
            doc.anything = base.anything;
            doc.headers.extend(base.headers);
            if !told {
                doc.example = base.example;
            }
        }
        doc
    }
}

/// The errors of what is, or may be, an error's base. For the derive.
#[doc(hidden)]
#[derive(Debug)]
pub struct ErrorsOf<T>(PhantomData<fn() -> T>);

impl<T> ErrorsOf<T> {
    /// Of `T`.
    #[expect(clippy::new_without_default, reason = "only macros make one")]
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// The errors that a type says itself; any where it says none.
pub(crate) fn errors_of<E: Raise>() -> Vec<ErrorDoc> {
    let errors = E::errors();
    if errors.is_empty() {
        return vec![ErrorDoc {
            anything: true,
            ..ErrorDoc::of_type::<E>()
        }];
    }
    errors
}

#[doc(hidden)]
pub trait RaisingErrors {
    /// What its `Raise` says.
    fn errors(&self) -> Vec<ErrorDoc>;
}

impl<E: Raise> RaisingErrors for &&ErrorsOf<E> {
    fn errors(&self) -> Vec<ErrorDoc> {
        errors_of::<E>()
    }
}

#[doc(hidden)]
pub trait PlainErrors {
    /// Its type alone.
    fn errors(&self) -> Vec<ErrorDoc>;
}

impl<E: Error + 'static> PlainErrors for &ErrorsOf<E> {
    fn errors(&self) -> Vec<ErrorDoc> {
        vec![ErrorDoc::of_type::<E>()]
    }
}

#[doc(hidden)]
pub trait NoErrors {
    /// None.
    fn errors(&self) -> Vec<ErrorDoc>;
}

impl<T> NoErrors for ErrorsOf<T> {
    fn errors(&self) -> Vec<ErrorDoc> {
        Vec::new()
    }
}
