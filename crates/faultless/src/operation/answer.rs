//! What the type of a handler's return value says of its success: the content, its schema, the status.

use std::borrow::Cow;
use std::marker::PhantomData;

use bytes::{Bytes, BytesMut};
use faultless_model::{Field, Rules, Schema, Schemas};
use http::{HeaderMap, StatusCode};

use crate::response::{Html, Json, Redirect, Response, SetCookie};
use crate::sse::EventStream;
use crate::stream::StreamingResponse;

/// What an operation answers with when all goes well, as far as types tell.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    pub(crate) content: Content,
    /// The status, where the type has another than 200.
    pub(crate) status: Option<u16>,
}

/// What the body of an answer is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    /// JSON of some kind; its schema, where its type has one.
    Json(Option<fn(&mut Schemas) -> Schema>),
    /// Text of this media type.
    Text(&'static str),
    /// Bytes.
    Bytes,
    /// There is none, or nobody knows of which type it is.
    None,
}

impl Answer {
    /// A response whose type tells nothing: JSON of any kind, as `FastAPI` takes it.
    pub const UNKNOWN: Self = Self::of(Content::Json(None));

    const fn of(content: Content) -> Self {
        Self {
            content,
            status: None,
        }
    }

    /// The JSON of a type.
    #[must_use]
    pub fn json<T: Field>() -> Self {
        Self::of(Content::Json(Some(|schemas| {
            T::schema(schemas, Rules::none())
        })))
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// A type that handlers return, and what of it is the body: of a `Result` and of a tuple, a part.
pub trait Answering {
    /// What is the body.
    type Body;
}

/// A body whose type alone says what it is.
pub trait Fixed {
    /// What it is.
    const ANSWER: Answer;
}

/// A response of no known type.
#[derive(Debug)]
pub struct Untold;

macro_rules! bodies {
    ($($ty:ty: $answer:expr;)+) => {$(
        impl Answering for $ty {
            type Body = Self;
        }
        impl Fixed for $ty {
            const ANSWER: Answer = $answer;
        }
    )+};
}

const TEXT: Answer = Answer::of(Content::Text("text/plain"));
const BYTES: Answer = Answer::of(Content::Bytes);
const NOTHING: Answer = Answer::of(Content::None);

bodies! {
    String: TEXT;
    &'static str: TEXT;
    Box<str>: TEXT;
    Cow<'static, str>: TEXT;
    Bytes: BYTES;
    BytesMut: BYTES;
    Vec<u8>: BYTES;
    Box<[u8]>: BYTES;
    &'static [u8]: BYTES;
    Cow<'static, [u8]>: BYTES;
    (): NOTHING;
    StatusCode: NOTHING;
    HeaderMap: NOTHING;
    SetCookie: NOTHING;
    // Its media type is a value.
    StreamingResponse: NOTHING;
    EventStream: Answer::of(Content::Text("text/event-stream"));
    Response: Answer::UNKNOWN;
    Redirect: Answer {
        content: Content::None,
        status: Some(StatusCode::TEMPORARY_REDIRECT.as_u16()),
    };
}

impl Fixed for Untold {
    const ANSWER: Answer = Answer::UNKNOWN;
}

impl<T> Answering for Html<T> {
    type Body = Self;
}

impl<T> Fixed for Html<T> {
    const ANSWER: Answer = Answer::of(Content::Text("text/html"));
}

impl<T> Answering for Json<T> {
    type Body = Self;
}

#[cfg(feature = "axum")]
impl<T> Answering for axum::response::Html<T> {
    type Body = Html<T>;
}

impl<R: Answering, E> Answering for Result<R, E> {
    type Body = R::Body;
}

macro_rules! tuples {
    ($(($($part:ident)*))*) => {$(
        impl<$($part,)* R: Answering> Answering for ($($part,)* R) {
            type Body = R::Body;
        }
    )*};
}
// A status, headers, cookies: as many as is usual before a response.
tuples!((A) (A B) (A B C) (A B C D));

/// A return value whose type is looked at: `(&&Success::<T>::new()).body()` is what of it is the body.
#[derive(Debug)]
pub struct Success<T>(PhantomData<fn() -> T>);

impl<T> Success<T> {
    /// The return value `T`.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only macros make one")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// A body whose type is looked at: `(&&&body).answer()` is what it says.
#[derive(Debug)]
pub struct Sent<B>(PhantomData<fn() -> B>);

/// A return value of a known type.
pub trait ByBody<B> {
    /// Its body.
    fn body(&self) -> Sent<B> {
        Sent(PhantomData)
    }
}

impl<T: Answering> ByBody<T::Body> for &Success<T> {}

/// A return value of any other.
pub trait ByNoBody {
    /// Nothing that is known.
    fn body(&self) -> Sent<Untold> {
        Sent(PhantomData)
    }
}

impl<T> ByNoBody for Success<T> {}

/// JSON of a type that has a schema.
pub trait ByModel {
    /// What it says.
    fn answer(&self) -> Answer;
}

impl<T: Field> ByModel for &&Sent<Json<T>> {
    fn answer(&self) -> Answer {
        Answer::json::<T>()
    }
}

/// JSON of any other.
pub trait ByJson {
    /// What it says.
    fn answer(&self) -> Answer {
        Answer::UNKNOWN
    }
}

impl<T> ByJson for &Sent<Json<T>> {}

/// What is no JSON.
pub trait ByFixed {
    /// What it says.
    fn answer(&self) -> Answer;
}

impl<B: Fixed> ByFixed for Sent<B> {
    fn answer(&self) -> Answer {
        B::ANSWER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! content {
        ($ty:ty) => {{
            let body = (&&Success::<$ty>::new()).body();
            (&&&body).answer().content
        }};
    }

    #[test]
    fn results_and_tuples_are_looked_into() {
        type Found<T> = Result<(StatusCode, T), String>;
        struct NoField;
        assert!(matches!(content!(Json<u8>), Content::Json(Some(_))));
        assert!(matches!(content!(Found<Json<u8>>), Content::Json(Some(_))));
        assert!(matches!(content!(Json<NoField>), Content::Json(None)));
        assert!(matches!(content!(Found<NoField>), Content::Json(None)));
        assert!(matches!(
            content!(Found<Html<String>>),
            Content::Text("text/html")
        ));
        assert!(matches!(
            content!(Result<&'static str, ()>),
            Content::Text("text/plain")
        ));
        assert!(matches!(content!(Vec<u8>), Content::Bytes));
        assert!(matches!(content!(Result<(), String>), Content::None));
        assert!(matches!(content!(Response), Content::Json(None)));
    }
}
