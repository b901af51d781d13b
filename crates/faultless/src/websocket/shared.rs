//! `Shared`: what all handles of a connection share, behind a mutex that is held only while something is polled.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use super::WebSocketLimits;
use super::handshake::Handshake;
use super::state::State;
use super::transport::Opening;
use crate::request::Request;
use crate::response::Response;

/// What all handles of a connection share.
pub(super) struct Shared {
    /// The head of the request that asked for it.
    pub(super) head: Request,
    pub(super) handshake: Handshake,
    state: Mutex<State>,
}

impl Shared {
    pub(super) fn new(
        head: Request,
        handshake: Handshake,
        limits: WebSocketLimits,
        answer: oneshot::Sender<Response>,
        opening: Option<Opening>,
    ) -> Arc<Self> {
        Arc::new(Self {
            head,
            handshake,
            state: Mutex::new(State::new(answer, opening, limits)),
        })
    }

    /// Looks at the state or changes it; those whom that concerns are woken when it is let go.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        let (result, due) = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let result = work(&mut state);
            (result, state.take_due())
        };
        for waker in due {
            waker.wake();
        }
        result
    }
}
