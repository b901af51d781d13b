//! The connection below a WebSocket, and how it is taken over from HTTP.

use std::io::{self, Read, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::future::BoxFuture;
use http::Extensions;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A connection of any sort.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

pub(crate) type BoxIo = Box<dyn Io>;

/// A connection that the server is about to hand over.
pub(super) type Opening = BoxFuture<'static, Result<BoxIo, hyper::Error>>;

/// A connection among the extensions of a request that came without a server.
#[derive(Clone)]
pub(crate) struct Direct(Arc<Mutex<Option<BoxIo>>>);

impl Direct {
    #[cfg(feature = "testing")]
    pub(crate) fn new(io: impl Io + 'static) -> Self {
        Self(Arc::new(Mutex::new(Some(Box::new(io)))))
    }

    fn take(&self) -> Option<BoxIo> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The connection that the server hands over once the handshake is answered; `None` where the server has none to give.
pub(super) fn opening(extensions: &mut Extensions) -> Option<Opening> {
    if let Some(io) = extensions
        .remove::<Direct>()
        .and_then(|direct| direct.take())
    {
        return Some(Box::pin(std::future::ready(Ok(io))));
    }
    let upgrade = extensions.remove::<OnUpgrade>()?;
    Some(Box::pin(async move {
        let upgraded = upgrade.await?;
        Ok(Box::new(TokioIo::new(upgraded)) as BoxIo)
    }))
}

/// A connection as the protocol wants it: what cannot go on now says so, and wakes the one who keeps the connection.
pub(super) struct Polled {
    io: BoxIo,
    waker: Waker,
    /// True when bytes have come since it was last asked.
    heard: bool,
}

impl Polled {
    pub(super) fn new(io: BoxIo) -> Self {
        Self {
            io,
            waker: Waker::noop().clone(),
            heard: false,
        }
    }

    pub(super) fn set_waker(&mut self, waker: &Waker) {
        self.waker.clone_from(waker);
    }

    pub(super) fn take_heard(&mut self) -> bool {
        std::mem::take(&mut self.heard)
    }

    fn polled<T>(
        &mut self,
        poll: impl FnOnce(Pin<&mut BoxIo>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> io::Result<T> {
        let mut context = Context::from_waker(&self.waker);
        match poll(Pin::new(&mut self.io), &mut context) {
            Poll::Ready(result) => result,
            Poll::Pending => Err(io::ErrorKind::WouldBlock.into()),
        }
    }

    /// Says that nothing more will be written.
    pub(super) fn shutdown(&mut self) -> io::Result<()> {
        self.polled(AsyncWrite::poll_shutdown)
    }
}

impl Read for Polled {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut buffer = ReadBuf::new(buffer);
        self.polled(|io, context| io.poll_read(context, &mut buffer))?;
        let read = buffer.filled().len();
        self.heard |= read > 0;
        Ok(read)
    }
}

impl Write for Polled {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.polled(|io, context| io.poll_write(context, bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.polled(AsyncWrite::poll_flush)
    }
}
