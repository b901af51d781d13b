//! `Paced`: a body as multer may have it, so that it never holds more of it than it must.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum_core::BoxError;
use axum_core::body::BodyDataStream;
use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::Stream;

/// After how many bytes multer is made to look at what it has.
const PACE: usize = 16 << 10;

/// How often it may look while it waits for a part's head to end.
const LOOKS: u8 = 3;

/// A body, handed on with a pause after each 16 KiB.
///
/// multer takes all that is there before it looks at it: a fast client's whole body would stand in memory, and a head
/// without an end be searched again and again. It also passes over whatever stands before the first boundary, where
/// `FastAPI` refuses the form.
pub(super) struct Paced {
    body: SharedBody,
    handed: usize,
    stage: Stage,
    /// What came so far, until it is known to begin with the boundary.
    opening: Option<BytesMut>,
    boundary: Vec<u8>,
    /// The last bytes that were handed on: room for a boundary and what comes before and after it.
    tail: BytesMut,
}

/// Where multer is, shared with its stream.
#[derive(Clone, Default)]
pub(super) struct Stage(Arc<Shared>);

#[derive(Default)]
struct Shared {
    /// How often multer looked since a head began; 0 in the data of a part.
    looks: AtomicU8,
    over: AtomicBool,
    cut_off: AtomicBool,
    malformed: AtomicBool,
}

/// No looks are counted.
const DATA: u8 = u8::MAX;

impl Stage {
    /// The head of a part begins.
    pub(super) fn head(&self) {
        self.0.looks.store(0, Ordering::Relaxed);
    }

    /// The data of a part begins.
    pub(super) fn data(&self) {
        self.0.looks.store(DATA, Ordering::Relaxed);
    }

    /// True once the whole body was handed on.
    pub(super) fn is_over(&self) -> bool {
        self.0.over.load(Ordering::Relaxed)
    }

    /// True where the body ended within a boundary.
    pub(super) fn is_cut_off(&self) -> bool {
        self.0.cut_off.load(Ordering::Relaxed)
    }

    /// True when the stream failed because of what stands in it.
    pub(super) fn is_malformed(&self) -> bool {
        self.0.malformed.load(Ordering::Relaxed)
    }

    /// Counts a look; false where there were too many.
    fn look(&self) -> bool {
        let looks = self.0.looks.load(Ordering::Relaxed);
        if looks == DATA {
            return true;
        }
        self.0.looks.store(looks + 1, Ordering::Relaxed);
        looks < LOOKS
    }

    fn malformed(&self) -> Malformed {
        self.0.malformed.store(true, Ordering::Relaxed);
        Malformed
    }
}

/// The body, which multer keeps to itself, and what comes after the form is still to be received from. Behind a mutex
/// that nobody contends for.
#[derive(Clone)]
pub(super) struct SharedBody(Arc<Mutex<BodyDataStream>>);

/// How much may come after a form for the connection to be kept.
const EPILOGUE: usize = 64 << 10;

impl SharedBody {
    fn poll_next(
        &self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, axum_core::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_next(context)
    }

    /// Receives what comes after the form, so that the connection can be used again.
    pub(super) async fn drain(self) {
        let mut left = EPILOGUE;
        while let Some(Ok(chunk)) = poll_fn(|context| self.poll_next(context)).await {
            let Some(less) = left.checked_sub(chunk.len()) else {
                return;
            };
            left = less;
        }
    }
}

impl Paced {
    pub(super) fn new(body: BodyDataStream, boundary: &str) -> (Self, Stage, SharedBody) {
        let stage = Stage::default();
        let body = SharedBody(Arc::new(Mutex::new(body)));
        let paced = Self {
            body: body.clone(),
            handed: 0,
            stage: stage.clone(),
            opening: Some(BytesMut::new()),
            boundary: format!("--{boundary}").into_bytes(),
            tail: BytesMut::new(),
        };
        (paced, stage, body)
    }

    /// Keeps the last bytes.
    fn keep_tail(&mut self, chunk: &[u8]) {
        let room = self.boundary.len() + "\r\n-".len();
        let last = chunk.get(chunk.len().saturating_sub(room)..);
        self.tail.extend_from_slice(last.unwrap_or_default());
        self.tail.advance(self.tail.len().saturating_sub(room));
    }

    /// True where the last bytes are those of a boundary that does not say whether it is the last.
    fn is_cut_off(&self) -> bool {
        let last = self.tail.strip_suffix(b"-").unwrap_or(&self.tail);
        let last = last.strip_suffix(b"\r").unwrap_or(last);
        [&*self.tail, last].iter().any(|tail| {
            let before = tail.strip_suffix(&*self.boundary);
            before.is_some_and(|before| before.ends_with(b"\r\n"))
        })
    }

    /// A piece as it is handed on; `None` where more is needed to know how the form begins.
    fn opened(&mut self, chunk: Bytes) -> Result<Option<Bytes>, Malformed> {
        let Some(opening) = &mut self.opening else {
            return Ok(Some(chunk));
        };
        opening.extend_from_slice(&chunk);
        match begins(opening, &self.boundary) {
            Some(true) => Ok(self.opening.take().map(BytesMut::freeze)),
            None if opening.len() < PACE => Ok(None),
            _ => Err(self.stage.malformed()),
        }
    }
}

/// Whether a form begins with its boundary, after blank lines at most; `None` where too little of it is there.
fn begins(form: &[u8], boundary: &[u8]) -> Option<bool> {
    let form = match form.first()? {
        b'\r' | b'\n' => form.get(form.iter().position(|byte| *byte == b'-')?..)?,
        _ => form,
    };
    let known = form.len().min(boundary.len());
    if form.get(..known) != boundary.get(..known) {
        return Some(false);
    }
    match form.get(boundary.len()..)? {
        [b'\r', b'\n', ..] | [b'-', b'-', ..] => Some(true),
        [] | [b'\r' | b'-'] => None,
        _ => Some(false),
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.handed >= PACE {
            this.handed = 0;
            if !this.stage.look() {
                return Poll::Ready(Some(Err(this.stage.malformed().into())));
            }
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        loop {
            return Poll::Ready(match std::task::ready!(this.body.poll_next(context)) {
                Some(Ok(chunk)) => {
                    this.handed += chunk.len();
                    this.keep_tail(&chunk);
                    match this.opened(chunk) {
                        Ok(Some(chunk)) => Some(Ok(chunk)),
                        Ok(None) => continue,
                        Err(malformed) => Some(Err(malformed.into())),
                    }
                }
                Some(Err(error)) => Some(Err(error.into())),
                None => {
                    this.stage.0.over.store(true, Ordering::Relaxed);
                    let cut_off = this.is_cut_off();
                    this.stage.0.cut_off.store(cut_off, Ordering::Relaxed);
                    None
                }
            });
        }
    }
}

/// The form does not begin with its boundary, or the head of a part has no end.
#[derive(Debug)]
struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no form begins like this, or the head of a part has no end")
    }
}

impl std::error::Error for Malformed {}
