//! Which road an argument takes: told apart by method lookup on references, for the macros.

use std::marker::PhantomData;

use axum_core::extract::{FromRequest, FromRequestParts};
use bytes::Bytes;
use faultless_model::Field;

use super::value::{Wanted, read};
use super::{Description, Extraction, Param, Source, Spec};
use crate::exception::{Exception, Result};
use crate::request::Request;

impl<T: Field + Send + 'static> Param for T {
    async fn extract(
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        let mut wanted = Wanted::<T>::of(spec, spec.declared_source());
        wanted.default = spec.default_fn();
        Ok(read(extraction, &wanted))
    }

    fn describe(spec: &'static Spec<Self>, description: &mut Description) {
        super::value::describe::<T, _>(spec, spec.declared_source(), description);
    }
}

/// Reads the value inside a wrapper that names its source.
pub(super) fn wrapped<T: Field + 'static, W>(
    extraction: &mut Extraction<'_>,
    spec: &Spec<W>,
    source: Source,
    wrap: fn(T) -> W,
) -> Option<W> {
    let wanted = Wanted::<T>::of(spec, source);
    if spec.has_default() {
        // The default is a whole wrapper: it is taken where the inner type alone would be missing.
        let optional = Wanted::<Option<T>> {
            required: false,
            default: None,
            ..Wanted::<Option<T>>::of(spec, source)
        };
        return match read(extraction, &optional)? {
            Some(value) => Some(wrap(value)),
            None => spec.default_value(),
        };
    }
    read(extraction, &wanted).map(wrap)
}

/// A type whose road is asked for.
///
/// `(&&&&&Probe::<T>::new()).argument()` gives the first that fits of: bytes, a `Param`, an extractor of the head, an extractor
/// of the whole request, nothing. Stable Rust has no specialisation; method lookup by reference depth is what serves
/// for types that are written out.
#[derive(Debug)]
pub struct Probe<T>(PhantomData<fn() -> T>);

impl<T> Probe<T> {
    /// The probe of `T`.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only macros make one")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// An argument on its road.
pub trait Argument<T> {
    /// Takes the argument out of the request.
    fn extract(
        self,
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<T>,
    ) -> impl Future<Output = Result<Option<T>>> + Send;

    /// Says what it takes.
    fn describe(self, spec: &'static Spec<T>, description: &mut Description);
}

/// The roads.
pub mod via {
    use std::marker::PhantomData;

    /// By its `Param` where a source is named, else the whole body as it is.
    #[derive(Debug)]
    pub struct Raw;
    /// By its `Param`.
    #[derive(Debug)]
    pub struct Own;
    /// As an axum extractor of the head.
    #[derive(Debug)]
    pub struct Parts;
    /// As an axum extractor of the whole request; `M` is axum's own marker.
    #[derive(Debug)]
    pub struct Whole<M>(pub(super) PhantomData<fn() -> M>);
    /// By none.
    #[derive(Debug)]
    pub struct Nothing;

    /// Bytes.
    pub trait ByRaw {
        /// The road.
        fn argument(&self) -> Raw {
            Raw
        }
    }
    impl ByRaw for &&&&super::Probe<bytes::Bytes> {}

    /// A `Param`.
    pub trait ByParam {
        /// The road.
        fn argument(&self) -> Own {
            Own
        }
    }
    impl<T: super::Param> ByParam for &&&super::Probe<T> {}

    /// An extractor of the head.
    pub trait ByParts {
        /// The road.
        fn argument(&self) -> Parts {
            Parts
        }
    }
    impl<T: super::FromRequestParts<()>> ByParts for &&super::Probe<T> {}

    /// An extractor of the whole request.
    pub trait ByRequest<M> {
        /// The road.
        fn argument(&self) -> Whole<M> {
            Whole(PhantomData)
        }
    }
    impl<T: super::FromRequest<(), M>, M> ByRequest<M> for &super::Probe<T> {}

    /// Anything else: the compiler is made to say what is missing.
    pub trait ByNothing {
        /// The road.
        fn argument(&self) -> Nothing {
            Nothing
        }
    }
    impl<T> ByNothing for super::Probe<T> {}
}

impl Argument<Bytes> for via::Raw {
    async fn extract(
        self,
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<Bytes>,
    ) -> Result<Option<Bytes>> {
        match spec.declared_source() {
            Source::Natural => extraction.request().bytes().await.map(Some),
            _ => Bytes::extract(extraction, spec).await,
        }
    }

    fn describe(self, spec: &'static Spec<Bytes>, description: &mut Description) {
        match spec.declared_source() {
            Source::Natural => {
                description.opaque = true;
                description.wholes.push(spec.name());
            }
            _ => <Bytes as Param>::describe(spec, description),
        }
    }
}

impl<T: Param> Argument<T> for via::Own {
    fn extract(
        self,
        extraction: &mut Extraction<'_>,
        spec: &'static Spec<T>,
    ) -> impl Future<Output = Result<Option<T>>> + Send {
        T::extract(extraction, spec)
    }

    fn describe(self, spec: &'static Spec<T>, description: &mut Description) {
        T::describe(spec, description);
    }
}

/// What the compiler is made to ask of a type without a road; nothing has it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an argument of a path operation or a dependency",
    label = "not a value type, not `Header`, `State`, `Depends` and the like, and not an extractor of axum's",
    note = "derive `Model` for a type of your own, and take a state of the application as `State<T>`",
    note = "types of other crates need the feature named after their crate, such as `uuid`, `jiff` or `url`"
)]
pub trait Taken {}

impl<T: Taken> Argument<T> for via::Nothing {
    async fn extract(
        self,
        _extraction: &mut Extraction<'_>,
        _spec: &'static Spec<T>,
    ) -> Result<Option<T>> {
        Err(Exception::msg("this argument has no road"))
    }

    fn describe(self, _spec: &'static Spec<T>, _description: &mut Description) {}
}

impl<T: FromRequestParts<()> + Send> Argument<T> for via::Parts {
    fn extract(
        self,
        extraction: &mut Extraction<'_>,
        _spec: &'static Spec<T>,
    ) -> impl Future<Output = Result<Option<T>>> + Send {
        super::extractor::from_parts(extraction)
    }

    fn describe(self, _spec: &'static Spec<T>, description: &mut Description) {
        description.opaque = true;
    }
}

impl<T: FromRequest<(), M> + Send, M: 'static> Argument<T> for via::Whole<M> {
    fn extract(
        self,
        extraction: &mut Extraction<'_>,
        _spec: &'static Spec<T>,
    ) -> impl Future<Output = Result<Option<T>>> + Send {
        super::extractor::from_request::<T, M>(extraction)
    }

    fn describe(self, spec: &'static Spec<T>, description: &mut Description) {
        description.opaque = true;
        description.wholes.push(spec.name());
    }
}

/// A type that an argument can borrow: `request: &Request`.
#[diagnostic::on_unimplemented(
    message = "an argument cannot borrow `{Self}`",
    label = "only `&Request` can be borrowed",
    note = "take the value itself, or a state as `State<T>`"
)]
pub trait Borrowed {
    /// The value.
    fn borrow(request: &Request) -> &Self;
}

impl Borrowed for Request {
    fn borrow(request: &Request) -> &Self {
        request
    }
}
